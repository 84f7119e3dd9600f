"""Table of notices."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog import clock
from catalog.accounts.models import Person
from catalog.db import UTCDateTime, db


class Notice(db.Model):
    """Something one person is told once, in the person's language; `dedupe_key` makes telling it twice impossible.

    `mailed_at` is when its mail, alone or in a digest, went into the outbox.
    """

    __tablename__ = "notice"
    __table_args__ = (UniqueConstraint("dedupe_key"), Index("ix_notice_person_id_read_at", "person_id", "read_at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    dedupe_key: Mapped[str] = mapped_column(String(120))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    subject: Mapped[str] = mapped_column(String(300))
    body: Mapped[str] = mapped_column(Text)
    # Of this site, as "/desk/proposals/SD-2023-01".
    path: Mapped[str] = mapped_column(String(300), default="")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    read_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    mailed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    person: Mapped[Person] = relationship()
