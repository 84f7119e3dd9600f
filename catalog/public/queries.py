"""Reading what only the catalogue shows: codes of editions, what changes after a release."""

from typing import Any

from sqlalchemy import func, select

from catalog.attachments.models import ReleasedPhoto
from catalog.db import db
from catalog.editions.models import Edition, Entry


def codes_of(edition: Edition) -> set[str]:
    """The codes that an edition lists."""
    return set(db.session.scalars(select(Entry.code).where(Entry.edition_id == edition.id)))


def changes_after_release() -> tuple[Any, ...]:
    """What differs after a release, after the end of a call and after a photo was taken down; nothing else changes."""
    released = select(Edition.released_at).where(Edition.state == "released").subquery()
    columns = (
        select(func.count(released.c.released_at)).scalar_subquery(),
        select(func.max(released.c.released_at)).scalar_subquery(),
        select(func.max(Entry.closed_at)).where(Entry.closed_at.is_not(None)).scalar_subquery(),
        select(func.count()).select_from(ReleasedPhoto).scalar_subquery(),
    )
    return tuple(db.session.execute(select(*columns)).one())
