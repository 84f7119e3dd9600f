"""The files of a report hold the cells of its tables, typed; the document is a report as Decree 30 wants it."""

import io
import zipfile
from datetime import timedelta
from typing import Any

import docx
import openpyxl
import pytest

from catalog.db import db, transaction
from catalog.errors import NotFound
from catalog.i18n import Bilingual, format_number
from catalog.office.models import IssuingBody, Signer
from catalog.proposals.models import Category
from catalog.proposals.workflow import State
from catalog.reports import files
from catalog.reports.report import Report, report
from catalog.reports.tables import Cell, Table
from tests.exchange.writing.excel_rules import broken_rules
from tests.proposals import scene

pytestmark = pytest.mark.usefixtures("database")
HOSTILE = '<w:p>&amp;</w:p> =1+1 "{x}" ]]>'


@pytest.fixture
def made() -> Report:
    """A report with something in every table, and a round before."""
    round_, before = scene.a_round(), scene.a_round("2022")
    with transaction():
        round_.opens_at = round_.opens_at.replace(year=2023, month=5, day=4)
        before.opens_at = round_.opens_at - timedelta(days=365)
    for state in State:
        scene.proposal_in(state, round_)
    scene.proposal_in(State.ACCEPTED, round_, "218", category_key="scholarship", girls=140, boys=100)
    scene.proposal_in(State.PUBLISHED, before, "219")
    scene.person("officer", "219")
    return report(scene.actor("manager"), "2023")


def sheets(made: Report, language: str) -> Any:
    data = files.render(made, "xlsx", language)
    assert broken_rules(data) == []
    return openpyxl.load_workbook(io.BytesIO(data), data_only=True)


def typed(cell: Cell, language: str) -> Any:
    return cell.typed(language) if cell.typed(language) != "" else None


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_workbook_holds_the_tables_with_typed_numbers(made: Report, language: str) -> None:
    book = sheets(made, language)
    about = Bilingual("Thông tin", "About").in_(language)
    assert book.sheetnames == [*(table.title.in_(language) for table in made.all_tables), about]
    for table in made.all_tables:
        headings, *rows = list(book[table.title.in_(language)].iter_rows(min_row=3, values_only=True))
        assert list(headings) == [table.subject.in_(language), *(each.heading.in_(language) for each in table.columns)]
        wanted = [[row.name.in_(language), *(typed(cell, language) for cell in row.cells)] for row in table.all_rows]
        assert [list(row) for row in rows[: len(wanted)]] == wanted
        assert len(rows) == len(wanted) + (table.note is not None)


def test_totals_are_formulas_that_follow_a_filter(made: Report) -> None:
    book = openpyxl.load_workbook(io.BytesIO(files.render(made, "xlsx", "en")))
    sheet, table = book["By unit"], made.tables[0]
    last = 3 + len(table.rows)
    assert sheet.cell(last + 1, 2).value == f"=SUBTOTAL(9,B4:B{last})"
    assert (sheet.auto_filter.ref, sheet.freeze_panes, sheet.print_title_rows) == (f"A3:L{last}", "B4", "$3:$3")


def document(made: Report, language: str) -> Any:
    return docx.Document(io.BytesIO(files.render(made, "docx", language)))


def printed(table: Table, language: str) -> list[list[str]]:
    """A table as it stands in the document: without what names people."""
    shown = [place for place, column in enumerate(table.columns) if not column.is_private]
    headings = [table.subject.in_(language), *(table.columns[place].heading.in_(language) for place in shown)]
    rows = [[row.name.in_(language), *(row.cells[place].text(language) for place in shown)] for row in table.all_rows]
    return [headings, *rows]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_document_holds_the_tables_as_they_are_printed(made: Report, language: str) -> None:
    _heading, _signature, *tables = document(made, language).tables
    found = [[[cell.text for cell in row.cells] for row in table.rows] for table in tables]
    assert found == [printed(table, language) for table in made.all_tables]


def test_the_document_names_no_officer(made: Report) -> None:
    shown = str([cell.text("en") for row in made.not_sent.rows for cell in row.cells])
    assert "officer.219" in shown
    with zipfile.ZipFile(io.BytesIO(files.render(made, "docx", "en"))) as package:
        assert all(b"officer.219" not in package.read(name) for name in package.namelist())


def test_the_document_is_a_report_with_number_and_date_left_blank(made: Report) -> None:
    opened = document(made, "vi")
    said = [paragraph.text for paragraph in opened.paragraphs if paragraph.text]
    heading = [[paragraph.text for paragraph in cell.paragraphs if paragraph.text] for cell in opened.tables[0]._cells]
    assert heading == [
        ["UBND TỈNH BẮC GIANG", "SỞ NGOẠI VỤ"],
        ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"],
        ["Số:      /BC-SNgV"],
        ["Bắc Giang, ngày      tháng      năm"],
    ]
    assert said[:4] == [
        "BÁO CÁO", "Tình hình, kết quả đề xuất", "dự án, khoản viện trợ vì trẻ em", "(Đợt vận động 2023)"
    ]  # fmt: skip
    assert "2. Phạm vi số liệu: tất cả đề xuất đã gửi. Số đề xuất: 8." in said
    assert (
        "3. So với đợt trước (Đợt vận động 2022): 1/22 đơn vị gửi đề xuất; 1 đề xuất; đề nghị viện trợ 54.000.000 đồng "
        f"(tương đương {format_number(made.figure('aid_usd', 1).number, 'vi')} USD)."
    ) in said
    assert "(Kèm theo Báo cáo số      /BC-SNgV ngày      tháng      năm      của Sở Ngoại vụ)" in said
    assert [section.orientation for section in opened.sections] == [0, 1]


def test_the_document_is_signed_by_whom_the_office_says(made: Report) -> None:
    assert document(made, "vi").tables[1].cell(0, 1).text.split("\n")[:2] == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]
    with transaction() as session:
        session.add(
            Signer(valid_from=scene.DAY, position=1, title_vi="GIÁM ĐỐC", title_en="Director", name="Ngô Văn Bình")
        )
    again = document(report(scene.actor("manager"), "2023"), "en").tables[1].cell(0, 1).text.split("\n")
    assert (again[0], again[-1]) == ("DIRECTOR", "Ngô Văn Bình")


def test_names_stay_text(made: Report) -> None:
    with transaction():
        scene.unit("218").name_en = HOSTILE
        db.session.get_one(Category, "library").name_en = HOSTILE
    again = report(scene.actor("manager"), "2023")
    units = [row[0].value for row in sheets(again, "en")["By unit"].iter_rows(min_row=4)]
    assert HOSTILE in units
    assert HOSTILE in [row.cells[0].text for row in document(again, "en").tables[4].rows]


def test_the_tables_of_an_empty_round_are_written(made: Report) -> None:
    for extent in ("published", "sent"):
        empty = report(scene.actor("manager"), "2022", extent)
        assert len(document(empty, "vi").tables) == len(sheets(empty, "vi").sheetnames) + 1


def test_without_an_issuing_body_there_is_no_document(made: Report) -> None:
    with transaction() as session:
        session.query(IssuingBody).delete()
    again = report(scene.actor("manager"), "2023")
    assert sheets(again, "en")["About"]
    with pytest.raises(NotFound):
        files.render(again, "docx", "en")


@pytest.mark.parametrize(("format_", "language"), [("pdf", "vi"), ("xlsx", "both"), ("docx", "fr")])
def test_there_are_no_other_files(made: Report, format_: str, language: str) -> None:
    with pytest.raises(NotFound):
        files.render(made, format_, language)
