"""The fill-in workbook comes back as it was filled in: any content, whatever was done to its sheets."""

from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.exchange.reading import read
from catalog.exchange.reading.categories import NAMES
from tests.exchange import filled


@settings(max_examples=40, deadline=None)
@given(st.lists(filled.proposals, min_size=1, max_size=3))
def test_any_workbook_that_we_write_is_read_back_equal(proposals) -> None:
    there = [proposal for proposal in proposals if not filled.is_empty(proposal)]
    if there:
        found = read(filled.workbook(*proposals), "mẫu.xlsx")
        assert [filled.said(row) for row in found.rows] == [filled.stored(proposal) for proposal in there]


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(sorted(NAMES)), filled.proposals)
def test_so_is_the_workbook_of_one_type(category, proposal) -> None:
    proposal.category_key, proposal.title = category, proposal.title or "Tên"
    [row] = read(filled.workbook(proposal, category_key=category), "mẫu.xlsx").rows
    assert filled.said(row) == filled.stored(proposal)
