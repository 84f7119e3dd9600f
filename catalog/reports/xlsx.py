"""A report as a workbook: a sheet for each table, ready to print, with its chart; last, what the file is."""

import io
from typing import Any

from catalog.exchange.writing.cells import safe
from catalog.exchange.writing.xlsx_cells import Pen, Sheet
from catalog.i18n import Bilingual
from catalog.reports import notes
from catalog.reports.report import Report
from catalog.reports.tables import Chart, Row, Table

A4 = 9
NAME_WIDTH = 40
SUM = 9  # of SUBTOTAL: adds what a filter leaves
FOOTER = '&"Times New Roman"&10'
PAGE = Bilingual("Trang &P/&N", "Page &P of &N")
ABOUT = Bilingual("Thông tin", "About")
# A chart as wide as a printed page, with room for each of its bars.
CHART_WIDTH, BAR_HEIGHT, AROUND_BARS = 900, 26, 130
# Rows and bars that fit on one page.
PAGE_LENGTH = 20
COLOURS = ("#0F5C4D", "#E3A11D", "#1D5185", "#7C3390", "#7F8A84")


def write(report: Report, language: str) -> bytes:
    """The workbook in one language."""
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"constant_memory": True, "strings_to_formulas": False}) as workbook:
        title, company = notes.TITLE.in_(language), notes.issuer(report).in_(language)
        workbook.set_properties({"title": title, "company": company, "created": report.made_at})
        pen = Pen(workbook, (language,))
        for table in report.all_tables:
            _sheet(pen, _page(pen, table.title, report), table, report)
        _about(pen, _page(pen, ABOUT, report), report)
    return buffer.getvalue()


def _page(pen: Pen, name: Bilingual, report: Report) -> Any:
    """A sheet that prints on A4 across, with the round and the number of the page below."""
    (language,) = pen.languages
    page = pen.workbook.add_worksheet(name.in_(language))
    page.set_landscape()
    page.set_paper(A4)
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    page.set_footer(f"&L{FOOTER} {report.round.key.replace('&', '&&')}&R{FOOTER} {PAGE.in_(language)}")
    page.fit_to_pages(1, 0)
    return page


def _sheet(pen: Pen, page: Any, table: Table, report: Report) -> None:
    """Title, headings, rows, total; below them the chart."""
    (language,) = pen.languages
    sheet = Sheet(pen, page, [NAME_WIDTH, *(column.width for column in table.columns)])
    last = len(table.columns)
    for text, look in ((table.title.in_(language), "title"), (notes.subtitle(report, language), "subtitle")):
        sheet.merge(0, last, safe(text), look)
        sheet.end_row()
    headings = sheet.row
    for place, heading in enumerate((table.subject, *(column.heading for column in table.columns))):
        sheet.put(place, heading.in_(language), look="heading")
    sheet.end_row()
    for row in table.rows:
        _row(sheet, row, language)
    if table.rows:
        page.autofilter(headings, 0, sheet.row - 1, last)
    if table.total:
        _total(sheet, table.total, language, (headings + 1, sheet.row - 1))
    page.freeze_panes(headings + 1, 1)
    page.repeat_rows(headings)
    if table.note:
        sheet.merge(0, last, safe(table.note.in_(language)), "text")
        sheet.end_row()
    if table.chart and table.rows:
        _chart(sheet, table, table.chart, headings)


def _row(sheet: Sheet, row: Row, language: str) -> None:
    sheet.put(0, row.name.in_(language))
    for place, cell in enumerate(row.cells, start=1):
        sheet.put(place, cell.typed(language), cell.kind)
    sheet.end_row()


def _total(sheet: Sheet, row: Row, language: str, rows: tuple[int, int]) -> None:
    """The sums as formulas that follow a filter, each with its value."""
    from xlsxwriter.utility import xl_range  # heavy, as all of it

    sheet.put(0, row.name.in_(language), look="sums")
    for place, cell in enumerate(row.cells, start=1):
        if rows[1] < rows[0]:
            sheet.put(place, cell.typed(language), cell.kind, "sums")
            continue
        formula = f"=SUBTOTAL({SUM},{xl_range(rows[0], place, rows[1], place)})"
        sheet.worksheet.write_formula(
            sheet.row, place, formula, sheet.pen.look("sums", cell.kind), cell.typed(language)
        )
    sheet.end_row()


def _chart(sheet: Sheet, table: Table, chart: Chart, headings: int) -> None:
    """Bars like those of the page; the workbook draws them from the cells."""
    (language,) = sheet.pen.languages
    name = table.title.in_(language)
    places = [place for place, column in enumerate(table.columns, start=1) if column.key in chart.columns]
    first, last = headings + 1, headings + len(table.rows)
    drawn = sheet.pen.workbook.add_chart({"type": "bar", "subtype": "stacked"})
    if chart.across:
        ends = (last + 1, places[0], last + 1, places[-1])
        drawn.add_series(
            {
                "categories": [name, headings, ends[1], headings, ends[3]],
                "values": [name, *ends],
                "fill": {"color": COLOURS[0]},
            }
        )
    for place, colour in () if chart.across else zip(places, COLOURS, strict=False):
        drawn.add_series(
            {
                "name": [name, headings, place],
                "categories": [name, first, 0, last, 0],
                "values": [name, first, place, last, place],
                "fill": {"color": colour},
            }
        )
    bars = len(places) if chart.across else len(table.rows)
    drawn.set_title({"name": name, "name_font": {"size": 12}})
    drawn.set_x_axis({"num_format": "#,##0", "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}})
    drawn.set_y_axis({"reverse": True})  # the first row on top, as in the table
    drawn.set_legend({"none": True} if chart.across or len(places) == 1 else {"position": "bottom"})
    drawn.set_size({"width": CHART_WIDTH, "height": AROUND_BARS + BAR_HEIGHT * bars})
    if len(table.rows) + bars > PAGE_LENGTH:
        sheet.worksheet.set_h_pagebreaks([sheet.row + 1])
    sheet.worksheet.insert_chart(sheet.row + 1, 0, drawn, {"description": name})


def _about(pen: Pen, page: Any, report: Report) -> None:
    """What this file is: topic and text."""
    (language,) = pen.languages
    sheet = Sheet(pen, page, [26, 100])
    for topic, text in (("", notes.TITLE.in_(language)), *notes.about(report, language)):
        sheet.put(0, topic, look="topic")
        sheet.put(1, text, look="text" if topic else "topic")
        sheet.end_row()
