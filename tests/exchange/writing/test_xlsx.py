"""The list as a workbook, read back by openpyxl."""

import re
import zipfile
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest

from catalog.exchange.columns import BY_KEY, COLUMNS
from catalog.exchange.writing import xlsx
from tests.exchange.writing.excel_rules import broken_rules
from tests.exchange.writing.lists import both, entry, listing, opened, reckoned, values

HOSTILE = both("=1+1\uffff\x00 <script>alert('x')</script> & _x000D_", "@SUM(1) 😀" + "ệ" * 40_000)
FIRST = 5  # the first row below the headings of the list, as Excel counts


@pytest.fixture(scope="module")
def book() -> Any:
    return opened(xlsx.write(listing(), ("vi",)))


def row_of(sheet: Any, number: int) -> dict[str, Any]:
    """Cells of a row of a flat sheet by its headings."""
    return {sheet.cell(1, place).value: sheet.cell(number, place) for place in range(1, sheet.max_column + 1)}


VIETNAMESE = ["Danh mục", "Dữ liệu", "Dự toán", "Tổng hợp", "Thông tin"]
ENGLISH = ["List", "Data", "Budget", "Summary", "About"]


@pytest.mark.parametrize(
    ("languages", "names"),
    [
        (("vi",), VIETNAMESE),
        (("en",), ENGLISH),
        (("vi", "en"), [f"{vi} - {en}" for vi, en in zip(VIETNAMESE, ENGLISH, strict=True)]),
    ],
)
def test_sheets_are_named_in_the_languages_of_the_file(languages: tuple[str, ...], names: list[str]) -> None:
    assert opened(xlsx.write(listing(), languages)).sheetnames == names


def test_the_list_begins_with_who_issues_it_and_which_edition_it_is(book: Any) -> None:
    assert [row[0] for row in values(book["Danh mục"])[:3]] == [
        "ỦY BAN NHÂN DÂN TỈNH BẮC GIANG - SỞ NGOẠI VỤ",
        "Danh mục dự án, khoản viện trợ cho trẻ em vận động viện trợ phi chính phủ nước ngoài",
        (
            "Danh mục 2023-1 (Tháng hành động vì trẻ em năm 2023), công bố ngày 01/06/2023. "
            "Tỷ giá quy đổi: 1 USD = 23.500 đồng (31/05/2023)"
        ),
    ]


def test_the_list_stands_in_sectors_with_sums_as_formulas(book: Any) -> None:
    sheet = book["Danh mục"]
    assert [sheet.cell(row, 1).value for row in range(FIRST, sheet.max_row + 1)] == [
        "I. Giáo dục và đào tạo", 1, 2, "II. Y tế", 3, "Tổng cộng",
    ]  # fmt: skip
    totals = [sheet.cell(row, 8).value for row in range(FIRST, sheet.max_row + 1)]
    assert totals == [
        "=SUBTOTAL(9,H6:H7)", 1_503_000_000, 1_503_000_000, "=SUBTOTAL(9,H9:H9)", 1_503_000_000, "=SUBTOTAL(9,H5:H9)",
    ]  # fmt: skip


def test_formulas_have_their_values_for_programs_that_do_not_reckon() -> None:
    sheet = reckoned(xlsx.write(listing(), ("en",)))["List"]
    assert [sheet.cell(sheet.max_row, place).value for place in range(8, 14)] == [
        191_871, 4_509_000_000, 191_490, 4_500_000_000, 384, 9_000_000,
    ]  # fmt: skip


def test_cells_are_typed(book: Any) -> None:
    row = row_of(book["Dữ liệu"], 2)
    headings = (
        "STT",
        "Tên chương trình, dự án",
        "Số trẻ em",
        "Khuyết tật",
        "Bắt đầu",
        "Tổng kinh phí (đồng)",
        "Mã DAC",
    )
    assert {heading: row[heading].value for heading in headings} == {
        "STT": 1,
        "Tên chương trình, dự án": "Thư viện thân thiện xã Hữu Sản",
        "Số trẻ em": 240,
        "Khuyết tật": "<10",
        "Bắt đầu": datetime(2023, 9, 1),  # noqa: DTZ001 - a day, as workbooks hold it
        "Tổng kinh phí (đồng)": 1_503_000_000,
        "Mã DAC": "11220",
    }
    assert (row["Bắt đầu"].number_format, row["Tổng kinh phí (đồng)"].number_format) == ("mm/yyyy", "#,##0_)")


def test_budget_lines_have_a_sheet(book: Any) -> None:
    assert [row[3:] for row in values(book["Dự toán"])[1:4]] == [
        [1, "Giá sách", 12, "chiếc", 125_000_000, 1_500_000_000, 63_830, "Đề nghị viện trợ", "Tùy chọn", "aid"],
        [2, "Sửa phòng đọc", 1.5, "phòng", 2_000_000, 3_000_000, 128, "Vốn đối ứng", None, "counterpart"],
        [3, "Sách thiếu nhi", None, None, None, None, None, "Đề nghị hỗ trợ bằng hiện vật", None, "in_kind"],
    ]


def test_headings_stay_in_sight_and_on_every_page_and_rows_can_be_filtered(book: Any) -> None:
    looks = {
        sheet.title: (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows)
        for sheet in book.worksheets[:3]
    }
    assert looks == {
        "Danh mục": ("C5", "A4:O9", "$4:$4"),
        "Dữ liệu": ("D2", "A1:AZ4", "$1:$1"),
        "Dự toán": ("C2", "A1:M10", "$1:$1"),
    }


def test_it_prints_on_a4_across_with_page_numbers(book: Any) -> None:
    for sheet in book.worksheets:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.oddFooter.right.text == "Trang &P/&N"
    fitting = [sheet.title for sheet in book.worksheets if sheet.sheet_properties.pageSetUpPr.fitToPage]
    assert fitting == ["Danh mục", "Dự toán", "Tổng hợp", "Thông tin"]


def test_both_languages_stand_in_one_cell_of_the_list_and_in_two_columns_of_the_data() -> None:
    book = opened(xlsx.write(listing(), ("vi", "en")))
    assert [book["Danh mục - List"].cell(6, place).value for place in (2, 7)] == [
        "Thư viện thân thiện xã Hữu Sản\nFriendly library in Huu San Commune",
        "09/2023 - 05/2024\nSep 2023 - May 2024",
    ]
    row = row_of(book["Dữ liệu - Data"], 2)
    assert (row["Đơn vị đề xuất"].value, row["Proposing unit"].value) == ("Huyện Sơn Động", "Son Dong District")


def test_about_tells_what_the_file_is(book: Any) -> None:
    about = {row[0]: row[1] for row in values(book["Thông tin"])}
    assert about["Danh mục"] == "2023-1 · Tháng hành động vì trẻ em năm 2023"
    assert about["Số dự án, khoản viện trợ"] == "3"
    assert about["Tổng kinh phí dự kiến"] == "4.509.000.000 đồng (tương đương 191.871 USD)"
    assert about["Tỷ giá quy đổi"].startswith("1 USD = 23.500 đồng (31/05/2023). Kho bạc Nhà nước.")


@pytest.mark.parametrize(
    ("keys", "corner"), [("number code title unit", "D2"), ("code girls", "B2"), ("girls title", "A2"), ("title", "B2")]
)
def test_of_chosen_columns_those_stay_in_sight_that_tell_which_row_it_is(keys: str, corner: str) -> None:
    data = xlsx.write(replace(listing(), columns=[BY_KEY[key] for key in keys.split()]), ("vi",))
    assert broken_rules(data) == []
    assert opened(data)["Dữ liệu"].freeze_panes == corner


def test_about_leads_to_the_page_of_the_edition_and_names_the_columns_that_were_chosen() -> None:
    chosen = replace(listing(), base_url="https://example.org", columns=COLUMNS[:3])
    data = xlsx.write(chosen, ("vi", "en"))
    assert broken_rules(data) == []
    book = opened(data)
    assert [cell.value for cell in book["Dữ liệu - Data"][1]] == [
        "STT / No.", "Mã số / Code", "Tên chương trình, dự án", "Project title",
    ]  # fmt: skip
    rows = {row[3].value: row for row in book["Thông tin - About"].iter_rows()}
    address = "https://example.org/{}/editions/2023-1"
    assert [(cell.value, cell.hyperlink.target) for cell in (rows["On the web"][1], rows["On the web"][4])] == [
        (address.format(language), address.format(language)) for language in ("vi", "en")
    ]
    names = f"3 of {len(COLUMNS)} columns: No.; Code; Project title"
    assert rows["Columns chosen for the sheet Data"][4].value == names


@pytest.mark.parametrize("languages", [("vi",), ("en",), ("vi", "en")])
def test_hostile_text_stays_text(languages: tuple[str, ...]) -> None:
    texts = dict.fromkeys(("title", "objective", "activities", "contact", "location"), HOSTILE)
    data = xlsx.write(listing(entry(texts=texts, unit={"code": "220", **HOSTILE})), languages)
    cells = [cell for sheet in opened(data).worksheets for row in sheet.iter_rows() for cell in row]
    formulas = [cell.value for cell in cells if cell.data_type == "f"]
    assert [
        formula for formula in formulas if not re.fullmatch(r"=(SUM\(|SUBTOTAL\(9,)[A-Z]+\d+:[A-Z]+\d+\)", formula)
    ] == []
    # What looks like an escape of XLSX is itself escaped in the file.
    lengths = [len(cell.value.replace("_x005F", "")) for cell in cells if isinstance(cell.value, str)]
    assert max(lengths) <= 32_767


def test_it_names_no_person_and_the_same_edition_gives_the_same_bytes() -> None:
    data = xlsx.write(listing(), ("vi", "en"))
    assert data == xlsx.write(listing(), ("vi", "en"))
    with zipfile.ZipFile(BytesIO(data)) as package:
        core = package.read("docProps/core.xml").decode()
        assert [name for name in package.namelist() if b"Publisher Person" in package.read(name)] == []
    assert re.findall(r"<dc:creator>(.*?)</dc:creator>|lastModifiedBy", core) == [""]
    assert "2023-06-01T02:00:00Z" in core


def test_the_summary_adds_up_by_sector_by_type_and_by_unit(book: Any) -> None:
    rows = values(reckoned(xlsx.write(listing(), ("vi",)))["Tổng hợp"])
    starts = [number for number, row in enumerate(rows) if row[0] in ("Lĩnh vực", "Loại hỗ trợ", "Đơn vị đề xuất")]
    assert [rows[number][0] for number in starts] == ["Lĩnh vực", "Loại hỗ trợ", "Đơn vị đề xuất"]
    totals = [row for row in rows if row[0] == "Tổng cộng"]
    assert totals == [totals[0]] * 3
    for start in starts:
        table = rows[start + 1 : next(number for number in range(start, len(rows)) if rows[number][0] == "Tổng cộng")]
        assert [sum(row[place] for row in table) for place in range(1, 6)] == list(totals[0][1:])
    assert list(totals[0][1:]) == [3, 720, 4_509_000_000, 4_500_000_000, 9_000_000]
    formulas = [row for row in values(book["Tổng hợp"]) if row[0] == "Tổng cộng"]
    assert [row[1] for row in formulas] == ["=SUM(B2:B3)", "=SUM(B7:B7)", "=SUM(B11:B11)"]
