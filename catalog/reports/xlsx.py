"""A report as a workbook: a sheet for each table, ready to print and to filter; last, what the file is."""

from catalog.exchange.writing.xlsx_cells import SUBTOTAL, Sheet
from catalog.exchange.writing.xlsx_package import Book, Layout
from catalog.i18n import Bilingual
from catalog.reports import notes
from catalog.reports.report import Report
from catalog.reports.tables import Row, Table

NAME_WIDTH = 40
HEADINGS = 3  # row of the headings, below title and subtitle
ABOUT = Bilingual("Thông tin", "About")


def write(report: Report, language: str) -> bytes:
    """The workbook in one language."""
    with Book((language,), notes.TITLE.in_(language), report.made_at, notes.issuer(report).in_(language)) as book:
        for table in report.all_tables:
            widths = [NAME_WIDTH, *(column.width for column in table.columns)]
            with book.sheet(table.title, Layout(widths, HEADINGS, stubs=1, footer=report.round.key)) as sheet:
                _table(sheet, table, notes.subtitle(report, language), language)
        with book.sheet(ABOUT, Layout([26, 100], footer=report.round.key)) as sheet:
            _about(sheet, report, language)
    return book.data


def _table(sheet: Sheet, table: Table, subtitle: str, language: str) -> None:
    """Title, headings, rows, total, note."""
    last = len(table.columns)
    for text, look in ((table.title.in_(language), "title"), (subtitle, "subtitle")):
        sheet.merge(0, last, text, look)
        sheet.end_row()
    sheet.head(words.in_(language) for words in (table.subject, *(column.heading for column in table.columns)))
    for row in table.rows:
        sheet.put(0, row.name.in_(language))
        for place, cell in enumerate(row.cells, start=1):
            sheet.put(place, cell.typed(language), cell.kind)
        sheet.end_row()
    if table.rows:
        sheet.filter(HEADINGS)
    if table.rows and table.total:
        _total(sheet, table.total, language)
    if table.note:
        sheet.merge(0, last, table.note.in_(language), "text")
        sheet.end_row()


def _total(sheet: Sheet, row: Row, language: str) -> None:
    """The sums as formulas that follow a filter, each with its value."""
    end = sheet.row - 1
    sheet.put(0, row.name.in_(language), look="sums")
    for place, cell in enumerate(row.cells, start=1):
        sheet.put_sum(place, SUBTOTAL, HEADINGS + 1, end, cell.number, cell.kind)
    sheet.end_row()


def _about(sheet: Sheet, report: Report, language: str) -> None:
    """What this file is: topic and text."""
    for topic, text in (("", notes.TITLE.in_(language)), *notes.about(report, language)):
        sheet.put(0, topic, look="topic")
        sheet.put(1, text, look="text" if topic else "topic")
        sheet.end_row()
