"""Reading proposals: always through what the actor may see."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Select, false, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from catalog.accounts.actor import Actor
from catalog.accounts.rights import Right
from catalog.db import db
from catalog.errors import NotFound
from catalog.proposals.models import Category, Proposal
from catalog.proposals.workflow import State


def visible_to(actor: Actor) -> Select[tuple[Proposal]]:
    """The proposals an actor may see; `permissions.may_see` says the same of one proposal."""
    if actor.is_system:
        return select(Proposal)
    seen = [false()]
    if actor.has(Right.VIEW_UNIT):
        seen.append(Proposal.unit_id.in_(actor.unit_ids))
    if actor.has(Right.READ_OFFICE):
        seen.append(Proposal.submitted_at.is_not(None))
    return select(Proposal).where(or_(*seen))


def proposal_by_code(actor: Actor, code: str) -> Proposal:
    """One proposal with all that belongs to it; raises NotFound alike for a foreign and for a missing one."""
    found = db.session.scalar(with_rows(visible_to(actor).where(Proposal.code == code)))
    if found is None:
        raise NotFound
    return found


def with_rows(chosen: Select[tuple[Proposal]]) -> Select[tuple[Proposal]]:
    """Load unit, round, category, assignee and rows along, in a fixed number of queries."""
    return chosen.options(
        joinedload(Proposal.unit),
        joinedload(Proposal.round),
        joinedload(Proposal.category),
        joinedload(Proposal.assignee),
        selectinload(Proposal.budget_lines),
        selectinload(Proposal.in_kind_needs),
    )


def proposals_of_unit(actor: Actor, round_id: int | None = None) -> Sequence[Proposal]:
    """The proposals of the actor's own units, by round and code, the newest round first."""
    chosen = visible_to(actor).where(Proposal.unit_id.in_(actor.unit_ids))
    if round_id is not None:
        chosen = chosen.where(Proposal.round_id == round_id)
    return db.session.scalars(with_rows(chosen).order_by(Proposal.round_id.desc(), Proposal.code)).all()


def queue(actor: Actor, filters: Mapping[str, str]) -> Sequence[Proposal]:
    """The office's queue, the longest waiting first.

    `filters`: state, unit (code), category, round (key), assignee ("me", "none" or a person id); unknown or empty
    values are ignored.
    """
    chosen = with_rows(visible_to(actor).where(Proposal.submitted_at.is_not(None)))
    if filters.get("state") in set(State):
        chosen = chosen.where(Proposal.state == filters["state"])
    if filters.get("unit"):
        chosen = chosen.where(Proposal.unit.has(code=filters["unit"]))
    if filters.get("category"):
        chosen = chosen.where(Proposal.category_key == filters["category"])
    if filters.get("round"):
        chosen = chosen.where(Proposal.round.has(key=filters["round"]))
    assignee = filters.get("assignee", "")
    if assignee == "none":
        chosen = chosen.where(Proposal.assignee_id.is_(None))
    elif assignee == "me" or assignee.isdecimal():
        chosen = chosen.where(Proposal.assignee_id == (actor.person_id if assignee == "me" else int(assignee)))
    return db.session.scalars(chosen.order_by(Proposal.submitted_at, Proposal.code)).all()


def states_of_queue(actor: Actor) -> dict[str, int]:
    """How many proposals the office has in each state."""
    seen = visible_to(actor).where(Proposal.submitted_at.is_not(None)).subquery()
    return dict(db.session.execute(select(seen.c.state, func.count()).group_by(seen.c.state)).tuples().all())


def titles_of_round(round_id: int) -> Sequence[tuple[int, str, str, int]]:
    """(id, code, title, unit id) of every live proposal of a round: for finding similar ones."""
    alive = Proposal.state.not_in((State.WITHDRAWN, State.REJECTED))
    chosen = select(Proposal.id, Proposal.code, Proposal.title, Proposal.unit_id)
    return db.session.execute(chosen.where(Proposal.round_id == round_id, alive)).tuples().all()


def categories() -> Sequence[Category]:
    """All types of support in the plan's order."""
    return db.session.scalars(select(Category).order_by(Category.position)).all()
