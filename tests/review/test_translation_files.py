"""Work for a translator outside: out as a workbook, filled in, and back as drafts."""

import io
from typing import Any

import openpyxl
import pytest

from catalog.proposals.workflow import State
from tests.exchange.writing.excel_rules import broken_rules
from tests.public.reading import inside, parsed, text
from tests.review.desk import MANAGER, REVIEWER, Office
from tests.review.translating import KEYS, TITLE, change_title, stored, translate

FILE = "/desk/translation/file"


@pytest.fixture
def code(office: Office) -> str:
    return office.proposal(State.ACCEPTED)


def taken_out(office: Office, language: str = "en") -> Any:
    answer = office.visitor(REVIEWER, language).get(f"{FILE}.xlsx")
    assert answer.status_code == 200
    assert broken_rules(answer.data) == []
    return openpyxl.load_workbook(io.BytesIO(answer.data))


def filled(book: Any, english: dict[str, str]) -> bytes:
    """The workbook with English beside the answers of these keys."""
    for row in book.active.iter_rows(min_row=3):
        key = row[5].value.rpartition(" ")[0]
        if key in english:
            row[3].value = english[key]
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def sent(office: Office, data: bytes) -> Any:
    upload = {"file": (io.BytesIO(data), "back.xlsx")}
    return office.visitor(REVIEWER).submit("/desk/translation", upload, action=FILE)


def rows(office: Office, address: str) -> list[str]:
    return [text(row) for row in parsed(office.visitor(REVIEWER).get(address).text).xpath("//tbody/tr")]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_waits_goes_out_and_comes_back_as_drafts(office: Office, code: str, language: str) -> None:
    translate(office, code, "location", "Huu San", checked=True)
    book = taken_out(office, language)
    keys = [row[5].rpartition(" ")[0] for row in book.active.iter_rows(min_row=3, values_only=True)]
    assert keys == [key for key in KEYS if key != "location"]
    answer = sent(office, filled(book, {"title": "A library", "budget:1:unit": 12}))
    assert answer.status_code == 303
    assert stored(office, code) == {"location": ("Huu San", "checked")}
    found = rows(office, answer.location)
    assert [row.rpartition(" ")[2] for row in found] == ["new", "new"]
    assert office.visitor(REVIEWER).submit(answer.location).location == "/desk/translation"
    assert stored(office, code) == {
        "location": ("Huu San", "checked"),
        "title": ("A library", "draft"),
        "budget:1:unit": ("12", "draft"),
    }
    assert rows(office, answer.location) == []


def test_rows_that_can_not_be_taken_say_why(office: Office, code: str) -> None:
    book = taken_out(office)
    sheet = book.active
    sheet.append([code, "", "", "Somewhere", "", "nowhere 0123456789ab"])
    sheet.append(["XX-1999-01", "", "", "Somewhere", "", "title 0123456789ab"])
    data = filled(book, {"title": "A library", "objective": "To read", "location": "x" * 6001})
    change_title(office, code, "Thư viện")
    address = sent(office, data).location
    results = [text(cell) for cell in parsed(office.visitor(REVIEWER).get(address).text).xpath("//tbody/tr/td[4]")]
    assert results == [
        "The Vietnamese changed after the file was made.",
        "Longer than 6000 characters.",
        "new",
        f"Proposal {code} has no such answer.",
        "Proposal XX-1999-01 has no such answer.",
    ]
    office.visitor(REVIEWER).submit(address)
    assert stored(office, code) == {"objective": ("To read", "draft")}


def test_a_draft_that_somebody_wrote_meanwhile_shows_beside_the_new_one(office: Office, code: str) -> None:
    data = filled(taken_out(office), {"title": "A library"})
    translate(office, code, "title", "A reading room")
    address = sent(office, data).location
    assert rows(office, address) == [f"3 {code} Title {TITLE} removed: A reading room A library changed"]


def test_other_files_are_refused(office: Office, code: str) -> None:
    answer = sent(office, b"a;b\n1;2\n")
    assert answer.status_code == 422
    assert "This is no file for translators from here" in text(inside(parsed(answer.text), "error-summary")[0])
    for name in ("0" * 64, "..%2F..%2Fsecret.key"):
        assert office.visitor(REVIEWER).get(f"{FILE}/{name}").status_code == 404


def test_readers_see_no_file(office: Office, code: str) -> None:
    page = parsed(office.visitor(MANAGER).get("/desk/translation").text)
    assert page.get_element_by_id("main").xpath(".//form") == []
    assert office.visitor(MANAGER).get(f"{FILE}.xlsx").status_code == 403
