"""Something published is edited: the public reads the old text until the edit is accepted and a list is released."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from catalog.demo.load import DEMO_PASSWORD

pytestmark = pytest.mark.demo

CODE, EDIT = "LNg-2023-01", "LNg-2023-01-S1"
NEW_TITLE, BETTER = "Sân chơi cho 700 trẻ em xã Phong Vân", "Sân chơi ngoài trời cho 700 trẻ em xã Phong Vân"


def enter(context: BrowserContext, email: str, site: str) -> Page:
    page = context.new_page()
    page.goto("/sign-in")
    page.fill("[name=email]", email)
    page.fill("[name=password]", DEMO_PASSWORD)
    press(page, "Đăng nhập")
    context.add_cookies([{"name": "language", "value": "en", "url": site}])
    return page


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name).and_(page.locator(":visible")).first.click()


def write(page: Page, title: str) -> None:
    page.goto(f"/desk/proposals/{EDIT}/place")
    page.fill("[name=title]", title)
    press(page, "Save and back to the list")


def send(page: Page) -> None:
    page.goto(f"/desk/proposals/{EDIT}/check")
    page.check("[name=declaration]")
    press(page, "Send to the Department")
    page.wait_for_url("**/receipt")


def test_the_public_reads_the_old_text_until_the_next_release(
    new_context: Callable[..., BrowserContext], site: str, axe: Callable[[Page], None]
) -> None:
    visitor = new_context().new_page()
    visitor.goto(f"/vi/projects/{CODE}")
    before = visitor.locator("main").inner_html()

    officer = enter(new_context(), "officer.219@example.org", site)
    officer.goto(f"/desk/proposals/{CODE}")
    press(officer, "Edit the published proposal")
    officer.wait_for_url(f"**/{EDIT}")
    write(officer, NEW_TITLE)
    expect(officer.locator("#amended ins")).to_contain_text(["700"])
    axe(officer)
    send(officer)

    reviewer = enter(new_context(), "reviewer@example.org", site)
    reviewer.goto("/desk/review?view=amendments")
    with reviewer.expect_navigation():
        reviewer.get_by_role("link", name=NEW_TITLE).click()
    expect(reviewer.locator("#amended ins")).to_contain_text(["700"])
    axe(reviewer)
    reviewer.locator("details.ask:has(#words-title) > summary").press("Enter")
    reviewer.fill("#words-title", "Giữ chữ “ngoài trời”.")
    press(reviewer, "Collect the question")
    press(reviewer, "Ask for changes (1)")
    press(reviewer, "Send with 1 question")

    write(officer, BETTER)
    send(officer)
    reviewer.goto(f"/desk/review/{EDIT}")
    expect(reviewer.locator("#changed-title")).to_contain_text("Changed as asked")
    expect(reviewer.locator("#amended del")).to_have_count(1)
    press(reviewer, "Accept the edit")
    reviewer.goto(f"/desk/review/{CODE}")
    expect(reviewer.locator("#unreleased")).to_contain_text("Accepted, not yet in a released edition")
    axe(reviewer)

    visitor.reload()
    assert visitor.locator("main").inner_html() == before
