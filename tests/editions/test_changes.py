"""What changed from one edition to the next, entry by entry."""

from typing import Any

import pytest

from catalog.editions.changes import Changes, EntryChange, changes
from catalog.i18n import Bilingual
from tests.public.shelf import both, frozen

List = dict[str, tuple[int, dict[str, Any]]]


def listed(*entries: dict[str, Any]) -> List:
    return {entry["code"]: (number, entry) for number, entry in enumerate(entries, start=1)}


def summary(found: list[EntryChange]) -> list[tuple[str, int, int | None]]:
    return [(change.code, change.number, change.moved_from) for change in found]


def test_two_equal_lists_differ_in_nothing() -> None:
    assert not changes(listed(frozen("A"), frozen("B")), listed(frozen("A"), frozen("B")))
    assert changes({}, {}) == Changes([], [], [])


def test_added_removed_and_moved_entries_are_told_with_their_numbers() -> None:
    found = changes(listed(frozen("A"), frozen("B"), frozen("C")), listed(frozen("C"), frozen("D"), frozen("B")))
    assert summary(found.added) == [("D", 2, None)]
    assert summary(found.removed) == [("A", 1, None)]
    assert summary(found.changed) == [("C", 1, 3), ("B", 3, 2)]
    assert found.added[0].title == Bilingual("Thư viện số D", "Thư viện số D (en)")


def test_amounts_are_told_with_their_signed_difference() -> None:
    (changed,) = changes(listed(frozen("A")), listed(frozen("A", aid_vnd=40_000_000, counterpart_vnd=1))).changed
    assert [(amount.label.en, amount.before, amount.after, amount.difference) for amount in changed.amounts] == [
        ("Aid requested", 47_000_000, 40_000_000, -7_000_000),
        ("Local contribution", 0, 1, 1),
    ]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"title": "Tên khác"}, ["Title"]),
        ({"texts": {"title": both("Thư viện số A", "Thư viện số A (en)")}}, ["Summary in one sentence"]),
        ({"beneficiaries": {"children": 241}}, ["Beneficiaries"]),
        ({"ages": [6, 11]}, ["Ages"]),
        ({"planned_end": "2024-06-30"}, ["End"]),
        ({"aid_form": "non_project"}, ["Form of aid"]),
        ({"in_kind": [{"item": both("Sách", "Books"), "quantity": "1", "unit": both("", "")}]}, ["In-kind needs"]),
        ({"budget": []}, ["Budget lines"]),
        ({"category": "classroom"}, ["Type of support"]),
    ],
)
def test_every_changed_text_and_fact_is_named(change: dict[str, Any], told: list[str]) -> None:
    (changed,) = changes(listed(frozen("A")), listed(frozen("A", **change))).changed
    assert [label.en for label in changed.texts] == told
    assert changed.amounts == []


def test_a_new_exchange_rate_alone_changes_nothing() -> None:
    new = frozen("A", aid_usd=1_900, total_usd=1_900)
    new["budget"] = [line | {"amount_usd": 1_900} for line in new["budget"]]
    assert not changes(listed(frozen("A")), listed(new))
