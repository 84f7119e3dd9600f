"""The office's list of enquiries: who reads it, its clock, what is done with one, one entered by hand."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from flask import Flask

from catalog.accounts.rights import Role
from catalog.db import db
from catalog.funding.models import Enquiry
from tests.accounts.people import statements
from tests.funding import scene as funding
from tests.public.reading import facts, inside, parsed, text
from tests.review.desk import COLLEAGUE, MANAGER, PUBLISHER, REVIEWER, Office
from tests.visitor import Visitor

LIST = "/desk/enquiries"
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
MONDAY = datetime(2026, 3, 2, 9, tzinfo=VIETNAM)


@pytest.fixture
def listed(app: Flask, office: Office) -> Office:
    """A released entry, and the office."""
    funding.released(app)
    return office


def received(office: Office, **parts: Any) -> str:
    """An enquiry from the catalogue; gives its reference."""
    with office.app.app_context():
        return funding.received(**parts).reference


def rows(client: Visitor, query: str = "") -> list[list[str]]:
    """The list as it is read, row by row."""
    page = parsed(client.get(f"{LIST}{query}").text)
    return [[text(cell) for cell in row.xpath("th|td")] for row in page.xpath("//tbody/tr")]


def stored(office: Office, reference: str) -> Enquiry:
    with office.app.app_context():
        return db.session.query(Enquiry).filter_by(reference=reference).one()


def test_the_list_tells_who_asks_about_what_and_how_long_is_left(listed: Office) -> None:
    with time_machine.travel(MONDAY, tick=False):
        reference = received(listed, kind="visit")
        (row,) = rows(listed.visitor(MANAGER))
    assert row == [
        f"{reference} Books for All",
        "Visit the place SD-2023-01",
        "2 March 2026",
        "New, not answered",
        "5 working days left",
        "Nobody yet",
    ]


@pytest.mark.parametrize(
    ("day", "words"), [(9, "answer due today"), (6, "1 working day left"), (11, "2 working days overdue")]
)
def test_the_clock_is_told_in_words(listed: Office, day: int, words: str) -> None:
    with time_machine.travel(MONDAY, tick=False):
        received(listed)
    with time_machine.travel(MONDAY.replace(day=day), tick=False):
        assert [row[4] for row in rows(listed.visitor(REVIEWER))] == [words]


def test_what_is_overdue_stands_in_the_navigation_and_on_the_home_page(listed: Office) -> None:
    with time_machine.travel(MONDAY, tick=False):
        late, answered = received(listed), received(listed)
    with time_machine.travel(MONDAY.replace(day=10), tick=False):
        reviewer = listed.visitor(REVIEWER)
        reviewer.submit(f"{LIST}/{answered}", {"action": "answer"}, action=f"{LIST}/{answered}")
        home = parsed(reviewer.get("/desk/review").text)
        assert [text(link) for link in home.xpath("//nav//a[@href='/desk/enquiries']")] == ["Enquiries 1 overdue"]
        assert [text(link) for link in home.xpath("//a[@href='/desk/enquiries?view=overdue']")] == [
            "1 enquiry of a donor waits for its answer longer than was promised."
        ]
        assert [row[0].split()[0] for row in rows(reviewer, "?view=overdue")] == [late]


def test_views_state_and_search_narrow_the_list_down(listed: Office) -> None:
    references = [received(listed, organisation=name) for name in ("Alpha", "Beta", "Gamma_%")]
    reviewer = listed.visitor(REVIEWER)
    reviewer.submit(
        f"{LIST}/{references[0]}", {}, action=f"{LIST}/{references[0]}/assign", button=f"person={me(listed)}"
    )
    reviewer.submit(
        f"{LIST}/{references[1]}",
        {"comment": "Không tiếp tục."},
        action=f"{LIST}/{references[1]}",
        button="action=close",
    )
    expected = {
        "": ["Gamma_%", "Alpha"],
        "?view=mine": ["Alpha"],
        "?view=all": ["Gamma_%", "Alpha", "Beta"],
        "?view=all&state=closed": ["Beta"],
        "?q=alph": ["Alpha"],
        f"?q={references[2]}": ["Gamma_%"],
        "?q=%25": ["Gamma_%", "Alpha"],
    }
    assert {query: [row[0].split()[1] for row in rows(reviewer, query)] for query in expected} == expected


def me(office: Office) -> int:
    return office.actor(REVIEWER).person_id


@pytest.mark.both_databases
def test_an_enquiry_is_taken_planned_answered_and_closed_with_a_reason(listed: Office) -> None:
    reference = received(listed, kind="lines", lines=["1-1"])
    page, reviewer = f"{LIST}/{reference}", listed.visitor(REVIEWER)
    shown = parsed(reviewer.get(page).text)
    assert facts(shown)["E-mail address"].endswith("@books.example.org")
    assert inside(shown, "num", "[self::strong]")[0].text_content() == "VND 23,500,000 (USD 1,000)"
    assert shown.xpath("//a[starts-with(@href, 'mailto:')]/@href")[0].endswith(
        f"?subject=%5B{reference}%5D%20Fund%20chosen%20budget%20lines%3A%20SD-2023-01"
    )
    assert reviewer.submit(page, {}, action=f"{page}/assign", button=f"person={me(listed)}").status_code == 303
    assert reviewer.submit(page, {"next_on": "2099-01-02"}, action=f"{page}/plan").status_code == 303
    assert reviewer.submit(page, {"comment": "Đã gọi."}, action=f"{page}/note").status_code == 303
    assert reviewer.submit(page, {"comment": ""}, action=page, button="action=answer").status_code == 303
    refused = reviewer.submit(page, {"comment": " "}, action=page, button="action=close")
    assert (refused.status_code, text(inside(parsed(refused.text), "error-summary", "//li")[0])) == (
        422,
        "What was said or agreed: Write something (at most 2000 characters).",
    )
    assert reviewer.submit(page, {"comment": "Đã trao."}, action=page, button="action=close").status_code == 303
    found = stored(listed, reference)
    assert (found.state, found.owner_id, found.reason) == ("closed", me(listed), "Đã trao.")
    assert len(inside(parsed(reviewer.get(page).text), "timeline", "/li")) == 6


def test_what_a_colleague_did_meanwhile_is_not_overwritten(listed: Office) -> None:
    reference = received(listed)
    page = f"{LIST}/{reference}"
    opened = parsed(listed.visitor(COLLEAGUE).get(page).text)
    form = next(form for form in opened.forms if form.get("action") == page)
    listed.visitor(REVIEWER).submit(page, {}, action=f"{page}/assign", button=f"person={me(listed)}")
    sent = dict(form.form_values()) | {"action": "answer", "comment": "Đã gửi thư trả lời."}
    answer = listed.visitor(COLLEAGUE).post(page, data=sent)
    assert (answer.status_code, "Đã gửi thư trả lời." in answer.text) == (409, True)
    assert stored(listed, reference).state == "new"


def test_the_manager_reads_and_can_do_nothing(listed: Office) -> None:
    reference = received(listed)
    shown = parsed(listed.visitor(MANAGER).get(f"{LIST}/{reference}").text)
    own = [form.get("action") for form in shown.forms if (form.get("action") or "").startswith(LIST)]
    assert (own, "Enter one by hand" in listed.visitor(MANAGER).get(LIST).text) == ([], False)
    assert "Enter one by hand" in listed.visitor(PUBLISHER).get(LIST).text


@time_machine.travel(MONDAY, tick=False)
def test_one_is_entered_by_hand(listed: Office) -> None:
    reviewer = listed.visitor(REVIEWER)
    typed = {
        "source": "telephone",
        "came_on": "2026-03-02",
        "codes": "sd-2023-01",
        "kind": "fund_all",
        "country": "NO",
        "registration": "no",
        "contact_name": "Ann Example",
    }
    wrong = reviewer.submit(f"{LIST}/new", typed | {"codes": "SD-2023-01, XX-2023-09"})
    assert (wrong.status_code, "no open project with the code XX-2023-09" in wrong.text) == (422, True)
    made = reviewer.submit(f"{LIST}/new", typed)
    assert made.status_code == 303
    found = stored(listed, made.location.rpartition("/")[2])
    assert (found.source, found.sum_vnd, found.due_on.isoformat()) == ("telephone", 70_500_000, "2026-03-09")
    assert "mailto:" not in [
        link.split("?")[0] for link in parsed(reviewer.get(made.location).text).xpath("//main//a/@href")
    ]


def test_the_list_costs_the_same_queries_for_one_and_for_three_enquiries(listed: Office) -> None:
    manager, costs = listed.visitor(MANAGER), []
    for number in (1, 2):
        for _ in range(number):
            received(listed)
        with statements(listed.app) as seen:
            manager.get(LIST)
        costs.append(len(seen))
    assert (costs[0], costs[0] <= 16) == (costs[1], True)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_hostile_words_are_text(listed: Office, language: str) -> None:
    live = "<script>alert(1)</script>{{ 7 * 7 }}%(x)s"
    reference = received(listed, organisation=live, contact_name=live, message=live, certificate=live)
    reviewer = listed.visitor(REVIEWER, language)
    for page in (LIST, f"{LIST}/{reference}"):
        shown = reviewer.get(page).text
        assert (live in shown, "{{ 7 * 7 }}%(x)s" in shown) == (False, True)


def test_the_unit_reads_that_somebody_asked_and_nothing_of_whom(listed: Office, person, sign_in) -> None:
    received(listed, kind="visit", organisation="zqxmarker", contact_name="zqxmarker", message="zqxmarker")
    person("own@example.org", "officer", unit="220")
    own = sign_in("own@example.org")
    own.set_cookie("language", "en")
    page = own.get(f"/desk/proposals/{funding.CODE}")
    (panel,) = parsed(page.text).xpath("//section[@aria-labelledby='asked-title']")
    assert text(panel.xpath(".//li")[0]).endswith(": Visit the place")
    seen = page.text + own.get("/desk/notices").text
    assert "zqxmarker" not in seen
    person("other@example.org", "officer", unit="218")
    assert sign_in("other@example.org").get(f"/desk/proposals/{funding.CODE}").status_code == 404


def test_no_public_page_tells_of_an_enquiry(listed: Office, app: Flask) -> None:
    reference = received(listed, organisation="zqxmarker", contact_name="zqxmarker", message="zqxmarker")
    visitor = app.test_client()
    pages = ["", "projects", f"projects/{funding.CODE}", f"projects/{funding.CODE}/interest", "interest", "feed.atom"]
    for page in pages:
        shown = visitor.get(f"/en/{page}").text
        assert (page, "zqxmarker" in shown, reference in shown) == (page, False, False)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.LEADER, Role.ADMINISTRATOR])
def test_nobody_else_reads_enquiries(listed: Office, person, sign_in, role: Role) -> None:
    reference = received(listed)
    person("somebody@example.org", role, unit="220" if role != Role.ADMINISTRATOR else None)
    visitor = sign_in("somebody@example.org")
    assert [visitor.get(page).status_code for page in (LIST, f"{LIST}/{reference}", f"{LIST}/new")] == [403] * 3


def test_an_unknown_reference_is_not_found(listed: Office) -> None:
    assert listed.visitor(REVIEWER).get(f"{LIST}/000-000").status_code == 404
