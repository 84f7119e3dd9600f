"""Home, project, editions and their documents."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from catalog.accounts.actor import Actor
from catalog.db import db
from catalog.editions.models import Entry
from catalog.proposals.workflow import State
from catalog.rounds.models import Round
from tests.proposals.scene import proposal_in
from tests.public.reading import facts, inside, parsed, text
from tests.public.shelf import both, frozen, release

PAGES = ("", "projects", "projects/SD-2023-01", "editions", "editions/2023-1")
LINE = {"item": both("San nền", "Levelling"), "quantity": "1.5", "unit": both("gói", "package"), "optional": True}
LINE |= {"unit_cost_vnd": 2_000_000, "amount_vnd": 3_000_000, "amount_usd": 128, "funding": "counterpart"}


def close(app: Flask, code: str) -> None:
    """End the call for an entry, as `editions.services.close` leaves it."""
    with app.app_context():
        db.session.query(Entry).filter_by(code=code).update({"closed_at": datetime(2023, 7, 1, tzinfo=UTC)})
        db.session.commit()


@pytest.mark.parametrize(
    ("header", "place"),
    [
        ("vi", "/vi/"),
        ("vi-VN,en;q=0.8", "/vi/"),
        ("en-GB", "/en/"),
        ("fr", "/en/"),
        ("", "/en/"),
        ("en,vi;q=0.9", "/en/"),
    ],
)
def test_the_root_leads_to_the_visitors_language(client: FlaskClient, header: str, place: str) -> None:
    answer = client.get("/", headers={"Accept-Language": header})
    assert (answer.status_code, answer.location) == (302, place)
    assert "Accept-Language" in answer.headers["Vary"]


def test_home_sums_up_what_is_still_open(app: Flask, client: FlaskClient) -> None:
    release(app, frozen("SD-2023-01"), frozen("LN-2023-01", unit="218"), frozen("LN-2023-02", unit="218"))
    close(app, "LN-2023-02")
    page = parsed(client.get("/en/").text)
    figures = {text(group.find("dt")): text(group.find("dd")) for group in inside(page, "headline-figures", "/div")}
    assert figures == {"open projects": "2", "children": "480", "still needed · VND 94,000,000": "USD 4,000"}
    assert {link.get("href"): link.get("aria-label") for link in inside(page, "land", "/a")} == {
        "/en/projects?area=220": "Son Dong District: 1 project",
        "/en/projects?area=218": "Luc Nam District: 2 projects",
    }
    assert [text(tile) for tile in inside(page, "tile")] == ["Libraries 3 projects"]
    assert len(inside(page, "card")) == 2


def test_home_shows_first_what_the_edition_before_did_not_have(app: Flask, client: FlaskClient) -> None:
    release(app, frozen("SD-2023-01"))
    release(app, frozen("SD-2023-01"), frozen("SD-2023-02"), number=2)
    cards = inside(parsed(client.get("/vi/").text), "card-name", "/a")
    assert [card.get("href") for card in cards] == ["/vi/projects/SD-2023-02", "/vi/projects/SD-2023-01"]


def test_a_project_tells_what_a_board_asks_for(app: Flask, client: FlaskClient) -> None:
    budget = [*frozen("x")["budget"], LINE]
    sums = {"counterpart_vnd": 3_000_000, "counterpart_usd": 128, "total_vnd": 50_000_000, "total_usd": 2_128}
    release(app, frozen("SD-2023-01", budget=budget, **sums))
    page = parsed(client.get("/en/projects/SD-2023-01").text)
    assert facts(page) == {
        "Total budget": "USD 2,128 VND 50,000,000",
        "Counterpart": "USD 128 VND 3,000,000",
        "Duration": "September 2023 – May 2024 (9 months)",
        "Location": "Son Dong District",
        "Implementing agency": "Son Dong District",
        "Form of aid": "Project",
        "Code": "SD-2023-01",
        "Children": "240",
        "Girls": "110",
        "Boys": "130",
        "Ages": "6 to 10",
        "With disability": "<10",
        "Proposing unit": "Son Dong District",
    }
    assert [text(row) for row in page.xpath("//tbody/tr")] == [
        "Shelves Aid requested 10 pieces 4,700,000 47,000,000 2,000",
        "Levelling optional Counterpart 1.5 package 2,000,000 3,000,000 128",
    ]
    assert [text(row) for row in page.xpath("//tfoot/tr")] == [
        "Aid requested 47,000,000 2,000",
        "Counterpart 3,000,000 128",
        "Total budget 50,000,000 2,128",
    ]
    assert "USD 1 = VND 23,500 on 31 May 2023 (Treasury)" in text(page)


def test_a_project_in_vietnamese_writes_as_vietnamese_do(app: Flask, client: FlaskClient) -> None:
    release(app, frozen("SD-2023-01"))
    page = parsed(client.get("/vi/projects/SD-2023-01").text)
    assert facts(page)["Tổng kinh phí"] == "2.000 USD 47.000.000 đồng"
    assert facts(page)["Thời gian thực hiện"] == "09/2023 – 05/2024 (9 tháng)"


def test_a_draft_and_an_unknown_code_answer_alike(app: Flask, client: FlaskClient) -> None:
    release(app, frozen("SD-2023-01"))
    release(app, number=2, state="draft")
    with app.app_context():
        code = proposal_in(State.ACCEPTED, db.session.query(Round).one()).code
    for kind, existing, unknown in (("projects", code, "SD-2023-999"), ("editions", "2023-2", "2023-9")):
        answers = [client.get(f"/en/{kind}/{key}") for key in (existing, unknown)]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert answers[0].text.replace(existing, "") == answers[1].text.replace(unknown, "")


def test_an_old_edition_stays_as_it_was(app: Flask, client: FlaskClient) -> None:
    release(app, frozen("SD-2023-01", title="Tên cũ"), frozen("SD-2023-03"))
    release(app, frozen("SD-2023-02"), frozen("SD-2023-01", title="Tên mới", aid_vnd=94_000_000), number=2)
    old, new = (parsed(client.get(f"/vi/editions/2023-{number}").text) for number in (1, 2))
    assert [text(link) for link in old.xpath("//tbody//a")] == ["Tên cũ", "Thư viện số SD-2023-03"]
    amount = "Đề nghị viện trợ: 47.000.000 đồng → 94.000.000 đồng (+47.000.000 đồng)"
    assert [text(item).partition(" So sánh")[0] for item in new.xpath("//*[@id='changes']/ul/li")] == [
        "Số 1 Thư viện số SD-2023-02",
        "Số 2 Thư viện số SD-2023-03",
        f"Số 2 Tên mới trước là số 1 {amount} Tên dự án, khoản viện trợ",
    ]
    assert [text(item) for item in inside(new, "changes-list", "/li")] == [
        "Tên dự án, khoản viện trợ Tiếng Việt Trước: Tên bỏ: cũ Nay: Tên thêm: mới",
        "Tên dự án, khoản viện trợ English Trước: Tên bỏ: cũ (en) Nay: Tên thêm: mới (en)",
    ]
    assert old.xpath("//*[@id='changes']") == []
    at_that_time = parsed(client.get(old.xpath("//tbody//a")[0].get("href")).text)
    assert at_that_time.findtext(".//h1") == "Tên cũ"
    assert client.get("/vi/projects/SD-2023-02?edition=2023-1").status_code == 404


def test_what_is_closed_says_so(app: Flask, client: FlaskClient) -> None:
    release(app, frozen("SD-2023-01"))
    close(app, "SD-2023-01")
    page = parsed(client.get("/en/projects/SD-2023-01").text)
    assert text(inside(page, "notice")[0]) == "This project no longer looks for a partner (since 1 July 2023)."
    assert inside(page, "btn-hot") == []


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_page_knows_itself_and_its_twin(app: Flask, client: FlaskClient, path: str, language: str) -> None:
    release(app, frozen("SD-2023-01"))
    page = parsed(client.get(f"/{language}/{path}").text)
    assert page.get("lang") == language
    assert page.xpath("string(//link[@rel='canonical']/@href)") == f"http://localhost/{language}/{path}"
    assert {link.get("hreflang"): link.get("href") for link in page.xpath("//link[@hreflang]")} == {
        "x-default": f"http://localhost/{path}",
        **{other: f"http://localhost/{other}/{path}" for other in ("vi", "en")},
    }
    assert client.get(f"/{path}", headers={"Accept-Language": language}).location == f"/{language}/{path}"
    assert page.xpath("string(//meta[@name='description']/@content)")
    other = "vi" if language == "en" else "en"
    assert inside(page, "tools", "/a")[0].get("href") == f"/{other}/{path}"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_the_same_for_everybody(
    app: Flask, client: FlaskClient, person: Callable[..., Actor], sign_in: Callable[[str], FlaskClient], path: str
) -> None:
    release(app, frozen("SD-2023-01"))
    person("reviewer@example.org", "reviewer")
    anonymous, known = (visitor.get(f"/en/{path}") for visitor in (client, sign_in("reviewer@example.org")))
    assert known.data == anonymous.data
    assert [answer.headers.getlist("Set-Cookie") for answer in (anonymous, known)] == [[], []]
