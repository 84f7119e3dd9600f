"""The steps in which a list was put together, read from its history: what can be taken back, the last one first."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from catalog.audit import HistoryEntry
from catalog.db import db
from catalog.editions.models import Edition

BEGINNINGS = frozenset({"edition:create", "edition:revise"})
STEPS = frozenset({"edition:add", "edition:remove", "edition:move"})


@dataclass(frozen=True)
class Step:
    """What somebody did with a proposal: from place `was`, None where it was added, to `place`, None if removed."""

    id: int
    code: str
    was: int | None
    place: int | None
    who: str


def last_step(edition: Edition) -> Step | None:
    """The last step of a draft list that was not taken back yet; None when it is as it began."""
    entry = HistoryEntry
    rows = select(entry.id, entry.event, entry.comment, entry.changes, entry.actor_name)
    rows = rows.where(entry.subject == "edition", entry.subject_id == edition.id).order_by(entry.id.desc())
    taken_back = 0
    for row in db.session.execute(rows):
        if row.event in BEGINNINGS:
            return None
        if row.event == "edition:undo":
            taken_back += 1
        elif row.event in STEPS and taken_back:
            taken_back -= 1
        elif row.event in STEPS:
            # What was done before steps kept their places stays as it is.
            return _step(row) if row.changes else None
    return None


def _step(row: Any) -> Step:
    was, place = row.changes["place"]
    return Step(row.id, row.comment, was, place, row.actor_name)
