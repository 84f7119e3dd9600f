"""The way of each unit to its deadline: which step is due now, and what it finds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, select

from catalog import clock
from catalog.accounts.models import Person, RoleGrant
from catalog.accounts.rights import Role
from catalog.db import db
from catalog.proposals.models import Proposal
from catalog.proposals.queries import with_rows
from catalog.proposals.workflow import State
from catalog.rounds.models import STEPS, DeadlineStep, Round, RoundExtension

# A server that was away catches up with what it missed, but sends nothing that everybody has got over; and a reminder
# that comes late says what is no longer so.
LATEST = timedelta(days=7)
LATEST_REMINDER = timedelta(days=1)


@dataclass(frozen=True)
class DueStep:
    """A step of STEPS that is due for a unit on the way to one deadline of a round."""

    round_id: int
    unit_id: int
    step: str
    closes_at: datetime


def due_steps() -> list[DueStep]:
    """What is due now and was not taken; the same few queries however many units there are."""
    now = clock.now()
    later = select(RoundExtension.round_id).where(RoundExtension.closes_at > now - LATEST)
    recent = or_(Round.closes_at > now - LATEST, Round.id.in_(later))
    rounds = db.session.scalars(select(Round).where(Round.opens_at <= now, recent)).all()
    if not rounds:
        return []
    taken = _taken(rounds)
    due = (DueStep(row.id, unit_id, step, end) for row in rounds for unit_id, step, end in _steps(row, now))
    return [step for step in due if step not in taken]


def step_at(opens_at: datetime, closes_at: datetime, now: datetime) -> str | None:
    """The last step that has come; a reminder whose moment lies before the opening never comes."""
    for step in reversed(STEPS):
        moment = closes_at - STEPS[step]
        if opens_at <= moment <= now:
            return step if now < moment + (LATEST if step == "end" else LATEST_REMINDER) else None
    return None


def _steps(round_: Round, now: datetime) -> Iterable[tuple[int, str, datetime]]:
    own = select(RoundExtension.unit_id, RoundExtension.closes_at).where(RoundExtension.round_id == round_.id)
    extended = {unit_id: closes_at for unit_id, closes_at in db.session.execute(own)}  # noqa: C416 - rows are no pairs
    writing = _units_with_drafts(round_)
    for unit_id in sorted(writing | _units_with_officers()):
        closes_at = max(extended.get(unit_id, round_.closes_at), round_.closes_at)
        step = step_at(round_.opens_at, closes_at, now)
        if step and (step != "end" or unit_id in writing):
            yield unit_id, step, closes_at


def _units_with_drafts(round_: Round) -> set[int]:
    is_draft = (Proposal.round_id == round_.id, Proposal.state == State.DRAFT, Proposal.amends_id.is_(None))
    drafts = select(Proposal.unit_id).where(*is_draft)
    return set(db.session.scalars(drafts.distinct()))


def _units_with_officers() -> set[int]:
    held = select(RoleGrant.unit_id).join(RoleGrant.person).where(RoleGrant.role == Role.OFFICER, Person.active)
    return {unit_id for unit_id in db.session.scalars(held.distinct()) if unit_id is not None}


def _taken(rounds: Sequence[Round]) -> set[DueStep]:
    columns = (DeadlineStep.round_id, DeadlineStep.unit_id, DeadlineStep.step, DeadlineStep.closes_at)
    chosen = select(*columns).where(DeadlineStep.round_id.in_([round_.id for round_ in rounds]))
    return {DueStep(*row) for row in db.session.execute(chosen)}


def drafts_at(round_: Round, unit_id: int, closes_at: datetime) -> Sequence[Proposal]:
    """The drafts of a unit that were there at its deadline: what is begun in the grace is sent by hand.

    Edits of published proposals know no deadline.
    """
    chosen = select(Proposal).where(
        Proposal.round_id == round_.id,
        Proposal.unit_id == unit_id,
        Proposal.state == State.DRAFT,
        Proposal.amends_id.is_(None),
        Proposal.created_at < closes_at,
    )
    return db.session.scalars(with_rows(chosen).order_by(Proposal.code)).all()


def has_handed_in(round_: Round, unit_id: int) -> bool:
    """Whether a unit has anything in a round that is neither a draft nor withdrawn."""
    chosen = select(Proposal.id).where(
        Proposal.round_id == round_.id,
        Proposal.unit_id == unit_id,
        Proposal.state.not_in((State.DRAFT, State.WITHDRAWN)),
    )
    return db.session.scalar(chosen.limit(1)) is not None
