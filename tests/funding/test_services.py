"""Enquiries: taken once, priced by the server, answered by the clock, moved by the table."""

import threading
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select

from catalog import clock
from catalog.accounts.actor import SYSTEM, Actor
from catalog.accounts.guesses import LIMIT, TooManyGuesses
from catalog.audit import history_of
from catalog.db import db, transaction
from catalog.editions.queries import newest_entry
from catalog.errors import Invalid, NotAllowed, NotFound, Stale
from catalog.funding import queries, services, services_clock
from catalog.funding.models import Enquiry
from catalog.funding.workflow import ACTIONS, Stage
from catalog.mail import OutboxMessage
from catalog.proposals.models import Proposal
from tests.funding import scene as funding
from tests.proposals import scene

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.fixture
def listed(app: Flask) -> None:
    """A released entry, with the proposal that it came from."""
    funding.released(app)


def entry_id() -> int:
    return newest_entry(funding.CODE).id


# From the catalogue


@pytest.mark.both_databases
def test_chosen_lines_are_priced_by_the_server_and_frozen(listed, database) -> None:
    number = entry_id()
    made = funding.received(kind="lines", lines=[f"{number}-1"], needs=[f"{number}-0"])
    kept = db.session.get_one(Enquiry, made.id)
    assert [(line.kind, line.item_en, line.quantity, line.amount_vnd) for line in kept.lines] == [
        ("budget", "Books", 1, 23_500_000),
        ("in_kind", "Computers", 5, None),
    ]
    assert (kept.sum_vnd, kept.sum_usd, kept.state, kept.source) == (23_500_000, 1_000, "new", "catalogue")
    assert (kept.codes, kept.consent, kept.language) == ([funding.CODE], "I agree.", "en")
    assert len(kept.reference) == 7


def test_all_of_several_projects_is_summed(app, database) -> None:
    funding.released(app, "SD-2023-01", "SD-2023-02")
    made = funding.received("SD-2023-01", "SD-2023-02")
    assert (made.codes, made.sum_vnd, made.sum_usd) == (["SD-2023-01", "SD-2023-02"], 141_000_000, 6_000)


@pytest.mark.both_databases
def test_one_form_makes_one_enquiry_however_often_and_at_once_it_is_sent(listed, app: Flask) -> None:
    made = []

    def send() -> None:
        with app.app_context():
            sent = services.receive(funding.interest(), "one-form", "I agree.", "192.0.2.1")
            made.append(sent.reference)

    threads = [threading.Thread(target=send) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with app.app_context():
        assert (len(made), len(set(made))) == (6, 1)
        assert db.session.scalar(select(func.count(Enquiry.id))) == 1
        assert [entry.event for entry in history_of("enquiry", 1)] == ["enquiry:receive"]


def test_a_source_can_only_send_so_many(listed, database) -> None:
    for number in range(LIMIT):
        services.receive(funding.interest(email=f"a{number}@example.org"), f"form-{number}", "I agree.", "192.0.2.1")
    with pytest.raises(TooManyGuesses):
        services.receive(funding.interest(email="b@example.org"), "form-b", "I agree.", "192.0.2.1")
    services.receive(funding.interest(email="b@example.org"), "form-b", "I agree.", "192.0.2.2")


REFUSED = {
    "contact_name": {"contact_name": " \u200b "},
    "organisation": {"organisation": "x" * 5000},
    "email": {"email": "ann@example.org\nBcc: everybody@example.org"},
    "country": {"country": "ZZ"},
    "registration": {"registration": ""},
    "kind": {"kind": "everything"},
    "line": {"kind": "lines"},
    "need": {"kind": "in_kind", "message": ""},
    "message": {"kind": "question", "message": "x" * 4001},
}


@pytest.mark.parametrize("field", REFUSED)
def test_what_is_wrong_is_said_beside_its_field(listed, database, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        funding.received(**REFUSED[field])
    assert set(refused.value.fields) == {field}
    assert db.session.scalar(select(func.count(Enquiry.id))) == 0


def test_without_consent_nothing_is_kept(listed, database) -> None:
    with pytest.raises(Invalid) as refused:
        services.receive(funding.interest(email=""), "form", "", "192.0.2.1")
    assert set(refused.value.fields) == {"email", "consent"}


def test_what_is_not_offered_can_not_be_chosen(listed, database) -> None:
    """A line of a list that was replaced meanwhile, and one that is paid locally."""
    for ticked in (f"{entry_id() + 1}-1", f"{entry_id()}-2"):
        with pytest.raises(Invalid) as refused:
            funding.received(kind="lines", lines=[f"{entry_id()}-0", ticked])
        assert refused.value.fields["line"].en.startswith("The list was released anew")


def test_a_closed_project_takes_questions_only(listed, database) -> None:
    with transaction():
        newest_entry(funding.CODE).closed_at = clock.now()
    with pytest.raises(Invalid) as refused:
        funding.received()
    assert set(refused.value.fields) == {"kind"}
    assert funding.received(kind="question").state == "new"


def test_strange_text_is_stored_in_one_line_and_clean(listed, database) -> None:
    made = funding.received(contact_name="Ann\r\n\x00Ex\ufffeample \u202e", organisation="<b>B</b>\t{x}%s")
    assert (made.contact_name, made.organisation) == ("Ann Example", "<b>B</b> {x}%s")


# The clock: five working days, in Viet Nam; Tết of 2026 is entered, Monday 16 to Friday 20 February.
ARRIVALS = {
    "Monday morning": ((2026, 3, 2, 9), (2026, 3, 9)),
    "Monday after the office closed": ((2026, 3, 2, 18), (2026, 3, 9)),
    "Monday a minute to midnight": ((2026, 3, 2, 23, 59), (2026, 3, 9)),
    "Friday evening": ((2026, 3, 6, 20), (2026, 3, 13)),
    "Saturday": ((2026, 3, 7, 10), (2026, 3, 13)),
    "Sunday": ((2026, 3, 8, 10), (2026, 3, 13)),
    "before two holidays and a weekend": ((2026, 4, 29, 10), (2026, 5, 8)),
    "on a holiday": ((2026, 4, 30, 10), (2026, 5, 8)),
    "the Friday before Tết": ((2026, 2, 13, 10), (2026, 2, 27)),
    "in Tết": ((2026, 2, 17, 10), (2026, 2, 27)),
}


@pytest.mark.parametrize("case", ARRIVALS)
def test_an_answer_is_due_after_five_working_days(listed, database, case: str) -> None:
    services_clock.add_holidays(SYSTEM, date(2026, 2, 16), date(2026, 2, 20), "Tết Nguyên đán", "Lunar New Year")
    arrived, due = ARRIVALS[case]
    with time_machine.travel(datetime(*arrived, tzinfo=VIETNAM), tick=False):
        assert funding.received().due_on == date(*due)


def test_holidays_entered_later_give_what_waits_more_time(listed, database) -> None:
    with time_machine.travel(datetime(2026, 2, 13, 10, tzinfo=VIETNAM), tick=False):
        waiting, answered = funding.received(), funding.received()
        services.perform(SYSTEM, answered.reference, "answer")
        services_clock.add_holidays(SYSTEM, date(2026, 2, 16), date(2026, 2, 20), "Tết", "Tết")
    assert (waiting.due_on, answered.due_on) == (date(2026, 2, 27), date(2026, 2, 20))


@pytest.mark.parametrize(("today", "left"), [(9, 0), (6, 1), (2, 5), (10, -1), (14, -4), (16, -5)])
def test_days_left_are_working_days(listed, database, today: int, left: int) -> None:
    with time_machine.travel(datetime(2026, 3, 2, 9, tzinfo=VIETNAM), tick=False):
        made = funding.received()
    with time_machine.travel(datetime(2026, 3, today, 9, tzinfo=VIETNAM), tick=False):
        assert queries.days_left(made, frozenset()) == left
        assert queries.overdue() == (left < 0)


# The workflow

# One row an action, one column a state: where it leads, "." where it can't be done, "=" where the state stays.
WORKFLOW = """
         new       answered  in_talks  agreed    closed
answer   answered  .         .         .         .
talk     .         in_talks  .         in_talks  .
agree    .         agreed    agreed    .         .
close    closed    closed    closed    closed    .
reopen   .         .         .         .         answered
assign   =         =         =         =         .
plan     =         =         =         =         .
erase    .         .         .         .         =
note     =         =         =         =         =
"""


def cells() -> list[tuple[str, str, str]]:
    states, *rows = [row.split() for row in WORKFLOW.strip().splitlines()]
    return [(key, state, cell) for key, *line in rows for state, cell in zip(states, line, strict=True)]


def test_the_table_knows_every_action_and_state() -> None:
    assert ({key for key, _, _ in cells()}, {state for _, state, _ in cells()}) == (set(ACTIONS), set(Stage))


def do(actor: Actor, reference: str, key: str) -> None:
    match key:
        case "assign":
            services.assign(actor, reference, actor.person_id)
        case "plan":
            services.plan(actor, reference, clock.today())
        case "erase":
            services.erase(actor, reference)
        case "note":
            services.add_note(actor, reference, "Đã gọi điện.")
        case _:
            services.perform(actor, reference, key, "Đã trao đổi.")


def test_every_action_in_every_state(listed, database) -> None:
    reviewer, found = scene.actor("reviewer"), {}
    for key, state, _cell in cells():
        made = funding.received()
        with transaction():
            made.state, made.answered_on = state, None if state == "new" else clock.today()
        entries = len(history_of("enquiry", made.id))
        try:
            do(reviewer, made.reference, key)
        except NotAllowed:
            found[key, state] = "."
        else:
            found[key, state] = "=" if made.state == state else made.state
        assert len(history_of("enquiry", made.id)) - entries == (found[key, state] != ".")
    assert found == {(key, state): cell for key, state, cell in cells()}


def test_only_who_may_answer_does_anything_and_only_the_office_reads(listed, database) -> None:
    reference = funding.received().reference
    for role in ("officer", "leader", "manager", "administrator"):
        with pytest.raises(NotAllowed):
            services.perform(scene.actor(role), reference, "answer")
    reads = {}
    for role in ("officer", "leader", "reviewer", "publisher", "manager", "administrator"):
        try:
            reads[role] = queries.enquiry_by_reference(scene.actor(role), reference).reference == reference
        except NotFound:
            reads[role] = False
    assert {role for role, may in reads.items() if may} == {"reviewer", "publisher", "manager"}


def test_what_was_closed_unanswered_waits_again_when_it_is_opened(listed, database) -> None:
    reviewer, made = scene.actor("reviewer"), funding.received()
    services.perform(reviewer, made.reference, "close", "Gửi nhầm.")
    assert (made.state, made.reason) == ("closed", "Gửi nhầm.")
    services.perform(reviewer, made.reference, "reopen", "Không phải gửi nhầm.")
    assert (made.state, made.reason, made.owner_id) == ("new", "", reviewer.person_id)


def test_closing_wants_a_reason_and_an_answer_a_day_that_can_be(listed, database) -> None:
    reviewer, made = scene.actor("reviewer"), funding.received()
    with pytest.raises(Invalid) as refused:
        services.perform(reviewer, made.reference, "close", " ")
    assert set(refused.value.fields) == {"comment"}
    for day in (date(2020, 1, 1), date(2099, 1, 1)):
        with pytest.raises(Invalid) as refused:
            services.perform(reviewer, made.reference, "answer", on=day)
        assert set(refused.value.fields) == {"on"}


def test_nobody_decides_on_what_was_changed_meanwhile(listed, database) -> None:
    reviewer, made = scene.actor("reviewer"), funding.received()
    seen = made.version
    services.assign(reviewer, made.reference, reviewer.person_id, seen)
    with pytest.raises(Stale):
        services.perform(reviewer, made.reference, "answer", version=seen)


def test_it_is_given_to_people_who_may_answer_only(listed, database) -> None:
    reviewer, made = scene.actor("reviewer"), funding.received()
    with pytest.raises(Invalid):
        services.assign(reviewer, made.reference, scene.actor("manager").person_id)
    services.assign(reviewer, made.reference, reviewer.person_id)
    services.assign(reviewer, made.reference, None)
    assert history_of("enquiry", made.id)[0].changes == {"owner": ["reviewer", ""]}


def test_one_entered_by_hand_starts_its_clock_on_the_day_it_came(listed, database) -> None:
    reviewer = scene.actor("reviewer")
    with time_machine.travel(datetime(2026, 3, 9, 9, tzinfo=VIETNAM), tick=False):
        made = services.enter(reviewer, funding.interest(email=""), "by-hand", "letter", date(2026, 3, 2))
        assert (made.due_on, made.source, made.consent) == (date(2026, 3, 9), "letter", "")
        with pytest.raises(Invalid) as refused:
            services.enter(reviewer, funding.interest(), "other", "catalogue", date(2026, 3, 10))
    assert set(refused.value.fields) == {"source", "came_on"}
    with pytest.raises(NotAllowed):
        services.enter(scene.actor("manager"), funding.interest(), "third", "letter", date(2026, 3, 2))


@pytest.mark.both_databases
def test_what_tells_who_wrote_is_erased_at_the_senders_wish(listed, database) -> None:
    reviewer, made = scene.actor("reviewer"), funding.received(organisation="zqxmarker", phone="zqxmarker")
    services.perform(reviewer, made.reference, "close", "Theo đề nghị của người gửi.")
    services.erase(reviewer, made.reference)
    kept = db.session.execute(select(*Enquiry.__table__.columns).where(Enquiry.id == made.id)).one()._asdict()
    assert {kept[key] for key in services.PERSONAL} == {""}
    assert (kept["sum_vnd"], kept["country"], kept["state"]) == (70_500_000, "NO", "closed")
    mails = db.session.scalars(select(OutboxMessage).where(OutboxMessage.recipient.contains("books.example.org")))
    assert mails.all() == []
    with pytest.raises(NotFound):
        services.erase(reviewer, made.reference)


# What the unit learns


def test_the_unit_learns_that_somebody_asked_and_no_other_unit_does(listed, database) -> None:
    funding.received(kind="visit")
    proposal = db.session.query(Proposal).filter_by(code=funding.CODE).one()
    asked = {
        code: [str(each.kind.en) for each in queries.asked_about(scene.actor("officer", code), proposal)]
        for code in ("220", "218")
    }
    assert asked == {"220": ["Visit the place"], "218": []}
