"""The budget by keyboard alone, on a PC and at the width of a phone: added, moved, removed, summed, read out."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_unit_desk import BUDGET, enter

pytestmark = pytest.mark.demo


def tab_to(page: Page, title: str) -> None:
    """Press Tab until a control with this title or text has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        said = page.evaluate("document.activeElement.title || document.activeElement.innerText")
        if said.strip() == title:
            return
    pytest.fail(f"{title!r} is out of reach")


def press_enter(page: Page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


def items(page: Page) -> list[str]:
    return page.locator(".rows input[name$=-item]").evaluate_all("fields => fields.map(field => field.value)")


@pytest.mark.parametrize("width", [360, 1280])
def test_a_budget_by_keyboard_alone(page: Page, axe: Callable[[Page], None], width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    enter(page)
    page.goto(BUDGET)
    stored = [item for item in items(page) if item]
    tab_to(page, "Add a budget line")
    press_enter(page)
    for typed in ("Phòng học", "2", "phòng", "1,5 tỷ"):
        page.keyboard.type(typed)
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    number = page.evaluate(
        "[...document.querySelectorAll('.rows .optional input')].indexOf(document.activeElement) + 1"
    )
    tab_to(page, f"Move line {number} up")
    press_enter(page)
    assert [item for item in items(page) if item] == [*stored[:-1], "Phòng học", stored[-1]]
    assert page.evaluate("document.activeElement.title") == f"Move line {len(stored)} up"
    row = page.locator(".rows tbody").nth(len(stored) - 1)
    assert row.locator("input[name$=-unit_cost_vnd]").input_value() == "1.500.000.000"
    assert row.locator("select").input_value() == "counterpart"
    assert row.locator("input[type=checkbox]").is_checked()
    assert "Ba tỷ đồng" in (row.text_content() or "")
    assert row.locator(".unusual").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    axe(page)
    tab_to(page, f"Remove line {len(stored)}")
    press_enter(page)
    assert [item for item in items(page) if item] == stored
    assert page.evaluate("document.activeElement.title") == f"Remove line {len(stored)}"


def test_amounts_follow_what_a_script_saves(page: Page) -> None:
    enter(page)
    page.goto(BUDGET)
    first = page.locator(".rows tbody").first
    first.locator("input[name$=-quantity]").fill("2")
    first.locator("input[name$=-unit_cost_vnd]").fill("1,5 tỷ")
    expect(first).to_have_attribute("data-old", "")
    page.keyboard.press("Tab")  # leaving the field saves it; the page follows some seconds later
    expect(first.locator(".amount")).to_contain_text("VND 3,000,000,000", timeout=15_000)
    expect(first.locator(".read-out")).to_contain_text("Ba tỷ đồng")
    expect(first).not_to_have_attribute("data-old", "")
    expect(page.locator(".rows tfoot")).to_contain_text("Ba tỷ hai trăm năm mươi chín triệu hai trăm nghìn đồng")
