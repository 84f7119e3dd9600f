"""Similar proposals: what is found, why, what a unit may know of others, and how long it takes."""

from typing import Any

import pytest
from sqlalchemy import event, insert

from catalog.db import db, transaction
from catalog.proposals import similar
from catalog.proposals.models import BudgetLine, Proposal
from catalog.proposals.similar import Sought
from catalog.proposals.workflow import State
from tests.proposals import scene

TITLE = scene.COMPLETE["title"]
ALL = Sought(TITLE, "Xã Hữu Sản, huyện Sơn Động", category_key="library")


def codes(actor: Any, sought: Sought) -> list[str]:
    return [found.code for found in similar.find(actor, sought)]


def reasons(actor: Any, sought: Sought) -> list[list[str]]:
    return [[reason.en for reason in found.reasons] for found in similar.find(actor, sought)]


@pytest.mark.parametrize(
    ("sought", "why"),
    [
        (Sought("thu vien than thien cho truong tieu hoc xa huu san"), ["almost the same title"]),
        (ALL, ["almost the same title", "the same school"]),
        (Sought("Bếp ăn Trường Tiểu học Hữu Sản", category_key="library"), ["a similar title", "the same school"]),
        (Sought("Tủ sách cho em", "xã Hữu Sản", category_key="library"), ["the same commune"]),
        (Sought("Tủ sách cho em", commune_code="07627", category_key="library"), ["the same commune"]),
        (Sought(TITLE, aid_vnd=50_000_000), ["almost the same title", "the same school", "about the same amount"]),
    ],
)
def test_what_is_found_and_why(officer, round_, sought: Sought, why: list[str]) -> None:
    scene.proposal_in(State.DRAFT, round_, commune_code="07627")
    assert reasons(officer, sought) == [why]


@pytest.mark.parametrize(
    "sought",
    [
        Sought("Tủ"),
        Sought("Cầu dân sinh qua suối Nòn"),
        Sought("Bếp ăn Trường Tiểu học Hữu Sản", category_key="nutrition"),
        Sought("Tủ sách cho em", "xã Vân Sơn", category_key="library"),
        Sought("Tủ sách cho xã hội học tập", category_key="library"),
    ],
)
def test_what_is_another_thing(officer, round_, sought: Sought) -> None:
    scene.proposal_in(State.DRAFT, round_)
    assert codes(officer, sought) == []


def test_a_commune_of_that_name_in_another_district_is_another_one(officer, round_) -> None:
    """Phúc Sơn is in Sơn Động and in Tân Yên."""
    there = {"title": "Góc đọc", "category_key": "library"}
    scene.proposal_in(State.SUBMITTED, round_, "216", location="Xã Phúc Sơn, huyện Tân Yên", **there)
    here = scene.proposal_in(State.SUBMITTED, round_, "SYT", location="Xã Phúc Sơn, huyện Sơn Động", **there)
    sought = Sought("Tủ sách cho em", "xã Phúc Sơn, huyện Sơn Động", category_key="library")
    assert codes(officer, sought) == [here.code]


def test_across_years_and_not_itself(officer, round_) -> None:
    earlier = scene.proposal_in(State.CLOSED, scene.a_round("2022", -400, -300))
    now = scene.proposal_in(State.DRAFT, round_)
    assert codes(officer, Sought.of(now)) == [earlier.code]


@pytest.mark.parametrize("state", State)
def test_of_other_units_only_what_was_sent_is_known(officer, round_, state: State) -> None:
    """And then neither its amount, unless it is public, nor how far it has come."""
    made = scene.proposal_in(state, round_, "218", location="Huyện Sơn Động")
    with transaction():
        made.submitted_at = made.created_at  # what came back, or was taken up again, was sent once
    found = similar.find(officer, ALL)
    if state not in similar.SENT:
        assert found == []
        return
    public = state in (State.PUBLISHED, State.CLOSED)
    said = {State.PUBLISHED: "Open", State.CLOSED: "Closed"}.get(state, "Sent to the Department")
    assert [(one.is_own, one.state.en, one.aid_vnd) for one in found] == [(False, said, 54_000_000 if public else None)]
    why = [reason.en for reason in similar.find(officer, Sought(TITLE, aid_vnd=54_000_000))[0].reasons]
    assert ("about the same amount" in why) == public


@pytest.mark.parametrize("state", State)
def test_of_the_own_unit_all_is_known(officer, round_, state: State) -> None:
    scene.proposal_in(state, round_)
    assert [(one.is_own, one.aid_vnd) for one in similar.find(officer, ALL)] == [(True, 54_000_000)]


def test_titles_of_a_file_are_compared_with_what_is_known(officer, round_) -> None:
    for state in (State.DRAFT, State.CHANGES_REQUESTED, State.WITHDRAWN):
        made = scene.proposal_in(state, round_, "218")
        with transaction():
            made.submitted_at = made.created_at
    own = scene.proposal_in(State.DRAFT, round_)
    scene.proposal_in(State.WITHDRAWN, round_)
    assert similar.titles_of_round(round_.id, officer.unit_id) == [(own.code, TITLE)]
    assert similar.closest("THU VIEN THAN THIEN cho xã Hữu Sản Trường Tiểu học", ["khac", "thu vien"]) is None


def test_thousands_are_compared_in_three_queries(officer, round_) -> None:
    """In three queries: 5,000 take 50 ms of one core, which a test that shares its machine can't hold to."""
    made = [
        {
            "code": f"LNa-2023-{number:04}",
            "round_id": round_.id,
            "unit_id": scene.unit("218").id,
            "state": State.DRAFT,
            "title": f"Thư viện thân thiện cho Trường Tiểu học xã số {number % 97} và điểm lẻ {number}",
            "location": f"Xã {number % 97}, huyện Lục Nam",
            "category_key": "library",
            "version": 1,
        }
        for number in range(5_000)
    ]
    with transaction() as session:
        session.execute(insert(Proposal), made)
    owner = scene.actor("officer", "218")
    for one in db.session.query(Proposal).limit(8):
        with transaction():
            one.budget_lines.append(BudgetLine(position=1, item="x", quantity=1, unit_cost_vnd=1))
    similar.find(owner, ALL)
    db.session.expire_all()
    asked: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    found = similar.find(owner, Sought(made[7]["title"], made[7]["location"], category_key="library"))
    assert (len(found), len(asked)) == (similar.SHOWN, 3)
