"""The cells of a workbook: what they look like by what they hold, and how they are written, row by row."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from html import escape
from math import ceil

from catalog.exchange.columns import NUMBERS, Kind, Value
from catalog.exchange.writing.cells import LIVE, LONGEST_CELL, safe
from catalog.exchange.writing.xlsx_styles import TEXT, Font, Look, Styles
from catalog.i18n import Bilingual

CENTRED = Look(Font(), across="center", down="center")
LOOKS = {
    "organ": replace(CENTRED, font=Font(bold=True)),
    "title": replace(CENTRED, font=Font(bold=True, size=14)),
    "subtitle": replace(CENTRED, font=Font(italic=True)),
    "heading": replace(CENTRED, font=Font(bold=True), bordered=True, fill="E7E6E6"),
    "cell": Look(bordered=True),
    "sums": Look(Font(bold=True), bordered=True, fill="F2F2F2", down="center"),
    "topic": Look(Font(bold=True)),
    "text": Look(),
    "link": Look(Font(linked=True)),
}
ENGLISH = Font(italic=True)  # of the second language in a cell
WHOLE = "#,##0_)"  # room for a bracket keeps the figure off the border
NUMBER_FORMATS = {
    Kind.INTEGER: WHOLE,
    Kind.VND: WHOLE,
    Kind.USD: WHOLE,
    Kind.DECIMAL: "#,##0.0##_)",
    Kind.CODE: TEXT,
    Kind.CODES: TEXT,
}
MONTHS = {"vi": "mm/yyyy", "en": "[$-409]mmm yyyy"}
ACROSS = {Kind.MONTH: "center"} | dict.fromkeys(NUMBERS, "right")

# The beginnings of formulas: all rows, or what a filter leaves of them without other subtotals.
SUM, SUBTOTAL = "SUM(", "SUBTOTAL(9,"
DAY_ZERO = date(1899, 12, 30)  # days are counted from it; right from March 1900 on
LINE = 16  # points
HIGHEST = 409  # points, of a row in Excel
# An underscore that a spreadsheet would take for the beginning of an encoded letter: _x000D_.
_ENCODED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def letters(place: int) -> str:
    """The letters of a column: 0 is A, 26 is AA."""
    return (letters(place // 26 - 1) if place >= 26 else "") + chr(65 + place % 26)


def marked(text: str) -> str:
    """Safe text as markup."""
    text = escape(text, quote=False)
    return _ENCODED.sub("_x005F_", text) if "_x" in text else text


@dataclass
class Pen:
    """The looks of one workbook, and the languages of its words."""

    languages: Sequence[str]
    styles: Styles = field(default_factory=Styles)
    numbers: dict[tuple[str, Kind, bool], int] = field(default_factory=dict)

    def look(self, name: str, kind: Kind = Kind.TEXT, quoted: bool = False) -> int:
        """The number that a cell names its look by: one of LOOKS, for a kind of value."""
        number = self.numbers.get((name, kind, quoted))
        if number is None:
            look = LOOKS[name]
            number_format = MONTHS[self.languages[0]] if kind is Kind.MONTH else NUMBER_FORMATS.get(kind, "")
            across = ACROSS.get(kind, look.across)
            number = self.styles.number(replace(look, across=across, number_format=number_format, quoted=quoted))
            self.numbers[name, kind, quoted] = number
        return number

    def words(self, words: Bilingual, between: str = "\n") -> str:
        """Words in the languages of the file, each below the one before unless something else stands `between`."""
        return safe(between.join(words.in_(language) for language in self.languages))


class Sheet:
    """Writes typed cells into a sheet, row by row from the top, each row from the left; text always stays text.

    A row goes to `write` as markup as soon as it ends. Rows get the height that their text needs: LibreOffice gives
    none to rows of a foreign file. `row` is the one that is being written, as people count.
    """

    def __init__(self, pen: Pen, widths: Sequence[float], write: Callable[[str], object]) -> None:
        self.pen, self.widths, self._write = pen, widths, write
        self.columns = [letters(place) for place in range(len(widths))]
        self.row = 1
        self.merged: list[str] = []
        self.filtered = ""
        self.links: list[tuple[str, str]] = []
        self.offered: list[tuple[str, str]] = []
        self._rooms = [_room(width) for width in widths]
        self._cells: list[str] = []
        self._lines = 1

    def end_row(self) -> None:
        """Go on to the next row."""
        height = min(LINE * self._lines + 1, HIGHEST)
        self._write(f'<row r="{self.row}" ht="{height}" customHeight="1">{"".join(self._cells)}</row>')
        self.row, self._lines = self.row + 1, 1
        self._cells.clear()

    def put(self, place: int, value: Value, kind: Kind = Kind.TEXT, look: str = "cell") -> None:
        """Write one cell as what it is: number, date, text, or nothing."""
        text = safe(value) if isinstance(value, str) else ""
        if text:
            self._string(place, f"<is>{_run(text)}</is>", self.pen.look(look, kind, text.startswith(LIVE)))
            self._make_room(text, _room(self.widths[place], look) if LOOKS[look].font.bold else self._rooms[place])
        elif value is None or isinstance(value, str):
            self._cells.append(f'<c r="{self.columns[place]}{self.row}" s="{self.pen.look(look, kind)}"/>')
        elif isinstance(value, date):
            self._number(place, (value - DAY_ZERO).days, self.pen.look(look, kind))
        else:
            whole = value == int(value)
            self._number(place, value, self.pen.look(look, Kind.INTEGER if whole else Kind.DECIMAL))

    def head(self, headings: Iterable[str]) -> None:
        """Write a row of headings."""
        for place, heading in enumerate(headings):
            self.put(place, heading, look="heading")
        self.end_row()

    def put_words(self, place: int, words: Bilingual) -> None:
        """Write text in the languages of the file into one cell: the second below the first, in italics."""
        first, *rest = dict.fromkeys(safe(words.in_(language)) for language in self.pen.languages)
        if first and rest and rest[0] and len(first) + len(rest[0]) < LONGEST_CELL // 2:
            above = f"{first}\n"
            runs = f"<r>{_run(above)}</r><r><rPr>{ENGLISH.markup('rFont')}</rPr>{_run(rest[0])}</r>"
            self._string(place, f"<is>{runs}</is>", self.pen.look("cell", quoted=first.startswith(LIVE)))
            self._make_room(above + rest[0], self._rooms[place])
        else:
            self.put(place, "\n".join(filter(None, (first, *rest))))

    def put_sum(self, place: int, function: str, first: int, last: int, value: int, kind: Kind = Kind.INTEGER) -> None:
        """Write a sum of rows of the column as a formula, with its value for programs that do not reckon."""
        column = self.columns[place]
        cell = f'<c r="{column}{self.row}" s="{self.pen.look("sums", kind)}">'
        self._cells.append(f"{cell}<f>{function}{column}{first}:{column}{last})</f><v>{value}</v></c>")

    def merge(self, first: int, last: int, text: str, look: str) -> None:
        """Write text across columns of the row."""
        text = safe(text)
        self._string(first, f"<is>{_run(text)}</is>", self.pen.look(look, quoted=text.startswith(LIVE)))
        for place in range(first + 1, last + 1):
            self.put(place, None, look=look)
        if last > first:
            self.merged.append(f"{self.columns[first]}{self.row}:{self.columns[last]}{self.row}")
        self._make_room(text, _room(sum(self.widths[first : last + 1]), look))

    def filter(self, heading: int) -> None:
        """Let people filter from the row of the headings to the last one."""
        self.filtered = f"A{heading}:{self.columns[-1]}{self.row - 1}"

    def put_link(self, place: int, address: str) -> None:
        """Write the address of a web page, which leads there."""
        self.put(place, address, look="link")
        self.links.append((f"{self.columns[place]}{self.row}", address))

    def offer(self, place: int, source: str, rows: int) -> None:
        """Let people choose in a column from the second row to row `rows`: what the cells `source` of a sheet say."""
        column = self.columns[place]
        self.offered.append((f"{column}2:{column}{rows}", source))

    def _string(self, place: int, content: str, look: int) -> None:
        self._cells.append(f'<c r="{self.columns[place]}{self.row}" s="{look}" t="inlineStr">{content}</c>')

    def _number(self, place: int, value: int | Decimal, look: int) -> None:
        self._cells.append(f'<c r="{self.columns[place]}{self.row}" s="{look}"><v>{value}</v></c>')

    def _make_room(self, text: str, room: tuple[float, float]) -> None:
        alone, wrapped = room
        if len(text) <= alone and "\n" not in text:
            return
        lines = sum(1 if len(line) <= alone else ceil(len(line) / wrapped) for line in text.split("\n"))
        self._lines = max(self._lines, lines)


def _room(width: float, look: str = "cell") -> tuple[float, float]:
    """Characters that stand in a column of a width: in a line of its own, and in one of several that are wrapped.

    From texts of lists in Times New Roman, so that one row in five is a line too high and none too low.
    """
    width = 0.93 * width if LOOKS[look].font.bold else width
    return max(0.97 * width - 0.8, 1), max(1.03 * width - 3.5, 1)


def _run(text: str) -> str:
    return f'<t xml:space="preserve">{marked(text)}</t>'
