"""Limits checked before a parser sees the file: a small archive can unfold to gigabytes (security.md, fact 11)."""

import io
import re
import zipfile
from collections.abc import Iterator

from catalog import archives
from catalog.archives import MAX_UNZIPPED, BadArchive
from catalog.exchange.reading.grid import MAX_CELLS, MAX_COLUMNS, MAX_ROWS
from catalog.exchange.reading.messages import UnreadableFile

MAX_FILE = 20 * 2**20
# A cell with something in it, in the XML of a sheet (a formatted empty one is closed at once), and any row.
_SHEET_CELL = re.compile(rb"<(?:\w+:)?c(?:\s[^>]*[^/])?>(?!</)")
_SHEET_ROW = re.compile(rb"""<(?:\w+:)?row\b[^>]*\br=["']([0-9]{1,9})["']""")
_CELL_PLACE = re.compile(rb"""\br=["']([A-Z]{1,4})([0-9]{1,9})["']""")
_ODS_ROW = re.compile(rb"<table:table-row\b([^>]*)>(.*?)</table:table-row>", re.DOTALL)
_ODS_CELL = re.compile(rb"<table:table-cell\b([^>]*[^/])>")
_ODS_REPEATED = re.compile(rb'number-(?:rows|columns)-repeated="([0-9]+)"')
_XLS_CELL_RECORDS = frozenset({0x06, 0x7E, 0xBD, 0xD6, 0xFD, 0x203, 0x204, 0x205, 0x27E, 0x406})
_XLS_PASSWORD_RECORD = 0x2F


def open_archive(data: bytes) -> zipfile.ZipFile:
    """The zip archive of an office file. Raises UnreadableFile where it is too big, locked or defines entities."""
    try:
        return archives.open_archive(data)
    except BadArchive as error:
        raise UnreadableFile(error.code) from None


def check_xlsx(archive: zipfile.ZipFile) -> None:
    """Refuse a workbook with cells far outside what a list needs: the reader would lay out everything in between."""
    for name in archive.namelist():
        if name.startswith("xl/") and name.endswith(".xml"):
            _check_sheet(archive.read(name))


def _check_sheet(content: bytes) -> None:
    rows = columns = 0
    placeless = False
    for cell in _SHEET_CELL.finditer(content):
        place = _CELL_PLACE.search(cell.group())
        if place is None:
            placeless = True
        else:
            rows, columns = max(rows, int(place[2])), max(columns, _column_number(place[1]))
    if placeless:
        rows = max((int(row[1]) for row in _SHEET_ROW.finditer(content)), default=0)
    check_extent(rows, columns)


def check_extent(rows: int, columns: int) -> None:
    """Refuse a table that would take too many cells."""
    if rows > MAX_ROWS or columns > MAX_COLUMNS or rows * columns > MAX_CELLS:
        raise UnreadableFile("too_big")


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def check_ods(archive: zipfile.ZipFile) -> None:
    """Refuse a sheet whose repeated cells unfold to too many."""
    cells = 0
    for attributes, content in _ODS_ROW.findall(archive.read("content.xml")):
        filled = sum(_repeated(cell) for cell in _ODS_CELL.findall(content))
        cells += _repeated(attributes) * filled
        if cells > MAX_CELLS:
            raise UnreadableFile("too_big")


def _repeated(attributes: bytes) -> int:
    found = _ODS_REPEATED.search(attributes)
    return int(found[1][:9]) if found else 1


def check_xls(data: bytes) -> None:
    """Refuse an old workbook with a password or with cells far outside; `data` is a compound file."""
    import olefile

    with olefile.OleFileIO(io.BytesIO(data)) as compound:
        streams = {"/".join(path).lower(): path for path in compound.listdir()}
        if "encryptedpackage" in streams:
            raise UnreadableFile("password")
        if "worddocument" in streams:
            raise UnreadableFile("old_word")
        path = streams.get("workbook") or streams.get("book")
        if path is None:
            raise UnreadableFile("unknown")
        if compound.get_size(path) > MAX_UNZIPPED:
            raise UnreadableFile("too_big")
        content = compound.openstream(path).read()
    rows = columns = 0
    for kind, payload in _records(content):
        if kind == _XLS_PASSWORD_RECORD:
            raise UnreadableFile("password")
        if kind in _XLS_CELL_RECORDS:
            row, column = int.from_bytes(payload[:2], "little"), int.from_bytes(payload[2:4], "little")
            rows, columns = max(rows, row + 1), max(columns, column + 1)
    check_extent(rows, columns)


def _records(content: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of a BIFF stream: two bytes of kind, two of length, the payload."""
    position = 0
    while position + 4 <= len(content):
        kind = int.from_bytes(content[position : position + 2], "little")
        length = int.from_bytes(content[position + 2 : position + 4], "little")
        yield kind, content[position + 4 : position + 4 + length]
        position += 4 + length
