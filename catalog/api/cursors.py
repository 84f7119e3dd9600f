"""Where a program goes on reading: a cursor that it can't make up, good for one edition and one set of filters."""

import hashlib
from collections.abc import Sequence
from typing import Any, NamedTuple

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer

from catalog.errors import NotFound
from catalog.i18n import Bilingual

NO_SUCH_PAGE = Bilingual(
    "Không có trang này: `cursor` không do hệ thống cấp, hoặc bộ lọc đã khác.",
    "There is no such page: the `cursor` was not given by the catalogue, or the filters are others now.",
)


class Cursor(NamedTuple):
    """The key of the edition that is read, how many of its projects were, and the id of the last of these."""

    edition: str
    read: int
    last: int

    def place_in(self, ids: Sequence[int]) -> int:
        """Where to go on: after the last one that was read, wherever it stands now that calls may have ended."""
        return ids.index(self.last) + 1 if self.last in ids else self.read


def sealed(cursor: Cursor, filters: Any) -> str:
    """The cursor as text, bound to the filters."""
    return _seal().dumps([*cursor, _digest(filters)])


def opened(text: str, filters: Any) -> Cursor:
    """The cursor of a text; raises NotFound for one that was not given for these filters."""
    try:
        *cursor, digest = _seal().loads(text)
    except BadData:
        raise NotFound(NO_SUCH_PAGE) from None
    if digest != _digest(filters):
        raise NotFound(NO_SUCH_PAGE)
    return Cursor(*cursor)


def edition_of(text: str) -> str:
    """The key of the edition that a cursor goes on in; "" for what is none."""
    is_ours, cursor = _seal().loads_unsafe(text)
    return cursor[0] if is_ours else ""


def _seal() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.secret_key), salt="api-cursor")


def _digest(filters: Any) -> str:
    return hashlib.sha256(repr(filters).encode()).hexdigest()[:8]
