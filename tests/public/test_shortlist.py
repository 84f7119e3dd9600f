"""The shortlist of a visitor without an account, the address it is shared under, and projects side by side."""

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from catalog.accounts.guesses import LIMIT
from catalog.db import db, transaction
from catalog.exchange.columns import BY_KEY
from catalog.exchange.documents import DOCUMENT_LANGUAGES, MIME_TYPES
from catalog.shortlists.models import SharedShortlist
from tests.exchange.writing.test_docx import markup
from tests.public.reading import inside, parsed, text
from tests.public.shelf import frozen, release
from tests.public.test_caching import MOST_QUERIES, queries  # noqa: F401 - a fixture
from tests.public.test_pages import close

CODES = ("SD-2023-01", "SD-2023-02", "SD-2023-03")
PAGE = "/en/shortlist"


@pytest.fixture
def listed(app: Flask, client: FlaskClient) -> FlaskClient:
    """A visitor, before an edition of three projects."""
    release(app, *(frozen(code, title=f"Project {code}") for code in CODES))
    return client


def press(client: FlaskClient, **fields: Any) -> list[str]:
    """Press a button of the shortlist; gives the titles that the page then shows."""
    answer = client.post(PAGE, data=fields)
    assert (answer.status_code, answer.location) == (303, PAGE)
    return titles(client.get(PAGE).text)


def titles(page: str) -> list[str]:
    return [
        text(heading).removeprefix("Project ").removesuffix(" (en)") for heading in inside(parsed(page), "pick", "//h2")
    ]


def test_projects_are_put_aside_ordered_and_removed_without_a_script(listed: FlaskClient) -> None:
    first, second, last = CODES
    assert [press(listed, add=code) for code in (first, second, last, first)][-1] == list(CODES)
    assert press(listed, up=last) == [first, last, second]
    assert press(listed, down=first) == [last, first, second]
    assert press(listed, remove=first) == [last, second]
    assert press(listed, clear="1") == []
    assert "Your shortlist is empty" in listed.get(PAGE).text


def test_every_card_and_project_has_the_same_button_for_everybody(listed: FlaskClient) -> None:
    before = [listed.get(f"/en/{path}").data for path in ("projects", f"projects/{CODES[0]}")]
    press(listed, add=CODES[0])
    assert [listed.get(f"/en/{path}").data for path in ("projects", f"projects/{CODES[0]}")] == before
    # Related projects follow on the page of a project.
    for page in before:
        buttons = parsed(page.decode()).xpath("//form[@data-shortlist]/button[@name='add']")
        assert [button.get("value") for button in buttons] == list(CODES)


def test_the_page_is_kept_nowhere_and_begins_no_session(listed: FlaskClient) -> None:
    cookies = listed.post(PAGE, data={"add": CODES[0]}).headers.getlist("Set-Cookie")
    assert [cookie.split("; ")[0] for cookie in cookies] == [f"shortlist={CODES[0]}"]
    assert {"SameSite=Lax", "Path=/"} <= set(cookies[0].split("; "))
    assert "HttpOnly" not in cookies[0]
    answer = listed.get(PAGE)
    assert (answer.headers["Cache-Control"], answer.headers.getlist("Set-Cookie")) == ("no-store", [])


def test_it_sums_up_what_is_still_open(app: Flask, listed: FlaskClient) -> None:
    close(app, CODES[2])
    for code in CODES:
        press(listed, add=code)
    page = parsed(listed.get(PAGE).text)
    assert [text(part) for part in inside(page, "sums", "/div")] == [
        "projects 3",
        "children 480",
        "asked for · VND 94,000,000 USD 4,000",
    ]


def test_what_is_gone_or_unknown_is_said(app: Flask, listed: FlaskClient) -> None:
    release(app, frozen(CODES[0]), number=2)
    listed.set_cookie("shortlist", ".".join([*CODES[:2], "XX-1", "<script>"]))
    page = parsed(listed.get(PAGE).text)
    assert [text(item) for item in inside(page, "notice", "//li")] == [
        f"{CODES[1]}: Project {CODES[1]} (en) (Edition 2023-1) Remove : {CODES[1]}",
        "XX-1 Remove : XX-1",
    ]
    press(listed, remove="XX-1")
    assert "XX-1" not in listed.get(PAGE).text


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "none"}, 303),
        ({"Sec-Fetch-Site": "cross-site"}, 400),
        ({"Origin": "http://localhost"}, 303),
        ({"Origin": "https://evil.example.org"}, 400),
        ({"Origin": "null"}, 400),
    ],
)
def test_other_sites_change_nothing(listed: FlaskClient, headers: dict[str, str], status: int) -> None:
    for path in (PAGE, f"{PAGE}/share"):
        listed.set_cookie("shortlist", CODES[0])
        answer = listed.post(path, data={"add": CODES[1]}, headers=headers)
        assert (path, answer.status_code) == (path, status)


def test_a_list_is_shared_and_taken_over(app: Flask, listed: FlaskClient) -> None:
    for code in (CODES[1], CODES[0]):
        press(listed, add=code)
    answer = listed.post(f"{PAGE}/share")
    assert answer.status_code == 303
    friend = app.test_client()
    friend.set_cookie("shortlist", CODES[2])
    shared = friend.get(answer.location)
    assert titles(shared.text) == [CODES[1], CODES[0]]
    page = parsed(shared.text)
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert page.xpath("//input[@id='own-address']/@value") == [f"http://localhost{answer.location}"]
    codes = page.xpath("//form[button/@name='take']/input[@name='code']/@value")
    assert friend.post(PAGE, data={"take": "1", "code": codes}).status_code == 303
    assert titles(friend.get(PAGE).text) == [CODES[2], CODES[1], CODES[0]]


def test_a_shared_list_follows_the_newest_edition(app: Flask, listed: FlaskClient) -> None:
    press(listed, add=CODES[0])
    place = listed.post(f"{PAGE}/share").location
    tag = listed.get(place).headers["ETag"]
    assert listed.get(place, headers={"If-None-Match": tag}).status_code == 304
    release(app, frozen(CODES[0], title="Project renamed"), number=2)
    assert titles(listed.get(place, headers={"If-None-Match": tag}).text) == ["renamed"]


def test_an_address_that_was_not_given_or_is_too_old_is_none(app: Flask, listed: FlaskClient) -> None:
    press(listed, add=CODES[0])
    place = listed.post(f"{PAGE}/share").location
    with app.app_context(), transaction() as session:
        session.execute(update(SharedShortlist).values(expires_at=db.func.now()))
    assert [listed.get(path).status_code for path in (place, f"/en/shortlists/{'A' * 24}")] == [404, 404]


def test_projects_stand_side_by_side(listed: FlaskClient) -> None:
    page = parsed(listed.get(f"/en/compare?code={CODES[1]}&code={CODES[0]}&code=XX-1").text)
    assert [text(head) for head in page.xpath("//thead//th")] == [
        f"No. 2 Project {CODES[1]} (en)",
        f"No. 1 Project {CODES[0]} (en)",
    ]
    rows = {text(row.find("th")): [text(cell) for cell in row.findall("td")] for row in page.xpath("//tbody/tr")}
    assert rows[BY_KEY["aid_usd"].heading.en] == ["2,000", "2,000"]
    assert rows[BY_KEY["with_disability"].heading.en] == ["<10", "<10"]
    assert "Counterpart (USD)" not in rows


def test_no_more_than_four_are_compared(app: Flask, client: FlaskClient) -> None:
    codes = [f"SD-2023-0{number}" for number in range(1, 7)]
    release(app, *(frozen(code) for code in codes))
    answer = client.get("/en/compare?" + "&".join(f"code={code}" for code in codes))
    page = parsed(answer.text)
    assert len(page.xpath("//thead//th")) == 4
    assert [code for code in codes if code in text(inside(page, "notice")[0])] == codes[4:]
    assert "No project is chosen" in client.get("/en/compare").text


@pytest.mark.parametrize(
    ("format_", "words", "name"),
    [
        ("pdf", "en", "donor-dossier-2023-1-chosen.pdf"),
        ("docx", "vi", "ho-so-gioi-thieu-du-an-2023-1-chon.docx"),
        ("docx", "both", "ho-so-gioi-thieu-du-an-donor-dossier-2023-1-chosen.docx"),
    ],
)
def test_one_dossier_holds_the_projects_in_their_order(
    listed: FlaskClient, format_: str, words: str, name: str
) -> None:
    for code in (CODES[2], CODES[0]):
        press(listed, add=code)
    answer = listed.submit(PAGE, {"words": words}, action=f"{PAGE}/dossier", button=f"format={format_}")
    assert (answer.status_code, answer.mimetype) == (200, MIME_TYPES[format_])
    assert answer.headers["Content-Disposition"] == f"attachment; filename={name}"
    if format_ == "docx":
        places = re.findall(r'<w:bookmarkStart w:id="\d+" w:name="(\w+)"', markup(answer.data))
        assert places == [
            f"{language}_{code.replace('-', '_')}"
            for language in DOCUMENT_LANGUAGES[words]
            for code in (CODES[2], CODES[0])
        ]


def test_dossiers_are_not_made_without_end(app: Flask, listed: FlaskClient) -> None:
    wanted = {"code": CODES[0], "format": "docx", "words": "en"}
    statuses = [listed.post(f"{PAGE}/dossier", data=wanted).status_code for _ in range(LIMIT + 1)]
    assert statuses == [200] * LIMIT + [429]


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"code": CODES[0], "format": "csv", "words": "en"}, 404),
        ({"code": CODES[0], "format": "pdf", "words": "fr"}, 404),
        ({"code": "XX-1", "format": "pdf", "words": "en"}, 303),
        ({}, 303),
    ],
)
def test_a_dossier_of_nothing_or_in_no_format_is_not_made(
    listed: FlaskClient, fields: dict[str, str], status: int
) -> None:
    assert listed.post(f"{PAGE}/dossier", data=fields).status_code == status


@pytest.mark.parametrize("path", [PAGE, "/en/compare"])
def test_a_list_costs_the_same_few_queries_whatever_its_length(listed: FlaskClient, queries, path: str) -> None:  # noqa: F811
    costs = []
    for codes in (CODES[:1], CODES):
        listed.set_cookie("shortlist", ".".join(codes))
        queries()
        assert listed.get(path, query_string={"code": codes}).status_code == 200
        costs.append(len(queries()))
    # What all pages share is remembered between the two.
    assert costs[1] <= costs[0] <= MOST_QUERIES
