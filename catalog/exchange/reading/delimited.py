"""Text files: CSV with semicolons, commas, tabs or bars."""

import csv
import io

from catalog.exchange.reading.columns import find_header
from catalog.exchange.reading.encodings import Decoded, decode
from catalog.exchange.reading.grid import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Table, table
from catalog.exchange.reading.messages import UnreadableFile

__all__ = ["Decoded", "decode", "table_of"]

_DELIMITERS = (";", ",", "\t", "|")
_SAMPLE_ROWS = 60


def table_of(text: str) -> Table:
    """The table of a text file; the delimiter is the one under which a header of projects appears.

    A row's number is that of the record, as a spreadsheet would show it. A first line `sep=;` names the delimiter.
    """
    first_line, _, rest = text.partition("\n")
    if first_line.lower().startswith("sep=") and len(first_line.strip()) == len("sep=;"):
        return table(None, _records(rest, first_line.strip()[-1]), first_number=2)
    return table(None, _records(text, max(_DELIMITERS, key=lambda delimiter: _fitness(text, delimiter))))


def _fitness(text: str, delimiter: str) -> tuple[int, int]:
    try:
        sample = _records(text, delimiter, _SAMPLE_ROWS)
    except csv.Error:  # without the right delimiter a whole line can be one field, longer than the reader takes
        return 0, 0
    header = find_header(table(None, sample))
    widths = [len(record) for record in sample if len(record) > 1]
    return (len(header.columns) if header else 0, max(map(widths.count, widths), default=0))


def _records(text: str, delimiter: str, limit: int | None = None) -> list[list[str]]:
    records: list[list[str]] = []
    cells = 0
    for record in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        records.append(record)
        cells += len(record)
        if len(records) == limit:
            break
        if len(records) > MAX_ROWS or len(record) > MAX_COLUMNS or cells > MAX_CELLS:
            raise UnreadableFile("too_big")
    return records
