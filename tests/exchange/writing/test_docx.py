"""The official Word file, read back by python-docx and as markup."""

import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table

from catalog.exchange.writing import docx
from tests.exchange.writing.lists import EDITION, both, document, entry, listing

# What the whole file says, for one entry with everything and one with little: read it as a clerk would.
SAID = {language: Path(__file__).with_name(f"said-{language}.txt") for language in ("vi", "en")}
LITTLE = {
    "texts": {"activities": both("", ""), "need": both("", "")},
    "beneficiaries": {"children": 40},
    "budget": [],
    "in_kind": [],
    "planned_start": None,
    "planned_end": None,
}
HOSTILE = both("=1+1\uffff\x00 <script>alert('x')</script> & ]]> \"", "</w:t></w:r>\ud800{0}{title} " + "ệ" * 40_000)


def lines(data: bytes) -> Iterator[str]:
    """Everything that a file says, a line a paragraph or row."""
    for block in document(data).iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                yield " | ".join(cell.text.replace("\n", " / ") for cell in row.cells)
        else:
            yield block.text


def markup(data: bytes, part: str = "word/document.xml") -> str:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return package.read(part).decode()


@pytest.fixture(scope="module")
def file() -> Any:
    return document(docx.write(listing(), ("vi",)))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_it_says_what_a_clerk_has_read_and_approved(language: str) -> None:
    said = "\n".join(lines(docx.write(listing(entry(1, has_construction=True), entry(2, **LITTLE)), (language,))))
    assert f"{said}\n" == SAID[language].read_text(encoding="utf-8")


def test_in_both_languages_the_vietnamese_document_comes_first_and_each_is_complete() -> None:
    each = [list(lines(docx.write(listing(), (language,)))) for language in ("vi", "en")]
    assert list(lines(docx.write(listing(), ("vi", "en")))) == [*each[0], "", *each[1]]


def test_the_approving_document_is_the_last_legal_basis() -> None:
    approval = {"approval_kind": "Quyết định", "approval_number": "9/QĐ-UBND", "approval_date": date(2023, 6, 5)}
    said = [line for line in lines(docx.write(listing(**approval), ("vi",))) if line.startswith("Căn cứ")]
    assert said == [
        "Căn cứ Luật Trẻ em số 102/2016/QH13;",
        "Căn cứ Nghị định số 80/2020/NĐ-CP;",
        "Căn cứ Quyết định số 9/QĐ-UBND ngày 05 tháng 6 năm 2023 phê duyệt danh mục.",
    ]
    without = listing(data=EDITION["data"] | {"legal_bases": []})
    assert [line for line in lines(docx.write(without, ("vi",))) if line.startswith("Căn cứ")] == []


def test_pages_have_the_size_and_margins_of_the_decree(file: Any) -> None:
    lengths = ("page_width", "page_height", "top_margin", "bottom_margin", "left_margin", "right_margin")
    pages = [[round(getattr(section, length).mm) for length in lengths] for section in file.sections]
    portrait, landscape = [210, 297, 20, 20, 30, 15], [297, 210, 20, 20, 30, 15]
    assert pages == [portrait, landscape, portrait]
    assert [int(section.orientation) for section in file.sections] == [0, 1, 0]


def test_each_part_counts_its_pages_above_the_text_but_not_on_the_first(file: Any) -> None:
    for section in file.sections:
        assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
        assert section.different_first_page_header_footer
        assert section.first_page_header.is_linked_to_previous
        assert [field.text.strip() for field in section.header._element.iter(qn("w:instrText"))] == ["PAGE"]
        assert section.header.paragraphs[0].style.name == "PageNumber"
        assert section.header_distance < Mm(20)


def test_everything_is_set_in_times_new_roman(file: Any) -> None:
    fonts = {fonts.get(qn("w:ascii")) for fonts in file.styles.element.iter(qn("w:rFonts"))}
    assert fonts == {"Times New Roman"}
    used = {paragraph.style.name for paragraph in file.paragraphs}
    assert used <= {style.name for style in file.styles}


def test_the_heading_of_the_list_is_repeated_and_rows_are_not_split(file: Any) -> None:
    rows = file.tables[2].rows
    assert len(rows) == 2 + 2 + 3 + 1
    headers = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in rows]
    assert headers == [True] * 2 + [False] * 6
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows)


def test_the_name_of_a_sector_stays_with_its_first_project(file: Any) -> None:
    kept = [
        {paragraph.paragraph_format.keep_with_next for cell in row.cells for paragraph in cell.paragraphs}
        for row in file.tables[2].rows[2:]
    ]
    assert kept == [{True}, {None}, {None}, {True}, {None}, {None}]


@pytest.mark.parametrize(("words", "is_whole"), [(40, True), (60, True), (75, False), (200, False)])
def test_a_row_that_may_not_fit_on_a_page_is_split(words: int, is_whole: bool) -> None:
    texts = {"activities": both("", ""), "objective": both("rất dài " * words, "very long " * words)}
    rows = document(docx.write(listing(entry(texts=texts)), ("vi",))).tables[2].rows
    assert [row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows] == [True, True, True, is_whole, True]


def test_number_date_and_signature_stay_blank(file: Any) -> None:
    heading, signature = file.tables[0], file.tables[1]
    assert [cell.text for cell in heading.rows[1].cells] == ["Số:      /KH-SNgV", "Bắc Giang, ngày      tháng      năm"]
    assert signature.cell(0, 1).text == "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC" + "\n" * 5
    assert signature.cell(0, 0).text.split("\n")[-1] == "- Lưu: VT, NV."


@pytest.mark.parametrize("language", ["vi", "en"])
def test_spelling_is_checked_in_the_language_of_each_document(language: str) -> None:
    tags = set(re.findall(r'<w:lang w:val="([^"]+)"/>', markup(docx.write(listing(), (language,)))))
    assert tags == {{"vi": "vi-VN", "en": "en-GB"}[language]}


def test_hostile_text_stays_text() -> None:
    texts = dict.fromkeys(("title", "objective", "activities", "contact", "location", "need"), HOSTILE)
    line = {"item": HOSTILE, "quantity": "1", "unit": HOSTILE}
    data = docx.write(listing(entry(texts=texts, in_kind=[line], unit={"code": "1", **HOSTILE})), ("vi", "en"))
    said = "\n".join(lines(data))
    assert "=1+1 <script>alert('x')</script> & ]]> \"" in said
    assert "</w:t></w:r>{0}{title} ệệệ" in said


def test_it_names_no_person_and_the_same_edition_gives_the_same_bytes() -> None:
    data = docx.write(listing(), ("vi", "en"))
    assert data == docx.write(listing(), ("vi", "en"))
    with zipfile.ZipFile(BytesIO(data)) as package:
        assert [name for name in package.namelist() if b"Publisher Person" in package.read(name)] == []
    properties = document(data).core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert properties.created == datetime(2023, 6, 1, 2, tzinfo=UTC)


def test_sheets_are_the_records_alone_under_the_heading_of_the_office() -> None:
    sheets, records = (
        list(lines(data)) for data in (docx.write_sheets(listing(), ("vi",)), docx.write(listing(), ("vi",)))
    )
    first = "I. LĨNH VỰC GIÁO DỤC VÀ ĐÀO TẠO"
    assert sheets[sheets.index(first) : -1] == records[records.index(first) :]
    assert sheets[1].startswith("Số:      /KH-SNgV")
    assert sheets[2:4] == [
        "DANH MỤC DỰ ÁN, KHOẢN VIỆN TRỢ CHO TRẺ EM VẬN ĐỘNG VIỆN TRỢ PHI CHÍNH PHỦ NƯỚC NGOÀI",
        "Tháng hành động vì trẻ em năm 2023",
    ]


def test_every_sheet_is_a_page_and_the_first_of_a_sector_stands_under_its_name() -> None:
    file = document(docx.write_sheets(listing(), ("vi", "en")))
    begins = [
        (paragraph.style.name, bool(paragraph.paragraph_format.page_break_before))
        for paragraph in file.paragraphs
        if paragraph.style.name in ("Sector", "Record")
    ]
    one = [("Sector", False), ("Record", False), ("Record", True), ("Sector", True), ("Record", False)]
    assert begins == one * 2
    assert [section.orientation for section in file.sections] == [0, 0]
