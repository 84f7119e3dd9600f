"""The list: search, filters, counts, the sentence that sums up, pages, and a way out of an empty result."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html

from tests.public.reading import inside, parsed, text
from tests.public.shelf import frozen, release

ENTRIES = (
    frozen("SD-2023-01", title="Trường mầm non xã Hữu Sản", category="classroom"),
    frozen("SD-2023-02", title="Thư viện Trường Tiểu học Vân Sơn"),
    frozen("LN-2023-01", title="Thư viện xã Đan Hội", unit="218"),
    frozen("LN-2023-02", title="Dạy bơi cho học sinh", unit="218", category="swimming"),
)


@pytest.fixture
def show(app: Flask, client: FlaskClient):
    """Open the list with a query string: `show("q=thu+vien")`."""
    release(app, *ENTRIES)

    def opened(query: str, language: str = "en") -> html.HtmlElement:
        answer = client.get(f"/{language}/projects?{query}")
        assert answer.status_code == 200
        return parsed(answer.text)

    return opened


def codes(page: html.HtmlElement) -> list[str]:
    return [link.get("href").rsplit("/", 1)[1] for link in inside(page, "card-name", "/a")]


def counts(page: html.HtmlElement, name: str) -> dict[str, str]:
    boxes = page.xpath(f"//input[@name='{name}']")
    return {box.get("value"): box.getparent().find_class("count")[0].text for box in boxes}


def sentence(page: html.HtmlElement) -> str:
    return text(inside(page, "summary")[0])


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["SD-2023-01", "SD-2023-02", "LN-2023-01", "LN-2023-02"]),
        ("q=truong+mam+non", ["SD-2023-01"]),
        ("q=TRƯỜNG+MẦM+NON", ["SD-2023-01"]),
        ("q=dan+hoi", ["LN-2023-01"]),
        ("q=hội+Đan", ["LN-2023-01"]),
        ("q=LN-2023-02", ["LN-2023-02"]),
        ("q=thu+vien+son", ["SD-2023-02"]),
        ("q=%25", ["SD-2023-01", "SD-2023-02", "LN-2023-01", "LN-2023-02"]),
        ("q=%27%3B--", ["SD-2023-01", "SD-2023-02", "LN-2023-01", "LN-2023-02"]),
        ("type=library", ["SD-2023-02", "LN-2023-01"]),
        ("type=library&type=swimming", ["SD-2023-02", "LN-2023-01", "LN-2023-02"]),
        ("type=library&area=218", ["LN-2023-01"]),
        ("type=library&q=dan", ["LN-2023-01"]),
        ("type=gold&area=999&page=x&colour=red", ["SD-2023-01", "SD-2023-02", "LN-2023-01", "LN-2023-02"]),
        ("type=gold&type=swimming", ["LN-2023-02"]),
        ("page=99", ["SD-2023-01", "SD-2023-02", "LN-2023-01", "LN-2023-02"]),
        ("page=-1", ["SD-2023-01", "SD-2023-02", "LN-2023-01", "LN-2023-02"]),
    ],
)
def test_what_an_address_finds(show, query: str, found: list[str]) -> None:
    assert codes(show(query)) == found


@pytest.mark.parametrize(
    ("query", "types", "areas"),
    [
        ("", {"classroom": "1", "library": "2", "swimming": "1"}, {"218": "2", "220": "2"}),
        ("type=swimming", {"classroom": "1", "library": "2", "swimming": "1"}, {"218": "1", "220": "0"}),
        ("area=220", {"classroom": "1", "library": "1", "swimming": "0"}, {"218": "2", "220": "2"}),
        ("q=thu+vien", {"classroom": "0", "library": "2", "swimming": "0"}, {"218": "1", "220": "1"}),
        ("area=220&type=library", {"classroom": "1", "library": "1", "swimming": "0"}, {"218": "1", "220": "1"}),
    ],
)
def test_counts_look_at_the_other_filters(show, query: str, types: dict[str, str], areas: dict[str, str]) -> None:
    shown = show(query)
    assert (counts(shown, "type"), counts(shown, "area")) == (types, areas)


def test_counts_of_zero_are_grey_and_still_there(show) -> None:
    grey = inside(show("area=220"), "is-zero", "/input")
    assert [box.get("value") for box in grey if box.get("name") == "type"] == ["swimming"]


@pytest.mark.parametrize(
    ("query", "language", "words"),
    [
        ("", "en", "4 projects"),
        ("q=bơi", "en", "1 project with the words “bơi”"),
        (
            "type=library&type=swimming&area=218",
            "en",
            "2 projects of the type Libraries or Drowning prevention, in Luc Nam District",
        ),
        ("type=library", "vi", "2 dự án thuộc loại Thư viện"),
    ],
)
def test_one_sentence_sums_up_here_and_in_the_title(show, query: str, language: str, words: str) -> None:
    shown = show(query, language)
    assert sentence(shown) == words
    assert shown.findtext(".//title").split(" – ")[0] == words


def test_every_filter_that_is_on_can_be_taken_off(show) -> None:
    pills = inside(show("q=thu&type=library&area=218"), "pill")
    assert {text(pill).removeprefix("Remove the filter "): pill.get("href") for pill in pills} == {
        "“thu”": "/en/projects?type=library&area=218",
        "Libraries": "/en/projects?q=thu&area=218",
        "Luc Nam District": "/en/projects?q=thu&type=library",
    }


def test_an_empty_result_says_what_to_drop_and_what_that_brings(show) -> None:
    empty = show("q=zzz&type=swimming&area=218")
    ways = {text(link): link.get("href") for link in inside(empty, "empty", "//a")}
    assert ways == {"Drop the words: 1 project": "/en/projects?type=swimming&area=218"}
    empty = show("type=swimming&area=220")
    assert {text(link) for link in inside(empty, "empty", "//a")} == {
        "Drop the filter “Type of support”: 2 projects",
        "Drop the filter “Area”: 1 project",
    }


def test_where_no_single_filter_helps_everything_is_offered(show) -> None:
    empty = show("q=zzz&type=swimming&area=220")
    assert [link.get("href") for link in inside(empty, "empty", "//a")] == ["/en/projects"]


def test_twenty_a_page(app: Flask, client: FlaskClient) -> None:
    release(app, *(frozen(f"SD-2023-{number:02}") for number in range(1, 43)))
    pages = [parsed(client.get(f"/en/projects?page={number}&type=library").text) for number in (1, 2, 3)]
    assert [len(codes(page)) for page in pages] == [20, 20, 2]
    assert codes(pages[2]) == ["SD-2023-41", "SD-2023-42"]
    links = [link.get("href") for link in inside(pages[0], "pages", "//a")]
    assert links == [f"/en/projects?type=library&page={number}" for number in (2, 3, 2)]
    assert "page 2" in pages[1].findtext(".//title")


def test_what_a_visitor_types_is_shown_and_never_run(show) -> None:
    shown = show("q=%3Cscript%3Ealert(1)%3C/script%3E")
    assert [script.get("type") for script in shown.iter("script")] == ["module"]
    assert shown.get_element_by_id("q").get("value") == "<script>alert(1)</script>"


def test_before_the_first_release_the_list_says_so(client: FlaskClient) -> None:
    answer = client.get("/en/projects")
    assert answer.status_code == 200
    assert text(inside(parsed(answer.text), "empty", "/h2")[0]) == "No edition has been released yet"
