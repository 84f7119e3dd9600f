"""Reading enquiries: all of them for the office, for a unit no more than that somebody asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from catalog import clock
from catalog.accounts.actor import Actor
from catalog.accounts.models import Person
from catalog.accounts.queries import people
from catalog.accounts.rights import Right
from catalog.db import db
from catalog.editions import queries as editions
from catalog.editions.models import Edition, Entry
from catalog.errors import NotFound
from catalog.funding.models import Enquiry, EnquiryEntry
from catalog.funding.permissions import may_read
from catalog.funding.workflow import GOES_ON, KIND_NAMES, Kind, Stage
from catalog.i18n import Bilingual
from catalog.mail import OutboxMessage
from catalog.office import calendar
from catalog.proposals.models import Proposal

PAGE_SIZE = 50
MOST_ENTRIES = 20


def wanted_entry(code: str) -> Entry | None:
    """The newest entry of a code that still looks for a partner; None for one that was closed or taken off the list.

    Raises NotFound for a code that no released edition has.
    """
    entry = editions.newest_entry(code)
    return None if entry.closed_at or editions.edition_without(entry) else entry


def wanted_entries(codes: Sequence[str]) -> list[Entry]:
    """The newest entries of several codes, in their order; what is closed, taken off or unknown is left out."""
    asked = list(dict.fromkeys(code.upper() for code in codes))[:MOST_ENTRIES]
    chosen = select(Entry).join(Entry.edition).where(func.upper(Entry.code).in_(asked), Edition.state == "released")
    newest = chosen.options(joinedload(Entry.edition)).order_by(Edition.released_at, Edition.id)
    found = {entry.code.upper(): entry for entry in db.session.scalars(newest)}
    last = _last_editions({entry.edition.round_id for entry in found.values()})
    return [
        entry
        for code in asked
        if (entry := found.get(code)) and not entry.closed_at and last[entry.edition.round_id] == entry.edition.number
    ]


def _last_editions(round_ids: set[int]) -> dict[int, int]:
    """The number of the newest released edition of each round: what it does not list was taken off."""
    numbers = select(Edition.round_id, func.max(Edition.number)).where(
        Edition.round_id.in_(round_ids), Edition.state == "released"
    )
    rows = db.session.execute(numbers.group_by(Edition.round_id))
    return {row.round_id: row[1] for row in rows}


def thanks(key: str) -> Enquiry:
    """What came by a form, for the page that its sender is led to; raises NotFound."""
    chosen = select(Enquiry).options(selectinload(Enquiry.entries)).where(Enquiry.key == key)
    enquiry = db.session.scalar(chosen)
    if enquiry is None:
        raise NotFound
    return enquiry


# The office

VIEWS = {
    "open": Bilingual("Đang xử lý", "Open"),
    "mine": Bilingual("Của tôi", "Mine"),
    "overdue": Bilingual("Quá hạn trả lời", "Overdue"),
    "all": Bilingual("Tất cả", "All"),
}


@dataclass(frozen=True)
class Page:
    """One page of the list, and how many pages and enquiries there are."""

    rows: Sequence[Enquiry]
    number: int
    pages: int
    total: int


def enquiries(actor: Actor, view: str = "open", state: str = "", words: str = "", page: int = 1) -> Page:
    """The enquiries of a view, what waits for an answer first, then by the next date; raises NotFound for units."""
    chosen = _readable(actor).where(_in_view(actor, view))
    if state in set(Stage):
        chosen = chosen.where(Enquiry.state == state)
    if words:
        like = f"%{words.replace('%', '').replace('_', '')}%"
        fields = Enquiry.reference, Enquiry.organisation, Enquiry.contact_name
        chosen = chosen.where(or_(*(field.ilike(like) for field in fields)))
    total = db.session.scalar(select(func.count()).select_from(chosen.subquery())) or 0
    pages = max(1, -(-total // PAGE_SIZE))
    number = min(max(page, 1), pages)
    shown = chosen.options(joinedload(Enquiry.owner), selectinload(Enquiry.entries)).order_by(*_order())
    rows = db.session.scalars(shown.limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)).all()
    return Page(rows, number, pages, total)


def counts(actor: Actor) -> dict[str, int]:
    """How many enquiries each view holds."""
    sums = [func.count(Enquiry.id).filter(_in_view(actor, view)) for view in VIEWS]
    return dict(zip(VIEWS, db.session.execute(select(*sums)).one(), strict=True))


def overdue() -> int:
    """How many wait for an answer longer than was promised."""
    return db.session.scalar(select(func.count(Enquiry.id)).where(_is_overdue())) or 0


def enquiry_by_reference(actor: Actor, reference: str) -> Enquiry:
    """One enquiry with all that belongs to it; raises NotFound, for who may not read it too."""
    chosen = _readable(actor).where(Enquiry.reference == reference)
    everything = joinedload(Enquiry.owner), selectinload(Enquiry.entries), selectinload(Enquiry.lines)
    enquiry = db.session.scalar(chosen.options(*everything))
    if enquiry is None:
        raise NotFound
    return enquiry


def mails_of(actor: Actor, enquiry: Enquiry) -> Sequence[OutboxMessage]:
    """The mails that we wrote about an enquiry, the oldest first."""
    if not may_read(actor):
        return []
    own = OutboxMessage.dedupe_key.startswith(f"enquiry:{enquiry.id}:")
    return db.session.scalars(select(OutboxMessage).where(own).order_by(OutboxMessage.id)).all()


def answering() -> list[Person]:
    """Everybody who may answer, by name."""
    return [person for person in people() if person.active and person.as_actor().has(Right.ANSWER)]


def days_left(enquiry: Enquiry, entered: frozenset[date]) -> int | None:
    """Working days until an answer is due: 0 today, below 0 when it is late; None where none is waited for."""
    if enquiry.state != Stage.NEW:
        return None
    left = calendar.working_days_between(clock.today(), enquiry.due_on, entered)
    # On a holiday after the last day nothing more has passed, and yet it is late.
    return min(left, -1) if enquiry.due_on < clock.today() else left


def _readable(actor: Actor) -> Select[Enquiry]:
    if not may_read(actor):
        raise NotFound
    return select(Enquiry)


def _is_overdue() -> ColumnElement[bool]:
    return (Enquiry.state == Stage.NEW) & (Enquiry.due_on < clock.today())


def _in_view(actor: Actor, view: str) -> ColumnElement[bool]:
    goes_on = Enquiry.state.in_(sorted(GOES_ON))
    return {
        "open": goes_on,
        "mine": goes_on & (Enquiry.owner_id == actor.person_id),
        "overdue": _is_overdue(),
    }.get(view, Enquiry.id.is_not(None))


def _order() -> tuple[Any, ...]:
    waits = case((Enquiry.state == Stage.NEW, 0), (Enquiry.state == Stage.CLOSED, 2), else_=1)
    return (
        waits,
        case((Enquiry.state == Stage.NEW, Enquiry.due_on)),
        Enquiry.next_on.is_(None),
        Enquiry.next_on,
        Enquiry.id.desc(),
    )


# The units


@dataclass(frozen=True)
class Asked:
    """That somebody asked about a project: all that its unit reads of it."""

    arrived_at: datetime
    kind: Bilingual


def asked_about(actor: Actor, proposal: Proposal) -> list[Asked]:
    """Who may see the proposal reads that somebody asked, the newest first: when, and for what."""
    if not (actor.of_unit(proposal.unit_id) or may_read(actor)):
        return []
    chosen = (
        select(Enquiry.arrived_at, Enquiry.kind)
        .join(EnquiryEntry, EnquiryEntry.enquiry_id == Enquiry.id)
        .join(Entry, Entry.id == EnquiryEntry.entry_id)
        .where(Entry.code == proposal.code)
    )
    rows = db.session.execute(chosen.order_by(Enquiry.id.desc()).limit(PAGE_SIZE))
    return [Asked(row.arrived_at, KIND_NAMES[Kind(row.kind)]) for row in rows]
