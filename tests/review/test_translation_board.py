"""The board of translations: what is missing and stale, and how far each proposal is."""

import pytest
from lxml import html

from catalog.proposals.workflow import State
from tests.accounts.people import statements
from tests.public.reading import inside, parsed, text
from tests.review.desk import REVIEWER, Office
from tests.review.translating import KEYS, TITLE, address, change_title, translate


@pytest.fixture
def code(office: Office) -> str:
    """An accepted proposal with eight segments, none of them in English."""
    return office.proposal(State.ACCEPTED)


def test_the_board_counts_states_and_puts_stale_ones_first(office: Office, code: str) -> None:
    stale = office.proposal(State.PUBLISHED, "218")
    office.proposal(State.SUBMITTED)
    translate(office, stale, "title", "A library", checked=True)
    translate(office, stale, "location", "Huu San", checked=True)
    change_title(office, stale, "Thư viện")
    page = board(office)
    assert [text(head) for head in page.xpath("//thead//th")] == [
        "Code", "Proposal", "To do", "Place and contact", "What will be done", "Budget", "Other contributions",
        "Checked of all",
    ]  # fmt: skip
    assert [[text(cell) for cell in row.xpath("td|th")] for row in page.xpath("//tbody/tr | //tfoot/tr")] == [
        [
            stale, "Thư viện Luc Nam District · Published", "Stale: the Vietnamese changed: 1 Missing: 6",
            "33 % , 1 of 3", "0 % , 0 of 1", "0 % , 0 of 2", "0 % , 0 of 2", "1 of 8",
        ],
        [
            code, f"{TITLE} Son Dong District · Accepted", "Missing: 8",
            "0 % , 0 of 3", "0 % , 0 of 1", "0 % , 0 of 2", "0 % , 0 of 2", "0 of 8",
        ],
        [
            "2 proposals together",
            "16 % , 1 of 6", "0 % , 0 of 2", "0 % , 0 of 4", "0 % , 0 of 4", "1 of 16",
        ],
    ]  # fmt: skip


def board(office: Office, show: str = "") -> html.HtmlElement:
    return parsed(office.visitor(REVIEWER).get("/desk/translation", query_string={"show": show} if show else {}).text)


@pytest.mark.parametrize("show", ["missing", "draft", "stale"])
def test_the_board_shows_proposals_with_texts_of_one_state(office: Office, show: str) -> None:
    made = {state: office.proposal(State.ACCEPTED) for state in ("missing", "draft", "stale")}
    for key in KEYS:
        # every budget line has an id of its own: only the fields are the same for all
        for state in ("draft", "stale"):
            if ":" not in key:
                translate(office, made[state], key, "English", checked=key != "title" or state == "stale")
    change_title(office, made["stale"], "Thư viện")
    shown = {"missing": set(made.values()), "draft": {made["draft"]}, "stale": {made["stale"]}}
    page = board(office, show)
    assert {text(cell) for cell in page.xpath("//tbody/tr/td[1]")} == shown[show]
    pills = {text(pill): pill.get("aria-current") for pill in page.xpath("//a[@class='pill']")}
    names = {"missing": "Missing 3", "draft": "Draft 1", "stale": "Stale: the Vietnamese changed 1"}
    assert pills == dict.fromkeys(["All 3", *names.values()]) | {names[show]: "page"}
    links = {link.get("href").partition("?")[2] for link in page.xpath("//a[@class='row-link']")}
    assert links == {"show=undone"}


def test_a_state_that_nothing_is_in_says_so(office: Office, code: str) -> None:
    assert text(inside(board(office, "stale"), "empty")[0]) == "No proposal has such texts Show all proposals"
    assert text(board(office, "nonsense").xpath("//tbody/tr/td[1]")[0]) == code


def test_the_board_and_the_desk_cost_the_same_queries_for_one_and_for_three(office: Office) -> None:
    costs = []
    for more in (1, 2):
        codes = [office.proposal(State.ACCEPTED) for _ in range(more)]
        translate(office, codes[0], "title", "A library", checked=True)
        visitor = office.visitor(REVIEWER)
        with statements(office.app) as seen:
            visitor.get("/desk/translation")
            visitor.get(address(codes[0]))
        costs.append(len(seen))
    assert costs[0] == costs[1]


def test_an_empty_board_says_where_work_comes_from(office: Office) -> None:
    page = parsed(office.visitor(REVIEWER).get("/desk/translation").text)
    assert text(inside(page, "empty")[0]) == (
        "Nothing to translate yet A proposal comes here as soon as it is accepted. To the review"
    )
