"""The home page: before the first release and after it, with the same counts as the list it leads to."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from catalog import clock
from catalog.db import transaction
from catalog.editions.figures import Figures, figures
from catalog.editions.queries import latest_edition
from catalog.rounds.models import Round
from tests.public.reading import inside, parsed, text
from tests.public.shelf import frozen, release
from tests.public.test_pages import close

HEADINGS = {
    "en": ["By need", "By amount still needed", "By place", "Newest projects", "Edition 2023-1"],
    "vi": ["Theo nhu cầu", "Theo số tiền còn cần", "Theo địa bàn", "Dự án mới nhất", "Danh mục 2023-1"],
}
EVERY_TYPE = 14


@pytest.fixture
def listed(app: Flask) -> Flask:
    """Four projects in two areas, of three types and three sizes; one is closed."""
    release(
        app,
        frozen("SD-2023-01"),
        frozen("SD-2023-02", category="classroom", aid_usd=12_000, aid_vnd=282_000_000),
        frozen("LN-2023-01", unit="218", category="swimming", aid_usd=150_000, aid_vnd=3_525_000_000),
        frozen("LN-2023-02", unit="218", beneficiaries={"with_disability": "<10"}),
    )
    close(app, "LN-2023-02")
    return app


@pytest.mark.parametrize("language", ["vi", "en"])
def test_home_leads_by_need_amount_and_place(listed: Flask, client: FlaskClient, language: str) -> None:
    page = parsed(client.get(f"/{language}/").text)
    assert [text(heading) for heading in page.findall(".//main//h2")][: len(HEADINGS["en"])] == HEADINGS[language]


def test_every_count_is_that_of_the_list(listed: Flask, client: FlaskClient) -> None:
    page = parsed(client.get("/en/").text)
    parts = ("tile", "land", "bars", "places", "map")
    links = {link.get("href") for part in parts for link in inside(page, part, "//a")}
    counts = {}
    for address in links - {link.get("href") for link in inside(page, "unit-switch", "/a")}:
        found = parsed(client.get(address).text).find(".//*[@role='status']")
        counts[address.split("?")[1]] = int(text(found).split()[0])
    assert counts == {
        "type=library": 2,
        "type=classroom": 1,
        "type=swimming": 1,
        "area=220": 2,
        "area=218": 2,
        "amount=under-10000": 1,
        "amount=10000-20000": 1,
        "amount=from-100000": 1,
    }
    shown = {link.get("href"): link.get("aria-label") for link in inside(page, "land", "/a")}
    assert shown == {
        "/en/projects?area=220": "Son Dong District: 2 projects",
        "/en/projects?area=218": "Luc Nam District: 2 projects",
    }
    assert [text(row) for row in inside(page, "places", "//tbody/tr")] == [
        "Luc Nam District 2 240 USD 150,000",
        "Son Dong District 2 480 USD 14,000",
    ]


def test_sums_leave_out_what_is_closed(listed: Flask) -> None:
    with listed.test_request_context():
        sums = figures(latest_edition())
    assert sums.all == Figures(3, 720, 47_000_000 + 282_000_000 + 3_525_000_000, 164_000)
    assert sums.of("218") == Figures(1, 240, 3_525_000_000, 150_000)
    assert sums.of("999") == Figures()


def test_units_of_today_are_told_where_they_are_known(listed: Flask, client: FlaskClient) -> None:
    rows = {
        text(row.find("th")): text(row.find("td"))
        for row in inside(parsed(client.get("/en/?units=today").text), "places", "//tbody/tr")
    }
    assert list(rows) == ["Luc Nam District", "Son Dong District"]
    assert "Luc Nam Commune" in rows["Luc Nam District"]
    assert rows["Son Dong District"].endswith("A part went to Luc Ngan District on 1 January 2025.")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_home_before_the_first_release_shows_what_is_to_come(client: FlaskClient, language: str) -> None:
    page = parsed(client.get(f"/{language}/").text)
    assert (len(inside(page, "tile")), inside(page, "tile", "//a")) == (EVERY_TYPE, [])
    assert len(inside(page, "land", "/*[contains(@class, 'unit')]")) == 10
    assert inside(page, "finder") == []


def test_an_open_call_is_told_until_it_closes(app: Flask, client: FlaskClient) -> None:
    before = client.get("/en/").headers["ETag"]
    now = clock.now()
    with app.app_context(), transaction() as session:
        opened = {"opens_at": now - timedelta(days=1), "closes_at": now + timedelta(days=1)}
        session.add(Round(key="2024", name_vi="Đợt 2024", name_en="Call of 2024", **opened))
    call = text(inside(parsed(client.get("/en/", headers={"If-None-Match": before}).text), "call")[0])
    assert call.startswith("Call of 2024: districts and agencies can send proposals until")


def test_a_type_without_a_plate_is_not_there(app: Flask, client: FlaskClient) -> None:
    plates = inside(parsed(client.get("/en/").text), "tile", "/img")
    for plate in plates:
        with client.get(plate.get("src")) as answer:
            assert answer.status_code == 200
