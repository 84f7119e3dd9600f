"""What an officer decides on a preview: cells, columns, ticks, types; in two tabs, and taken back again."""

import io
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from catalog.db import db
from catalog.exchange.models import ImportFile
from tests.accounts.people import statements
from tests.submission.pages import field, found, notices, summary

HEADER = ("STT", "Tên dự án", "Địa điểm", "Số trẻ em", "Em gái", "Em trai", "Đề nghị viện trợ", "Khác")
LIBRARY = (1, "Thư viện thân thiện", "Xã Tân Sơn", 365, 180, 185, "217.000.000", "kệ sách")
POOL = (2, "Bể bơi di động", "Xã Hộ Đáp", "", "", "", "150 triệu", "phao")
NAMELESS = (3, "", "Xã Hộ Đáp", 20, "", "", 90, "=1+1")


def workbook(*rows: tuple[Any, ...], header: tuple[str, ...] = HEADER, **sheets: list[tuple[Any, ...]]) -> bytes:
    book = Workbook()
    book.active.title = "Danh sách"
    for row in (header, *rows):
        book.active.append(row)
    for cell in book.active["H"]:
        cell.data_type = "s"  # "=1+1" is a text here
    for name, content in sheets.items():
        sheet = book.create_sheet(name)
        for row in content:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.fixture
def upload(officer):
    """Send a workbook of these rows; gives the address of its preview."""

    def send(*rows: tuple[Any, ...], name: str = "a.xlsx", **more: Any) -> str:
        answer = officer.submit("/desk/import", {"file": (io.BytesIO(workbook(*rows, **more)), name)})
        assert answer.status_code == 303
        return answer.location

    return send


@pytest.fixture
def address(upload) -> str:
    return upload(LIBRARY, POOL, NAMELESS)


@pytest.fixture
def choices(app):
    """What is kept of the decisions about a file."""

    def read(address: str) -> dict[str, Any]:
        with app.app_context():
            table = db.session.get_one(ImportFile, int(address.rpartition("/")[2])).choices.get("tables", {})
            return table.get("Danh sách", {})

    return read


def statuses(officer, address: str) -> list[str]:
    """The result of each row."""
    rows = found(officer.get(address), "//table//tbody/tr/td[3]/span[1]")
    return [" ".join(row.split()) for row in rows]


def test_a_row_shows_the_files_own_words_beside_what_was_understood(officer, address):
    page = officer.get(f"{address}/rows/3")
    assert (field(page, "aid_vnd"), field(page, "title")) == ("150.000.000", "Bể bơi di động")
    assert found(page, "//p[contains(@class, 'import-written')]") == [
        "In the file: Bể bơi di động", "In the file: Xã Hộ Đáp", "In the file: 150 triệu",
    ]  # fmt: skip


def test_a_corrected_cell_is_checked_at_once_and_comes_in(officer, address, choices, look):
    assert statuses(officer, address) == ["Good", "Good", "Can't be brought in"]
    answer = officer.submit(f"{address}/rows/4", {"title": "Sân chơi", "aid_vnd": "1,5 tỷ", "start": "3/2024"})
    assert (answer.status_code, answer.location) == (303, f"{address}#row-4")
    assert choices(address)["rows"] == {
        "4": {"cells": {"title": "Sân chơi", "aid_vnd": 1_500_000_000, "start": "2024-03"}}
    }
    assert statuses(officer, address) == ["Good", "Good", "Good"]
    officer.submit(address)
    stored = look("/desk/proposals/SD-2023-03", lambda p: (p.title, p.aid_vnd, f"{p.planned_start}"))
    assert stored == ("Sân chơi", 1_500_000_000, "2024-03-01")


def test_a_correction_that_contradicts_is_told_and_taken_back(officer, address, choices):
    officer.submit(f"{address}/rows/2", {"girls": "200"})
    assert statuses(officer, address)[0] == "Check"
    assert "In the file: 180" in found(officer.get(f"{address}/rows/2"), "//p[contains(@class, 'import-written')]")
    officer.submit(f"{address}/rows/2", button="do=undo:girls")
    assert (statuses(officer, address)[0], choices(address)["rows"]["2"]["cells"]) == ("Good", {})


def test_typing_what_the_file_says_is_no_correction(officer, address, choices):
    officer.submit(f"{address}/rows/2", {"girls": "200", "title": "Tên khác"})
    officer.submit(f"{address}/rows/2", {"girls": "180"})
    assert choices(address)["rows"]["2"]["cells"] == {"title": "Tên khác"}
    officer.submit(f"{address}/rows/2", {"children": "400"}, button="do=undo:all")
    assert choices(address)["rows"]["2"]["cells"] == {"children": 400}


def test_what_cannot_be_read_is_told_with_everything_still_there(officer, address, choices):
    answer = officer.submit(
        f"{address}/rows/2", {"children": "nhiều", "title": "Tên mới", "summary": "x" * 161, "category_key": "none"}
    )
    assert answer.status_code == 422
    assert (field(answer, "children"), field(answer, "title")) == ("nhiều", "Tên mới")
    assert [line.partition(":")[0] for line in summary(answer)] == [
        "Type of support", "Children who benefit directly", "Summary in one sentence",
    ]  # fmt: skip
    assert choices(address) == {}


def test_two_tabs_keep_what_each_changed(officer, address, choices):
    page = f"{address}/rows/2"
    sent = {
        name: field(officer.get(page), name)
        for name in ("csrf_token", "title", "children", "was-title", "was-children")
    }
    officer.submit(page, {"title": "Tên của thẻ một"})
    answer = officer.post(page, data=sent | {"children": "400"})
    assert answer.status_code == 303
    assert choices(address)["rows"]["2"]["cells"] == {"title": "Tên của thẻ một", "children": 400}
    answer = officer.post(page, data=sent | {"title": "Tên của thẻ hai"})
    assert answer.status_code == 409
    assert (field(answer, "title"), field(answer, "was-title")) == ("Tên của thẻ hai", "Tên của thẻ một")
    assert found(answer, "//div[@class='stored']") == ["Stored now: Tên của thẻ một"]


def test_ticks_of_two_tabs_stay_and_can_be_set_again(officer, address, choices):
    shown = {name: field(officer.get(address), name) for name in ("csrf_token", "sheet", "offered", "ticked")}
    for taken in (["3", "4"], ["2", "4"]):
        officer.post(f"{address}/rows", data=shown | {"take": taken})
    assert choices(address)["rows"] == {"2": {"out": True}, "3": {"out": True}}
    assert statuses(officer, address) == ["Left out", "Left out", "Can't be brought in"]
    officer.submit(address, {"take": ["2", "4"]})
    assert found(officer.get("/desk/proposals"), "//table//th//a")[0].startswith("Thư viện thân thiện")


def test_one_type_for_all_rows_without_one(officer, upload, look):
    address = upload((1, "Xyz", "Xã A", 10, "", "", 100, ""), (2, "Thư viện", "Xã B", 10, "", "", 100, ""))
    officer.submit(address, {"category_key": "gifts"}, action=None)
    stored = [look(f"/desk/proposals/SD-2023-0{n}", lambda p: p.category_key) for n in (1, 2)]
    assert stored == ["gifts", "library"]


def test_another_column_and_back_to_automatic(officer, address, choices):
    officer.submit(f"{address}/columns", {"column-7": "objective", "column-2": "left_out"})
    assert choices(address)["columns"] == {"2": "left_out", "7": "objective"}
    page = officer.get(f"{address}/rows/2")
    assert (field(page, "objective"), field(page, "location"), field(page, "notes")) == ("kệ sách", "", "")
    officer.submit(f"{address}/columns", {"column-7": "", "column-2": ""})
    page = officer.get(f"{address}/rows/2")
    assert (field(page, "location"), field(page, "notes")) == ("Xã Tân Sơn", "Khác: kệ sách")


def test_the_money_unit_is_asked_where_the_file_says_none(officer, upload):
    address = upload((1, "Thư viện", "Xã A", 10, "", "", 217, ""), (2, "Bể bơi", "Xã B", 10, "", "", 150, ""))
    assert field(officer.get(f"{address}/rows/2"), "aid_vnd") == "217.000.000"
    officer.submit(f"{address}/columns", {"unit": "thousand"})
    assert field(officer.get(f"{address}/rows/2"), "aid_vnd") == "217.000"


def test_another_sheet_and_another_row_for_the_header(officer, upload):
    second = [("Việc", "Nơi", "Trẻ"), ("Tên dự án", "Địa điểm", "Số trẻ em"), ("Sân chơi", "Xã B", 30)]
    address = upload(LIBRARY, Phụ=second)
    answer = officer.submit(f"{address}/columns", {"sheet": "Phụ"})
    assert answer.location == f"{address}/columns"
    assert found(officer.get(address), "//th[@scope='row']/a") == ["Sân chơi"]
    officer.submit(f"{address}/columns", {"header": "1", "column-0": "title", "column-1": "location"})
    assert found(officer.get(address), "//th[@scope='row']/a") == ["Tên dự án", "Sân chơi"]
    for wrong in ("0", "x", "99999"):
        answer = officer.submit(f"{address}/columns", {"header": wrong})
        assert (answer.status_code, field(answer, "header")) == (422, wrong)
    officer.submit(f"{address}/columns", {"header": "900"})
    assert officer.get(f"{address}/columns").status_code == 200


def test_a_file_with_remarks_comes_back_and_updates(officer, address, look):
    officer.submit(f"{address}/rows/4", {"title": "Sân chơi"})
    officer.submit(address)
    answer = officer.get(f"{address}/remarks.xlsx")
    book = load_workbook(io.BytesIO(answer.data))
    sheet = book["Danh sách"]
    assert [sheet.cell(1, place).value for place in (9, 10)] == ["Remarks of the software", "Proposal code"]
    assert [sheet.cell(row, 10).value for row in (2, 3, 4)] == ["SD-2023-01", "SD-2023-02", "SD-2023-03"]
    assert (sheet["H4"].value, sheet["H4"].data_type) == ("=1+1", "s")
    sheet["B2"], sheet["D2"], sheet["E2"] = "Phòng đọc sách", 370, 185
    stream = io.BytesIO()
    book.save(stream)
    second = officer.submit("/desk/import", {"file": (io.BytesIO(stream.getvalue()), "b.xlsx")}).location
    assert found(officer.get(second), "//ul[@class='import-changes']/li")[0].startswith("Title: removed: Thư viện")
    officer.submit(second)
    assert look("/desk/proposals/SD-2023-01", lambda p: (p.title, p.children)) == ("Phòng đọc sách", 370)
    assert notices(officer.get("/desk/proposals"))[:1] == ["1 draft was updated: SD-2023-01"]


@pytest.mark.parametrize("path", ["", "/rows/2", "/columns", "/remarks.xlsx"])
def test_another_units_file_and_rows_that_are_none(officer, visitor, address, path):
    stranger = visitor("officer", "219")
    assert (officer.get(f"{address}{path}").status_code, stranger.get(f"{address}{path}").status_code) == (200, 404)
    assert officer.get(f"{address}/rows/77").status_code == 404


def test_a_page_asks_the_database_as_often_for_three_rows_as_for_one(app, officer, upload):
    counts = []
    for rows in ([LIBRARY], [LIBRARY, POOL, (4, "Sân chơi", "Xã C", 9, "", "", 99, "")]):
        address = upload(*rows)
        officer.submit(address)
        again = upload(*((*row[:3], 77, "", "", *row[6:]) for row in rows))
        with statements(app) as seen:
            officer.get(again)
            officer.get(f"{again}/rows/2")
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 40
