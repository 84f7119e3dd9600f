"""Workbooks by the rules of Excel, and whatever is written into them read back."""

import io
import itertools
import re
import tracemalloc
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape
from python_calamine import CalamineWorkbook

from catalog.exchange.columns import Kind
from catalog.exchange.writing import xlsx
from catalog.exchange.writing.cells import safe
from catalog.exchange.writing.xlsx_cells import letters
from catalog.exchange.writing.xlsx_package import Book, Layout
from catalog.i18n import Bilingual
from tests.exchange.writing.excel_rules import broken_rules
from tests.exchange.writing.lists import both, entry, listing, opened, values

LANGUAGES = [("vi",), ("en",), ("vi", "en")]
# Each begins like a formula, looks like markup or like an encoded letter, or holds what no file can.
HOSTILE = [
    "=1+1",
    "+84",
    "-5",
    "@A1",
    "<r>&</r>",
    "]]>",
    "_x0041_",
    "_x000D_",
    "a\tb\nc",
    "\uffff\ud800\x00",
    "😀",
    "&amp;",
]
WORDS = st.text() | st.sampled_from(HOSTILE) | st.text(alphabet="aăđệữợ <>&'\"=_x0041\n\t\x0b\x1f\ud800\ufffe😀")
# Above 2 ** 53 a spreadsheet has no every whole number.
NUMBERS = st.integers(-(2**53), 2**53) | st.decimals(-(10**9), 10**9, places=3, allow_nan=False)
DAYS = st.dates(date(1900, 3, 1), date(9999, 12, 31))


def written(rows: Iterable[Sequence[Any]], languages: Sequence[str] = ("vi",)) -> bytes:
    """A workbook of one sheet of these cells, four a row at most, below headings."""
    layout = Layout([20] * 4, heading=1)
    book = Book(languages, "Title", datetime(2023, 6, 1, tzinfo=UTC))
    with book, book.sheet(Bilingual("Sheet", "Sheet"), layout) as sheet:
        sheet.head(["heading"] * 4)
        for row in rows:
            for place, value in enumerate(row):
                if isinstance(value, Bilingual):
                    sheet.put_words(place, value)
                else:
                    sheet.put(place, value, Kind.MONTH if isinstance(value, date) else Kind.TEXT)
            sheet.end_row()
        sheet.filter(1)
    return book.data


def expected(value: Any) -> Any:
    """What a reader gives for a value."""
    if isinstance(value, str):
        return safe(value) or None
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001 - a day, as workbooks hold it
    return None if value is None else float(value)


@given(st.lists(st.lists(WORDS | NUMBERS | DAYS | st.none(), min_size=4, max_size=4), min_size=1, max_size=4))
def test_what_is_written_is_read_back(rows: list[list[Any]]) -> None:
    rows = [*rows, ["end"] * 4]
    data = written(rows)
    assert broken_rules(data) == []
    cells = [["heading"] * 4, *([expected(value) for value in row] for row in rows)]
    read = values(opened(data).active)
    assert [[unescape(value) if isinstance(value, str) else value for value in row] for row in read] == cells
    again = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert [[_day(value) for value in row] for row in again] == [[_day(value) for value in row] for row in cells]


def _day(value: Any) -> Any:
    """Dates as days, and an empty cell as no text."""
    if isinstance(value, datetime):
        return value.date()
    return "" if value is None else value


@given(WORDS, WORDS)
def test_both_languages_of_a_cell_are_read_back(vi: str, en: str) -> None:
    data = written([[Bilingual(vi, en)]], ("vi", "en"))
    assert broken_rules(data) == []
    lines = filter(None, dict.fromkeys((safe(vi), safe(en))))
    assert unescape(opened(data).active["A2"].value or "") == "\n".join(lines)


@pytest.mark.parametrize("languages", LANGUAGES)
def test_the_list_opens_without_repair(languages: Sequence[str]) -> None:
    texts = dict.fromkeys(("title", "objective", "activities", "contact"), both("<r>&</r>", "=1+1"))
    assert broken_rules(xlsx.write(listing(), languages)) == []
    assert broken_rules(xlsx.write(listing(entry(texts=texts, budget=[], in_kind=[])), languages)) == []


def test_text_that_begins_like_a_formula_stays_text_when_it_is_edited() -> None:
    sheet = opened(written([["- Mua sách", "Mua sách"]])).active
    assert [sheet.cell(2, place).quotePrefix for place in (1, 2)] == [True, False]


def test_memory_does_not_grow_with_the_rows() -> None:
    peaks = []
    for rows in (500, 5_000):
        tracemalloc.start()
        written(itertools.repeat(["Thư viện", 5, None], rows))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] - peaks[0] < 100_000


def test_columns_have_the_letters_of_spreadsheets() -> None:
    assert [letters(place) for place in (0, 25, 26, 701, 702, 16_383)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]


def edited(data: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """A workbook with one part of it changed."""
    buffer = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(buffer, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            changed = change(text) if name == part else text
            assert (name == part) == (changed != text)
            new.writestr(name, changed)
    return buffer.getvalue()


SHEET, BOOK, STYLES = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"


@pytest.mark.parametrize(
    ("part", "old", "new", "said"),
    [
        (SHEET, "(<autoFilter.*?/>)(<pageMargins.*?/>)", r"\2\1", "the parts of the sheet are not in order."),
        (SHEET, '<c r="A2"', '<c r="C2"', "the cells of row 2 are not in order."),
        (SHEET, '<row r="2"', '<row r="3"', "A2 stands in another row."),
        (SHEET, '(<c r="A2" s=")[0-9]+', r"\g<1>99", "A2 has a look that there is not."),
        (SHEET, "<v>5</v>", "<v>five</v>", "B2 holds no number: five."),
        (SHEET, "<pageMargins", '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="B1:B2"/></mergeCells><pageMargins',
         "B1:B2 is merged twice, or one cell only."),
        (SHEET, ">heading<", f">{'x' * 32_768}<", "A1 holds no text, or too long a one."),
        (BOOK, 'name="Sheet"', 'name="Sheet: 1"', "No sheet may be called 'Sheet: 1'."),
        (BOOK, ">'Sheet'!", ">'Data'!", "_xlnm.Print_Area does not name cells of its sheet: 'Data'!$A$1:$D$2."),
        (STYLES, 'borderId="1"', 'borderId="7"', "A look has a font, fill or border that there is not."),
        (STYLES, "gray125", "solid", "The first two fills are none and gray125."),
        ("xl/_rels/workbook.xml.rels", "styles.xml", "style.xml",
         "xl/_rels/workbook.xml.rels: xl/style.xml is not there, or not of its type."),
        ("[Content_Types].xml", "/xl/styles.xml", "/xl/style.xml", "xl/style.xml has a type and is not there."),
    ],
)  # fmt: skip
def test_what_would_need_a_repair_is_found(part: str, old: str, new: str, said: str) -> None:
    whole = written([["text", 5]])
    broken = edited(whole, part, lambda text: re.sub(old, new, text))
    assert said in {rule.removeprefix("Sheet: ") for rule in broken_rules(broken)}
