"""The history of a proposal as people read it: who did what, and what changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from catalog.audit import HistoryEntry
from catalog.i18n import Bilingual, attribute
from catalog.proposals.models import Category, Proposal
from catalog.proposals.snapshots import KEYS, in_words, label_of
from catalog.proposals.workflow import ACTIONS
from catalog.text import Pieces, differences
from catalog.translation.segments import sources

CREATED = Bilingual("đã tạo", "created")
ASSIGNEE = Bilingual("Người thẩm định", "Assigned to")
TRANSLATED = "proposal:translate"
NO_LONGER_THERE = Bilingual("Nội dung không còn", "Something that is no longer there")


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


def events(proposal: Proposal, entries: Sequence[HistoryEntry], categories: Sequence[Category]) -> list[Event]:
    """The entries of a proposal in words, in the order given; `categories` are all there are."""
    labels = {"assignee": ASSIGNEE} | {key: label_of(key) for key in KEYS}
    english = {source.key: source.label for source in sources(proposal)}
    names = {category.key: attribute(category, "name") for category in categories}
    return [
        Event(entry, _what(entry), _changes(entry, english if entry.event == TRANSLATED else labels, names))
        for entry in entries
    ]


def _what(entry: HistoryEntry) -> Bilingual:
    action = ACTIONS.get(entry.event.partition(":")[2])
    return action.done if action else CREATED


def _changes(entry: HistoryEntry, labels: Mapping[str, Bilingual], names: Mapping[str, str]) -> list[Change]:
    def words(key: str, value: Any) -> str:
        return value or "" if entry.event == TRANSLATED else in_words(key, value, names)

    return [
        Change(labels.get(key, NO_LONGER_THERE), differences(words(key, before), words(key, after)))
        for key, (before, after) in entry.changes.items()
    ]
