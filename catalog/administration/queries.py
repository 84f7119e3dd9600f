"""What only the administrator's pages read: units with their links, texts, the history of everything."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, selectinload

from catalog.accounts.models import Person
from catalog.audit import HistoryEntry
from catalog.db import db
from catalog.editions.models import Edition
from catalog.errors import NotFound
from catalog.funding.models import Enquiry
from catalog.mail import STATES, OutboxMessage, in_state
from catalog.office.models import (
    DocumentTemplate,
    ExchangeRate,
    Holiday,
    IssuingBody,
    LegalBasis,
    Recipients,
    Signer,
    SiteMessage,
)
from catalog.proposals.models import Proposal
from catalog.rounds.models import Round
from catalog.units.models import Boundaries, Unit, UnitLink
from catalog.units.queries import PROPOSING_KINDS

ENTRIES_A_PAGE = 50

Dated = TypeVar("Dated", Boundaries, DocumentTemplate, IssuingBody, LegalBasis, Recipients, Signer, SiteMessage)

# How a thing is called in the history.
NAMES: dict[str, InstrumentedAttribute[str]] = {
    "person": Person.name,
    "unit": Unit.code,
    "round": Round.key,
    "proposal": Proposal.code,
    "edition": Edition.key,
    "mail": OutboxMessage.subject,
    "enquiry": Enquiry.reference,
    "legal_basis": LegalBasis.symbol,
    "signer": Signer.title_vi,
    "document_template": DocumentTemplate.name,
    "site_message": SiteMessage.key,
    "boundaries": Boundaries.source,
}


def units() -> Sequence[Unit]:
    """Every unit that proposes or did, by validity and code, with what became of it."""
    query = select(Unit).where(Unit.kind.in_(PROPOSING_KINDS))
    links = selectinload(Unit.successors).joinedload(UnitLink.new)
    return db.session.scalars(
        query.options(links).order_by(Unit.valid_to.is_not(None), Unit.code, Unit.valid_from)
    ).all()


def issuing_bodies() -> Sequence[IssuingBody]:
    """Every entry, the newest first."""
    return db.session.scalars(select(IssuingBody).order_by(IssuingBody.valid_from.desc())).all()


def exchange_rates() -> Sequence[ExchangeRate]:
    """Every rate, the newest first."""
    return db.session.scalars(select(ExchangeRate).order_by(ExchangeRate.date.desc())).all()


def holidays(year: int) -> Sequence[Holiday]:
    """The holidays of a year that the office entered, in order."""
    chosen = select(Holiday).where(Holiday.date >= date(year, 1, 1), Holiday.date < date(year + 1, 1, 1))
    return db.session.scalars(chosen.order_by(Holiday.date)).all()


def legal_bases() -> Sequence[LegalBasis]:
    """Every act, those that documents cite first."""
    order = LegalBasis.position.is_(None), LegalBasis.position, LegalBasis.valid_from
    return db.session.scalars(select(LegalBasis).order_by(*order)).all()


def signers() -> Sequence[Signer]:
    """Everybody who signs or signed, the newest first."""
    return db.session.scalars(select(Signer).order_by(Signer.valid_from.desc(), Signer.position)).all()


def recipients() -> Sequence[Recipients]:
    """Every list of recipients, the newest first."""
    return db.session.scalars(select(Recipients).order_by(Recipients.valid_from.desc())).all()


def templates() -> Sequence[DocumentTemplate]:
    """Every Word file of the office, the newest first."""
    return db.session.scalars(select(DocumentTemplate).order_by(DocumentTemplate.id.desc())).all()


def boundaries() -> Sequence[Boundaries]:
    """All boundaries that were sent in, the newest day first."""
    return db.session.scalars(select(Boundaries).order_by(Boundaries.valid_from.desc(), Boundaries.id.desc())).all()


def template(template_id: int) -> DocumentTemplate:
    """One of them; raises NotFound."""
    return dated_row(DocumentTemplate, template_id)


def dated_row(model: type[Dated], row_id: int) -> Dated:
    """One row of what the office says of itself; raises NotFound."""
    row = db.session.get(model, row_id)
    if row is None:
        raise NotFound
    return row


def site_messages() -> Sequence[SiteMessage]:
    """Every message, by key and day."""
    return db.session.scalars(select(SiteMessage).order_by(SiteMessage.key, SiteMessage.valid_from)).all()


def site_message(key: str, message_id: int) -> SiteMessage:
    """One of them; raises NotFound, for one with another key too."""
    message = dated_row(SiteMessage, message_id)
    if message.key != key:
        raise NotFound
    return message


def history_of_text(key: str) -> Sequence[HistoryEntry]:
    """What was done to the texts with a key, the newest first."""
    ids = select(SiteMessage.id).where(SiteMessage.key == key)
    entries = select(HistoryEntry).where(HistoryEntry.subject == "site_message", HistoryEntry.subject_id.in_(ids))
    return db.session.scalars(entries.order_by(HistoryEntry.id.desc())).all()


def outbox(page: int, state: str | None = None) -> tuple[Sequence[OutboxMessage], int]:
    """Mails of one page, the newest first, and how many pages there are; of one state when given."""
    chosen = [in_state(state)] if state else []
    count = db.session.scalar(select(func.count(OutboxMessage.id)).where(*chosen)) or 0
    newest_first = select(OutboxMessage).where(*chosen).order_by(OutboxMessage.id.desc())
    shown = newest_first.limit(ENTRIES_A_PAGE).offset((page - 1) * ENTRIES_A_PAGE)
    return db.session.scalars(shown).all(), max(1, -(-count // ENTRIES_A_PAGE))


def outbox_counts() -> dict[str, int]:
    """How many mails are in each state."""
    sums = [func.count(OutboxMessage.id).filter(in_state(state)) for state in STATES]
    return dict(zip(STATES, db.session.execute(select(*sums)).one(), strict=True))


def mail(message_id: int) -> OutboxMessage:
    """One mail; raises NotFound."""
    found = db.session.get(OutboxMessage, message_id)
    if found is None:
        raise NotFound
    return found


def history(page: int, subject: str | None = None) -> tuple[Sequence[HistoryEntry], int]:
    """Entries of one page, the newest first, and how many pages there are; of one kind of thing when given."""
    kind = [HistoryEntry.subject == subject] if subject else []
    count = db.session.scalar(select(func.count(HistoryEntry.id)).where(*kind)) or 0
    entries = select(HistoryEntry).where(*kind).order_by(HistoryEntry.id.desc())
    shown = entries.limit(ENTRIES_A_PAGE).offset((page - 1) * ENTRIES_A_PAGE)
    return db.session.scalars(shown).all(), max(1, -(-count // ENTRIES_A_PAGE))


def names_of(entries: Iterable[HistoryEntry]) -> dict[tuple[str, int], str]:
    """Names of the things of these entries, one query for each kind of thing."""
    wanted: dict[str, set[int]] = {}
    for entry in entries:
        wanted.setdefault(entry.subject, set()).add(entry.subject_id)
    names: dict[tuple[str, int], str] = {}
    for subject, ids in wanted.items():
        if subject in NAMES:
            column = NAMES[subject]
            rows = db.session.execute(select(column.class_.id, column).where(column.class_.id.in_(ids)))
            names |= {(subject, row_id): name for row_id, name in rows}
    return names
