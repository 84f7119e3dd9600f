"""All writes of units."""

from catalog.accounts.actor import Actor
from catalog.accounts.rights import Right
from catalog.audit import record
from catalog.db import db, transaction
from catalog.errors import NotFound, Stale
from catalog.i18n import Bilingual
from catalog.units.models import Unit

EVENTS = {
    "unit:set_signs_off": Bilingual(vi="đổi chế độ lãnh đạo ký duyệt", en="changed the leader's sign-off"),
}


def set_signs_off(actor: Actor, unit_id: int, version: int, signs_off: bool) -> None:
    """Say whether a leader signs what leaves the unit; raises NotFound, Stale."""
    actor.require(Right.ADMINISTER)
    with transaction():
        unit = db.session.get(Unit, unit_id)
        if unit is None:
            raise NotFound
        if unit.version != version:
            raise Stale
        before, unit.signs_off = unit.signs_off, signs_off
        record(actor, "unit:set_signs_off", unit.id, changes={"signs_off": [before, signs_off]})
