"""A programme officer puts two projects aside, compares them and shares them, with a script and without one."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

pytestmark = pytest.mark.demo


def choose(page: Page, place: int) -> None:
    page.locator(".card").nth(place).get_by_role("button", name="Shortlist").click()


def finish(page: Page, axe: Callable[[Page], None], new_context: Callable[..., BrowserContext]) -> None:
    """From the page of a list with two projects: order them, compare them, share them with somebody else."""
    titles = page.locator(".pick h2")
    expect(titles).to_have_count(2)
    first, second = titles.all_text_contents()  # they are there: their number was waited for
    page.locator(".pick").first.get_by_role("button", name="Down").click()
    expect(titles).to_have_text([second, first])
    axe(page)
    for place in (0, 1):
        page.locator(".pick").nth(place).get_by_role("checkbox", name="Compare").check()
    page.get_by_role("button", name="Compare the ticked ones").click()
    page.wait_for_url("**/en/compare?code=*")
    expect(page.locator("thead th")).to_have_count(2)
    axe(page)
    page.goto("/en/shortlist")
    page.get_by_role("button", name="Make an address to share").click()
    page.wait_for_url("**/en/shortlists/*")
    axe(page)
    friend = new_context().new_page()
    friend.goto(page.url)
    expect(friend.locator(".pick h2")).to_have_text([second, first])
    friend.get_by_role("button", name="Put all of these on my shortlist").click()
    friend.wait_for_url("**/en/shortlist")
    expect(friend.locator("[data-shortlist-count]")).to_have_text("2")


def test_two_projects_without_leaving_the_list(
    page: Page, axe: Callable[[Page], None], new_context: Callable[..., BrowserContext]
) -> None:
    page.goto("/en/projects")
    for place in (0, 1):
        choose(page, place)
        expect(page.locator("[data-shortlist-count]")).to_have_text(str(place + 1))
    expect(page.locator('[aria-pressed="true"]')).to_have_count(2)
    choose(page, 1)
    expect(page.locator('[aria-pressed="true"]')).to_have_count(1)
    choose(page, 2)
    page.reload()
    expect(page.locator('[aria-pressed="true"]')).to_have_count(2)
    page.get_by_role("link", name="My shortlist").click()
    finish(page, axe, new_context)


def test_two_projects_without_a_script(new_context: Callable[..., BrowserContext]) -> None:
    page = new_context(java_script_enabled=False).new_page()
    for place in (0, 1):
        page.goto("/en/projects")
        choose(page, place)
        page.wait_for_url("**/en/shortlist")
    expect(page.locator(".pick h2")).to_have_count(2)
    page.get_by_role("button", name="Remove").first.click()
    expect(page.locator(".pick h2")).to_have_count(1)
