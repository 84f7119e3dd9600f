"""Two people at one proposal: each is told of the other, and neither loses a text."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from catalog.accounts.models import Person, RoleGrant
from catalog.accounts.passwords import hash_of
from catalog.db import transaction
from catalog.demo.load import DEMO_PASSWORD

pytestmark = pytest.mark.demo
COLLEAGUE = "colleague@example.org"


@pytest.fixture
def colleague(app) -> None:
    """A second reviewer."""
    with app.app_context(), transaction() as session:
        made = Person(
            email=COLLEAGUE, name="Chuyên viên B", language="vi", password_hash=hash_of(DEMO_PASSWORD), is_demo=True
        )
        made.grants.append(RoleGrant(role="reviewer"))
        session.add(made)


def at_the_translation(context: BrowserContext, email: str) -> Page:
    page = context.new_page()
    page.goto("/sign-in")
    page.fill("[name=email]", email)
    page.fill("[name=password]", DEMO_PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url("**/desk/**")
    page.goto("/desk/translation")
    page.get_by_role("link", name="Khám sàng lọc").click()
    return page


def test_each_is_told_of_the_other_and_both_texts_are_merged(
    new_context: Callable[..., BrowserContext], colleague: None, axe: Callable[[Page], None]
) -> None:
    theirs = at_the_translation(new_context(), COLLEAGUE)
    mine = at_the_translation(new_context(), "reviewer@example.org")
    expect(mine.locator("[data-presence]")).to_contain_text("Chuyên viên B đang mở bản dịch của đề xuất này")
    theirs.locator("[name='target.activities']").fill("Four screening rounds")
    theirs.locator("[name=save][value=all]").click()
    expect(theirs.locator(".notice-ok")).to_be_visible()
    box = mine.locator("[name='target.activities']")
    box.fill("Four mobile rounds")
    mine.locator("[name='target.results']").fill("Each child is seen")
    mine.locator("[name=save][value=all]").click()
    expect(mine.locator(".theirs")).to_contain_text("Chuyên viên B")
    expect(mine.locator(".theirs ins")).to_contain_text("mobile")
    axe(mine)
    mine.get_by_role("button", name="Lấy bản của họ").click()
    expect(box).to_have_value("Four screening rounds")
    expect(mine.locator("[name='target.results']")).to_have_value("Each child is seen")
    box.fill("Four mobile screening rounds")
    mine.locator("[name=save][value=all]").click()
    expect(mine.locator(".notice-ok")).to_be_visible()
    expect(box).to_have_value("Four mobile screening rounds")
    expect(mine.locator("[name='target.results']")).to_have_value("Each child is seen")
