"""From two ticked budget lines to an answer: a donor on a phone, then the office, with and without a script."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from catalog.demo.load import DEMO_PASSWORD

pytestmark = pytest.mark.demo

PHONE = {"width": 360, "height": 740}


@pytest.mark.parametrize("script", [True, False])
def test_a_donor_chooses_two_lines_and_the_office_answers(
    new_context: Callable[..., BrowserContext], axe: Callable[[Page], None], site: str, script: bool
) -> None:
    donor = new_context(java_script_enabled=script).new_page()
    donor.set_viewport_size(PHONE)
    donor.goto("/en/projects/SD-2023-01")
    donor.get_by_role("checkbox", name="Semi-boarding house").check()
    donor.get_by_role("checkbox", name="Bunk beds with bedding").check()
    if script:
        expect(donor.locator("output")).to_have_text("VND 2,142,000,000 (USD 91,149)")
    donor.get_by_role("button", name="Express interest").click()
    expect(donor.get_by_role("radio", name="Fund chosen budget lines")).to_be_checked()
    expect(donor.locator("output")).to_have_text("VND 2,142,000,000 (USD 91,149)")
    reference = send(donor, axe if script else lambda _page: None)
    office = new_context(java_script_enabled=script).new_page()
    answer(office, reference, site, axe if script else lambda _page: None)


def send(page: Page, axe: Callable[[Page], None]) -> str:
    """Fill the form in, forget something at first, send it; gives the reference that is shown."""
    axe(page)
    page.get_by_role("textbox", name="Organisation").fill("Books for All")
    page.get_by_role("combobox", name="Country").select_option("Norway")
    page.get_by_role("radio", name="No", exact=True).check()
    page.get_by_role("textbox", name="Your name").fill("Ann Example")
    page.get_by_role("textbox", name="E-mail address").fill("ann@books.example.org")
    page.get_by_role("textbox", name="Message").fill("When may we visit?")
    page.get_by_role("button", name="Send to the office").click()
    expect(page.locator(".error-summary li").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    expect(page.get_by_role("textbox", name="Message")).to_have_value("When may we visit?")
    page.get_by_role("checkbox", name="I agree that the").check()
    # A form that comes back within three seconds of its making is taken for a robot's.
    page.wait_for_timeout(3000)
    page.get_by_role("button", name="Send to the office").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you: it has arrived")
    axe(page)
    return page.locator(".reference").inner_text()


def answer(page: Page, reference: str, site: str, axe: Callable[[Page], None]) -> None:
    """Find it on the list, take it, mark it as answered."""
    page.context.add_cookies([{"name": "language", "value": "en", "url": site}])
    page.goto("/sign-in")
    page.fill("[name=email]", "reviewer@example.org")
    page.fill("[name=password]", DEMO_PASSWORD)
    page.locator("main form button").first.click()
    page.wait_for_url("**/desk/**")
    page.get_by_role("link", name="Enquiries").click()
    axe(page)
    page.get_by_role("link", name=f"{reference} Books for All").click()
    expect(page.get_by_text("5 working days left")).to_be_visible()
    # The confirmation to the sender is among the mails that left.
    expect(page.get_by_text(f"[{reference}] We have received your message")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Take it").click()
    expect(page.get_by_role("status")).to_contain_text("Saved.")
    page.get_by_role("button", name="Mark as answered").click()
    expect(page.locator(".page-head .chip")).to_have_text("Answered")
