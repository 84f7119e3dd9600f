"""Appendix I: the list as a table across the page, in sectors with their sums."""

from collections.abc import Iterator, Sequence
from itertools import chain
from math import ceil

from catalog.editions.models import Entry
from catalog.exchange.columns import BUDGET, PRINTED
from catalog.exchange.writing import appendices, notes
from catalog.exchange.writing.appendices import MONEY, Title
from catalog.exchange.writing.listing import Listing
from catalog.exchange.writing.wordml import KEEP_NEXT, NO_TEXT, Cell, Text, Xml, row, table

STYLES = {"number": "CellCentre", "duration": "CellCentre"}
STYLES |= {column.key: "CellAmount" for column in PRINTED if column.is_amount}
# A row with a cell of more lines may not fit on a page under the heading, and is split rather than lost.
MOST_LINES = 30
LETTER = 2.0  # millimetres that a letter of a cell takes, with what is lost at the ends of lines


def appendix(listing: Listing, text: Text) -> Iterator[Xml]:
    """The appendix: its name, and the table."""
    widths = [column.widths[text.language == "en"] for column in PRINTED]
    yield from title(listing, text, appendices.LIST)
    yield text.paragraph("Note", appendices.units(listing, text.language))
    rows = chain(_headings(text, widths), _rows(listing, text, widths))
    yield from table(widths, rows, name=appendices.LIST.name.in_(text.language))


def title(listing: Listing, text: Text, name: Title) -> Iterator[Xml]:
    """The name of an appendix; number and date of the document stay blank."""
    yield text.paragraph("Appendix", appendices.number(listing, name, text.language))
    yield text.paragraph("AppendixName", name.name.in_(text.language).upper())
    yield text.paragraph("AppendixName", listing.round("name").in_(text.language))
    yield text.paragraph("Guide", appendices.guide(listing, text.language))


def _headings(text: Text, widths: Sequence[float]) -> list[Xml]:
    """Two rows: amounts stand together under the budget."""
    names = [text.paragraph("CellHeading", column.heading.in_(text.language)) for column in PRINTED]
    budget = Cell(text.paragraph("CellHeading", BUDGET.in_(text.language)), span=len(MONEY), middle=True)
    upper = [Cell(name, down="restart", middle=True) for name in names]
    lower = [
        Cell(name, middle=True) if place in MONEY else Cell(text.paragraph("CellHeading"), down="continue")
        for place, name in enumerate(names)
    ]
    upper[MONEY[0] : MONEY[-1] + 1] = [budget]
    return [row(upper, widths, header=5), row(lower, widths, header=13)]


def _rows(listing: Listing, text: Text, widths: Sequence[float]) -> Iterator[Xml]:
    for sector in listing.sectors:
        numeral = text.runs("CellCentre", text.run(sector.numeral, bold=True), properties=KEEP_NEXT)
        name = text.runs("CellText", text.run(sector.name.in_(text.language).upper(), bold=True), properties=KEEP_NEXT)
        label = [Cell(numeral), Cell(name, span=MONEY[0] - 1)]
        yield _sums(sector.entries, text, widths, label, KEEP_NEXT)
        for entry in sector.entries:
            yield _entry(entry, text, widths)
    total = text.runs("CellCentre", text.run(notes.GRAND_TOTAL.in_(text.language).upper(), bold=True))
    yield _sums(listing.entries, text, widths, [Cell(total, span=MONEY[0])], NO_TEXT)


def _entry(entry: Entry, text: Text, widths: Sequence[float]) -> Xml:
    said = [column.text(entry, text.language) for column in PRINTED]
    styles = [STYLES.get(column.key, "CellText") for column in PRINTED]
    cells = [Cell(text.lines(style, words)) for style, words in zip(styles, said, strict=True)]
    lines = (_lines(words, width) for words, width in zip(said, widths, strict=True))
    return row(cells, widths, whole=max(lines) <= MOST_LINES)


def _lines(words: str, width: float) -> int:
    """How many lines a text takes about in a cell of so many millimetres."""
    return sum(max(1, ceil(len(line) * LETTER / width)) for line in words.split("\n"))


def _sums(entries: Sequence[Entry], text: Text, widths: Sequence[float], label: list[Cell], properties: Xml) -> Xml:
    """A row of sums behind its label; the properties are those of all its paragraphs."""
    sums = [PRINTED[place].total(entries, text.language) for place in MONEY]
    cells = [Cell(text.lines("CellSum", amount, properties)) for amount in sums]
    rest = Cell(text.paragraph("CellText", properties=properties), span=len(PRINTED) - MONEY[-1] - 1)
    return row([*label, *cells, rest], widths)
