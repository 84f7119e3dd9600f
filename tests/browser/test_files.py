"""Photos of a proposal: sent as soon as they are chosen, and still there when something else on the page fails."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from catalog.demo.load import DEMO_PASSWORD
from tests.attachments import build

pytestmark = pytest.mark.demo

FILES = "/desk/proposals/BG-2023-02/files"
LEGENDS = "fieldset.file-card legend"


def enter(page: Page) -> None:
    """Sign in as the officer of the city, whose draft is BG-2023-02."""
    page.goto("/sign-in")
    page.fill("[name=email]", "officer.213@example.org")
    page.fill("[name=password]", DEMO_PASSWORD)
    page.locator("main form button").first.click()
    page.wait_for_url("**/desk/proposals")
    page.context.add_cookies([{"name": "language", "value": "en", "url": page.url}])
    page.goto(FILES)


def a_file(data: bytes, name: str, kind: str = "image/jpeg") -> Any:
    return {"name": name, "mimeType": kind, "buffer": data}


def test_a_photo_takes_its_place_while_somebody_types(page: Page, axe: Callable[[Page], None]) -> None:
    enter(page)
    cards = page.locator("fieldset.file-card")
    page.set_input_files("#photos", a_file(build.photo(600, 400), "a.jpg"))
    cards.first.wait_for()
    assert page.locator(".uploads li").all_text_contents() == ["a.jpg: added."]
    page.locator("[name$=-caption]").fill("x" * 301)
    page.set_input_files("#photos", a_file(build.photo(500, 400), "c.jpg"))
    cards.nth(1).wait_for()
    with page.expect_navigation():
        page.get_by_role("button", name="Save and go on").click()
    assert page.locator(".error-summary li").all_text_contents() == ["Caption: It has 301 characters; 300 at most."]
    assert page.locator(LEGENDS).all_text_contents() == ["Photo 1", "Photo 2"]
    assert page.locator("[name$=-caption]").first.input_value() == "x" * 301
    axe(page)
    page.locator("[name$=-caption]").first.fill("Điểm trường")
    with page.expect_navigation():
        page.get_by_role("button", name="Save and go on").click()
    page.goto(FILES)
    assert page.locator("[name$=-caption]").first.input_value() == "Điểm trường"
    shown = "images => images.map(image => image.complete && image.naturalWidth > 0)"
    assert page.locator(".file-picture img").evaluate_all(shown) == [True, True]


def test_photos_without_any_script(browser: Browser, site: str) -> None:
    page = browser.new_context(base_url=site, java_script_enabled=False).new_page()
    enter(page)
    page.set_input_files("#photos", [a_file(build.photo(600, 400), "a.jpg"), a_file(b"GIF89a", "b.gif")])
    with page.expect_navigation():
        page.get_by_role("button", name="Upload").first.click()
    assert page.locator(".error-summary li").count() == 1
    page.locator("[name$=-caption]").fill("Điểm trường")
    with page.expect_navigation():
        page.get_by_role("button", name="Remove photo 1").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Keep it").click()
    assert page.locator("[name$=-caption]").input_value() == "Điểm trường"
