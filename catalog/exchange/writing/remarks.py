"""A district's file as a workbook with a column of remarks: corrected there, it can be sent again.

The cells stand in the rows that they had. What is lost: the file's own fonts, widths, formulas (their values stay),
pictures and other sheets, but for those of the fill-in workbook.
"""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from catalog.exchange.reading import Preview, PreviewRow
from catalog.exchange.reading.choices import COLUMN_FIELDS
from catalog.exchange.reading.grid import Cell, Row, Table
from catalog.exchange.reading.names import MONEY_FIELDS
from catalog.exchange.reading.preview import Source
from catalog.exchange.writing.cells import put_text, safe
from catalog.i18n import Bilingual, format_number

REMARKS = Bilingual("Ghi chú của phần mềm", "Remarks of the software")
CODE = Bilingual("Mã đề xuất", "Proposal code")
LIST = Bilingual("Danh sách", "List")
LEVELS = {"error": Bilingual("Lỗi: {text}", "Error: {text}"), "warning": Bilingual("Kiểm tra: {text}", "Check: {text}")}
CORRECTED = Bilingual("Đã sửa trên trang: {label} = “{value}”", "Corrected on the page: {label} = “{value}”")
# The columns of a file that a field of a row is read from, where they have another name.
COLUMNS_OF = {
    "start": ("start", "period"),
    "end": ("end", "period"),
    "children": ("children", "beneficiaries"),
    "category_key": ("category",),
} | {f"{field}_vnd": (field,) for field in MONEY_FIELDS}
# Of a file that holds no list: what is written of each of its proposals.
PLAIN = ("number", "title", "location", "children", "aid", "counterpart", "objective")

FONT = {"font_name": "Times New Roman", "font_size": 12, "valign": "top", "text_wrap": True}
LOOKS: dict[str, dict[str, Any]] = {
    "cell": {"border": 1, "border_color": "#7F7F7F"},
    "heading": {"border": 1, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#E7E6E6"},
    "outside": {"text_wrap": False},
    "error": {"border": 1, "bg_color": "#F8CBAD"},
    "warning": {"border": 1, "bg_color": "#FFF2CC"},
    "remarks": {"border": 1, "italic": True, "font_color": "#9C0006"},
}
WIDEST, NARROWEST = 45, 6
WIDTH_OF_REMARKS, WIDTH_OF_CODE = 60, 16
EVERYWHERE = -1


@dataclass
class Page:
    """One sheet that is written, with the formats of its workbook."""

    sheet: Any
    formats: Mapping[tuple[str, bool], Any]

    def put(self, row: int, place: int, value: Cell, look: str) -> None:
        """Write a cell as what it is: text never becomes a formula."""
        format_ = self.formats[look, isinstance(value, date)]
        if isinstance(value, str):
            put_text(self.sheet, row, place, value, format_)
        elif isinstance(value, date):
            self.sheet.write_datetime(row, place, value, format_)
        elif value is None:
            self.sheet.write_blank(row, place, None, format_)
        else:
            self.sheet.write_number(row, place, value, format_)


def write(found: Preview, language: str) -> bytes:
    """The workbook, with what is said of each row in the language."""
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        formats = {
            (name, is_day): book.add_format(FONT | look | ({"num_format": "dd/mm/yyyy"} if is_day else {}))
            for name, look in LOOKS.items()
            for is_day in (False, True)
        }
        page = Page(book.add_worksheet(_sheet_name(found.sheet or "") or LIST.in_(language)), formats)
        if found.sources:
            _write_sources(page, found, language)
        else:
            _write_plain(page, found, language)
        for table in found.beside:
            _write_beside(Page(book.add_worksheet(_sheet_name(table.name or "")), formats), table)
    return buffer.getvalue()


def _write_beside(page: Page, table: Table) -> None:
    """A table that belongs to the rows, as it was sent."""
    for row in table.rows:
        _write_row(page, row.number - 1, row, {EVERYWHERE: "cell"}, set())
    for place in range(len(table.rows[0].cells)):
        page.sheet.set_column(place, place, _width(table.rows, place))
    if not table.visible:
        page.sheet.hide()


def _sheet_name(name: str) -> str:
    """A name that every workbook takes."""
    return safe("".join(" " if letter in "[]:*?/\\" else letter for letter in name)).strip(" '")[:31]


def _write_sources(page: Page, found: Preview, language: str) -> None:
    """The tables below each other in the rows that the preview counts, with two columns more, or the same two again."""
    header, table = found.sources[0].header, found.sources[0].table
    width = len(table.rows[0].cells)
    remarks = next((column.place for column in header.columns if column.heading in REMARKS), width)
    code = next((column.place for column in header.columns if column.heading in CODE), max(width, remarks + 1))
    rows = {row.row: row for row in found.rows}
    for source in found.sources:
        for row in source.table.rows:
            said = rows.get(row.number + source.offset)
            line = row.number + source.offset - 1
            _write_row(page, line, row, _looks(source, row, said), {remarks, code})
            if said:
                page.put(line, remarks, "\n".join(_said(said, language)) or None, "remarks")
                page.put(line, code, said.code or None, "cell")
        _merge(page, source)
    top = table.rows[max(header.first, 0)].number - 1
    page.put(top, remarks, REMARKS.in_(language), "heading")
    page.put(top, code, CODE.in_(language), "heading")
    page.sheet.freeze_panes(table.rows[max(header.last, 0)].number, 0)
    for place in range(width):
        page.sheet.set_column(place, place, _width(table.rows[header.last + 1 :], place))
    page.sheet.set_column(remarks, remarks, WIDTH_OF_REMARKS)
    page.sheet.set_column(code, code, WIDTH_OF_CODE)


def _write_row(page: Page, line: int, row: Row, looks: Mapping[int, str], own: set[int]) -> None:
    for place, value in enumerate(row.cells):
        look = looks.get(place, looks[EVERYWHERE])
        if place not in own and not (value is None and look == "outside"):
            page.put(line, place, value, look)
    if row.hidden:
        page.sheet.set_row(line, None, None, {"hidden": True})


def _merge(page: Page, source: Source) -> None:
    """Merge what was merged, where the cells say nothing but in their first one."""
    for merge in source.table.merges:
        block = source.table.rows[merge.top : merge.bottom + 1]
        cells = [
            (row.number + source.offset - 1, place) for row in block for place in range(merge.left, merge.right + 1)
        ]
        is_one = (merge.bottom, merge.right) != (merge.top, merge.left) and len(block) == merge.bottom - merge.top + 1
        if is_one and merge.right < len(block[0].cells):
            value = block[0].cells[merge.left]
            is_heading = source.header.first <= merge.top <= source.header.last
            look = "heading" if is_heading else "outside" if merge.top < source.header.first else "cell"
            (top, left), (bottom, right) = cells[0], cells[-1]
            page.sheet.merge_range(top, left, bottom, right, "", page.formats[look, False])
            page.put(top, left, value, look)


def _looks(source: Source, row: Row, said: PreviewRow | None) -> dict[int, str]:
    """How the cells of a row look: that of all of them, and of the columns in which something is wrong or doubtful."""
    rows, header = source.table.rows, source.header
    first, last = (rows[index].number if index >= 0 else 0 for index in (header.first, header.last))
    looks = {EVERYWHERE: "outside" if row.number < first else "heading" if row.number <= last else "cell"}
    for message in sorted(said.messages, key=lambda one: one.level == "error") if said and not said.left_out else ():
        if message.level in LEVELS and message.field:
            for field in COLUMNS_OF.get(message.field, (message.field,)):
                looks |= {column.place: message.level for column in header.of(field)}
    return looks


def _said(row: PreviewRow, language: str) -> Iterator[str]:
    for message in sorted(row.messages, key=lambda one: one.level != "error"):
        if message.level in LEVELS:
            yield LEVELS[message.level].format(text=message.text).in_(language)
    for key in row.understood:
        label = COLUMN_FIELDS.get(COLUMNS_OF.get(key, (key,))[0], Bilingual(key, key))
        value = getattr(row, key)
        words = format_number(value, language) if isinstance(value, int) else value or ""
        yield CORRECTED.format(label=label, value=words).in_(language)


def _width(rows: list[Row], place: int) -> float:
    """Wide enough for what stands in a column, up to a limit."""
    longest = max((len(str(row.cells[place])) for row in rows if row.cells[place] is not None), default=0)
    return min(max(longest, NARROWEST) + 2, WIDEST)


def _write_plain(page: Page, found: Preview, language: str) -> None:
    """A list of the proposals of a file that is no list itself."""
    for place, field in enumerate((*PLAIN, "remarks", "code")):
        heading = {"remarks": REMARKS, "code": CODE}.get(field) or COLUMN_FIELDS[field]
        page.put(0, place, heading.in_(language), "heading")
        page.sheet.set_column(place, place, {"remarks": WIDTH_OF_REMARKS}.get(field, WIDTH_OF_CODE))
    for line, row in enumerate(found.rows, start=1):
        for place, field in enumerate(PLAIN):
            page.put(line, place, getattr(row, f"{field}_vnd" if field in MONEY_FIELDS else field) or None, "cell")
        page.put(line, len(PLAIN), "\n".join(_said(row, language)) or None, "remarks")
        page.put(line, len(PLAIN) + 1, row.code or None, "cell")
