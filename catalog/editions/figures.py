"""What the entries of an edition ask for, in all and by area; kept in memory with the rest of the edition."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import BigInteger, cast, func, select

from catalog.db import db
from catalog.editions.models import Edition, Entry
from catalog.editions.shelf import shelf_of


@dataclass(frozen=True)
class Figures:
    """Sums over the open entries: whole đồng and US dollars still needed, and children, of whom some count twice."""

    projects: int = 0
    children: int = 0
    aid_vnd: int = 0
    aid_usd: int = 0


@dataclass(frozen=True)
class FiguresOfEdition:
    """The sums of an edition, and those of each area by its unit code; an area with nothing open is not in it."""

    all: Figures
    places: Mapping[str, Figures] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many areas it keeps."""
        return len(self.places)

    def of(self, unit_code: str) -> Figures:
        """The sums of an area."""
        return self.places.get(unit_code, Figures())


def figures(edition: Edition) -> FiguresOfEdition:
    """The sums over a released edition as it stands now."""
    return shelf_of(edition).kept.get(("figures",), lambda: _figures(edition.id))


def _figures(edition_id: int) -> FiguresOfEdition:
    counted = (Entry.data[("beneficiaries", "children")], Entry.data["aid_vnd"], Entry.data["aid_usd"])
    sums = [func.coalesce(func.sum(cast(value.as_string(), BigInteger)), 0) for value in counted]
    chosen = select(Entry.unit_code, func.count(), *sums).where(
        Entry.edition_id == edition_id, Entry.closed_at.is_(None)
    )
    rows = db.session.execute(chosen.group_by(Entry.unit_code)).all()
    places = {row[0]: Figures(*map(int, row[1:])) for row in rows}
    return FiguresOfEdition(_added(places.values()), places)


def _added(each: Iterable[Figures]) -> Figures:
    parts = list(each)
    return Figures(
        sum(part.projects for part in parts),
        sum(part.children for part in parts),
        sum(part.aid_vnd for part in parts),
        sum(part.aid_usd for part in parts),
    )
