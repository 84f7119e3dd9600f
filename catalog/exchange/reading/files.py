"""From bytes to tables: the kind of a file is told by its content, never by its name."""

import zipfile
from collections.abc import Callable
from typing import NamedTuple

from catalog.exchange.reading import bounds, delimited, documents, fill_in, pages, workbooks
from catalog.exchange.reading.grid import Table, normalise
from catalog.exchange.reading.messages import UnreadableFile
from catalog.exchange.reading.records import table_of

# Beginnings of files that people send by mistake, and what to tell them.
_REFUSED = (
    (b"%PDF", "pdf"),
    (b"\xff\xd8\xff", "picture"),
    (b"\x89PNG", "picture"),
    (b"GIF8", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"{\\rtf", "other_office"),
    (b"<?mso-application", "other_office"),
    (b"MIME-Version", "other_office"),
    (b"Rar!", "unknown"),
    (b"7z\xbc\xaf", "unknown"),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Contents(NamedTuple):
    """What a file holds: its tables, and the encoding where that was inferred."""

    tables: list[Table]
    guessed_encoding: str | None = None


def open_file(data: bytes) -> Contents:
    """All tables of a workbook, document or text file, in clean Unicode. Raises UnreadableFile and nothing else."""
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise UnreadableFile("empty")
    if len(data) > bounds.MAX_FILE:
        raise UnreadableFile("too_big")
    for beginning, code in _REFUSED:
        if data.startswith(beginning):
            raise UnreadableFile(code)
    try:
        contents = _reader(data)(data)
    except UnreadableFile:
        raise
    except MemoryError:
        raise UnreadableFile("too_big") from None
    except Exception:  # parsers of hostile files raise anything (security.md, fact 11)
        raise UnreadableFile("broken") from None
    normalise(contents.tables, contents.guessed_encoding, fill_in.keeps_letters(contents.tables))
    return contents


def _reader(data: bytes) -> Callable[[bytes], Contents]:
    if data.startswith(_ZIP):
        return _archive
    if data.startswith(_COMPOUND_FILE):
        return _old_workbook
    return _text


def _archive(data: bytes) -> Contents:
    with bounds.open_archive(data) as archive:
        names = set(archive.namelist())
        if "word/document.xml" in names:
            records = table_of(documents.blocks(archive))
            return Contents([*([records] if records else []), *documents.tables(archive)])
        if "xl/workbook.xml" in names:
            bounds.check_xlsx(archive)
            return Contents(workbooks.tables(data, workbooks.hidden_rows(archive)))
        if _is_spreadsheet_of_opendocument(archive, names):
            bounds.check_ods(archive)
            return Contents(workbooks.tables(data))
    raise UnreadableFile("other_office" if names & {"mimetype", "[Content_Types].xml"} else "unknown")


def _is_spreadsheet_of_opendocument(archive: zipfile.ZipFile, names: set[str]) -> bool:
    return {"mimetype", "content.xml"} <= names and b"opendocument.spreadsheet" in archive.read("mimetype")


def _old_workbook(data: bytes) -> Contents:
    bounds.check_xls(data)
    return Contents(workbooks.tables(data))


def _text(data: bytes) -> Contents:
    decoded = delimited.decode(data)
    if decoded is None:
        raise UnreadableFile("unknown")
    if pages.is_page(decoded.text):
        return Contents(pages.tables(decoded.text))
    if decoded.text.lstrip().startswith("<?xml"):
        raise UnreadableFile("other_office")
    return Contents([delimited.table_of(decoded.text)], decoded.encoding if decoded.guessed else None)
