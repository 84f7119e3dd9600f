"""Tables of what the office says of itself, as dated data: an edition uses what was in force on its day."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, String, Text, UniqueConstraint, false, true
from sqlalchemy.orm import Mapped, mapped_column

from catalog import clock
from catalog.db import UTCDateTime, db


class IssuingBody(db.Model):
    """Who issues the list, from a day on."""

    __tablename__ = "issuing_body"
    __table_args__ = (
        UniqueConstraint("valid_from"),
        CheckConstraint("list_months BETWEEN 1 AND 120", name="ck_issuing_body_list_months"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    valid_from: Mapped[date]
    name_vi: Mapped[str] = mapped_column(String(160))
    name_en: Mapped[str] = mapped_column(String(160))
    parent_vi: Mapped[str] = mapped_column(String(160))
    parent_en: Mapped[str] = mapped_column(String(160))
    division_vi: Mapped[str] = mapped_column(String(160))
    division_en: Mapped[str] = mapped_column(String(160))
    # Tail of the document number, as SNgV in "Số:      /KH-SNgV".
    symbol: Mapped[str] = mapped_column(String(20))
    seat_vi: Mapped[str] = mapped_column(String(80))
    seat_en: Mapped[str] = mapped_column(String(80))
    address_vi: Mapped[str] = mapped_column(String(200), default="")
    address_en: Mapped[str] = mapped_column(String(200), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    answer_days: Mapped[int] = mapped_column(default=5)
    # How long a list is valid from its release; without it until a newer one.
    list_months: Mapped[int | None]
    # Whether English is checked by somebody else than who wrote it.
    second_person_checks: Mapped[bool] = mapped_column(default=False, server_default=false())
    # Whether a proposal is accepted by somebody else than who checked it.
    second_person_accepts: Mapped[bool] = mapped_column(default=False, server_default=false())
    # Whether English documents say that they are an unofficial translation: the Vietnamese is what is approved.
    marks_translation: Mapped[bool] = mapped_column(default=True, server_default=true())
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class LegalBasis(db.Model):
    """A decree, decision or plan that a list may cite while it is in force."""

    __tablename__ = "legal_basis"
    __table_args__ = (UniqueConstraint("symbol"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    symbol: Mapped[str] = mapped_column(String(60))
    title_vi: Mapped[str] = mapped_column(Text)
    title_en: Mapped[str] = mapped_column(Text)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    # Place among the "Căn cứ" lines of a document; without one the act is not cited there.
    position: Mapped[int | None]
    version: Mapped[int] = mapped_column(server_default="1")

    __mapper_args__ = {"version_id_col": version}


class Signer(db.Model):
    """Who signs documents between two days: of several in force the first in order."""

    __tablename__ = "signer"

    id: Mapped[int] = mapped_column(primary_key=True)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    position: Mapped[int]
    # On lines of their own: "KT. GIÁM ĐỐC" and "PHÓ GIÁM ĐỐC".
    title_vi: Mapped[str] = mapped_column(String(160))
    title_en: Mapped[str] = mapped_column(String(160))
    # Without one the name is written by hand.
    name: Mapped[str] = mapped_column(String(120), default="")
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class Recipients(db.Model):
    """Who receives documents from a day on: each on a line, without the signs that the decree puts around it."""

    __tablename__ = "recipients"
    __table_args__ = (UniqueConstraint("valid_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    valid_from: Mapped[date]
    lines_vi: Mapped[str] = mapped_column(Text)
    lines_en: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class DocumentTemplate(db.Model):
    """A Word file of the office that its documents are made from, between two moments; before them it only waits."""

    __tablename__ = "document_template"
    __table_args__ = (
        CheckConstraint("language IN ('vi', 'en')", name="ck_document_template_language"),
        # One of a language is used at a time.
        Index(
            "ix_document_template_used",
            "language",
            unique=True,
            sqlite_where=db.text("used_from IS NOT NULL AND used_to IS NULL"),
            postgresql_where=db.text("used_from IS NOT NULL AND used_to IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(String(2))
    name: Mapped[str] = mapped_column(String(160))
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    added_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    used_from: Mapped[datetime | None] = mapped_column(UTCDateTime)
    used_to: Mapped[datetime | None] = mapped_column(UTCDateTime)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}

    @property
    def is_used(self) -> bool:
        """Whether documents of editions released now are made from it."""
        return self.used_from is not None and self.used_to is None


class ExchangeRate(db.Model):
    """Đồng for one US dollar on a day, and who says so."""

    __tablename__ = "exchange_rate"
    __table_args__ = (UniqueConstraint("date"), CheckConstraint("vnd_per_usd > 0", name="ck_exchange_rate_positive"))

    id: Mapped[int] = mapped_column(primary_key=True)
    date: Mapped[date]
    vnd_per_usd: Mapped[int]
    source_vi: Mapped[str] = mapped_column(String(200))
    source_en: Mapped[str] = mapped_column(String(200))


class SiteMessage(db.Model):
    """Words the office shows on the site between two days, as the hotline or a notice."""

    __tablename__ = "site_message"
    __table_args__ = (UniqueConstraint("key", "valid_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(40))
    text_vi: Mapped[str] = mapped_column(Text)
    text_en: Mapped[str] = mapped_column(Text)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    version: Mapped[int] = mapped_column(server_default="1")

    __mapper_args__ = {"version_id_col": version}


class Holiday(db.Model):
    """A day on which the office does not work, beside weekends and what the law fixes (`office.calendar.FIXED`)."""

    __tablename__ = "holiday"
    __table_args__ = (UniqueConstraint("date"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    date: Mapped[date]
    name_vi: Mapped[str] = mapped_column(String(160))
    name_en: Mapped[str] = mapped_column(String(160))
