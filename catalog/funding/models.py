"""Tables of enquiries: who asks, about which entries, for which of their lines."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Numeric, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog import clock
from catalog.accounts.models import Person
from catalog.db import UTCDateTime, db, one_of
from catalog.editions.models import Entry
from catalog.funding.workflow import Kind, Registration, Source, Stage
from catalog.i18n import LANGUAGES, Bilingual

LINE_KINDS = ("budget", "in_kind")


class Enquiry(db.Model):
    """Somebody's interest in what the catalogue lists; private, but for the words that its own sender reads."""

    __tablename__ = "enquiry"
    __table_args__ = (
        UniqueConstraint("reference"),
        UniqueConstraint("key"),
        CheckConstraint(one_of("state", Stage), name="ck_enquiry_state"),
        CheckConstraint(one_of("kind", Kind), name="ck_enquiry_kind"),
        CheckConstraint(one_of("source", Source), name="ck_enquiry_source"),
        CheckConstraint(one_of("registration", Registration), name="ck_enquiry_registration"),
        CheckConstraint(one_of("language", LANGUAGES), name="ck_enquiry_language"),
        CheckConstraint(
            "state NOT IN ('answered', 'in_talks', 'agreed') OR answered_on IS NOT NULL", name="ck_enquiry_answered_on"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    # Six digits, to be told on the telephone.
    reference: Mapped[str] = mapped_column(String(7))
    # Of the form it came by: a double click makes one. Nobody else can guess it, so it opens the page of thanks.
    key: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(20))
    source: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(20), default=Stage.NEW, index=True)
    arrived_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)

    organisation: Mapped[str] = mapped_column(String(200), default="")
    # ISO 3166-1, two letters.
    country: Mapped[str] = mapped_column(String(2))
    registration: Mapped[str] = mapped_column(String(20))
    certificate: Mapped[str] = mapped_column(String(80), default="")
    contact_name: Mapped[str] = mapped_column(String(120))
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    message: Mapped[str] = mapped_column(Text, default="")
    language: Mapped[str] = mapped_column(String(2))
    # The words that were agreed to, as they stood on the page; empty for what came on paper or by telephone.
    consent: Mapped[str] = mapped_column(Text, default="")
    consented_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    # Of the chosen lines, or of all that is asked for; frozen, in dollars at the rate of each entry's edition.
    sum_vnd: Mapped[int] = mapped_column(BigInteger, default=0)
    sum_usd: Mapped[int] = mapped_column(BigInteger, default=0)

    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    next_on: Mapped[date | None]
    # Working days promised on the day it came, and the day they lead to.
    answer_days: Mapped[int]
    due_on: Mapped[date]
    answered_on: Mapped[date | None]
    # Why it was closed.
    reason: Mapped[str] = mapped_column(Text, default="")
    erased_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    version: Mapped[int] = mapped_column()

    owner: Mapped[Person | None] = relationship()
    entries: Mapped[list[Entry]] = relationship(secondary="enquiry_entry", order_by="Entry.code")
    lines: Mapped[list["EnquiryLine"]] = relationship(order_by="EnquiryLine.id", cascade="all, delete-orphan")

    __mapper_args__ = {"version_id_col": version}

    @property
    def codes(self) -> list[str]:
        """The codes of the entries it is about."""
        return [entry.code for entry in self.entries]

    @property
    def sender(self) -> str:
        """Who asks: the organisation, else the person."""
        return self.organisation or self.contact_name or self.reference


class EnquiryEntry(db.Model):
    """That an enquiry is about a released entry."""

    __tablename__ = "enquiry_entry"

    enquiry_id: Mapped[int] = mapped_column(ForeignKey("enquiry.id", ondelete="CASCADE"), primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"), primary_key=True, index=True)


class EnquiryLine(db.Model):
    """A chosen budget line or in-kind need, in the words and amounts that the entry had."""

    __tablename__ = "enquiry_line"
    __table_args__ = (CheckConstraint(one_of("kind", LINE_KINDS), name="ck_enquiry_line_kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    enquiry_id: Mapped[int] = mapped_column(ForeignKey("enquiry.id", ondelete="CASCADE"), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"))
    kind: Mapped[str] = mapped_column(String(10))
    # Its place in the entry's budget or list of needs, from 0.
    place: Mapped[int]
    item_vi: Mapped[str] = mapped_column(Text)
    item_en: Mapped[str] = mapped_column(Text)
    quantity: Mapped[Decimal | None] = mapped_column(Numeric(14, 3))
    unit_vi: Mapped[str] = mapped_column(Text, default="")
    unit_en: Mapped[str] = mapped_column(Text, default="")
    # None for what is given in kind.
    amount_vnd: Mapped[int | None] = mapped_column(BigInteger)

    entry: Mapped[Entry] = relationship()

    @property
    def item(self) -> Bilingual:
        """What it is."""
        return Bilingual(self.item_vi, self.item_en)

    @property
    def unit(self) -> Bilingual:
        """What it is counted in."""
        return Bilingual(self.unit_vi, self.unit_en)
