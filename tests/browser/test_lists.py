"""A list in a real browser: ordered by number, keys and drag, taken back; a revision begun, explained, released."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Locator, Page, expect

from catalog.accounts.models import Person
from catalog.db import db
from catalog.editions import queries, services
from tests.browser.test_every_desk import enter

pytestmark = pytest.mark.demo
# What the draft keeps: three of one sector, so that documents are written fast.
KEPT = ["SD-2023-01", "SD-2023-03", "LNg-2023-03"]
KEY = "2023-1-r1"


def shorten(app: Flask) -> None:
    """Take everything but KEPT off the revision."""
    with app.app_context():
        publisher = db.session.query(Person).filter_by(email="publisher@example.org").one().as_actor()
        for item in list(queries.edition_by_key(KEY).items):
            if item.proposal.code not in KEPT:
                services.remove(publisher, KEY, item.proposal.code)


def place_of(page: Page, code: str) -> Locator:
    return page.get_by_label(f"Place of {code}")


def expect_order(page: Page, codes: list[str]) -> None:
    rows = page.locator("[data-ordering] tr[id]")
    expect(rows).to_have_count(len(codes))
    for index, code in enumerate(codes):
        expect(rows.nth(index)).to_have_id(code)


def drag_above(page: Page, code: str, other: str) -> None:
    """Take a row by its dots to above another."""
    grip = page.locator(f"#{code} [data-grip]")
    grip.scroll_into_view_if_needed()
    start, end = grip.bounding_box(), page.locator(f"#{other}").bounding_box()
    assert start
    assert end
    page.mouse.move(start["x"] + 4, start["y"] + 4)
    page.mouse.down()
    page.mouse.move(start["x"] + 4, end["y"] + end["height"] / 2, steps=4)
    page.mouse.move(start["x"] + 4, end["y"] + 3, steps=4)
    page.mouse.up()


def order(page: Page) -> None:
    """By number, keys, button and drag; the last step is taken back."""
    one, two, three = KEPT
    told = page.locator("[data-told]")
    expect_order(page, [one, two, three])

    place_of(page, one).fill("3")
    place_of(page, one).press("Enter")
    expect(told).to_have_text(f"{one} moved from place 1 to place 3.")
    expect_order(page, [two, three, one])
    place_of(page, three).press("Alt+ArrowUp")
    expect(told).to_have_text(f"{three} moved from place 2 to place 1.")
    expect(place_of(page, three)).to_be_focused()
    page.get_by_role("button", name=f"{three} down").click()
    expect(told).to_have_text(f"{three} moved from place 1 to place 2.")
    drag_above(page, one, two)
    expect(told).to_have_text(f"{one} moved from place 3 to place 1.")
    expect_order(page, [one, two, three])
    place_of(page, one).press("Control+z")
    expect(told).to_have_text(f"{one} moved from place 1 to place 3.")
    expect_order(page, [two, three, one])


def explain(page: Page) -> None:
    """From what is missing to the form that mends it."""
    expect(page.locator(".readiness-line")).to_contain_text("1 thing stops the release")
    page.get_by_role("link", name="What is missing, and where it is mended").click()
    page.get_by_role("link", name="The reason of the revision is not given in both languages.").click()
    expect(page).to_have_url(re.compile(f"/desk/editions/{KEY}#reason$"))
    page.get_by_label("Reason, in Vietnamese").fill("Mười dự án đã có nhà tài trợ.")
    page.get_by_label("Reason, in English").fill("Ten projects have found a donor.")
    page.get_by_role("button", name="Save the reason").click()
    expect(page.locator(".readiness-line")).to_contain_text("Nothing stops the release")


def release(page: Page) -> None:
    """Look ahead, then publish."""
    page.get_by_role("link", name="Preview", exact=True).click()
    expect(page.locator(".preview-band")).to_contain_text("Preview, not released")
    expect(page.locator(".card")).to_have_count(3)
    page.get_by_role("link", name="Back to the list").click()
    page.get_by_role("link", name="Check and release…").click()
    page.get_by_label("I have read the list").check()
    page.get_by_role("button", name="Release edition 2023-1 (revision 1)").click()
    expect(page.locator(".notice-ok")).to_have_text("It is done.", timeout=60_000)


def test_a_revision_is_ordered_explained_and_released(
    new_context: Callable[..., BrowserContext], app: Flask, site: str
) -> None:
    page = new_context().new_page()
    enter(page, "publisher", "en", site)
    page.goto("/desk/editions")
    page.get_by_role("button", name="Revise edition 2023-1").click()
    expect(page).to_have_url(f"{site}/desk/editions/{KEY}")
    shorten(app)
    page.reload()
    order(page)
    explain(page)
    release(page)
    page.goto(f"/en/editions/{KEY}")
    expect(page.locator(".change-log")).to_contain_text("Ten projects have found a donor.")
