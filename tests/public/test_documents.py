"""Documents as the catalogue hands them out: JSON with its schema, chosen columns."""

import csv
import io
import json

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from lxml import etree

from tests.public.shelf import frozen, release


@pytest.fixture
def visitor(app: Flask) -> FlaskClient:
    release(app, frozen("SD-2023-01"), frozen("LNa-2023-01", unit="218"))
    return app.test_client()


def test_a_list_as_json_follows_the_schema_that_it_names(visitor: FlaskClient) -> None:
    answer = visitor.get("/en/editions/2023-1/list.json")
    assert (answer.status_code, answer.content_type) == (200, "application/json")
    assert answer.headers["Content-Disposition"] == "attachment; filename=aid-project-list-2023-1.json"
    document = json.loads(answer.data)
    assert document["$schema"] == "http://localhost/schema/edition.json"
    schema = visitor.get("/schema/edition.json")
    assert (schema.status_code, schema.mimetype) == (200, "application/schema+json")
    assert schema.json["$id"] == document["$schema"]
    Draft202012Validator(schema.json).validate(document)


def test_a_list_for_iati_is_an_xml_file(visitor: FlaskClient) -> None:
    answer = visitor.get("/en/editions/2023-1/list.iati")
    assert (answer.status_code, answer.mimetype) == (200, "application/xml")
    assert answer.headers["Content-Disposition"] == "attachment; filename=aid-project-list-2023-1.xml"
    pages = [
        link.get("url").removeprefix("http://localhost") for link in etree.fromstring(answer.data).iter("document-link")
    ]
    assert pages == ["/en/projects/SD-2023-01", "/en/projects/LNa-2023-01"]
    assert {visitor.get(page).status_code for page in pages} == {200}


def test_addresses_in_a_list_as_json_are_pages(visitor: FlaskClient) -> None:
    document = json.loads(visitor.get("/en/editions/2023-1/list.json?lang=both").data)
    pages = [*document["edition"]["pages"].values()]
    pages += [page for entry in document["entries"] for page in entry["pages"].values()]
    assert len(pages) == 6
    assert {visitor.get(page.removeprefix("http://localhost")).status_code for page in pages} == {200}


@pytest.mark.parametrize(
    "query",
    ["columns=aid_usd,title", "columns=title&columns=aid_usd", "columns=title,contact_email,aid_usd&columns=nothing"],
)
def test_columns_are_chosen_in_the_address(visitor: FlaskClient, query: str) -> None:
    data = visitor.get(f"/en/editions/2023-1/list.csv?{query}").data.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(data, newline=""))) == [
        ["Project title", "Aid requested (USD)"],
        ["Thư viện số SD-2023-01 (en)", "2000"],
        ["Thư viện số LNa-2023-01 (en)", "2000"],
    ]


@pytest.mark.parametrize("query", ["columns=", "columns=contact_email", "columns=%00'--"])
def test_without_a_known_column_all_are_there(visitor: FlaskClient, query: str) -> None:
    whole = visitor.get("/en/editions/2023-1/list.csv").data
    assert visitor.get(f"/en/editions/2023-1/list.csv?{query}").data == whole
