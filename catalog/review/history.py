"""The history of a proposal as people read it: who did what, and what changed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from catalog.audit import HistoryEntry
from catalog.i18n import Bilingual
from catalog.proposals.fields import BY_KEY, FUNDING
from catalog.proposals.models import Proposal
from catalog.proposals.workflow import ACTIONS
from catalog.translation.segments import sources

CREATED = Bilingual("đã tạo", "created")
LABELS = {
    "budget_lines": Bilingual("Dự toán", "Budget"),
    "in_kind_needs": Bilingual("Nhu cầu hiện vật", "In-kind needs"),
    "assignee": Bilingual("Người thẩm định", "Assigned to"),
}
NO_LONGER_THERE = Bilingual("Nội dung không còn", "Something that is no longer there")
LITTLE_LEFT = 0.4

Pieces = list[tuple[str, str]]


@dataclass(frozen=True)
class Change:
    """A value that changed, as (equal | delete | insert, text) pieces."""

    label: Bilingual
    pieces: Pieces


@dataclass(frozen=True)
class Event:
    """One entry of the history in words."""

    entry: HistoryEntry
    what: Bilingual
    changes: list[Change]


def events(proposal: Proposal, entries: Sequence[HistoryEntry]) -> list[Event]:
    """The entries of a proposal in words, in the order given."""
    labels = LABELS | {key: field.label for key, field in BY_KEY.items()}
    english = {source.key: source.label for source in sources(proposal)}
    return [
        Event(entry, _what(entry), _changes(entry, english if entry.event == "proposal:translate" else labels))
        for entry in entries
    ]


def _what(entry: HistoryEntry) -> Bilingual:
    action = ACTIONS.get(entry.event.partition(":")[2])
    return action.done if action else CREATED


def _changes(entry: HistoryEntry, labels: Mapping[str, Bilingual]) -> list[Change]:
    return [
        Change(labels.get(key, NO_LONGER_THERE), differences(_in_words(before), _in_words(after)))
        for key, (before, after) in entry.changes.items()
    ]


def _in_words(value: Any) -> str:
    """A value of the history, as JSON keeps it; rows of the budget one a line."""
    if isinstance(value, list):
        return "\n".join(_row(row) if isinstance(row, list) else str(row) for row in value)
    return "" if value is None else str(value)


def _row(row: list[Any]) -> str:
    item, quantity, unit, *money = row
    words = f"{item}: {quantity or '?'} {unit}"
    if money:
        cost, funding, _optional = money
        words += f" × {cost if cost is not None else '?'} ({FUNDING[funding]})"
    return words


def differences(before: str, after: str) -> Pieces:
    """What turns one text into another, word by word; as a whole where little is left of the first."""
    old, new = (re.findall(r"\s*\S+", text) for text in (before, after))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < LITTLE_LEFT:
        return [piece for piece in (("delete", before), ("insert", after)) if piece[1]]
    pieces: Pieces = []
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(("equal", "".join(old[i:j])))
            continue
        if i < j:
            pieces.append(("delete", "".join(old[i:j])))
        if k < m:
            pieces.append(("insert", "".join(new[k:m])))
    return pieces
