"""What the unit's pages make of proposals: status words, deadlines, history."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from flask_babel import force_locale

from catalog import clock
from catalog.audit import HistoryEntry
from catalog.proposals.models import BudgetLine, ChangeRequest, Proposal
from catalog.proposals.sections import SECTION_NAMES
from catalog.submission import presenters
from tests.proposals import scene

PUBLISHABLE = scene.COMPLETE | {"aid_form": "project", "summary": "Cho ai.", "need": "Có."}


def proposal(lines: list[BudgetLine] | None = None, **values: Any) -> Proposal:
    line = BudgetLine(item="Giá sách", quantity=1, unit_cost_vnd=1, funding="aid")
    return Proposal(budget_lines=[line] if lines is None else lines, **values)


STATUSES: list[tuple[str, dict[str, Any], str]] = [
    ("place", {}, "not_started"),
    ("place", {"title": "Tủ sách"}, "in_progress"),
    ("place", PUBLISHABLE, "complete"),
    ("place", PUBLISHABLE | {"title": "Tủ sách cho em Nguyễn Văn An"}, "wrong"),
    ("kind", {"has_construction": False}, "not_started"),
    ("kind", {"has_construction": True}, "in_progress"),
    ("kind", {"children": 0}, "in_progress"),
    ("kind", PUBLISHABLE, "complete"),
    ("kind", PUBLISHABLE | {"girls": 1, "boys": 1}, "wrong"),
    ("need", {"summary": "Cho ai."}, "in_progress"),
    ("need", PUBLISHABLE, "complete"),
    ("work", {}, "not_started"),
    ("work", PUBLISHABLE, "complete"),
    ("budget", {"lines": []}, "not_started"),
    ("budget", {"lines": [BudgetLine(item="Giá sách", funding="aid")]}, "in_progress"),
    ("budget", {}, "complete"),
    ("contributions", {}, "not_started"),
    ("contributions", {"sustainability": "Nhà trường."}, "complete"),
    ("approval", {"priority": 1}, "complete"),
]


@pytest.mark.parametrize(("section", "values", "status"), STATUSES)
def test_how_far_a_section_is(section: str, values: dict[str, Any], status: str) -> None:
    found = {task.section: task.status for task in presenters.tasks(proposal(**values))}
    assert found[section] == status


def test_what_is_wrong_is_counted() -> None:
    tasks = presenters.tasks(proposal(need="Em Nguyễn Văn An, gọi 0912 345 678."))
    assert [task.count for task in tasks] == [0, 0, 2, 0, 0, 0, 0, 0]


def test_what_the_office_asks_comes_before_what_is_wrong() -> None:
    asked = [ChangeRequest(key=key, asked_at=clock.now()) for key in ("need", "summary", "budget_lines", "title")]
    asked[3].settled_at = clock.now()
    tasks = presenters.tasks(proposal(need="Em Nguyễn Văn An, gọi 0912 345 678.", change_requests=asked))
    assert {task.section.value: (task.status, task.count) for task in tasks if task.count} == {
        "need": ("to_change", 2),
        "budget": ("to_change", 1),
    }


ASKED_OF_WORK = ChangeRequest(key="results", asked_at=datetime(2023, 5, 18, tzinfo=UTC))
NEXT: list[tuple[dict[str, Any], str]] = [
    ({"lines": []}, "place"),
    ({"title": "Tủ sách"}, "place"),
    (PUBLISHABLE | {"lines": []}, "budget"),
    (PUBLISHABLE | {"summary": ""}, "need"),
    ({"title": "Tủ sách", "need": "Em Nguyễn Văn An."}, "need"),
    (PUBLISHABLE | {"title": "Tủ sách cho em Nguyễn Văn An", "change_requests": [ASKED_OF_WORK]}, "work"),
]


@pytest.mark.parametrize(("values", "section"), NEXT)
def test_the_section_to_go_on_with(values: dict[str, Any], section: str) -> None:
    found = presenters.next_task(presenters.tasks(proposal(**values)))
    assert found
    assert found.section == section


def test_nothing_is_next_when_all_is_complete() -> None:
    tasks = [presenters.Task(section, 1, name, "complete") for section, name in SECTION_NAMES.items()]
    assert presenters.next_task(tasks) is None


def test_the_local_share_of_a_budget(app: Flask) -> None:
    lines = [
        BudgetLine(quantity=2, unit_cost_vnd=1_000_000, funding="aid", optional=True),
        BudgetLine(quantity=1, unit_cost_vnd=1_000_000, funding="counterpart"),
    ]
    with app.app_context():
        sums = [presenters.sums(lines[:count]) for count in range(3)]
    found = [(budget.total_vnd, budget.counterpart_percent, budget.optional_vnd) for budget in sums]
    assert found == [(0, None, 0), (2_000_000, Decimal(0), 2_000_000), (3_000_000, Decimal("33.3"), 2_000_000)]


def test_a_deadline_is_told_in_words(app: Flask) -> None:
    deadline = datetime(2023, 5, 19, 10, 0, tzinfo=UTC)
    words = {}
    for language in ("vi", "en"):
        with app.test_request_context(), force_locale(language):
            words[language] = presenters.moment_in_words(deadline)
    assert words == {
        "vi": "17:00 thứ Sáu, 19/5/2023 (giờ Việt Nam)",
        "en": "17:00 on Friday, 19 May 2023 (Viet Nam time)",
    }


def test_days_are_those_of_the_calendar(app: Flask) -> None:
    with app.app_context():
        midnight = clock.to_local(clock.now()).replace(hour=23, minute=59, second=59)
        left = {days: presenters.days_left(midnight + timedelta(days=days)) for days in (-1, 0, 1, 6)}
    assert left == {-1: -1, 0: 0, 1: 1, 6: 6}


def entry(event: str, actor: int = 1, to: str | None = None, **more: Any) -> HistoryEntry:
    changes = more.pop("changes", {})
    return HistoryEntry(
        id=more.pop("id", None), event=f"proposal:{event}", actor_id=actor, actor_name=f"P{actor}", to_state=to,
        at=datetime(2023, 5, 18, tzinfo=UTC), comment=more.pop("comment", ""), changes=changes,
    )  # fmt: skip


def test_edits_in_a_row_are_one_event() -> None:
    entries = [
        entry("submit", to="submitted", id=6),
        entry("edit", changes={"title": ["a", "b"]}),
        entry("edit", changes={"children": [1, 2], "title": ["", "a"]}),
        entry("edit", actor=2, changes={"budget_lines": [[], []]}),
        entry("assign", actor=3, changes={"assignee": ["", "x"]}),
        entry("create", to="draft", id=1),
    ]
    found = [(event.who, str(event.changed)) for event in presenters.events(entries)]
    assert found == [
        ("P1", "[]"),
        ("P1", "['Số trẻ em hưởng lợi trực tiếp', 'Tên dự án, khoản viện trợ']"),
        ("P2", "['Dự toán']"),
        ("P1", "[]"),
    ]


ASKED = entry("request_changes", to="changes_requested", comment="Nêu rõ.")
ANSWERED = [
    ("changes_requested", [entry("edit"), ASKED], "Nêu rõ."),
    ("submitted", [entry("submit", to="submitted"), ASKED], None),
    ("draft", [entry("give_back", to="draft", comment="Thiếu."), entry("create", to="draft")], "Thiếu."),
    ("withdrawn", [entry("withdraw", to="withdrawn", comment="Trùng."), ASKED], None),
    ("rejected", [entry("reject", to="rejected", comment="Trùng.")], "Trùng."),
    ("draft", [], None),
]


@pytest.mark.parametrize(("state", "entries", "comment"), ANSWERED)
def test_what_was_said_when_it_came_to_its_state(state: str, entries: list[HistoryEntry], comment: str | None) -> None:
    found = presenters.answered(Proposal(state=state), entries)
    assert (found and found.comment) == comment
