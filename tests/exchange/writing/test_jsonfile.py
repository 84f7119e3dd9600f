"""The list as JSON, and the schema that the catalogue publishes of it."""

import dataclasses
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, ValidationError

from catalog.exchange.columns import BY_KEY, COLUMNS
from catalog.exchange.writing import jsonfile
from catalog.exchange.writing.json_schema import schema
from catalog.text import clean
from tests.exchange.writing.lists import BASES, EDITION, ISSUER, both, entry, listing

BASE_URL = "https://catalogue.example.org"
LANGUAGES = ("vi", "en")
PHOTO = {
    "sha256": "a" * 64,
    "sizes": {"480": "b" * 64, "1200": "a" * 64},
    "width": 1200,
    "height": 800,
    "caption": both("Điểm trường", "The school"),
    "alternative_text": both("Một dãy nhà", "A row of rooms"),
    "credit": "Phòng Nghiệp vụ",
}
VALIDATOR = Draft202012Validator(schema(BASE_URL), format_checker=Draft202012Validator.FORMAT_CHECKER)


def read(data: bytes) -> Any:
    """A document as any program reads it, after the schema took it."""
    document = json.loads(data)
    VALIDATOR.validate(document)
    return document


def of(*entries: Any, **parts: Any) -> Any:
    return dataclasses.replace(listing(*entries, **parts), base_url=BASE_URL)


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema(BASE_URL))
    assert schema(BASE_URL)["$id"] == "https://catalogue.example.org/schema/edition.json"


def test_the_schema_names_every_column_of_the_registry_in_both_languages() -> None:
    described = schema(BASE_URL)["properties"]["entries"]["items"]["properties"]
    assert {key: described[key]["title"] for key in BY_KEY} == {key: BY_KEY[key].heading.en for key in BY_KEY}
    assert described.keys() - BY_KEY.keys() == {"pages", "budget", "photos"}


def test_an_edition_tells_what_it_stands_on() -> None:
    approved = {"approval_kind": "Quyết định", "approval_number": "9/QĐ-UBND", "approval_date": date(2023, 6, 5)}
    told = read(jsonfile.write(of(**approved), LANGUAGES))
    assert told["$schema"] == f"{BASE_URL}/schema/edition.json"
    edition = told["edition"]
    assert {key: edition[key] for key in ("key", "pages", "released_at", "approval", "rate", "legal_bases")} == {
        "key": "2023-1",
        "pages": {language: f"{BASE_URL}/{language}/editions/2023-1" for language in LANGUAGES},
        "released_at": "2023-06-01T02:00:00+00:00",
        "approval": {"kind": "Quyết định", "number": "9/QĐ-UBND", "date": "2023-06-05"},
        "rate": {"vnd_per_usd": 23_500, "date": "2023-05-31", "source": both("Kho bạc Nhà nước", "State Treasury")},
        "legal_bases": BASES,
    }
    assert edition["issuer"]["name"] == ISSUER["name"]
    assert edition["round"] == EDITION["data"]["round"] | {"theme": None, "slogan": None}


def test_an_entry_has_every_column_typed() -> None:
    one = read(jsonfile.write(of(entry(photos=[PHOTO], beneficiaries={"children": 240})), LANGUAGES))["entries"][0]
    assert {column.key for column in COLUMNS} | {"pages", "budget", "photos"} == one.keys()
    keys = "number code title children with_disability start aid_vnd aid_usd sdg dac category category_key hospital"
    assert [one[key] for key in keys.split()] == [
        1,
        "SD-2023-01",
        both("Thư viện thân thiện xã Hữu Sản", "Friendly library in Huu San Commune"),
        240,
        None,
        "2023-09-01",
        1_500_000_000,
        63_830,
        ["4.1", "4.7"],
        "11220",
        both("Thư viện", "Libraries"),
        "library",
        both("Bệnh viện, cơ sở y tế thực hiện của dự án", "Hospital or clinic of the project"),
    ]
    assert one["pages"]["en"] == f"{BASE_URL}/en/projects/SD-2023-01"
    assert one["photos"] == [
        {
            "sizes": {"480": f"{BASE_URL}/photos/{'b' * 64}.jpg", "1200": f"{BASE_URL}/photos/{'a' * 64}.jpg"},
            "caption": PHOTO["caption"],
            "alternative_text": PHOTO["alternative_text"],
            "credit": "Phòng Nghiệp vụ",
        }
    ]


def test_budget_lines_and_needs_in_kind_stand_in_the_entry() -> None:
    lines = read(jsonfile.write(of(entry()), LANGUAGES))["entries"][0]["budget"]
    assert lines[0] == {
        "position": 1,
        "item": both("Giá sách", "Shelves"),
        "quantity": 12,
        "measure": both("chiếc", "pieces"),
        "unit_cost_vnd": 125_000_000,
        "amount_vnd": 1_500_000_000,
        "amount_usd": 63_830,
        "funding": both("Đề nghị viện trợ", "Aid requested"),
        "optional": both("Tùy chọn", "Optional"),
        "funding_code": "aid",
    }
    assert [(line["quantity"], line["amount_vnd"], line["funding_code"]) for line in lines[1:]] == [
        (1.5, 3_000_000, "counterpart"),
        (None, None, "in_kind"),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_language_is_told_alone(language: str) -> None:
    told = read(jsonfile.write(of(entry()), (language,)))
    assert list(told["entries"][0]["title"]) == [language]
    assert list(told["edition"]["pages"]) == [language]


def test_chosen_columns_are_told_alone_with_the_code() -> None:
    chosen = dataclasses.replace(of(entry()), columns=(BY_KEY["title"], BY_KEY["aid_usd"]))
    assert read(jsonfile.write(chosen, ("en",)))["entries"] == [
        {"code": "SD-2023-01", "title": {"en": "Friendly library in Huu San Commune"}, "aid_usd": 63_830}
    ]


def test_a_list_without_entries_is_one() -> None:
    assert read(jsonfile.write(dataclasses.replace(of(), entries=[]), LANGUAGES))["entries"] == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("children", "240"),
        ("children", -1),
        ("with_disability", "<20"),
        ("start", "31/05/2023"),
        ("title", {"fr": "Bibliothèque"}),
        ("aid_form_code", "loan"),
        ("phone", "0912 345 678"),
    ],
)
def test_the_schema_refuses_what_no_list_says(key: str, value: Any) -> None:
    document = json.loads(jsonfile.write(of(entry()), LANGUAGES))
    document["entries"][0][key] = value
    with pytest.raises(ValidationError):
        VALIDATOR.validate(document)


@example('"\\ \ud800\uffff\x00</script>\u2028')
@given(st.text(st.characters()))
def test_any_text_is_read_back(text: str) -> None:
    one = read(jsonfile.write(of(entry(texts={"title": both(text, f"en {text}")})), LANGUAGES))["entries"][0]
    assert one["title"] == both(clean(text), clean(f"en {text}"))
