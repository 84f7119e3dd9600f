"""Signing in, the own account, invitations and resets as pages."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from catalog.accounts import services
from catalog.accounts.actor import SYSTEM
from catalog.accounts.models import Person
from catalog.db import db
from catalog.mail import OutboxMessage
from tests.accounts.people import EMAIL, NEW_PASSWORD, PASSWORD, add, invited, is_in, newest_mail, sign_in, statements
from tests.visitor import Visitor, form_of

START = datetime(2023, 5, 18, 8, 0, tzinfo=UTC)


def last_mail(app: Flask) -> OutboxMessage:
    with app.app_context():
        return db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id.desc())).first()


def without_tokens(response: TestResponse, *addresses: str) -> str:
    """The page without what differs from visit to visit: its CSRF tokens, and what was typed."""
    text = re.sub(r'name="csrf_token"[^>]* value="[^"]+"', "", response.text)
    return re.sub("|".join(map(re.escape, addresses)), "ADDRESS", text)


# Sign-in


def test_signing_in_leads_to_the_desk_and_signing_out_back(client: Visitor, person_id: int) -> None:
    assert not is_in(client)
    answer = sign_in(client, " A@Example.org ")
    assert (answer.status_code, answer.location) == (303, "/desk/")
    assert is_in(client)
    answer = client.submit("/account", action="/sign-out")
    assert (answer.status_code, answer.location) == (303, "/sign-in")
    assert not is_in(client)


def test_who_is_signed_in_need_not_do_so_again(client: Visitor, person_id: int) -> None:
    sign_in(client, EMAIL)
    assert client.get("/sign-in?next=/account").location == "/account"


def test_a_known_and_an_unknown_address_are_answered_alike(app: Flask, client: Visitor, person_id: int) -> None:
    gone = add(app, "gone@example.org", "manager")
    add(app, "other@example.org", "administrator")
    with app.app_context():
        services.set_active(SYSTEM, gone, db.session.get_one(Person, gone).version, active=False)
        invited("invited@example.org", "manager")
    addresses = [EMAIL, "nobody@example.org", "gone@example.org", "invited@example.org"]
    answers = [sign_in(client, address, "not the password") for address in addresses]
    assert {answer.status_code for answer in answers} == {422}
    assert len({without_tokens(answer, *addresses) for answer in answers}) == 1
    assert "Địa chỉ e-mail hoặc mật khẩu không đúng." in answers[0].text


def test_a_password_is_never_sent_back(client: Visitor, person_id: int) -> None:
    assert "wrong horse" not in sign_in(client, EMAIL, "wrong horse").text


@pytest.mark.parametrize("fields", [{"email": "", "password": ""}, {"password": None}, {"email": "a\0b@example.org"}])
def test_what_is_no_sign_in_is_refused(client: Visitor, fields: dict[str, str | None]) -> None:
    sent = {"email": EMAIL, "password": "wrong"} | fields
    assert client.submit("/sign-in", sent).status_code == 422


def test_the_eleventh_guess_waits(client: Visitor, person_id: int) -> None:
    with time_machine.travel(START, tick=False) as clock:
        assert [sign_in(client, EMAIL, "wrong").status_code for _ in range(10)] == [422] * 10
        answer = sign_in(client, EMAIL)
        assert (answer.status_code, answer.headers["Retry-After"]) == (429, "900")
        assert "Đã thử quá nhiều lần" in answer.text
        clock.shift(timedelta(minutes=15))
        assert sign_in(client, EMAIL).status_code == 303


def test_forwarded_headers_are_not_believed(client: Visitor, person_id: int) -> None:
    token = form_of(client.get("/sign-in")).fields["csrf_token"]
    for number in range(11):
        headers = {"X-Forwarded-For": f"192.0.2.{number}", "Forwarded": f"for=192.0.2.{number}"}
        sent = {"email": f"{number}@example.org", "password": "wrong", "csrf_token": token}
        answer = client.post("/sign-in", data=sent, headers=headers)
    assert answer.status_code == 429


OWN_PATHS = ["/account", "/desk/proposals?state=draft&page=2", "/desk/review#note", "/%2Fhost", "/a//b"]
FOREIGN = [
    "//evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example/", "http:evil.example",
    "javascript:alert(1)", "evil.example", "/\t/evil.example", "/\n/evil.example", "///evil.example",
    "\x00//evil.example", " //evil.example", "/account\\..", "",
]  # fmt: skip


def test_after_signing_in_only_own_paths_are_followed(app: Flask, person_id: int) -> None:
    leads_to = {}
    for target in OWN_PATHS + FOREIGN:
        client = app.test_client()
        csrf = form_of(client.get("/sign-in")).fields["csrf_token"]
        sent = {"email": EMAIL, "password": PASSWORD, "csrf_token": csrf}
        leads_to[target] = client.post("/sign-in", query_string={"next": target}, data=sent).location
    assert leads_to == {target: target for target in OWN_PATHS} | dict.fromkeys(FOREIGN, "/desk/")


# Passwords and links


def test_a_changed_password_keeps_this_browser_only(app: Flask, client: Visitor, person_id: int) -> None:
    other = app.test_client()
    for browser in (client, other):
        sign_in(browser, EMAIL)
    answer = client.submit("/account", {"current": PASSWORD, "new": NEW_PASSWORD, "repeated": NEW_PASSWORD})
    assert (answer.status_code, answer.location) == (303, "/account")
    assert is_in(client)
    assert not is_in(other)
    assert sign_in(other, EMAIL, NEW_PASSWORD).status_code == 303


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"current": "wrong"}, "Mật khẩu hiện tại không đúng."),
        ({"new": "short", "repeated": "short"}, "ít nhất 12 ký tự"),
        ({"new": "password1234", "repeated": "password1234"}, "dễ đoán"),
        ({"repeated": NEW_PASSWORD + "!"}, "Hai mật khẩu không giống nhau."),
        ({"current": ""}, "Nhập mật khẩu hiện tại."),
    ],
)
def test_a_refused_change_says_why(client: Visitor, person_id: int, fields: dict[str, str], words: str) -> None:
    sign_in(client, EMAIL)
    answer = client.submit("/account", {"current": PASSWORD, "new": NEW_PASSWORD, "repeated": NEW_PASSWORD} | fields)
    assert answer.status_code == 422
    assert words in answer.text


def test_an_invitation_is_opened_twice_and_used_once(app: Flask, client: Visitor) -> None:
    with app.app_context():
        _, token = invited(EMAIL, "officer")
    address = f"/invitation/{token}"
    client.get(address)  # a mail scanner looks first
    answer = client.submit(address, {"password": PASSWORD, "repeated": PASSWORD})
    assert (answer.status_code, answer.location) == (303, "/sign-in?email=a@example.org")
    assert sign_in(client, EMAIL).status_code == 303
    assert client.get(address).status_code == 404
    assert "đã được dùng, đã hết hạn hoặc không đúng" in client.get(address).text


def test_an_invitation_expires(app: Flask, client: Visitor) -> None:
    with time_machine.travel(START, tick=False) as clock:
        with app.app_context():
            _, token = invited(EMAIL, "officer")
        opened = form_of(client.get(f"/invitation/{token}"))
        clock.shift(timedelta(days=7))
        sent = {"password": PASSWORD, "repeated": PASSWORD, "csrf_token": opened.fields["csrf_token"]}
        assert client.post(f"/invitation/{token}", data=sent).status_code == 404


def test_a_forgotten_password_is_replaced_by_mail(app: Flask, client: Visitor, person_id: int) -> None:
    answer = client.submit("/password-reset", {"email": EMAIL})
    assert (answer.status_code, answer.location) == (303, "/sign-in")
    answer.close()
    address = re.search(r"http://localhost(/password-reset/\S+)", newest_mail(app).get_content()).group(1)
    assert client.submit(address, {"password": "123456789012", "repeated": "123456789012"}).status_code == 422
    assert client.submit(address, {"password": NEW_PASSWORD, "repeated": NEW_PASSWORD}).status_code == 303
    assert sign_in(client, EMAIL, NEW_PASSWORD).status_code == 303


def test_asking_for_a_new_password_tells_nothing(app: Flask, client: Visitor, person_id: int) -> None:
    pages, work = [], []
    for address in (EMAIL, "nobody@example.org"):
        with statements(app) as seen:
            answer = client.submit("/password-reset", {"email": address})
        assert (answer.status_code, answer.location) == (303, "/sign-in")
        pages.append(without_tokens(client.get("/sign-in"), address))
        work.append(seen)
    assert pages[0] == pages[1]
    assert work[0] == work[1]


def test_a_wrong_sign_in_is_the_same_work_for_every_address(app: Flask, client: Visitor, person_id: int) -> None:
    work = []
    for address in (EMAIL, "nobody@example.org"):
        with statements(app) as seen:
            sign_in(client, address, "not the password")
        work.append(seen)
    assert work[0] == work[1]


def test_the_mail_leaves_after_the_answer(app: Flask, client: Visitor, person_id: int) -> None:
    before = last_mail(app).id
    answer = client.submit("/password-reset", {"email": EMAIL})
    assert last_mail(app).id == before
    answer.close()
    assert last_mail(app).id == before + 1


def test_links_follow_the_setting_and_not_the_request(app: Flask, client: Visitor, person_id: int) -> None:
    token = form_of(client.get("/password-reset")).fields["csrf_token"]
    sent = {"email": EMAIL, "csrf_token": token}
    client.set_cookie("session", client.get_cookie("session").value, domain="evil.example")
    answer = client.post("/password-reset", data=sent, base_url="http://evil.example")
    assert answer.status_code == 303
    answer.close()
    with app.app_context():
        bodies = db.session.scalars(select(OutboxMessage.body)).all()
    assert [("localhost" in body, "evil.example" in body) for body in bodies] == [(True, False)] * 2


# Language


@pytest.mark.parametrize(("language", "word"), [("vi", "Đăng nhập"), ("en", "Sign in")])
def test_the_language_is_chosen_before_signing_in(client: Visitor, language: str, word: str) -> None:
    client.submit("/sign-in", {"language": language}, action="/language")
    assert f"<h1>{word}</h1>" in client.get("/sign-in").text


def test_the_language_of_a_person_is_kept(app: Flask, client: Visitor, person_id: int) -> None:
    sign_in(client, EMAIL)
    answer = client.submit("/account", {"language": "en"}, action="/language")
    assert (answer.status_code, answer.location) == (303, "/account")
    assert "<h1>My account</h1>" in client.get("/account").text
    fresh = app.test_client()
    sign_in(fresh, EMAIL)
    assert "<h1>My account</h1>" in fresh.get("/account").text


@pytest.mark.parametrize(("fields", "status"), [({"language": "fr"}, 404), ({"language": None}, 404)])
def test_there_are_two_languages(client: Visitor, fields: dict[str, str | None], status: int) -> None:
    assert client.submit("/sign-in", fields, action="/language").status_code == status


def test_the_language_form_leads_nowhere_else(client: Visitor) -> None:
    def leads_to(target: str) -> str:
        return client.submit("/sign-in", {"language": "en", "next": target}, action="/language").location

    assert {target: leads_to(target) for target in FOREIGN} == dict.fromkeys(FOREIGN, "/")
