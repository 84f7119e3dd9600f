"""Reading what only the catalogue shows: choices to filter by, sizes of editions, the stamp of a page."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from catalog.db import db
from catalog.editions.models import Edition, Entry
from catalog.editions.queries import LISTED
from catalog.errors import NotFound
from catalog.i18n import Bilingual


@dataclass(frozen=True)
class Choices:
    """What the entries of an edition can be filtered by: names by category key and by unit code."""

    types: dict[str, Bilingual]
    areas: dict[str, Bilingual]


def choices(edition: Edition) -> Choices:
    """The types, in the office's order, and the areas, by code, that an edition has entries of; names as frozen."""
    category, unit = Entry.data["category"], Entry.data["unit"]
    names = [part[language].as_string() for part in (category, unit) for language in ("vi", "en")]
    rows = db.session.execute(
        select(Entry.category_key, Entry.unit_code, *names).where(Entry.edition_id == edition.id).order_by(*LISTED)
    ).all()
    return Choices(
        types={row[0]: Bilingual(row[2], row[3]) for row in rows},
        areas={row[1]: Bilingual(row[4], row[5]) for row in sorted(rows, key=lambda row: row[1])},
    )


def entry_counts() -> dict[int, int]:
    """How many entries each edition has, by its id."""
    counts = select(Entry.edition_id, func.count().label("entries")).group_by(Entry.edition_id)
    return {row.edition_id: row.entries for row in db.session.execute(counts)}


def codes_of(edition: Edition) -> set[str]:
    """The codes that an edition lists."""
    return set(db.session.scalars(select(Entry.code).where(Entry.edition_id == edition.id)))


def entry_as_listed(edition: Edition, code: str) -> Entry:
    """An entry as a released edition lists it, newer editions or not; raises NotFound."""
    entry = db.session.scalar(select(Entry).where(Entry.edition_id == edition.id, Entry.code == code))
    if entry is None:
        raise NotFound
    return entry


def last_closing() -> datetime | None:
    """When an entry was last closed: the one thing that changes after a release."""
    return db.session.scalar(select(func.max(Entry.closed_at)))
