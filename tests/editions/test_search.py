"""What people type and what they find: one list of queries, with the same answers on both databases."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from catalog.db import db, transaction
from catalog.editions.queries import released_edition
from catalog.editions.search import Criteria, search
from catalog.editions.services_index import index_missing
from tests.public.shelf import both, frozen, release

# No. 1 to 7, with what they are found by.
ENTRIES = (
    frozen(
        "SD-2023-01", category="classroom", texts={"title": both("Trường mầm non xã Hữu Sản", "Huu San pre-school")}
    ),
    frozen("SD-2023-02", texts={"title": both("Thư viện Trường Tiểu học Vân Sơn", "Library for Van Son School")}),
    frozen(
        "LN-2023-01",
        unit="218",
        texts={
            "title": both("Tủ sách xã Đan Hội", "Bookcases for Dan Hoi"),
            "need": both("Các trường chưa có thư viện.", "The schools have no libraries yet."),
        },
    ),
    frozen("LN-2023-02", unit="218", category="swimming", texts={"title": both("Dạy bơi", "Swimming lessons")}),
    frozen("SD-2023-03", texts={"title": both("Bữa ăn cho dân tộc thiểu số", "Meals for ethnic minorities")}),
    frozen("SD-2023-04", texts={"title": both("Lớp học cho trẻ em Đản", "Classes for children of Dan, 7 hours")}),
    frozen("SD-2023-05", texts={"title": both("Nhà vệ sinh", "Toilets"), "results": both("Sạch", "A kindergarten's")}),
)
QUERIES = {
    # Vietnamese with and without accents, đ and d alike; the accents that were typed come first.
    "truong mam non": [1],
    "TRƯỜNG MẦM NON": [1],
    "dan": [3, 5, 6],
    "đan": [3, 5, 6],
    "dân": [5, 3, 6],
    "Đản": [6, 3, 5],
    "thu vien": [2, 3, 5, 6, 7],
    # The title before the text, and each word anywhere.
    "trường": [1, 2, 3],
    "van son thư": [2],
    "tieu hoc": [2],
    # English stems and beginnings of words.
    "school": [1, 2, 3],
    "schools": [1, 2, 3],
    "library": [2, 3, 5, 6, 7],
    "librar": [2, 3, 5, 6, 7],
    "libraries": [2, 3, 5, 6, 7],
    "lesson": [4],
    "minority meal": [5],
    # Code and number.
    "LN-2023-02": [4],
    "ln-2023-02": [4],
    "ln 2023": [3, 4],
    "No. 7": [7],
    "số 2": [2],
    "#2": [2],
    "7": [7, 6],
    "2": [2, 1, 3, 4, 5, 6, 7],
    # Typing errors, only where nothing is found.
    "toilest": [7],
    "kindergarden": [7],
    "swiming lesons": [4],
    "thư vien vân sno": [2],
    "mầm nonn": [1],
    # Nothing, and nothing to look for.
    "aeroplane": [],
    "school aeroplane": [],
    "school swimming toilets": [],
    'or " * ( ) NEAR': [],
    "' & | ! :* <->": [1, 2, 3, 4, 5, 6, 7],
    "\U0001f3eb": [1, 2, 3, 4, 5, 6, 7],
    "x" * 3000: [],
}


@pytest.fixture
def shelf(app: Flask) -> Flask:
    release(app, *ENTRIES)
    return app


def numbers(typed: str) -> list[int]:
    return [entry.number for entry in search(released_edition("latest"), Criteria(typed)).entries]


@pytest.mark.both_databases
def test_what_is_found_and_in_what_order(shelf: Flask) -> None:
    with shelf.app_context():
        assert {typed: numbers(typed) for typed in QUERIES} == QUERIES


@pytest.mark.both_databases
def test_entries_of_older_editions_are_not_found(shelf: Flask) -> None:
    release(shelf, frozen("SD-2023-09", texts={"title": both("Sân chơi", "Playground")}), number=2)
    with shelf.app_context():
        assert (numbers("toilets"), numbers("playground")) == ([], [1])


@pytest.mark.both_databases
def test_a_released_list_without_an_index_gets_one(shelf: Flask) -> None:
    """As after an upgrade from a version that had none."""
    with shelf.app_context():
        assert index_missing() == 0
        emptied = "INSERT INTO entry_search(entry_search) VALUES ('delete-all')"
        with transaction() as session:
            on_sqlite = db.engine.dialect.name == "sqlite"
            session.execute(db.text(emptied if on_sqlite else "DELETE FROM entry_search"))
            session.execute(db.text("DELETE FROM edition_word"))
        assert numbers("toilets") == []
        assert index_missing() == len(ENTRIES)
        assert (numbers("toilets"), index_missing()) == ([7], 0)


def test_what_was_answered_instead_is_told(shelf: Flask) -> None:
    with shelf.app_context():
        edition = released_edition("latest")
        told = {
            typed: search(edition, Criteria(typed)).matches.instead
            for typed in ("toilest", "toilets", "trưong mầm nonn")
        }
    assert told == {"toilest": "toilets", "toilets": "", "trưong mầm nonn": "trưong mầm non"}


@pytest.mark.parametrize("entries", [ENTRIES[:1], ENTRIES[:3]])
def test_a_search_asks_as_often_for_one_entry_as_for_three(app: Flask, entries: tuple[Any, ...]) -> None:
    release(app, *entries)
    with app.app_context():
        edition = released_edition("latest")
        asked: list[str] = []
        event.listen(db.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
        assert len(search(edition, Criteria("trường")).entries) == len(entries)
        # What is closed, keys, names of values, by name, words, titles and accents; the page.
        assert len(asked) == 8
        asked.clear()
        search(edition, Criteria("trường"))
        assert len(asked) == 2
