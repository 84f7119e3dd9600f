"""A morning at the queue: several proposals ticked and dealt with together, and the way back to the same place."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import select

from catalog.accounts.models import Person
from catalog.db import db
from catalog.demo.load import DEMO_PASSWORD
from catalog.editions import services as editions
from catalog.rounds.queries import round_by_key

pytestmark = pytest.mark.demo

FILTERED = "/desk/review?view=all&unit=220&sort=-code"
FIRST, SECOND = "SD-2023-02", "SD-2023-04"


@pytest.fixture
def draft(app: Flask) -> None:
    """A list under preparation."""
    with app.app_context():
        reviewer = db.session.scalars(select(Person).where(Person.email == "reviewer@example.org")).one()
        editions.create(reviewer.as_actor(), round_by_key("2023"))


def enter(context: BrowserContext, site: str) -> Page:
    page = context.new_page()
    page.goto("/sign-in")
    page.fill("[name=email]", "reviewer@example.org")
    page.fill("[name=password]", DEMO_PASSWORD)
    with page.expect_navigation():
        page.locator("main form button").first.click()
    context.add_cookies([{"name": "language", "value": "en", "url": site}])
    return page


def do_with(page: Page, codes: list[str], button: str) -> None:
    """Tick some proposals and press a button of the bar."""
    for code in codes:
        page.get_by_role("checkbox", name=code).check()
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).click()


def test_several_are_dealt_with_at_once_and_the_filters_stay(
    new_context: Callable[..., BrowserContext], site: str, draft: None, axe: Callable[[Page], None]
) -> None:
    page = enter(new_context(), site)
    page.goto(FILTERED)
    codes = page.locator("tbody .tick-box").all_inner_texts()
    assert codes == ["SD-2023-04", "SD-2023-03", "SD-2023-02", "SD-2023-01"]

    page.locator("#selected").get_by_label("Tag", exact=True).fill("ưu tiên")
    do_with(page, [FIRST, SECOND], "Add the tag")
    expect(page).to_have_url(f"{site}{FILTERED}")
    expect(page.locator("tbody .tags li")).to_have_text(["ưu tiên", "ưu tiên"])
    axe(page)
    do_with(page, [SECOND], "Assign to me")
    expect(page.locator(f"tr:has-text('{SECOND}') [data-label='Assigned to']")).to_have_text(
        "Chuyên viên Phòng Nghiệp vụ"
    )
    do_with(page, [FIRST, SECOND], "Add to the list under preparation")
    expect(page.locator(".notice-ok")).to_contain_text(f"Done for 2 proposals: {SECOND}, {FIRST}")
    expect(page).to_have_url(f"{site}{FILTERED}")

    with page.expect_navigation():
        page.locator(f"tr:has-text('{SECOND}') a.row-link").click()
    for code in ("SD-2023-03", FIRST):
        with page.expect_navigation():
            page.get_by_role("link", name="Next").click()
        assert f"/desk/review/{code}?" in page.url
    with page.expect_navigation():
        page.get_by_role("link", name="Previous").click()
    with page.expect_navigation():
        page.locator(".crumbs a").click()
    expect(page.locator("tbody .tick-box")).to_have_text(codes)
    assert "unit=220" in page.url
    assert "sort=-code" in page.url
