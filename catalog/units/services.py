"""All writes of units."""

from catalog.accounts.actor import Actor
from catalog.accounts.rights import Right
from catalog.audit import record
from catalog.db import db, transaction
from catalog.errors import NotAllowed, NotFound, Stale
from catalog.i18n import Bilingual
from catalog.units.models import Unit

EVENTS = {
    "unit:set_signs_off": Bilingual(vi="đổi chế độ lãnh đạo ký duyệt", en="changed the leader's sign-off"),
    "unit:set_auto_sends": Bilingual(
        vi="đổi chế độ tự động gửi khi hết hạn", en="changed automatic sending at the deadline"
    ),
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


def set_auto_sends(actor: Actor, unit_id: int, version: int, auto_sends: bool) -> None:
    """Say whether complete drafts are sent by themselves at the deadline; raises NotAllowed, NotFound, Stale.

    Officers and leaders of the unit alike: who switches it on gives the declaration of sending for those drafts, and
    where the leader signs, the leader still does.
    """
    if not (actor.of_unit(unit_id) and (actor.has(Right.PROPOSE) or actor.has(Right.SIGN))):
        raise NotAllowed
    with transaction():
        unit = db.session.get(Unit, unit_id)
        if unit is None:
            raise NotFound
        if unit.version != version:
            raise Stale
        before, unit.auto_sends = unit.auto_sends, auto_sends
        record(actor, "unit:set_auto_sends", unit.id, changes={"auto_sends": [before, auto_sends]})
