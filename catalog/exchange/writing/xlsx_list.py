"""The first sheet of a workbook: the list as it is printed, in sectors with their sums."""

from collections.abc import Sequence
from dataclasses import dataclass

from catalog.editions.models import Entry
from catalog.exchange.columns import PRINTED, Column, Printed, total
from catalog.exchange.writing import notes
from catalog.exchange.writing.listing import Listing
from catalog.exchange.writing.xlsx_cells import SUBTOTAL, Sheet
from catalog.exchange.writing.xlsx_package import Book, Layout
from catalog.i18n import LANGUAGES, Bilingual, format_date

ORGANS = Bilingual("{parent} - {organ}", "{parent} - {organ}")
SUBTITLE = Bilingual(
    "Danh mục {key} ({round}), công bố ngày {day}. Tỷ giá quy đổi: {rate}",
    "Edition {key} ({round}), released on {day}. Exchange rate: {rate}",
)
HEADING = 4  # row of the headings, below the title


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


def write_list(book: Book, name: Bilingual, listing: Listing) -> None:
    """Title, headings, sectors with their entries, grand total; ready to print on A4 across."""
    leaves = [
        Leaf(printed, part)
        for printed in PRINTED
        for part in (printed.parts_in(book.pen.languages[0]) if printed.is_amount else (None,))
    ]
    layout = Layout([leaf.width for leaf in leaves], heading=HEADING, stubs=2, footer=listing.edition.key)
    with book.sheet(name, layout) as sheet:
        _title(sheet, listing)
        sheet.head(book.pen.words(leaf.heading) for leaf in leaves)
        for sector in listing.sectors:
            words = book.pen.words(sector.name, " / ")
            label = f"{sector.numeral}. {words}" if sector.numeral else words
            _sums(sheet, leaves, label, sector.entries, sheet.row + 1, sheet.row + len(sector.entries))
            for entry in sector.entries:
                _entry(sheet, leaves, entry)
        sheet.filter(HEADING)
        total = book.pen.words(notes.GRAND_TOTAL, " / ")
        _sums(sheet, leaves, total, listing.entries, HEADING + 1, sheet.row - 1)


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


def _sums(sheet: Sheet, leaves: Sequence[Leaf], label: str, entries: Sequence[Entry], first: int, last: int) -> None:
    """A row of sums of entries that stand in other rows, as formulas that follow a filter."""
    money = next(place for place, leaf in enumerate(leaves) if leaf.amount)
    sheet.merge(0, money - 1, label, "sums")
    for place, leaf in enumerate(leaves[money:], start=money):
        if leaf.amount:
            sheet.put_sum(place, SUBTOTAL, first, last, total(leaf.amount, entries), leaf.amount.kind)
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
