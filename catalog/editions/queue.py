"""The office's queue: one light line per proposal, with all that it is shown, counted, sorted and found by."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import selectinload

from catalog import clock
from catalog.accounts.actor import Actor
from catalog.accounts.models import Person
from catalog.audit import HistoryEntry
from catalog.db import db
from catalog.editions.readiness import hindrances
from catalog.i18n import Bilingual
from catalog.proposals.models import Category, Proposal, ProposalTag
from catalog.proposals.queries import sum_vnd, visible_to, with_rows
from catalog.proposals.state_names import StateNames, names_of
from catalog.proposals.workflow import State
from catalog.rounds.models import Round
from catalog.translation.gaps import english_gaps
from catalog.translation.queries import segments_by_proposal
from catalog.units.models import Unit

# Where the office or the unit waits for the other.
WAITING = (State.SUBMITTED, State.CHANGES_REQUESTED, State.ACCEPTED)
BETWEEN_TAGS = "\n"


Stamp = tuple[int, int | None]


class Verdict(NamedTuple):
    """Whether nothing keeps a proposal out of an edition, as it was at a stamp."""

    stamp: Stamp | None
    is_ready: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One proposal of the queue. `aid_vnd` in đồng; `missing` and `stale` count its texts.

    `is_checked`: accepted, with all of its English checked; `is_ready`: nothing keeps it out of an edition either.
    `stamp` changes with everything that is done with it.
    """

    id: int
    code: str
    title: str
    location: str
    state: str
    submitted_at: datetime
    aid_vnd: int
    unit: str
    unit_name: Bilingual
    category: str
    category_name: Bilingual
    round: str
    round_name: Bilingual
    assignee: int | None
    assignee_name: str
    tags: tuple[str, ...]
    was_asked: bool
    missing: int
    stale: int
    is_checked: bool
    is_amendment: bool
    stamp: Stamp
    is_ready: bool = False

    @property
    def names(self) -> StateNames:
        """Its state in words."""
        return names_of(self.state, self.is_amendment)

    @property
    def days_waiting(self) -> int | None:
        """Whole days since it was sent; None where nobody waits for the office or the unit any more."""
        if self.state not in WAITING:
            return None
        return (clock.today() - clock.to_local(self.submitted_at).date()).days


def lines(actor: Actor, known: dict[int, Verdict]) -> list[Line]:
    """Everything that was sent and the actor may see, the longest waiting first, in one query.

    Counts of views and filters need every proposal anyway, so the queue is cut from these rows; they hold no long text.
    Only the readiness list asks for whole proposals, so `known` keeps its verdicts: those that were touched since, and
    only they, are read again.
    """
    english = english_gaps()
    chosen = (
        visible_to(actor)
        .where(Proposal.submitted_at.is_not(None))
        .join(Proposal.unit)
        .outerjoin(Proposal.category)
        .join(Proposal.round)
        .outerjoin(Proposal.assignee)
        .outerjoin(english, english.c.proposal_id == Proposal.id)
        .with_only_columns(
            *(Proposal.id, Proposal.code, Proposal.title, Proposal.location, Proposal.state, Proposal.submitted_at),
            Proposal.amends_id,
            *(sum_vnd("aid").label("aid_vnd"), Unit.code.label("unit"), Unit.name_vi, Unit.name_en),
            *(
                Category.key.label("category"),
                Category.name_vi.label("category_vi"),
                Category.name_en.label("category_en"),
            ),
            *(Round.key.label("round"), Round.name_vi.label("round_vi"), Round.name_en.label("round_en")),
            *(Person.id.label("assignee"), Person.name.label("assignee_name"), _tags(), _was_asked()),
            *(english.c.missing, english.c.stale, english.c.unchecked, Proposal.version, _latest()),
        )
        .order_by(Proposal.submitted_at, Proposal.code)
    )
    return _with_verdicts(actor, [_line(row) for row in db.session.execute(chosen)], known)


def _with_verdicts(actor: Actor, found: list[Line], known: dict[int, Verdict]) -> list[Line]:
    candidates = {line.id: line.stamp for line in found if line.is_checked}
    touched = [id_ for id_, stamp in candidates.items() if known.get(id_, Verdict(None)).stamp != stamp]
    is_ready = _ready(actor, touched) if touched else set()
    known |= {id_: Verdict(candidates[id_], id_ in is_ready) for id_ in touched}
    for gone in known.keys() - candidates.keys():
        known.pop(gone, None)
    return [replace(line, is_ready=known[line.id].is_ready) if line.is_checked else line for line in found]


def _ready(actor: Actor, ids: Collection[int]) -> set[int]:
    """Those of some proposals that nothing keeps out of an edition, in a fixed number of queries."""
    chosen = with_rows(visible_to(actor).where(Proposal.id.in_(ids))).options(
        selectinload(Proposal.clearances), selectinload(Proposal.attachments)
    )
    proposals = db.session.scalars(chosen).all()
    by_proposal = segments_by_proposal(proposals)
    return {proposal.id for proposal in proposals if not hindrances(proposal, by_proposal[proposal.id])}


def _line(row: Any) -> Line:
    return Line(
        id=row.id,
        code=row.code,
        title=row.title,
        location=row.location,
        state=row.state,
        submitted_at=row.submitted_at,
        aid_vnd=int(row.aid_vnd),
        unit=row.unit,
        unit_name=Bilingual(row.name_vi, row.name_en),
        category=row.category or "",
        category_name=Bilingual(row.category_vi or "", row.category_en or ""),
        round=row.round,
        round_name=Bilingual(row.round_vi, row.round_en),
        assignee=row.assignee,
        assignee_name=row.assignee_name or "",
        tags=tuple(sorted(row.tags.split(BETWEEN_TAGS))) if row.tags else (),
        was_asked=row.was_asked,
        missing=row.missing or 0,
        stale=row.stale or 0,
        is_amendment=row.amends_id is not None,
        is_checked=row.state == State.ACCEPTED and row.unchecked == 0,
        stamp=(row.version, row.latest),
    )


def _tags() -> ColumnElement:
    return _of_proposal(select(func.aggregate_strings(ProposalTag.name, BETWEEN_TAGS)), ProposalTag).label("tags")


def _of_proposal(chosen: Any, model: Any, *conditions: ColumnElement[bool]) -> Any:
    return chosen.where(model.proposal_id == Proposal.id, *conditions).correlate(Proposal).scalar_subquery()


def _history(column: Any, *conditions: ColumnElement[bool]) -> Any:
    of_it = and_(HistoryEntry.subject == "proposal", HistoryEntry.subject_id == Proposal.id)
    return select(column).where(of_it, *conditions).correlate(Proposal)


def _was_asked() -> ColumnElement[bool]:
    return _history(HistoryEntry.id, HistoryEntry.event == "proposal:request_changes").exists().label("was_asked")


def _latest() -> ColumnElement:
    return _history(func.max(HistoryEntry.id)).scalar_subquery().label("latest")
