"""The history of a proposal as people read it: who did what, and what changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from catalog.audit import HistoryEntry
from catalog.i18n import Bilingual, attribute, format_number, format_vnd
from catalog.proposals.answers import value_in_words
from catalog.proposals.choices import FUNDING
from catalog.proposals.fields import BY_KEY, Field, Kind
from catalog.proposals.models import Category, Proposal
from catalog.proposals.workflow import ACTIONS
from catalog.text import Pieces, differences
from catalog.translation.segments import sources

CREATED = Bilingual("đã tạo", "created")
LABELS = {
    "budget_lines": Bilingual("Dự toán", "Budget"),
    "in_kind_needs": Bilingual("Nhu cầu hiện vật", "In-kind needs"),
    "assignee": Bilingual("Người thẩm định", "Assigned to"),
}
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
    labels = LABELS | {key: field.label for key, field in BY_KEY.items()}
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
    fields = {} if entry.event == TRANSLATED else BY_KEY

    def words(key: str, value: Any) -> str:
        if key == "category_key":
            return names.get(value, "")
        return _in_words(fields.get(key), value)

    return [
        Change(labels.get(key, NO_LONGER_THERE), differences(words(key, before), words(key, after)))
        for key, (before, after) in entry.changes.items()
    ]


def _in_words(field: Field | None, value: Any) -> str:
    """A value as JSON keeps it; rows of the budget one a line."""
    if value in (None, "", []):
        return ""
    if field is None:
        return "\n".join(map(_row, value)) if isinstance(value, list) else str(value)
    if field.kind in (Kind.MONTH, Kind.DATE):
        value = date.fromisoformat(value)
    return value_in_words(field, value)


def _row(row: list[Any]) -> str:
    """A row of the budget or of the in-kind needs: "Giá sách: 12 chiếc × 4.500.000 đồng (Đề nghị viện trợ)"."""
    item, quantity, unit, *money = row
    words = [f"{item}:", format_number(Decimal(quantity)) if quantity else "?", unit]
    if money:
        cost, funding, _optional = money
        words += ["×", format_vnd(cost) or "?", f"({FUNDING[funding]})"]
    return " ".join(filter(None, words))
