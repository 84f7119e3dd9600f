"""What of an earlier proposal goes into its copy, and whose proposals a unit may copy."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select

from catalog import clock
from catalog.accounts.actor import Actor
from catalog.db import db
from catalog.errors import NotFound
from catalog.i18n import Bilingual
from catalog.proposals import queries
from catalog.proposals.fields import BY_KEY
from catalog.proposals.models import Proposal
from catalog.proposals.rows import LineInput, NeedInput
from catalog.units.models import Unit, UnitLink

COPIED = Bilingual("Sao chép từ {code}", "Copied from {code}")
# These belong to the letter and the year of the one that is copied; photos and documents stay with it as well.
NOT_COPIED = frozenset({"planned_start", "planned_end", "letter_number", "letter_date", "priority", "notes"})
# Answers of a copy that may be out of date, in the order of the form.
LOOK_AGAIN = ("children", "need", "planned_start", "budget_lines", "counterpart_source", "attachments", "letter_number")


def _copyable(actor: Actor) -> Select[Proposal]:
    """Every proposal of the actor's units but its edits; of units that became these at their end, what was sent."""
    followed = select(UnitLink.old_id).join(Unit, Unit.id == UnitLink.old_id)
    followed = followed.where(
        UnitLink.new_id.in_(actor.unit_ids), UnitLink.date == Unit.valid_to, Unit.valid_to <= clock.today()
    )
    inherited: ColumnElement[bool] = and_(Proposal.unit_id.in_(followed), Proposal.submitted_at.is_not(None))
    own = or_(Proposal.unit_id.in_(actor.unit_ids), inherited)
    return select(Proposal).where(own, Proposal.amends_id.is_(None))


def copyable(actor: Actor) -> Sequence[Proposal]:
    """What the actor may copy, the newest round first."""
    chosen = queries.with_rows(_copyable(actor)).order_by(Proposal.round_id.desc(), Proposal.code)
    return db.session.scalars(chosen).all()


def original(actor: Actor, code: str) -> Proposal:
    """A proposal that the actor may copy; raises NotFound alike for a foreign and for a missing one."""
    found = db.session.scalar(queries.with_rows(_copyable(actor).where(Proposal.code == code)))
    if found is None:
        raise NotFound
    return found


def values_of(proposal: Proposal) -> dict[str, Any]:
    """The answers that go into a copy, by the key of their field."""
    return {key: getattr(proposal, key) for key in BY_KEY if key not in NOT_COPIED}


def lines_of(proposal: Proposal) -> list[LineInput]:
    """The budget as new lines."""
    return [
        LineInput(line.item, line.quantity, line.unit, line.unit_cost_vnd, line.funding, line.optional)
        for line in proposal.budget_lines
    ]


def needs_of(proposal: Proposal) -> list[NeedInput]:
    """The in-kind needs as new ones."""
    return [NeedInput(need.item, need.quantity, need.unit) for need in proposal.in_kind_needs]
