"""A clerk on an old PC: from a title to the receipt with no script at all, by keyboard, and when two people write."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

from catalog.demo.load import DEMO_PASSWORD

pytestmark = pytest.mark.demo

ANSWERS = {
    "place": {"location": "Xã Tân Mỹ", "implementer": "Phòng Giáo dục và Đào tạo"},
    "kind": {"children": "240"},
    "work": {"objective": "240 học sinh có nơi đọc sách."},
}
BUDGET = "/desk/proposals/BG-2023-02/budget"


def enter(page: Page, language: str = "en") -> None:
    """Sign in as the officer of the city, whose draft is BG-2023-02."""
    page.goto("/sign-in")
    page.fill("[name=email]", "officer.213@example.org")
    page.fill("[name=password]", DEMO_PASSWORD)
    page.locator("main form button").first.click()
    page.wait_for_url("**/desk/proposals")
    page.context.add_cookies([{"name": "language", "value": language, "url": page.url}])
    page.reload()


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).first.click()


def test_from_a_title_to_the_receipt_without_any_script(browser: Browser, site: str) -> None:
    page = browser.new_context(base_url=site, java_script_enabled=False).new_page()
    enter(page)
    page.get_by_role("link", name="New proposal").first.click()
    page.fill("[name=title]", "Thư viện thân thiện cho Trường Tiểu học xã Tân Mỹ")
    page.select_option("[name=category_key]", "library")
    press(page, "Begin the proposal")
    address = page.url
    for section, answers in ANSWERS.items():
        page.goto(f"{address}/{section}")
        for name, value in answers.items():
            page.fill(f"[name={name}]", value)
        press(page, "Save and go on")
    write_a_budget(page, f"{address}/budget")
    page.goto(f"{address}/check")
    page.check("[name=declaration]")
    press(page, "Send to the Department")
    assert page.url == f"{address}/receipt"
    assert page.locator(".receipt-code").text_content() == address.rpartition("/")[2]


def write_a_budget(page: Page, address: str) -> None:
    """Two lines, one of them wrong at first, then in another order."""
    page.goto(address)
    for row, (item, quantity, cost) in enumerate((("Giá sách", "12", "4,5 triệu"), ("Sách", "800", "nhiều")), start=1):
        page.fill(f"[name=budget_lines-new{row}-item]", item)
        page.fill(f"[name=budget_lines-new{row}-quantity]", quantity)
        page.fill(f"[name=budget_lines-new{row}-unit_cost_vnd]", cost)
    press(page, "Add a budget line")
    assert page.locator(".error-summary li").count() == 1
    page.fill("[name=budget_lines-new2-unit_cost_vnd]", "45.000")
    press(page, "Add a budget line")
    press(page, "Move line 2 up")
    items = page.locator(".rows input[name$=-item]").evaluate_all("fields => fields.map(field => field.value)")
    assert items == ["Sách", "Giá sách", ""]
    assert page.locator(".rows tfoot strong").last.text_content() == "VND 90,000,000"


def test_enter_saves_and_the_keyboard_stays_where_it_was(page: Page) -> None:
    enter(page)
    page.goto(BUDGET)
    items = page.locator(".rows input[name$=-item]")
    before = items.evaluate_all("fields => fields.map(field => field.value)")
    items.first.fill("Nội dung mới")
    with page.expect_navigation():
        items.first.press("Enter")
    saved = items.evaluate_all("fields => fields.map(field => field.value)")
    assert saved == ["Nội dung mới", *before[1:]]
    press(page, "Move line 2 up")
    assert page.evaluate("document.activeElement.title") == "Move line 1 up"
    press(page, "Add a budget line")
    assert page.evaluate("document.activeElement.value") == ""
    assert page.evaluate("document.activeElement.name").endswith("-item")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_pages_with_errors_and_conflicts_are_open_to_all(
    page: Page, axe: Callable[[Page], None], language: str
) -> None:
    enter(page, language)
    second = page.context.new_page()
    for tab in (page, second):
        tab.goto(BUDGET)
        tab.locator(".rows input[name$=-item]").first.fill(f"Nội dung {tab is page}")
    for tab in (page, second):
        with tab.expect_navigation():
            tab.locator("button[value=add]").click()
    assert second.locator(".stored").count() == 1
    axe(second)
    second.locator(".rows input[name$=-quantity]").first.fill("hai")
    with second.expect_navigation():
        second.locator("button[value=add]").click()
    assert second.evaluate("document.activeElement.className") == "error-summary"
    axe(second)
