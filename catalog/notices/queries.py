"""Reading one's own notices."""

from collections.abc import Iterable, Sequence

from sqlalchemy import func, select

from catalog.db import db
from catalog.notices.models import Notice

NOTICES_A_PAGE = 20


def unread(person_id: int) -> int:
    """How many notices a person has not opened."""
    own = Notice.person_id == person_id, Notice.read_at.is_(None)
    return db.session.scalar(select(func.count(Notice.id)).where(*own)) or 0


def told(keys: Iterable[str]) -> set[str]:
    """Those of the keys that somebody was told already."""
    return set(db.session.scalars(select(Notice.dedupe_key).where(Notice.dedupe_key.in_(list(keys)))))


def notices_of(person_id: int, page: int) -> tuple[Sequence[Notice], int]:
    """The notices of one page, the newest first, and how many pages there are."""
    count = db.session.scalar(select(func.count(Notice.id)).where(Notice.person_id == person_id)) or 0
    newest_first = select(Notice).where(Notice.person_id == person_id).order_by(Notice.id.desc())
    shown = newest_first.limit(NOTICES_A_PAGE).offset((page - 1) * NOTICES_A_PAGE)
    return db.session.scalars(shown).all(), max(1, -(-count // NOTICES_A_PAGE))
