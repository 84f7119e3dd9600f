"""Office corrections: never silent, never over what was not shown, and told to the unit with both texts."""

import pytest
from sqlalchemy import select

from catalog.amendments import services as amendments
from catalog.audit import history_of
from catalog.db import db
from catalog.errors import NotFound
from catalog.mail import OutboxMessage
from catalog.proposals import services, services_review
from catalog.proposals.models import Proposal
from catalog.proposals.workflow import State
from catalog.translation.queries import segments_of
from catalog.translation.services import TargetInput, save
from tests.proposals import scene
from tests.public.reading import inside, parsed, text
from tests.review.desk import COLLEAGUE, MANAGER, REVIEWER, Office

WRONG, RIGHT = "240 học sinh có nơi đọc xách.", "240 học sinh có nơi đọc sách."
REASON = "Lỗi chính tả."


def address(code: str, tail: str = "") -> str:
    return f"/desk/review/{code}{tail}"


def correct(office: Office, code: str, typed: str, reason: str = REASON, email: str = REVIEWER):
    page = address(code, "/correct/objective")
    return office.visitor(email).submit(page, {"text": typed, "reason": reason})


def stored(office: Office, code: str) -> str:
    with office.app.app_context():
        return db.session.scalars(select(Proposal).filter_by(code=code)).one().objective


def test_the_unit_is_told_with_both_texts_and_both_histories_show_it(office: Office, person, sign_in) -> None:
    person("officer.220@example.org", "officer", unit="220")
    code = office.proposal(State.SUBMITTED, objective=WRONG)
    link = parsed(office.visitor(REVIEWER).get(address(code)).text).xpath("//a[contains(@href, 'correct/objective')]")
    assert text(link[0]) == "Correct a typing error for the unit: Objective"
    answer = correct(office, code, f" {RIGHT} ")
    assert (answer.status_code, answer.location) == (303, f"{address(code)}?view=waiting#objective")
    assert (stored(office, code), office.state(code)) == (RIGHT, State.SUBMITTED)
    with office.app.app_context():
        entry = history_of("proposal", 1)[0]
        assert (entry.event, entry.comment, entry.changes) == (
            "proposal:correct",
            REASON,
            {"objective": [WRONG, RIGHT]},
        )
        (mail,) = db.session.scalars(select(OutboxMessage))
        assert mail.recipient == "officer.220@example.org"
        assert f"Mục tiêu\nTrước: {WRONG}\nNay: {RIGHT}\nLý do: {REASON}" in mail.body
    page = parsed(office.visitor(REVIEWER).get(address(code)).text)
    assert text(inside(page, "timeline", "/li")[0]).startswith("reviewer corrected a typing error (office correction)")
    visitor = sign_in("officer.220@example.org")
    visitor.set_cookie("language", "en")
    seen = text(inside(parsed(visitor.get(f"/desk/proposals/{code}").text), "timeline", "/li")[0])
    assert "corrected a typing error (office correction)" in seen
    assert "Objective : 240 học sinh có nơi đọc removed: xách. added: sách." in seen
    assert seen.endswith(REASON)


def test_what_the_office_corrected_is_no_change_of_the_unit(office: Office, person) -> None:
    officer = person("officer.220@example.org", "officer", unit="220")
    code = office.proposal(State.SUBMITTED, objective=WRONG)
    with office.app.app_context():
        services.perform(office.actor(REVIEWER), code, "request_changes", "Bổ sung.")
        services.submit(officer, code)
        services_review.correct(office.actor(REVIEWER), code, "objective", RIGHT, REASON)
        services.perform(office.actor(REVIEWER), code, "request_changes", "Bổ sung.")
        services.submit(officer, code)
    assert inside(parsed(office.visitor(REVIEWER).get(address(code)).text), "changes-list") == []


@pytest.mark.parametrize(
    ("typed", "reason", "errors"),
    [
        (RIGHT, " ", {"reason-error": "Error: Say why."}),
        (WRONG, REASON, {"text-error": "Error: Nothing is corrected. An empty answer is asked for."}),
        (" ", REASON, {"text-error": "Error: Nothing is corrected. An empty answer is asked for."}),
        ("x" * 3001, REASON, {"text-error": "Error: It has 3001 characters; 3000 at most."}),
    ],
)
def test_what_is_refused_stays_typed(office: Office, typed: str, reason: str, errors: dict[str, str]) -> None:
    code = office.proposal(State.SUBMITTED, objective=WRONG)
    answer = correct(office, code, typed, reason)
    page = parsed(answer.text)
    assert {key.get("id"): text(key) for key in page.xpath("//*[@class='error']")} == errors
    assert (answer.status_code, page.get_element_by_id("text").text.strip()) == (422, typed.strip())
    assert stored(office, code) == WRONG


def test_two_corrections_at_once_lose_neither_text(office: Office) -> None:
    code = office.proposal(State.SUBMITTED, objective=WRONG)
    visitor = office.visitor(REVIEWER)
    (form,) = [
        form for form in parsed(visitor.get(address(code, "/correct/objective")).text).forms if "reason" in form.fields
    ]
    correct(office, code, RIGHT, email=COLLEAGUE)
    sent = dict(form.form_values()) | {"text": "Học sinh có nơi đọc sách.", "reason": REASON}
    answer = visitor.post(address(code, "/correct/objective"), data=sent)
    page = parsed(answer.text)
    assert (answer.status_code, stored(office, code)) == (409, RIGHT)
    assert "removed: 240 học added: Học sinh có nơi đọc sách." in text(inside(page, "notice-danger")[0])
    assert page.get_element_by_id("text").text.strip() == "Học sinh có nơi đọc sách."
    (form,) = [form for form in page.forms if "reason" in form.fields]
    assert visitor.post(address(code, "/correct/objective"), data=dict(form.form_values())).status_code == 303
    assert stored(office, code) == "Học sinh có nơi đọc sách."


def test_the_english_of_a_corrected_text_is_stale(office: Office) -> None:
    code = office.proposal(State.SUBMITTED, objective=WRONG)
    with office.app.app_context():
        reviewer = office.actor(REVIEWER)
        save(reviewer, code, {"objective": TargetInput("240 pupils have a place to read.", True, 0, None)})
        services_review.correct(reviewer, code, "objective", RIGHT, REASON)
        proposal = db.session.scalars(select(Proposal)).one()
        states = {segment.source.key: segment.state for segment in segments_of(proposal)}
        assert states["objective"] == "stale"


@pytest.mark.parametrize("state", [State.CHANGES_REQUESTED, State.CLOSED, State.REJECTED])
def test_nothing_is_corrected_where_the_office_does_not_have_it(office: Office, state: str) -> None:
    code = office.proposal(state)
    assert office.visitor(REVIEWER).get(address(code, "/correct/objective")).status_code == 403
    page = parsed(office.visitor(REVIEWER).get(address(code)).text)
    assert page.xpath("//a[contains(@href, '/correct/')]") == []


def test_what_is_published_is_corrected_unless_its_unit_edits_it(office: Office) -> None:
    code = office.proposal(State.PUBLISHED)
    correct = f"//a[contains(@href, '/{code}/correct/objective')]"
    assert len(parsed(office.visitor(REVIEWER).get(address(code)).text).xpath(correct)) == 1
    with office.app.app_context():
        amendments.begin(scene.actor("officer"), code)
    assert parsed(office.visitor(REVIEWER).get(address(code)).text).xpath(correct) == []
    assert office.visitor(REVIEWER).get(address(code, "/correct/objective")).status_code == 403


@pytest.mark.parametrize("key", ["need", "children", "contact_email", "budget_lines", "state", "nonsense"])
def test_only_a_text_that_is_there_is_corrected(office: Office, key: str) -> None:
    code = office.proposal(State.SUBMITTED, contact_email="phonggd@example.org")
    assert office.visitor(REVIEWER).get(address(code, f"/correct/{key}")).status_code == 404
    assert office.visitor(MANAGER).get(address(code, f"/correct/{key}")).status_code == 403
    with office.app.app_context(), pytest.raises(NotFound):
        services_review.correct(office.actor(REVIEWER), code, key, "x", REASON)
