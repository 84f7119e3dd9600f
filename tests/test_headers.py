"""Headers of every answer."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html

from catalog.headers import HEADERS

ANSWERS = {
    "a public page": ("/en/", 200),
    "a page of the desk": ("/sign-in", 200),
    "a redirect": ("/", 302),
    "a missing page": ("/nowhere", 404),
    "a missing project": ("/en/projects/nothing", 404),
    "a form from elsewhere": ("POST /sign-in", 400),
    "a file": ("/static/css/tokens.css", 200),
}


@pytest.mark.parametrize("kind", ANSWERS)
def test_every_answer_carries_the_policy(client: FlaskClient, kind: str) -> None:
    address, status = ANSWERS[kind]
    answer = client.post(address[5:]) if address.startswith("POST") else client.get(address, buffered=True)
    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


def test_transport_security_is_asked_for_behind_tls_only(client: FlaskClient) -> None:
    plain, secure = client.get("/en/"), client.get("/en/", base_url="https://localhost")
    assert plain.headers.get("Strict-Transport-Security") is None
    assert secure.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_pages_of_the_desk_are_kept_nowhere(client: FlaskClient) -> None:
    answer = client.get("/sign-in")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Cookie" in answer.headers["Vary"]


def test_the_worker_is_ours_and_may_be_looked_at_anew(client: FlaskClient) -> None:
    answer = client.get("/sw.js")
    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("text/javascript", "no-cache")
    assert "worker-src 'self'" in answer.headers["Content-Security-Policy"]


def test_files_are_kept_for_good_under_an_address_that_follows_their_contents(app: Flask, client: FlaskClient) -> None:
    sheets = html.document_fromstring(client.get("/sign-in").text).xpath("//link[@rel='stylesheet']")
    assert sheets
    for sheet in sheets:
        answer = client.get(sheet.get("href"), buffered=True)
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert client.get("/static/css/tokens.css", buffered=True).headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("status", [400, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503])
def test_error_pages_stand_alone_in_both_languages(app: Flask, status: int) -> None:
    titles = set()
    for language in ("vi", "en"):
        with app.test_request_context(f"/{language}/x"):
            page = html.document_fromstring(app.jinja_env.get_template("errors/page.html").render(status=status))
        assert page.get("lang") == language
        titles.add(page.findtext(".//h1"))
    assert len(titles) == 2
