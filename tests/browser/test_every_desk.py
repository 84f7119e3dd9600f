"""Every page of every desk in a real browser fits a phone, shuts nobody out and breaks no policy, in both languages."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from catalog.demo.load import DEMO_PASSWORD
from catalog.settings import PROJECT

pytestmark = pytest.mark.demo

FILE = PROJECT / "tests" / "data" / "district-files" / "luc-nam-2023.docx"
SECTIONS = ("place", "kind", "need", "work", "budget", "contributions", "approval")
# The demo's draft is BG-2023-02 of unit 213; LNg-2023-04 of unit 219 came back.
PAGES = {
    "": ["/sign-in", "/password-reset"],
    "officer.213": [
        *("/desk/proposals", "/desk/proposals/new", "/desk/proposals/BG-2023-01", "/desk/proposals/BG-2023-02"),
        *(f"/desk/proposals/BG-2023-02/{section}" for section in SECTIONS),
        *("/desk/proposals/BG-2023-02/check", "/desk/import", "/desk/questions", "/account", "/desk/review"),
        "/desk/notices",
    ],
    "leader.222": ["/desk/proposals", "/desk/proposals/VY-2023-01"],
    "reviewer": [
        *("/desk/review", "/desk/review?state=all", "/desk/review/LNa-2023-02", "/desk/review/SD-2023-01"),
        *("/desk/enquiries", "/desk/enquiries/new"),
        *("/desk/translation", "/desk/translation/SD-2023-04", "/desk/editions", "/desk/editions/2023-1"),
    ],
    "manager": ["/desk/reports/2023"],
    "publisher": ["/desk/editions", "/desk/review"],
    "admin": [
        *("/desk/administration", "/desk/administration/people/new", "/desk/administration/units"),
        *("/desk/administration/rounds", "/desk/administration/rounds/2023", "/desk/administration/rounds/new"),
        *("/desk/administration/issuing-body", "/desk/administration/exchange-rates", "/desk/administration/texts"),
        *("/desk/administration/rounds/2023/extensions/new", "/desk/administration/outbox"),
        *("/desk/administration/outbox/1", "/desk/administration/history"),
        *("/desk/administration/official", "/desk/administration/official/legal-bases/1"),
        *("/desk/administration/official/templates/new", "/desk/administration/holidays"),
    ],
}


def enter(page: Page, who: str, language: str, site: str) -> None:
    page.context.add_cookies([{"name": "language", "value": language, "url": site}])
    if who:
        page.goto("/sign-in")
        page.fill("[name=email]", f"{who}@example.org")
        page.fill("[name=password]", DEMO_PASSWORD)
        page.locator("main form button").first.click()
        page.wait_for_url("**/desk/**")


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("who", PAGES)
def test_every_page_fits_and_is_open_to_all(
    page: Page, axe: Callable[[Page], None], site: str, who: str, language: str
) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    enter(page, who, language, site)
    for path in PAGES[who]:
        page.goto(path)
        assert page.locator("html").get_attribute("lang") == language, path
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
        axe(page)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_preview_of_a_file(page: Page, axe: Callable[[Page], None], site: str, language: str) -> None:
    enter(page, "officer.218", language, site)
    page.goto("/desk/import")
    page.set_input_files("[name=file]", FILE)
    page.locator("main form button").first.click()
    page.wait_for_url("**/desk/import/*")
    for width in (360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        axe(page)


def test_a_list_that_is_put_together(page: Page, axe: Callable[[Page], None], site: str) -> None:
    enter(page, "reviewer", "vi", site)
    page.goto("/desk/editions")
    page.get_by_role("button", name="2023-2").click()
    page.wait_for_url("**/desk/editions/2023-2")
    page.set_viewport_size({"width": 360, "height": 800})
    preview = "/vi/preview/2023-2"
    for path in ("", "/readiness", preview, f"{preview}/projects", f"{preview}/projects/LNg-2023-01"):
        page.goto(path if path.startswith(preview) else f"/desk/editions/2023-2{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
        axe(page)
