"""Reading what reports count: one light line per proposal, and where each unit stands that was asked."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from catalog import clock, money
from catalog.accounts.actor import Actor
from catalog.accounts.models import Person, RoleGrant
from catalog.accounts.rights import Right, Role
from catalog.db import db
from catalog.errors import NotFound
from catalog.i18n import Bilingual
from catalog.office.models import ExchangeRate
from catalog.proposals.models import SUBGROUPS, Category, Proposal
from catalog.proposals.queries import sum_vnd, visible_to
from catalog.proposals.workflow import State
from catalog.rounds.models import Round
from catalog.rounds.queries import extensions
from catalog.text import fold
from catalog.units.models import Unit
from catalog.units.queries import units_on

GROUPS = ("children", *SUBGROUPS)
# Where a proposal is that the office does not have, the furthest first.
UNSENT = (State.AWAITING_SIGNATURE, State.DRAFT, State.WITHDRAWN)
NO_TYPE = Bilingual("Chưa phân loại", "Not classified")
# An edit of something published asks for nothing beside its proposal.
IS_OWN = Proposal.amends_id.is_(None)


@dataclass(frozen=True, slots=True)
class Line:
    """What a report counts of one proposal that was sent; `counts` are children by GROUPS, 0 where none is given."""

    round_id: int
    unit: str
    unit_name: Bilingual
    unit_kind: str
    sector: Bilingual
    category: str
    category_name: Bilingual
    position: int
    state: State
    counts: Mapping[str, int]
    aid_vnd: int
    counterpart_vnd: int
    aid_usd: int

    @property
    def total_vnd(self) -> int:
        """Aid and counterpart together, in đồng."""
        return self.aid_vnd + self.counterpart_vnd


@dataclass
class Standing:
    """A unit that was asked, and what is there of it: `unsent` counts its unsent proposals by state.

    Of what a unit has not sent the office learns that it is there and when it was last touched, nothing else.
    """

    unit: Unit
    deadline: datetime
    is_extended: bool
    sent: int = 0
    unsent: dict[str, int] = field(default_factory=dict)
    touched_at: datetime | None = None
    people: list[Person] = field(default_factory=list)

    @property
    def drafts(self) -> int:
        """How many proposals are begun and not with the office."""
        return self.unsent.get(State.DRAFT, 0) + self.unsent.get(State.AWAITING_SIGNATURE, 0)

    @property
    def days_late(self) -> int | None:
        """Whole days since its deadline; None before it."""
        late = clock.now() - self.deadline
        return late // timedelta(days=1) if late >= timedelta() else None


def previous_round(round_: Round) -> Round | None:
    """The round that opened before this one, if there was any."""
    earlier = select(Round).where(Round.opens_at < round_.opens_at, Round.id != round_.id)
    return db.session.scalar(earlier.order_by(Round.opens_at.desc()).limit(1))


def newest_rate() -> ExchangeRate | None:
    """The rate that a report is converted at; None as long as the office has none."""
    newest = select(ExchangeRate).where(ExchangeRate.date <= clock.today()).order_by(ExchangeRate.date.desc())
    return db.session.scalar(newest.limit(1))


def lines(actor: Actor, rounds: Iterable[Round], rate: ExchangeRate | None) -> list[Line]:
    """Everything that was sent in some rounds and the actor may see, in one query."""
    chosen = (
        visible_to(actor)
        .where(Proposal.submitted_at.is_not(None), Proposal.round_id.in_([round_.id for round_ in rounds]), IS_OWN)
        .join(Proposal.unit)
        .outerjoin(Proposal.category)
        .with_only_columns(
            *(Proposal.round_id, Proposal.state, Unit.code, Unit.name_vi, Unit.name_en, Unit.kind),
            *(Category.key, Category.position, Category.sector_vi, Category.sector_en),
            *(Category.name_vi.label("category_vi"), Category.name_en.label("category_en")),
            *(getattr(Proposal, group) for group in GROUPS),
            *(sum_vnd("aid").label("aid_vnd"), sum_vnd("counterpart").label("counterpart_vnd")),
        )
        .order_by(Unit.code, Proposal.code)
    )
    return [_line(row, rate) for row in db.session.execute(chosen)]


def _line(row: Any, rate: ExchangeRate | None) -> Line:
    aid_vnd = int(row.aid_vnd)
    return Line(
        round_id=row.round_id,
        unit=row.code,
        unit_name=Bilingual(row.name_vi, row.name_en),
        unit_kind=row.kind,
        sector=Bilingual(row.sector_vi, row.sector_en) if row.key else NO_TYPE,
        category=row.key or "",
        category_name=Bilingual(row.category_vi, row.category_en) if row.key else NO_TYPE,
        position=row.position if row.key else 1_000,
        state=State(row.state),
        counts={group: getattr(row, group) or 0 for group in GROUPS},
        aid_vnd=aid_vnd,
        counterpart_vnd=int(row.counterpart_vnd),
        aid_usd=money.to_usd(aid_vnd, rate.vnd_per_usd) if rate else 0,
    )


def standings(actor: Actor, round_: Round) -> list[Standing]:
    """Where every unit stands that was there when the round opened, in four queries; raises NotFound for outsiders."""
    if not actor.has(Right.READ_OFFICE):
        raise NotFound
    later = {own.unit_id: own.closes_at for own in extensions(round_)}
    found = {unit.id: _standing(unit, round_, later.get(unit.id)) for unit in units_on(round_.opens_on)}
    was_sent = Proposal.submitted_at.is_not(None)
    counted = select(Proposal.unit_id, Proposal.state, was_sent, func.count(), func.max(Proposal.updated_at))
    by_unit = counted.where(Proposal.round_id == round_.id, IS_OWN).group_by(Proposal.unit_id, Proposal.state, was_sent)
    for unit_id, state, sent, number, touched_at in db.session.execute(by_unit):
        if standing := found.get(unit_id):
            _count(standing, State(state), sent, number, touched_at)
    for unit_id, people in _officers(found).items():
        found[unit_id].people = sorted(people, key=lambda person: (fold(person.name), person.id))
    return list(found.values())


def _standing(unit: Unit, round_: Round, later: datetime | None) -> Standing:
    return Standing(unit, max(later or round_.closes_at, round_.closes_at), is_extended=later is not None)


def _count(standing: Standing, state: State, sent: bool, number: int, touched_at: datetime) -> None:
    """What came back and waits for the leader again was sent; what was withdrawn, or taken up again, was not."""
    if sent and state not in (State.DRAFT, State.WITHDRAWN):
        standing.sent += number
    else:
        standing.unsent[state] = standing.unsent.get(state, 0) + number
        standing.touched_at = max(standing.touched_at or touched_at, touched_at)


def _officers(unit_ids: Iterable[int]) -> dict[int, list[Person]]:
    """Who writes for each unit and can sign in."""
    found: dict[int, list[Person]] = defaultdict(list)
    chosen = select(RoleGrant.unit_id, Person).join(RoleGrant.person)
    of_units = RoleGrant.unit_id.in_(list(unit_ids)), RoleGrant.role == Role.OFFICER, Person.active
    for unit_id, person in db.session.execute(chosen.where(*of_units)):
        if unit_id is not None:
            found[unit_id].append(person)
    return found
