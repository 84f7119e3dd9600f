"""The first sheet of a workbook: the list as it is printed, in sectors with their sums."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from catalog.editions.models import Entry
from catalog.exchange.columns import PRINTED, Column, Printed, total
from catalog.exchange.writing import notes
from catalog.exchange.writing.listing import Listing
from catalog.exchange.writing.xlsx_cells import Pen, Sheet
from catalog.i18n import LANGUAGES, Bilingual, format_date

ORGANS = Bilingual("{parent} - {organ}", "{parent} - {organ}")
SUBTITLE = Bilingual(
    "Danh mục {key} ({round}), công bố ngày {day}. Tỷ giá quy đổi: {rate}",
    "Edition {key} ({round}), released on {day}. Exchange rate: {rate}",
)
HEADINGS = 3  # row of the headings, below the title
SUM = 9  # of SUBTOTAL: adds what a filter leaves, and no other subtotals


@dataclass(frozen=True)
class Leaf:
    """A column of the sheet: one of the printed list, or one of the amounts that stand in it."""

    printed: Printed
    amount: Column[Entry] | None = None

    @property
    def heading(self) -> Bilingual:
        """What stands above it."""
        return self.amount.heading if self.amount else self.printed.heading

    @property
    def width(self) -> int:
        """Characters that it holds."""
        return self.amount.width if self.amount else self.printed.characters


def write_list(pen: Pen, page: Any, listing: Listing) -> None:
    """Title, headings, sectors with their entries, grand total; ready to print on A4 across."""
    leaves = [
        Leaf(printed, part)
        for printed in PRINTED
        for part in (printed.parts_in(pen.languages[0]) if printed.is_amount else (None,))
    ]
    sheet = Sheet(pen, page, [leaf.width for leaf in leaves])
    _title(sheet, listing)
    for place, leaf in enumerate(leaves):
        sheet.put(place, pen.words(leaf.heading), look="heading")
    sheet.end_row()
    for sector in listing.sectors:
        label = f"{sector.numeral}. {pen.words(sector.name, ' / ')}"
        _sums(sheet, leaves, label, sector.entries, (sheet.row + 1, sheet.row + len(sector.entries)))
        for entry in sector.entries:
            _entry(sheet, leaves, entry)
    last = sheet.row - 1
    _sums(sheet, leaves, pen.words(notes.GRAND_TOTAL, " / "), listing.entries, (HEADINGS + 1, last))
    page.autofilter(HEADINGS, 0, last, len(leaves) - 1)
    page.freeze_panes(HEADINGS + 1, 2)
    page.repeat_rows(HEADINGS)
    page.fit_to_pages(1, 0)


def _title(sheet: Sheet, listing: Listing) -> None:
    """Who issues it, what it is, which edition."""
    edition = listing.edition
    day = Bilingual(*(format_date(edition.released_at, language) for language in LANGUAGES))
    rate = Bilingual(*map(listing.rate, LANGUAGES))
    round_ = listing.round("name")
    for look, words in (
        ("organ", ORGANS.format(parent=listing.issuer("parent"), organ=listing.organ)),
        ("title", notes.TITLE),
        ("subtitle", SUBTITLE.format(key=edition.key, round=round_, day=day, rate=rate)),
    ):
        text = sheet.pen.words(words)
        sheet.merge(0, len(sheet.widths) - 1, text.upper() if look == "organ" else text, look)
        sheet.end_row()


def _sums(sheet: Sheet, leaves: Sequence[Leaf], label: str, entries: Sequence[Entry], rows: tuple[int, int]) -> None:
    """A row of sums of entries that stand in other rows, as formulas that follow a filter."""
    from xlsxwriter.utility import xl_range  # heavy, as all of it

    money = next(place for place, leaf in enumerate(leaves) if leaf.amount)
    sheet.merge(0, money - 1, label, "sums")
    for place, leaf in enumerate(leaves[money:], start=money):
        if leaf.amount:
            formula = f"=SUBTOTAL({SUM},{xl_range(rows[0], place, rows[1], place)})"
            format_ = sheet.pen.look("sums", leaf.amount.kind)
            sheet.worksheet.write_formula(sheet.row, place, formula, format_, total(leaf.amount, entries))
        else:
            sheet.put(place, None, look="sums")
    sheet.end_row()


def _entry(sheet: Sheet, leaves: Sequence[Leaf], entry: Entry) -> None:
    """A row of the list."""
    for place, leaf in enumerate(leaves):
        if leaf.amount:
            sheet.put(place, leaf.amount.value(entry, "vi"), leaf.amount.kind)
        elif leaf.printed.key == "number":
            sheet.put(place, entry.number, leaf.printed.parts[0].kind)
        else:
            sheet.put_words(place, Bilingual(leaf.printed.text(entry, "vi"), leaf.printed.text(entry, "en")))
    sheet.end_row()
