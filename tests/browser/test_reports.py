"""The office's manager reads how the call stands and takes it along; a page and links are enough for that."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.test_every_desk import enter

pytestmark = pytest.mark.demo


def test_the_manager_chooses_a_report_and_takes_it_along(
    new_context: Callable[..., BrowserContext], site: str, tmp_path: Path
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    enter(page, "manager", "en", site)
    expect(page.get_by_role("heading", level=1)).to_have_text("Report of the call")
    page.get_by_label("Proposals counted").select_option("Published")
    with page.expect_navigation():
        page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(f"{site}/desk/reports/2023?extent=published")
    number = page.locator("#units-table tfoot td").first
    expect(number).to_have_text("13")
    with page.expect_download() as download:
        page.get_by_role("link", name="Excel", exact=True).click()
    download.value.save_as(tmp_path / "report.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "report.xlsx", data_only=True)["By unit"]
    assert [cell.value for cell in sheet[sheet.max_row]][:2] == ["Total", 13]
