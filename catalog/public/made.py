"""Files that are made when somebody asks for them: kept in memory for whoever asks next, and made few at a time."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

from flask import current_app

from catalog.errors import DomainError
from catalog.i18n import Bilingual

MOST_BYTES = 32 * 1024 * 1024
# Setting type fills a processor for a moment: pages must not wait because files are wanted.
AT_A_TIME = 2
LONGEST_WAIT_SECONDS = 5


class Busy(DomainError):
    """Too many files are wanted at once."""

    status = 503
    default = Bilingual(
        "Đang có nhiều người tải tệp. Hãy thử lại sau ít phút.",
        "Many files are wanted just now. Please try again soon.",
    )


class _Shelf:
    """The files that were asked for last."""

    def __init__(self) -> None:
        self.files: OrderedDict[Hashable, bytes] = OrderedDict()
        self.lock = threading.Lock()
        self.turns = threading.BoundedSemaphore(AT_A_TIME)

    def find(self, key: Hashable) -> bytes | None:
        with self.lock:
            if key in self.files:
                self.files.move_to_end(key)
            return self.files.get(key)

    def keep(self, key: Hashable, data: bytes) -> None:
        with self.lock:
            self.files[key] = data
            while sum(map(len, self.files.values())) > MOST_BYTES:
                self.files.popitem(last=False)


def made(key: Hashable, make: Callable[[], bytes]) -> bytes:
    """The file of a key, made now unless it was lately; the key tells all that it depends on. Raises Busy."""
    shelf = current_app.extensions.setdefault("made", _Shelf())
    found = shelf.find(key)
    if found is not None:
        return found
    if not shelf.turns.acquire(timeout=LONGEST_WAIT_SECONDS):
        raise Busy
    try:
        data = shelf.find(key) or make()
    finally:
        shelf.turns.release()
    shelf.keep(key, data)
    return data
