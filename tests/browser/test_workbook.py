"""The fill-in workbook in a clerk's hands: downloaded, filled in, sent back, and the sections are complete."""

from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, expect

from tests.browser.test_unit_desk import enter, press

pytestmark = pytest.mark.demo

KEYS = 6
ANSWERS = {
    "title": "Thư viện thân thiện cho Trường Tiểu học xã Tân Mỹ",
    "location": "Xã Tân Mỹ, thành phố Bắc Giang",
    "implementer": "Phòng Giáo dục và Đào tạo",
    "aid_form": "Dự án",
    "children": 240,
    "objective": "240 học sinh có nơi đọc sách.",
}
COMPLETE = ["1. Place and contact", "2. Type of support and beneficiaries", "4. What will be done", "5. Budget"]


def test_from_the_download_to_the_sections(browser: Browser, site: str, tmp_path: Path) -> None:
    page = browser.new_context(base_url=site, java_script_enabled=False, accept_downloads=True).new_page()
    enter(page)
    page.goto("/desk/import")
    page.select_option("[name=category]", "library")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the workbook").click()
    assert download.value.suggested_filename == "mau-de-xuat-213-thu-vien.xlsx"
    path = tmp_path / "mẫu của đơn vị.xlsx"
    download.value.save_as(path)
    fill_in(path)
    page.set_input_files("[name=file]", path)
    press(page, "Show what is in it")
    press(page, "Make 1 draft")
    page.get_by_role("link", name=ANSWERS["title"]).first.click()
    expect(page.locator(".tasks li").filter(has_text="Complete").locator("a")).to_have_text(COMPLETE)


def fill_in(path: Path) -> None:
    """What a clerk types."""
    book = openpyxl.load_workbook(path)
    keys = {cell.value: cell.column for cell in book["Đề xuất"][KEYS]}
    for key, value in ANSWERS.items():
        book["Đề xuất"].cell(KEYS + 1, keys[key], value)
    for place, value in {1: 1, 3: "Giá sách", 4: 12, 5: "chiếc", 6: 4_500_000}.items():
        book["Dự toán"].cell(KEYS + 1, place, value)
    book.save(path)
