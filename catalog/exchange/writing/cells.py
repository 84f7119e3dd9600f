"""Text on its way into a file: nothing in it may break the file or come alive in a spreadsheet."""

from functools import lru_cache
from typing import Any

from catalog.text import clean

# Of a cell of a workbook, in UTF-16 units; a text file is opened in the same programs.
LONGEST_CELL = 32_767
# What a spreadsheet takes for a formula or a command when it opens a text file, full-width twins included.
LIVE = tuple("=+-@\t\r＝＋－＠")


@lru_cache(maxsize=512)  # half of the cells of a list say what others said: units, sectors, contacts
def safe(text: str) -> str:
    """The text without characters that a file can't hold, cut with "…" at the length that a cell can."""
    text = clean(text)
    if 2 * len(text) <= LONGEST_CELL:  # the usual case: no letter takes more than two units
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST_CELL:
        return text
    return units[: 2 * (LONGEST_CELL - 1)].decode("utf-16-le", "ignore") + "…"


def put_text(sheet: Any, row: int, place: int, text: str, format_: Any = None) -> None:
    """Write text into a sheet of XlsxWriter so that it stays text."""
    text = safe(text)
    if text.startswith("<r>") and text.endswith("</r>"):
        # XlsxWriter would take it for markup that is ready; of several pieces it escapes each.
        sheet.write_rich_string(row, place, text[0], text[1], text[2:], *filter(None, [format_]))
    else:
        sheet.write_string(row, place, text, format_)


def inert(text: str) -> str:
    """The text for a text file: an apostrophe before what a spreadsheet would run."""
    return f"'{text}" if text.startswith(LIVE) else text
