"""A file with remarks says what the file said: read again it gives the same rows, whatever was sent."""

import io

import pytest
from openpyxl import load_workbook

from catalog.exchange.reading import read
from catalog.exchange.writing import remarks
from catalog.settings import PROJECT
from tests.exchange.writing.excel_rules import broken_rules

FILES = PROJECT / "tests" / "data" / "district-files"
LIST = """STT\tTên dự án\tĐịa điểm\tSố trẻ em\tĐề nghị viện trợ (đồng)
1\t=HYPERLINK(1)\tXã A\tnhiều\t100.000.000
2\t\tXã B\t9\t1"""


@pytest.mark.parametrize("name", ["son-dong-2023-phu-luc.xlsx", "luc-ngan-2023.xlsx", "luc-nam-2023.docx"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_districts_file_reads_the_same(name, language):
    found = read((FILES / name).read_bytes(), name)
    data = remarks.write(found, language)
    assert broken_rules(data) == []
    again = read(data, name)
    assert again.as_json()["rows"] == found.as_json()["rows"]
    assert read(remarks.write(again, "vi"), name).as_json()["rows"] == found.as_json()["rows"]


def test_what_is_wrong_is_said_and_marked_and_no_text_comes_alive():
    sheet = load_workbook(io.BytesIO(remarks.write(read(LIST.encode(), "a.txt"), "vi"))).worksheets[0]
    assert (sheet["B2"].value, sheet["B2"].data_type) == ("=HYPERLINK(1)", "s")
    assert [sheet.cell(row, 6).value for row in (1, 2, 3)] == [
        "Ghi chú của phần mềm",
        "Kiểm tra: Không hiểu số trẻ em trong “nhiều”.",
        "Lỗi: Thiếu tên dự án.\nKiểm tra: 1 đồng quá nhỏ cho một dự án: kiểm tra đơn vị tính.",
    ]
    assert [sheet[cell].fill.fgColor.rgb for cell in ("D2", "B3", "C3")] == ["FFFFF2CC", "FFF8CBAD", "00000000"]


def test_text_that_looks_like_markup_stays_text():
    data = remarks.write(read(LIST.replace("=HYPERLINK(1)", "<r>&</r>").encode(), "a.txt"), "vi")
    assert broken_rules(data) == []
    assert load_workbook(io.BytesIO(data)).worksheets[0]["B2"].value == "<r>&</r>"


def test_a_corrected_cell_is_told():
    choices = {"tables": {"": {"rows": {"3": {"cells": {"title": "Sân chơi", "children": 90}}}}}}
    found = read(LIST.encode(), "a.txt", choices=choices)
    sheet = load_workbook(io.BytesIO(remarks.write(found, "en"))).worksheets[0]
    assert sheet["F3"].value.splitlines()[1:] == [
        "Corrected on the page: Title = “Sân chơi”",
        "Corrected on the page: Children who benefit directly = “90”",
    ]
