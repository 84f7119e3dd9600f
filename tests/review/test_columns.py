"""Choosing the columns of a released edition: remembered for each person, followed by table and files."""

import pytest

from catalog.db import db
from catalog.exchange.columns import COLUMNS
from catalog.exchange.models import ColumnChoice
from tests.public.reading import text
from tests.review.desk import MANAGER, PUBLISHER, REVIEWER, Office
from tests.review.test_editions import DRAFT, listed, page_of, ready, release

USUAL = ["No.", "Code", "Project title", "Proposing unit", "Aid requested (VND)", "Aid requested (USD)"]


@pytest.fixture
def released(office: Office) -> Office:
    listed(office, ready(office))
    release(office)
    return office


def headings(office: Office, email: str = REVIEWER) -> list[str]:
    return [
        text(cell) for cell in page_of(office, email=email).xpath("//section[@aria-labelledby='list-title']//thead//th")
    ]


def choose(office: Office, keys: list[str] | None, email: str = REVIEWER, button: str | None = None):
    return office.visitor(email).submit(DRAFT, {"columns": keys}, action=f"{DRAFT}/columns", button=button)


def files(office: Office) -> list[str]:
    return [link.get("href") for link in page_of(office).xpath("//a[contains(@href, 'columns=')]")]


def test_without_a_choice_the_usual_columns_are_shown_and_all_are_offered(released: Office) -> None:
    page = page_of(released)
    assert headings(released) == USUAL
    boxes = page.xpath("//input[@name='columns']")
    assert [box.get("value") for box in boxes] == [column.key for column in COLUMNS]
    assert len([box for box in boxes if box.get("checked") is not None]) == len(USUAL)
    assert page.xpath("//button[@name='reset']") == []
    assert files(released) == []


def test_a_choice_is_remembered_for_one_person_alone(released: Office) -> None:
    """In the order of the registry, without what is no column."""
    answer = choose(released, ["aid_usd", "girls", "title", "contact_email"])
    assert (answer.status_code, answer.location) == (303, DRAFT)
    assert headings(released) == ["Project title", "Girls", "Aid requested (USD)"]
    assert headings(released, PUBLISHER) == USUAL
    addresses = files(released)
    assert addresses == [
        f"/en/editions/2023-1/list.{kind}?lang=both&columns=title,girls,aid_usd" for kind in ("xlsx", "csv", "json")
    ]
    data = released.visitor(REVIEWER).get(addresses[1]).data.decode("utf-8-sig")
    assert data.split("\r\n")[0] == (
        '"Tên chương trình, dự án",Project title,Em gái / Girls,Đề nghị viện trợ (USD) / Aid requested (USD)'
    )


@pytest.mark.parametrize(("keys", "button"), [(["title"], "reset=yes"), (None, None), (["contact_email"], None)])
def test_a_choice_is_forgotten(released: Office, keys: list[str] | None, button: str | None) -> None:
    choose(released, ["title"])
    choose(released, keys, button=button)
    assert headings(released) == USUAL
    with released.app.app_context():
        assert db.session.query(ColumnChoice).count() == 0


def test_who_only_reads_editions_may_choose_too(released: Office) -> None:
    assert choose(released, ["title"], MANAGER).status_code == 303
    assert headings(released, MANAGER) == ["Project title"]
