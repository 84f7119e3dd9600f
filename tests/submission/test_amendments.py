"""The unit edits what is published: begun on its page, written like any proposal, discarded without a trace."""

from collections.abc import Callable

from tests.submission import pages
from tests.visitor import Visitor

NEW = "Thư viện xanh cho Trường Tiểu học xã Hữu Sản"


def test_an_edit_is_begun_on_the_page_of_what_is_published(
    officer: Visitor, stored: Callable[..., str], look: Callable
) -> None:
    address = stored("published")
    code = address.rpartition("/")[2]
    assert pages.found(officer.get(address), "//h2[@id='amend-title']") == ["Something has changed?"]
    begun = officer.submit(address, action=f"{address}/amend")
    assert (begun.status_code, begun.location) == (303, f"{address}-S1")
    page = officer.get(begun.location)
    assert pages.notices(page)[1] == (
        f"This is an edit of the published proposal {code}. What is published stays as it is until the edit is "
        "accepted and the next edition is released. See the published proposal"
    )
    assert pages.found(page, "//section[@id='amended']") == []
    officer.submit(f"{begun.location}/place", {"title": NEW})
    assert pages.found(officer.get(begun.location), "//section[@id='amended']//strong") == ["Title"]
    assert look(address, lambda proposal: proposal.title) != NEW
    published = officer.get(address)
    assert pages.found(published, "//h2[@id='amend-title']") == []
    assert pages.notices(published)[0].endswith("Edit being written. See the edit")
    assert pages.found(officer.get("/desk/proposals"), "//tr[.//a[contains(@href, '-S1')]]//th/div") == [
        f"{code}-S1 · Libraries · edit of the published {code}"
    ]


def test_a_discarded_edit_can_be_begun_anew(officer: Visitor, stored: Callable[..., str]) -> None:
    address = stored("published")
    officer.submit(address, action=f"{address}/amend")
    gone = officer.submit(f"{address}-S1", action=f"{address}-S1/discard-amendment")
    assert gone.status_code == 303
    assert pages.found(officer.get(f"{address}-S1"), "//p[@class='next-step']") == ["What is published stays as it is."]
    assert officer.submit(address, action=f"{address}/amend").location == f"{address}-S2"
