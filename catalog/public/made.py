"""Files that are made when somebody asks for them: kept in memory for whoever asks next, and made few at a time."""

import threading
from collections.abc import Callable, Hashable

from flask import current_app

from catalog.errors import DomainError
from catalog.i18n import Bilingual
from catalog.shelf import Shelf

MOST_BYTES = 32 * 1024 * 1024
# Setting type fills a processor for a moment: pages must not wait because files are wanted.
AT_A_TIME = 2
LONGEST_WAIT_SECONDS = 5


class Busy(DomainError):
    """Too many files are wanted at once."""

    status = 503
    retry_after = 10
    default = Bilingual(
        "Đang có nhiều người tải tệp. Hãy thử lại sau ít phút.",
        "Many files are wanted just now. Please try again soon.",
    )


class _Workshop:
    """The files that were asked for last, and the turns of those who make more."""

    def __init__(self) -> None:
        self.files: Shelf[bytes] = Shelf(MOST_BYTES, len)
        self.turns = threading.BoundedSemaphore(AT_A_TIME)


def made(key: Hashable, make: Callable[[], bytes]) -> bytes:
    """The file of a key, made now unless it was lately; the key tells all that it depends on. Raises Busy."""
    workshop = current_app.extensions.setdefault("made", _Workshop())
    found = workshop.files.get(key)
    if found is not None:
        return found
    if not workshop.turns.acquire(timeout=LONGEST_WAIT_SECONDS):
        raise Busy
    try:
        data = workshop.files.get(key) or make()
    finally:
        workshop.turns.release()
    workshop.files.put(key, data)
    return data
