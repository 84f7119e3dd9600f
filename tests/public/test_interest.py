"""Expressing interest without account, session or script: what is shown, refused, taken, and told afterwards."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from catalog import clock
from catalog.accounts.guesses import LIMIT
from catalog.db import db, transaction
from catalog.editions.queries import newest_entry
from catalog.funding.models import Enquiry
from catalog.mail import OutboxMessage
from catalog.public import tokens
from tests.accounts.people import statements
from tests.funding import scene
from tests.public.reading import inside, parsed, text
from tests.visitor import Visitor, form_of

PAGE = f"/en/projects/{scene.CODE}/interest"
FILLED = {
    "kind": "fund_all",
    "organisation": "Books for All",
    "country": "NO",
    "registration": "no",
    "contact_name": "Ann Example",
    "email": "ann@books.example.org",
    "message": "We would like to help.",
    "consent": "y",
}


@pytest.fixture
def address(app: Flask) -> str:
    """The form of a released project."""
    scene.released(app)
    return PAGE


@pytest.fixture
def token(app: Flask) -> str:
    """Of a form that was opened a minute ago."""
    with app.app_context():
        return tokens.issue("interest", clock.now() - timedelta(minutes=1))


def send(client: Visitor, page: str, token: str, **fields: Any) -> TestResponse:
    return client.submit(page, FILLED | {"token": token} | fields)


def kept(app: Flask) -> list[Enquiry]:
    with app.app_context():
        return list(db.session.scalars(select(Enquiry).order_by(Enquiry.id)))


def errors(answer: TestResponse) -> list[str]:
    return [text(each) for each in inside(parsed(answer.text), "error-summary", "//li")]


def typed(answer: TestResponse) -> dict[str, str]:
    """What stands in the form, as a browser shows it."""
    return {name: (value or "").strip() for name, value in form_of(answer).fields.items()}


def ticks(source: str, name: str) -> list[tuple[str, str, bool]]:
    """(value, words, ticked) of every box of a name."""
    boxes = parsed(source).xpath(f"//input[@name='{name}']")
    return [(box.get("value"), text(box.getparent()), box.get("checked") is not None) for box in boxes]


def test_the_page_of_a_project_offers_what_asks_for_aid(client: Visitor, address: str) -> None:
    shown = client.get(f"/en/projects/{scene.CODE}").text
    assert ticks(shown, "line") == [("1-0", "Shelves", False), ("1-1", "Books", False)]
    assert ticks(shown, "need") == [("1-0", "Computers: 5 pieces", False)]
    boxes = parsed(shown).xpath("//input[@form='slice']")
    assert len(boxes) == 3
    assert parsed(shown).get_element_by_id("slice").get("action") == address


def test_a_project_of_one_line_is_funded_as_a_whole(app: Flask, client: Visitor) -> None:
    scene.released(app, budget=scene.BUDGET[:1], in_kind=[])
    for address in (f"/en/projects/{scene.CODE}", PAGE):
        shown = client.get(address).text
        assert ticks(shown, "line") == []
        assert "this project is funded as a whole" in shown


def test_nothing_can_be_ticked_where_the_page_shows_an_older_edition(client: Visitor, address: str) -> None:
    assert ticks(client.get(f"/en/projects/{scene.CODE}?edition=2023-1").text, "line") == []


def test_what_was_ticked_stands_in_the_form_with_its_sum(client: Visitor, address: str) -> None:
    shown = client.get(f"{address}?line=1-1&need=1-0").text
    assert [box[2] for box in ticks(shown, "line") + ticks(shown, "need")] == [False, True, True]
    assert text(inside(parsed(shown), "sum")[0]) == "Chosen lines together VND 23,500,000 (USD 1,000)"
    assert parsed(shown).xpath("//input[@name='kind'][@checked]/@value") == ["lines"]


@pytest.mark.both_databases
def test_it_is_sent_without_any_cookie_and_thanked_for(app: Flask, client: Visitor, address: str, token: str) -> None:
    answer = send(client, address, token, kind="lines", line=["1-0", "1-1"])
    (made,) = kept(app)
    assert (answer.status_code, answer.location) == (303, f"/en/interest/{made.key}")
    assert (made.sum_vnd, made.sum_usd, made.country) == (70_500_000, 3_000, "NO")
    assert made.consent.startswith("I agree that the Department of Foreign Affairs")
    thanks = client.get(answer.location)
    assert made.reference in thanks.text
    assert "ann@books" not in thanks.text
    assert [each.headers.getlist("Set-Cookie") for each in (answer, thanks)] == [[], []]
    assert [each.headers["Cache-Control"] for each in (client.get(address), thanks)] == ["no-store"] * 2


def test_a_second_click_leads_to_the_first_ones_thanks(app: Flask, client: Visitor, address: str, token: str) -> None:
    assert send(client, address, token).location == send(client, address, token).location
    assert len(kept(app)) == 1


def test_several_projects_in_one_form(app: Flask, client: Visitor, token: str) -> None:
    scene.released(app, "SD-2023-01", "SD-2023-02", "SD-2023-03")
    page = "/en/interest?code=SD-2023-02&code=sd-2023-01&code=SD-2023-02&code=nothing"
    assert [value for value, _words, _ticked in ticks(client.get(page).text, "line")] == ["2-0", "2-1", "1-0", "1-1"]
    assert send(client, page, token).status_code == 303
    with app.app_context():
        assert db.session.get_one(Enquiry, 1).codes == ["SD-2023-01", "SD-2023-02"]


def test_a_question_needs_no_project(app: Flask, client: Visitor, token: str) -> None:
    assert send(client, "/vi/interest", token, kind="question").status_code == 303
    assert send(client, "/vi/interest", token + "x", kind="question").status_code == 422
    assert [(made.kind, made.language) for made in kept(app)] == [("question", "vi")]


REFUSED = {
    "an empty form": (dict.fromkeys(FILLED), 6),
    "a name of 5,000 letters": ({"contact_name": "n" * 5000}, 1),
    "no consent": ({"consent": None}, 1),
    "lines, but none ticked": ({"kind": "lines"}, 1),
    "a robot": ({"website": "https://example.org"}, 1),
    "a header": ({"email": "ann@example.org\r\nBcc: all@example.org"}, 1),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused_comes_back_filled_in(app: Flask, client: Visitor, address: str, token: str, case: str) -> None:
    changed, number = REFUSED[case]
    answer = send(client, address, token, **changed)
    assert (answer.status_code, len(errors(answer)), kept(app)) == (422, number, [])
    back = typed(answer)
    wanted = {key: value for key, value in (FILLED | changed).items() if value and key not in ("consent", "email")}
    assert {key: back[key] for key in wanted} == wanted
    assert back["token"] == token


@pytest.mark.parametrize("age", [timedelta(0), timedelta(days=2), None])
def test_robots_and_old_pages_lose_nothing(app: Flask, client: Visitor, address: str, age: timedelta | None) -> None:
    with app.app_context():
        token = "made up" if age is None else tokens.issue("interest", clock.now() - age)
    answer = send(client, address, token)
    assert (answer.status_code, len(errors(answer)), kept(app)) == (422, 1, [])
    assert typed(answer)["message"] == FILLED["message"]
    assert (form_of(answer).fields["token"] == token) == (age == timedelta(0))


def test_too_many_from_one_source_are_told_when_to_try_again(app: Flask, client: Visitor, address: str) -> None:
    with app.app_context():
        keys = [tokens.issue("interest", clock.now() - timedelta(minutes=1)) for _ in range(LIMIT + 1)]
    answers = [send(client, address, key, email=f"a{place}@example.org") for place, key in enumerate(keys)]
    assert [answer.status_code for answer in answers] == [303] * LIMIT + [429]
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert typed(answers[-1])["message"] == FILLED["message"]
    assert len(kept(app)) == LIMIT


def test_another_site_can_not_send_it(app: Flask, client: Visitor, address: str, token: str) -> None:
    data = FILLED | {"token": token}
    answer = client.post(address, data=data, headers={"Sec-Fetch-Site": "cross-site"})
    assert (answer.status_code, kept(app)) == (400, [])
    assert client.post(address, data=data, headers={"Sec-Fetch-Site": "same-site"}).status_code == 303


def test_what_was_closed_meanwhile_is_said_and_a_question_still_taken(
    app: Flask, client: Visitor, address: str, token: str
) -> None:
    opened = form_of(client.get(address)).fields
    with app.app_context(), transaction():
        newest_entry(scene.CODE).closed_at = clock.now()
    answer = client.post(address, data=dict(opened) | FILLED | {"token": token})
    assert (answer.status_code, errors(answer)[0].endswith("You may still ask a question.")) == (422, True)
    assert client.get(address).location == f"/en/projects/{scene.CODE}"
    again = client.post(address, data=dict(opened) | FILLED | {"token": token, "kind": "question"})
    assert again.status_code == 303


def test_unknown_addresses_say_nothing(client: Visitor, address: str) -> None:
    addresses = ("/en/projects/XX-2023-01/interest", "/en/interest/abc")
    assert [client.get(address).status_code for address in addresses] == [404, 404]


def test_markup_is_shown_as_text(app: Flask, client: Visitor, address: str, token: str) -> None:
    live = "<script>alert(1)</script>"
    answer = send(client, address, token, message=live, organisation=live, consent=None)
    assert live not in answer.text
    assert form_of(answer).fields["organisation"] == live


def test_a_dead_mail_server_loses_nothing(environment: dict[str, str], app: Flask, client: Visitor, token: str) -> None:
    scene.released(app)
    app.config["CATALOG"] = replace(app.config["CATALOG"], smtp_url="smtp://127.0.0.1:1")
    assert send(client, PAGE, token).status_code == 303
    assert len(kept(app)) == 1
    with app.app_context():
        waiting = db.session.scalars(select(OutboxMessage).where(OutboxMessage.sent_at.is_(None))).all()
        assert "ann@books.example.org" in [message.recipient for message in waiting]


def test_the_form_asks_little_of_the_database_however_many_projects(app: Flask, client: Visitor) -> None:
    scene.released(app, "SD-2023-01", "SD-2023-02", "SD-2023-03")
    client.get("/en/interest")
    asked = []
    for codes in ("code=SD-2023-01", "code=SD-2023-01&code=SD-2023-02&code=SD-2023-03"):
        with statements(app) as noted:
            assert client.get(f"/en/interest?{codes}").status_code == 200
        asked.append(len(noted))
    assert (asked[0], asked[0] <= 10) == (asked[1], True)
