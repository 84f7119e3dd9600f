"""Reading what only the catalogue shows: choices to filter by, codes of editions."""

from dataclasses import dataclass

from sqlalchemy import select

from catalog.db import db
from catalog.editions.models import Edition, Entry
from catalog.editions.queries import LISTED
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


def codes_of(edition: Edition) -> set[str]:
    """The codes that an edition lists."""
    return set(db.session.scalars(select(Entry.code).where(Entry.edition_id == edition.id)))
