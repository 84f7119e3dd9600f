"""The page of a report: figures are those of the report, numbers lead to proposals, and only the office reads it."""

import io
from collections.abc import Callable

import openpyxl
import pytest
from flask import Flask
from lxml import html

from catalog import clock
from catalog.accounts.rights import UNIT_ROLES, Role
from catalog.db import db, transaction
from catalog.proposals.models import Category
from catalog.proposals.workflow import State
from catalog.reports.report import Report, report
from catalog.rounds.models import Round
from catalog.units.models import Unit
from tests.proposals import scene
from tests.public.reading import inside, parsed, text
from tests.review.crowd import crowd
from tests.review.desk import MANAGER, Office
from tests.visitor import Visitor

HOSTILE = '<script>alert("x")</script> & {{ 7 * 7 }} %(x)s'


@pytest.fixture
def spring(office: Office) -> Office:
    """The round is one of spring 2023, when there were districts."""
    with office.app.app_context(), transaction():
        db.session.query(Round).one().opens_at = clock.now().replace(year=2023, month=5, day=4)
    return office


def page_of(office: Office, query: str = "", language: str = "en") -> html.HtmlElement:
    answer = office.visitor(MANAGER, language).get(f"/desk/reports/2023{query}")
    assert answer.status_code == 200
    return parsed(answer.text)


def report_of(office: Office, extent: str = "sent") -> Report:
    with office.app.app_context():
        return report(office.actor(MANAGER), "2023", extent)


def shown(page: html.HtmlElement) -> dict[str, list[list[str]]]:
    """The rows of every table of a page, headings first, by its key."""
    return {
        table.get("id").removesuffix("-table"): [[text(cell) for cell in row] for row in table.xpath(".//tr")]
        for table in inside(page, "report-table")
    }


def told(found: Report, language: str) -> dict[str, list[list[str]]]:
    """The same of the report itself."""
    return {
        table.key: [
            [words.in_(language) for words in (table.subject, *(column.heading for column in table.columns))],
            *(
                [row.name.in_(language), *(" ".join(cell.text(language).split()) for cell in row.cells)]
                for row in table.all_rows
            ),
        ]
        for table in found.all_tables
    }


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_shows_the_tables_of_the_report(spring: Office, language: str) -> None:
    for state in State:
        spring.proposal(state)
    spring.proposal(State.ACCEPTED, "218", category_key="scholarship")
    assert shown(page_of(spring, language=language)) == told(report_of(spring), language)
    accepted = shown(page_of(spring, "?extent=accepted", language))
    assert accepted == told(report_of(spring, "accepted"), language)
    assert accepted["states"] != told(report_of(spring), language)["states"]


def test_every_number_leads_to_as_many_proposals_in_the_queue(spring: Office) -> None:
    for state in State:
        spring.proposal(state)
    spring.proposal(State.ACCEPTED, "218", category_key="scholarship")
    links = inside(page_of(spring), "report-table", "//td/a[starts-with(@href, '/desk/review')]")
    counted = {link.get("href"): text(link) for link in links}
    visitor = spring.visitor(MANAGER)
    found = {address: len(parsed(visitor.get(address).text).xpath("//tbody/tr")) for address in counted}
    assert len(found) == 15
    assert {address: str(number) for address, number in found.items()} == counted


def test_every_chart_is_a_picture_with_a_name_and_draws_its_table(spring: Office) -> None:
    for state in (State.SUBMITTED, State.ACCEPTED, State.ACCEPTED):
        spring.proposal(state)
    spring.proposal(State.SUBMITTED, "218")
    page = page_of(spring)
    pictures = {picture.getparent().getparent().get("id"): picture for picture in page.xpath("//main//figure/svg")}
    assert list(pictures) == ["units", "sectors", "types", "sizes", "beneficiaries", "states"]
    for key, picture in pictures.items():
        named = [page.get_element_by_id(each) for each in picture.get("aria-labelledby").split()]
        assert (picture.get("role"), [each.tag for each in named]) == ("img", ["title", "desc"]), key
    drawn = [text(group.find("title")) for group in pictures["units"].findall("g")]
    assert drawn == [
        "Luc Nam District · Being reviewed: 1",
        "Son Dong District · Being reviewed: 1",
        "Son Dong District · Accepted: 2",
    ]
    assert [rect.get("width") for rect in pictures["units"].iter("rect")] == ["26.67%", "26.67%", "53.33%"]


def test_of_very_many_bars_the_longest_are_drawn(office: Office) -> None:
    with office.app.app_context(), transaction() as session:
        for place in range(24):
            name = f"Trường {place:02}"
            session.add(
                Unit(code=f"T{place}", kind="department", name_vi=name, name_en=name, abbreviation=f"T{place}",
                     valid_from=scene.DAY)
            )  # fmt: skip
    with office.app.app_context():
        round_ = db.session.query(Round).one()
        for place in range(24):
            made = scene.proposal_in(State.SUBMITTED, round_)
            with transaction():
                made.unit_id = db.session.query(Unit).filter_by(code=f"T{place}").one().id
    units = page_of(office).get_element_by_id("units")
    assert len(units.xpath(".//figure//g")) == 20
    assert text(units.xpath(".//figcaption")[0]) == "Proposals by state (the largest 20)"


def test_names_of_units_and_types_stay_text(spring: Office) -> None:
    spring.proposal(State.SUBMITTED)
    with spring.app.app_context(), transaction():
        scene.unit().name_en = HOSTILE
        db.session.get_one(Category, "library").name_en = HOSTILE
        db.session.query(Round).one().name_en = HOSTILE
    page = page_of(spring)
    assert page.xpath("//main//script") == []
    assert [row[0] for row in shown(page)["types"][1:]] == [HOSTILE, "Total"]
    assert text(page.xpath("//main//p[@class='kicker']")[0]) == HOSTILE


def test_an_empty_round_says_what_to_do(spring: Office) -> None:
    page = page_of(spring)
    assert list(shown(page)) == ["not-sent", "key-figures"]
    assert "Nothing was sent in this round yet" in text(inside(page, "notice")[-1])
    spring.proposal(State.SUBMITTED)
    page = page_of(spring, "?extent=published")
    assert list(shown(page)) == ["not-sent", "key-figures"]
    assert [link.get("href") for link in inside(page, "notice", "//a")] == ["/desk/reports/2023"]


def test_a_round_without_units_says_so(spring: Office) -> None:
    with spring.app.app_context(), transaction():
        db.session.query(Round).one().opens_at = clock.now().replace(year=1901)
    assert "No unit was there on the day" in text(page_of(spring).get_element_by_id("not-sent"))


def test_the_newest_round_that_opened_is_reported_first(office: Office) -> None:
    with office.app.app_context():
        scene.a_round("2022", opens=-400, closes=-380)
        scene.a_round("2031", opens=30, closes=60)
    visitor = office.visitor(MANAGER)
    assert visitor.get("/desk/reports").location == "/desk/reports/2023"
    assert visitor.get("/desk/reports?round=2022&extent=sent").location == "/desk/reports/2022"
    assert visitor.get("/desk/reports?round=2022&extent=accepted").location == "/desk/reports/2022?extent=accepted"
    assert visitor.get("/desk/reports?round=2022&extent=nonsense").location == "/desk/reports/2022"
    assert visitor.get("/desk/reports/1999").status_code == 404
    chosen = parsed(visitor.get("/desk/reports/2022?extent=accepted").text).xpath("//main//option[@selected]/@value")
    assert chosen == ["2022", "accepted"]


def test_without_a_round_there_is_nothing_to_report(app: Flask, person: Callable, sign_in: Callable) -> None:
    person(MANAGER, "manager")
    answer = sign_in(MANAGER).get("/desk/reports")
    assert (answer.status_code, "Chưa có đợt" in answer.text) == (200, True)


def test_the_files_are_those_of_the_page(spring: Office) -> None:
    spring.proposal(State.ACCEPTED)
    spring.proposal(State.SUBMITTED)
    page = page_of(spring, "?extent=accepted", "vi")
    links = [link.get("href") for link in page.xpath("//main//a[contains(@href, '/file.')]")]
    assert links == [
        f"/desk/reports/2023/file.{format_}?lang={language}&extent=accepted"
        for format_ in ("xlsx", "docx")
        for language in ("vi", "en")
    ]
    answers = [spring.visitor(MANAGER, "vi").get(link) for link in links]
    assert [answer.headers["Content-Disposition"].partition("filename=")[2] for answer in answers] == [
        f"{stem}-2023.{format_}"
        for format_ in ("xlsx", "docx")
        for stem in ("bao-cao-dot-van-dong", "report-of-the-call")
    ]
    book = openpyxl.load_workbook(io.BytesIO(answers[0].data))
    assert book["Theo tình trạng"]["A4"].value == "Đã chấp nhận"
    assert spring.visitor(MANAGER).get("/desk/reports/2023/file.docx?lang=fr").status_code == 404


ADDRESSES = ("/desk/reports", "/desk/reports/2023", "/desk/reports/2023/file.xlsx")
READERS = {Role.REVIEWER, Role.PUBLISHER, Role.MANAGER}


@pytest.mark.parametrize("role", list(Role))
def test_who_may_read_reports(office: Office, person: Callable, sign_in: Callable, role: Role) -> None:
    office.proposal(State.SUBMITTED)
    person("somebody@example.org", role, unit="220" if role in UNIT_ROLES else None)
    visitor: Visitor = sign_in("somebody@example.org")
    answers = [visitor.get(address, follow_redirects=True).status_code for address in ADDRESSES]
    assert answers == [200 if role in READERS else 403] * len(ADDRESSES)
    home = visitor.get("/desk/", follow_redirects=True)
    assert ("/desk/reports" in parsed(home.text).xpath("//header//nav//a/@href")) == (role in READERS)


def test_visitors_are_asked_to_sign_in(app: Flask, client: Visitor) -> None:
    assert {client.get(address).status_code for address in ADDRESSES} == {303}


def test_two_thousand_proposals_are_counted(spring: Office) -> None:
    with spring.app.app_context():
        crowd(2_000)
    page = page_of(spring)
    assert text(page.get_element_by_id("units-table").xpath(".//tfoot//td")[0]) == "2,000"
