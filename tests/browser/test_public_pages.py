"""The catalogue in a real browser: nobody is shut out, nothing sticks out, in both languages and both schemes."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.demo

PATHS = (
    "",
    "projects",
    "projects?q=zzz&area=220",
    "projects/SD-2023-01",
    "editions",
    "editions/2023-1",
    "child-protection",
)
SCREENS = ((360, "light"), (360, "dark"), (768, "light"), (1280, "dark"))


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(("width", "scheme"), SCREENS)
def test_every_page_fits_and_is_open_to_all(
    page: Page, axe: Callable[[Page], None], language: str, width: int, scheme: str
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    for path in PATHS:
        page.goto(f"/{language}/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        axe(page)


def test_a_donor_finds_a_project_with_the_keyboard_alone(page: Page) -> None:
    page.goto("/en/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**#main")
    page.get_by_role("searchbox").focus()
    page.keyboard.type("thu vien than thien")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/projects?q=thu+vien+than+thien")
    page.locator(".card-name a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/projects/*")
    title = page.get_by_role("heading", level=1)
    expect(title).to_have_text("Child-friendly library for Tan Son Commune Primary School")


def test_the_map_leads_to_an_area(page: Page) -> None:
    page.goto("/en/")
    page.get_by_role("link", name="Luc Ngan District: 3 projects").first.click()
    expect(page.get_by_role("status")).to_have_text("3 projects in Luc Ngan District")
