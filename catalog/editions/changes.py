"""What changed from one edition to the next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from catalog.editions import queries
from catalog.editions.models import Edition, Entry
from catalog.editions.wording import BUDGET, FACTS, PHOTOS, Edit, edits
from catalog.i18n import Bilingual
from catalog.proposals.fields import BY_KEY

AMOUNTS = {
    "aid_vnd": Bilingual("Đề nghị viện trợ", "Aid requested"),
    "counterpart_vnd": Bilingual("Vốn đối ứng", "Local contribution"),
}


@dataclass(frozen=True)
class AmountChange:
    """An amount before and after, in đồng."""

    label: Bilingual
    before: int
    after: int

    @property
    def difference(self) -> int:
        """After less before."""
        return self.after - self.before


@dataclass(frozen=True)
class EntryChange:
    """How an entry differs from the one before; `moved_from` is its old number where the number changed.

    `texts` names what changed beside the amounts, `edits` says it word by word.
    """

    code: str
    title: Bilingual
    number: int
    moved_from: int | None
    amounts: list[AmountChange]
    texts: list[Bilingual]
    edits: list[Edit] = field(default_factory=list)

    def edits_in(self, language: str) -> list[Edit]:
        """What changed in words: texts in both languages, figures and dates in the reader's."""
        return [edit for edit in self.edits if edit.is_text or edit.language == language]


@dataclass(frozen=True)
class Changes:
    """Codes with titles and numbers added, removed, and the entries that moved or changed."""

    added: list[EntryChange]
    removed: list[EntryChange]
    changed: list[EntryChange]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


def numbered(entries: Sequence[Entry]) -> dict[str, tuple[int, Mapping[str, Any]]]:
    """(number, data) by code of released entries."""
    return {entry.code: (entry.number, entry.data) for entry in entries}


def changes(
    old: Mapping[str, tuple[int, Mapping[str, Any]]], new: Mapping[str, tuple[int, Mapping[str, Any]]]
) -> Changes:
    """Compare two lists, each (number, entry data) by code."""
    return Changes(
        added=[_plain(number, data) for code, (number, data) in new.items() if code not in old],
        removed=[_plain(number, data) for code, (number, data) in old.items() if code not in new],
        changed=[
            change
            for code, (number, data) in new.items()
            if code in old and (change := _compare(*old[code], number, data))
        ],
    )


@dataclass(frozen=True)
class Issue:
    """One release of an edition: the first, or a revision with what it changed."""

    edition: Edition
    changes: Changes | None


def change_log(edition: Edition, unreleased: Sequence[Entry] = ()) -> list[Issue]:
    """How an edition came to be what it is: its last revision first, its first release last.

    Of one that is still to be released, `unreleased` are the entries that it will have.
    """
    issues = list(queries.releases_of(edition))
    entries = queries.entries_by_edition(issues)
    if edition.id not in entries:
        issues.append(edition)
        entries[edition.id] = list(unreleased)
    lists = [numbered(entries[issue.id]) for issue in issues]
    log = [Issue(issues[0], None)]
    log += [Issue(issue, changes(*pair)) for issue, pair in zip(issues[1:], pairwise(lists), strict=True)]
    return log[::-1]


def _plain(number: int, data: Mapping[str, Any], **values: Any) -> EntryChange:
    title = data["texts"]["title"]
    values = {"moved_from": None, "amounts": [], "texts": []} | values
    return EntryChange(data["code"], Bilingual(title["vi"], title["en"]), number, **values)


def _compare(old_number: int, old: Mapping[str, Any], number: int, new: Mapping[str, Any]) -> EntryChange | None:
    amounts = [AmountChange(label, old[key], new[key]) for key, label in AMOUNTS.items() if old[key] != new[key]]
    texts = [BY_KEY[key].label for key in BY_KEY if old["texts"].get(key) != new["texts"].get(key)]
    texts += [label for key, label in FACTS.items() if old[key] != new[key]]
    if _photos(old) != _photos(new):
        texts.append(PHOTOS)
    if _budget_words(old) != _budget_words(new):
        texts.append(BUDGET)
    moved_from = old_number if old_number != number else None
    if not (amounts or texts or moved_from):
        return None
    return _plain(number, new, moved_from=moved_from, amounts=amounts, texts=texts, edits=edits(old, new))


def _photos(data: Mapping[str, Any]) -> list[Any]:
    """The photos; what was released before there were any has none."""
    return list(data.get("photos", ()))


def _budget_words(data: Mapping[str, Any]) -> list[Any]:
    """The budget without what only the exchange rate changes."""
    return [{key: value for key, value in line.items() if key != "amount_usd"} for line in data["budget"]]
