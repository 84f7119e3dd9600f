"""Reading proposals: always through what the actor may see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, false, func, literal, or_, select, tuple_
from sqlalchemy.orm import joinedload, selectinload

from catalog.accounts.actor import Actor
from catalog.accounts.models import Person
from catalog.accounts.rights import Right
from catalog.db import UTCDateTime, db
from catalog.errors import NotFound
from catalog.i18n import Bilingual
from catalog.proposals.models import Category, ChecklistTick, InternalNote, Proposal
from catalog.proposals.workflow import State
from catalog.rounds.models import Round
from catalog.units.models import Unit


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
    """The proposals of the actor's own units, by round and code, the newest round first."""
    chosen = visible_to(actor).where(Proposal.unit_id.in_(actor.unit_ids))
    if round_id is not None:
        chosen = chosen.where(Proposal.round_id == round_id)
    return db.session.scalars(with_everything(chosen).order_by(Proposal.round_id.desc(), Proposal.code)).all()


def queue(actor: Actor, filters: Mapping[str, str]) -> Sequence[Proposal]:
    """The office's queue, the longest waiting first.

    `filters`: state, unit (code), category, round (key), assignee ("me", "none" or a person id); unknown or empty
    values are ignored.
    """
    chosen = with_rows(_queued(actor, filters))
    return db.session.scalars(chosen.order_by(Proposal.submitted_at, Proposal.code)).all()


def neighbours(actor: Actor, filters: Mapping[str, str], proposal: Proposal) -> tuple[str | None, str | None]:
    """The codes before and after a proposal in the queue, whether it is still in it or an action took it out."""
    place = tuple_(Proposal.submitted_at, Proposal.code)
    here = tuple_(literal(proposal.submitted_at, UTCDateTime), literal(proposal.code))
    codes = _queued(actor, filters).with_only_columns(Proposal.code)
    return (
        db.session.scalar(
            codes.where(place < here).order_by(Proposal.submitted_at.desc(), Proposal.code.desc()).limit(1)
        ),
        db.session.scalar(codes.where(place > here).order_by(Proposal.submitted_at, Proposal.code).limit(1)),
    )


def _queued(actor: Actor, filters: Mapping[str, str]) -> Select[Proposal]:
    chosen = visible_to(actor).where(Proposal.submitted_at.is_not(None))
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
    return chosen


@dataclass(frozen=True)
class QueueGroup:
    """How many proposals of the queue share these values; `assignee` is a person id."""

    state: str
    unit: str
    category: str | None
    round: str
    assignee: int | None
    unit_name: Bilingual
    category_name: Bilingual
    round_name: Bilingual
    assignee_name: str | None
    proposals: int


def queue_groups(actor: Actor) -> list[QueueGroup]:
    """Everything that the queue can be filtered by, with counts, in one query; in the order of the filters' lists."""
    keys = (Proposal.state, Unit.code, Category.key, Round.key, Person.id)
    names = (Unit.name_vi, Unit.name_en, Category.name_vi, Category.name_en, Round.name_vi, Round.name_en, Person.name)
    chosen = (
        _queued(actor, {})
        .join(Proposal.unit)
        .outerjoin(Proposal.category)
        .join(Proposal.round)
        .outerjoin(Proposal.assignee)
        .with_only_columns(*keys, *names, func.count())
        .group_by(*keys, *names, Category.position, Round.opens_at)
        .order_by(Round.opens_at.desc(), Category.position, Unit.code, Person.name)
    )
    return [_queue_group(row) for row in db.session.execute(chosen)]


def _queue_group(row: Any) -> QueueGroup:
    state, unit, category, round_, assignee, *names, assignee_name, proposals = row
    unit_name, category_name, round_name = (Bilingual(*names[place : place + 2]) for place in (0, 2, 4))
    return QueueGroup(
        state, unit, category, round_, assignee, unit_name, category_name, round_name, assignee_name, proposals
    )


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


def is_import_key_taken(round_id: int, unit_id: int, import_key: str) -> bool:
    """Whether a proposal of the unit in the round was made of a row of that key."""
    same = (Proposal.round_id == round_id, Proposal.unit_id == unit_id, Proposal.import_key == import_key)
    return db.session.scalar(select(Proposal.id).where(*same)) is not None


def categories() -> Sequence[Category]:
    """All types of support in the plan's order."""
    return db.session.scalars(select(Category).order_by(Category.position)).all()
