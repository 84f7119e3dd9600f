"""The way from a file to its Preview."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from catalog.exchange.reading import fill_in
from catalog.exchange.reading.amounts import Amounts
from catalog.exchange.reading.checks import check
from catalog.exchange.reading.choices import LEFT_OUT, TableChoices, automatic, of_table, with_choices, without_left_out
from catalog.exchange.reading.columns import Column, Header, column_unit, find_header, header_at
from catalog.exchange.reading.corrections import choose_category, correct
from catalog.exchange.reading.files import open_file
from catalog.exchange.reading.grid import Cell, Table
from catalog.exchange.reading.messages import UnreadableFile, message
from catalog.exchange.reading.names import MONEY_FIELDS
from catalog.exchange.reading.preview import Preview, PreviewRow, Source
from catalog.exchange.reading.projects import Cells, project
from catalog.exchange.reading.rows import Line, classify, section_above
from catalog.exchange.reading.units import Unit


def read(data: bytes, filename: str, sheet: str | None = None, choices: Mapping[str, Any] | None = None) -> Preview:
    """Read a workbook, document or text file into a Preview.

    sheet: name of the sheet or table to read; without it, the one that looks most like a list of projects.
    choices: what was decided about the file, as `choices.py` describes it.
    Raises UnreadableFile where the file cannot be opened or holds no such table.
    """
    contents, choices = open_file(data), choices or {}
    wanted = choices.get("sheet") if sheet is None else sheet
    form = fill_in.find_form(contents.tables)
    if form and wanted in (None, form.name):
        return fill_in.read(form, filename, of_table(choices, form.name))
    found = [Source(table, header) for table in contents.tables if (header := _header(table, choices, wanted))]
    # A choice that leads nowhere must not shut the pages on which it can be changed.
    if sheet is None and wanted in {source.table.name for source in found}:
        sheet = wanted
    main = _chosen(found, contents.tables, sheet)
    chosen = of_table(choices, main.table.name)
    parts = [main, *_further(main, contents.tables, chosen)]
    joined = {id(part.table) for part in parts}
    unit = _stated_unit(main.header)
    preview = Preview(filename, main.table.name, unit.name if unit else None, [], sources=parts)
    pairs, amounts = _rows(parts, chosen)
    check(pairs, main.header, amounts)
    preview.rows = [row for _, row in pairs]
    preview.sheets = [table.name for table in contents.tables if table.name and table.rows]
    for column in main.header.columns:
        if column.field and column.field != LEFT_OUT:
            preview.columns[column.field] = " + ".join(
                filter(None, (preview.columns.get(column.field), column.heading))
            )
    preview.unknown_columns = [column.heading for column in main.header.columns if not column.field]
    preview.other_tables = [part.table.name for part in found if part.table.name and id(part.table) not in joined]
    _say_about_file(preview, main.header, contents.guessed_encoding)
    return preview


def _header(table: Table, choices: Mapping[str, Any], sheet: str | None) -> Header | None:
    """The header of a table: where it was said to be, else where it is found, else at the top of the chosen sheet."""
    chosen = of_table(choices, table.name)
    header = automatic(table, chosen)
    if header is None and table.name and table.name == choices.get("sheet") == sheet:
        header = header_at(table)
    return with_choices(header, chosen, table) if header else None


def _chosen(found: list[Source], tables: list[Table], sheet: str | None) -> Source:
    if sheet is not None:
        if sheet not in {table.name for table in tables}:
            raise UnreadableFile("no_such_sheet")
        found = [part for part in found if part.table.name == sheet]
    if not found:
        raise UnreadableFile("no_table")
    return max(found, key=lambda part: (part.table.visible, len(_fields(part.header)), len(part.table.rows)))


def _fields(header: Header) -> list[str]:
    return [column.field for column in header.columns if column.field]


def _further(main: Source, tables: list[Table], chosen: TableChoices) -> list[Source]:
    """Tables of a document that go on with the list: the same header again, or none and as many columns."""
    parts: list[Source] = []
    if not main.table.continues:
        return parts
    last = main.table.rows[-1].number
    width = len(main.table.rows[0].cells)
    for table in tables[tables.index(main.table) + 1 :]:
        found = find_header(table)
        header = with_choices(found, chosen, table) if found else None
        if header is None and table.rows and len(table.rows[0].cells) == width:
            header = replace(main.header, first=-1, last=-1)
        if header and _fields(header) == _fields(main.header):
            parts.append(Source(table, header, last))
            last += table.rows[-1].number
    return parts


def _rows(sources: list[Source], chosen: TableChoices) -> tuple[list[tuple[Line, PreviewRow]], Amounts]:
    """The lines of all tables as rows, and the understanding of the amounts that they share."""
    parts = [source._replace(table=without_left_out(source.table, source.header)) for source in sources]
    lines: list[tuple[Source, Line]] = []
    section = ""
    for part in parts:
        section = section_above(part.table.heading) or (section if part.header.last < 0 else "")
        lines += [(part, line) for line in classify(part.table, part.header, section)]
        section = lines[-1][1].section if lines else ""
    amounts = Amounts(parts[0].header, (_money_cells(part, line) for part, line in lines if line.kind == "project"))
    fills = {id(part.table): part.table.vertical_fill() for part in parts}
    pairs = []
    above: Cells | None = None
    for part, line in lines:
        row = PreviewRow(line.row.number + part.offset)
        if line.kind == "project":
            if above and above.table is not part.table:
                above = None
            above = Cells(line, part.table, part.header, fills[id(part.table)], row, above)
            project(line, above, amounts)
            if cells := chosen.cells(row.row):
                correct(row, cells)
            choose_category(row, chosen.category)
        else:
            _left_out(line, row)
        if part.offset:
            row.say("other_table", row=line.row.number, table=part.table.name)
        pairs.append((line, row))
    return pairs, amounts


def _money_cells(part: Source, line: Line) -> list[tuple[Column, Cell]]:
    return [(column, line.row.cells[column.place]) for column in part.header.columns if column.field in MONEY_FIELDS]


def _left_out(line: Line, row: PreviewRow) -> None:
    row.left_out, row.number = line.kind, line.number
    if line.kind != "column_numbers":
        texts = [cell for cell in line.row.cells if isinstance(cell, str) and not cell.replace(".", "").isdigit()]
        row.title = " ".join((line.title or " ".join(texts)).split())
    row.say(line.kind, row=line.above.row.number if line.above else None)


def _stated_unit(header: Header) -> Unit | None:
    units = [
        unit for column in header.columns if column.field in MONEY_FIELDS and (unit := column_unit(header, column))
    ]
    return units[0] if units else header.unit


def _say_about_file(preview: Preview, header: Header, guessed_encoding: str | None) -> None:
    for heading in preview.unknown_columns:
        preview.messages.append(message("unknown_column", heading=heading))
    for name in preview.other_tables:
        preview.messages.append(message("other_sheet", table=name))
    if guessed_encoding:
        preview.messages.append(message("encoding_guessed", encoding=guessed_encoding))
    units = {column.unit.name for column in header.columns if column.field in MONEY_FIELDS and column.unit}
    if len(units) > 1:
        preview.messages.append(message("mixed_units", units=", ".join(sorted(str(unit.vi) for unit in units))))
