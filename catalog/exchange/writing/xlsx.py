"""A list as a workbook: the list to print, its data to filter, the budget lines, the figures, and what the file is."""

from collections.abc import Iterable, Sequence
from itertools import takewhile

from catalog.exchange.columns import BUDGET_COLUMNS, BY_KEY, Field, Kind, Row, budget_rows, spread
from catalog.exchange.figures import MEASURES, figures
from catalog.exchange.writing import notes
from catalog.exchange.writing.listing import Listing
from catalog.exchange.writing.xlsx_cells import SUM
from catalog.exchange.writing.xlsx_list import write_list
from catalog.exchange.writing.xlsx_package import Book, Layout
from catalog.i18n import Bilingual

FITTING = 260  # characters that can still be read when they are printed on the width of a page
TOPIC, GAP = 24, 3  # characters, of columns of the last sheet
STUBS = frozenset({"number", "code", "title"})  # columns that tell which row it is
LIST = Bilingual("Danh mục", "List")
SUMMARY = Bilingual("Tổng hợp", "Summary")
ITEMS = Bilingual("Số dự án, khoản viện trợ", "Projects and grants")
DATA = Bilingual("Dữ liệu", "Data")
BUDGET = Bilingual("Dự toán", "Budget")
ABOUT = Bilingual("Thông tin", "About")


def write(listing: Listing, languages: Sequence[str]) -> bytes:
    """The workbook; rows go into it as they are written, so that memory does not grow with them."""
    title = " / ".join(notes.TITLE.in_(language) for language in languages)
    with Book(languages, title, listing.released_at, listing.issuer("name").in_(languages[0])) as book:
        write_list(book, LIST, listing)
        _flat(book, DATA, listing, spread(listing.columns, languages), listing.entries, stubs=3)
        lines = (line for entry in listing.entries for line in budget_rows(entry))
        _flat(book, BUDGET, listing, spread(BUDGET_COLUMNS, languages), lines, stubs=2)
        _summary(book, listing)
        _about(book, listing)
    return book.data


def _flat(
    book: Book, name: Bilingual, listing: Listing, fields: Sequence[Field[Row]], rows: Iterable[Row], stubs: int
) -> None:
    """A table of one row a record under one row of headings, to filter and to sort; `stubs` at most stay in sight."""
    widths = [field.column.width for field in fields]
    stubs = sum(1 for _ in takewhile(lambda field: field.column.key in STUBS, fields[:stubs]))
    scale = 0 if sum(widths) <= FITTING else 60
    with book.sheet(name, Layout(widths, heading=1, stubs=stubs, scale=scale, footer=listing.edition.key)) as sheet:
        sheet.head(field.heading for field in fields)
        for row in rows:
            for place, field in enumerate(fields):
                sheet.put(place, field.value(row), field.column.kind)
            sheet.end_row()
        sheet.filter(1)


def _summary(book: Book, listing: Listing) -> None:
    """Items, children and đồng by sector, by type and by unit, one table below the other, each with its total."""
    headings = [ITEMS, *(BY_KEY[key].heading for key in MEASURES[1:])]
    with book.sheet(SUMMARY, Layout([48, 14, 14, 20, 20, 20], footer=listing.edition.key)) as sheet:
        for heading, rows in figures(listing.entries):
            sheet.head(book.pen.words(words) for words in (heading, *headings))
            first = sheet.row
            for row in rows:
                sheet.put_words(0, row.name)
                for place, value in enumerate(row.measures, start=1):
                    sheet.put(place, value, Kind.INTEGER)
                sheet.end_row()
            sums = zip(*(row.measures for row in rows), strict=True)
            sheet.put(0, book.pen.words(notes.GRAND_TOTAL, " / "), look="sums")
            for place, values in enumerate(sums, start=1):
                sheet.put_sum(place, SUM, first, sheet.row - 1, sum(values))
            sheet.end_row()
            sheet.end_row()


def _about(book: Book, listing: Listing) -> None:
    """What this file is: a pair of columns, topic and text, in each language."""
    languages = book.pen.languages
    widths = ([TOPIC, 110 // len(languages), GAP] * len(languages))[:-1]
    told = [[("", notes.TITLE.in_(language)), *notes.about(listing, language)] for language in languages]
    with book.sheet(ABOUT, Layout(widths, footer=listing.edition.key)) as sheet:
        for facts in zip(*told, strict=True):
            for place, (topic, text) in enumerate(facts):
                first = place * 3
                sheet.put(first, topic, look="topic")
                if listing.base_url and text.startswith(listing.base_url):
                    sheet.put_link(first + 1, text)
                else:
                    sheet.put(first + 1, text, look="text" if topic else "topic")
            sheet.end_row()
