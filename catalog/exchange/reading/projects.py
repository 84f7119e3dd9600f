"""A row of a table as a project: each field from its columns, every inference said."""

import re
from collections.abc import Callable

from catalog.exchange.reading.amounts import Amounts
from catalog.exchange.reading.categories import NAMES, guess_category
from catalog.exchange.reading.columns import Column, Header
from catalog.exchange.reading.counts import Counted, parse_count
from catalog.exchange.reading.grid import Cell, Table
from catalog.exchange.reading.names import COUNT_FIELDS, FIELD_NAMES, MONEY_FIELDS, UNNAMED, heading_words
from catalog.exchange.reading.periods import parse_period
from catalog.exchange.reading.preview import PreviewRow
from catalog.exchange.reading.rows import Line, cell_text, names_place
from catalog.i18n import Bilingual, format_number

# Fields taken over as they are, and those whose value may stand in another row.
TEXTS = (
    "location", "summary", "need", "results", "sustainability", "readiness", "managing_agency", "owner", "implementer",
    "contact", "counterpart_source",
)  # fmt: skip
FROM_OTHER_ROWS = frozenset((*TEXTS, "period", "start", "end", "category", "notes", "unit"))
FIGURES = frozenset((*MONEY_FIELDS, *COUNT_FIELDS, "children", "period", "start", "end"))
OLDEST_CHILD = 18
_DITTO = re.compile(r"-? ?(?:nt|n/t|như trên|nhu tren|\"+|''|”|″|//) ?-?\.?", re.IGNORECASE)
_BULLET = re.compile(r"\s*(?:[-+*•–]|[0-9]{1,2}[.)]|[a-zđ]\))\s+(?=\S)|\s*[-+•–](?=\S)")
_WITH_ACTIVITIES = re.compile(r"noi dung|hoat dong|quy mo|hang muc|activit|content|scope|description")


class Cells:
    """The cells of one line by field, looking through merged cells and "như trên"; says where a value came from.

    above: the cells of the project before this one.
    """

    def __init__(
        self,
        line: Line,
        table: Table,
        header: Header,
        fill: dict[tuple[int, int], int],
        row: PreviewRow,
        above: "Cells | None" = None,
    ) -> None:
        self.line, self.table, self.header, self.fill, self.row, self.above = line, table, header, fill, row, above
        self._found: dict[int, Cell] = {}

    def values(self, field: str) -> list[tuple[Column, Cell]]:
        """The filled cells of a field with their columns."""
        found = ((column, self._value(column, field)) for column in self.header.of(field))
        return [(column, value) for column, value in found if value is not None]

    def _value(self, column: Column, field: str) -> Cell:
        value = self.line.row.cells[column.place]
        if field not in FROM_OTHER_ROWS:
            return value
        top = self.fill.get((self.line.index, column.place))
        if value is None and top is not None and top > self.header.last:
            value = self._taken("merged_value", field, self.table.rows[top].cells[column.place], top)
        elif isinstance(value, str) and self.above and _DITTO.fullmatch(value):
            value = self._taken("ditto", field, self.above._found.get(column.place), self.above.line.index)
        self._found[column.place] = value
        return value

    def _taken(self, code: str, field: str, value: Cell, index: int) -> Cell:
        if value is not None:
            self.row.say(code, said_field(field), row=self.table.rows[index].number)
        return value

    def first(self, field: str) -> Cell:
        """The first filled cell of a field; a column that was only guessed is said."""
        for column, value in self.values(field):
            if not column.sure:
                meaning = FIELD_NAMES.get(field, Bilingual(field, field))
                self.row.say("column_guessed", said_field(field), heading=column.heading, meaning=meaning)
            return value
        return None

    def text(self, field: str, joint: str = "\n") -> str:
        """The cells of a field as one text."""
        return joint.join(dict.fromkeys(cell_text(value) for _, value in self.values(field)))


def said_field(field: str) -> str | None:
    """The key under which messages speak of a column's field."""
    return {"period": "start", "category": "category_key"}.get(
        field, f"{field}_vnd" if field in MONEY_FIELDS else field
    )


def project(line: Line, cells: Cells, amounts: Amounts) -> PreviewRow:
    """Fill the row of a project from its cells and those that continue it."""
    row = cells.row
    row.number, row.section = line.number, line.section
    row.title = " ".join(cells.text("title", " ").split())
    row.code = cells.text("code").strip()
    for field in TEXTS:
        setattr(row, field, cells.text(field, ", " if field == "location" else "\n"))
    for step in STEPS:
        step(row, cells)
    amounts.read(row, cells.values)
    if cells.header.has_money and (row.total_vnd, row.aid_vnd, row.counterpart_vnd) == (None, None, None):
        row.say("amount_missing", "total_vnd")
    if not row.title:
        row.say("title_missing", "title")
    if line.row.converted_from:
        row.say("converted", encoding=line.row.converted_from)
    if line.row.hidden:
        row.say("hidden")
    return row


def _place(row: PreviewRow, _cells: Cells) -> None:
    row.location = " ".join(row.location.split())
    if not row.location and names_place(row.section):
        row.location = row.section
        row.say("section_place", "location", section=row.section)


def _content(row: PreviewRow, cells: Cells) -> None:
    """Objective and activities; where one column holds both ("Mục tiêu, nội dung chính") the bullets are activities."""
    row.activities = _without_bullets(cells.text("activities"))
    objective = cells.text("objective")
    both = any(_WITH_ACTIVITIES.search(heading_words(column.heading)) for column in cells.header.of("objective"))
    if both and not row.activities:
        lines = objective.split("\n")
        row.activities = _without_bullets("\n".join(filter(_BULLET.match, lines)))
        objective = "\n".join(line for line in lines if not _BULLET.match(line))
    row.objective = objective.strip()


def _without_bullets(text: str) -> str:
    return "\n".join(stripped for line in text.split("\n") if (stripped := _BULLET.sub("", line, count=1).strip()))


def _children(row: PreviewRow, cells: Cells) -> None:
    """Number and groups: from the column of numbers, else from that of beneficiaries, which may hold both in words."""
    value, words = cells.first("children"), cells.text("beneficiaries")
    counted, described = parse_count(value), parse_count(words or None)
    row.beneficiaries = words or (value if isinstance(value, str) else "")
    told, said = (described, words) if value is None else (counted, cell_text(value))
    row.children = told.children
    for field, number in (described.groups | counted.groups).items():
        setattr(row, field, number)
    ages = counted.ages or described.ages
    if ages and ages[1] <= OLDEST_CHILD:
        row.age_from, row.age_to = ages
    _say_doubt(row, "children", told, said)
    for field in COUNT_FIELDS:
        cell = cells.first(field)
        if cell is not None:
            part = parse_count(cell)
            setattr(row, field, part.children)
            _say_doubt(row, field, part, cell_text(cell))
    if row.children is None and row.girls is not None and row.boys is not None:
        row.children = row.girls + row.boys
        row.say("children_parts", "children", number=_number(row.children))
    if row.children is None and not said and (cells.header.of("children") or cells.header.of("beneficiaries")):
        row.say("children_missing", "children")


def _say_doubt(row: PreviewRow, field: str, counted: Counted, written: str) -> None:
    if counted.doubt:
        number = _number(counted.children) if counted.children is not None else ""
        row.say(f"children_{counted.doubt}", field, raw=written, number=number)


def _number(value: int) -> Bilingual:
    return Bilingual(format_number(value, "vi"), format_number(value, "en"))


def _period(row: PreviewRow, cells: Cells) -> None:
    value = cells.first("period")
    period = parse_period(value)
    first, last = cells.first("start"), cells.first("end")
    if value is None or first is not None or last is not None:
        start, end = parse_period(first), parse_period(last)
        period = period._replace(
            start=start.start or period.start, end=end.end or period.end, note=start.note or end.note
        )
        value = " - ".join(filter(None, (cell_text(first), cell_text(last))))
    row.start, row.end = period.start, period.end
    if period.note:
        said = f"{_month(period.start)} - {_month(period.end)}"
        row.say(period.note, "start", raw=cell_text(value), period=said)
    if row.start and row.end and row.end < row.start:
        row.say("end_before_start", "end")


def _month(iso: str | None) -> str:
    return f"{iso[5:]}/{iso[:4]}" if iso else "?"


def _category(row: PreviewRow, cells: Cells) -> None:
    stated = cells.text("category")
    row.category_key = guess_category(stated, row.title, row.section, row.objective)
    if row.category_key:
        row.say("category_guessed", "category_key", category=NAMES[row.category_key])
    else:
        row.say("category_unknown", "category_key")


def _continued(row: PreviewRow, cells: Cells) -> None:
    """Append the rows below that go on with this project; figures of theirs are named, not added."""
    fields = {column.place: column.field for column in cells.header.columns}
    for line in cells.line.continuations:
        figures = []
        for index, cell in enumerate(line.row.cells):
            if cell is None or fields.get(index) == "number":
                continue
            if fields.get(index) in FIGURES:
                figures.append(cell_text(cell))
            else:
                _append(row, fields.get(index), cell_text(cell), is_item=bool(line.number))
        row.say("appended", row=line.row.number)
        if figures:
            row.say("appended_amounts", row=line.row.number, values="; ".join(figures))


def _append(row: PreviewRow, field: str | None, text: str, is_item: bool) -> None:
    """Bullets and lettered items are activities, the rest goes on where it stands."""
    if field in ("title", "objective", "activities") and (is_item or _BULLET.match(text)):
        field, text = "activities", _without_bullets(text)
    if field is None or not hasattr(row, field):
        field = "notes"
    joint = " " if field in ("title", "location") else "\n"
    setattr(row, field, joint.join(filter(None, (getattr(row, field), text))))


def _notes(row: PreviewRow, cells: Cells) -> None:
    """Remarks, and everything in columns that no field of a project takes: nothing in the file is lost."""
    notes = [row.notes, cells.text("notes")]
    for column in cells.header.columns:
        if column.field in OTHER_COLUMNS:
            value = cells.line.row.cells[column.place]
            if value is not None:
                notes.append(f"{column.heading}: {cell_text(value)}")
    headed = {column.place for column in cells.header.columns}
    for place, value in enumerate(cells.line.row.cells):
        if place not in headed and value is not None:
            notes.append(f"{UNNAMED} {place + 1}: {cell_text(value)}")
    row.notes = "\n".join(filter(None, notes))


OTHER_COLUMNS = (None, "unit", "category", "aid_form", "priority", "measure", "age")
STEPS: tuple[Callable[[PreviewRow, Cells], None], ...] = (
    _place, _content, _children, _period, _continued, _category, _notes,
)  # fmt: skip
