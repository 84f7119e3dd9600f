"""Where one starts: the desk of one's rights, the unit's proposals, a new proposal."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from catalog import clock
from catalog.audit import record
from catalog.db import db, transaction
from catalog.proposals.models import ChangeRequest, Proposal
from catalog.proposals.workflow import State
from catalog.rounds.models import RoundExtension
from catalog.rounds.queries import GRACE, round_by_key
from tests.accounts.people import statements
from tests.proposals import scene
from tests.submission.pages import field, found, notices, summary
from tests.visitor import Visitor

NEW = "/desk/proposals/new"
DESKS = {
    "officer": "/desk/proposals",
    "leader": "/desk/proposals",
    "reviewer": "/desk/review",
    "publisher": "/desk/editions",
    "manager": "/desk/reports",
    "administrator": "/desk/administration",
}


def close(app: Flask, key: str = "2023") -> None:
    """Let the deadline pass, and the grace after it."""
    with app.app_context(), transaction():
        round_by_key(key).closes_at = clock.now() - GRACE


def count(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Proposal)) or 0


@pytest.mark.parametrize("role", DESKS)
def test_everybody_comes_to_their_own_desk(visitor, role: str) -> None:
    answer = visitor(role).get("/desk/")
    assert (answer.status_code, answer.location) == (303, DESKS[role])


def test_who_is_not_signed_in_signs_in_first(app: Flask) -> None:
    assert app.test_client().get("/desk/").location == "/sign-in?next=/desk/"


# The list


def test_what_came_back_stands_first_and_what_is_over_last(officer: Visitor, stored) -> None:
    for state in (State.WITHDRAWN, State.ACCEPTED, State.DRAFT, State.CHANGES_REQUESTED):
        stored(state)
    assert found(officer.get("/desk/proposals"), "//td//span[contains(@class, 'chip')]") == [
        "Changes requested",
        "Draft",
        "Accepted",
        "Withdrawn",
    ]


def test_the_open_round_with_its_deadline(app: Flask, officer: Visitor, call: str) -> None:
    page = officer.get("/desk/proposals")
    assert found(page, "//section/h2") == ["Call 2023"]
    assert found(page, "//span[@class='deadline']") == ["6 days left"]


def test_a_longer_time_of_the_unit_is_said_as_such(app: Flask, visitor, call: str) -> None:
    with app.app_context(), transaction() as session:
        round_ = round_by_key(call)
        later = round_.closes_at + timedelta(days=3)
        session.add(RoundExtension(round_id=round_.id, unit_id=scene.unit().id, closes_at=later, reason="Bão lũ."))
    pages = [visitor("officer", code).get("/desk/proposals") for code in ("220", "218")]
    assert [found(page, "//span[@class='deadline']") for page in pages] == [["9 days left"], ["6 days left"]]
    said = [found(page, "//div[contains(@class, 'call')]//p[@class='small']") for page in pages]
    assert said == [["Extended for your unit. Bão lũ."], []]


def test_what_is_missing_is_named_and_led_to(officer: Visitor, stored) -> None:
    ready, gaps = stored(), stored(location="", implementer="", children=None, objective="")
    page = officer.get("/desk/proposals")
    assert found(page, f"//td//a[starts-with(@href, '{ready}/')]/@href") == [f"{ready}/check"]
    assert found(page, f"//td//a[starts-with(@href, '{gaps}/')]/@href") == [
        f"{gaps}/place#location", f"{gaps}/place#implementer", f"{gaps}/kind#children", f"{gaps}/check",
    ]  # fmt: skip
    assert found(page, f"//td//a[starts-with(@href, '{gaps}/')]")[-1] == "1 more"
    assert "1 can be sent" in found(page, "//section/p")[0]


def test_what_came_back_says_what_to_do(app: Flask, officer: Visitor, stored, look) -> None:
    stored(title="Bản nháp")
    asked = stored(State.CHANGES_REQUESTED, title="Trả lại")
    proposal_id = look(asked, lambda row: row.id)
    with app.app_context():
        reviewer = scene.actor("reviewer")
        with transaction() as session:
            record(
                reviewer,
                "proposal:request_changes",
                proposal_id,
                from_state="submitted",
                to_state="changes_requested",
                comment="Nêu rõ số liệu.",
            )
            session.add(ChangeRequest(proposal_id=proposal_id, key="need", words="Nêu rõ.", asked_at=clock.now()))
    page = officer.get("/desk/proposals")
    assert found(page, "//ul[@class='came-back']/li") == [
        "Trả lại Nêu rõ số liệu.To be changed: Need (1) When it is done: Check and send"
    ]
    links = found(page, "//ul[@class='came-back']//a/@href")
    assert links == [asked, f"{asked}/need", f"{asked}/check"]


def test_a_leader_is_led_to_no_page_that_is_shut(visitor, stored) -> None:
    address = stored(State.CHANGES_REQUESTED)
    page = visitor("leader").get("/desk/proposals")
    assert found(page, f"//a[starts-with(@href, '{address}')]/@href") == [address]
    assert found(page, "//button[@formaction]") == []


def test_the_questions_and_the_workbook_are_at_hand(officer: Visitor) -> None:
    page = officer.get("/desk/proposals")
    ways = found(page, "//form[@method='get']/@action") + found(page, "//form[@method='get']//button/@formaction")
    assert ways == ["/desk/questions", "/desk/import/workbook"]
    assert officer.get(f"{ways[1]}?category=library").status_code == 200


def test_a_unit_without_proposals_is_told_what_to_do(officer: Visitor) -> None:
    page = officer.get("/desk/proposals")
    assert found(page, "//div[@class='empty']/h2") == ["Nothing has been proposed in this round yet"]
    assert found(page, "//div[@class='empty']//a/@href") == [NEW, "/desk/import", "/desk/proposals/earlier"]


def test_a_leader_begins_nothing(visitor) -> None:
    leader = visitor("leader")
    assert found(leader.get("/desk/proposals"), f"//a[@href='{NEW}']") == []
    assert leader.get(NEW).status_code == 403


def test_without_a_round_nothing_begins(app: Flask, officer: Visitor) -> None:
    close(app)
    assert found(officer.get("/desk/proposals"), f"//a[@href='{NEW}']") == []
    assert officer.get(NEW).location == "/desk/proposals"
    assert notices(officer.get("/desk/proposals")) == ["No call for proposals is open at the moment."]


def test_other_units_are_not_on_the_list(officer: Visitor, stored) -> None:
    own = stored()
    stored(code="218")
    assert found(officer.get("/desk/proposals"), "//a[@class='row-link']/@href") == [own]


@pytest.mark.both_databases
def test_a_longer_list_asks_no_more_of_the_database(app: Flask, officer: Visitor, stored) -> None:
    asked = []
    for more in (1, 2):
        for _ in range(more):
            stored()
            stored(State.SUBMITTED)
            stored(State.CHANGES_REQUESTED, location="")
        with statements(app) as seen:
            officer.get("/desk/proposals")
        asked.append(len(seen))
    assert asked[0] == asked[1]


# A new proposal


def test_a_title_and_a_type_begin_a_proposal(officer: Visitor, look) -> None:
    answer = officer.submit(NEW, {"title": "Tủ sách", "category_key": "library"})
    assert (answer.status_code, answer.location) == (303, "/desk/proposals/SD-2023-01")
    made = look(answer.location, lambda row: (row.title, row.category_key, row.state))
    assert made == ("Tủ sách", "library", "draft")


@pytest.mark.parametrize(("fields", "errors"), [
    ({"title": " "}, ["Title: Give the proposal a title."]),
    ({"title": "x" * 301}, ["Title: It has 301 characters; 300 at most."]),
    ({"title": "Tủ sách", "category_key": "roads"}, ["Type of support: Choose one from the list."]),
])  # fmt: skip
def test_what_is_wrong_is_said_and_kept(app: Flask, officer: Visitor, fields: dict, errors: list[str]) -> None:
    answer = officer.submit(NEW, fields)
    assert (answer.status_code, summary(answer), count(app)) == (422, errors, 0)
    assert field(answer, "title") == fields["title"]


def test_a_double_click_makes_one(app: Flask, officer: Visitor) -> None:
    fields = {"title": "Tủ sách", "category_key": "library", "draft_key": "k" * 32}
    answers = [officer.submit(NEW, fields) for _ in range(2)]
    assert [answer.location for answer in answers] == ["/desk/proposals/SD-2023-01"] * 2
    assert count(app) == 1


def test_back_and_saved_again_makes_one_and_drops_nothing(app: Flask, officer: Visitor) -> None:
    officer.submit(NEW, {"title": "Tủ sách", "draft_key": "k" * 32})
    answer = officer.submit(NEW, {"title": "Tủ sách lớn", "draft_key": "k" * 32})
    assert (answer.status_code, count(app), field(answer, "title")) == (409, 1, "Tủ sách lớn")
    assert found(answer, "//div[@role='alert']//a") == ["SD-2023-01 Tủ sách"]
    again = officer.post(NEW, data={name: field(answer, name) for name in ("csrf_token", "title", "draft_key")})
    assert (again.location, count(app)) == ("/desk/proposals/SD-2023-02", 2)


def test_a_form_sent_too_late_says_so(app: Flask, officer: Visitor) -> None:
    opened = officer.get(NEW)
    close(app)
    answer = officer.post(NEW, data={"csrf_token": field(opened, "csrf_token"), "title": "Muộn", "draft_key": "k"})
    assert (answer.location, count(app)) == ("/desk/proposals", 0)
