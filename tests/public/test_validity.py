"""How long a list is valid: said before it ends, and said louder after."""

from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from catalog import clock
from catalog.db import db
from catalog.editions.freezing import _valid_until
from catalog.editions.models import Edition
from tests.public.shelf import frozen, release

PAGES = ("", "projects", "projects/SD-2023-01", "editions/2023-1", "editions")
SAID = {"en": ("valid until", "This list was valid until"), "vi": ("có giá trị đến hết", "Danh mục này có giá trị")}


@pytest.mark.parametrize(
    ("released", "months", "until"),
    [
        (date(2023, 6, 1), 12, "2024-06-01"),
        (date(2023, 12, 31), 2, "2024-02-29"),
        (date(2023, 1, 31), 1, "2023-02-28"),
        (date(2023, 6, 1), 120, "2033-06-01"),
        (date(2023, 6, 1), None, None),
    ],
)
def test_a_list_is_valid_for_whole_months(released: date, months: int | None, until: str | None) -> None:
    assert _valid_until(released, months) == until


def end(app: Flask, day: date) -> None:
    with app.app_context():
        edition = db.session.query(Edition).one()
        edition.data = edition.data | {"valid_until": day.isoformat()}
        db.session.commit()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_pages_say_until_when_a_list_is_valid(app: Flask, client: FlaskClient, language: str) -> None:
    release(app, frozen("SD-2023-01"))
    before, after = SAID[language]
    shown = {path: client.get(f"/{language}/{path}").text for path in PAGES}
    assert {path: before in page for path, page in shown.items()} == dict.fromkeys(PAGES, False)
    end(app, clock.today())
    shown = {path: client.get(f"/{language}/{path}?x=1").text for path in PAGES}
    assert {path: (before in page, after in page) for path, page in shown.items()} == dict.fromkeys(
        PAGES, (True, False)
    )
    end(app, clock.today() - timedelta(days=1))
    shown = {path: client.get(f"/{language}/{path}?x=2").text for path in PAGES}
    assert {path: after in page for path, page in shown.items()} == {path: path != "editions" for path in PAGES}


def test_of_several_lists_the_earlier_are_marked(app: Flask, client: FlaskClient) -> None:
    release(app, frozen("SD-2023-01"))
    release(app, frozen("SD-2023-01"), number=2)
    assert client.get("/en/editions").text.count("an earlier list") == 1
