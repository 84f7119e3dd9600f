"""A soft notice who else has a proposal open; nothing is ever locked."""

from datetime import timedelta

import pytest
from flask import Flask

from catalog import clock
from catalog.db import db, transaction
from catalog.presence.models import Presence
from catalog.proposals.workflow import State
from tests.public.reading import parsed, text
from tests.review.desk import COLLEAGUE, MANAGER, REVIEWER, Office


def told(office: Office, address: str, email: str = REVIEWER, language: str = "en") -> list[str]:
    page = parsed(office.visitor(email, language).get(address).text)
    return [text(line) for line in page.xpath("//*[@data-presence]/p")]


def tell(office: Office, code: str, page: str, email: str = REVIEWER):
    """What the script of an open page sends."""
    visitor = office.visitor(email)
    opened = parsed(visitor.get(f"/desk/review/{code}").text)
    token = opened.xpath("//@data-token")[0]
    return visitor.post(f"/desk/review/{code}/seen", data={"page": page, "csrf_token": token})


def make_older(app: Flask, by: timedelta) -> None:
    with app.app_context(), transaction():
        for row in db.session.query(Presence):
            row.seen_at = clock.now() - by


@pytest.mark.both_databases
def test_everybody_else_on_its_pages_is_named_with_the_minutes(office: Office) -> None:
    code = office.proposal(State.ACCEPTED)
    assert told(office, f"/desk/review/{code}", COLLEAGUE) == []
    assert told(office, f"/desk/translation/{code}", COLLEAGUE) == []
    assert sorted(told(office, f"/desk/review/{code}")) == [
        "colleague has the translation of this proposal open (just now)",
        "colleague has this proposal open (just now)",
    ]
    make_older(office.app, timedelta(minutes=2, seconds=10))
    assert "colleague đang mở đề xuất này (2 phút trước)" in told(office, f"/desk/translation/{code}", language="vi")
    make_older(office.app, timedelta(minutes=11))
    assert told(office, f"/desk/translation/{code}") == []


def test_what_is_long_past_is_forgotten(office: Office) -> None:
    code, other = office.proposal(State.ACCEPTED), office.proposal(State.ACCEPTED)
    told(office, f"/desk/review/{code}")
    make_older(office.app, timedelta(hours=2))
    told(office, f"/desk/review/{other}")
    with office.app.app_context():
        assert db.session.query(Presence).count() == 1


def test_a_script_says_so_again_and_gets_the_notice(office: Office) -> None:
    code = office.proposal(State.SUBMITTED)
    told(office, f"/desk/review/{code}", COLLEAGUE)
    make_older(office.app, timedelta(minutes=3))
    answer = tell(office, code, "translation")
    assert (answer.status_code, text(parsed(answer.text))) == (
        200,
        "colleague has this proposal open (3 minutes ago)",
    )
    assert tell(office, code, "elsewhere").status_code == 404


def test_another_proposal_and_one_that_nobody_may_see_tell_nothing(office: Office) -> None:
    code, other = office.proposal(State.SUBMITTED), office.proposal(State.SUBMITTED)
    draft = office.proposal(State.DRAFT)
    told(office, f"/desk/review/{code}", MANAGER)
    assert told(office, f"/desk/review/{other}") == []
    visitor = office.visitor(REVIEWER)
    token = parsed(visitor.get(f"/desk/review/{code}").text).xpath("//@data-token")[0]
    answer = visitor.post(f"/desk/review/{draft}/seen", data={"page": "review", "csrf_token": token})
    assert answer.status_code == 404
