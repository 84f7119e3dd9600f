"""Four eyes at the desk: who checked a proposal is told that somebody else accepts it, and loses no word."""

import pytest
from lxml import html
from werkzeug.test import TestResponse

from catalog.db import transaction
from catalog.office.models import IssuingBody
from catalog.proposals.workflow import State
from tests.public.reading import parsed, text
from tests.review.desk import COLLEAGUE, REVIEWER, Office

OWN_CHECK = "You have checked this proposal yourself; the Department has somebody else accept it."
NOT_CHECKED = "Somebody else checks before it is accepted: another reviewer goes through the whole checklist first."


@pytest.fixture
def code(office: Office) -> str:
    """A proposal that is checked by one person and accepted by another."""
    with office.app.app_context(), transaction() as session:
        session.query(IssuingBody).update({"second_person_accepts": True})
    return office.proposal(State.SUBMITTED)


def decision(office: Office, code: str, email: str) -> html.HtmlElement:
    page = parsed(office.visitor(email).get(f"/desk/review/{code}").text)
    return page.xpath("//section[@aria-labelledby='decision-title']")[0]


def buttons(panel: html.HtmlElement) -> list[str]:
    return panel.xpath(".//button[@name='action']/@value")


def told(panel: html.HtmlElement) -> list[str]:
    return [text(notice) for notice in panel.xpath(".//div[contains(@class, 'notice-info')]")]


def check_all(office: Office, code: str, email: str) -> None:
    visitor = office.visitor(email)
    page = parsed(visitor.get(f"/desk/review/{code}").text)
    for form in page.xpath("//ol[@class='checklist']//form"):
        visitor.post(form.get("action"), data=dict(form.form_values()) | {"verdict": "fine"})


def accept(office: Office, code: str, email: str, **typed: str) -> TestResponse:
    address = f"/desk/review/{code}?view=waiting"
    return office.visitor(email).submit(address, typed, button="action=accept")


def test_accepting_is_left_to_another_than_who_checked(office: Office, code: str) -> None:
    assert (buttons(decision(office, code, REVIEWER)), told(decision(office, code, REVIEWER))) == (
        ["request_changes", "reject"],
        [NOT_CHECKED],
    )
    check_all(office, code, REVIEWER)
    assert told(decision(office, code, REVIEWER)) == [OWN_CHECK]
    assert buttons(decision(office, code, COLLEAGUE)) == ["request_changes", "accept", "reject"]
    accept(office, code, COLLEAGUE)
    assert office.state(code) == State.ACCEPTED


def test_what_was_typed_stays_when_accepting_is_refused(office: Office, code: str) -> None:
    answer = accept(office, code, REVIEWER, comment="Đồng ý.")
    assert (answer.status_code, office.state(code)) == (403, State.SUBMITTED)
    page = parsed(answer.text)
    assert page.xpath("//textarea[@name='comment']")[0].text.strip() == "Đồng ý."
    assert text(page.xpath("//div[@role='alert']")[0]) == NOT_CHECKED
