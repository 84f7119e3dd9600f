"""The same list in every format reads the same; what only one format has."""

import io
import string
import zipfile

import docx
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.exchange.reading import UnreadableFile, read
from tests.exchange.reading.build import (
    FORMATS,
    add_table,
    comma,
    cp1258,
    saved,
    semicolon,
    tcvn3,
    text,
    vni,
    word,
    xls,
    xlsx,
)  # fmt: skip

N = None
HEADER = ["STT", "Tên dự án", "Địa điểm", "Mục tiêu, nội dung chính", "Số trẻ em", "Thời gian", "Viện trợ", "Đối ứng"]
ROWS = [
    ["Danh mục dự án huyện Yên Thế"],
    [N, N, N, N, N, N, "Đơn vị tính: triệu đồng"],
    HEADER,
    ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"],
    ["I", "Xây dựng công trình"],
    [1, "Xây dựng trường mầm non Đồng Vương", "Xã Đồng Vương", "Chỗ học cho 185 trẻ.\n- Xây 2 phòng\n- Làm sân", 185,
     "03/2024 - 12/2024", 1200, 100],
    ["II", "Học bổng"],
    [2, "Học bổng cho nữ sinh", "Xã Xuân Lương", "Giúp 60 em", "60 em", "Quý IV/2023", "90,5", 0],
    [N, "Tổng cộng", N, N, 245, N, "1290,5", 100],
]  # fmt: skip


FACTS = (
    *("status", "left_out", "title", "location", "section", "children", "aid_vnd", "counterpart_vnd", "total_vnd"),
    *("start", "end", "objective", "activities", "category_key"),
)


def facts(preview):
    """What must not depend on the format."""
    return [tuple(getattr(row, name) for name in FACTS) for row in preview.rows]


EXPECTED = [
    ("skipped", "column_numbers", "", "", "", N, N, N, N, N, N, "", "", N),
    ("skipped", "section", "Xây dựng công trình", "", "", N, N, N, N, N, N, "", "", N),
    ("ok", "", "Xây dựng trường mầm non Đồng Vương", "Xã Đồng Vương", "Xây dựng công trình", 185, 1_200_000_000,
     100_000_000, 1_300_000_000, "2024-03", "2024-12", "Chỗ học cho 185 trẻ.", "Xây 2 phòng\nLàm sân", "classroom"),
    ("skipped", "section", "Học bổng", "", "", N, N, N, N, N, N, "", "", N),
    ("ok", "", "Học bổng cho nữ sinh", "Xã Xuân Lương", "Học bổng", 60, 90_500_000, 0, 90_500_000, "2023-10", "2023-12",
     "Giúp 60 em", "", "scholarship"),
    ("skipped", "total", "Tổng cộng", "", "", N, N, N, N, N, N, "", "", N),
]  # fmt: skip


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_reads_the_same(name):
    preview = read(FORMATS[name](ROWS), f"list.{name}")
    assert facts(preview) == EXPECTED
    assert preview.money_unit.vi == "triệu đồng"
    assert [row.row for row in preview.rows] == [4, 5, 6, 7, 8, 9]


@pytest.mark.parametrize("name", ["list.xlsx", "list.doc", "list", "Bảng kê.CSV"])
def test_the_content_tells_the_kind_and_not_the_name(name):
    assert facts(read(xlsx(ROWS), name)) == EXPECTED
    assert facts(read(comma(ROWS), name)) == EXPECTED


OLD = {
    "TCVN3 text": (tcvn3(text(ROWS)).encode("latin-1"), "TCVN3"),
    "VNI text": (vni(text(ROWS, "\t")).encode("cp1252"), "VNI"),
    "windows-1258 text": (cp1258(text(ROWS)), "windows-1258"),
    "UTF-16 text without mark": (text(ROWS, "\t").encode("utf-16-le"), "UTF-16"),
    "TCVN3 cells": (xlsx([[tcvn3(cell) if isinstance(cell, str) else cell for cell in row] for row in ROWS]), "TCVN3"),
    "VNI cells": (word([[vni(cell) if isinstance(cell, str) else cell for cell in row] for row in ROWS]), "VNI"),
}


@pytest.mark.parametrize(("data", "encoding"), OLD.values(), ids=OLD)
def test_old_encodings_are_read_and_said(data, encoding):
    preview = read(data, "list")
    assert facts(preview) == EXPECTED
    said = [message.text.en for row in preview.projects for message in row.messages if message.code == "converted"]
    assert len(said) == len(preview.projects)
    assert all(encoding in words for words in said)


def test_one_old_cell_among_unicode_is_converted():
    rows = [HEADER[:3], [1, "Thư viện", tcvn3("Xã Đồng Vương")], [2, "Bể bơi", "Xã Tân Sơn"]]
    preview = read(xlsx(rows), "list.xlsx")
    assert [row.location for row in preview.rows] == ["Xã Đồng Vương", "Xã Tân Sơn"]
    assert [[m.code for m in row.messages if m.code == "converted"] for row in preview.rows] == [["converted"], []]


def test_strict_document():
    namespaces = (b"schemas.openxmlformats.org/wordprocessingml/2006", b"purl.oclc.org/ooxml/wordprocessingml")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word(ROWS))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(*namespaces))
    assert facts(read(out.getvalue(), "list.docx")) == EXPECTED


def test_separator_line_of_excel():
    data = b"sep=|\r\n" + text(ROWS, "|").encode()
    assert [row.row for row in read(data, "list.csv").projects] == [7, 9]


def test_page_called_xls():
    page = """<html><head><meta charset="utf-8"><style>td { color: red }</style></head><body><table>
      <tr><td colspan="4">Danh mục (ĐVT: triệu đồng)</td></tr>
      <tr><th rowspan="2">STT</th><th rowspan="2">Tên dự án</th><th colspan="2">Kinh phí</th></tr>
      <tr><th>Viện trợ</th><th>Đối ứng</th></tr>
      <tr><td>1</td><td>Xây trường<br>mầm non</td><td>1200</td><td>100</td></tr></table></body></html>"""
    row = read(page.encode(), "list.xls").rows[0]
    assert (row.row, row.title, row.aid_vnd, row.counterpart_vnd) == (
        4,
        "Xây trường mầm non",
        1_200_000_000,
        100_000_000,
    )


def test_sheets_the_visible_one_with_a_header_is_read():
    workbook = openpyxl.Workbook()
    workbook.active.append(["Hướng dẫn điền biểu"])
    for title, visible, name in (
        ("Cũ", "hidden", "Dự án cũ"),
        ("Biểu 01", "visible", "Thư viện"),
        ("Biểu 02", "visible", "Bể"),
    ):
        sheet = workbook.create_sheet(title)
        sheet.sheet_state = visible
        sheet.append(HEADER if title != "Biểu 02" else HEADER[:4])
        sheet.append([1, name, "Xã A", "Mục tiêu", 50])
    preview = read(saved(workbook), "list.xlsx")
    assert (preview.sheet, [row.title for row in preview.rows]) == ("Biểu 01", ["Thư viện"])
    assert preview.other_tables == ["Cũ", "Biểu 02"]
    assert [message.code for message in preview.messages] == ["other_sheet", "other_sheet"]
    assert [row.title for row in read(saved(workbook), "list.xlsx", sheet="Biểu 02").rows] == ["Bể"]
    with pytest.raises(UnreadableFile) as refused:
        read(saved(workbook), "list.xlsx", sheet="Biểu 03")
    assert refused.value.code == "no_such_sheet"


def test_hidden_rows_are_read_and_said():
    workbook = openpyxl.Workbook()
    for row in (HEADER, [1, "Thư viện", "Xã A"], [2, "Bể bơi", "Xã B"]):
        workbook.active.append(row)
    workbook.active.row_dimensions[3].hidden = True
    rows = read(saved(workbook), "list.xlsx").rows
    assert [("hidden" in {message.code for message in row.messages}) for row in rows] == [False, True]


def test_document_with_state_title_sections_numbers_and_signatures():
    document = docx.Document()
    add_table(document, [["UBND HUYỆN X", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"]])
    document.add_paragraph("DANH MỤC DỰ ÁN\nĐơn vị tính: triệu đồng")
    table = add_table(
        document,
        [
            ["STT", "Tên dự án", "Kinh phí", N, "Ghi chú"],
            [N, N, "Viện trợ", "Đối ứng", N],
            ["I", "Xã An Bá"],
            [N, "Xây trường", "1.200", "100,5", N],
            [N, "Tặng quà", "50", "0", "gấp"],
            ["Tổng cộng", N, "1.250", "100,5", N],
        ],
    )
    for first, last in (((0, 0), (1, 0)), ((0, 1), (1, 1)), ((0, 2), (0, 3)), ((0, 4), (1, 4)), ((5, 0), (5, 1))):
        table.cell(*first).merge(table.cell(*last))
    for row in (3, 4):
        table.cell(row, 0).paragraphs[0].style = "List Number"  # Word shows 1. and 2.
    document.add_paragraph("II. Lĩnh vực y tế")
    add_table(document, [["3", "Khám mắt", "60", "5", N]])
    add_table(document, [["Nơi nhận:\n- Lưu: VT", "CHỦ TỊCH"]])
    preview = read(saved(document), "list.docx")
    assert preview.sheet == "Bảng 2"
    assert [(row.row, row.left_out, row.title, row.location, row.section, row.aid_vnd) for row in preview.rows] == [
        (3, "section", "Xã An Bá", "", "", N),
        (4, "", "Xây trường", "Xã An Bá", "Xã An Bá", 1_200_000_000),
        (5, "", "Tặng quà", "Xã An Bá", "Xã An Bá", 50_000_000),
        (6, "total", "Tổng cộng 100,5", "", "", N),
        (7, "", "Khám mắt", "", "Lĩnh vực y tế", 60_000_000),
    ]
    assert [message.text.vi for message in preview.rows[4].messages if message.code == "other_table"] == [
        "Dòng 1 của Bảng 3."
    ]


WORDS = st.text(alphabet=string.ascii_letters + "ăâđêôơưàảãáạếộ", min_size=3, max_size=12)
PROJECTS = st.lists(
    st.tuples(
        WORDS.map("Dự án {}".format),
        WORDS.map("Xã {}".format),
        st.integers(1, 9_999),
        st.integers(5, 90_000),
        st.integers(0, 999),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PROJECTS)
def test_what_is_written_is_read_from_every_format(projects):
    header = ["STT", "Tên dự án", "Địa điểm", "Số trẻ em", "Viện trợ (triệu đồng)", "Đối ứng (triệu đồng)"]
    rows = [header, *([number, *project] for number, project in enumerate(projects, 1))]
    expected = [(title, place, children, aid * 10**6, own * 10**6) for title, place, children, aid, own in projects]
    for write in (xlsx, xls, semicolon, comma, word):
        read_back = read(write(rows), "list").rows
        assert [(r.title, r.location, r.children, r.aid_vnd, r.counterpart_vnd) for r in read_back] == expected
