"""A question comes back: asked beside the answers, answered beside the boxes, labelled when it is sent again."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from catalog.demo.load import DEMO_PASSWORD

pytestmark = pytest.mark.demo

CODE = "LNa-2023-02"
REVIEW, PROPOSAL = f"/desk/review/{CODE}", f"/desk/proposals/{CODE}"


def enter(context: BrowserContext, email: str, site: str) -> Page:
    page = context.new_page()
    page.goto("/sign-in")
    page.fill("[name=email]", email)
    page.fill("[name=password]", DEMO_PASSWORD)
    with page.expect_navigation():
        page.locator("main form button").first.click()
    context.add_cookies([{"name": "language", "value": "en", "url": site}])
    return page


def ask(page: Page, key: str, words: str) -> None:
    """Open the box beside an answer by keyboard and collect a question."""
    page.goto(REVIEW)
    page.locator(f"details.ask:has(#words-{key}) > summary").press("Enter")
    page.fill(f"#words-{key}", words)
    press(page, "Collect the question")


def press(page: Page, name: str) -> None:
    button = page.get_by_role("button", name=name).and_(page.locator(":visible"))
    with page.expect_navigation():
        button.first.click()


def test_what_was_asked_comes_back_with_three_labels(
    new_context: Callable[..., BrowserContext], site: str, axe: Callable[[Page], None]
) -> None:
    reviewer = enter(new_context(), "reviewer@example.org", site)
    ask(reviewer, "need", "Nêu số học sinh từng khối.")
    ask(reviewer, "children", "Số trẻ em và tổng nam, nữ chưa khớp.")
    axe(reviewer)
    assert reviewer.locator(".collected li").count() == 2
    reviewer.fill("[name=comment]", "Đề nghị gửi lại trước thứ Sáu.")
    press(reviewer, "Ask for changes (2)")
    axe(reviewer)
    letter = reviewer.locator(".letter").inner_text()
    assert "Đề nghị gửi lại trước thứ Sáu." in letter
    press(reviewer, "Send with 2 questions")

    officer = enter(new_context(), "officer.218@example.org", site)
    answer(officer, axe)

    reviewer.goto(REVIEW)
    axe(reviewer)
    labels = reviewer.locator(".changes-list > li > div:first-child").all_inner_texts()
    assert [" ".join(label.split()) for label in labels] == [
        "Location Changed, not asked",
        "Children who benefit directly Asked, not changed",
        "Need Changed as asked",
    ]


def answer(page: Page, axe: Callable[[Page], None]) -> None:
    """See what is asked beside the boxes, change one of them and another one, send."""
    page.goto(PROPOSAL)
    axe(page)
    page.get_by_role("link", name="Need", exact=True).first.click()
    expect(page.locator("#need")).to_have_attribute("aria-describedby", re.compile("^asked-need "))
    expect(page.locator("#asked-need")).to_contain_text("Nêu số học sinh từng khối.")
    axe(page)
    page.fill("[name=need]", "Trẻ khuyết tật chưa có giáo viên hỗ trợ: khối 1 có 12 em, khối 2 có 9 em.")
    press(page, "Save and back to the list")
    page.goto(f"{PROPOSAL}/place")
    assert page.get_by_text("The Department did not ask for changes in this section.").count() == 1
    page.fill("[name=location]", "Thị trấn Đồi Ngô")
    press(page, "Save and back to the list")
    page.goto(f"{PROPOSAL}/check")
    axe(page)
    page.fill("[name=comment]", "Số trẻ em đã đúng.")
    page.check("[name=declaration]")
    press(page, "Send to the Department")
    page.wait_for_url("**/receipt")
