"""Tables whose columns are known by their headings: those that the application itself wrote."""

from collections.abc import Iterator, Mapping, Sequence

from catalog.exchange.reading.files import open_file
from catalog.exchange.reading.grid import Cell, Row
from catalog.text import fold

Texts = dict[str, str]


def records(data: bytes, columns: Mapping[str, Sequence[str]]) -> Iterator[tuple[int, Texts]] | None:
    """The rows below the headings of the first table that has all columns: number in the file, texts by column.

    `columns` gives the folded headings that each column may have; an apostrophe that kept a text from being run as a
    formula is taken off. None where no table has them; raises UnreadableFile.
    """
    for table in open_file(data).tables:
        for start, row in enumerate(table.rows):
            places = _places(row, columns)
            if len(places) == len(columns):
                return _below(table.rows[start + 1 :], places)
    return None


def _places(row: Row, columns: Mapping[str, Sequence[str]]) -> dict[str, int]:
    cells = [fold(cell) if isinstance(cell, str) else "" for cell in row.cells]
    return {name: cells.index(word) for name, words in columns.items() for word in words if word in cells}


def _below(rows: Sequence[Row], places: Mapping[str, int]) -> Iterator[tuple[int, Texts]]:
    for row in rows:
        if not row.blank:
            yield row.number, {name: _text(row.cells[place]) for name, place in places.items()}


def _text(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else str(cell).removeprefix("'")
