"""The history in words: who did what, and differences word by word."""

import pytest

from catalog.audit import HistoryEntry
from catalog.proposals.models import BudgetLine, Category, Proposal
from catalog.proposals.workflow import ACTIONS
from catalog.review.history import events
from catalog.text import differences


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("", "", []),
        ("một hai", "một hai", [("equal", "một hai")]),
        ("", "một hai", [("insert", "một hai")]),
        ("một hai", "", [("delete", "một hai")]),
        ("một hai ba", "một bốn ba", [("equal", "một"), ("delete", " hai"), ("insert", " bốn"), ("equal", " ba")]),
        ("một hai ba", "một ba", [("equal", "một"), ("delete", " hai"), ("equal", " ba")]),
        (
            "dòng một\ndòng hai",
            "dòng một\ndòng ba",
            [("equal", "dòng một\ndòng"), ("delete", " hai"), ("insert", " ba")],
        ),
        ("trẻ em", "Nhà văn hóa", [("delete", "trẻ em"), ("insert", "Nhà văn hóa")]),
        ("240", "260", [("delete", "240"), ("insert", "260")]),
    ],
)
def test_differences_are_told_word_by_word(before: str, after: str, pieces: list[tuple[str, str]]) -> None:
    assert differences(before, after) == pieces


CATEGORIES = [
    Category(key="library", name_vi="Thư viện", name_en="Libraries"),
    Category(key="classroom", name_vi="Phòng học", name_en="Classrooms"),
]


def told(event: str, changes: dict | None = None, proposal: Proposal | None = None) -> tuple[str, list]:
    (found,) = events(proposal or Proposal(), [HistoryEntry(event=event, changes=changes or {})], CATEGORIES)
    return found.what.en, [(change.label.en, change.pieces) for change in found.changes]


def test_every_action_of_the_workflow_has_its_words() -> None:
    assert [told(f"proposal:{key}")[0] for key in ACTIONS] == [action.done.en for action in ACTIONS.values()]
    assert told("proposal:create") == ("created", [])


def test_changed_budget_rows_are_told_line_by_line() -> None:
    row = ["Giá sách", "12", "chiếc", 4_500_000, "aid", False]
    changes = {"budget_lines": [[row], [row, ["Vận chuyển", None, "", None, "counterpart", True]]]}
    assert told("proposal:edit", changes) == (
        "edited",
        [
            (
                "Budget",
                [
                    ("equal", "Giá sách: 12 chiếc × 4.500.000 đồng (Đề nghị viện trợ)"),
                    ("insert", "\nVận chuyển: ? × ? (Vốn đối ứng, có thể bỏ)"),
                ],
            )
        ],
    )


def test_a_translated_text_has_the_name_of_its_segment() -> None:
    proposal = Proposal(title="Thư viện")
    proposal.budget_lines.append(BudgetLine(id=7, item="Giá sách", unit=""))
    changes = {"title": ["", "Library"], "budget:7:item": ["", "Shelves"], "budget:9:item": ["Books", ""]}
    assert told("proposal:translate", changes, proposal)[1] == [
        ("Title", [("insert", "Library")]),
        ("Budget 1: item", [("insert", "Shelves")]),
        ("Something that is no longer there", [("delete", "Books")]),
    ]


@pytest.mark.parametrize(
    ("key", "change", "pieces"),
    [
        ("category_key", ["library", "classroom"], [("delete", "Thư viện"), ("insert", "Phòng học")]),
        ("category_key", [None, "library"], [("insert", "Thư viện")]),
        ("planned_end", [None, "2024-12-31"], [("insert", "12/2024")]),
        ("letter_date", ["2023-05-18", None], [("delete", "18/05/2023")]),
        ("children", [1_200, 0], [("delete", "1.200"), ("insert", "0")]),
        ("has_construction", [False, True], [("delete", "Không"), ("insert", "Có")]),
        ("aid_form", ["", "non_project"], [("insert", "Khoản viện trợ phi dự án")]),
        ("sdg_targets", [["4.a"], ["4.a", "4.5"]], [("delete", "4.a"), ("insert", "4.a, 4.5")]),
        ("in_kind_needs", [[], [["Sách", "800", "cuốn"]]], [("insert", "Sách: 800 cuốn")]),
        ("assignee", ["", "Lan"], [("insert", "Lan")]),
    ],
)
def test_values_are_told_in_words(key: str, change: list, pieces: list[tuple[str, str]]) -> None:
    assert told("proposal:edit", {key: change})[1][0][1] == pieces
