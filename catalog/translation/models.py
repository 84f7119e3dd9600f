"""Tables of translations and of the glossary."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from catalog import clock
from catalog.db import UTCDateTime, db, one_of
from catalog.i18n import Bilingual

STORED_STATES = ("draft", "checked")
TERM_CATEGORIES = {
    "admin": Bilingual("Đơn vị hành chính", "Administrative units"),
    "agency": Bilingual("Cơ quan, tổ chức", "Agencies and organisations"),
    "aid": Bilingual("Viện trợ", "Aid"),
    "beneficiary": Bilingual("Đối tượng thụ hưởng", "Beneficiaries"),
    "budget": Bilingual("Kinh phí", "Budget"),
    "document": Bilingual("Văn bản", "Documents"),
    "form": Bilingual("Biểu mẫu", "Forms"),
    "privacy": Bilingual("Thông tin cá nhân", "Privacy"),
    "sector": Bilingual("Lĩnh vực", "Sectors"),
    "status": Bilingual("Trạng thái", "States"),
    "works": Bilingual("Công trình, hoạt động", "Works and activities"),
}


class Translation(db.Model):
    """The target text of one segment of a proposal, and the hash of the source that it was made from."""

    __tablename__ = "translation"
    __table_args__ = (
        UniqueConstraint("proposal_id", "key", "language"),
        CheckConstraint(one_of("state", STORED_STATES), name="ck_translation_state"),
        CheckConstraint("target <> ''", name="ck_translation_target"),
        CheckConstraint("language = 'en'", name="ck_translation_language"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id", ondelete="CASCADE"))
    # "title", "budget:12:item", "in_kind:3:unit": a field, or a field of a row by the row's id.
    key: Mapped[str] = mapped_column(String(60))
    language: Mapped[str] = mapped_column(String(2), default="en")
    target: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(10), default="draft")
    # Whether it is a draft as a machine gave it.
    is_machine: Mapped[bool] = mapped_column(default=False, server_default=false())
    source_hash: Mapped[str] = mapped_column(String(64))
    # For finding what the same words were translated to before.
    source: Mapped[str] = mapped_column(Text)
    # Who wrote this English last, or brought it in; who ticked it is in the history.
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    updated_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now, onupdate=clock.now)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class Term(db.Model):
    """One term of the glossary, Vietnamese to English."""

    __tablename__ = "term"
    __table_args__ = (UniqueConstraint("source", "category"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(String(200))
    target: Mapped[str] = mapped_column(String(300))
    # A key of TERM_CATEGORIES.
    category: Mapped[str] = mapped_column(String(30))
    version: Mapped[int] = mapped_column(server_default="1")

    __mapper_args__ = {"version_id_col": version}
