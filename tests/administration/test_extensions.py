"""The pages on which the administrator gives a unit more time."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from catalog import clock
from catalog.db import transaction
from catalog.rounds.queries import round_by_key
from tests.accounts.people import statements, unit_id
from tests.proposals import scene
from tests.submission.pages import found, summary
from tests.visitor import Visitor

ROUND = "/desk/administration/rounds/2023"
NEW = f"{ROUND}/extensions/new"
REASON = {"reason": "Mưa lũ."}


@pytest.fixture
def admin(app: Flask, person: Any, sign_in: Any) -> Visitor:
    """An administrator, and a round that closes at 17:00 in six days."""
    with app.app_context():
        round_ = scene.a_round()
        with transaction():
            round_.closes_at = clock.to_local(round_.closes_at).replace(hour=17, minute=0, second=0, microsecond=0)
    person("admin@example.org", "administrator")
    client = sign_in("admin@example.org")
    client.set_cookie("language", "en")
    return client


def later(app: Flask, days: int) -> str:
    """So many days after the end of the round, as a form takes it."""
    with app.app_context():
        end = clock.to_local(round_by_key("2023").closes_at) + timedelta(days=days)
        return f"{end:%Y-%m-%dT%H:%M}"


def rows(page: Any) -> list[str]:
    return found(page, "//section[@id='extensions']//tbody//th")


def own(app: Flask, code: str) -> str:
    with app.app_context():
        return str(unit_id(code))


def test_more_time_is_given_changed_and_taken_back(app: Flask, admin: Visitor) -> None:
    assert found(admin.get(ROUND), "//section[@id='extensions']/p") == ["All units have the same deadline."]
    unit = own(app, "220")
    answer = admin.submit(NEW, REASON | {"unit_id": unit, "closes_at": later(app, 3)})
    assert (answer.status_code, answer.location) == (303, f"{ROUND}#extensions")
    assert rows(admin.get(ROUND)) == ["Son Dong District"]
    address = f"{ROUND}/extensions/{unit}"
    assert admin.submit(address, {"closes_at": later(app, 4), "reason": "Mất điện."}).status_code == 303
    assert "Mất điện." in found(admin.get(ROUND), "//section[@id='extensions']//td")
    assert admin.submit(ROUND, action=f"{address}/remove").location == f"{ROUND}#extensions"
    assert (rows(admin.get(ROUND)), admin.get(address).status_code) == ([], 404)
    assert found(admin.get("/desk/administration/history?subject=round"), "//tbody/tr/td[2]")[:3] == [
        "took a unit's longer time back",
        "gave a unit more time",
        "gave a unit more time",
    ]


@pytest.mark.parametrize(("fields", "error"), [
    ({"unit_id": ""}, "Unit: Choose the unit."),
    ({"days": 0}, "New deadline: It has to be later than the end of the round."),
    ({"reason": ""}, "Reason: This field is required."),
    ({"closes_at": "tomorrow"}, "New deadline: Not a valid datetime value."),
])  # fmt: skip
def test_what_is_wrong_is_said_and_kept(app: Flask, admin: Visitor, fields: dict[str, Any], error: str) -> None:
    closes_at = later(app, fields.pop("days", 3))
    answer = admin.submit(NEW, REASON | {"unit_id": own(app, "220"), "closes_at": closes_at} | fields)
    assert (answer.status_code, summary(answer), rows(admin.get(ROUND))) == (422, [error], [])


def test_a_unit_is_extended_once(app: Flask, admin: Visitor) -> None:
    sent = REASON | {"unit_id": own(app, "220"), "closes_at": later(app, 3)}
    admin.submit(NEW, sent)
    assert summary(admin.submit(NEW, sent)) == ["Unit: This unit has more time already; change that instead."]


def test_both_texts_are_shown_when_somebody_else_was_quicker(app: Flask, admin: Visitor) -> None:
    unit = own(app, "220")
    address = f"{ROUND}/extensions/{unit}"
    admin.submit(NEW, REASON | {"unit_id": unit, "closes_at": later(app, 3)})
    admin.submit(address, {"reason": "Mất điện."})
    answer = admin.submit(address, {"reason": "Bão.", "version": "1"})
    assert (answer.status_code, found(answer, "//div[contains(@class, 'notice-warn')]//dd")) == (409, ["Mất điện."])


def test_more_extensions_ask_no_more(app: Flask, admin: Visitor) -> None:
    asked = []
    for codes in (["213"], ["215", "218"]):
        for code in codes:
            admin.submit(NEW, REASON | {"unit_id": own(app, code), "closes_at": later(app, 3)})
        with statements(app) as seen:
            admin.get(ROUND)
        asked.append(len(seen))
    assert asked[0] == asked[1]


def test_unknown_rounds_and_units_are_missing(app: Flask, admin: Visitor) -> None:
    addresses = [f"{ROUND}/extensions/{own(app, '220')}", NEW.replace("2023", "1999")]
    assert [admin.get(address).status_code for address in addresses] == [404, 404]


def test_the_unit_sees_it_on_its_desk(app: Flask, admin: Visitor, person: Any, sign_in: Any) -> None:
    """Past the end of the round for everybody else."""
    with app.app_context(), transaction():
        round_by_key("2023").closes_at = clock.now() - timedelta(days=1)
    clients = {}
    for code in ("218", "220"):
        person(f"officer.{code}@example.org", "officer", unit=code)
        clients[code] = sign_in(f"officer.{code}@example.org")
    admin.submit(NEW, REASON | {"unit_id": own(app, "220"), "closes_at": later(app, 3)})
    begin = "//a[@href='/desk/proposals/new']"
    may_begin = {code: bool(found(client.get("/desk/proposals"), begin)) for code, client in clients.items()}
    assert may_begin == {"218": False, "220": True}
