"""The calendar of rounds and editions, as calendars read it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar, Event

from catalog.accounts.actor import SYSTEM
from catalog.audit import history_of
from catalog.db import db, transaction
from catalog.exchange.writing import ical
from catalog.rounds.models import Round, RoundExtension
from catalog.rounds.services import change_round
from catalog.units.queries import unit_by_code
from tests.conftest import SPRING
from tests.proposals.scene import a_round
from tests.public.shelf import frozen, release

ROUND_VALUES = "name_vi name_en theme_vi theme_en slogan_vi slogan_en opens_at closes_at".split()
STAMP = datetime(2023, 4, 1, 2, 30, tzinfo=UTC)


def event(**parts: object) -> ical.Event:
    told = {"uid": "a@b", "when": STAMP, "changed_at": STAMP, "summary": "Opens", "url": "https://example.org/"}
    return ical.Event(**{**told, **parts})  # type: ignore[arg-type]


def lines(data: bytes) -> list[bytes]:
    assert data.endswith(b"\r\n")
    return data[:-2].split(b"\r\n")


@pytest.mark.parametrize("text", ["a; b, c\\d\ne", "Đợt vận động " * 20, "x" * 200, "ệ" * 75, "\\n", "a:b"])
def test_any_text_comes_back_as_it_was(text: str) -> None:
    data = ical.write(text, "vi", "https://example.org/x.ics", [event(summary=text, description=text)])
    assert max(map(len, lines(data))) <= 75
    assert [line.decode() for line in lines(data)]  # no letter is cut
    (found,) = Calendar.from_ical(data).walk("VEVENT")
    assert (found["SUMMARY"], found["DESCRIPTION"]) == (text, text)


def test_a_file_ends_its_lines_as_the_standard_says() -> None:
    data = ical.write("Calls", "en", "https://example.org/x.ics", [event()])
    assert data.replace(b"\r\n", b"").count(b"\n") == data.replace(b"\r\n", b"").count(b"\r") == 0
    assert lines(data)[:2] == [b"BEGIN:VCALENDAR", b"VERSION:2.0"]
    assert b"DESCRIPTION" not in data


@pytest.fixture
def calls(app: Flask) -> Flask:
    release(app, frozen("SD-2023-01"))
    with app.app_context():
        round_ = a_round("2029", opens=1, closes=30)
        with transaction() as session:
            unit = unit_by_code("220", SPRING)
            late = datetime(2029, 1, 1, tzinfo=UTC)
            session.add(RoundExtension(round_id=round_.id, unit_id=unit.id, closes_at=late, reason="secret reason"))
    return app


def read(client: FlaskClient, language: str = "en") -> Calendar:
    answer = client.get(f"/{language}/rounds.ics")
    assert (answer.status_code, answer.content_type) == (200, "text/calendar; charset=utf-8")
    return Calendar.from_ical(answer.data)


def a_call(app: Flask) -> Round:
    return db.session.query(Round).filter_by(key="2029").one()


@pytest.mark.both_databases
def test_rounds_open_and_close_and_editions_are_released(calls: Flask, client: FlaskClient) -> None:
    with calls.app_context():
        opens, closes = (moment.replace(microsecond=0) for moment in (a_call(calls).opens_at, a_call(calls).closes_at))
    told = {event["UID"]: (event["SUMMARY"], event.decoded("DTSTART")) for event in read(client).walk("VEVENT")}
    assert {uid: event for uid, event in told.items() if "round-2023" not in uid} == {
        "round-2029-opens@localhost": ("Call 2029 opens", opens),
        "round-2029-closes@localhost": ("Call 2029 closes for proposals", closes),
        "edition-2023-1@localhost": ("Edition 2023-1 was released", date(2023, 6, 1)),
    }


def test_what_one_unit_was_given_is_not_told(calls: Flask, client: FlaskClient) -> None:
    for language in ("vi", "en"):
        text = client.get(f"/{language}/rounds.ics").text
        assert "20290101" not in text
        assert "secret" not in text


def test_a_new_deadline_comes_as_the_same_event_told_anew(calls: Flask, client: FlaskClient) -> None:
    def closing() -> Event:
        return next(event for event in read(client).walk("VEVENT") if event["UID"].startswith("round-2029-closes"))

    before, tag = closing(), client.get("/en/rounds.ics").headers["ETag"]
    assert client.get("/en/rounds.ics", headers={"If-None-Match": tag}).status_code == 304
    with calls.app_context():
        round_ = a_call(calls)
        values = {name: getattr(round_, name) for name in ROUND_VALUES}
        values["closes_at"] += timedelta(days=7)
        change_round(SYSTEM, "2029", round_.version, values)
        changed_at = history_of("round", round_.id)[0].at.replace(microsecond=0)
    after = closing()
    assert client.get("/en/rounds.ics", headers={"If-None-Match": tag}).status_code == 200
    assert (after["UID"], after.decoded("DTSTART")) == (before["UID"], before.decoded("DTSTART") + timedelta(days=7))
    assert (before["SEQUENCE"], after["SEQUENCE"], after.decoded("DTSTAMP")) == (0, 1, changed_at)


def test_the_same_dates_are_the_same_bytes(calls: Flask, client: FlaskClient) -> None:
    assert client.get("/vi/rounds.ics").data == client.get("/vi/rounds.ics").data
