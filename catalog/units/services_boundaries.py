"""Writes of the boundaries that maps are drawn from: sent in, looked at, taken into use, removed."""

from datetime import date

from catalog.accounts.actor import Actor
from catalog.accounts.rights import Right
from catalog.audit import record
from catalog.db import db, transaction
from catalog.errors import Invalid, NotFound, Stale
from catalog.i18n import Bilingual
from catalog.text import clean
from catalog.units.geojson import RefusedBoundaries, read
from catalog.units.models import KINDS, Boundaries, Unit
from catalog.units.queries import PROPOSING_KINDS, units_on
from catalog.units.simplify import simplified

BOUNDARIES_EVENTS = {
    "boundaries:add": Bilingual(vi="tải ranh giới lên", en="sent boundaries in"),
    "boundaries:use": Bilingual(vi="dùng ranh giới cho bản đồ", en="took boundaries into use"),
    "boundaries:remove": Bilingual(vi="xóa ranh giới", en="removed boundaries"),
}
NEEDED = Bilingual(vi="Cần ghi nguồn.", en="Say where they are from.")
# A place of 0.00001 degrees is a metre.
DECIMALS = 5
LISTED_UNMATCHED = 200
LOCAL_KINDS = frozenset(PROPOSING_KINDS) - {"department", "union"}


def add_boundaries(actor: Actor, data: bytes, valid_from: date, source: str | None) -> Boundaries:
    """Keep the boundaries of a GeoJSON file, made small, to be looked at; no map shows them yet.

    Features are matched to the units that there were on `valid_from`. Raises Invalid, which says what is wrong.
    """
    actor.require(Right.WRITE_SITE)
    source = clean(source or "")
    if not source:
        raise Invalid({"source": NEEDED})
    units = [unit for unit in units_on(valid_from) if unit.kind in LOCAL_KINDS]
    try:
        matched = read(data, units)
    except RefusedBoundaries as error:
        raise Invalid({"file": error.message}) from None
    rings = simplified(matched.rings)
    outlines = {unit.code: _outline(unit, rings[unit.code]) for unit in units if unit.code in rings}
    with transaction():
        row = Boundaries(
            valid_from=valid_from,
            source=source,
            outlines=outlines,
            unmatched=matched.unmatched[:LISTED_UNMATCHED],
            missing=[unit.code for unit in units if unit.code not in outlines],
        )
        db.session.add(row)
        db.session.flush()
        record(actor, "boundaries:add", row.id, changes={"units": [0, len(outlines)]}, comment=row.source)
    return row


def use_boundaries(actor: Actor, boundaries_id: int, version: int) -> None:
    """Draw maps of their time from them, in the place of others of the same day. Raises NotFound, Stale."""
    actor.require(Right.WRITE_SITE)
    with transaction():
        row = _row_at(boundaries_id, version)
        for other in db.session.query(Boundaries).filter_by(valid_from=row.valid_from, is_used=True):
            other.is_used = False
        db.session.flush()
        row.is_used = True
        record(actor, "boundaries:use", row.id, comment=row.source)


def remove_boundaries(actor: Actor, boundaries_id: int, version: int) -> None:
    """Forget them; maps fall back to what was in use before, or to the sketch. Raises NotFound, Stale."""
    actor.require(Right.WRITE_SITE)
    with transaction() as session:
        row = _row_at(boundaries_id, version)
        record(actor, "boundaries:remove", row.id, comment=row.source)
        session.delete(row)


def _row_at(boundaries_id: int, version: int) -> Boundaries:
    row = db.session.get(Boundaries, boundaries_id)
    if row is None:
        raise NotFound
    if row.version != version:
        raise Stale
    return row


def _outline(unit: Unit, rings: list[list[tuple[float, float]]]) -> dict[str, object]:
    kind = KINDS[unit.kind]
    return {
        "vi": unit.name_vi.removeprefix(kind.vi).strip(),
        "en": unit.name_en.removesuffix(kind.en).strip(),
        "rings": [[(round(x, DECIMALS), round(y, DECIMALS)) for x, y in ring] for ring in rings],
    }
