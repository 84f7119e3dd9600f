"""Files that are broken, locked, huge or made to hurt: one clear refusal, quickly, and nothing else."""

import io
import struct
import tracemalloc
import zipfile
from contextlib import suppress

import openpyxl
import pytest
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.exchange.reading import UnreadableFile, read
from catalog.exchange.reading.messages import UNREADABLE
from tests.exchange.reading.build import comma, ods, saved, word, xls, xlsx

ROWS = [["STT", "Tên dự án", "Địa điểm"], [1, "Thư viện", "Xã A"]]


def refused(data: bytes) -> str:
    """Code of the refusal."""
    with pytest.raises(UnreadableFile) as caught:
        read(data, "list.xlsx")
    assert caught.value.message == UNREADABLE[caught.value.code]
    return caught.value.code


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def rezipped(data: bytes, **changed: bytes) -> bytes:
    """The archive with some members changed; `xl__workbook_xml` stands for xl/workbook.xml."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    return zipped(members | {name.replace("__", "/").replace("_", "."): content for name, content in changed.items()})


def flagged_as_encrypted(data: bytes) -> bytes:
    """The archive with the encryption bit set in every header."""
    content = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        position = content.find(mark)
        while position >= 0:
            content[position + offset] |= 1
            position = content.find(mark, position + 4)
    return bytes(content)


def far_cell_xls(row: int, column: int) -> bytes:
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("S")
    sheet.write(0, 0, "STT")
    sheet.write(row, column, "z")
    return saved(workbook)


def far_cell_xlsx(row: int, column: int) -> bytes:
    workbook = openpyxl.Workbook()
    workbook.active.cell(row, column).value = "z"
    return saved(workbook)


def password_xls() -> bytes:
    """A BIFF stream that begins with FILEPASS, in the compound file of an ordinary workbook."""
    data = bytearray(xls(ROWS))
    position = data.index(struct.pack("<HH", 0x0809, 16))  # BOF
    data[position + 20 : position + 24] = struct.pack("<HH", 0x002F, 4)
    return bytes(data)


def unplaced_far_cells() -> bytes:
    sheet = b'<worksheet><sheetData><row r="1048576"><c t="str"><v>z</v></c></row></sheetData></worksheet>'
    return rezipped(xlsx(ROWS), xl__worksheets__sheet1_xml=sheet)


def repeated_ods() -> bytes:
    content = (
        b'<table:table-row table:number-rows-repeated="1000000"><table:table-cell office:value-type="float"'
        b' office:value="1" table:number-columns-repeated="1000"></table:table-cell></table:table-row>'
    )
    return rezipped(ods(ROWS), content_xml=content)


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
TORN = b"<worksheet><sheetData><row"
HOSTILE = {
    "nothing": (b"", "empty"),
    "only blanks": (b" \r\n\t\x00\x00", "empty"),
    "only a mark": (b"\xff\xfe", "empty"),
    "only titles": (xlsx([["DANH MỤC DỰ ÁN"], ["ĐVT: đồng"]]), "no_table"),
    "an empty workbook": (xlsx([]), "no_table"),
    "a letter": ("Kính gửi Sở Ngoại vụ".encode(), "no_table"),
    "a document without a list": (word([["x"]]), "no_table"),
    "not a zip": (b"PK\x03\x04" + b"\x00" * 500, "broken"),
    "half a workbook": (xlsx(ROWS)[:3000], "broken"),
    "a workbook with a torn sheet": (rezipped(xlsx(ROWS), xl__worksheets__sheet1_xml=TORN), "broken"),
    "a document with a torn body": (rezipped(word(ROWS), word__document_xml=b"<w:document"), "broken"),
    "half an old workbook": (xls(ROWS)[:1200], "broken"),
    "random bytes": (bytes(range(256)) * 20, "unknown"),
    "a pdf": (b"%PDF-1.7 ...", "pdf"),
    "a photo": (b"\xff\xd8\xff\xe0" + b"\x00" * 99, "picture"),
    "rich text": (b"{\\rtf1 ...", "other_office"),
    "an office file of another kind": (zipped({"[Content_Types].xml": b"<a/>", "ppt/a.xml": b"<a/>"}), "other_office"),
    "another zip": (zipped({"a.txt": b"x"}), "unknown"),
    "a zip bomb": (rezipped(xlsx(ROWS), xl__sharedStrings_xml=b" " * (80 * 2**20)), "too_big"),
    "entities": (rezipped(xlsx(ROWS), xl__workbook_xml=ENTITIES), "dangerous"),
    "entities in a document": (rezipped(word(ROWS), word__document_xml=ENTITIES), "dangerous"),
    "xml in two bytes": (rezipped(xlsx(ROWS), xl__workbook_xml="<workbook/>".encode("utf-16")), "dangerous"),
    "an encrypted zip": (flagged_as_encrypted(xlsx(ROWS)), "password"),
    "an old workbook with a password": (password_xls(), "password"),
    "a cell a million rows down": (far_cell_xlsx(1_000_000, 3), "too_big"),
    "a cell far to the right": (far_cell_xlsx(2, 16_000), "too_big"),
    "cells that hide their place": (unplaced_far_cells(), "too_big"),
    "a sparse sheet": (far_cell_xlsx(19_000, 190), "too_big"),
    "a sparse old sheet": (far_cell_xls(65_535, 255), "too_big"),
    "an ods that repeats": (repeated_ods(), "too_big"),
    "too many columns of text": (("a;" * 5_000 + "\n").encode() * 3, "too_big"),
    "too many rows of text": (comma([["a", "b"]] * 20_001), "too_big"),
    "one long text in many cells": (xlsx([["STT", "Tên dự án"], *[[1, "a" * 30_000]] * 300]), "too_big"),
    "too many bytes": (b"a" * (21 * 2**20), "too_big"),
    "a bare xml sheet": (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "other_office"),
}


@pytest.mark.parametrize(("data", "code"), HOSTILE.values(), ids=HOSTILE)
def test_refusals(data, code):
    tracemalloc.start()
    try:
        assert refused(data) == code
        assert tracemalloc.get_traced_memory()[1] < 200 * 2**20
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "text", ["em A.", "0912 ", "20", "1 em ", "1.000 ", "em Nguyễn ", "a.b@", "năm học 2023-", "C«ng-®"]
)
def test_long_texts_take_no_longer_than_their_length(text):
    """The patterns that read figures and look for names stay linear; a quadratic one would take minutes here."""
    row = [1, "Dự án", "x", text * (32_000 // len(text)), text * 2_000, text * 2_000, text * 2_000, text * 2_000]
    header = ["STT", "Tên dự án", "Địa điểm", "Nội dung", "Số trẻ em", "Thời gian", "Tổng KP", "Đầu mối liên hệ"]
    assert len(read(comma([header, *[row] * 4]), "list.csv").rows) == 4


def test_formatted_empty_rows_do_no_harm():
    workbook = openpyxl.Workbook()
    for row in ROWS:
        workbook.active.append(row)
    for number in (5_000, 1_000_000):
        workbook.active.cell(number, 2).font = openpyxl.styles.Font(bold=True)
    assert [row.title for row in read(saved(workbook), "list.xlsx").rows] == ["Thư viện"]


WHOLE = [xlsx(ROWS), xls(ROWS), ods(ROWS), word(ROWS), comma(ROWS)]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(WHOLE), st.data())
def test_damaged_files_are_read_or_refused(whole, data):
    content = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(UnreadableFile):
        read(bytes(content[: data.draw(st.integers(1, len(content)))]), "list")


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=2_000))
def test_any_bytes_are_read_or_refused(data):
    with suppress(UnreadableFile):
        read(data, "list")


WORDS = [
    "Tổng cộng",
    "I",
    "a)",
    "- x",
    "Cộng mục I",
    "1.250",
    "1,5 tỷ",
    "khoảng 90 em",
    "Quý III/2023",
    "Nơi nhận:",
    "{raw}",
]
CELLS = st.one_of(
    st.none(), st.integers(-5, 10**12), st.floats(allow_nan=False), st.text(max_size=30), st.sampled_from(WORDS)
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=9), max_size=8))
def test_any_cells_below_a_header_are_read(rows):
    header = [
        "STT",
        "Tên dự án",
        "Địa điểm",
        "Nội dung",
        "Số trẻ em",
        "Thời gian",
        "Tổng kinh phí",
        "Viện trợ",
        "Đối ứng",
    ]
    preview = read(comma([header, *rows]), "list.csv")
    assert preview.as_json("vi")["summary"]["rows"] == len(preview.as_json("en")["rows"])
