"""Sheets of xlsx, xls and ods files."""

import io
import posixpath
import re
import zipfile
from collections.abc import Mapping

from defusedxml import ElementTree

from catalog.exchange.reading.bounds import check_extent
from catalog.exchange.reading.grid import Merge, Table, table

_HIDDEN_ROW = re.compile(rb"""<(?:\w+:)?row\b(?=[^>]*\bhidden=["'](?:1|true)["'])[^>]*\br=["']([0-9]{1,7})["']""")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def tables(data: bytes, hidden: Mapping[str, set[int]] | None = None) -> list[Table]:
    """All sheets, in their order; formulas give the value that the file was saved with.

    hidden: numbers of the hidden rows by the sheet's name, where known.
    """
    from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    from catalog.exchange.reading.messages import UnreadableFile

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError:
        raise UnreadableFile("password") from None
    found = []
    for meta in workbook.sheets_metadata:
        if meta.typ is SheetTypeEnum.WorkSheet:
            found.append(_sheet(workbook.get_sheet_by_name(meta.name), meta.visible is SheetVisibleEnum.Visible))
            for row in found[-1].rows:
                row.hidden = row.number in (hidden or {}).get(meta.name, ())
    return found


def _sheet(sheet, visible: bool) -> Table:
    """One sheet without the empty rows and columns at its start; the rows keep their numbers."""
    if sheet.start is None:
        return table(sheet.name, [], visible=visible)
    top, left = sheet.start
    check_extent(sheet.height, sheet.width)
    merges = [
        Merge(max(first_row - top, 0), max(first_column - left, 0), last_row - top, last_column - left)
        for (first_row, first_column), (last_row, last_column) in sheet.merged_cell_ranges or ()
        if last_row >= top and last_column >= left
    ]
    return table(sheet.name, sheet.to_python(skip_empty_area=True), top + 1, merges, visible=visible)


def hidden_rows(archive: zipfile.ZipFile) -> dict[str, set[int]]:
    """Numbers of the hidden rows of each sheet of an xlsx file; the reader itself does not tell."""
    targets = {
        relation.get("Id"): posixpath.normpath(posixpath.join("/xl", relation.get("Target", ""))).lstrip("/")
        for relation in ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    }
    workbook = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    sheets = {sheet.get("name"): targets.get(sheet.get(_RELATION)) for sheet in workbook.iter() if sheet.get(_RELATION)}
    names = set(archive.namelist())
    return {
        name: {int(number) for number in _HIDDEN_ROW.findall(archive.read(part))}
        for name, part in sheets.items()
        if name and part in names
    }
