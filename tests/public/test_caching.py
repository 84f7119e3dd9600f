"""Pages that a visitor has already are not made again, and cost a handful of queries where they are."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from app import create_app
from catalog.db import db, transaction
from catalog.office.models import SiteMessage
from catalog.public.caching import KEPT
from catalog.settings import Settings
from tests.conftest import close as close_connections
from tests.public.shelf import frozen, release
from tests.public.test_pages import PAGES, close

# An edition asks most: for itself, the newest one, the one before, and the entries and documents of these.
MOST_QUERIES = 10
NOTICE = "no longer looks for a partner"


@pytest.fixture
def queries(app: Flask) -> Callable[[], list[str]]:
    """What was asked of the database since the last call."""
    asked: list[str] = []
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *event: asked.append(event[2]))

    def since() -> list[str]:
        taken = [statement for statement in asked if statement.startswith("SELECT")]
        asked.clear()
        return taken

    return since


@pytest.mark.parametrize("path", PAGES)
def test_a_page_costs_the_same_few_queries_whatever_its_size(
    app: Flask, client: FlaskClient, queries: Callable[[], list[str]], path: str
) -> None:
    release(app, frozen("SD-2023-01"))
    client.get("/vi/")  # the edition is read into memory once
    queries()
    assert client.get(f"/en/{path}").status_code == 200
    one = queries()
    release(app, *(frozen(f"SD-2023-0{number}") for number in (1, 2, 3)), number=2)
    client.get("/vi/")
    queries()
    assert client.get(f"/en/{path}").status_code == 200
    assert len(one) <= len(queries()) <= MOST_QUERIES


@pytest.mark.parametrize("path", [*PAGES, "projects?q=thu+vien&type=library", "editions/2023-1/list.csv?lang=both"])
def test_what_did_not_change_is_not_sent_again(app: Flask, client: FlaskClient, path: str) -> None:
    release(app, frozen("SD-2023-01"))
    first = client.get(f"/en/{path}")
    again = client.get(f"/en/{path}", headers={"If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code, again.data) == (200, 304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Cache-Control"] == KEPT


def test_another_query_is_another_page(app: Flask, client: FlaskClient) -> None:
    release(app, frozen("SD-2023-01"))
    tags = {client.get(path).headers["ETag"] for path in ("/en/projects", "/vi/projects", "/en/projects?q=a", "/en/")}
    assert len(tags) == 4


def say(app: Flask) -> None:
    with app.app_context(), transaction() as session:
        session.query(SiteMessage).filter_by(key="hotline").update({"text_en": "Call 111."})


CHANGES = {
    "a release": lambda app: release(app, frozen("SD-2023-01"), number=2),
    "an end of a call": lambda app: close(app, "SD-2023-01"),
    "a message of the site": say,
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_changed_is_sent_anew(app: Flask, client: FlaskClient, change: str) -> None:
    release(app, frozen("SD-2023-01"))
    before = client.get("/en/projects").headers["ETag"]
    CHANGES[change](app)
    after = client.get("/en/projects", headers={"If-None-Match": before})
    assert after.status_code == 200
    assert after.headers["ETag"] != before


# The home page also shows the call that is open, which begins and ends by the clock.
@pytest.mark.parametrize("path", [path for path in PAGES if path])
def test_a_page_is_made_once_and_costs_no_query_again(
    app: Flask, client: FlaskClient, queries: Callable[[], list[str]], path: str
) -> None:
    release(app, frozen("SD-2023-01"))
    first = client.get(f"/en/{path}")
    queries()
    again = client.get(f"/en/{path}")
    unchanged = client.get(f"/en/{path}", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.data, dict(again.headers), unchanged.status_code) == (first.data, dict(first.headers), 304)
    assert queries() == []


def test_what_another_process_changed_is_seen_at_once(
    app: Flask, client: FlaskClient, environment: dict[str, str]
) -> None:
    release(app, frozen("SD-2023-01"))
    assert NOTICE not in client.get("/en/projects/SD-2023-01").text
    other = create_app(Settings.from_env(environment))
    close(other, "SD-2023-01")
    assert NOTICE in client.get("/en/projects/SD-2023-01").text
    close_connections(other)


@pytest.mark.both_databases
def test_what_this_process_changed_is_seen_at_once(app: Flask, client: FlaskClient) -> None:
    release(app, frozen("SD-2023-01"))
    assert NOTICE not in client.get("/en/projects/SD-2023-01").text
    close(app, "SD-2023-01")
    assert NOTICE in client.get("/en/projects/SD-2023-01").text
