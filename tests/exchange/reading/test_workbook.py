"""The fill-in workbook comes back as it was filled in: any content, whatever was done to its sheets."""

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from catalog.exchange.reading import PreviewRow, UnreadableFile, legacy, read
from catalog.exchange.reading.categories import NAMES
from catalog.proposals.models import Proposal
from catalog.proposals.rows import LineInput, NeedInput
from tests.exchange import filled
from tests.exchange.reading.build import codes, saved, tcvn3


@settings(max_examples=40, deadline=None)
@given(st.lists(filled.proposals, min_size=1, max_size=3))
def test_any_workbook_that_we_write_is_read_back_equal(proposals) -> None:
    there = [proposal for proposal in proposals if not filled.is_empty(proposal)]
    if there:
        found = read(filled.workbook(*proposals), "mẫu.xlsx")
        assert [filled.said(row) for row in found.rows] == [filled.stored(proposal) for proposal in there]


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(sorted(NAMES)), filled.proposals)
def test_so_is_the_workbook_of_one_type(category, proposal) -> None:
    proposal.category_key, proposal.title = category, proposal.title or "Tên"
    [row] = read(filled.workbook(proposal, category_key=category), "mẫu.xlsx").rows
    assert filled.said(row) == filled.stored(proposal)


def opened(data: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def first_row(sheet: Worksheet) -> int:
    """The first row under the hidden one."""
    marked = (cell.row for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("catalog-fill-in"))
    return next(marked) + 1


def put(book: Workbook, name: str, offset: int, **values: object) -> None:
    """Write into the columns of a sheet by their keys, so many rows below the first."""
    sheet = book[name]
    row = first_row(sheet)
    keys = {cell.value: cell.column for cell in sheet[row - 1]}
    keys["number"] = 1
    for key, value in values.items():
        sheet.cell(row + offset, keys[key], value)


def filled_in() -> Workbook:
    """Two proposals as a clerk types them, with a budget."""
    book = opened(filled.workbook(category_key="library"))
    put(book, "Đề xuất", 0, title="Thư viện Hữu Sản", location="Xã Hữu Sản", children=240, has_construction="có")
    put(book, "Đề xuất", 2, title="Thư viện An Bá", aid_form="dự án", priority="Ưu tiên 2", planned_end="quý IV/2024")
    put(book, "Dự toán", 0, number=1, item="Giá sách", quantity=12, unit="chiếc", unit_cost_vnd=4_500_000)
    put(book, "Dự toán", 1, item="Sửa phòng", quantity="1,5", unit_cost_vnd="36 triệu", funding="vốn đối ứng")
    put(book, "Dự toán", 2, number=3, item="Sách", quantity=800, unit_cost_vnd=45_000, optional="x")
    put(book, "Hiện vật", 0, number=3, item="Sách thiếu nhi", quantity="1.200", unit="cuốn")
    return book


SHELVES = LineInput("Giá sách", Decimal(12), "chiếc", 4_500_000)
REPAIR = LineInput("Sửa phòng", Decimal("1.5"), "", 36_000_000, "counterpart")
BOOKS = LineInput("Sách", Decimal(800), "", 45_000, optional=True)


def check(rows: list[PreviewRow]) -> None:
    """The two proposals are there as they were typed."""
    first, second = rows
    assert (first.title, first.location, first.children, first.has_construction) == (
        *("Thư viện Hữu Sản", "Xã Hữu Sản", 240),
        True,
    )
    assert (first.lines, first.category_key, first.needs) == ([SHELVES, REPAIR], "library", [])
    assert (first.aid_vnd, first.counterpart_vnd, first.total_vnd) == (54_000_000, 54_000_000, 108_000_000)
    assert (second.title, second.aid_form, second.priority, second.end) == ("Thư viện An Bá", "project", 2, "2024-12")
    assert (second.lines, second.needs) == ([BOOKS], [NeedInput("Sách thiếu nhi", Decimal(1200), "cuốn")])


def test_what_a_clerk_types_is_understood_and_doubts_are_said() -> None:
    found = read(saved(filled_in()), "mẫu.xlsx")
    check(found.rows)
    assert found.made_for == {"unit": "220", "round": "2023", "category": "library", "letters": ""}
    assert [(row.number, row.status) for row in found.rows] == [("1", "ok"), ("3", "ok")]
    assert [said.text.vi for said in found.rows[0].messages] == [
        "Dự toán, dòng 8: chưa ghi số đề xuất, đã lấy theo dòng trên (số 1)."
    ]
    assert [said.text.en for said in found.messages] == [
        "This is the fill-in workbook; it holds 2 proposals, 3 budget lines and 1 in-kind needs."
    ]


def renamed(book: Workbook) -> None:
    for sheet in book:
        sheet.title = f"Trang {sheet.title[::-1]}"


def reordered(book: Workbook) -> None:
    book.move_sheet("Đề xuất", 3)


def rows_inserted(book: Workbook) -> None:
    for name in ("Đề xuất", "Dự toán", "Hiện vật"):
        book[name].insert_rows(1, 3)
        book[name].insert_rows(first_row(book[name]) + 1)


def column_inserted(book: Workbook) -> None:
    book["Dự toán"].insert_cols(1, 2)


def hidden_sheet_removed(book: Workbook) -> None:
    """Only the labels in the code are left, and the type of support is no longer known."""
    del book["catalog"]
    for row in range(2):
        put(book, "Đề xuất", row * 2, priority="2" if row else None)


def another_sheet_added(book: Workbook) -> None:
    sheet = book.create_sheet("Danh sách cũ", 0)
    for row in (["STT", "Tên dự án", "Địa điểm", "Kinh phí"], [1, "Dự án khác", "Xã A", "100 triệu"]):
        sheet.append(row)


@pytest.mark.parametrize("change", [renamed, reordered, rows_inserted, column_inserted, another_sheet_added])
def test_it_is_known_whatever_was_done_to_its_sheets(change) -> None:
    book = filled_in()
    change(book)
    check(read(saved(book), "mẫu.xlsx").rows)


def test_without_the_hidden_sheet_the_rest_is_read() -> None:
    book = filled_in()
    hidden_sheet_removed(book)
    found = read(saved(book), "mẫu.xlsx")
    assert (found.made_for, [row.category_key for row in found.rows]) == ({}, [None, None])
    assert [row.lines for row in found.rows] == [[SHELVES, REPAIR], [BOOKS]]


LEFT = "mục này để trống."
WRONG = [
    ("Đề xuất", {"children": "nhiều"}, f"Số trẻ em hưởng lợi trực tiếp: không hiểu “nhiều”, {LEFT}"),
    ("Đề xuất", {"aid_form": "vay vốn"}, f"Hình thức viện trợ: “vay vốn” không có trong danh sách, {LEFT}"),
    ("Đề xuất", {"planned_start": "sớm"}, f"Bắt đầu (tháng/năm): không hiểu “sớm”, {LEFT}"),
    ("Đề xuất", {"letter_date": "31/02/2023"}, f"Ngày công văn: không hiểu “31/02/2023”, {LEFT}"),
    ("Đề xuất", {"sdg_targets": "4.a, học"}, f"Chỉ tiêu phát triển bền vững: không hiểu “học”, {LEFT}"),
    ("Đề xuất", {"commune_code": "xã Hữu Sản"}, f"Mã xã (5 chữ số): không hiểu “xã Hữu Sản”, {LEFT}"),
    ("Dự toán", {"quantity": "vài", "item": "A"}, f"Dự toán, dòng 7: Số lượng: không hiểu “vài”, {LEFT}"),
    (
        "Dự toán",
        {"unit_cost_vnd": "100 USD", "item": "A"},
        "Dự toán, dòng 7: “100 USD” là ngoại tệ; hãy ghi số tiền bằng đồng.",
    ),
]


@pytest.mark.parametrize(("sheet", "values", "text"), WRONG)
def test_what_is_not_understood_is_said_with_its_place_and_left_empty(sheet, values, text) -> None:
    book = opened(filled.workbook())
    put(book, "Đề xuất", 0, title="Sân chơi", category_key="Điểm vui chơi, giải trí")
    put(book, sheet, 0, number=1, **values)
    [row] = read(saved(book), "mẫu.xlsx").rows
    assert (row.status, row.category_key) == ("warning", "play_area")
    assert [said.text.vi for said in row.messages] == [text]


def test_values_without_their_format_are_understood() -> None:
    """As after pasting values only: days as numbers, a code without its zero, a target as a number."""
    book = opened(filled.workbook())
    values = {"planned_start": 45323, "letter_date": 45064, "commune_code": 7246, "sdg_targets": 4.5, "girls": "1.200"}
    put(book, "Đề xuất", 0, title="Sân chơi", **values)
    [row] = read(saved(book), "mẫu.xlsx").rows
    assert (row.start, row.letter_date, row.commune_code, row.sdg_targets, row.girls) == (
        *("2024-02", date(2023, 5, 18), "07246"),
        *(["4.5"], 1200),
    )


def test_lines_of_no_proposal_are_told_and_lines_alone_need_a_title() -> None:
    book = opened(filled.workbook())
    put(book, "Đề xuất", 0, title="Sân chơi")
    put(book, "Dự toán", 0, number=2, item="Cầu trượt")
    put(book, "Dự toán", 1, number=99, item="Xích đu")
    found = read(saved(book), "mẫu.xlsx")
    assert [(row.title, row.status) for row in found.rows] == [("Sân chơi", "ok"), ("", "error")]
    assert found.messages[0].text.vi == "Dự toán, dòng 8: không có đề xuất số 99, dòng này chưa được nhập."


def test_a_number_that_stands_twice() -> None:
    book = opened(filled.workbook())
    put(book, "Đề xuất", 0, title="Sân chơi")
    put(book, "Đề xuất", 1, number=1, title="Thư viện")
    put(book, "Dự toán", 0, number=1, item="Cầu trượt")
    first, second = read(saved(book), "mẫu.xlsx").rows
    assert (len(first.lines), len(second.lines), codes(second)) == (1, 0, ["number_repeated"])


def test_a_column_of_ones_own_is_kept_in_the_notes() -> None:
    book = opened(filled.workbook())
    put(book, "Đề xuất", 0, title="Sân chơi", notes="Gấp")
    sheet = book["Đề xuất"]
    sheet.cell(first_row(sheet), 60, "theo chỉ đạo")
    assert read(saved(book), "mẫu.xlsx").rows[0].notes == "Gấp\nCột không tên 60: theo chỉ đạo"


def test_too_many_or_too_long_lines_are_an_error_of_their_proposal() -> None:
    book = opened(filled.workbook())
    put(book, "Đề xuất", 0, title="Sân chơi")
    put(book, "Dự toán", 0, number=1, item="A" * 301)
    [row] = read(saved(book), "mẫu.xlsx").rows
    assert [(said.level, said.field) for said in row.messages] == [("error", "budget_lines")]


def test_an_old_encoding_is_repaired_but_not_where_the_workbook_was_unicode() -> None:
    book = opened(filled.workbook())
    put(book, "Đề xuất", 0, title=tcvn3("Trường mầm non"))
    [row] = read(saved(book), "mẫu.xlsx").rows
    assert (row.title, codes(row)) == ("Trường mầm non", ["converted"])
    looks_old = tcvn3("Lớp học mầm non")
    assert legacy.repair(looks_old).text == "Lớp học mầm non"
    kept = filled.workbook(Proposal(title=looks_old, budget_lines=[], in_kind_needs=[]))
    assert read(kept, "mẫu.xlsx").rows[0].title == looks_old


def test_nothing_filled_in() -> None:
    with pytest.raises(UnreadableFile, match=r"has not been filled in|chưa được điền"):
        read(filled.workbook(), "mẫu.xlsx")
