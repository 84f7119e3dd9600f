"""A district's list on its way in: corrected, columns chosen, sent back with remarks, updated by the corrected file."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from catalog.demo.load import DEMO_PASSWORD
from catalog.settings import PROJECT

pytestmark = pytest.mark.demo

FILE = PROJECT / "tests" / "data" / "district-files" / "luc-ngan-2023.xlsx"


def enter(page: Page) -> None:
    """Sign in as an officer whose unit has nothing of this file yet."""
    page.goto("/sign-in")
    page.fill("[name=email]", "officer.220@example.org")
    page.fill("[name=password]", DEMO_PASSWORD)
    page.locator("main form button").first.click()
    page.wait_for_url("**/desk/proposals")


def upload(page: Page, path: Path) -> str:
    page.goto("/desk/import")
    page.set_input_files("[name=file]", path)
    page.get_by_role("button", name="Xem nội dung tệp").click()
    page.wait_for_url("**/desk/import/*")
    return page.url


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()


def correct(page: Page) -> None:
    """The row without a title gets one, and a type of support."""
    page.get_by_role("link", name="Chưa có tên").click()
    page.fill("[name=title]", "Sách vở cho học sinh nghèo xã Tân Sơn")
    page.select_option("[name=category_key]", "scholarship")
    press(page, "Lưu và về danh sách dòng")
    expect(page.locator("tr:has(#row-8)")).to_contain_text("Đã sửa")


def choose_columns(page: Page) -> None:
    """The objective is kept with the activities instead."""
    page.get_by_role("link", name="Cột, trang tính và đơn vị tiền").click()
    page.select_option("[name=column-3]", "activities")
    press(page, "Lưu và đọc lại tệp")


def with_remarks(page: Page, folder: Path) -> Path:
    """The file back from the desk, a title and a number corrected in it."""
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải về kèm cột ghi chú").click()
    book = load_workbook(io.BytesIO(download.value.path().read_bytes()))
    sheet = book.worksheets[0]
    assert [sheet.cell(3, place).value for place in (10, 11)] == ["Ghi chú của phần mềm", "Mã đề xuất"]
    assert sheet.cell(5, 11).value.startswith("SD-")
    sheet.cell(5, 2).value, sheet.cell(5, 5).value = "Nước uống cho 03 điểm trường xã Hộ Đáp", 415
    book.save(folder / "sửa.xlsx")
    return folder / "sửa.xlsx"


def test_a_list_is_corrected_brought_in_and_updated(page: Page, axe: Callable[[Page], None], tmp_path: Path) -> None:
    enter(page)
    address = upload(page, FILE)
    correct(page)
    axe(page)
    choose_columns(page)
    page.locator("tr:has(#row-7) [name=take]").uncheck()
    press(page, "Lưu lựa chọn")
    press(page, "Tạo 4 bản nháp")
    expect(page.locator("main")).to_contain_text("Đã tạo 4 bản nháp")
    page.goto(address)
    second = upload(page, with_remarks(page, tmp_path))
    expect(page.locator("tr:has(#row-5)")).to_contain_text("Cập nhật SD-")
    page.locator("tr:has(#row-5) th a").click()
    axe(page)
    page.goto(f"{second}/columns")
    axe(page)
    page.goto(second)
    page.locator("tr:has(#row-7) [name=take]").uncheck()
    press(page, "cập nhật")
    expect(page.locator("main")).to_contain_text("Đã cập nhật")
    expect(page.locator("main")).to_contain_text("Nước uống cho 03 điểm trường xã Hộ Đáp")
