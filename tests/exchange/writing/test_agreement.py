"""The formats agree: the same edition says the same in each, cell by cell."""

import csv as reader
import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pytest

from catalog.exchange.columns import COLUMNS, IN_WORDS, PRINTED
from catalog.exchange.writing import csv, docx, xlsx
from tests.exchange.writing.lists import HEALTH, both, document, entry, listing, opened, reckoned, values

LIST = listing(
    entry(1, has_construction=True, texts={"title": both("=1+1", "+1")}),
    entry(2, planned_end=None, beneficiaries={"children": 1_234, "with_disability": 12}),
    entry(3, sector=HEALTH, aid_form="non_project", budget=[], in_kind=[]),
)
LANGUAGES = [("vi",), ("en",), ("vi", "en")]


def as_text(value: Any) -> str:
    """A cell of a workbook as the text file writes it."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    text = "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and text[:1] in ("=", "+", "-", "@") else text


@pytest.mark.parametrize("languages", LANGUAGES)
def test_the_text_file_is_the_data_sheet(languages: Sequence[str]) -> None:
    sheet = opened(xlsx.write(LIST, languages)).worksheets[1]
    text = csv.write(LIST, languages).decode("utf-8-sig")
    assert list(reader.reader(io.StringIO(text, newline=""))) == [
        [as_text(value) for value in row] for row in values(sheet)
    ]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_first_sheet_is_the_table_of_the_word_file(language: str) -> None:
    """Words are the same; amounts are numbers in the sheet, and print as the table has them."""
    sheet = [row for row in values(opened(xlsx.write(LIST, (language,))).worksheets[0]) if isinstance(row[0], int)]
    table = document(docx.write(LIST, (language,))).tables[2]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    rows = [row for row in rows if row[0].isdigit()]
    words = [place for place, column in enumerate(PRINTED) if not column.is_amount]
    first, last = words.index(6), words.index(10)
    assert [[row[place] for place in words] for row in rows] == [
        [str(value or "") for value in (*row[: first + 1], *row[len(row) - (len(words) - last) :])] for row in sheet
    ]
    money = [[figure for place in (7, 8, 9) for figure in row[place].split("\n")] for row in rows]
    assert [[bare(figure) for figure in row] for row in money] == [row[7:13] for row in sheet]


def bare(figure: str) -> int:
    """The number in an amount as printed."""
    return int("".join(letter for letter in figure if letter.isdigit()))


def test_the_totals_of_the_word_file_are_those_of_the_sheet() -> None:
    sheet = reckoned(xlsx.write(LIST, ("vi",))).worksheets[0]
    table = document(docx.write(LIST, ("vi",))).tables[2]
    totals = [figure for cell in table.rows[-1].cells[7:10] for figure in cell.text.split("\n")]
    assert [bare(figure) for figure in totals] == values(sheet)[-1][7:13]


def test_records_tell_every_column_of_words() -> None:
    one = listing(entry(1, has_construction=True))
    said = "\n".join(paragraph.text for paragraph in document(docx.write(one, ("en",))).paragraphs)
    untold = {
        column.key for column in COLUMNS if column.kind in IN_WORDS and column.text(one.entries[0], "en") not in said
    }
    # The list is by sector and type; the status is that of the day, and a document stays as it was.
    assert untold == {"sector", "category", "status", "summary"}
