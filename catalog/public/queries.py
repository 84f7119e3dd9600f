"""Reading what only the catalogue shows: codes of editions."""

from sqlalchemy import select

from catalog.db import db
from catalog.editions.models import Edition, Entry


def codes_of(edition: Edition) -> set[str]:
    """The codes that an edition lists."""
    return set(db.session.scalars(select(Entry.code).where(Entry.edition_id == edition.id)))
