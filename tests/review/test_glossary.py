"""The pages of the glossary."""

import io

import pytest

from tests.accounts.people import statements
from tests.public.reading import inside, parsed, text
from tests.review.desk import MANAGER, PUBLISHER, REVIEWER, Office

CSV = "Tiếng Việt,Tiếng Anh,Nhóm\ntủ sách,book corner,works\nhuyện,county,admin\nxã,commune,admin\nthôn,,admin\n"


def rows(page) -> list[str]:
    return [text(row) for row in page.xpath("//tbody/tr")]


def test_a_term_is_added_found_changed_and_removed(office: Office) -> None:
    visitor = office.visitor(REVIEWER)
    given = {"source": "tủ sách", "target": "book corner", "category": "works"}
    added = visitor.submit("/desk/glossary", given, action="/desk/glossary?q=&group=")
    assert (added.status_code, added.location) == (303, "/desk/glossary?q=t%E1%BB%A7+s%C3%A1ch")
    page = parsed(visitor.get("/desk/glossary?q=TU+SACH&group=works").text)
    assert rows(page) == ["tủ sách book corner Works and activities"]
    address = page.xpath("//tbody//a")[0].get("href")
    assert visitor.submit(address, {"target": "bookcase"}).location == address
    assert rows(parsed(visitor.get("/desk/glossary?q=bookcase").text)) == ["tủ sách bookcase Works and activities"]
    assert visitor.submit(address, {}, action=f"{address}/remove").location == "/desk/glossary"
    assert rows(parsed(visitor.get("/desk/glossary?q=bookcase").text)) == []
    assert visitor.get(address).status_code == 404


def test_what_is_refused_stays_filled_in(office: Office) -> None:
    visitor = office.visitor(REVIEWER)
    given = {"source": "huyện", "target": "county", "category": "admin"}
    answer = visitor.submit("/desk/glossary", given, action="/desk/glossary?q=&group=")
    page = parsed(answer.text)
    assert answer.status_code == 422
    assert text(page.get_element_by_id("source-error")) == "Error: This term is there already, as “district”."
    assert page.get_element_by_id("target").get("value") == "county"


def test_two_people_at_one_term(office: Office) -> None:
    visitor = office.visitor(REVIEWER)
    address = parsed(visitor.get("/desk/glossary?q=township").text).xpath("//tbody//a")[0].get("href")
    assert visitor.submit(address, {"target": "small town"}).status_code == 303
    answer = visitor.submit(address, {"target": "market town", "version": "1"})
    assert answer.status_code == 409
    assert parsed(answer.text).get_element_by_id("target").get("value") == "market town"


def test_a_file_goes_out_and_comes_in_after_a_look(office: Office) -> None:
    visitor = office.visitor(REVIEWER)
    for name in ("xlsx", "csv"):
        answer = visitor.get(f"/desk/glossary/file.{name}")
        assert answer.headers["Content-Disposition"] == f"attachment; filename=glossary.{name}"
        data = answer.data
    upload = {"file": (io.BytesIO(data), "glossary.csv")}
    checked = visitor.submit("/desk/glossary", upload, action="/desk/glossary/import")
    assert "Nothing of this file would change the glossary." in visitor.get(checked.location).text
    upload = {"file": (io.BytesIO(CSV.encode()), "new.csv")}
    checked = visitor.submit("/desk/glossary", upload, action="/desk/glossary/import")
    assert rows(parsed(visitor.get(checked.location).text)) == [
        "2 tủ sách book corner Works and activities new",
        "3 huyện removed: district county Administrative units changed",
        "5 thôn Administrative units Vietnamese or English is missing.",
    ]
    assert visitor.submit(checked.location).location == "/desk/glossary"
    page = parsed(visitor.get("/desk/glossary?q=county").text)
    assert text(inside(page, "notice")[0]) == "1 term was added. 1 was changed."
    assert rows(page) == ["huyện county Administrative units"]


def test_a_file_that_is_none_is_refused(office: Office) -> None:
    upload = {"file": (io.BytesIO(b"%PDF-1.4"), "new.pdf")}
    assert office.visitor(REVIEWER).submit("/desk/glossary", upload, action="/desk/glossary/import").status_code == 422
    for name in ("0" * 64, "../" * 21 + "a"):
        assert office.visitor(REVIEWER).get(f"/desk/glossary/import/{name}").status_code == 404


@pytest.mark.parametrize("email", [PUBLISHER, MANAGER])
def test_other_readers_can_look_only(office: Office, email: str) -> None:
    page = parsed(office.visitor(email).get("/desk/glossary?q=township").text)
    assert [form.get("action") for form in page.get_element_by_id("main").xpath(".//form")] == [None]
    page = parsed(office.visitor(email).get(page.xpath("//tbody//a")[0].get("href")).text)
    assert page.get_element_by_id("main").xpath(".//form") == []


def test_the_glossary_costs_the_same_queries_whatever_it_shows(office: Office) -> None:
    costs = []
    for words in ("township", ""):
        visitor = office.visitor(REVIEWER)
        with statements(office.app) as seen:
            visitor.get(f"/desk/glossary?q={words}")
        costs.append(len(seen))
    assert costs[0] == costs[1] <= 8
