"""The list of projects with a script and without one, on a phone and at a desk."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

pytestmark = pytest.mark.demo

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}


def test_filters_open_and_are_sent_without_a_script(new_context: Callable[..., BrowserContext]) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.set_viewport_size(PHONE)
    page.goto("/en/projects")
    filters = page.get_by_role("complementary", name="Filters")
    expect(filters).to_be_hidden()
    page.get_by_role("link", name="Filters", exact=True).click()
    expect(filters).to_be_visible()
    filters.get_by_label("Libraries").check()
    filters.get_by_role("button").click()
    expect(page).to_have_url("/en/projects?q=&type=library")
    expect(page.get_by_role("status")).to_have_text("2 projects of the type Libraries")


def test_what_is_chosen_shows_at_once_and_the_way_back_leads_through_it(page: Page) -> None:
    page.set_viewport_size(DESK)
    page.goto("/en/projects")
    page.evaluate("window.isSamePage = true")
    told = page.get_by_role("status")
    page.get_by_label("Libraries").check()
    expect(told).to_have_text("2 projects of the type Libraries")
    expect(page).to_have_url("/en/projects?type=library")
    expect(page).to_have_title("2 projects of the type Libraries – Children's Aid Catalogue")
    expect(page.get_by_label("Libraries")).to_be_focused()
    page.get_by_role("link", name="Smallest gap").click()
    expect(page).to_have_url("/en/projects?type=library&sort=gap")
    expect(told).to_be_focused()
    page.get_by_role("searchbox").fill("tan")
    page.keyboard.press("Enter")
    expect(told).to_have_text("2 projects of the type Libraries, with the words “tan”")
    page.get_by_role("link", name="Remove the filter Libraries").click()
    expect(page).to_have_url("/en/projects?q=tan&sort=gap")
    for _ in range(4):
        page.go_back()
    expect(told).to_have_text("13 projects")
    expect(page.get_by_label("Libraries")).not_to_be_checked()
    assert page.evaluate("window.isSamePage")


def test_on_a_phone_the_filters_open_in_their_place(page: Page) -> None:
    page.set_viewport_size(PHONE)
    page.goto("/en/projects")
    filters = page.get_by_role("complementary", name="Filters")
    page.get_by_role("link", name="Filters", exact=True).click()
    filters.get_by_label("Under USD 10,000").check()
    expect(page.get_by_role("status")).to_have_text("2 projects under USD 10,000")
    expect(filters).to_be_visible()
    filters.get_by_role("link", name="Close the filters").click()
    expect(filters).to_be_hidden()


def test_where_the_script_gets_no_answer_the_browser_opens_the_address(page: Page) -> None:
    page.set_viewport_size(DESK)
    page.goto("/en/projects")
    page.evaluate("() => { window.isSamePage = true; window.fetch = () => Promise.reject(new Error('no network')); }")
    page.get_by_label("Libraries").check()
    expect(page).to_have_url("/en/projects?type=library")
    expect(page.get_by_role("status")).to_have_text("2 projects of the type Libraries")
    assert page.evaluate("window.isSamePage") is None
