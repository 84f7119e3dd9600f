"""Files as districts make them, from rows of plain values: one function for each format, all of them alike."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date

import docx
import openpyxl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from catalog.exchange.reading import PreviewRow, legacy, read

Rows = Sequence[Sequence[object]]


def xlsx(rows: Rows, merges: Iterable[str] = (), sheets: dict[str, Rows] | None = None) -> bytes:
    """A workbook; `sheets` come after the first one."""
    workbook = openpyxl.Workbook()
    workbook.active.title = "Sheet1"
    for title, content in {"Sheet1": rows, **(sheets or {})}.items():
        sheet = workbook[title] if title in workbook.sheetnames else workbook.create_sheet(title)
        for row in content:
            sheet.append(list(row))
    for merge in merges:
        workbook.active.merge_cells(merge)
    return saved(workbook)


def saved(document) -> bytes:
    """The bytes of anything with a `save`."""
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def xls(rows: Rows) -> bytes:
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("Sheet1")
    day = xlwt.easyxf(num_format_str="dd/mm/yyyy")
    for row_index, row in enumerate(rows):
        for column, value in enumerate(row):
            if value is not None:
                sheet.write(row_index, column, value, *([day] if isinstance(value, date) else []))
    return saved(workbook)


def ods(rows: Rows) -> bytes:
    document = OpenDocumentSpreadsheet()
    sheet = Table(name="Sheet1")
    for row in rows:
        element = TableRow()
        for value in row:
            element.addElement(_ods_cell(value))
        sheet.addElement(element)
    document.spreadsheet.addElement(sheet)
    return saved(document)


def _ods_cell(value: object) -> TableCell:
    if isinstance(value, date):
        return TableCell(valuetype="date", datevalue=value.isoformat())
    if isinstance(value, int | float):
        return TableCell(valuetype="float", value=str(value))
    cell = TableCell(valuetype="string") if value is not None else TableCell()
    for line in str(value or "").split("\n"):
        cell.addElement(P(text=line))
    return cell


def text(rows: Rows, delimiter: str = ";") -> str:
    """The rows as delimited text."""
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, lineterminator="\r\n").writerows(
        [
            ["" if value is None else f"{value:%d/%m/%Y}" if isinstance(value, date) else value for value in row]
            for row in rows
        ]
    )
    return file.getvalue()


def comma(rows: Rows) -> bytes:
    return text(rows, ",").encode("utf-8-sig")


def semicolon(rows: Rows) -> bytes:
    return text(rows, ";").encode("utf-8")


def tabs(rows: Rows) -> bytes:
    """What Excel calls Unicode text."""
    return text(rows, "\t").encode("utf-16")


def word(rows: Rows, before: Iterable[str] = (), document=None) -> bytes:
    """A document with one table; `before` are the paragraphs above it."""
    document = document or docx.Document()
    for line in before:
        document.add_paragraph(line)
    add_table(document, rows)
    return saved(document)


def add_table(document, rows: Rows):
    """Put a table with these rows at the end of a document."""
    width = max(map(len, rows))
    table = document.add_table(len(rows), width)
    cells = table._cells
    for row_index, row in enumerate(rows):
        for column, value in enumerate(row):
            if value is not None:
                shown = f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)
                cells[row_index * width + column].text = shown
    return table


FORMATS = {"xlsx": xlsx, "xls": xls, "ods": ods, "csv": comma, "semicolon.csv": semicolon, "txt": tabs, "docx": word}

_TO_TCVN3 = {new: old for old, new in legacy._TCVN3.items()}
_TO_VNI: dict[str, str] = {}
for _old, _new in legacy._VNI.items():
    _TO_VNI.setdefault(_new, _old)


def tcvn3(words: str) -> str:
    """Unicode Vietnamese as the characters that a .VnTime font shows it by."""
    return "".join(_TO_TCVN3.get(letter, letter) for letter in words)


def vni(words: str) -> str:
    """Unicode Vietnamese as the characters that a VNI font shows it by."""
    return "".join(_TO_VNI.get(letter, letter) for letter in words)


def cp1258(words: str) -> bytes:
    """Windows' Vietnamese code page: vowels with their sign, tones as combining characters."""
    out = b""
    for letter in unicodedata.normalize("NFC", words):
        try:
            out += letter.encode("cp1258")
        except UnicodeEncodeError:
            marks = unicodedata.normalize("NFD", letter)
            tone = "".join(mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323")
            base = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in tone))
            out += (base + tone).encode("cp1258")
    return out


def rows_of(rows: Rows, merges: Iterable[str] = ()) -> list[PreviewRow]:
    """What is read from a workbook with these rows."""
    return read(xlsx(rows, merges), "list.xlsx").rows


def codes(row, level=None):
    """Codes of a row's messages about the row itself (not about its category)."""
    return [
        said.code for said in row.messages if said.field != "category_key" and (level is None or said.level == level)
    ]
