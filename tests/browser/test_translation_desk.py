"""What the script of the translation desk adds, and how the desk works by keyboard."""

import pytest
from playwright.sync_api import Browser, Page, expect

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
    # Until the script has run, keys do nothing.
    page.wait_for_url("**/desk/translation/*")
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


def test_a_text_is_translated_by_keys_alone(unfinished: Page) -> None:
    activities, owner = (unfinished.locator(f"[name='target.{key}']") for key in ("activities", "owner"))
    # From text to text, and the name of a whole text as the first suggestion.
    activities.press("Alt+ArrowDown")
    expect(unfinished.locator("[name='target.results']")).to_be_focused()
    unfinished.locator("[name='target.results']").press("Alt+ArrowUp")
    expect(activities).to_be_focused()
    owner.press("Alt+s")
    expect(owner).to_have_value("Son Dong District Medical Centre")
    owner.fill("")
    owner.press("Alt+1")
    expect(owner).to_have_value("Son Dong District Medical Centre")
    # A number that is not the Vietnamese one is pointed at once it is saved, and the next text has the focus.
    activities.fill("Hold 5 mobile rounds")
    activities.press("Control+Enter")
    expect(unfinished.locator("[name='target.results']")).to_be_focused()
    expect(unfinished.locator("#text-activities-doubts")).to_contain_text("4")
    expect(owner).to_have_value("Son Dong District Medical Centre")


def test_without_a_script_saving_goes_on_to_the_next_text(unfinished: Page, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, storage_state=unfinished.context.storage_state())
    page = context.new_page()
    page.goto(unfinished.url)
    page.locator("[name='target.activities']").fill("Four mobile screening rounds")
    page.locator("[name='checked.activities']").check()
    page.locator("[name=save][value=activities]").click()
    page.wait_for_url("**#text-results")
    context.close()
