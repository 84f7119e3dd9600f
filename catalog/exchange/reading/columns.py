"""The header of a table, wherever it stands, and which column holds what."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from catalog.exchange.reading.grid import Cell, Row, Table
from catalog.exchange.reading.names import MONEY_FIELDS, SHARED, Name, candidates
from catalog.exchange.reading.units import Unit, unit_of_heading, unit_of_line

SEARCHED_ROWS = 80
_IN_BRACKETS = re.compile(r"\([^()]*[^\W\d_][^()]+\)")
HIGHEST_HEADER = 3
LONGEST_HEADING = 300
LONGEST_LOWER_HEADING = 120
SHORT_HEADING = 40


class Column(NamedTuple):
    """A column: its place, its heading for people, the field it holds (None: not understood), its own money unit."""

    place: int
    heading: str
    field: str | None
    unit: Unit | None
    sure: bool


@dataclass(frozen=True)
class Header:
    """Where the header is (indices into the table's rows, both included), its columns, the unit stated above it."""

    first: int
    last: int
    columns: list[Column]
    unit: Unit | None

    @cached_property
    def by_field(self) -> dict[str, list[Column]]:
        """The columns of each field, from left to right."""
        fields: dict[str, list[Column]] = {}
        for column in self.columns:
            if column.field:
                fields.setdefault(column.field, []).append(column)
        return fields

    @property
    def has_money(self) -> bool:
        return any(field in self.by_field for field in MONEY_FIELDS)

    def of(self, field: str) -> list[Column]:
        return self.by_field.get(field, [])


def find_header(table: Table) -> Header | None:
    """The block of one to three rows that names the most columns; None where none names projects and anything else.

    Among equals the one that states more units wins, then the lower one.
    """
    fill = table.vertical_fill()
    best: tuple[tuple[int, int, int], int, int] | None = None
    for first in range(min(len(table.rows), SEARCHED_ROWS)):
        texts = [cell for cell in table.rows[first].cells if cell is not None]
        if len(texts) < 2 or any(isinstance(text, str) and _is_unit_line(text) for text in texts):
            continue
        for last in range(first, min(first + HIGHEST_HEADER, len(table.rows))):
            if last > first and not _may_belong(table, first, last, fill):
                break
            found = _named_columns(table, first, last)
            fields = {column.field for column in found if column.field}
            score = (len(fields), sum(column.unit is not None for column in found), first - last)
            if len(fields) >= 2 and (best is None or score > best[0]) and _names_projects(fields):
                best = score, first, last
    if best is None:
        return None
    _, first, last = best
    last = _with_lower_rows(table, first, last)
    return Header(first, last, _named_columns(table, first, last), _stated_unit(table, first))


def header_at(table: Table, number: int | None = None) -> Header | None:
    """The header that starts in the row of that number in the file; without one, in the first row of several cells."""
    for index, row in enumerate(table.rows):
        if (sum(cell is not None for cell in row.cells) > 1) if number is None else row.number == number:
            last = _with_lower_rows(table, index, index)
            return Header(index, last, _named_columns(table, index, last), _stated_unit(table, index))
    return None


def _is_unit_line(text: str) -> bool:
    return len(text) <= LONGEST_HEADING and unit_of_line(text) is not None


def _with_lower_rows(table: Table, first: int, last: int) -> int:
    """The last row of the header, with those below that belong to it although they name no more fields: merged into
    it, only units or forms in brackets ("(người)"), or headings under a blank one (the years of "Kinh phí")."""
    bottoms = [merge.bottom for merge in table.merges if first <= merge.top <= last and merge.bottom < len(table.rows)]
    last = min(max([last, *bottoms]), first + HIGHEST_HEADER)
    if last + 1 >= len(table.rows) or table.rows[last + 1].blank:
        return last
    below = {index: cell for index, cell in enumerate(table.rows[last + 1].cells) if cell is not None}
    if not all(isinstance(cell, str) and len(cell) <= SHORT_HEADING for cell in below.values()):
        return last
    if all(_IN_BRACKETS.fullmatch(str(cell)) for cell in below.values()):
        return last + 1
    named = {column.place: column.field for column in _named_columns(table, first, last)}
    under_blank = [index for index in below if index not in named]
    own = {named.get(index) for index in below} & {"number", "title"}
    return last + 1 if under_blank and not own and len(below) > 1 else last


def _names_projects(fields: set[str]) -> bool:
    return "title" in fields and len(fields - {"title", "number", "notes"}) > 0


def _may_belong(table: Table, first: int, row: int, fill: dict[tuple[int, int], int]) -> bool:
    """Whether a row can be a lower row of a header: short texts only, and none where the row above it is whole."""
    above = table.rows[row - 1].cells
    for index, cell in enumerate(table.rows[row].cells):
        if cell is not None and (not isinstance(cell, str) or len(cell) > LONGEST_LOWER_HEADING or cell.isdigit()):
            return False
        if fill.get((row, index), -1) >= first and cell is not None:
            return False
    texts = [cell for cell in table.rows[row].cells if cell is not None]
    return bool(texts) and texts != [cell for cell in above if cell is not None]


def _named_columns(table: Table, first: int, last: int) -> list[Column]:
    paths = _paths(table.rows[first : last + 1])
    fields = _assign({index: candidates(path) for index, path in paths.items()})
    return [
        Column(
            index,
            " - ".join(" ".join(part.split()) for part in path),
            fields[index].field if index in fields else None,
            next((unit for part in reversed(path) if (unit := unit_of_heading(part))), None),
            fields[index].sure if index in fields else True,
        )
        for index, path in paths.items()
    ]


def _paths(rows: list[Row]) -> dict[int, tuple[str, ...]]:
    """The headings over each column from top to bottom; a heading over several columns counts for all of them."""
    width = len(rows[0].cells)
    grid: list[list[str | None]] = []
    for depth, row in enumerate(rows):
        line: list[str | None] = []
        for index, cell in enumerate(row.cells):
            below = any(lower.cells[index] is not None for lower in rows[depth + 1 :])
            above_ends = depth > 0 and index > 0 and grid[depth - 1][index] != grid[depth - 1][index - 1]
            if cell is None and below and line and not above_ends:
                line.append(line[-1])
            else:
                line.append(_heading(cell))
        grid.append(line)
    paths = {
        index: tuple(dict.fromkeys(heading for line in grid if (heading := line[index]))) for index in range(width)
    }
    return {index: path for index, path in paths.items() if path}


def _heading(cell: Cell) -> str | None:
    return cell if isinstance(cell, str) and len(cell) <= LONGEST_HEADING else None


def _assign(options: dict[int, tuple[Name, ...]]) -> dict[int, Name]:
    """Give each column the field it names best; a field goes to one column, the best or leftmost, unless shared."""
    ranked = sorted(
        ((name, index) for index, names in options.items() for name in names),
        key=lambda pair: (-pair[0].weight, pair[1]),
    )
    assigned: dict[int, Name] = {}
    taken: set[str] = set()
    for name, index in ranked:
        if index not in assigned and (name.field not in taken or name.field in SHARED):
            assigned[index] = name
            taken.add(name.field)
    if "title" not in taken:
        named = {index: name for name, index in ranked if name.field == "title"}
        if named:
            assigned[min(named)] = named[min(named)]
    return assigned


def _stated_unit(table: Table, first: int) -> Unit | None:
    cells = [cell for row in table.rows[:first] for cell in row.cells if isinstance(cell, str)]
    lines = [line for line in table.heading + cells if len(line) <= LONGEST_HEADING]
    return next((unit for line in reversed(lines) if (unit := unit_of_line(line))), None)


def column_unit(header: Header, column: Column) -> Unit | None:
    """The unit of a money column: its own, else the one stated above the table, else that of its neighbours."""
    if column.unit or header.unit:
        return column.unit or header.unit
    units = Counter(other.unit for other in header.columns if other.field in MONEY_FIELDS and other.unit)
    return units.most_common(1)[0][0] if len(units) == 1 else None
