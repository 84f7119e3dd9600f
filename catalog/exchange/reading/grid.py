"""A table as it stands in a file, whatever the format: rows with the file's own numbers, cells, merged cells."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from catalog.exchange.reading import legacy
from catalog.exchange.reading.messages import UnreadableFile
from catalog.text import clean

Cell = str | int | float | date | None

MAX_ROWS = 20_000
MAX_COLUMNS = 200
MAX_CELLS = 1_000_000
# Letters in all cells together: reading takes its time for each of them, and a small file can repeat one text often.
MAX_TEXT = 8_000_000
# Longer texts than a cell of Excel can hold are no cell of a district's list.
MAX_CELL = 32_767


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged block; indices into `Table.rows` and `Row.cells`, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Row:
    """One row: its number in the file (from 1), its cells (None where empty, texts cleaned)."""

    number: int
    cells: list[Cell]
    hidden: bool = False
    converted_from: str | None = None

    @property
    def blank(self) -> bool:
        return all(cell is None for cell in self.cells)


@dataclass(slots=True, eq=False)
class Table:
    """One sheet, or one table of a document; all rows have the same width.

    name: of the sheet, None where the format has none. heading: lines of text that stand before the table.
    continues: whether the next table of the file may go on with it, as Word documents do.
    """

    name: str | None
    rows: list[Row]
    merges: list[Merge] = field(default_factory=list)
    heading: list[str] = field(default_factory=list)
    visible: bool = True
    continues: bool = False

    def vertical_fill(self) -> dict[tuple[int, int], int]:
        """For cells under the first row of a merged block: (row, column) to the block's first row."""
        return {
            (row, column): merge.top
            for merge in self.merges
            for row in range(merge.top + 1, min(merge.bottom, len(self.rows) - 1) + 1)
            for column in range(merge.left, merge.right + 1)
        }


def table(
    name: str | None,
    values: Sequence[Sequence[object]],
    first_number: int = 1,
    merges: Iterable[Merge] = (),
    heading: Iterable[str] = (),
    visible: bool = True,
    continues: bool = False,
) -> Table:
    """Build a Table from raw cell values: cleans texts, drops empty rows at the end, makes all rows equally wide."""
    rows = [Row(number, [cell_value(value) for value in row]) for number, row in enumerate(values, first_number)]
    while rows and rows[-1].blank:
        rows.pop()
    width = max((len(row.cells) for row in rows), default=0)
    for row in rows:
        row.cells += [None] * (width - len(row.cells))
    return Table(name, rows, list(merges), list(heading), visible, continues)


def cell_value(value: object) -> Cell:
    """A value of a reader as a Cell: cleaned text, number or date; None for nothing, errors and blanks."""
    if isinstance(value, str):
        # Soft hyphens are letters in TCVN3: cleaning comes after `repair_legacy`.
        return value[:MAX_CELL] if value.strip() else None
    if isinstance(value, bool):
        return "x" if value else None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, time | timedelta):
        return str(value)
    return value if isinstance(value, int | float | date) else None


def normalise(tables: list[Table], converted_from: str | None = None, is_unicode: bool = False) -> None:
    """Bring every text of the tables into clean Unicode and mark the rows where an old encoding was found.

    is_unicode: what looks like an old encoding is none.

    A file written in TCVN3 or VNI throughout decides for its doubtful cells ("xã"); one that has Unicode
    Vietnamese as well converts only what cannot be anything else.
    """
    cells = [cell for table_ in tables for row in table_.rows for cell in row.cells if isinstance(cell, str)]
    if sum(map(len, cells)) > MAX_TEXT:
        raise UnreadableFile("too_big")
    texts = set(cells)
    found = {text: legacy.repair(text) for text in texts if not (is_unicode or text.isascii())}
    kinds: set[legacy.Legacy] = {repaired.legacy for repaired in found.values() if repaired.legacy}
    if len(kinds) == 1 and not any(legacy.is_unicode(text) for text in found):
        found = {text: legacy.repair(text, prefer=next(iter(kinds))) for text in found}
    cleaned = {text: clean(found[text].text if text in found else text) or None for text in texts}
    for table_ in tables:
        table_.heading = [clean(legacy.repair(line).text) for line in table_.heading]
        for row in table_.rows:
            _normalise_row(row, cleaned, found, converted_from)


def _normalise_row(
    row: Row, cleaned: dict[str, str | None], found: dict[str, legacy.Repaired], converted_from: str | None
) -> None:
    for index, cell in enumerate(row.cells):
        if isinstance(cell, str):
            if cell in found:
                row.converted_from = found[cell].legacy or row.converted_from or converted_from
            row.cells[index] = cleaned[cell]
