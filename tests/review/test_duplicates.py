"""Duplicate of, merged into: both pages tell, and a unit learns nothing of another's."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import select

from catalog.db import db
from catalog.errors import Invalid
from catalog.mail import OutboxMessage
from catalog.proposals import services_review
from catalog.proposals.models import Proposal
from catalog.proposals.workflow import State
from tests.proposals import scene
from tests.public.reading import inside, parsed, text
from tests.review.desk import REVIEWER, Office

WHY = "Cùng một trường, cùng hạng mục."


def address(code: str, tail: str = "") -> str:
    return f"/desk/review/{code}{tail}?view=waiting"


def set_aside(office: Office, code: str, other: str, action: str = "mark_duplicate", comment: str = WHY):
    fields = {"aside-other": other, "aside-comment": comment}
    where = address(code, "/set-aside")
    return office.visitor(REVIEWER).submit(address(code), fields, action=where, button=f"aside-action={action}")


def told(office: Office, code: str) -> list[str]:
    page = parsed(office.visitor(REVIEWER).get(address(code)).text)
    return [text(row) for row in inside(page, "notice-info", "//p")]


def kept(office: Office, code: str) -> tuple[str, str, str]:
    with office.app.app_context():
        row = db.session.scalars(select(Proposal).filter_by(code=code)).one()
        return row.state, row.duplicate_of, row.merged_into


@pytest.mark.parametrize(
    ("action", "here", "there"),
    [
        ("mark_duplicate", "Duplicate of:", "Its duplicate:"),
        ("merge", "Merged into:", "Merged into this:"),
    ],
)
def test_both_pages_link_to_each_other(office: Office, action: str, here: str, there: str) -> None:
    code, other = office.proposal(State.SUBMITTED, title="Tủ sách"), office.proposal(State.PUBLISHED)
    assert set_aside(office, code, f" {other} ", action).status_code == 303
    assert told(office, code) == [f"{here} {other}"]
    assert told(office, other) == [f"{there} {code} Tủ sách"]
    codes = (other, "") if action == "mark_duplicate" else ("", other)
    assert (kept(office, code), kept(office, other)) == ((State.REJECTED, *codes), (State.PUBLISHED, "", ""))


def test_the_unit_reads_the_code_of_its_own_proposal_and_of_no_other(office: Office, person, sign_in) -> None:
    person("officer.220@example.org", "officer", unit="220")
    mine, own = office.proposal(State.SUBMITTED), office.proposal(State.ACCEPTED)
    second, foreign = office.proposal(State.SUBMITTED), office.proposal(State.SUBMITTED, unit="218")
    set_aside(office, mine, own)
    set_aside(office, second, foreign, "merge")
    visitor = sign_in("officer.220@example.org")
    visitor.set_cookie("language", "en")
    said = [text(inside(parsed(visitor.get(f"/desk/proposals/{code}").text), "said")[0]) for code in (mine, second)]
    assert said == [f"{WHY} Trùng với {own}.", f"{WHY} Được gộp vào một đề xuất đã có."]
    with office.app.app_context():
        mails = [row.subject + row.body for row in db.session.scalars(select(OutboxMessage))]
    seen = [
        visitor.get(url).text for url in ("/desk/", "/desk/proposals", f"/desk/proposals/{second}", "/desk/notices")
    ]
    assert (len(mails), [body for body in (*mails, *seen) if foreign in body]) == (2, [])


def test_what_is_refused_stays_typed(office: Office) -> None:
    code, ended = office.proposal(State.SUBMITTED), office.proposal(State.REJECTED)
    draft = office.proposal(State.DRAFT)
    for other in ("", "no-such-code", code, ended, draft):
        answer = set_aside(office, code, other)
        page = parsed(answer.text)
        assert (answer.status_code, page.get_element_by_id("aside-other").value or "") == (422, other)
        assert "There is no other proposal" in text(page.get_element_by_id("aside-other-error"))
    answer = set_aside(office, code, office.proposal(State.SUBMITTED), comment=" ")
    assert text(parsed(answer.text).get_element_by_id("aside-comment-error")) == "Error: Say why."
    assert kept(office, code) == (State.SUBMITTED, "", "")


@pytest.mark.both_databases
def test_two_that_are_set_aside_for_each_other_at_once_do_not_both_end(app: Flask) -> None:
    with app.app_context():
        reviewer, round_ = scene.actor("reviewer"), scene.a_round()
        codes = [scene.proposal_in(State.SUBMITTED, round_).code for _ in range(2)]

    def run(pair: tuple[str, str]) -> bool:
        with app.app_context():
            try:
                services_review.set_aside(reviewer, pair[0], "mark_duplicate", pair[1], WHY)
            except Invalid:
                return False
            return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(run, [(codes[0], codes[1]), (codes[1], codes[0])])) == [False, True]
