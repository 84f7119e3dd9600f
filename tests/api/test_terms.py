"""The terms on which programs are answered: who may ask, how often, in what form, and what is said of errors."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from catalog.api.problems import PROBLEMS
from tests.public.shelf import frozen, release

PROBLEMS_FOUND = {
    "/rounds?lang=fr": (400, "wrong-parameter"),
    "/projects?limit=0&sort=nothing&nothing=1&cursor=a&cursor=b": (400, "wrong-parameter"),
    "/projects?cursor=made-up": (404, "not-found"),
    "/projects?edition=2023-2": (404, "not-found"),
    "/projects/SD-2023-02": (404, "not-found"),
    "/projects/SD-2023-99": (404, "not-found"),
    "/editions/2023-2": (404, "not-found"),
    "/nowhere": (404, "not-found"),
}


@pytest.fixture
def shelf(app: Flask) -> Flask:
    release(app, frozen("SD-2023-01"))
    release(app, frozen("SD-2023-02"), number=2, state="draft")
    return app


def problem(answer: Any) -> tuple[int, str]:
    assert answer.mimetype == "application/problem+json"
    assert answer.json["status"] == answer.status_code
    return answer.status_code, answer.json["type"].partition("#")[2]


def test_what_is_wrong_is_told_in_the_language_asked_for(shelf: Flask, client: FlaskClient) -> None:
    found = {path: problem(client.get(f"/api/v1{path}")) for path in PROBLEMS_FOUND}
    assert found == PROBLEMS_FOUND
    wrong = client.get("/api/v1/projects?limit=0&lang=vi&nothing=1")
    assert [error["parameter"] for error in wrong.json["errors"]] == ["nothing", "limit"]
    assert wrong.json["errors"][1]["detail"] == "“limit” là số nguyên từ 1 đến 100, không phải “0”."
    assert (wrong.content_language.as_set(), wrong.json["title"]) == ({"vi"}, PROBLEMS[400].title.vi)
    spoken = client.get("/api/v1/nowhere", headers={"Accept-Language": "vi,en;q=0.5"})
    assert spoken.json["detail"] == PROBLEMS[404].advice.vi
    # A draft is told apart from nothing at all by no word.
    draft, unknown = client.get("/api/v1/projects/SD-2023-02"), client.get("/api/v1/projects/SD-2023-99")
    assert draft.json == unknown.json


def test_programs_may_only_read_and_only_json(shelf: Flask, client: FlaskClient) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        answer = client.open("/api/v1/rounds", method=method)
        assert problem(answer) == (405, "read-only")
        assert answer.allow.as_set() == {"get", "head", "options"}
    asked = {accept: client.get("/api/v1/rounds", headers={"Accept": accept}) for accept in ("text/html", "*/*", "")}
    assert problem(asked.pop("text/html")) == (406, "only-json")
    assert [answer.status_code for answer in asked.values()] == [200, 200]
    head, get = client.head("/api/v1/rounds"), client.get("/api/v1/rounds")
    assert (head.data, head.headers["ETag"]) == (b"", get.headers["ETag"])


def test_pages_of_other_sites_may_ask_without_a_cookie(shelf: Flask, client: FlaskClient) -> None:
    asking = {"Origin": "https://example.net", "Access-Control-Request-Method": "GET"}
    for answer in (client.options("/api/v1/projects", headers=asking), client.get("/api/v1/nowhere", headers=asking)):
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in answer.headers
        assert "Set-Cookie" not in answer.headers
    assert "If-None-Match" in answer.headers["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Origin" not in client.get("/en/projects", headers=asking).headers


def test_what_did_not_change_is_not_told_again(shelf: Flask, client: FlaskClient) -> None:
    for path in ("/", "/projects?limit=1", "/projects/SD-2023-01", "/editions", "/editions/2023-1", "/categories"):
        first = client.get(f"/api/v1{path}")
        again = client.get(f"/api/v1{path}", headers={"If-None-Match": first.headers["ETag"]})
        assert (path, first.status_code, again.status_code, again.data) == (path, 200, 304, b"")
    release(shelf, frozen("SD-2023-01"), number=3)
    tag = first.headers["ETag"]
    assert client.get("/api/v1/categories", headers={"If-None-Match": tag}).headers["ETag"] != tag


def test_a_source_is_told_how_often_it_may_ask(app: Flask, client: FlaskClient) -> None:
    app.config["CATALOG"] = replace(app.config["CATALOG"], api_requests_per_minute=2)
    with time_machine.travel(datetime(2023, 6, 1, 8, 0, 20, tzinfo=UTC), tick=False):
        answers = [client.get("/api/v1/rounds") for _ in range(3)]
        others = client.get("/api/v1/rounds", environ_overrides={"REMOTE_ADDR": "192.0.2.7"})
        asking = client.options("/api/v1/rounds")
    told = [(answer.status_code, answer.headers["RateLimit-Remaining"]) for answer in (*answers, others)]
    assert told == [(200, "1"), (200, "0"), (429, "0"), (200, "1")]
    assert (problem(answers[2]), answers[2].headers["Retry-After"]) == ((429, "too-many-requests"), "40")
    assert asking.status_code == 200
    with time_machine.travel(datetime(2023, 6, 1, 8, 1, tzinfo=UTC), tick=False):
        assert client.get("/api/v1/rounds").headers["RateLimit-Remaining"] == "1"
