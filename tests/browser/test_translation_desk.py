"""What the script of the translation desk adds, and how the desk works by keyboard."""

import pytest
from playwright.sync_api import Page, expect

from catalog.demo.load import DEMO_PASSWORD

pytestmark = pytest.mark.demo


@pytest.fixture
def unfinished(page: Page) -> Page:
    """The translation of a demo proposal that has segments without English."""
    page.goto("/sign-in")
    page.fill("[name=email]", "reviewer@example.org")
    page.fill("[name=password]", DEMO_PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url("**/desk/**")
    page.goto("/desk/translation")
    page.get_by_role("link", name="Khám sàng lọc").click()
    return page


def test_a_click_puts_a_term_where_the_cursor_is(unfinished: Page) -> None:
    box = unfinished.locator("[name='target.activities']")
    box.fill("Four rounds")
    box.press("Home")
    term = unfinished.locator("[data-terms-for='text-activities'] button").first
    words = term.inner_text()
    term.click()
    expect(box).to_have_value(f"{words}Four rounds")
    expect(box).to_be_focused()


def test_control_and_enter_ticks_saves_and_goes_on(unfinished: Page) -> None:
    unfinished.locator("[name='target.activities']").fill("Four mobile screening rounds")
    unfinished.locator("[name='target.activities']").press("Control+Enter")
    expect(unfinished.locator("[name='target.results']")).to_be_focused()
    expect(unfinished.locator("[name='target.activities']")).to_have_value("Four mobile screening rounds")
    expect(unfinished.locator("[name='checked.activities']")).to_be_checked()


def test_leaving_with_unsaved_english_asks_first(unfinished: Page) -> None:
    asked: list[str] = []
    unfinished.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    unfinished.locator("[name='target.activities']").fill("Four rounds")
    unfinished.goto("/desk/translation")
    assert asked == ["beforeunload"]
