"""What a reviewer or translator types stays on their computer until the server has it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from catalog.demo.load import DEMO_PASSWORD

pytestmark = pytest.mark.demo

REVIEW, TRANSLATION = "/desk/review/LNa-2023-02", "/desk/translation/SD-2023-04"
WORDS = "Nêu số học sinh từng khối lớp."


@pytest.fixture
def context(browser: Any, browser_context_args: dict[str, Any]) -> Iterator[BrowserContext]:
    """A browser that asks nothing when a page with unsaved text is left."""
    context = browser.new_context(**browser_context_args)
    context.on("dialog", lambda dialog: dialog.accept())
    yield context
    context.close()


def enter(context: BrowserContext, site: str) -> Page:
    page = context.new_page()
    page.goto("/sign-in")
    page.fill("[name=email]", "reviewer@example.org")
    page.fill("[name=password]", DEMO_PASSWORD)
    with page.expect_navigation():
        page.locator("main form button").first.click()
    context.add_cookies([{"name": "language", "value": "en", "url": site}])
    return page


def copies(page: Page) -> int:
    return page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('desk/')).length")


def crash(page: Page, context: BrowserContext) -> Page:
    """The page is gone with what was typed on it; another one is opened."""
    while not copies(page):
        page.wait_for_timeout(50)
    page.close(run_before_unload=False)
    return context.new_page()


def offer(page: Page) -> Any:
    return page.locator("[data-copy-offer]:visible")


def test_a_question_that_was_being_typed_is_offered_back_and_goes_when_it_is_stored(
    context: BrowserContext, site: str, axe: Callable[[Page], None]
) -> None:
    page = enter(context, site)
    page.goto(REVIEW)
    page.locator("details.ask:has(#words-need) > summary").click()
    page.fill("#words-need", WORDS)
    page = crash(page, context)
    page.goto("/desk/review")
    expect(page.locator("[data-unsent]")).to_contain_text("is not saved yet: open its page")
    page.goto(REVIEW)
    expect(offer(page)).to_have_count(1)
    axe(page)
    expect(page.locator("#words-need")).to_have_value("")
    page.get_by_role("button", name="Restore the unsaved text of").click()
    expect(page.locator("#words-need")).to_have_value(WORDS)
    with page.expect_navigation():
        page.locator("form:has(#words-need)").get_by_role("button", name="Collect the question").click()
    expect(page.locator(".collected")).to_contain_text(WORDS)
    assert copies(page) == 0
    expect(offer(page)).to_have_count(0)


def test_an_ended_session_brings_the_question_back(context: BrowserContext, site: str) -> None:
    page = enter(context, site)
    page.goto(REVIEW)
    page.locator("details.ask:has(#words-title) > summary").click()
    page.fill("#words-title", WORDS)
    context.clear_cookies(name="session")
    with page.expect_navigation():
        page.locator("form:has(#words-title)").get_by_role("button", name="Collect the question").click()
    page.fill("[name=email]", "reviewer@example.org")
    page.fill("[name=password]", DEMO_PASSWORD)
    page.locator("main form button").first.click()
    page.wait_for_url(f"**{REVIEW}/**")
    expect(page.locator("#words-title")).to_have_value(WORDS)


def test_english_of_another_moment_meets_what_a_colleague_stored(context: BrowserContext, site: str) -> None:
    """The copy keeps the stamps of its page, so that it replaces nothing silently."""
    page = enter(context, site)
    page.goto(TRANSLATION)
    box = "[name='target.results']"
    page.fill(box, "Each child is seen twice")
    page = crash(page, context)
    page.goto(TRANSLATION)
    expect(offer(page)).to_have_count(1)
    page.fill(box, "Stored meanwhile")
    with page.expect_navigation():
        page.locator("[name=save][value=all]").click()
    expect(offer(page)).to_have_count(1)
    page.get_by_role("button", name="Restore the unsaved text of").click()
    with page.expect_navigation():
        page.locator("[name=save][value=all]").click()
    expect(page.locator(".theirs")).to_contain_text("Stored meanwhile")
    expect(page.locator(box)).to_have_value("Each child is seen twice")
