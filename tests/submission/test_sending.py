"""Checking, sending, the receipt, and the plain actions of a unit."""

from datetime import timedelta

import pytest
from flask import Flask

from catalog import clock
from catalog.audit import history_of
from catalog.db import transaction
from catalog.proposals import services
from catalog.proposals.safeguarding import KINDS
from catalog.proposals.workflow import UNIT_MAY_WRITE, State
from catalog.rounds.models import RoundExtension
from catalog.rounds.queries import GRACE, round_by_key
from tests.proposals import scene
from tests.submission.pages import field, found, notices, summary
from tests.visitor import Visitor

READY = {"declaration": "y"}


@pytest.fixture
def code(officer: Visitor, app: Flask) -> str:
    """Address of a draft that may be sent, made by the services."""
    with app.app_context():
        made = scene.draft(scene.actor("officer"), round_by_key("2023"))
        return f"/desk/proposals/{made.code}"


def test_a_complete_draft_is_sent_and_receipted(officer: Visitor, code: str, look) -> None:
    answer = officer.submit(f"{code}/check", READY)
    assert (answer.status_code, answer.location) == (303, f"{code}/receipt")
    assert look(code, lambda row: row.state) == State.SUBMITTED
    receipt = officer.get(answer.location)
    assert found(receipt, "//h1 | //p[@class='receipt-code']") == ["Receipt of a proposal", "SD-2023-01"]
    assert found(receipt, "//dl/dt")[:4] == ["Proposal", "Unit", "Round", "Sent"]
    assert found(receipt, "//dl/dd")[1:3] == ["Son Dong District", "Call 2023"]


def test_nothing_is_sent_without_the_declaration(officer: Visitor, code: str, look) -> None:
    answer = officer.submit(f"{code}/check")
    assert (answer.status_code, look(code, lambda row: row.state)) == (422, State.DRAFT)
    assert summary(answer)[0].endswith(": Tick the declaration before sending.")


def test_what_is_missing_is_named_and_linked(officer: Visitor, stored, look) -> None:
    address = stored(objective="", summary="")
    opened = officer.get(f"{address}/check")
    assert found(opened, "//div[contains(@class, 'notice-danger')]//a/@href") == [f"{address}/work#objective"]
    assert found(opened, f"//dd/a[@href='{address}/need#summary']") == ["Needed before it is published: fill in"]
    answer = officer.submit(f"{address}/check", READY)
    assert (answer.status_code, look(address, lambda row: row.state)) == (422, State.DRAFT)
    assert notices(answer)[0] == "Something is still missing. Missing: Objective"


def test_warnings_and_hits_do_not_block(officer: Visitor, stored, look) -> None:
    address = stored(need="Em Nguyễn Văn An, 9 tuổi.")
    opened = officer.get(f"{address}/check")
    assert found(opened, "//div[contains(@class, 'notice ')]//li") == [
        f"Need: {KINDS['name'].en} “Em Nguyễn Văn An”",
        "There is no local contribution.",
        "There are no planned dates.",
    ]
    assert found(opened, "//dd//mark") == ["Em Nguyễn Văn An"]
    assert officer.submit(f"{address}/check", READY).status_code == 303


def test_what_a_colleague_changed_meanwhile_is_not_sent_unseen(officer: Visitor, code: str, look) -> None:
    opened = officer.get(f"{code}/check")
    officer.submit(f"{code}/place", {"title": "Tủ sách"})
    data = {name: field(opened, name) for name in ("csrf_token", "version")} | READY
    answer = officer.post(f"{code}/check", data=data)
    assert (answer.status_code, look(code, lambda row: row.state)) == (409, State.DRAFT)
    assert found(answer, "//dl[@class='answers']//dd")[0] == "Tủ sách"
    assert officer.post(f"{code}/check", data=data | {"version": field(answer, "version")}).status_code == 303


def test_a_draft_that_is_sent_too_late_stays(app: Flask, officer: Visitor, code: str, look) -> None:
    with app.app_context(), transaction():
        round_by_key("2023").closes_at = clock.now() - GRACE
    answer = officer.submit(f"{code}/check", READY)
    assert (answer.status_code, look(code, lambda row: row.state)) == (403, State.DRAFT)
    assert notices(answer)[0] == "Call 2023 is not open now, so nothing new can be sent."


def test_what_cannot_be_sent_has_no_check(officer: Visitor, stored) -> None:
    addresses = [stored(state) for state in State if state not in UNIT_MAY_WRITE]
    assert [officer.get(f"{address}/check").location for address in addresses] == addresses


# What came back


@pytest.fixture
def asked(app: Flask, officer: Visitor, code: str) -> str:
    """Address of a proposal for which the office has asked something."""
    officer.submit(f"{code}/check", READY)
    with app.app_context():
        services.perform(scene.actor("reviewer"), code.split("/")[3], "request_changes", "Nêu rõ số trẻ.")
    return code


def test_what_was_asked_stands_on_every_page(officer: Visitor, asked: str) -> None:
    for place in ("", "/kind", "/budget", "/check"):
        assert found(officer.get(asked + place), "//blockquote[contains(@class, 'said')]") == ["Nêu rõ số trẻ."]


def test_an_answer_goes_with_what_was_changed(app: Flask, officer: Visitor, asked: str, look) -> None:
    officer.submit(f"{asked}/kind", {"children": "250"})
    officer.submit(f"{asked}/check", READY | {"comment": "Đã bổ sung."})
    assert look(asked, lambda row: row.state) == State.SUBMITTED
    with app.app_context():
        newest = history_of("proposal", 1)[0]
        assert (newest.event, newest.comment) == ("proposal:submit", "Đã bổ sung.")
    assert found(officer.get(asked), "//blockquote[contains(@class, 'said')]") == []


# Sign-off


@pytest.fixture
def waiting(app: Flask, officer: Visitor, code: str) -> str:
    """Address of a proposal that waits for the unit's leader."""
    with app.app_context():
        scene.sign_off()
    officer.submit(f"{code}/check", READY)
    return code


def test_what_waits_for_the_leader_says_so(officer: Visitor, waiting: str) -> None:
    receipt = officer.get(f"{waiting}/receipt")
    assert found(receipt, "//h1") == ["Handed to the unit's leader"]
    assert found(officer.get(waiting), "//form/@action")[-1] == f"{waiting}/withdraw"


def test_a_leader_approves(visitor, waiting: str, look) -> None:
    answer = visitor("leader").submit(waiting, action=f"{waiting}/sign")
    assert (answer.location, look(waiting, lambda row: row.state)) == (waiting, State.SUBMITTED)


def test_a_leader_gives_back_with_a_reason(officer: Visitor, visitor, waiting: str, look) -> None:
    leader, action = visitor("leader"), f"{waiting}/give-back"
    refused = leader.submit(waiting, action=action)
    assert (refused.status_code, summary(refused)) == (422, ["Comment: Say why."])
    leader.submit(waiting, {"give_back-comment": "Thiếu số liệu."}, action=action)
    assert look(waiting, lambda row: row.state) == State.DRAFT
    assert found(officer.get(waiting), "//blockquote[contains(@class, 'said')]") == ["Thiếu số liệu."]


def test_a_leader_approves_what_was_read(officer: Visitor, visitor, waiting: str, look) -> None:
    leader = visitor("leader")
    opened = leader.get(waiting)
    officer.submit(waiting, action=f"{waiting}/withdraw")
    officer.submit(waiting, action=f"{waiting}/restore")
    officer.submit(f"{waiting}/place", {"title": "Khác"})
    officer.submit(f"{waiting}/check", READY)
    names = ("sign-csrf_token", "sign-version")
    data = {name: field(opened, name) for name in names} | {"sign-comment": "Đồng ý."}
    answer = leader.post(f"{waiting}/sign", data=data)
    assert (answer.status_code, look(waiting, lambda row: row.state)) == (409, State.AWAITING_SIGNATURE)
    assert field(answer, "sign-comment") == "Đồng ý."
    data |= {name: field(answer, name) for name in names}
    assert leader.post(f"{waiting}/sign", data=data).status_code == 303


def test_an_officer_does_not_sign(officer: Visitor, waiting: str, look) -> None:
    opened = officer.get(waiting)
    data = {f"sign-{name}": field(opened, f"withdraw-{name}") for name in ("csrf_token", "version")}
    answer = officer.post(f"{waiting}/sign", data=data)
    assert (answer.status_code, look(waiting, lambda row: row.state)) == (403, State.AWAITING_SIGNATURE)


# Withdrawing


def test_withdrawn_and_taken_up_again(officer: Visitor, code: str, look) -> None:
    officer.submit(code, {"withdraw-comment": "Trùng."}, action=f"{code}/withdraw")
    assert look(code, lambda row: row.state) == State.WITHDRAWN
    opened = officer.get(code)
    assert notices(opened) == ["SD-2023-01: Withdrawn."]
    assert found(opened, "//ol[@class='timeline']//blockquote") == ["Trùng."]
    officer.submit(code, action=f"{code}/restore")
    assert look(code, lambda row: row.state) == State.DRAFT


def test_a_comment_too_long_is_kept(officer: Visitor, code: str, look) -> None:
    answer = officer.submit(code, {"withdraw-comment": "x" * 4001}, action=f"{code}/withdraw")
    assert (answer.status_code, look(code, lambda row: row.state)) == (422, State.DRAFT)
    assert field(answer, "withdraw-comment") == "x" * 4001


# The page


def test_all_answers_are_read_once_it_is_sent(officer: Visitor, stored) -> None:
    opened = officer.get(stored(State.SUBMITTED))
    assert found(opened, "//ol[@class='tasks']") == []
    names = found(opened, "//div[@class='section-head']/h2")
    assert [name.partition(". ")[2] for name in names] == [
        "Place and contact",
        "Type of support and beneficiaries",
        "Need",
        "What will be done",
        "Budget",
        "Other contributions",
        "Photos and documents",
        "Local approval",
    ]


def test_a_draft_has_no_receipt(officer: Visitor, code: str) -> None:
    assert officer.get(f"{code}/receipt").status_code == 404


def test_what_the_office_does_inside_stays_inside(app: Flask, officer: Visitor, code: str) -> None:
    officer.submit(f"{code}/check", READY)
    with app.app_context():
        reviewer = scene.actor("reviewer")
        services.assign(reviewer, code.split("/")[3], reviewer.person_id)
    assert found(officer.get(code), "//ol[@class='timeline']/li/strong") == ["officer.220", "officer.220"]


# What stands on check and receipt


def test_a_hit_is_linked_to_where_it_stands(officer: Visitor, stored) -> None:
    page = officer.get(f"{stored(need='Em Nguyễn Văn An, 9 tuổi.')}/check")
    links = found(page, "//div[contains(@class, 'notice-warn')]//a/@href")
    assert links == [f"#{place}" for place in found(page, "//dd//mark/@id")]


def test_a_receipt_says_who_sent_what(officer: Visitor, visitor, waiting: str) -> None:
    visitor("leader").submit(waiting, action=f"{waiting}/sign")
    receipt = officer.get(f"{waiting}/receipt")
    names = found(receipt, "//dl/dt")
    said = dict(zip(names, found(receipt, "//dl/dd"), strict=True))
    assert [said["Handed in"].rpartition(")")[2], said["Approved and sent"].rpartition(")")[2]] == [
        "officer.220",
        "leader.220",
    ]
    assert said["Aid requested"] == "VND 54,000,000Năm mươi tư triệu đồng"
    assert found(receipt, "//dl//ul/li")[4] == "Budget: 2 answers"
    assert [step.partition(":")[0] for step in found(receipt, "//main//div[contains(@class, 'receipt')]//ol/li")][
        :2
    ] == [
        "Sent, being reviewed",
        "Changes requested",
    ]


def test_the_deadline_is_that_of_the_unit(app: Flask, officer: Visitor, stored) -> None:
    address = stored()
    with app.app_context(), transaction() as session:
        round_ = round_by_key("2023")
        later = round_.closes_at + timedelta(days=3)
        session.add(RoundExtension(round_id=round_.id, unit_id=scene.unit().id, closes_at=later, reason="Mưa lũ"))
    assert found(officer.get(f"{address}/check"), "//span[@class='deadline']") == ["9 days left"]
