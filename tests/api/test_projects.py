"""What programs read of projects: the same as the page shows, part by part, and nothing that was not released."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from catalog.db import db
from catalog.editions.facets import BY_KEY
from catalog.exchange.writing.json_schema import schema
from tests.public.reading import inside, parsed, text
from tests.public.shelf import both, frozen, release
from tests.public.test_pages import close

NAMES = ("SD-2023-01", "LN-2023-01", "SD-2023-02", "LN-2023-02", "SD-2023-03")
QUERIES = ("", "q=thu+vien", "area=218", "type=library&type=classroom&area=220", "state=open&sort=gap", "sort=newest")


def entry(code: str) -> dict[str, Any]:
    unit = "220" if code.startswith("SD") else "218"
    return frozen(code, unit=unit, category="classroom" if code.endswith("02") else "library")


@pytest.fixture
def shelf(app: Flask) -> Flask:
    release(app, *map(entry, NAMES))
    close(app, "LN-2023-02")
    return app


def codes(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [project["code"] for project in answer.json["projects"]]


@pytest.mark.both_databases
def test_the_list_is_that_of_the_page(shelf: Flask, client: FlaskClient) -> None:
    for query in QUERIES:
        page = parsed(client.get(f"/en/projects?{query}").text)
        shown = [link.get("href").rpartition("/")[2] for link in inside(page, "card-name", "/a")]
        answer = client.get(f"/api/v1/projects?{query}")
        assert (query, codes(answer), answer.json["total"]) == (query, shown, len(shown))
        assert shown
        for language, address in answer.json["links"]["pages"].items():
            assert address.startswith(f"http://localhost/{language}/projects")
            assert client.get(address).status_code == 200


def test_reading_goes_on_where_it_stopped_whatever_happens_meanwhile(shelf: Flask, client: FlaskClient) -> None:
    first = client.get("/api/v1/projects?state=open&limit=2&columns=title")
    assert (codes(first), first.json["total"]) == (["SD-2023-01", "LN-2023-01"], 4)
    close(shelf, "SD-2023-01")
    release(shelf, entry("SD-2023-09"), number=2)
    following = first.json["links"]["next"]
    assert first.headers["Link"] == f'<{following}>; rel="next"'
    second = client.get(following)
    assert (codes(second), second.json["edition"]["key"], second.json["links"]["next"]) == (
        ["SD-2023-02", "SD-2023-03"],
        "2023-1",
        None,
    )
    assert [sorted(project) for project in second.json["projects"]] == [["code", "title"]] * 2
    for other in (following.replace("state=open", "state=closed"), following.replace("cursor=", "cursor=x")):
        assert client.get(other).status_code == 404


def test_a_project_is_told_with_its_edition(shelf: Flask, client: FlaskClient) -> None:
    release(shelf, entry("SD-2023-01") | {"aid_usd": 2_500}, entry("SD-2023-02"), number=2)
    release(shelf, entry("SD-2023-01") | {"texts": {"title": both("Bản nháp", "A draft")}}, number=3, state="draft")
    told = client.get("/api/v1/projects/sd-2023-01?lang=en").json
    assert told["edition"]["rate"] == {"vnd_per_usd": 23_500, "date": "2023-05-31", "source": {"en": "Treasury"}}
    project = told["project"]
    names = "code title aid_vnd aid_usd with_disability pages"
    assert [project[name] for name in names.split()] == [
        "SD-2023-01",
        {"en": "Thư viện số SD-2023-01 (en)"},
        47_000_000,
        2_500,
        "<10",
        {"en": "http://localhost/en/projects/SD-2023-01"},
    ]
    assert project.keys() == schema("")["properties"]["entries"]["items"]["properties"].keys()
    assert client.get("/api/v1/projects/SD-2023-01?edition=2023-1").json["project"]["aid_usd"] == 2_000
    statuses = [client.get(f"/api/v1/projects/LN-2023-01{query}").status_code for query in ("", "?edition=2023-1")]
    assert statuses == [410, 200]


def test_what_to_filter_by_is_counted_as_beside_the_list(shelf: Flask, client: FlaskClient) -> None:
    told = client.get("/api/v1/facets?area=218&lang=en").json
    by_key = {facet["key"]: {value["key"]: value["projects"] for value in facet["values"]} for facet in told["facets"]}
    assert (told["total"], by_key["type"], by_key["area"]) == (
        2,
        {"library": 1, "classroom": 1},
        {"218": 2, "220": 3},
    )
    for path in ("categories", "areas"):
        for value in client.get(f"/api/v1/{path}").json[path]:
            assert client.get(value["links"]["projects"]).json["total"] == value["projects"]


def test_editions_are_told_with_their_documents(shelf: Flask, client: FlaskClient) -> None:
    release(shelf, entry("SD-2023-01"), number=2)
    told = client.get("/api/v1/editions?lang=vi").json["editions"]
    assert [(line["edition"]["key"], line["projects"]) for line in told] == [("2023-2", 1), ("2023-1", 5)]
    one = client.get(told[1]["links"]["self"]).json
    assert one["links"] == told[1]["links"]
    assert codes(client.get(one["links"]["projects"])) == list(NAMES)
    wanted = next(
        each for each in one["documents"] if (each["language"], each["media_type"]) == ("en", "application/json")
    )
    assert client.get(wanted["address"]).json["entries"][0]["code"] == "SD-2023-01"


def test_rounds_are_told_in_universal_time(shelf: Flask, client: FlaskClient) -> None:
    told = client.get("/api/v1/rounds").json["rounds"][0]
    assert told["key"] == "2023"
    assert datetime.fromisoformat(told["opens_at"]).tzinfo == UTC


def test_an_answer_costs_the_same_few_queries_whatever_its_size(shelf: Flask, client: FlaskClient) -> None:
    asked: list[str] = []
    with shelf.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))

    def queries(path: str, tag: str = "") -> int:
        client.get(f"/api/v1/{path}")  # what is kept in memory is there
        asked.clear()
        answer = client.get(f"/api/v1/{path}", headers={"If-None-Match": tag})
        assert answer.status_code == (304 if tag else 200)
        return len([statement for statement in asked if statement.startswith("SELECT")])

    for path in (
        "projects?limit={}",
        "projects/SD-2023-01",
        "facets",
        "editions",
        "editions/2023-1",
        "areas",
        "rounds",
    ):
        assert queries(path.format(1)) == queries(path.format(5)) <= 8
        tag = client.get(f"/api/v1/{path.format(1)}").headers["ETag"]
        assert queries(path.format(1), tag) <= 6


def test_before_the_first_release_there_is_nothing(app: Flask, client: FlaskClient) -> None:
    release(app, entry("SD-2023-01"), state="draft")
    statuses = {path: client.get(f"/api/v1/{path}").status_code for path in ("projects", "facets", "areas", "editions")}
    assert statuses == {"projects": 404, "facets": 404, "areas": 404, "editions": 200}
    assert client.get("/api/v1/openapi.json").status_code == client.get("/en/api").status_code == 200


def test_the_page_tells_what_is_asked_and_answered(shelf: Flask, client: FlaskClient) -> None:
    for language in ("vi", "en"):
        answer = client.get(f"/{language}/api")
        page = parsed(answer.text)
        described = client.get(f"/api/v1/openapi.json?lang={language}").json
        assert [text(heading) for heading in inside(page, "operation", "/h3")] == [
            methods["get"]["summary"] for methods in described["paths"].values()
        ]
        example = page.xpath("//section[@aria-labelledby='example']//a")[0].get("href")
        assert json.loads(text(inside(page, "sample")[0])) == client.get(example).json["projects"][0]
        again = client.get(f"/{language}/api", headers={"If-None-Match": answer.headers["ETag"]})
        assert again.status_code == 304
    named = {row.text for row in page.xpath("//table//th//code")}
    assert {"q", "sort", "cursor", "code", *BY_KEY} <= named
