"""The cookie of a session: bound to this host behind TLS, useless to scripts and to other sites."""

import dataclasses
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask

from app import create_app
from catalog.accounts import services
from catalog.accounts.actor import SYSTEM
from catalog.accounts.models import Person
from catalog.accounts.sessions import cookie_settings
from catalog.db import db
from catalog.settings import Settings
from tests.accounts.people import EMAIL, PASSWORD, add, change, is_in, sign_in, statements
from tests.conftest import close
from tests.visitor import Visitor, form_of

START = datetime(2023, 5, 18, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("base_url", "name", "secure"),
    [("https://catalogue.example.org", "__Host-session", True), ("http://127.0.0.1:5000", "session", False)],
)
def test_settings_follow_the_address(base_url: str, name: str, secure: bool) -> None:
    assert cookie_settings(base_url) == {
        "SESSION_COOKIE_NAME": name,
        "SESSION_COOKIE_SECURE": secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_PATH": "/",
    }


def cookies_of_a_sign_in(app: Flask, base_url: str) -> dict[str, set[str]]:
    """Name and attributes of every cookie that signing in sets."""
    client = Visitor(app)
    csrf = form_of(client.get("/sign-in", base_url=base_url)).fields["csrf_token"]
    sent = {"email": "a@example.org", "password": PASSWORD, "csrf_token": csrf}
    answer = client.post("/sign-in", data=sent, base_url=base_url, headers={"Referer": f"{base_url}/sign-in"})
    assert answer.status_code == 303
    cookies = [header.split("; ") for header in answer.headers.getlist("Set-Cookie")]
    return {name.partition("=")[0]: {item.partition("=")[0] for item in attributes} for name, *attributes in cookies}


def test_behind_tls_the_cookies_are_bound_to_the_host(environment: dict[str, str]) -> None:
    settings = Settings.from_env(environment)
    app = create_app(dataclasses.replace(settings, base_url="https://localhost"))
    add(app, "a@example.org", "reviewer")
    assert cookies_of_a_sign_in(app, "https://localhost") == {
        "__Host-session": {"Secure", "HttpOnly", "Path", "SameSite"},
        "language": {"Secure", "HttpOnly", "Path", "SameSite", "Expires", "Max-Age"},
    }
    close(app)


def test_on_this_machine_they_work_without_tls(app: Flask) -> None:
    add(app, "a@example.org", "reviewer")
    assert cookies_of_a_sign_in(app, "http://localhost") == {
        "session": {"HttpOnly", "Path", "SameSite"},
        "language": {"HttpOnly", "Path", "SameSite", "Expires", "Max-Age"},
    }


def test_the_session_is_a_new_one_at_every_sign_in(app: Flask, person_id: int) -> None:
    planted, victim = app.test_client(), app.test_client()
    planted.get("/sign-in")
    before = planted.get_cookie("session").value
    victim.set_cookie("session", before)
    sign_in(victim, EMAIL)
    assert victim.get_cookie("session").value != before
    assert is_in(victim)
    assert not is_in(planted)


def test_an_earlier_cookie_of_the_same_browser_is_dead(app: Flask, client: Visitor, person_id: int) -> None:
    sign_in(client, EMAIL)
    old = client.get_cookie("session").value
    client.submit("/account", action="/sign-out")
    sign_in(client, EMAIL)
    thief = app.test_client()
    thief.set_cookie("session", old)
    assert not is_in(thief)
    assert is_in(client)


def test_a_session_ends_after_two_idle_hours_and_twelve_in_all(client: Visitor, person_id: int) -> None:
    with time_machine.travel(START, tick=False) as clock:
        sign_in(client, EMAIL)
        for _ in range(6):
            clock.shift(timedelta(hours=1, minutes=59))
            assert is_in(client)
        clock.shift(timedelta(minutes=6))
        assert not is_in(client)
        sign_in(client, EMAIL)
        clock.shift(timedelta(hours=2))
        assert not is_in(client)


def test_reading_pages_writes_nothing(app: Flask, client: Visitor, person_id: int) -> None:
    with time_machine.travel(START, tick=False) as clock:
        with statements(app) as seen:
            sign_in(client, EMAIL)
        assert "INSERT" in {statement.split()[0] for statement in seen}
        clock.shift(timedelta(minutes=30))
        with statements(app) as seen:
            assert is_in(client)
    assert {statement.split()[0] for statement in seen} == {"BEGIN", "SELECT"}


def test_ending_all_sessions_ends_them_all(app: Flask, client: Visitor, person_id: int) -> None:
    other = app.test_client()
    for browser in (client, other):
        sign_in(browser, EMAIL)
    answer = client.submit("/account", action="/account/end-sessions")
    assert (answer.status_code, answer.location) == (303, "/sign-in")
    assert not is_in(client)
    assert not is_in(other)


def test_the_account_page_lists_open_sessions(app: Flask, client: Visitor, person_id: int) -> None:
    firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/138.0 Safari/537.36 Edg/138.0"
    for agent in (firefox, edge):
        browser = app.test_client()
        browser.environ_base["HTTP_USER_AGENT"] = agent
        sign_in(browser, EMAIL)
    sign_in(client, EMAIL)
    page = client.get("/account").text
    assert [words for words in ("Firefox · Linux", "Edge · Windows", "trình duyệt này") if words not in page] == []


@pytest.mark.parametrize("roles", [["manager"], ["administrator"]])
def test_a_right_taken_away_is_gone_with_the_next_request(
    app: Flask, client: Visitor, person_id: int, roles: list[str]
) -> None:
    change(app, person_id, roles=["administrator"])
    add(app, "other@example.org", "administrator")
    sign_in(client, EMAIL)
    assert client.get("/desk/administration").status_code == 200
    change(app, person_id, roles=roles)
    assert client.get("/desk/administration").status_code == (200 if roles == ["administrator"] else 403)


def test_a_deactivated_person_is_out_with_the_next_request(app: Flask, client: Visitor, person_id: int) -> None:
    sign_in(client, EMAIL)
    with app.app_context():
        services.set_active(SYSTEM, person_id, db.session.get_one(Person, person_id).version, active=False)
    assert not is_in(client)
