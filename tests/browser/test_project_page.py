"""The page of a project on a phone, on a wide screen and on paper, with and without a script."""

import re
from collections.abc import Callable

import pypdfium2
import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from tests.public.shelf import both, frozen, release

LONG = "Trường có bốn phòng học tạm, mỗi phòng bốn mươi học sinh; mùa mưa nước vào lớp và học sinh phải nghỉ học. " * 3
TEXTS = ("need", "objective", "results", "sustainability", "counterpart_source", "readiness", "safeguarding")
PHONE = {"width": 360, "height": 740}


def bare(text: str) -> str:
    """Letters and digits only: lines end where they must."""
    return re.sub(r"\W", "", text)


@pytest.fixture
def path(app: Flask) -> str:
    """The page of a project with as many words as districts write."""
    texts = frozen("SD-2023-01")["texts"] | {key: both(LONG, LONG) for key in TEXTS}
    release(app, frozen("SD-2023-01", texts=texts, budget=frozen("x")["budget"] * 8), frozen("SD-2023-02"))
    return "/vi/projects/SD-2023-01"


def test_actions_stay_in_reach_of_a_thumb(page: Page, path: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(path)
    bar = page.get_by_role("list", name="Ông/bà có thể")
    for place in ("0", "document.body.scrollHeight"):
        page.evaluate(f"scrollTo(0, {place})")
        box = bar.bounding_box()
        assert box
        assert (round(box["x"]), round(box["width"]), round(box["y"] + box["height"])) == (0, 360, 740)
    page.get_by_role("link", name="Chia sẻ").click()
    page.wait_for_url("**#share")
    expect(page.get_by_role("button", name="Sao chép địa chỉ")).to_be_in_viewport()


def test_without_a_script_the_address_is_there_to_copy(
    new_context: Callable[..., BrowserContext], path: str, site: str
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{path}#share")
    expect(page.get_by_role("link", name=f"{site}{path}")).to_be_visible()
    expect(page.get_by_role("img", name=f"Mã QR của {site}{path}")).to_be_visible()
    expect(page.get_by_text("Sao chép địa chỉ")).to_be_hidden()


def test_a_project_takes_two_sheets_of_paper(page: Page, path: str, site: str) -> None:
    page.goto(path)
    facts = page.get_by_role("complementary", name="Thông tin chính").bounding_box()
    assert facts
    assert facts["x"] > 1280 / 2
    sheets = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    assert len(sheets) == 2
    words = bare("".join(sheet.get_textpage().get_text_range() for sheet in sheets))
    said = (f"{site}{path}", "Bày tỏ quan tâm", "Các dự án tương tự")
    assert [words.count(bare(each)) for each in said] == [1, 0, 0]
    sheets.close()
