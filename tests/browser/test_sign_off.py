"""The unit's leader: given back with a reason, changed, approved; the receipt and the form to sign on paper."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, ViewportSize

from catalog.demo.load import DEMO_PASSWORD

pytestmark = pytest.mark.demo

# The unit that signs off, and its proposal that waits.
ADDRESS = "/desk/proposals/VY-2023-01"
PHONE: ViewportSize = {"width": 360, "height": 740}


def enter(page: Page, email: str) -> Page:
    """Sign in with English words; the page of the proposal is open."""
    page.goto("/sign-in")
    page.fill("[name=email]", email)
    page.fill("[name=password]", DEMO_PASSWORD)
    with page.expect_navigation():
        page.locator("main form button").first.click()
    page.context.add_cookies([{"name": "language", "value": "en", "url": page.url}])
    page.goto(ADDRESS)
    return page


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).first.press("Enter")


def test_given_back_changed_approved_and_printed(
    new_context: Callable[..., BrowserContext], axe: Callable[[Page], None], tmp_path: Path
) -> None:
    phone = new_context().new_page()
    phone.set_viewport_size(PHONE)
    leader = enter(phone, "leader.222@example.org")
    axe(leader)
    press(leader, "Give back to the officer")
    assert leader.locator(".error-summary li").count() == 1
    leader.fill("[name=give_back-comment]", "Ghi rõ số trẻ hưởng lợi.")
    press(leader, "Give back to the officer")

    officer = enter(new_context().new_page(), "officer.222@example.org")
    assert officer.locator(".said").text_content() == "Ghi rõ số trẻ hưởng lợi."
    officer.goto(f"{ADDRESS}/need")
    officer.fill("[name=summary]", "Trẻ em có nơi học an toàn.")
    with officer.expect_navigation():
        officer.locator("button[value=back]").press("Enter")
    officer.goto(f"{ADDRESS}/check")
    officer.locator("[name=declaration]").press("Space")
    axe(officer)
    press(officer, "Hand to the unit's leader for approval")
    assert officer.locator("h1").text_content() == "Handed to the unit's leader"

    leader.goto(ADDRESS)
    press(leader, "Approve and send to the Department")
    officer.goto(f"{ADDRESS}/receipt")
    assert officer.locator(".receipt-code").text_content() == "VY-2023-01"
    assert officer.get_by_text("Approved and sent").count() == 1
    axe(officer)
    for name, beginning in (("Official form (Word)", b"PK"), ("Official form (PDF)", b"%PDF-")):
        with officer.expect_download() as download:
            officer.get_by_role("link", name=name).click()
        download.value.save_as(tmp_path / "form")
        assert (tmp_path / "form").read_bytes().startswith(beginning)


def test_similar_proposals_appear_while_a_title_is_typed(page: Page, axe: Callable[[Page], None]) -> None:
    enter(page, "officer.213@example.org")
    page.goto("/desk/proposals/new")
    page.locator("[name=title]").press_sequentially("Sân chơi cộng đồng cho trẻ em phường Đa Mai")
    page.locator(".similar a").wait_for()
    assert page.locator(".similar a").get_attribute("href") == "/desk/proposals/BG-2023-02"
    axe(page)
    page.goto("/desk/proposals/earlier")
    axe(page)
    page.get_by_role("button", name="Copy BG-2023-02").press("Enter")
    page.get_by_text("Copied from BG-2023-02.", exact=True).wait_for()
    axe(page)
