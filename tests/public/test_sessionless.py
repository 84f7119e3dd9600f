"""Nothing that is public asks who is there: no session is read or written, and no cookie decides what is shown."""

import re

import pytest
from flask import Flask, session
from flask.testing import FlaskClient
from sqlalchemy import event

from app import SESSIONLESS
from catalog.accounts.sessions import NoSession
from catalog.db import db
from tests.code.test_routes import requests
from tests.public.shelf import frozen, release

REAL = {"<any(vi, en):language>": "en", "<code>": "SD-2023-01", "<key>": "2023-1", "<fmt>": "csv"}
# Takes what is left over, addresses of the desk among them that nobody has.
ANYWHERE = "public.elsewhere"


def addresses(app: Flask) -> list[tuple[str, str]]:
    """Endpoint and address of every public page: of a real project where it is about one, and with a made-up name."""
    made_up = [(endpoint, path) for endpoint, method, path in requests(app) if method == "GET"]
    parts = "|".join(map(re.escape, REAL))
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    real = [(rule.endpoint, re.sub(parts, lambda part: REAL[part[0]], rule.rule)) for rule in rules]
    return [(endpoint, path) for endpoint, path in made_up + real if endpoint.partition(".")[0] in SESSIONLESS]


def test_public_pages_never_touch_the_session(app: Flask, sign_in, person) -> None:
    release(app, frozen("SD-2023-01"))
    person("officer@example.org", "officer", unit="220")
    visitor = sign_in("officer@example.org")
    asked: list[str] = []
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *event: asked.append(event[2]))
    public = set()
    for endpoint, path in addresses(app):
        answer = visitor.get(path)
        assert (path, answer.headers.getlist("Set-Cookie")) == (path, [])
        assert (path, "Cookie" in answer.vary) == (path, not answer.cache_control.public)
        if answer.cache_control.public:
            public.add(endpoint)
    assert {"public.root", "public.home", "public.projects", "public.project", "public.document"} <= public
    assert [statement for statement in asked if "sign_in_session" in statement] == []


def test_a_public_page_that_asks_for_the_session_fails(app: Flask) -> None:
    for endpoint, path in addresses(app):
        if endpoint == ANYWHERE:
            continue
        with app.test_request_context(path):
            assert isinstance(session._get_current_object(), NoSession)  # type: ignore[attr-defined]
            for ask in (lambda: session.get("token"), lambda: session["x"], lambda: session.update(x=1)):
                with pytest.raises(RuntimeError, match="the same for everybody"):
                    ask()


def test_pages_of_the_desk_have_one(app: Flask, client: FlaskClient) -> None:
    with app.test_request_context("/desk/"):
        assert not isinstance(session._get_current_object(), NoSession)  # type: ignore[attr-defined]
    assert "Set-Cookie" in client.get("/sign-in").headers
