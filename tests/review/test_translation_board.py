"""The board of translations: what is missing and stale, and how far each proposal is."""

import pytest

from catalog.proposals.workflow import State
from tests.accounts.people import statements
from tests.public.reading import inside, parsed, text
from tests.review.desk import REVIEWER, Office
from tests.review.translating import TITLE, address, change_title, translate


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
    page = parsed(office.visitor(REVIEWER).get("/desk/translation").text)
    assert [text(row) for row in page.xpath("//tbody/tr")] == [
        f"{stale} Thư viện Luc Nam District Published 6 0 1 1 of 8",
        f"{code} {TITLE} Son Dong District Accepted 8 0 0 0 of 8",
    ]


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
