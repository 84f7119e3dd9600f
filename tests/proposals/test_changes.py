"""What changed between two sendings, and the three labels: tables, and the history as the services write it."""

from typing import Any

import pytest

from catalog.audit import HistoryEntry, history_of
from catalog.proposals import changes, services
from catalog.proposals.changes import ANSWERED_NAMES, Answered, answered, difference, net, resent, row_changes, unsent
from catalog.proposals.rows import LineInput
from tests.proposals import scene

TRUTH = """
asked changed label
yes   yes     as_asked
yes   -       not_changed
-     yes     not_asked
-     -       -
"""


def test_the_three_labels() -> None:
    rows = [line.split() for line in TRUTH.strip().splitlines()[1:]]
    assert [str(answered(asked == "yes", changed == "yes") or "-") for asked, changed, _ in rows] == [
        label for _asked, _changed, label in rows
    ]
    assert set(ANSWERED_NAMES) == set(Answered)


def entry(event: str = "edit", **values: Any) -> HistoryEntry:
    return HistoryEntry(event=f"proposal:{event}", changes={key: list(pair) for key, pair in values.items()})


ROW = ["Giá sách", "12", "chiếc", 4_500_000, "aid", False]
NET = {
    "nothing": ([], {}),
    "one edit": ([entry(need=("a", "b"))], {"need": ("a", "b")}),
    "first before and last after": ([entry(need=("a", "b")), entry(need=("b", "c"))], {"need": ("a", "c")}),
    "there and back": ([entry(need=("a", "b")), entry(need=("b", "a"))], {}),
    "two answers": (
        [entry(need=("a", "b")), entry(title=("x", "y"), children=(None, 3))],
        {"need": ("a", "b"), "title": ("x", "y"), "children": (None, 3)},
    ),
    "English is no edit": ([entry("translate", title=("", "Library"))], {}),
    "nor is what the office does": ([entry("assign", assignee=("", "Lan"))], {}),
    "a row without and with its id": ([entry(budget_lines=([ROW], [[*ROW, 7]]))], {}),
}


@pytest.mark.parametrize("case", NET)
def test_edits_come_to_a_net_change(case: str) -> None:
    entries, found = NET[case]
    assert net(reversed(entries)) == found


def row(item: str, quantity: str = "1", cost: int = 1_000_000, number: int | None = None) -> list[Any]:
    return [item, quantity, "bộ", cost, "aid", False, *([number] if number else [])]


def told(item: str, quantity: str = "1", cost: str = "1.000.000") -> str:
    return f"{item}: {quantity} bộ × {cost} đồng (Đề nghị viện trợ)"


ROWS = {
    "nothing": ([], [], []),
    "the same": ([row("A", number=1)], [row("A", number=1)], []),
    "added": ([row("A", number=1)], [row("A", number=1), row("B", number=2)], [("", told("B"), "+1.000.000 đồng")]),
    "removed": ([row("A", number=1), row("B", number=2)], [row("B", number=2)], [(told("A"), "", "−1.000.000 đồng")]),
    "dearer": (
        [row("A", number=1)],
        [row("A", cost=1_500_000, number=1)],
        [(told("A"), told("A", cost="1.500.000"), "+500.000 đồng")],
    ),
    "may be left out": (
        [row("A", number=1)],
        [[*row("A")[:5], True, 1]],
        [(told("A"), "A: 1 bộ × 1.000.000 đồng (Đề nghị viện trợ, có thể bỏ)", "")],
    ),
    "renamed": ([row("A", number=1)], [row("B", number=1)], [(told("A"), told("B"), "")]),
    "moved": ([row("A", number=1), row("B", number=2)], [row("B", number=2), row("A", number=1)], []),
    "without ids by place": (
        [row("A"), row("B")],
        [row("A"), row("C", "2")],
        [(told("B"), told("C", "2"), "+1.000.000 đồng")],
    ),
    "without ids, one more": ([row("A")], [row("A"), row("B")], [("", told("B"), "+1.000.000 đồng")]),
}


@pytest.mark.parametrize("case", ROWS)
def test_rows_are_compared_one_by_one(case: str) -> None:
    before, after, found = ROWS[case]
    rows = row_changes("budget_lines", before, after)
    assert [(change.before, change.after, change.difference) for change in rows] == found


@pytest.mark.parametrize(
    ("key", "before", "after", "found"),
    [
        ("children", 240, 260, "+20"),
        ("children", 1_240, 240, "−1.000"),
        ("children", None, 240, ""),
        ("need", "a", "b", ""),
        ("budget_lines", [row("A")], [row("A", "2"), row("B")], "+2.000.000 đồng"),
        ("budget_lines", [row("A")], [], "−1.000.000 đồng"),
        ("budget_lines", [row("A")], [row("B")], ""),
        ("in_kind_needs", [["Sách", "8", "cuốn"]], [], ""),
    ],
)
def test_counts_and_sums_have_a_signed_difference(key: str, before: Any, after: Any, found: str) -> None:
    assert difference(key, before, after) == found


def shown(proposal, span) -> list[tuple[str, str, str, str]]:
    return [
        (change.key, change.answered, change.before, change.after) for change in changes.changes(proposal, span, {})
    ]


def history(proposal) -> list[HistoryEntry]:
    return list(history_of("proposal", proposal.id))


def test_what_was_never_sent_has_no_changes(officer, proposal) -> None:
    services.save(officer, proposal.code, proposal.version, {"need": "Thiếu sách."})
    assert (unsent(history(proposal)), resent(history(proposal))) == (None, None)


def test_from_the_question_to_the_three_labels(officer, reviewer, proposal) -> None:
    services.submit(officer, proposal.code)
    assert (unsent(history(proposal)).edits, resent(history(proposal))) == ({}, None)
    for key in ("children", "objective"):
        services.collect_request(reviewer, proposal.code, key, "missing_figures")
    services.perform(reviewer, proposal.code, "request_changes")
    services.save(officer, proposal.code, proposal.version, {"children": 260, "location": "Xã An Lạc"})
    labelled = [
        ("location", "not_asked", "Xã Hữu Sản, huyện Sơn Động", "Xã An Lạc"),
        ("children", "as_asked", "240", "260"),
        ("objective", "not_changed", "240 học sinh có nơi đọc sách.", "240 học sinh có nơi đọc sách."),
    ]
    assert shown(proposal, unsent(history(proposal))) == labelled
    services.submit(officer, proposal.code)
    assert shown(proposal, unsent(history(proposal))) == []
    assert shown(proposal, resent(history(proposal))) == labelled
    # A label stays when the office finds the answer fine, and what is asked next belongs to the next time.
    services.settle_request(reviewer, proposal.code, "children")
    services.collect_request(reviewer, proposal.code, "title", "overlap")
    services.perform(reviewer, proposal.code, "request_changes")
    assert shown(proposal, resent(history(proposal))) == labelled
    assert [row[:2] for row in shown(proposal, unsent(history(proposal)))] == [("title", "not_changed")]


def test_what_went_to_the_leader_only_is_not_sent(officer, proposal) -> None:
    scene.sign_off()
    leader = scene.actor("leader")
    services.submit(officer, proposal.code)
    assert unsent(history(proposal)) is None
    services.perform(leader, proposal.code, "sign")
    assert unsent(history(proposal)).edits == {}


def test_rows_that_were_only_read_again_are_no_change(officer, proposal) -> None:
    """An import brings all rows in anew: other ids, the same words."""
    lines = [scene.SHELVES, scene.ROOM]
    before = len(history(proposal))
    services.save(officer, proposal.code, proposal.version, lines=lines)
    assert len(history(proposal)) == before
    services.submit(officer, proposal.code)
    services.perform(scene.actor("reviewer"), proposal.code, "request_changes", "Xem lại.")
    shelves = proposal.budget_lines[0].id
    cheaper = LineInput("Giá sách", scene.SHELVES.quantity, "chiếc", 4_000_000, id=shelves)
    services.save(officer, proposal.code, proposal.version, lines=[cheaper])
    (change,) = changes.changes(proposal, unsent(history(proposal)), {})
    assert (change.key, change.answered, change.difference) == ("budget_lines", None, "−42.000.000 đồng")
    assert [(rows.before[:8], rows.after[:8], rows.difference) for rows in change.rows] == [
        ("Giá sách", "Giá sách", "−6.000.000 đồng"),
        ("Sửa phòn", "", "−36.000.000 đồng"),
    ]
