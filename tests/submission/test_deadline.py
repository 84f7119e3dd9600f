"""The deadline on the unit's pages: before it, in the grace, extended; and the switch of automatic sending."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from catalog import clock
from catalog.audit import HistoryEntry
from catalog.db import db, transaction
from catalog.rounds.models import RoundExtension
from catalog.rounds.queries import GRACE, round_by_key
from tests.proposals import scene
from tests.submission.pages import found, notices
from tests.visitor import Visitor

START = "/desk/proposals"
SWITCH = "/desk/auto-send"
LEFT = "//span[@class='deadline']"
SECTION = "//section[contains(@class, 'auto-send')]"


def close(app: Flask, ago: timedelta) -> str:
    """Let the deadline have passed so long ago; gives the hour at which the grace ends."""
    with app.app_context(), transaction():
        round_ = round_by_key("2023")
        round_.closes_at = clock.now() - ago
        return f"{clock.to_local(round_.closes_at + GRACE):%H:%M}"


def extend(app: Flask, code: str, days: int) -> None:
    with app.app_context(), transaction() as session:
        until = clock.now() + timedelta(days=days)
        unit_id, round_id = scene.unit(code).id, round_by_key("2023").id
        session.add(RoundExtension(round_id=round_id, unit_id=unit_id, closes_at=until, reason="Mưa lũ."))


def auto_sends(app: Flask) -> bool:
    with app.app_context():
        return scene.unit().auto_sends


def test_the_grace_shows_once_the_deadline_has_passed(app: Flask, officer: Visitor, stored: Any) -> None:
    draft = stored()
    assert found(officer.get(START), LEFT) == ["6 days left"]
    words = [f"The deadline has passed; still taken until {close(app, timedelta(minutes=1))}"]
    assert [found(officer.get(page), LEFT) for page in (START, draft, f"{draft}/check")] == [words] * 3
    assert found(officer.get(START), "//a[@href='/desk/proposals/new']") != []
    close(app, GRACE)
    assert found(officer.get(draft), LEFT) == ["The deadline has passed"]
    assert found(officer.get(START), "//a[@href='/desk/proposals/new']") == []


def test_more_time_shows_to_the_unit_that_has_it(app: Flask, visitor: Callable[..., Visitor]) -> None:
    close(app, timedelta(days=1))
    extend(app, "220", 3)
    ours, theirs = visitor("officer").get(START), visitor("officer", "218").get(START)
    assert (found(ours, LEFT), found(theirs, LEFT)) == (["3 days left"], [])
    assert found(ours, "//div[contains(@class, 'call')]//p[@class='small']") == ["Extended for your unit. Mưa lũ."]
    assert notices(theirs) == []


@pytest.mark.parametrize("role", ["officer", "leader"])
def test_automatic_sending_is_switched_on_and_off(app: Flask, visitor: Callable[..., Visitor], role: str) -> None:
    client = visitor(role)
    seen = []
    for _ in range(2):
        seen.append(found(client.get(START), f"{SECTION}//h3 | {SECTION}//button"))
        assert client.submit(START, action=SWITCH).location == START
        seen.append(auto_sends(app))
    assert seen == [
        ["Automatic sending at the deadline off", "Declare this and switch it on"],
        True,
        ["Automatic sending at the deadline on", "Switch automatic sending off"],
        False,
    ]
    with app.app_context():
        entries = db.session.scalars(select(HistoryEntry).where(HistoryEntry.event == "unit:set_auto_sends")).all()
        assert [entry.changes for entry in entries] == [{"auto_sends": [False, True]}, {"auto_sends": [True, False]}]


def test_a_colleague_was_quicker(app: Flask, visitor: Callable[..., Visitor]) -> None:
    officer, leader = visitor("officer"), visitor("leader")
    page = officer.get(START)
    leader.submit(START, action=SWITCH)
    data = {name: found(page, f"{SECTION}//input[@name='{name}']/@value")[0] for name in ("csrf_token", "version")}
    assert (officer.post(SWITCH, data=data | {"auto_sends": "no"}).status_code, auto_sends(app)) == (409, True)


def test_where_the_leader_signs_it_says_so(app: Flask, officer: Visitor) -> None:
    words = ["is sent to the Department by itself", "is handed to the unit's leader for approval by itself"]
    shown = []
    for sign_off in (False, True):
        if sign_off:
            with app.app_context():
                scene.sign_off()
        text = found(officer.get(START), f"{SECTION}/p")[0]
        shown.append([phrase in text for phrase in words])
    assert shown == [[True, False], [False, True]]


def test_after_the_deadline_there_is_nothing_to_switch(app: Flask, officer: Visitor) -> None:
    close(app, timedelta(minutes=1))
    assert found(officer.get(START), SECTION) == []
