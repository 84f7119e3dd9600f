"""The demo spreads over the whole life of a proposal, and its history is that of the real services."""

import json
from collections import Counter

import pytest
from sqlalchemy import func, select

from catalog.accounts.models import Person
from catalog.accounts.passwords import matches
from catalog.accounts.rights import Role
from catalog.audit import HistoryEntry, history_of
from catalog.clock import VIETNAM, today
from catalog.demo.load import DEMO_PASSWORD, PROPOSALS, is_new_database, load_demo
from catalog.editions.models import Edition, Entry
from catalog.errors import NotAllowed
from catalog.proposals.changes import amended, in_words_of
from catalog.proposals.models import Proposal
from catalog.proposals.workflow import ACTIONS, State
from catalog.rounds.queries import open_round
from catalog.translation.models import Translation
from catalog.translation.segments import TranslationState, segments

pytestmark = [pytest.mark.both_databases, pytest.mark.demo]

SPREAD = {
    State.DRAFT: 1,
    State.AWAITING_SIGNATURE: 1,
    State.SUBMITTED: 3,
    State.CHANGES_REQUESTED: 1,
    State.ACCEPTED: 3,
    State.PUBLISHED: 12,
    State.CLOSED: 1,
    State.REJECTED: 1,
    State.WITHDRAWN: 1,
}


def proposal(database, code: str) -> Proposal:
    return database.session.scalars(select(Proposal).filter_by(code=code)).one()


def english_of(database, code: str) -> Counter:
    """How many segments of a proposal are in each state."""
    found = proposal(database, code)
    stored = database.session.scalars(select(Translation).filter_by(proposal_id=found.id))
    return Counter(segment.state for segment in segments(found, {row.key: row for row in stored}))


def test_proposals_stand_in_every_state(database) -> None:
    own = select(Proposal.state, func.count()).where(Proposal.amends_id.is_(None)).group_by(Proposal.state)
    assert dict(map(tuple, database.session.execute(own).all())) == SPREAD == dict.fromkeys(State, 1) | SPREAD


def test_an_edit_of_something_published_waits(database) -> None:
    edit = database.session.scalars(select(Proposal).where(Proposal.amends_id.is_not(None))).one()
    assert (edit.code, edit.state, edit.amends.state) == ("LNg-2023-03-S1", State.SUBMITTED, State.PUBLISHED)
    assert [change.key for change in in_words_of(amended(edit), {})] == [
        "children",
        "girls",
        "boys",
        "need",
        "budget_lines",
    ]


def test_proposals_have_the_codes_of_the_samples(database) -> None:
    stories = json.loads(PROPOSALS.read_text(encoding="utf-8"))["proposals"]
    own = select(Proposal.code).where(Proposal.amends_id.is_(None))
    codes = database.session.scalars(own.order_by(Proposal.id)).all()
    assert codes == [story["code"] for story in stories]


def test_one_list_is_released_with_thirteen_entries(database) -> None:
    edition = database.session.scalars(select(Edition)).one()
    assert (edition.key, edition.state, edition.vnd_per_usd) == ("2023-1", "released", 23_500)
    entries = database.session.scalars(select(Entry).order_by(Entry.number)).all()
    assert [entry.number for entry in entries] == list(range(1, 14))
    first = next(entry for entry in entries if entry.code == "SD-2023-01")
    assert (first.data["aid_vnd"], first.data["aid_usd"], first.data["total_usd"]) == (3_042_000_000, 129_447, 140_553)
    assert [entry.code for entry in entries if entry.closed_at] == ["TY-2023-01"]


def test_english_is_missing_draft_checked_and_stale(database) -> None:
    assert english_of(database, "SD-2023-02").keys() == {TranslationState.CHECKED}
    assert english_of(database, "YD-2023-01")[TranslationState.STALE] == 1
    begun = english_of(database, "SD-2023-04")
    assert (begun[TranslationState.CHECKED], begun[TranslationState.DRAFT]) == (3, 2)
    assert begun[TranslationState.MISSING] > 0


def test_history_tells_who_did_what(database) -> None:
    told = [
        (entry.event, entry.actor_name, entry.to_state)
        for entry in reversed(history_of("proposal", proposal(database, "HH-2023-02").id))
    ]
    officer, reviewer, publisher = "Cán bộ huyện Hiệp Hòa", "Chuyên viên Phòng Nghiệp vụ", "Lãnh đạo Sở Ngoại vụ"
    assert told == [
        ("proposal:create", officer, "draft"),
        ("proposal:edit", officer, None),
        ("proposal:submit", officer, "submitted"),
        ("proposal:assign", reviewer, None),
        ("proposal:request_changes", reviewer, "changes_requested"),
        ("proposal:edit", officer, None),
        ("proposal:submit", officer, "submitted"),
        ("proposal:accept", reviewer, "accepted"),
        ("proposal:translate", reviewer, None),
        ("proposal:publish", publisher, "published"),
    ]


def test_comments_are_there_where_the_workflow_asks_for_them(database) -> None:
    needed = [f"proposal:{action.key}" for action in ACTIONS.values() if action.comment_required]
    silent = select(HistoryEntry).where(HistoryEntry.event.in_(needed), HistoryEntry.comment == "")
    assert database.session.scalars(silent).all() == []


def test_an_account_for_every_role_and_unit(database) -> None:
    people = database.session.scalars(select(Person)).all()
    assert Counter(role for person in people for role in person.roles) == {
        Role.OFFICER: 22, Role.LEADER: 22, Role.REVIEWER: 1, Role.PUBLISHER: 1, Role.MANAGER: 1, Role.ADMINISTRATOR: 1,
    }  # fmt: skip
    assert {person.is_demo for person in people} == {True}
    emails = {person.email for person in people}
    assert emails >= {f"officer.{code}@example.org" for code in (213, *range(215, 224), "sgddt")}
    assert emails >= {f"{name}@example.org" for name in ("leader.220", "reviewer", "publisher", "manager", "admin")}
    assert [person.email for person in people[:1] if not matches(person.password_hash, DEMO_PASSWORD)] == []


def test_the_round_is_open_for_thirty_days(database) -> None:
    round_ = open_round()
    assert round_.key == "2023"
    closes = round_.closes_at.astimezone(VIETNAM)
    assert (closes.hour, closes.minute) == (17, 0)
    assert 29 <= (closes.date() - today()).days <= 30


def test_a_second_load_is_refused(database) -> None:
    assert not is_new_database()
    with pytest.raises(NotAllowed):
        load_demo()
    assert database.session.query(Proposal).count() == 25
