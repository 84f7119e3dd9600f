"""What changed in a proposal between two sendings, and whether it was asked for."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from itertools import zip_longest
from typing import Any

from catalog.audit import HistoryEntry
from catalog.i18n import Bilingual, format_number, format_vnd
from catalog.proposals.fields import BY_KEY, Kind
from catalog.proposals.models import ChangeRequest, Proposal
from catalog.proposals.snapshots import KEYS, WIDTHS, cells, in_words, is_same, label_of, row_in_words, snapshot
from catalog.proposals.workflow import ACTIONS, State
from catalog.text import Pieces, differences, unchanged_apart

Edits = dict[str, tuple[Any, Any]]
UNIT_EVENTS = frozenset(f"proposal:{action.key}" for action in ACTIONS.values() if action.by_unit)
# What changes the answers of a published proposal: its entries that are released stay as they are.
OFFICE_EVENTS = frozenset({"proposal:accept_amendment", "proposal:correct"})


class Answered(StrEnum):
    """How an answer stands to what the office asked."""

    AS_ASKED = "as_asked"
    NOT_ASKED = "not_asked"
    NOT_CHANGED = "not_changed"


ANSWERED_NAMES = {
    Answered.AS_ASKED: Bilingual("Đã sửa theo đề nghị", "Changed as asked"),
    Answered.NOT_ASKED: Bilingual("Sửa thêm ngoài đề nghị", "Changed, not asked"),
    Answered.NOT_CHANGED: Bilingual("Được đề nghị, chưa sửa", "Asked, not changed"),
}


def answered(is_asked: bool, is_changed: bool) -> Answered | None:
    """The label of an answer; None where nothing was asked and nothing changed."""
    if is_changed:
        return Answered.AS_ASKED if is_asked else Answered.NOT_ASKED
    return Answered.NOT_CHANGED if is_asked else None


def net(entries: Iterable[HistoryEntry], events: Collection[str] = UNIT_EVENTS) -> Edits:
    """{key: (before all, after all)} of what the unit, or some other events, changed; entries: the newest first.

    What was changed and changed back is left out.
    """
    found: Edits = {}
    for entry in entries:
        for key, (before, after) in entry.changes.items() if entry.event in events else ():
            found[key] = before, found[key][1] if key in found else after
    return {key: values for key, values in found.items() if key in KEYS and not is_same(key, *values)}


@dataclass(frozen=True)
class Span:
    """The time from one sending to the next, or to now where `until` is None, with what was changed in it."""

    sent: HistoryEntry
    until: datetime | None
    edits: Edits

    def asked(self, requests: Iterable[ChangeRequest]) -> set[str]:
        """Keys of what was asked in it."""
        moments = {request.key: request.asked_at for request in requests if request.asked_at}
        return {key for key, at in moments.items() if self.sent.at <= at and (self.until is None or at <= self.until)}


def unsent(entries: Sequence[HistoryEntry]) -> Span | None:
    """What the unit changed since it last sent the proposal; None where it never did. Entries: the newest first."""
    sendings = _sendings(entries)
    return Span(entries[sendings[0]], None, net(entries[: sendings[0]])) if sendings else None


def resent(entries: Sequence[HistoryEntry]) -> Span | None:
    """What the unit changed between the last two sendings; None where there were not two."""
    sendings = _sendings(entries)
    if len(sendings) < 2:
        return None
    new, old = sendings[:2]
    return Span(entries[old], entries[new].at, net(entries[new:old]))


def amended(amendment: Proposal) -> Edits:
    """What an edit of a published proposal changes in it; nothing where it is no edit."""
    if amendment.amends is None:
        return {}
    before, after = snapshot(amendment.amends), snapshot(amendment)
    return {key: (before[key], after[key]) for key in KEYS if not is_same(key, before[key], after[key])}


def since(entries: Iterable[HistoryEntry], moment: datetime) -> Edits:
    """What the office took into a published proposal after a moment; entries: the newest first."""
    return net([entry for entry in entries if entry.at > moment], OFFICE_EVENTS)


def _sendings(entries: Sequence[HistoryEntry]) -> list[int]:
    """Where the proposal went to the office; what only went to the unit's leader is not sent yet."""
    return [place for place, entry in enumerate(entries) if entry.to_state == State.SUBMITTED]


@dataclass(frozen=True)
class RowChange:
    """A row that came, went or changed."""

    before: str
    after: str
    difference: str = ""
    row_id: int | None = None

    @property
    def pieces(self) -> Pieces:
        """What turns one into the other."""
        return differences(self.before, self.after)


@dataclass(frozen=True)
class Change:
    """One answer in words before and after; the difference of a count or a sum has its sign."""

    key: str
    answered: Answered | None
    before: str
    after: str
    difference: str
    rows: list[RowChange]

    @property
    def label(self) -> Bilingual:
        """Name of the answer."""
        return label_of(self.key)

    @property
    def kind(self) -> Bilingual | None:
        """The label in words; None where the office asked about no answer, only in general."""
        return ANSWERED_NAMES[self.answered] if self.answered else None

    @property
    def pieces(self) -> Pieces:
        """What turns one text into the other, long unchanged paragraphs apart."""
        return unchanged_apart(differences(self.before, self.after))


def changes(proposal: Proposal, span: Span, categories: Mapping[str, str]) -> list[Change]:
    """What was changed or asked in a span, in the order of the form; `categories` are names by key."""
    asked = span.asked(proposal.change_requests)
    now = snapshot(proposal)
    found = []
    for key in KEYS:
        label = answered(key in asked, key in span.edits)
        if label:
            before, after = span.edits.get(key, (now.get(key), now.get(key)))
            found.append(_change(key, label if asked else None, before, after, categories))
    return found


def in_words_of(edits: Edits, categories: Mapping[str, str]) -> list[Change]:
    """Changes that nobody asked for, in the order of the form; `categories` are names by key."""
    return [_change(key, None, *edits[key], categories) for key in KEYS if key in edits]


def _change(key: str, label: Answered | None, before: Any, after: Any, categories: Mapping[str, str]) -> Change:
    old, new = (in_words(key, value, categories) for value in (before, after))
    rows = row_changes(key, before or [], after or []) if key in WIDTHS else []
    return Change(key, label, old, new, difference(key, before, after), rows)


def difference(key: str, before: Any, after: Any) -> str:
    """How much a count or the sum of the budget grew or shrank, as "+20" or "−4.500.000 đồng"; else empty."""
    if key == "budget_lines":
        return _signed_vnd(sum(map(_amount, after or [])) - sum(map(_amount, before or [])))
    if key in BY_KEY and BY_KEY[key].kind is Kind.COUNT and None not in (before, after):
        return _signed(after - before, format_number)
    return ""


def _signed_vnd(amount: int) -> str:
    return _signed(amount, format_vnd)


def _signed(number: int, form: Any) -> str:
    return f"{'+' if number > 0 else '−'}{form(abs(number))}" if number else ""


def _amount(row: Sequence[Any]) -> int:
    """Quantity × unit cost in whole đồng, as `BudgetLine.amount_vnd`."""
    amount = Decimal(row[1] or 0) * (row[3] or 0)
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))


def row_changes(key: str, before: Sequence[Any], after: Sequence[Any]) -> list[RowChange]:
    """The rows that differ: by their ids where both have them, else by place. What only moved is left out."""
    return [
        RowChange(_words(key, old), _words(key, new), _row_difference(key, old, new), _row_id(key, new))
        for old, new in _pairs(key, before, after)
        if not (old and new and cells(key, old) == cells(key, new))
    ]


def _pairs(key: str, before: Sequence[Any], after: Sequence[Any]) -> list[tuple[Any, Any]]:
    if not all(len(row) > WIDTHS[key] for row in (*before, *after)):
        return list(zip_longest(before, after))
    new = {row[-1]: row for row in after}
    old = {row[-1] for row in before}
    return [(row, new.get(row[-1])) for row in before] + [(None, row) for row in after if row[-1] not in old]


def _row_id(key: str, row: Any) -> int | None:
    return row[-1] if row and len(row) > WIDTHS[key] else None


def _words(key: str, row: Any) -> str:
    return row_in_words(key, row) if row else ""


def _row_difference(key: str, before: Any, after: Any) -> str:
    if key != "budget_lines":
        return ""
    return _signed_vnd((_amount(after) if after else 0) - (_amount(before) if before else 0))
