"""A list as a workbook: the list to print, its data to filter, the budget lines, the figures, and what the file is."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from catalog.exchange.columns import BUDGET_COLUMNS, BY_KEY, Field, Kind, Row, budget_rows, spread
from catalog.exchange.figures import MEASURES, figures
from catalog.exchange.writing import notes
from catalog.exchange.writing.listing import Listing
from catalog.exchange.writing.xlsx_cells import Pen, Sheet
from catalog.exchange.writing.xlsx_list import write_list
from catalog.i18n import Bilingual

A4 = 9
FITTING = 260  # characters that can still be read when they are printed on the width of a page
LIST = Bilingual("Danh mục", "List")
SUMMARY = Bilingual("Tổng hợp", "Summary")
ITEMS = Bilingual("Số dự án, khoản viện trợ", "Projects and grants")
DATA = Bilingual("Dữ liệu", "Data")
BUDGET = Bilingual("Dự toán", "Budget")
ABOUT = Bilingual("Thông tin", "About")
FOOTER = '&"Times New Roman"&10'
PAGE = Bilingual("Trang &P/&N", "Page &P of &N")


def write(listing: Listing, languages: Sequence[str]) -> bytes:
    """The workbook; rows go to disk as they are written, so that memory does not grow with them."""
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"constant_memory": True, "strings_to_formulas": False}) as workbook:
        workbook.set_properties(_properties(listing, languages))
        pen = Pen(workbook, languages)
        write_list(pen, _page(pen, LIST, listing), listing)
        _flat(pen, _page(pen, DATA, listing), spread(listing.columns, languages), listing.entries, frozen=3)
        lines = (line for entry in listing.entries for line in budget_rows(entry))
        _flat(pen, _page(pen, BUDGET, listing), spread(BUDGET_COLUMNS, languages), lines, frozen=2)
        _summary(pen, _page(pen, SUMMARY, listing), listing)
        _about(pen, _page(pen, ABOUT, listing), listing)
    return buffer.getvalue()


def _properties(listing: Listing, languages: Sequence[str]) -> dict[str, Any]:
    """What the file says of itself: the office, no person; the time is that of the release."""
    return {
        "title": " / ".join(notes.TITLE.in_(language) for language in languages),
        "company": listing.issuer("name").in_(languages[0]),
        "created": listing.released_at,
    }


def _page(pen: Pen, name: Bilingual, listing: Listing) -> Any:
    """A sheet that prints on A4 across, with the edition and the number of the page below."""
    page = pen.workbook.add_worksheet(pen.words(name, " - "))
    page.set_landscape()
    page.set_paper(A4)
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    key = listing.edition.key.replace("&", "&&")
    page.set_footer(f"&L{FOOTER} {key}&R{FOOTER} {PAGE.in_(pen.languages[0])}")
    return page


def _flat(pen: Pen, page: Any, fields: Sequence[Field[Row]], rows: Iterable[Row], frozen: int) -> None:
    """A table of one row a record under one row of headings, to filter and to sort."""
    sheet = Sheet(pen, page, [field.column.width for field in fields])
    for place, field in enumerate(fields):
        sheet.put(place, field.heading, look="heading")
    sheet.end_row()
    for row in rows:
        for place, field in enumerate(fields):
            sheet.put(place, field.value(row), field.column.kind)
        sheet.end_row()
    page.autofilter(0, 0, sheet.row - 1, len(fields) - 1)
    page.freeze_panes(1, frozen)
    page.repeat_rows(0)
    page.repeat_columns(0, frozen - 1)
    if sum(sheet.widths) <= FITTING:
        page.fit_to_pages(1, 0)
    else:
        page.set_print_scale(60)
    page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})


def _summary(pen: Pen, page: Any, listing: Listing) -> None:
    """Items, children and đồng by sector, by type and by unit, one table below the other, each with its total."""
    sheet = Sheet(pen, page, [48, 14, 14, 20, 20, 20])
    headings = [ITEMS, *(BY_KEY[key].heading for key in MEASURES[1:])]
    for heading, rows in figures(listing.entries):
        for place, words in enumerate((heading, *headings)):
            sheet.put(place, pen.words(words), look="heading")
        sheet.end_row()
        for row in rows:
            sheet.put_words(0, row.name)
            for place, value in enumerate(row.measures, start=1):
                sheet.put(place, value, Kind.INTEGER)
            sheet.end_row()
        sums = zip(*(row.measures for row in rows), strict=True)
        sheet.put(0, pen.words(notes.GRAND_TOTAL, " / "), look="sums")
        for place, values in enumerate(sums, start=1):
            sheet.put(place, sum(values), Kind.INTEGER, "sums")
        sheet.end_row()
        sheet.end_row()
    page.fit_to_pages(1, 0)


def _about(pen: Pen, page: Any, listing: Listing) -> None:
    """What this file is: a pair of columns, topic and text, in each language."""
    sheet = Sheet(pen, page, [24, 110 // len(pen.languages)] * len(pen.languages))
    told = [[("", notes.TITLE.in_(language)), *notes.about(listing, language)] for language in pen.languages]
    for facts in zip(*told, strict=True):
        for place, text in enumerate(text for fact in facts for text in fact):
            sheet.put(place, text, look="text" if place % 2 and sheet.row else "topic")
        sheet.end_row()
    page.fit_to_pages(1, 0)
