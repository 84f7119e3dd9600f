"""Tables of what the office says of itself, as dated data: an edition uses what was in force on its day."""

from datetime import date

from sqlalchemy import CheckConstraint, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from catalog.db import db


class IssuingBody(db.Model):
    """Who issues the list, from a day on."""

    __tablename__ = "issuing_body"
    __table_args__ = (UniqueConstraint("valid_from"),)

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
    # Whether English is checked by somebody else than who wrote it.
    second_person_checks: Mapped[bool] = mapped_column(default=False, server_default=false())
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
