"""A record of each project in Word: Appendix II, or sheets alone."""

from collections.abc import Iterator

from catalog.editions.models import Entry
from catalog.exchange.writing import appendices, docx_letter, docx_list, notes
from catalog.exchange.writing.docx_styles import PORTRAIT_WIDTH
from catalog.exchange.writing.letter import letter
from catalog.exchange.writing.listing import Listing
from catalog.exchange.writing.records import BUDGET, BUDGET_WIDTHS, Detail, Item, record, sector_name
from catalog.exchange.writing.wordml import KEEP_NEXT, NEW_PAGE, NO_TEXT, Cell, Text, Xml, row, rule, table

STYLES = {"position": "CellCentre", "item": "CellText", "measure": "CellCentre", "funding": "CellText"}
WIDTHS = list(BUDGET_WIDTHS.values())
RULE = 60  # millimetres: the line under the name of sheets is a third to a half as long


def appendix(listing: Listing, text: Text) -> Iterator[Xml]:
    """The appendix: its name, and a record of each entry in sectors."""
    yield from docx_list.title(listing, text, appendices.RECORDS)
    for sector in listing.sectors:
        yield text.paragraph("Sector", sector_name(sector, text.language))
        for entry in sector.entries:
            yield from _record(entry, text)


def sheets(listing: Listing, text: Text) -> Iterator[Xml]:
    """The heading of the office, then every record on a page of its own, the first of a sector under its name."""
    language = text.language
    yield from docx_letter.heading(letter(listing, language), text)
    yield text.paragraph("Kind", notes.TITLE.in_(language).upper())
    yield text.paragraph("Subject", listing.round("name").in_(language))
    yield rule(PORTRAIT_WIDTH, RULE)
    yield text.paragraph("Guide", appendices.RATE.in_(language).format(rate=listing.rate(language)))
    for place, sector in enumerate(listing.sectors):
        yield text.paragraph("Sector", sector_name(sector, language), NEW_PAGE if place else NO_TEXT)
        for number, entry in enumerate(sector.entries):
            yield from _record(entry, text, NEW_PAGE if number else NO_TEXT)
    yield text.paragraph("Remark", appendices.CLOSING.in_(language))


def _record(entry: Entry, text: Text, properties: Xml = NO_TEXT) -> Iterator[Xml]:
    said = record(entry, text.language)
    yield text.paragraph("Record", said.name, properties)
    for item in said.before_cost:
        yield from _item(item, text)
    yield from _item(said.cost, text)
    for line in (*said.cost_parts, ""):
        yield text.paragraph("Detail", line, KEEP_NEXT)
    if said.budget:
        headings = [text.paragraph("CellHeading", column.heading.in_(text.language)) for column in BUDGET]
        heading = row([Cell(name, middle=True) for name in headings], WIDTHS, header=9)
        yield from table(WIDTHS, (heading, *(_line(cells, text) for cells in said.budget)), name=said.title)
    for item in said.after_cost:
        yield from _item(item, text)


def _item(item: Item, text: Text) -> Iterator[Xml]:
    heading = text.run(item.heading, bold=True)
    yield text.runs("Item", heading, text.run(item.text)) if item.text else text.runs("Item", heading)
    for detail in item.details:
        yield from _detail(detail, text)


def _detail(detail: Detail, text: Text) -> Iterator[Xml]:
    label = text.run(detail.label, italic=True)
    yield text.runs("Detail", label, text.run(detail.text)) if detail.text else text.runs("Detail", label)
    yield from (text.paragraph("Detail", line) for line in detail.lines)


def _line(cells: tuple[str, ...], text: Text) -> Xml:
    styles = (STYLES.get(column.key, "CellNumber") for column in BUDGET)
    return row([Cell(text.lines(style, words)) for style, words in zip(styles, cells, strict=True)], WIDTHS)
