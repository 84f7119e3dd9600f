"""What happens at deadlines by itself: who is reminded, what is sent, and that all of it happens once."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from catalog.accounts.actor import SYSTEM, Actor
from catalog.accounts.models import Person
from catalog.db import db, transaction
from catalog.mail import OutboxMessage
from catalog.notices.models import Notice
from catalog.proposals import services
from catalog.proposals.deadlines import LATEST, step_at
from catalog.proposals.models import Proposal
from catalog.proposals.services_deadline import take_due_steps
from catalog.proposals.workflow import State
from catalog.rounds import services as rounds
from catalog.rounds.models import Round
from tests.accounts.people import statements
from tests.proposals import scene

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
CLOSES = datetime(2023, 5, 19, 17, tzinfo=HANOI)
OPENS = CLOSES - timedelta(days=14)
SECOND, MINUTE, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(days=1)
SNAPSHOT = Path(__file__).with_name("deadline-mails.txt")


def make_round(key: str = "2023", opens: datetime = OPENS, closes: datetime = CLOSES) -> Round:
    names = {"name_vi": "Tháng hành động vì trẻ em 2023", "name_en": "Month of Action for Children 2023"}
    return rounds.create_round(SYSTEM, key, names | {"opens_at": opens, "closes_at": closes})


def opt_in(code: str = "220") -> None:
    with transaction():
        scene.unit(code).auto_sends = True


def at(moment: datetime) -> int:
    """Look what is due at a moment; how many steps were taken."""
    with time_machine.travel(moment, tick=False):
        return take_due_steps()


def drafts(officer: Actor, round_: Round) -> tuple[Proposal, Proposal]:
    """A complete and an incomplete draft, written on the third day."""
    with time_machine.travel(OPENS + 3 * DAY, tick=False):
        return scene.draft(officer, round_), scene.draft(officer, round_, lines=(), objective="")


def subjects() -> list[tuple[str, str]]:
    """What was told to whom, and forgotten here."""
    with transaction() as session:
        rows = session.scalars(select(Notice).order_by(Notice.id)).all()
        said = [(row.person.name, row.subject) for row in rows]
        for row in rows:
            session.delete(row)
    return said


STEPS = [
    (OPENS, CLOSES, OPENS - SECOND, None),
    (OPENS, CLOSES, CLOSES - 7 * DAY - SECOND, None),
    (OPENS, CLOSES, CLOSES - 7 * DAY, "week"),
    (OPENS, CLOSES, CLOSES - 6 * DAY - SECOND, "week"),
    (OPENS, CLOSES, CLOSES - 6 * DAY, None),
    (OPENS, CLOSES, CLOSES - DAY, "day"),
    (OPENS, CLOSES, CLOSES - SECOND, "day"),
    (OPENS, CLOSES, CLOSES, "end"),
    (OPENS, CLOSES, CLOSES + LATEST - SECOND, "end"),
    (OPENS, CLOSES, CLOSES + LATEST, None),
    # Open for three days only: nobody is reminded a week before.
    (CLOSES - 3 * DAY, CLOSES, CLOSES - 3 * DAY, None),
    (CLOSES - 3 * DAY, CLOSES, CLOSES - DAY, "day"),
]


@pytest.mark.parametrize(("opens", "closes", "now", "step"), STEPS)
def test_which_step_has_come(opens: datetime, closes: datetime, now: datetime, step: str | None) -> None:
    assert step_at(opens, closes, now) == step


def test_complete_drafts_are_sent_to_the_second(database) -> None:
    officer, round_ = scene.actor("officer"), make_round()
    opt_in()
    complete, gaps = drafts(officer, round_)
    at(CLOSES - SECOND)
    assert (complete.state, gaps.state) == (State.DRAFT, State.DRAFT)
    subjects()
    assert (at(CLOSES), at(CLOSES + MINUTE)) == (1, 0)
    assert (complete.state, gaps.state, complete.submitted_at) == (State.SUBMITTED, State.DRAFT, CLOSES)
    assert scene.events(complete)[-1] == ("proposal:submit", "draft", "submitted", "Tự động gửi khi hết hạn")
    assert scene.newest(complete).actor_name == "Hệ thống"
    assert subjects() == [("officer.220", "Đã hết hạn: 1 đề xuất được tự động gửi, 1 bản nháp chưa gửi")]


def test_who_did_not_choose_it_is_left_alone(database) -> None:
    complete, _gaps = drafts(scene.actor("officer"), make_round())
    assert at(CLOSES) == 1
    assert (complete.state, subjects()) == (State.DRAFT, [])


def test_choosing_it_after_the_deadline_sends_nothing(database) -> None:
    complete, _gaps = drafts(scene.actor("officer"), make_round())
    at(CLOSES)
    opt_in()
    assert (at(CLOSES + MINUTE), complete.state) == (0, State.DRAFT)


def test_what_is_completed_or_begun_in_the_grace_is_sent_by_hand(database) -> None:
    officer, round_ = scene.actor("officer"), make_round()
    opt_in()
    _complete, gaps = drafts(officer, round_)
    at(CLOSES)
    with time_machine.travel(CLOSES + 10 * MINUTE, tick=False):
        services.save(officer, gaps.code, gaps.version, {"objective": "Có sách."}, (scene.SHELVES,))
        begun = scene.draft(officer, round_)
    assert (at(CLOSES + 11 * MINUTE), gaps.state, begun.state) == (0, State.DRAFT, State.DRAFT)
    with time_machine.travel(CLOSES + 12 * MINUTE, tick=False):
        assert services.submit(officer, gaps.code).state == State.SUBMITTED


def test_begun_in_the_grace_without_anything_before(database) -> None:
    officer, round_ = scene.actor("officer"), make_round()
    opt_in()
    with time_machine.travel(CLOSES + MINUTE, tick=False):
        begun = scene.draft(officer, round_)
    at(CLOSES + 2 * MINUTE)
    assert (begun.state, subjects()) == (State.DRAFT, [])


def test_where_the_leader_signs_the_leader_is_told(database) -> None:
    officer, _leader, round_ = scene.actor("officer"), scene.actor("leader"), make_round()
    opt_in()
    scene.sign_off()
    complete, _gaps = drafts(officer, round_)
    assert at(CLOSES) == 1
    assert complete.state == State.AWAITING_SIGNATURE
    assert [name for name, _subject in subjects()] == ["leader.220", "officer.220"]


def test_a_server_that_was_away_catches_up(database) -> None:
    opt_in()
    complete, _gaps = drafts(scene.actor("officer"), make_round())
    assert (at(CLOSES + 2 * DAY), complete.state) == (1, State.SUBMITTED)
    assert "trước 17:30" not in db.session.scalars(select(Notice.body)).one()


def test_more_time_moves_everything(database) -> None:
    """The unit's own deadline counts; given after the first one had passed, it is a deadline of its own."""
    officer, round_ = scene.actor("officer"), make_round()
    complete, _gaps = drafts(officer, round_)
    at(CLOSES)
    opt_in()
    later = CLOSES + 3 * DAY
    rounds.extend(SYSTEM, "2023", officer.unit_id, later, "Mưa lũ.")
    assert [at(moment) for moment in (CLOSES + DAY, later - DAY, later - SECOND, later, later + MINUTE)] == [
        0,
        1,
        0,
        1,
        0,
    ]
    assert complete.state == State.SUBMITTED


def test_who_is_reminded_of_what(database) -> None:
    round_ = make_round()
    people = {code: scene.actor("officer", code) for code in ("213", "215", "218", "220")}
    scene.person("officer", "220")
    scene.person("leader", "220")
    drafts(people["220"], round_)
    with time_machine.travel(OPENS + DAY, tick=False):
        services.submit(people["218"], scene.draft(people["218"], round_).code)
        # What was withdrawn is as good as nothing.
        services.perform(people["215"], scene.draft(people["215"], round_).code, "withdraw")
    subjects()
    for step, words in {"week": "Còn một tuần: hạn gửi đề xuất", "day": "Sắp hết hạn gửi đề xuất"}.items():
        at(CLOSES - timedelta(days=7 if step == "week" else 1))
        said = subjects()
        assert [name for name, _ in said] == ["officer.213", "officer.215", "officer.220", "officer.220"]
        assert all(subject.startswith(words) and "17:00 thứ Sáu, 19/5/2023" in subject for _, subject in said)
        assert at(CLOSES - timedelta(days=7 if step == "week" else 1) + MINUTE) == 0


def test_a_draft_begun_after_the_reminder_brings_none(database) -> None:
    officer, round_ = scene.actor("officer"), make_round()
    with time_machine.travel(OPENS + DAY, tick=False):
        services.submit(officer, scene.draft(officer, round_).code)
    subjects()
    at(CLOSES - 7 * DAY)
    with time_machine.travel(CLOSES - 6 * DAY, tick=False):
        scene.draft(officer, round_)
    assert (at(CLOSES - 6 * DAY + MINUTE), subjects()) == (0, [])


def test_a_unit_that_is_no_more_is_not_called(database) -> None:
    """Its officers may finish what they began, but nobody asks them to begin."""
    scene.actor("officer")
    opens = datetime(2026, 5, 5, 17, tzinfo=HANOI)
    make_round("2026", opens, opens + 14 * DAY)
    assert (at(opens + 7 * DAY), subjects()) == (1, [])


def test_moving_the_deadline_by_an_hour_reminds_nobody_twice(database) -> None:
    scene.actor("officer")
    round_ = make_round()
    assert at(CLOSES - 7 * DAY) == 1
    with transaction():
        round_.closes_at = CLOSES - timedelta(hours=1)
    assert (at(CLOSES - 7 * DAY), len(subjects())) == (1, 1)


def test_the_last_reminder_does_not_wait_for_the_mail_of_the_day(database) -> None:
    person = scene.person("officer")
    with transaction():
        person.mail_rhythm = "daily"
    make_round()
    mailed = []
    for before in (7, 1):
        at(CLOSES - before * DAY)
        mailed.append([row.mailed_at is not None for row in db.session.scalars(select(Notice).order_by(Notice.id))])
    assert mailed == [[False], [False, True]]


def test_one_unit_that_fails_holds_up_no_other(database) -> None:
    round_ = make_round()
    officers = [scene.actor("officer", code) for code in ("218", "220")]
    for code in ("218", "220"):
        opt_in(code)
    first, second = (drafts(officer, round_)[0] for officer in officers)
    # A mail of this key is there already: the transaction of the first unit can't be committed.
    key = f"sent:{round_.id}:{int(CLOSES.timestamp())}:{first.unit_id}:{officers[0].person_id}"
    clash = OutboxMessage(dedupe_key=key, recipient="a@example.org", subject="", body="", sent_at=CLOSES)
    with transaction() as session:
        session.add(clash)
    assert (at(CLOSES), first.state, second.state) == (1, State.DRAFT, State.SUBMITTED)
    with transaction() as session:
        session.delete(clash)
    assert (at(CLOSES + MINUTE), first.state) == (1, State.SUBMITTED)


@pytest.mark.both_databases
def test_many_processes_send_and_tell_once(app: Flask) -> None:
    with app.app_context():
        round_ = make_round()
        for code in ("218", "220"):
            officer = scene.actor("officer", code)
            opt_in(code)
            drafts(officer, round_)

    def look(_number: int) -> int:
        with app.app_context():
            return take_due_steps()

    with time_machine.travel(CLOSES, tick=False), ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(look, range(4))) == 2
    with app.app_context():
        sent = select(Proposal).where(Proposal.state == State.SUBMITTED)
        histories = [scene.events(proposal) for proposal in db.session.scalars(sent)]
        assert [[entry[0] for entry in history] for history in histories] == [
            ["proposal:create", "proposal:submit"]
        ] * 2
        assert [name for name, _ in subjects()] == ["officer.218", "officer.220"]


@pytest.mark.both_databases
def test_more_units_ask_no_more_where_nothing_is_due(app: Flask) -> None:
    with app.app_context():
        make_round()
    asked = []
    for codes in (["213"], ["215", "218", "220"]):
        with app.app_context():
            for code in codes:
                scene.actor("officer", code)
            at(CLOSES - 7 * DAY)
        with ExitStack() as stack:
            seen = stack.enter_context(statements(app))
            with app.app_context():
                assert at(CLOSES - 6 * DAY) == 0
        asked.append(len(seen))
    assert asked[0] == asked[1]


def test_every_mail_in_words(database) -> None:
    """The file beside this one is what is told; whoever changes a word changes it there."""
    round_ = make_round()
    for language in ("vi", "en"):
        scene.person("officer", "218", language)
        scene.person("officer", "220", language)
    officer = db.session.scalars(select(Person).where(Person.name == "officer.220")).first().as_actor()
    opt_in()
    complete, gaps = drafts(officer, round_)
    with transaction():
        gaps.title = ""
    told: list[str] = []
    with transaction():
        complete.code, gaps.code = "SD-2023-01", "SD-2023-02"
    for name, moment in (("week", CLOSES - 7 * DAY), ("day", CLOSES - DAY), ("end", CLOSES)):
        at(moment)
        told += in_words(name)
    assert "\n".join(told) == SNAPSHOT.read_text(encoding="utf-8")


def in_words(name: str) -> list[str]:
    with transaction() as session:
        rows = session.scalars(select(Notice).order_by(Notice.id)).all()
        said = [f"== {name}: {row.person.name}\n{row.subject}\n\n{row.body}" for row in rows]
        for row in rows:
            session.delete(row)
    return said
