"""A proposal that came back: the office's words beside each box, what was not asked, and what changed since."""

import pytest
from flask import Flask
from sqlalchemy import event, select

from catalog import clock
from catalog.db import db, transaction
from catalog.proposals import services
from catalog.proposals.models import ChangeRequest, Proposal
from catalog.proposals.workflow import State
from tests.proposals import scene
from tests.submission.pages import found, notices
from tests.visitor import Visitor

WORDS = "Nêu số học sinh từng khối."
NOT_ASKED = (
    "The Department did not ask for changes in this section. "
    "You may change it; the Department will see that as a further change."
)


@pytest.fixture
def returned(app: Flask, officer: Visitor, stored) -> str:
    """Address of a proposal that came back with three questions and words for the whole."""
    address = stored(State.SUBMITTED)
    with app.app_context():
        code, reviewer = address.rpartition("/")[2], scene.actor("reviewer")
        with transaction():
            # What a sending leaves in the history.
            db.session.scalars(select(Proposal)).one().state = State.CHANGES_REQUESTED
        services.submit(scene.actor("officer"), code)
        services.collect_request(reviewer, code, "children", "missing_figures", WORDS)
        services.collect_request(reviewer, code, "aid_form", words="Chọn hình thức.")
        services.collect_request(reviewer, code, "budget_lines", "budget_unclear")
        services.perform(reviewer, code, "request_changes", "Gửi lại trước thứ Sáu.")
    return address


def questions(page) -> list[str]:
    return found(page, "//div[contains(@class, 'notice-warn')]//ol/li")


def beside(page) -> list[str]:
    return found(page, "//div[contains(@class, 'asked-note')]/div")


def described(page, name: str) -> list[str]:
    return found(page, f"//*[@name='{name}']/@aria-describedby | //*[@id='{name}']/@aria-describedby")


def test_what_is_asked_stands_on_the_page_of_the_proposal(officer: Visitor, returned: str) -> None:
    page = officer.get(returned)
    assert found(page, "//h2[@class='notice-title']") == ["The Department asks you to change 3 answers"]
    assert found(page, "//div[contains(@class, 'notice-warn')]/div/blockquote") == ["Gửi lại trước thứ Sáu."]
    assert questions(page) == [
        "Form of aid: Chọn hình thức. Not changed yet",
        f"Children who benefit directly: The need is not shown by figures. {WORDS} Not changed yet",
        "Budget: The estimate is not itemised, or its sums are wrong Not changed yet",
    ]
    assert found(page, "//div[contains(@class, 'notice-warn')]//ol/li/a/@href") == [
        f"{returned}/kind#asked-aid_form",
        f"{returned}/kind#asked-children",
        f"{returned}/budget#asked-budget_lines",
    ]


def test_the_words_stand_beside_the_box_and_belong_to_it(officer: Visitor, returned: str) -> None:
    page = officer.get(f"{returned}/kind")
    assert beside(page) == [
        "To change in “Form of aid”: Chọn hình thức.",
        f"To change in “Children who benefit directly”: The need is not shown by figures. {WORDS}",
    ]
    assert [described(page, "children"), described(page, "aid_form")] == [
        ["asked-children"],
        ["asked-aid_form aid_form-help"],
    ]
    assert described(page, "girls") == []
    assert beside(officer.get(f"{returned}/budget")) == [
        "To change in “Budget”: The estimate is not itemised, or its sums are wrong"
    ]


@pytest.mark.parametrize(
    ("section", "is_asked"), [("kind", True), ("budget", True), ("place", False), ("files", False)]
)
def test_only_what_was_asked_is_flagged(officer: Visitor, returned: str, section: str, is_asked: bool) -> None:
    page = officer.get(f"{returned}/{section}")
    assert (NOT_ASKED in notices(page)) is not is_asked
    flagged = found(page, "//ol[@class='tasks']/li[contains(., 'To be changed')]")
    assert flagged == ["2. Type of support and beneficiaries To be changed (2)", "5. Budget To be changed (1)"]


def test_without_questions_nothing_warns(officer: Visitor, stored, look) -> None:
    address = stored(State.CHANGES_REQUESTED)
    assert (look(address, lambda row: row.change_requests), notices(officer.get(f"{address}/place"))) == ([], [])


def test_what_was_changed_is_marked_and_what_was_not_is_said_before_sending(officer: Visitor, returned: str) -> None:
    officer.submit(f"{returned}/kind", {"children": "260"})
    officer.submit(f"{returned}/place", {"location": "Xã An Lạc"})
    page = officer.get(f"{returned}/check")
    assert [line.endswith("Not changed yet") for line in questions(page)] == [True, False, True]
    assert found(page, "//ul[@class='changes-list']/li/div[1]") == [
        "Location Changed, not asked",
        "Form of aid Asked, not changed",
        "Children who benefit directly Changed as asked",
        "Budget Asked, not changed",
    ]
    assert found(page, "//form[@id='send']//div[contains(@class, 'notice')]") == [
        (
            "2 answers that the Department asked about are not changed: Form of aid, Budget. "
            "It can be sent like this; say below why."
        )
    ]
    sent = officer.submit(f"{returned}/check", {"declaration": "y", "comment": "Dự toán đã đúng."})
    assert (sent.status_code, sent.location) == (303, f"{returned}/receipt")
    assert questions(officer.get(returned)) == []


def test_the_leader_sees_what_was_asked_and_what_changed(officer: Visitor, visitor, returned: str, app: Flask) -> None:
    with app.app_context():
        scene.sign_off()
    officer.submit(f"{returned}/kind", {"children": "260"})
    officer.submit(f"{returned}/check", {"declaration": "y"})
    page = visitor("leader").get(returned)
    assert [line.endswith("Not changed yet") for line in questions(page)] == [True, False, True]
    assert found(page, "//div[contains(@class, 'notice-warn')]//ol/li/a") == []
    assert found(page, "//ul[@class='changes-list']/li/div[1]")[1] == "Children who benefit directly Changed as asked"


def test_the_history_of_the_unit_tells_what_was_asked_but_not_what_was_collected(
    officer: Visitor, returned: str
) -> None:
    page = officer.get(returned)
    assert found(page, "//ol[@class='timeline']//blockquote") == [
        (
            "Gửi lại trước thứ Sáu. Đề nghị sửa: 1. Hình thức viện trợ: Chọn hình thức. "
            f"2. Số trẻ em hưởng lợi trực tiếp: Thiếu số liệu chứng minh sự cần thiết. {WORDS} "
            "3. Dự toán: Dự toán chưa chi tiết hoặc cộng sai"
        )
    ]
    assert "collected" not in " ".join(found(page, "//ol[@class='timeline']/li"))


def test_what_is_only_collected_never_shows_to_the_unit(officer: Visitor, stored, app: Flask) -> None:
    address = stored(State.SUBMITTED)
    with app.app_context():
        code = address.rpartition("/")[2]
        services.collect_request(scene.actor("reviewer"), code, "children", words="Chưa gửi cho ai.")
        services.perform(scene.actor("reviewer"), code, "request_changes", "Đã gửi.")
        with transaction():
            request = db.session.scalars(select(ChangeRequest)).one()
            request.asked_at = None
    pages = [officer.get(address + tail).text for tail in ("", "/kind", "/check")]
    assert ["Đã gửi." in page for page in pages] == [True, True, True]
    assert ["asked-children" in page for page in pages] == [False, False, False]


def test_a_page_asks_the_database_as_often_for_three_questions_as_for_one(
    officer: Visitor, returned: str, app: Flask
) -> None:
    def queries() -> int:
        statements: list[str] = []

        def note(_connection, _cursor, statement: str, *_rest) -> None:
            statements.append(statement)

        with app.app_context():
            engine = db.engine
        event.listen(engine, "before_cursor_execute", note)
        for tail in ("", "/kind", "/check"):
            officer.get(returned + tail)
        event.remove(engine, "before_cursor_execute", note)
        return len(statements)

    with_three = queries()
    with app.app_context(), transaction():
        for request in db.session.scalars(select(ChangeRequest).where(ChangeRequest.key != "children")):
            request.settled_at = clock.now()
    assert queries() == with_three
