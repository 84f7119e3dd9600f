"""The official Word file keeps every rule of Decree 30/2020/NĐ-CP, Annex I, as read from the file itself."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, NamedTuple

import pytest
from docx.oxml.ns import qn
from docx.table import Table

from catalog.exchange.writing import docx
from catalog.exchange.writing.notes import official_date
from tests.exchange.writing.lists import EDITION, ISSUER, both, document, listing

SIGNER = {"title": both("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC", "DEPUTY DIRECTOR"), "name": "Nguyễn Văn Mẫu"}


class Looks(NamedTuple):
    """How a paragraph looks: "bold italic caps" where it is so, its size in points, its alignment."""

    looks: str
    size: float
    align: str


class Rule(NamedTuple):
    """What the decree wants of an element, told apart by how its text begins; sizes from one to another."""

    element: str
    begins: str
    looks: str
    sizes: tuple[float, float]
    align: str


RULES = (
    Rule("Quốc hiệu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "bold caps", (12, 13), "center"),
    Rule("Tiêu ngữ", "Độc lập - Tự do - Hạnh phúc", "bold", (13, 14), "center"),
    Rule("Cơ quan chủ quản", "UBND TỈNH BẮC GIANG", "caps", (12, 13), "center"),
    Rule("Cơ quan ban hành", "SỞ NGOẠI VỤ", "bold caps", (12, 13), "center"),
    Rule("Số, ký hiệu", "Số:      /KH-SNgV", "", (13, 13), "center"),
    Rule("Địa danh, thời gian", "Bắc Giang, ngày      tháng      năm", "italic", (13, 14), "center"),
    Rule("Tên loại", "KẾ HOẠCH", "bold caps", (13, 14), "center"),
    Rule("Trích yếu", "Vận động viện trợ phi chính phủ nước ngoài", "bold", (13, 14), "center"),
    Rule("Căn cứ", "Căn cứ Luật Trẻ em", "italic", (13, 14), "both"),
    Rule("Căn cứ cuối", "Căn cứ Nghị định số 80/2020/NĐ-CP", "italic", (13, 14), "both"),
    Rule("Mục", "I. MỤC ĐÍCH", "bold caps", (13, 14), "both"),
    Rule("Nội dung", "Vận động, thu hút viện trợ", "", (13, 14), "both"),
    Rule("Khoản", "1. Danh mục gồm", "", (13, 14), "both"),
    Rule("Chức vụ của người ký", "KT. GIÁM ĐỐC", "bold caps", (13, 14), "center"),
    Rule("Chức vụ của người ký, dòng hai", "PHÓ GIÁM ĐỐC", "bold caps", (13, 14), "center"),
    Rule("Họ tên", "Nguyễn Văn Mẫu", "bold", (13, 14), "center"),
    Rule("Nơi nhận", "Nơi nhận:", "bold italic", (12, 12), "left"),
    Rule("Danh sách nơi nhận", "- Các đơn vị có đề xuất", "", (11, 11), "left"),
    Rule("Lưu", "- Lưu: VT, NV.", "", (11, 11), "left"),
    Rule("Phụ lục", "Phụ lục I", "bold", (14, 14), "center"),
    Rule("Tên phụ lục", "DANH MỤC DỰ ÁN, KHOẢN VIỆN TRỢ", "bold caps", (13, 14), "center"),
    Rule("Thông tin chỉ dẫn", "(Kèm theo Kế hoạch số      /KH-SNgV ngày", "italic", (13, 14), "center"),
    Rule("Phụ lục, bản ghi", "Phụ lục II", "bold", (14, 14), "center"),
    Rule("Lĩnh vực", "I. LĨNH VỰC", "bold caps", (13, 14), "center"),
    Rule("Dự án", "DỰ ÁN 1", "bold caps", (13, 14), "center"),
    # Of tables the decree says nothing; eleven to twelve points are usual, ten where a column of amounts is narrow.
    Rule("Bảng: tên cột", "Tên chương trình, dự án", "bold", (10.5, 12), "center"),
    Rule("Bảng: nội dung", "Thư viện thân thiện", "", (11, 12), "left"),
    Rule("Bảng: số thứ tự", "1", "", (11, 12), "center"),
    Rule("Bảng: số tiền", "1.503.000.000", "", (10, 12), "right"),
)  # fmt: skip
# Millimetres. A rule is as long as the text above it, or a third to a half; widths of the texts in Times New Roman.
LINES = {
    "Độc lập - Tự do - Hạnh phúc": (60.4, 0.98, 1.02),
    "SỞ NGOẠI VỤ": (30.5, 1 / 3, 1 / 2),
    "DEPARTMENT OF FOREIGN AFFAIRS": (82.4, 1 / 3, 1 / 2),
    "Vận động viện trợ phi chính phủ nước ngoài": (93.5, 1 / 3, 1 / 2),
    "Mobilisation of foreign non-governmental aid": (95.9, 1 / 3, 1 / 2),
}
# The first column tells the number of a whole record by the text of its heading.
RECORD_HEADINGS = {
    "vi": ["1. Tên dự án", "2. Địa điểm dự án", "3. Cơ quan thực hiện dự án", "4. Mục đích dự án",
           "5. Nội dung đề nghị tài trợ", "5.1. Quy mô", "5.2. Tổng vốn thực hiện dự án",
           "5.3. Thời gian thực hiện dự án", "6. Thông tin khác"],
    "en": ["1. Project's name", "2. Project location", "3. Project implementation unit", "4. Aim of the Project",
           "5. Description of request for funding", "5.1. Scale", "5.2. Total cost for project implementation",
           "5.3. Project implementation term", "6. Further information"],
}  # fmt: skip


@cache
def file(language: str = "vi") -> Any:
    return document(docx.write(listing(data=EDITION["data"] | {"signer": SIGNER}), (language,)))


def paragraphs(block: Any) -> Iterator[Any]:
    """Every paragraph of a document or cell, those of tables too."""
    for part in block.iter_inner_content():
        if isinstance(part, Table):
            for row in part.rows:
                for cell in row.cells:
                    yield from paragraphs(cell)
        else:
            yield part


def said(begins: str, language: str = "vi") -> Any:
    """The first paragraph that begins so; a whole one before one that is longer."""
    found = [paragraph for paragraph in paragraphs(file(language)) if paragraph.text.startswith(begins)]
    return min(found, key=lambda paragraph: paragraph.text != begins)


def looks_of(paragraph: Any) -> Looks:
    """What the style and the runs of a paragraph make of it."""
    style = paragraph.style.font
    bold = all(style.bold if run.bold is None else run.bold for run in paragraph.runs)
    italic = all(style.italic if run.italic is None else run.italic for run in paragraph.runs)
    caps = paragraph.text.isupper()
    names = [name for name, is_so in (("bold", bold), ("italic", italic), ("caps", caps)) if is_so]
    return Looks(" ".join(names), style.size.pt, paragraph.style.element.pPr.find(qn("w:jc")).get(qn("w:val")))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.element)
def test_an_element_looks_as_the_decree_wants_it(rule: Rule) -> None:
    found = looks_of(said(rule.begins))
    assert (found.looks, found.align) == (rule.looks, rule.align)
    assert rule.sizes[0] <= found.size <= rule.sizes[1]


def test_the_state_stands_right_of_the_organs_and_the_number_left_of_the_date() -> None:
    heading = file().tables[0]
    assert [[cell.text.split("\n")[0] for cell in row.cells] for row in heading.rows] == [
        ["UBND TỈNH BẮC GIANG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["Số:      /KH-SNgV", "Bắc Giang, ngày      tháng      năm"],
    ]


@pytest.mark.parametrize("text", LINES)
def test_the_line_under_a_text_is_solid_and_as_long_as_it_should_be(text: str) -> None:
    language = "vi" if not text.isascii() else "en"
    line = said(text, language)._p
    while line.find(f"{qn('w:pPr')}/{qn('w:pBdr')}") is None:
        line = line.getnext()
    assert line.find(f".//{qn('w:pBdr')}/{qn('w:top')}").get(qn("w:val")) == "single"
    indents = line.find(f".//{qn('w:ind')}")
    cell = line.getparent()
    around = 165 if cell.tag == qn("w:body") else int(cell.tcPr.find(qn("w:tcW")).get(qn("w:w"))) * 25.4 / 1440
    length = around - sum(int(indents.get(qn(f"w:{side}"))) for side in ("left", "right")) * 25.4 / 1440
    width, least, most = LINES[text]
    assert least * width <= length <= most * width


def test_text_is_indented_at_its_first_line_and_spaced_between_paragraphs() -> None:
    for style in ("Body", "Basis", "Part"):
        layout = file().styles[style].paragraph_format
        assert 10 <= layout.first_line_indent.mm <= 12.75
        assert layout.space_before.pt >= 6
        assert layout.line_spacing is None  # single


def test_legal_bases_end_with_semicolons_and_the_last_with_a_stop() -> None:
    bases = [paragraph.text[-1] for paragraph in file().paragraphs if paragraph.style.name == "Basis"]
    assert bases == [";", "."]


def test_recipients_end_with_semicolons_and_the_file_copy_with_a_stop() -> None:
    recipients = file().tables[1].cell(0, 0).text.split("\n")
    assert recipients[0] == "Nơi nhận:"
    assert {line[0] for line in recipients[1:]} == {"-"}
    assert [line[-1] for line in recipients[1:]] == [";"] * (len(recipients) - 2) + ["."]


def test_page_numbers_are_as_large_as_text_and_centred() -> None:
    number = file().styles["PageNumber"]
    assert 13 <= number.font.size.pt <= 14
    assert number.element.pPr.find(qn("w:jc")).get(qn("w:val")) == "center"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_records_have_the_headings_of_dong_nai(language: str) -> None:
    items = [paragraph for paragraph in file(language).paragraphs if paragraph.style.name == "Item"]
    headings = [paragraph.runs[0].text.removesuffix(":") for paragraph in items]
    assert headings == RECORD_HEADINGS[language] * 3


def test_the_english_letterhead_names_no_state_and_says_that_it_is_a_translation() -> None:
    organs, state = (cell.text.split("\n") for cell in file("en").tables[0].rows[0].cells)
    assert organs == ["PEOPLE'S COMMITTEE OF BAC GIANG PROVINCE", "DEPARTMENT OF FOREIGN AFFAIRS", ""]
    assert state == ["(Unofficial translation)"]


def test_an_approved_english_text_is_not_marked_as_a_translation() -> None:
    approved = EDITION["data"] | {"issuer": ISSUER | {"marks_translation": False}}
    heading = document(docx.write(listing(data=approved), ("en",))).tables[0]
    assert heading.cell(0, 1).text == ""


def test_no_signature_stands_on_a_page_of_its_own() -> None:
    before = file().tables[1]._tbl.getprevious()
    assert [node.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None for node in (before, before.getprevious())] == [
        True,
        True,
    ]
    assert file().tables[1].rows[0]._tr.trPr.find(qn("w:cantSplit")) is not None


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2023, 1, 5), "05 tháng 01 năm 2023"),
        (date(2023, 2, 10), "10 tháng 02 năm 2023"),
        (date(2023, 3, 9), "09 tháng 3 năm 2023"),
        (date(2023, 12, 31), "31 tháng 12 năm 2023"),
    ],
)
def test_zeros_stand_before_days_under_ten_and_the_first_two_months(day: date, words: str) -> None:
    assert official_date(day) == words
