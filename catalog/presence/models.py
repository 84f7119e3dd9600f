"""The table of who has a proposal open."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.accounts.models import Person
from catalog.db import UTCDateTime, db, one_of

PAGES = ("review", "translation")


class Presence(db.Model):
    """When somebody was last seen at a proposal, and on which of its pages; forgotten after a while."""

    __tablename__ = "presence"
    __table_args__ = (CheckConstraint(one_of("page", PAGES), name="ck_presence_page"),)

    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    page: Mapped[str] = mapped_column(String(12), primary_key=True)
    seen_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)

    person: Mapped[Person] = relationship()
