"""Reading proposals: always through what the actor may see."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Numeric, Select, cast, false, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from catalog.accounts.actor import Actor
from catalog.accounts.rights import Right
from catalog.db import db
from catalog.errors import NotFound
from catalog.proposals.models import BudgetLine, Category, ChecklistTick, InternalNote, Proposal
from catalog.proposals.workflow import OVER


def visible_to(actor: Actor) -> Select[Proposal]:
    """The proposals an actor may see; `permissions.may_see` says the same of one proposal."""
    if actor.is_system:
        return select(Proposal)
    seen: list[ColumnElement[bool]] = [false()]
    if actor.has(Right.VIEW_UNIT):
        seen.append(Proposal.unit_id.in_(actor.unit_ids))
    if actor.has(Right.READ_OFFICE):
        seen.append(Proposal.submitted_at.is_not(None))
    return select(Proposal).where(or_(*seen))


def proposal_by_code(actor: Actor, code: str) -> Proposal:
    """One proposal with all that belongs to it; raises NotFound alike for a foreign and for a missing one."""
    found = db.session.scalar(with_everything(visible_to(actor).where(Proposal.code == code)))
    if found is None:
        raise NotFound
    return found


def proposal_to_edit(actor: Actor, code: str, tables: Sequence[str]) -> Proposal:
    """One proposal with only those rows ("budget_lines", "in_kind_needs") that an edit changes; raises NotFound.

    An autosave is one of many: it reads in one query what `proposal_by_code` reads in five.
    """
    load = joinedload if len(tables) == 1 else selectinload
    chosen = visible_to(actor).where(Proposal.code == code)
    rows = [load(getattr(Proposal, table)) for table in tables]
    found = db.session.scalars(chosen.options(*rows)).unique().one_or_none()
    if found is None:
        raise NotFound
    return found


def with_rows(chosen: Select[Proposal]) -> Select[Proposal]:
    """Load unit, round, category, assignee and rows along, in a fixed number of queries."""
    return chosen.options(
        joinedload(Proposal.unit),
        joinedload(Proposal.round),
        joinedload(Proposal.category),
        joinedload(Proposal.assignee),
        selectinload(Proposal.budget_lines),
        selectinload(Proposal.in_kind_needs),
    )


def with_everything(chosen: Select[Proposal]) -> Select[Proposal]:
    """`with_rows`, and the files and the requests for changes, in a fixed number of queries."""
    return with_rows(chosen).options(selectinload(Proposal.attachments), selectinload(Proposal.change_requests))


def proposals_of_unit(actor: Actor, round_id: int | None = None) -> Sequence[Proposal]:
    """The proposals of the actor's own units, by round and code, the newest round first; edits while they go on."""
    goes_on = or_(Proposal.amends_id.is_(None), Proposal.state.not_in(OVER))
    chosen = visible_to(actor).where(Proposal.unit_id.in_(actor.unit_ids), goes_on)
    if round_id is not None:
        chosen = chosen.where(Proposal.round_id == round_id)
    return db.session.scalars(with_everything(chosen).order_by(Proposal.round_id.desc(), Proposal.code)).all()


def notes_of(actor: Actor, proposal: Proposal) -> Sequence[InternalNote]:
    """What the office noted for itself, the newest first; nothing for anybody else."""
    if not actor.has(Right.READ_OFFICE):
        return []
    chosen = (
        select(InternalNote).where(InternalNote.proposal_id == proposal.id).options(joinedload(InternalNote.person))
    )
    return db.session.scalars(chosen.order_by(InternalNote.id.desc())).all()


def ticks_of(actor: Actor, proposal: Proposal) -> Sequence[ChecklistTick]:
    """What reviewers found of the points of the checklist; nothing for anybody but the office."""
    if not actor.has(Right.READ_OFFICE):
        return []
    chosen = select(ChecklistTick).where(ChecklistTick.proposal_id == proposal.id)
    return db.session.scalars(chosen.options(joinedload(ChecklistTick.person))).all()


def set_aside_for(actor: Actor, proposal: Proposal) -> Sequence[Proposal]:
    """What was marked as a duplicate of a proposal or merged into it, by code."""
    kept = or_(Proposal.duplicate_of == proposal.code, Proposal.merged_into == proposal.code)
    return db.session.scalars(visible_to(actor).where(kept).order_by(Proposal.code)).all()


def sum_vnd(funding: str) -> ColumnElement[int]:
    """What a proposal's lines of one funding come to, in đồng, as `Proposal.aid_vnd` has it: a column of its query.

    Thousandths first, which SQLite multiplies exactly.
    """
    thousandths = func.round(BudgetLine.quantity * 1000) * BudgetLine.unit_cost_vnd
    amount = func.round(cast(thousandths, Numeric) / 1000)
    of_it = BudgetLine.proposal_id == Proposal.id, BudgetLine.funding == funding
    asked = select(func.coalesce(func.sum(amount), 0)).where(*of_it)
    return asked.correlate(Proposal).scalar_subquery()


def open_amendment(proposal: Proposal) -> Proposal | None:
    """The edit of a published proposal that is being written or reviewed, if there is one."""
    chosen = select(Proposal).where(Proposal.amends_id == proposal.id, Proposal.state.not_in(OVER))
    return db.session.scalar(chosen)


def is_import_key_taken(round_id: int, unit_id: int, import_key: str) -> bool:
    """Whether a proposal of the unit in the round was made of a row of that key."""
    same = (Proposal.round_id == round_id, Proposal.unit_id == unit_id, Proposal.import_key == import_key)
    return db.session.scalar(select(Proposal.id).where(*same)) is not None


def categories() -> Sequence[Category]:
    """All types of support in the plan's order."""
    return db.session.scalars(select(Category).order_by(Category.position)).all()
