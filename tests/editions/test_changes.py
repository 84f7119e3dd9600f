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


def edited(**change: Any) -> list[tuple[str, str, str, str]]:
    """What an English reader is told of a changed entry: label, language, before, after."""
    (changed,) = changes(listed(frozen("A")), listed(frozen("A", **change))).changed
    return [(edit.label.en, edit.language, edit.before, edit.after) for edit in changed.edits_in("en")]


NEED = {"item": both("Sách", "Books"), "quantity": "800", "unit": both("cuốn", "copies")}
PHOTO = {"sha256": "1", "sizes": {}, "caption": both("Phòng đọc", "Reading room"), "credit": "A"}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            {"texts": frozen("A")["texts"] | {"summary": both("Có nơi đọc.", "A place to read.")}},
            [("Summary in one sentence", "vi", "Có nơi đọc sách.", "Có nơi đọc.")],
        ),
        (
            {"texts": frozen("A")["texts"] | {"need": both("Thiếu sách.", "Books lack.")}},
            [("Need", "vi", "", "Thiếu sách."), ("Need", "en", "", "Books lack.")],
        ),
        (
            {"beneficiaries": {"children": 1241, "with_disability": 12}},
            [
                (
                    "Beneficiaries",
                    "en",
                    (
                        "Children who benefit directly: 240\nOf these: girls: 110\nOf these: boys: 130\n"
                        "Children with disabilities: <10"
                    ),
                    "Children who benefit directly: 1,241\nChildren with disabilities: 12",
                )
            ],
        ),
        ({"ages": [6, None]}, [("Ages", "en", "6–10", "6")]),
        ({"planned_end": None}, [("End", "en", "31 May 2024", "")]),
        ({"aid_form": "non_project"}, [("Form of aid", "en", "Project", "Non-project grant")]),
        ({"sdg": ["4.1"]}, [("SDG targets", "en", "4.1, 4.7", "4.1")]),
        ({"category": "classroom"}, [("Type of support", "en", "Libraries", "Classrooms")]),
        (
            {"in_kind": [NEED]},
            [("In-kind needs", "vi", "", "Sách: 800 cuốn"), ("In-kind needs", "en", "", "Books: 800 copies")],
        ),
        (
            {"budget": [frozen("A")["budget"][0] | {"quantity": "1200.5", "funding": "counterpart"}]},
            [
                (
                    "Budget lines",
                    "vi",
                    "Giá sách: 10 chiếc × 4.700.000 đồng (Đề nghị viện trợ)",
                    "Giá sách: 1.200,5 chiếc × 4.700.000 đồng (Vốn đối ứng)",
                ),
                (
                    "Budget lines",
                    "en",
                    "Shelves: 10 pieces × VND 4,700,000 (Aid requested)",
                    "Shelves: 1,200.5 pieces × VND 4,700,000 (Local contribution)",
                ),
            ],
        ),
        ({"photos": [PHOTO]}, [("Photos", "vi", "", "Phòng đọc"), ("Photos", "en", "", "Reading room")]),
    ],
)
def test_what_changed_is_said_in_words(change: dict[str, Any], told: list[tuple[str, str, str, str]]) -> None:
    assert edited(**change) == told


def test_words_are_compared_one_by_one_and_long_unchanged_paragraphs_folded() -> None:
    long = "Trường ở xa trung tâm. " * 10
    old = frozen("A", texts={"title": both("A", "A"), "need": both(f"{long}\nThiếu 12 giá sách.", "")})
    new = frozen("A", texts={"title": both("A", "A"), "need": both(f"{long}\nThiếu 20 giá sách.", "")})
    (changed,) = changes(listed(old), listed(new)).changed
    assert changed.edits[0].pieces == [
        ("unchanged", f"{long}\n"),
        ("equal", "Thiếu"),
        ("delete", " 12"),
        ("insert", " 20"),
        ("equal", " giá sách."),
    ]
