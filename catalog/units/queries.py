"""Reading units as of a day."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from catalog.db import db
from catalog.errors import NotFound
from catalog.i18n import Bilingual
from catalog.units.drawing import Drawing, drawn
from catalog.units.models import Boundaries, Unit, UnitLink
from catalog.units.sketch import SKETCH

PROPOSING_KINDS = ("city", "town", "district", "commune", "ward", "department", "union")


def unit_by_code(code: str, on: date) -> Unit:
    """The unit that bore a code on a day; raises NotFound."""
    unit = db.session.scalar(_valid(on).where(Unit.code == code))
    if unit is None:
        raise NotFound(
            Bilingual(
                vi="Không có đơn vị mang mã {code} vào ngày {on}.", en="No unit had the code {code} on {on}."
            ).format(code=code, on=on.isoformat())
        )
    return unit


def unit_with_code(code: str, on: date) -> Unit:
    """The unit that bore a code on a day, else the last one that ever did; raises NotFound."""
    ever = db.session.scalars(select(Unit).where(Unit.code == code).order_by(Unit.valid_from)).all()
    valid = [unit for unit in ever if unit.valid_on(on)]
    return (valid or ever)[-1] if ever else unit_by_code(code, on)


def unit_by_id(unit_id: int) -> Unit:
    """A unit by its row, whatever the day; raises NotFound."""
    unit = db.session.get(Unit, unit_id)
    if unit is None:
        raise NotFound
    return unit


def units_on(day: date, kinds: Sequence[str] = PROPOSING_KINDS) -> Sequence[Unit]:
    """The units of the given kinds that were there on a day, by code."""
    return db.session.scalars(_valid(day).where(Unit.kind.in_(kinds)).order_by(Unit.code)).all()


@dataclass(frozen=True)
class Today:
    """What a unit of earlier is today: the units that stand there, and links to what took in a part of it, or all.

    Only the units are told that came from it alone. What an older neighbour took in cannot be told from the rest of
    that neighbour: the link says that it went there.
    """

    units: list[Unit] = field(default_factory=list)
    moved: list[UnitLink] = field(default_factory=list)


def units_today(codes: Collection[str], then: date, today: date) -> dict[str, Today]:
    """What became of the units that bore these codes on a day, else of the last that did, by code."""
    until = select(UnitLink).where(UnitLink.date <= today).order_by(UnitLink.date, UnitLink.id)
    links: dict[int, list[UnitLink]] = defaultdict(list)
    for link in db.session.scalars(until.options(joinedload(UnitLink.old), joinedload(UnitLink.new))):
        links[link.old_id].append(link)
    ever = db.session.scalars(select(Unit).where(Unit.code.in_(codes)).order_by(Unit.valid_from)).all()
    bearers = {unit.code: unit for unit in ever} | {unit.code: unit for unit in ever if unit.valid_on(then)}
    found = {code: Today() for code in bearers}
    for code, unit in bearers.items():
        _follow(unit, today, links, found[code])
    return found


def _follow(unit: Unit, today: date, links: Mapping[int, list[UnitLink]], found: Today) -> None:
    """Add what a unit is today; links lead from earlier to later, so this ends."""
    if unit.valid_on(today) and unit not in found.units:
        found.units.append(unit)
    for link in links.get(unit.id, ()):
        if link.new.valid_from == link.date:
            _follow(link.new, today, links, found)
        else:
            found.moved.append(link)


def names_on(day: date) -> dict[str, Bilingual]:
    """How the units of a day that propose are called, by code."""
    return {unit.code: Bilingual(unit.name_vi, unit.name_en) for unit in units_on(day)}


def boundaries_on(day: date) -> Boundaries | None:
    """The boundaries that a map of a day is drawn from; None where the office has given none."""
    used = select(Boundaries).where(Boundaries.is_used.is_(True), Boundaries.valid_from <= day)
    return db.session.scalar(used.order_by(Boundaries.valid_from.desc()).limit(1))


def drawing_on(day: date) -> Drawing:
    """The map of the units of a day: from boundaries of the office, else the sketch."""
    boundaries = boundaries_on(day)
    return drawn(boundaries.outlines) if boundaries else SKETCH


def _valid(day: date):
    return select(Unit).where(Unit.valid_from <= day, or_(Unit.valid_to.is_(None), Unit.valid_to > day))
