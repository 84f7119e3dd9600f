"""The list as files: just what a search finds, in its order, and what it is."""

import csv
import io
import json

import openpyxl
import pytest
from flask import Flask
from flask.testing import FlaskClient

from catalog.exchange import selection
from tests.public.reading import inside, parsed, text
from tests.public.shelf import frozen, release

ENTRIES = (
    frozen("SD-2023-01", category="classroom", aid_usd=30_000),
    frozen("SD-2023-02", aid_usd=9_000),
    frozen("LN-2023-01", unit="218", aid_usd=4_000),
    frozen("LN-2023-02", unit="218", category="swimming", aid_usd=2_000),
)
FOUND = ["LN-2023-01", "SD-2023-02"]
SENTENCE = "2 projects of the type Libraries"


@pytest.fixture
def files(app: Flask, client: FlaskClient) -> FlaskClient:
    release(app, *ENTRIES)
    return client


def rows(data: bytes, sheet: str) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(io.BytesIO(data), read_only=True)[sheet].iter_rows(values_only=True))


def test_data_hold_what_was_found_in_its_order(files: FlaskClient) -> None:
    told = json.loads(files.get("/en/projects/list.json?type=library&sort=gap&lang=en").data)
    assert (told["edition"]["selection"], [entry["code"] for entry in told["entries"]]) == ({"en": SENTENCE}, FOUND)
    lines = csv.reader(io.StringIO(files.get("/en/projects/list.csv?type=library&sort=gap&lang=both").text))
    assert [line[1] for line in lines][1:] == FOUND


def test_a_workbook_says_what_it_is(files: FlaskClient) -> None:
    answer = files.get("/en/projects/list.xlsx?type=library&sort=gap&lang=en")
    assert [row[1] for row in rows(answer.data, "Data")][1:] == FOUND
    about = {row[0]: row[1] for row in rows(answer.data, "About")}
    assert (about["Selection"], about["Released on"], about["Projects and grants"]) == (SENTENCE, "1 June 2023", "2")
    assert answer.headers["Content-Disposition"] == "attachment; filename=aid-project-list-2023-1-selection.xlsx"


def test_what_is_found_on_all_pages_is_in_the_file(app: Flask, client: FlaskClient) -> None:
    release(app, *(frozen(f"SD-2023-{number:02}") for number in range(1, 43)))
    told = json.loads(client.get("/vi/projects/list.json?q=thu+vien&page=2").data)
    assert len(told["entries"]) == 42


@pytest.mark.parametrize(("fmt", "start"), [("docx", b"PK"), ("pdf", b"%PDF")])
@pytest.mark.parametrize("language", ["vi", "both"])
def test_pages_to_print_are_made_too(files: FlaskClient, fmt: str, start: bytes, language: str) -> None:
    answer = files.get(f"/vi/projects/list.{fmt}?area=218&lang={language}")
    assert (answer.status_code, answer.data[: len(start)]) == (200, start)


@pytest.mark.parametrize("address", ["list.odt", "list.pdf?lang=fr"])
def test_what_there_is_not_is_not_found(files: FlaskClient, address: str) -> None:
    assert files.get(f"/en/projects/{address}").status_code == 404


def test_before_the_first_release_there_is_no_file(client: FlaskClient) -> None:
    assert client.get("/en/projects/list.csv").status_code == 404


def test_a_file_that_would_be_too_long_is_refused_kindly(files: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(selection.MOST, "pdf", 1)
    answer = files.get("/en/projects/list.pdf?type=library")
    assert answer.status_code == 422
    assert "A PDF file is made of 1 projects at most, and this list has 2." in answer.text
    bar = inside(parsed(files.get("/en/projects?type=library").text), "download-bar")[0]
    assert "PDF: choose more filters, this list is too long for them." in text(bar)
    assert [text(link) for link in bar.xpath("a[@download]")] == ["Excel", "Word", "CSV", "JSON"]


def test_the_page_offers_its_own_list_or_the_files_of_the_edition(files: FlaskClient) -> None:
    def offered(query: str) -> list[str]:
        bar = inside(parsed(files.get(f"/en/projects{query}").text), "download-bar")[0]
        return [link.get("href") for link in bar.xpath("a[@download]")]

    assert offered("")[0] == "/en/editions/2023-1/list.xlsx?lang=en"
    assert offered("?q=thu&area=218&sort=gap")[0] == "/en/projects/list.xlsx?q=thu&area=218&sort=gap&lang=en"
    assert offered("?q=zzz")[0] == "/en/editions/2023-1/list.xlsx?lang=en"


def test_a_file_that_somebody_has_is_not_made_again(files: FlaskClient) -> None:
    address = "/en/projects/list.pdf?area=218"
    tag = files.get(address).headers["ETag"]
    assert files.get(address, headers={"If-None-Match": tag}).status_code == 304
