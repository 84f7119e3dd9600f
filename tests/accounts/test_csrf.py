"""No other site can act here: every form of accounts wants the token of its own session."""

import pytest
from flask import Flask
from sqlalchemy import select

from catalog.db import db
from catalog.mail import OutboxMessage
from tests.accounts.people import EMAIL, NEW_PASSWORD, PASSWORD, invited, is_in, sign_in
from tests.visitor import Visitor, form_of


def posts(token: str) -> dict[str, dict[str, str]]:
    """Every form of this package with data that would otherwise be accepted."""
    return {
        "/sign-in": {"email": EMAIL, "password": PASSWORD},
        "/sign-out": {},
        "/account": {"current": PASSWORD, "new": NEW_PASSWORD, "repeated": NEW_PASSWORD},
        "/account/end-sessions": {},
        f"/invitation/{token}": {"password": NEW_PASSWORD, "repeated": NEW_PASSWORD},
        "/password-reset": {"email": EMAIL},
        "/language": {"language": "en"},
    }


@pytest.mark.parametrize("csrf", [None, "", "nonsense", "of another session"])
def test_a_form_without_its_token_does_nothing(app: Flask, client: Visitor, person_id: int, csrf: str | None) -> None:
    with app.app_context():
        _, token = invited("new@example.org", "officer")
    sign_in(client, EMAIL)
    if csrf == "of another session":
        csrf = form_of(app.test_client().get("/sign-in")).fields["csrf_token"]
    added = {} if csrf is None else {"csrf_token": csrf}
    statuses = {path: client.post(path, data=fields | added).status_code for path, fields in posts(token).items()}
    assert statuses == dict.fromkeys(posts(token), 400)
    assert is_in(client)
    with app.app_context():
        mails = db.session.scalars(select(OutboxMessage.recipient)).all()
    assert mails == [EMAIL, "new@example.org"]


def test_with_their_tokens_the_same_forms_are_accepted(app: Flask, client: Visitor, person_id: int) -> None:
    with app.app_context():
        _, token = invited("new@example.org", "officer")
    passwords = iter([PASSWORD, PASSWORD, PASSWORD, NEW_PASSWORD, NEW_PASSWORD, NEW_PASSWORD, NEW_PASSWORD])
    statuses = {}
    for path, fields in posts(token).items():
        client = app.test_client()
        if path == "/sign-in":
            next(passwords)
        else:
            sign_in(client, EMAIL, next(passwords))
        csrf = form_of(client.get("/password-reset")).fields["csrf_token"]
        statuses[path] = client.post(path, data=fields | {"csrf_token": csrf}).status_code
    assert statuses == dict.fromkeys(posts(token), 303)


@pytest.mark.parametrize("path", ["/sign-out", "/account/end-sessions", "/language"])
def test_reading_an_action_does_nothing(client: Visitor, person_id: int, path: str) -> None:
    sign_in(client, EMAIL)
    assert client.get(path).status_code == 405
    assert is_in(client)


def test_who_is_not_signed_in_is_asked_to(client: Visitor) -> None:
    answer = client.get("/account")
    assert (answer.status_code, answer.location) == (303, "/sign-in?next=/account")
