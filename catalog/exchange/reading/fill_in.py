"""Our own fill-in workbook when it comes back: known by its hidden marks, read by its columns, every doubt said."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from catalog.errors import Invalid
from catalog.exchange import workbook_shape as shape
from catalog.exchange.reading.checks import check_projects
from catalog.exchange.reading.choices import TableChoices
from catalog.exchange.reading.columns import Column, Header
from catalog.exchange.reading.corrections import choose_category, correct
from catalog.exchange.reading.fill_in_cells import Read, reader_of
from catalog.exchange.reading.grid import Cell, Row, Table
from catalog.exchange.reading.messages import Message, UnreadableFile, message
from catalog.exchange.reading.names import UNNAMED
from catalog.exchange.reading.preview import Preview, PreviewRow, Source
from catalog.exchange.reading.rows import cell_text
from catalog.i18n import Bilingual
from catalog.proposals.choices import FUNDING
from catalog.proposals.fields import BY_KEY
from catalog.proposals.rows import LineInput, NeedInput, check_rows

_MARK = re.compile(shape.MARK.format(sheet=r"(\w+)"))
NAMES_IN_ROW = {"planned_start": "start", "planned_end": "end"}
HERE = Bilingual("{sheet}, dòng {row}: {text}", "{sheet}, row {row}: {text}")


@dataclass(frozen=True)
class Sheet:
    """A sheet of the workbook: its table, where its data begin (an index), and the place of each column by key."""

    table: Table
    first: int
    places: dict[str, int]

    @property
    def rows(self) -> Iterator[Row]:
        """The rows of data that hold anything."""
        return (row for row in self.table.rows[self.first :] if not row.blank)

    def cell(self, row: Row, key: str) -> Cell:
        """A cell by its column, None where the column was taken out."""
        return row.cells[self.places[key]] if key in self.places else None


@dataclass(frozen=True)
class FilledIn:
    """The sheets of a workbook by what they are, and the facts of its hidden sheet: label by key, by group."""

    sheets: Mapping[str, Sequence[Sheet]]
    facts: Mapping[str, Mapping[str, str]]

    @property
    def main(self) -> Sheet:
        """The sheet of proposals, the first of them where somebody copied it."""
        return self.sheets[shape.PROPOSALS][0]

    @property
    def name(self) -> str | None:
        """What the sheet of proposals is called."""
        return self.main.table.name

    @property
    def made_for(self) -> Mapping[str, str]:
        """The unit, round and type of support that it was made for; empty where the hidden sheet was taken out."""
        return self.facts.get(shape.MADE_FOR, {})

    def tables(self) -> Iterator[tuple[str, Sheet, Row]]:
        """The rows of the budget and of the needs that anybody wrote into, with what they are."""
        for kind in (shape.LINES, shape.NEEDS):
            for sheet in self.sheets.get(kind, ()):
                yield from ((kind, sheet, row) for row in sheet.rows if _is_filled(sheet, row))


def find_form(tables: Sequence[Table]) -> FilledIn | None:
    """The fill-in workbook by the marks of its sheets; None where the file is none."""
    found: dict[str, list[Sheet]] = {}
    for table in tables:
        for index, row in enumerate(table.rows):
            place, mark = _mark(row)
            if mark:
                keys = {cell: at for at, cell in enumerate(row.cells) if isinstance(cell, str) and at > place}
                found.setdefault(mark, []).append(Sheet(table, index + 1, {shape.NUMBER: place, **keys}))
                break
    return FilledIn(found, _facts(found.get(shape.FACTS, ()))) if shape.PROPOSALS in found else None


def _mark(row: Row) -> tuple[int, str]:
    for place, cell in enumerate(row.cells):
        if isinstance(cell, str) and (match := _MARK.fullmatch(cell)):
            return place, match[1]
    return 0, ""


def _facts(sheets: Sequence[Sheet]) -> dict[str, dict[str, str]]:
    groups: dict[str, dict[str, str]] = {}
    for sheet in sheets:
        for row in sheet.rows:
            group, key, label = (*map(cell_text, row.cells[sheet.places[shape.NUMBER] :]), "", "")[:3]
            groups.setdefault(group, {})[key] = label
    return groups


def keeps_letters(tables: Sequence[Table]) -> bool:
    """Whether the file says that its texts are Unicode even where they look like an old encoding."""
    form = find_form(tables)
    return form is not None and form.made_for.get("letters") == "unicode"


def read(form: FilledIn, filename: str, chosen: TableChoices) -> Preview:
    """All sheets as a Preview; rows of the tables stand with the proposals that they name.

    Raises UnreadableFile where nobody filled anything in.
    """
    preview = Preview(filename, form.name, None, [], made_for=dict(form.made_for), sources=[_source(form.main)])
    by_number = _proposals(form, preview)
    if not preview.rows:
        raise UnreadableFile("fill_in_empty")
    _read_tables(form, by_number, preview)
    for row in preview.rows:
        _sum_up(row)
        if cells := chosen.cells(row.row):
            correct(row, cells)
        choose_category(row, chosen.category)
        if not row.title:
            row.say("title_missing", "title")
    check_projects(preview.rows)
    preview.columns = _columns(form)
    preview.sheets = [form.name] if form.name else []
    preview.beside = [sheet.table for sheets in form.sheets.values() for sheet in sheets if sheet is not form.main]
    preview.messages.append(_said_of_all(preview))
    return preview


def _proposals(form: FilledIn, preview: Preview) -> dict[int, PreviewRow]:
    """Fill in the rows of the preview; returns them by their numbers."""
    used = {_number(sheet, row) for _, sheet, row in form.tables()} - {None}
    by_number: dict[int, PreviewRow] = {}
    for sheet in form.sheets[shape.PROPOSALS]:
        for source in sheet.rows:
            number = _number(sheet, source)
            if not _is_filled(sheet, source) and number not in used - by_number.keys():
                continue
            row = _proposal(form, sheet, source)
            preview.rows.append(row)
            if number is not None and by_number.setdefault(number, row) is not row:
                row.say("number_repeated", number=number, row=by_number[number].row)
    return by_number


def _source(sheet: Sheet) -> Source:
    """The sheet of proposals as a table under one row of headings."""
    names = {NAMES_IN_ROW.get(key, key): (key, place) for key, place in sheet.places.items()}
    columns = [
        Column(place, BY_KEY[key].label.vi if key in BY_KEY else key, name if key in BY_KEY else None, None, True)
        for name, (key, place) in sorted(names.items(), key=lambda item: item[1][1])
    ]
    return Source(sheet.table, Header(sheet.first - 1, sheet.first - 1, columns, None))


def _columns(form: FilledIn) -> dict[str, str]:
    """The fields that the workbook asks for, by the names that rows give them."""
    columns = {NAMES_IN_ROW.get(key, key): BY_KEY[key].label.vi for key in form.main.places if key in BY_KEY}
    if form.made_for.get("category"):
        columns["category_key"] = BY_KEY["category_key"].label.vi
    tables = {"lines": shape.LINES, "needs": shape.NEEDS}
    return columns | {key: shape.SHEET_NAMES[kind].vi for key, kind in tables.items() if kind in form.sheets}


def _said_of_all(preview: Preview) -> Message:
    lines, needs = (sum(len(getattr(row, name)) for row in preview.rows) for name in ("lines", "needs"))
    return message("fill_in", proposals=len(preview.rows), lines=lines, needs=needs)


def _number(sheet: Sheet, row: Row) -> int | None:
    found = re.search(r"\d{1,6}", cell_text(sheet.cell(row, shape.NUMBER)))
    return int(found[0]) if found else None


def _is_filled(sheet: Sheet, row: Row) -> bool:
    """Whether anybody wrote into the row: its number and what is computed say nothing."""
    silent = {sheet.places.get(key) for key in (*shape.COMPUTED, shape.NUMBER, "id", shape.CODE, shape.VERSION)}
    return any(cell is not None and place not in silent for place, cell in enumerate(row.cells))


def _proposal(form: FilledIn, sheet: Sheet, source: Row) -> PreviewRow:
    row = PreviewRow(source.number, number=cell_text(sheet.cell(source, shape.NUMBER)))
    row.code = cell_text(sheet.cell(source, shape.CODE)).upper()
    version = cell_text(sheet.cell(source, shape.VERSION))
    row.version = int(version) if version.isdecimal() else None
    row.category_key = form.made_for.get("category") or None
    for key in sheet.places:
        if key in BY_KEY and not (key == "category_key" and row.category_key):
            read = reader_of(BY_KEY[key], form.facts)(sheet.cell(source, key))
            name = NAMES_IN_ROW.get(key, key)
            setattr(row, name, read.value)
            _say(row, read, name, BY_KEY[key].label)
    _keep_the_rest(row, sheet, source)
    if source.converted_from:
        row.say("converted", encoding=source.converted_from)
    if source.hidden:
        row.say("hidden")
    return row


def _keep_the_rest(row: PreviewRow, sheet: Sheet, source: Row) -> None:
    """Cells in columns that somebody added, so that nothing in the file is lost."""
    known = set(sheet.places.values())
    added = [
        f"{UNNAMED} {place + 1}: {cell_text(cell)}"
        for place, cell in enumerate(source.cells)
        if place not in known and cell is not None
    ]
    row.notes = "\n".join(filter(None, (row.notes, *added)))


def _say(row: PreviewRow, read: Read, field: str, label: Bilingual, place: Mapping[str, Any] | None = None) -> None:
    """Say what was doubtful of a cell; of another sheet than the row's own, with the place."""
    if not read.doubt:
        return
    said = message(read.doubt, field, label=label, **read.told)
    row.messages.append(replace(said, text=HERE.format(**place, text=said.text)) if place else said)


def _read_tables(form: FilledIn, by_number: Mapping[int, PreviewRow], preview: Preview) -> None:
    """Put budget lines and needs to their proposals; those of no proposal are told."""
    above: tuple[Sheet | None, int | None] = None, None
    for kind, sheet, source in form.tables():
        number, place = _number(sheet, source), _place(kind, sheet, source)
        carried = number is None
        if carried and above[0] is sheet:
            number = above[1]
        above = sheet, number
        row = by_number.get(number) if number is not None else _only(preview.rows)
        if row is None:
            preview.messages.append(message("row_of_no_proposal", **place, number="–" if number is None else number))
            continue
        if carried:
            row.say("number_carried", **place, number=row.number)
        _add(row, kind, sheet, source, form.facts)


def _place(kind: str, sheet: Sheet, source: Row) -> dict[str, Any]:
    return {"sheet": sheet.table.name or shape.SHEET_NAMES[kind].vi, "row": source.number}


def _only(rows: list[PreviewRow]) -> PreviewRow | None:
    return rows[0] if len(rows) == 1 else None


def _add(row: PreviewRow, kind: str, sheet: Sheet, source: Row, facts: Mapping[str, Mapping[str, str]]) -> None:
    columns = shape.LINE_COLUMNS if kind == shape.LINES else shape.NEED_COLUMNS
    field = "budget_lines" if kind == shape.LINES else "in_kind_needs"
    values: dict[str, Any] = {}
    for column in columns:
        if column.key not in (*shape.COMPUTED, shape.NUMBER):
            read = reader_of(column, facts)(sheet.cell(source, column.key))
            values[column.key] = read.value
            _say(row, read, field, column.heading, _place(kind, sheet, source))
    if kind == shape.LINES:
        values["funding"] = values["funding"] or next(iter(FUNDING))
        row.lines.append(LineInput(**values))
    else:
        row.needs.append(NeedInput(**values))


def _sum_up(row: PreviewRow) -> None:
    """The amounts of the lines; what no proposal may hold is an error of the row."""
    for key, rows in (("budget_lines", row.lines), ("in_kind_needs", row.needs)):
        try:
            check_rows(key, rows)
        except Invalid as refused:
            row.messages += [Message(key, "error", "refused", text) for text in refused.fields.values()]
    if row.lines:
        amounts = {key: sum(_amount(line) for line in row.lines if line.funding == key) for key in FUNDING}
        row.aid_vnd, row.counterpart_vnd = amounts["aid"], amounts["counterpart"]
        row.total_vnd = sum(amounts.values())


def _amount(line: LineInput) -> int:
    amount = (line.quantity or Decimal(0)) * (line.unit_cost_vnd or 0)
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))
