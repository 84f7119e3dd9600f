"""Why an entry was found: words marked on its card, and the passage that holds what the card does not say."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from catalog.editions.models import Entry
from catalog.editions.words import sought
from catalog.public.highlights import BEFORE, LENGTH, Highlights
from tests.public.reading import inside, parsed, text
from tests.public.shelf import both, frozen, release

NEED = both("Nhiều em phải đi bộ 5 km.\nĐường trơn khi mưa.", "Many children walk 5 km.\nThe road is slippery.")
DATA = frozen("SD-2023-01") | {
    "texts": {
        "title": both("Thư viện xã Tân Sơn", "Library for Tan Son"),
        "summary": both("Có nơi đọc sách.", "A place to read."),
        "need": NEED,
    }
}


def said(typed: str, language: str = "en") -> tuple[str, str, str] | None:
    """Name, language and text of the passage, what was sought in brackets."""
    found = Highlights(sought(typed), language).excerpt(Entry(data=DATA))
    if found is None:
        return None
    shown = "".join(f"[{piece}]" if is_sought else piece for piece, is_sought in found.pieces)
    return found.label.in_(language), found.language, shown


@pytest.mark.parametrize(
    ("typed", "language", "passage"),
    [
        ("library", "en", None),
        ("library place", "en", None),
        ("aeroplane", "en", None),
        ("library road", "en", ("Need", "en", "Many children walk 5 km. The [road] is slippery.")),
        ("roads walking", "en", ("Need", "en", "Many children [walk] 5 km. The [road] is slippery.")),
        ("duong", "en", ("Need", "vi", "Nhiều em phải đi bộ 5 km. [Đường] trơn khi mưa.")),
        ("duong", "vi", ("Sự cần thiết", "vi", "Nhiều em phải đi bộ 5 km. [Đường] trơn khi mưa.")),
        ("shelf shelves", "en", ("Budget", "en", "[Shelves]")),
    ],
)
def test_the_passage_that_the_card_lacks(typed: str, language: str, passage: tuple[str, str, str] | None) -> None:
    assert said(typed, language) == passage


def test_a_long_text_is_cut_between_words() -> None:
    words = [f"word{number}" for number in range(200)]
    entry = Entry(data=DATA | {"texts": {"title": both("", ""), "need": both("", " ".join(words))}})
    found = Highlights(sought("word150"), "en").excerpt(entry)
    assert found is not None
    shown = "".join(piece for piece, _ in found.pieces)
    kept = shown.removeprefix("… ").removesuffix(" …").split()
    assert shown == f"… {' '.join(kept)} …"
    assert kept == words[words.index(kept[0]) : words.index(kept[-1]) + 1]
    assert "word150" in kept
    assert LENGTH <= len(" ".join(kept)) <= LENGTH + BEFORE


@pytest.fixture
def visit(app: Flask, client: FlaskClient):
    release(app, DATA, frozen("SD-2023-02", category="swimming", texts={"title": both("<i>Nhà</i>", "<i>House</i>")}))
    return lambda query: parsed(client.get(f"/en/projects?q={query}").text)


def test_cards_mark_what_was_sought(visit) -> None:
    page = visit("libraries+road")
    assert [text(mark) for mark in page.xpath("//article//mark")] == ["Library", "road"]
    assert [text(passage) for passage in inside(page, "excerpt")] == [
        "Need: Many children walk 5 km. The road is slippery."
    ]
    assert visit("").xpath("//mark") == []


def test_marking_lets_no_markup_through(visit) -> None:
    page = visit("house")
    assert inside(page, "card-name", "/a")[0].text_content() == "<i>House</i>"
    assert page.xpath("//article//i") == []


def test_the_page_says_what_it_looked_for_instead(visit) -> None:
    page = visit("libary")
    assert text(inside(page, "summary")[0]) == "1 project with the words “library”"
    assert text(inside(page, "instead")[0]) == "Nothing has “libary”; this is written almost alike."
    assert inside(visit("library"), "instead") == []
