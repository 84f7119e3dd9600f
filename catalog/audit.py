"""The append-only history: every action leaves one entry in the transaction that does it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, event, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from catalog import clock
from catalog.accounts.actor import Actor
from catalog.db import UTCDateTime, db


class HistoryEntry(db.Model):
    """Who did what to which thing, when, with what words; never changed and never deleted."""

    __tablename__ = "history_entry"
    __table_args__ = (Index("ix_history_entry_subject", "subject", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now, index=True)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    actor_name: Mapped[str] = mapped_column(String(160))
    # "proposal:accept": the table and the key of the action.
    event: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(30))
    subject_id: Mapped[int]
    from_state: Mapped[str | None] = mapped_column(String(20))
    to_state: Mapped[str | None] = mapped_column(String(20))
    comment: Mapped[str] = mapped_column(Text, default="")
    # Changed fields: {key: [before, after]}, as JSON values.
    changes: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


def record(
    actor: Actor,
    event: str,
    subject_id: int,
    *,
    from_state: str | None = None,
    to_state: str | None = None,
    comment: str = "",
    changes: dict[str, Any] | None = None,
) -> None:
    """Add the entry of an action ("proposal:accept") to the transaction under way."""
    db.session.add(
        HistoryEntry(
            actor_id=actor.person_id,
            actor_name=actor.name,
            event=event,
            subject=event.split(":", 1)[0],
            subject_id=subject_id,
            from_state=from_state,
            to_state=to_state,
            comment=comment,
            changes=changes or {},
        )
    )


def history_of(subject: str, subject_id: int) -> Sequence[HistoryEntry]:
    """The entries of one thing, the newest first."""
    entries = select(HistoryEntry).where(HistoryEntry.subject == subject, HistoryEntry.subject_id == subject_id)
    return db.session.scalars(entries.order_by(HistoryEntry.id.desc())).all()


def moves_of(subject: str, ids: Sequence[int]) -> dict[int, list[HistoryEntry]]:
    """The entries of several things that led to another state, by id, the newest first."""
    entries = select(HistoryEntry).where(HistoryEntry.subject == subject, HistoryEntry.subject_id.in_(ids))
    moves: dict[int, list[HistoryEntry]] = {}
    for entry in db.session.scalars(entries.where(HistoryEntry.to_state.is_not(None)).order_by(HistoryEntry.id.desc())):
        moves.setdefault(entry.subject_id, []).append(entry)
    return moves


@event.listens_for(Session, "before_flush")
def _refuse_changed_history(session: Session, _context: Any, _instances: Any) -> None:
    for row in (*session.dirty, *session.deleted):
        if isinstance(row, HistoryEntry) and (row in session.deleted or session.is_modified(row)):
            raise RuntimeError("history is append-only")
