"""A file that waits between the page that shows what it would change and the button that takes it over."""

from catalog import storage
from catalog.errors import NotFound


def kept_file(sha256: str) -> bytes:
    """What was sent, by its hash; raises NotFound, also where the address holds no hash, and StorageTrouble."""
    try:
        return storage.load(sha256)
    except FileNotFoundError:
        raise NotFound from None
