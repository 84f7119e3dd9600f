"""The glossary as a workbook or text file, out and in again."""

import codecs
import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from catalog import clock
from catalog.exchange.columns import Kind
from catalog.exchange.reading.headings import records
from catalog.exchange.reading.messages import UnreadableFile
from catalog.exchange.reading.returned import FirstRows, too_long
from catalog.exchange.writing.cells import inert, safe
from catalog.exchange.writing.xlsx_cells import Sheet
from catalog.exchange.writing.xlsx_package import Book, Layout
from catalog.i18n import Bilingual
from catalog.text import fold
from catalog.translation.models import TERM_CATEGORIES, Term
from catalog.translation.services import LONGEST_TERM, LONGEST_TERM_TARGET, TermInput

TITLE = Bilingual("Thuật ngữ", "Glossary")
HEADINGS = (Bilingual("Tiếng Việt", "Vietnamese"), Bilingual("Tiếng Anh", "English"), Bilingual("Nhóm", "Group"))
WIDTHS = (50, 60, 30)
COLUMNS = {
    "source": ("source", "tieng viet", "vietnamese", "vi", "thuat ngu", "term"),
    "target": ("target", "tieng anh", "english", "en", "ban dich", "translation"),
    "category": ("category", "nhom", "group", "linh vuc"),
}
INCOMPLETE = Bilingual("Thiếu tiếng Việt hoặc tiếng Anh.", "Vietnamese or English is missing.")
NO_CATEGORY = Bilingual("Không có nhóm “{name}”.", "There is no group “{name}”.")


@dataclass(frozen=True)
class TermRow:
    """A row of a file: its number, what it says, and why it can't be taken."""

    number: int
    term: TermInput
    error: Bilingual | None


def write(terms: Iterable[Term], format_: str, language: str) -> bytes:
    """The terms as "xlsx" or "csv", with headings and groups in the language."""
    rows = [(term.source, term.target, TERM_CATEGORIES[term.category].in_(language)) for term in terms]
    headings = [heading.in_(language) for heading in HEADINGS]
    return _xlsx(headings, rows, language) if format_ == "xlsx" else _csv(headings, rows)


def _csv(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(headings)
    writer.writerows([inert(safe(cell)) for cell in row] for row in rows)
    return codecs.BOM_UTF8 + text.getvalue().encode()


def _xlsx(headings: Sequence[str], rows: Iterable[Sequence[str]], language: str) -> bytes:
    groups = HEADINGS[-1]
    with Book([language], TITLE.in_(language), clock.now()) as book:
        with book.sheet(TITLE, Layout(WIDTHS, heading=1)) as sheet:
            sheet.head(headings)
            for row in rows:
                _row(sheet, row)
            sheet.filter(1)
            # The names of groups have commas, so that they can't stand in the check itself.
            sheet.offer(2, f"'{groups.in_(language)}'!$A$1:$A${len(TERM_CATEGORIES)}", sheet.row + 200)
        with book.sheet(groups, Layout(WIDTHS[-1:])) as sheet:
            for category in TERM_CATEGORIES.values():
                _row(sheet, [category.in_(language)])
    return book.data


def _row(sheet: Sheet, texts: Iterable[str]) -> None:
    for place, text in enumerate(texts):
        sheet.put(place, text, Kind.CODE)
    sheet.end_row()


def read(data: bytes) -> list[TermRow]:
    """The rows of a file below its headings; raises UnreadableFile, also where it has no such headings."""
    rows = records(data, COLUMNS)
    if rows is None:
        raise UnreadableFile("no_terms")
    found, first = [], FirstRows()
    for number, texts in rows:
        key, error = _category(texts["category"]), _error(texts)
        if key is None:
            error = error or NO_CATEGORY.format(name=texts["category"])
        term = TermInput(texts["source"], texts["target"], key or "")
        repeated = first.repeated((term.source, term.category), number)
        found.append(TermRow(number, term, error or repeated))
    return found


def _category(name: str) -> str | None:
    """The key of a category by its key or its name in either language."""
    wanted = fold(name)
    return next(
        (key for key, names in TERM_CATEGORIES.items() if wanted in (key, fold(names.vi), fold(names.en))), None
    )


def _error(texts: dict[str, str]) -> Bilingual | None:
    if not (texts["source"] and texts["target"]):
        return INCOMPLETE
    return too_long(texts["source"], LONGEST_TERM) or too_long(texts["target"], LONGEST_TERM_TARGET)
