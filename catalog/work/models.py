"""The table of long work."""

from datetime import datetime, timedelta

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog import clock
from catalog.accounts.models import Person
from catalog.db import UTCDateTime, db, one_of
from catalog.i18n import Bilingual

STATES = ("running", "done", "failed", "cancelled", "interrupted")
# Its process tells every few seconds that it is there; one that is silent for so long was ended.
SILENT_FOR = timedelta(minutes=1)


class Work(db.Model):
    """A piece of work that takes longer than an answer: running, or how it ended."""

    __tablename__ = "work"
    __table_args__ = (
        CheckConstraint(one_of("state", STATES), name="ck_work_state"),
        # The same work runs once at a time.
        Index(
            "ix_work_running",
            "kind",
            "subject",
            unique=True,
            sqlite_where=db.text("state = 'running'"),
            postgresql_where=db.text("state = 'running'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    subject: Mapped[str] = mapped_column(String(40))
    # What it is called, and where its result is: {"vi", "en"} and a path of this site.
    title: Mapped[dict[str, str]] = mapped_column(JSON)
    path: Mapped[str] = mapped_column(String(300))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    state: Mapped[str] = mapped_column(String(12), default="running")
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    # Why it failed: [{"vi", "en"}].
    said: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    started_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    heartbeat_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    cancel_requested_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    person: Mapped[Person | None] = relationship()

    @property
    def shown_state(self) -> str:
        """Its state; "interrupted" also where its process has been silent too long to be alive."""
        is_silent = self.state == "running" and self.heartbeat_at < clock.now() - SILENT_FOR
        return "interrupted" if is_silent else self.state

    @property
    def name(self) -> Bilingual:
        """What it is called."""
        return Bilingual(**self.title)

    @property
    def reasons(self) -> list[Bilingual]:
        """Why it failed."""
        return [Bilingual(**words) for words in self.said]
