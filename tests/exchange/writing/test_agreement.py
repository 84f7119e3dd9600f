"""The formats agree: the same edition says the same in each, cell by cell. Of the PDF, test_pdf.py tells it."""

import csv as reader
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import astuple
from datetime import datetime
from typing import Any

import pytest
from lxml import etree

from catalog.exchange.columns import BUDGET_COLUMNS, COLUMNS, IN_WORDS, PRINTED, Column
from catalog.exchange.writing import csv, docx, docx_dossier, dossier, dossier_pdf, iati, jsonfile, xlsx
from tests.exchange.writing import portable
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


def row_of(told: dict[str, Any], columns: Sequence[Column[Any]], languages: Sequence[str]) -> list[str]:
    """What JSON tells of a row, as the cells of a flat table."""
    cells: list[Any] = []
    for column in columns:
        value = told[column.key]
        if column.kind in IN_WORDS:
            cells += [(value or {}).get(language, "") for language in languages]
        else:
            cells.append(", ".join(value) if isinstance(value, list) else value)
    return [as_text(cell) for cell in cells]


@pytest.mark.parametrize("languages", LANGUAGES)
def test_the_entries_of_json_are_the_rows_of_the_text_file(languages: Sequence[str]) -> None:
    told = json.loads(jsonfile.write(LIST, languages))["entries"]
    text = csv.write(LIST, languages).decode("utf-8-sig")
    rows = list(reader.reader(io.StringIO(text, newline="")))[1:]
    assert [row_of(one, COLUMNS, languages) for one in told] == rows


@pytest.mark.parametrize("languages", LANGUAGES)
def test_the_budgets_of_json_are_the_rows_of_the_budget_sheet(languages: Sequence[str]) -> None:
    told = json.loads(jsonfile.write(LIST, languages))["entries"]
    rows = [[as_text(cell) for cell in row] for row in values(reckoned(xlsx.write(LIST, languages)).worksheets[2])[1:]]
    lines = [{**one, **line} for one in told for line in one["budget"]]
    assert [row_of(line, BUDGET_COLUMNS, languages) for line in lines] == [row for row in rows if row[1]]


def narratives(node: Any, path: str) -> dict[str, str]:
    """The words of an element by language."""
    return {each.values()[0]: each.text for each in node.find(path).iter("narrative")}


def test_what_iati_holds_is_what_json_tells() -> None:
    told = json.loads(jsonfile.write(LIST, ("vi", "en")))["entries"]
    activities = etree.fromstring(iati.write(LIST, ("vi", "en"))).findall("iati-activity")
    assert len(activities) == len(told)
    for activity, one in zip(activities, told, strict=True):
        held = {
            "title": narratives(activity, "title"),
            "objective": narratives(activity, "description[@type='2']"),
            "location": narratives(activity, "location/name"),
            "unit": narratives(activity, "participating-org[@role='4']"),
            "dac": activity.find("sector").get("code"),
            "sdg": [tag.get("code") for tag in activity.findall("tag[@vocabulary='3']")],
        }
        for key, kind in (("start", "1"), ("end", "3")):
            day = activity.find(f"activity-date[@type='{kind}']")
            held[key] = None if day is None else day.get("iso-date")
        for key, path in (("total_vnd", "budget/value"), ("counterpart_vnd", "planned-disbursement/value")):
            if one["end"]:
                held[key] = int(activity.findtext(path))
        assert held == {key: one[key] for key in held}


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


def words_of(told: Any) -> Iterator[str]:
    """Every text of a dossier's content."""
    if isinstance(told, str):
        yield from told.splitlines()
    elif isinstance(told, list | tuple):
        for each in told:
            yield from words_of(each)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_dossier_says_the_same_in_word_as_in_pdf(language: str) -> None:
    """All that its content holds stands in both; what names files and places on the map is for the writers."""
    files = docx_dossier.write(LIST, (language,)), dossier_pdf.write(LIST, (language,))
    cells = document(files[0]).element.body.iter("{*}t")
    in_word = portable.solid("".join(cell.text for cell in cells))
    in_pdf = portable.solid("".join(portable.pages(files[1])))
    told = [dossier.front(LIST, language), *(dossier.project(LIST, one, language) for one in LIST.entries)]
    said = {portable.solid(words) for one in told for words in words_of(astuple(one))} - {"220"}
    said |= {portable.solid(column.heading.in_(language)) for column in dossier.BUDGET_CELLS}
    codes = {one.code for one in LIST.entries}
    for text in (in_word, in_pdf):
        assert {words for words in said if words.casefold() not in text.casefold()} - codes == set()
