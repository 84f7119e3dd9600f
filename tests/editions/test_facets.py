"""Facets: OR inside one, AND between them, counts with the others applied; compared with looking at every entry."""

import random
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from catalog import clock
from catalog.db import db, transaction
from catalog.editions.facets import FACETS, LAYOUT, SORT_KEYS
from catalog.editions.models import Edition, Entry
from catalog.editions.queries import released_edition
from catalog.editions.search import PAGE_SIZE, Criteria, count, found_ids, search
from catalog.editions.services_index import index_missing
from catalog.editions.shelf import EntryKey
from catalog.editions.summary import summary
from tests.public.shelf import both, frozen, release

ENTRIES = 60
TRIED = 60
AMOUNTS = (500, 9_999, 10_000, 19_999, 20_000, 49_999, 50_000, 100_000, 250_000)
AGES = ([None, None], [0, 2], [3, 5], [6, 10], [5, 11], [None, 4], [12, None], [0, 15])
PEOPLE = ({}, {"ethnic_minority": 0}, {"ethnic_minority": 12}, {"ethnic_minority": "<10"})


def an_entry(chance: random.Random, number: int) -> dict[str, Any]:
    """Frozen data with something else in every facet."""
    start = date(2023 + chance.randrange(2), chance.randint(1, 12), 1)
    end = date(start.year + chance.randrange(3), 12, 31)
    line = frozen("X")["budget"][0]
    return frozen(
        f"SD-2023-{number:02}",
        unit=chance.choice(["218", "220"]),
        category=chance.choice(["library", "classroom", "swimming"]),
        title=chance.choice(["Thư viện", "Sân chơi", "Thư viện và sân chơi"]),
        aid_usd=chance.choice(AMOUNTS),
        ages=chance.choice(AGES),
        beneficiaries={"children": chance.randint(1, 99), **chance.choice(PEOPLE)},
        budget=[line | {"funding": chance.choice(["aid", "counterpart"])} for _ in range(3)],
        in_kind=chance.choice([[], [{"item": both("Sách", "Books"), "quantity": None, "unit": both("", "")}]]),
        planned_start=chance.choice([None, start.isoformat()]),
        planned_end=chance.choice([None, end.isoformat()]),
    )


def values_of(entry: Entry) -> dict[str, set[str]]:
    """What an entry has of each facet, put down once more."""
    data = entry.data
    first, last = data["ages"]
    has_ages = (first, last) != (None, None)
    years = range(first or 0, (15 if last is None else last) + 1) if has_ages else range(0)
    grades = {"nursery": range(3), "preschool": range(3, 6), "primary": range(6, 11), "secondary": range(11, 16)}
    minority = data["beneficiaries"].get("ethnic_minority", 0)
    start, end = (data[key] and date.fromisoformat(data[key]) for key in ("planned_start", "planned_end"))
    months = (end.year - start.year) * 12 + end.month - start.month + 1 if start and end else 0
    return {
        "type": {data["category"]["key"]},
        "amount": set() if entry.closed_at else {band(data["aid_usd"])},
        "area": {data["unit"]["code"]},
        "state": {"closed" if entry.closed_at else "open"},
        "parts": {"yes"} if [line["funding"] for line in data["budget"]].count("aid") >= 2 else set(),
        "in_kind": {"yes"} if data["in_kind"] else set(),
        "age": {grade for grade, ages in grades.items() if set(ages) & set(years)},
        # Both districts of these tests are in the mountains.
        "community": {"mountain"} | ({"minority"} if minority not in (0, "<10") else set()),
        "start": {f"{start.year}-{(start.month + 5) // 6}"} if start else set(),
        "duration": {"6" if months <= 6 else "12" if months <= 12 else "24" if months <= 24 else "longer"}
        if months
        else set(),
    }


def band(usd: int) -> str:
    """The key of the band of an amount."""
    ends = ((10_000, "under-10000"), (20_000, "10000-20000"), (50_000, "20000-50000"), (100_000, "50000-100000"))
    return next((key for end, key in ends if usd < end), "from-100000")


@pytest.fixture
def shelf(app: Flask) -> Iterator[Edition]:
    """An edition of many entries, some of them closed."""
    chance = random.Random(6)  # noqa: S311 (no secret)
    release(app, *(an_entry(chance, number) for number in range(1, ENTRIES + 1)))
    with app.app_context():
        with transaction() as session:
            session.execute(update(Entry).where(Entry.number % 7 == 0).values(closed_at=clock.now()))
        yield released_edition("latest")


def entries() -> list[Entry]:
    return list(db.session.scalars(select(Entry).order_by(Entry.number)))


def has_words(entry: Entry, words: str) -> bool:
    """Whether title and type, which alone differ here, have all the words."""
    text = f"{entry.data['texts']['title']['vi']} {entry.data['category']['vi']}".lower()
    return all(word in text for word in words.lower().split())


@pytest.mark.both_databases
def test_what_is_found_and_counted_is_what_looking_at_every_entry_finds(shelf: Edition) -> None:
    chance = random.Random(7)  # noqa: S311 (no secret)
    listed = [(entry, values_of(entry)) for entry in entries()]
    offered = {key: list(names) for key, names in search(shelf).names.items()}
    for _ in range(TRIED):
        chosen = {key: tuple(chance.sample(values, 2)) for key, values in offered.items() if len(values) > 2}
        chosen = {key: chosen[key] for key in chance.sample(sorted(chosen), chance.randrange(4))}
        words = chance.choice(["", "", "Thư viện", "Sân chơi"])
        if chance.random() < 0.3:
            chosen["parts"] = ("yes",)
        found = search(shelf, Criteria(words, chosen))
        fitting = [(entry, has) for entry, has in listed if has_words(entry, words)]

        def fits(has: dict[str, set[str]], but: str = "", chosen: dict[str, tuple[str, ...]] = chosen) -> bool:
            return all(has[key] & set(values) for key, values in chosen.items() if key != but)

        expected = [entry for entry, has in fitting if fits(has)]
        assert set(found_ids(shelf, Criteria(words, chosen))) == {entry.id for entry in expected}
        assert found.total == count(shelf, Criteria(words, chosen)) == len(expected)
        assert found.counts == {
            key: {value: sum(value in has[key] and fits(has, key) for _, has in fitting) for value in values}
            for key, values in offered.items()
        }
        if not words:
            assert [entry.number for entry in found.entries] == [entry.number for entry in expected[:PAGE_SIZE]]


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("sort", "rank"),
    [
        ("gap", lambda entry: (bool(entry.closed_at), 0 if entry.closed_at else entry.data["aid_usd"])),
        ("children", lambda entry: -entry.data["beneficiaries"]["children"]),
    ],
)
def test_orders(shelf: Edition, sort: str, rank: Any) -> None:
    assert found_ids(shelf, Criteria(), sort) == [entry.id for entry in sorted(entries(), key=rank)]


def test_what_is_listed_for_the_first_time_is_newest(app: Flask) -> None:
    release(app, frozen("SD-2023-01"), frozen("SD-2023-02"))
    release(app, frozen("SD-2023-01"), frozen("SD-2023-03"), frozen("SD-2023-02"), number=2)
    with app.app_context():
        newest = search(released_edition("latest"), sort="newest").entries
        assert [entry.code for entry in newest] == ["SD-2023-03", "SD-2023-01", "SD-2023-02"]


def test_a_closing_is_seen_at_once(shelf: Edition) -> None:
    before = search(shelf).counts["state"]
    with transaction() as session:
        session.execute(update(Entry).where(Entry.number == 1).values(closed_at=clock.now()))
    after = search(shelf).counts["state"]
    assert (before["open"] - after["open"], after["closed"] - before["closed"]) == (1, 1)


def test_a_small_number_that_is_kept_back_makes_no_fact(app: Flask) -> None:
    people = {"children": 30, "ethnic_minority": "<10"}
    release(app, frozen("SD-2023-01", beneficiaries=people), frozen("SD-2023-02", beneficiaries={"children": "<10"}))
    with app.app_context():
        found = search(released_edition("latest"))
        assert found.counts["community"] == {"minority": 0, "mountain": 2}
        assert list(db.session.scalars(select(EntryKey.children).order_by(EntryKey.entry_id))) == [30, 0]


def test_entries_of_an_older_layout_are_read_again(shelf: Edition) -> None:
    with transaction() as session:
        session.execute(update(EntryKey).values(layout=LAYOUT - 1, facets=";" * 7))
    assert index_missing() == ENTRIES
    assert sum(search(shelf).counts["type"].values()) == ENTRIES


def test_what_is_not_known_is_left_out(shelf: Edition) -> None:
    asked = {"type": ["gold", "library", "library"], "colour": ["red"], "state": ["open"], "start": ["1999-1"]}
    criteria = Criteria.read("  thư   viện ", lambda key: asked.get(key, []))
    found = search(shelf, criteria, "by colour", 10**6)
    assert found.criteria == Criteria("thư viện", {"type": ("library",), "state": ("open",)})
    assert (found.sort, found.page) == (SORT_KEYS[0], found.pages)


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        ({"amount": ("under-10000", "10000-20000")}, "under USD 20,000"),
        ({"amount": ("20000-50000", "from-100000")}, "USD 20,000 to 50,000 or USD 100,000 or more"),
        ({"type": ("library",), "state": ("open",)}, "of the type Libraries, still open"),
        ({"parts": ("yes",), "start": ("2023-1",)}, "can be funded in parts, starting January to June 2023"),
    ],
)
def test_a_sentence_tells_what_was_chosen(shelf: Edition, chosen: dict[str, tuple[str, ...]], told: str) -> None:
    found = search(shelf, Criteria(chosen=chosen))
    assert summary(found).en == f"{found.total} projects {told}"


def test_every_facet_has_words_in_both_languages(shelf: Edition) -> None:
    words = [facet.label for facet in FACETS] + [
        name for names in search(shelf).names.values() for name in names.values()
    ]
    assert [text for text in words if not (text.vi and text.en)] == []
