"""Reading units as of a day."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select

from catalog.db import db
from catalog.errors import NotFound
from catalog.i18n import Bilingual
from catalog.units.models import Unit

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


def _valid(day: date):
    return select(Unit).where(Unit.valid_from <= day, or_(Unit.valid_to.is_(None), Unit.valid_to > day))
