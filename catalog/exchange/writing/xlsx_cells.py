"""How cells of a workbook look and are typed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from math import ceil
from typing import Any

from catalog.exchange.columns import Kind, Value
from catalog.exchange.writing.cells import LONGEST_CELL, safe
from catalog.i18n import Bilingual

FONT = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
GRID = {"border": 1, "border_color": "#7F7F7F", "text_wrap": True}
CENTRED = {"align": "center", "valign": "vcenter", "text_wrap": True}
LOOKS: dict[str, dict[str, Any]] = {
    "organ": {**CENTRED, "bold": True},
    "title": {**CENTRED, "bold": True, "font_size": 14},
    "subtitle": {**CENTRED, "italic": True},
    "heading": {**GRID, **CENTRED, "bold": True, "bg_color": "#E7E6E6"},
    "cell": GRID,
    "sums": {**GRID, "bold": True, "valign": "vcenter", "bg_color": "#F2F2F2"},
    "topic": {"bold": True, "text_wrap": True},
    "text": {"text_wrap": True},
    "english": {"italic": True},
}
WHOLE = {"num_format": "#,##0_)", "align": "right"}  # room for a bracket keeps the figure off the border
KINDS: dict[Kind, dict[str, Any]] = {
    Kind.INTEGER: WHOLE,
    Kind.VND: WHOLE,
    Kind.USD: WHOLE,
    Kind.DECIMAL: {"num_format": "#,##0.0##_)", "align": "right"},
    Kind.CODE: {"num_format": "@"},
    Kind.CODES: {"num_format": "@"},
}
MONTHS = {"vi": "mm/yyyy", "en": "[$-409]mmm yyyy"}


LINE = 16  # points
HIGHEST = 409  # points, of a row in Excel


@dataclass
class Pen:
    """The formats of one workbook, and the languages of its words."""

    workbook: Any
    languages: Sequence[str]
    formats: dict[tuple[str, Kind], Any] = field(default_factory=dict)

    def look(self, name: str, kind: Kind = Kind.TEXT) -> Any:
        """The format of the workbook for a look of LOOKS and a kind of value."""
        if (name, kind) not in self.formats:
            month = {"num_format": MONTHS[self.languages[0]], "align": "center"}
            typed = month if kind is Kind.MONTH else KINDS.get(kind, {})
            self.formats[name, kind] = self.workbook.add_format({**FONT, **LOOKS[name], **typed})
        return self.formats[name, kind]

    def words(self, words: Bilingual, between: str = "\n") -> str:
        """Words in the languages of the file, each below the one before unless something else stands `between`."""
        return safe(between.join(words.in_(language) for language in self.languages))


class Sheet:
    """Writes typed cells into a sheet, row by row from the top; text always stays text.

    Rows get the height that their text needs: LibreOffice gives none to rows of a foreign file.
    """

    def __init__(self, pen: Pen, worksheet: Any, widths: Sequence[int]) -> None:
        self.pen, self.worksheet, self.widths = pen, worksheet, widths
        self.row = 0
        self.lines = 1
        for place, width in enumerate(widths):
            worksheet.set_column(place, place, width)

    def end_row(self) -> None:
        """Go on to the next row."""
        self.worksheet.set_row(self.row, min(LINE * self.lines + 1, HIGHEST))
        self.row, self.lines = self.row + 1, 1

    def put(self, place: int, value: Value, kind: Kind = Kind.TEXT, look: str = "cell") -> None:
        """Write one cell as what it is: number, date, text, or nothing."""
        if value is None or value == "":
            self.worksheet.write_blank(self.row, place, None, self.pen.look(look, kind))
        elif isinstance(value, str):
            text = safe(value)
            self.worksheet.write_string(self.row, place, text, self.pen.look(look, kind))
            self._make_room(text, self.widths[place])
        elif isinstance(value, date):
            self.worksheet.write_datetime(self.row, place, value, self.pen.look(look, kind))
        else:
            whole = value == int(value)
            format_ = self.pen.look(look, Kind.INTEGER if whole else Kind.DECIMAL)
            self.worksheet.write_number(self.row, place, value, format_)

    def put_words(self, place: int, words: Bilingual) -> None:
        """Write text in the languages of the file into one cell: the second below the first, in italics."""
        first, *rest = dict.fromkeys(safe(words.in_(language)) for language in self.pen.languages)
        if first and rest and rest[0] and len(first) + len(rest[0]) < LONGEST_CELL // 2:
            parts = (f"{first}\n", self.pen.look("english"), rest[0])
            self.worksheet.write_rich_string(self.row, place, *parts, self.pen.look("cell"))
            self._make_room(f"{first}\n{rest[0]}", self.widths[place])
        else:
            self.put(place, "\n".join(filter(None, (first, *rest))))

    def merge(self, first: int, last: int, text: str, look: str) -> None:
        """Write text across columns of the row."""
        self.worksheet.merge_range(self.row, first, self.row, last, text, self.pen.look(look))
        self._make_room(text, sum(self.widths[first : last + 1]))

    def _make_room(self, text: str, width: int) -> None:
        # Times New Roman is narrower than the font that widths are measured in; wrapping loses half a word a line.
        characters = max(1.3 * width - 1.5, 1)
        if len(text) <= characters and "\n" not in text:
            return
        self.lines = max(self.lines, sum(max(1, ceil(len(line) / characters)) for line in text.split("\n")))
