"""The table of shared shortlists."""

from datetime import datetime

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from catalog import clock
from catalog.db import UTCDateTime, db


class SharedShortlist(db.Model):
    """A shortlist as somebody shared it: who has its address may read it. Nothing tells who that was."""

    __tablename__ = "shared_shortlist"

    # Random, so that nobody finds it who was not given it.
    token: Mapped[str] = mapped_column(String(40), primary_key=True)
    codes: Mapped[list[str]] = mapped_column(JSON)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    shared_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
