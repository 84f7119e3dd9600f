"""The sheets of the fill-in workbook that people write in: headings, checks of what is typed, drop-downs, sums."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from math import ceil
from typing import Any

from catalog.exchange import workbook_shape as shape
from catalog.exchange.workbook_shape import MARK, ColumnKind, SheetColumn
from catalog.exchange.writing.cells import put_text, safe
from catalog.exchange.writing.xlsx_cells import letters
from catalog.i18n import Bilingual
from catalog.proposals.choices import FUNDING
from catalog.proposals.fields import BY_KEY, Kind
from catalog.proposals.models import OLDEST_CHILD
from catalog.proposals.rows import LARGEST_QUANTITY, LARGEST_VND
from catalog.proposals.sections import SECTION_NAMES

Value = str | int | Decimal | date | None
A4 = 9
LINE = 15.5  # points
HIGHEST = 240  # points, of a row that is filled already
FONT = {"font_name": "Times New Roman", "font_size": 12, "valign": "top", "text_wrap": True}
GRID = {"border": 1, "border_color": "#A6A6A6"}
MIDDLE = {"align": "center", "valign": "vcenter", "bold": True}
LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 15, "text_wrap": False},
    "note": {"italic": True, "text_wrap": False},
    "section": {"bold": True, "bg_color": "#1F4E5F", "font_color": "#FFFFFF", "valign": "vcenter", "text_wrap": False},
    "heading": {**GRID, **MIDDLE, "bg_color": "#DCE9EC"},
    "required": {**GRID, **MIDDLE, "bg_color": "#FBE5C8"},
    "help": {**GRID, "italic": True, "font_size": 10, "bg_color": "#F5F8F8"},
    "cell": GRID,
    "shown": {**GRID, "bg_color": "#EFEFEF", "font_color": "#404040"},
    "sum": {"bold": True, "bg_color": "#EFEFEF"},
    "sum_name": {"bold": True, "align": "right", "text_wrap": False},
}
MONEY = "#,##0"
# Text columns are text in the spreadsheet too, so that "- Xây 2 phòng" is no formula and "05" keeps its zero.
NUMBER_FORMATS: dict[str, str] = {
    Kind.COUNT: MONEY,
    Kind.MONTH: "mm/yyyy",
    Kind.DATE: "dd/mm/yyyy",
    ColumnKind.NUMBER: "0",
    ColumnKind.QUANTITY: "General",
    ColumnKind.MONEY: MONEY,
    ColumnKind.SHOWN: MONEY,
}
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)
MOST_ROWS = 1_000  # that are checked while typing, those inserted later included
BANDS, HEADINGS, HELP, KEYS = 2, 3, 4, 5  # rows, from 0
FIRST = KEYS + 1

LIMIT = Bilingual("Tối đa {limit} ký tự.", "At most {limit} characters.")
REQUIRED = Bilingual("Bắt buộc khi gửi.", "Needed for sending.")
WRONG = {
    "list": "Hãy chọn một mục trong danh sách.",
    "integer": "Hãy nhập số nguyên từ {minimum} đến {maximum}.",
    "decimal": "Hãy nhập một số không âm, ví dụ 12 hoặc 1,5.",
    "date": "Hãy nhập tháng/năm hoặc ngày/tháng/năm, ví dụ 03/2024 hoặc 18/05/2024.",
    "length": "Dài quá: tối đa {maximum} ký tự.",
}
# Lists that help but do not bind: several targets may be typed, and communes of another unit.
OPEN_LISTS = frozenset({"sdg_targets", "commune_code"})


class Lists:
    """The hidden sheet: what the workbook was made for, and the labels that the drop-downs take from it."""

    def __init__(self, workbook: Any, facts: Mapping[str, Mapping[str, str]]) -> None:
        page = workbook.add_worksheet("catalog")
        page.hide()
        page.write_string(0, 0, MARK.format(sheet=shape.FACTS))
        self.ranges: dict[str, str] = {}
        row = 1
        for group, labels in facts.items():
            first = row
            for key, label in labels.items():
                for place, text in enumerate((group, key, label)):
                    put_text(page, row, place, text)
                row += 1
            if row > first:
                self.ranges[group] = f"=catalog!$C${first + 1}:$C${row}"


class Grid:
    """One sheet: its head, its rows, and what may be typed into them."""

    def __init__(self, workbook: Any, page: Any, sheet: str, columns: Sequence[SheetColumn], lists: Lists) -> None:
        self.workbook, self.page, self.sheet, self.columns, self.lists = workbook, page, sheet, columns, lists
        self.places = {column.key: place for place, column in enumerate(columns)}
        self._formats: dict[tuple[str, str], Any] = {}
        for place, column in enumerate(columns):
            page.set_column(place, place, column.width, None, {"hidden": column.hidden})
        self._print_setup()

    def _format(self, look: str, number_format: str = "General") -> Any:
        if (look, number_format) not in self._formats:
            described = {**FONT, **LOOKS[look], "num_format": number_format}
            self._formats[look, number_format] = self.workbook.add_format(described)
        return self._formats[look, number_format]

    def _print_setup(self) -> None:
        self.page.set_landscape()
        self.page.set_paper(A4)
        self.page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        self.page.set_footer("&L&A&RTrang &P/&N")
        self.page.repeat_rows(HEADINGS)
        if self.sheet == shape.PROPOSALS:
            self.page.set_print_scale(60)
            self.page.repeat_columns(0, self.places["title"])
        else:
            self.page.fit_to_pages(1, 0)

    def head(self, title: str, note: Bilingual) -> None:
        """Title, note, headings with help, and the hidden row that the columns are known by."""
        self.page.write_string(0, 0, safe(title), self._format("title"))
        self.page.write_string(1, 0, f"{note.vi}  {note.en}", self._format("note"))
        self._bands()
        for place, column in enumerate(self.columns):
            look = "required" if column.required else "heading"
            self.page.write_string(HEADINGS, place, _heading(column), self._format(look))
            self.page.write_string(HELP, place, "\n".join(_help(column)), self._format("help"))
            self.page.write_string(KEYS, place, column.key if place else MARK.format(sheet=self.sheet))
        headings = max(_lines(_heading(column), column.width * 0.85) for column in self.columns)
        self.page.set_row(HEADINGS, LINE * headings + 4)
        lines = max(_lines("\n".join(_help(column)), column.width * 1.2) for column in self.columns)
        self.page.set_row(HELP, min(13.5 * lines + 2, HIGHEST))
        self.page.set_row(KEYS, None, None, {"hidden": True})
        self.page.freeze_panes(FIRST, self.places.get("title", self.places.get("item", 0)) + 1)

    def _bands(self) -> None:
        """Names of the form's sections above the first of their columns."""
        above = None
        for place, column in enumerate(self.columns if self.sheet == shape.PROPOSALS else ()):
            section = BY_KEY[column.key].section if column.key in BY_KEY else None
            words = SECTION_NAMES[section].vi if section is not None and section is not above else ""
            if section is not None:
                self.page.write(BANDS, place, words or None, self._format("section"))
            above = section

    def fill(self, rows: Sequence[Mapping[str, Value]], empty: int) -> None:
        """The rows given, and empty ones below them; proposals are numbered all through."""
        last = FIRST + len(rows) + empty - 1
        for index in range(FIRST, last + 1):
            given = rows[index - FIRST] if index - FIRST < len(rows) else {}
            if self.sheet == shape.PROPOSALS:
                given = {shape.NUMBER: index - FIRST + 1, **given}
            for place, column in enumerate(self.columns):
                self._put(index, place, column, given.get(column.key))
            lines = max(_lines(str(given.get(column.key) or ""), column.width) for column in self.columns)
            # A row of no set height grows with what is typed.
            self.page.set_row(index, min(LINE * lines + 2, HIGHEST) if lines > 1 else None)
        for place, column in enumerate(self.columns):
            if check := self._check(column):
                self.page.data_validation(FIRST, place, FIRST + max(len(rows) + empty, MOST_ROWS), place, check)
        if self.sheet == shape.LINES:
            self._grand_total(last, sum(int(str(row[shape.AMOUNT])) for row in rows))
        self.page.ignore_errors({"number_stored_as_text": "A1:XFD5000"})

    def _put(self, row: int, place: int, column: SheetColumn, value: Value) -> None:
        if column.kind == ColumnKind.SHOWN:
            format_ = self._format("shown", NUMBER_FORMATS[column.kind])
            shown = safe(value) if isinstance(value, str) else value
            self.page.write_formula(row, place, self._formula(column.key, row + 1), format_, shown or "")
            return
        format_ = self._format("cell", NUMBER_FORMATS.get(column.kind, "@"))
        if value is None or value == "":
            self.page.write_blank(row, place, None, format_)
        elif isinstance(value, str):
            put_text(self.page, row, place, value, format_)
        elif isinstance(value, date):
            self.page.write_datetime(row, place, value, format_)
        else:
            self.page.write_number(row, place, value, format_)

    def _formula(self, key: str, row: int) -> str:
        """What a column shows of its row (numbered from 1): an amount, the title of the number, sums of the budget."""
        if key == shape.AMOUNT:
            quantity, cost = (f"{letters(self.places[name])}{row}" for name in ("quantity", "unit_cost_vnd"))
            return f'=IF(OR({quantity}="",{cost}=""),"",ROUND({quantity}*{cost},0))'
        if key == shape.TITLE_SHOWN:
            numbers, titles = (_range(shape.PROPOSALS, letter) for letter in ("A", "C"))
            return f'=IF(A{row}="","",IFERROR(INDEX({titles},MATCH(A{row},{numbers},0)),"?"))'
        numbers, amounts, paid = (
            _range(shape.LINES, letters(place)) for place in (0, _place_of(shape.AMOUNT), _place_of("funding"))
        )
        counterpart = f'SUMIFS({amounts},{numbers},A{row},{paid},"{FUNDING["counterpart"].vi}")'
        total = f"SUMIFS({amounts},{numbers},A{row})"
        sums = {"sum_total": total, "sum_counterpart": counterpart, "sum_aid": f"{total}-{counterpart}"}
        return f'=IF(COUNTIF({numbers},A{row})=0,"",{sums[key]})'

    def _grand_total(self, last: int, total: int) -> None:
        letter = letters(self.places[shape.AMOUNT])
        self.page.write_string(1, self.places["optional"], "Tổng cộng", self._format("sum_name"))
        formula = f"=SUM({letter}{FIRST + 1}:{letter}{last + 1})"
        self.page.write_formula(1, self.places[shape.AMOUNT], formula, self._format("sum", MONEY), total)

    def _check(self, column: SheetColumn) -> dict[str, Any] | None:
        """What the spreadsheet checks while typing, with the help beside the cell."""
        rule = _rule(column, self.lists.ranges.get(column.choices) if column.choices else None)
        if rule is None:
            return None
        limits = {"minimum": rule.get("minimum"), "maximum": rule.get("maximum", rule.get("value"))}
        message = "\n".join(line for line in _help(column) if line)
        if len(message) > 255:
            message = f"{message[:254]}…"
        return {
            **rule,
            "ignore_blank": True,
            "input_title": column.heading.vi[:32],
            "input_message": message or None,
            "error_title": "Kiểm tra lại",
            "error_message": WRONG[rule["validate"]].format(**limits),
        }


def _rule(column: SheetColumn, labels: str | None) -> dict[str, Any] | None:
    if labels:
        return {"validate": "list", "source": labels, "show_error": column.choices not in OPEN_LISTS}
    if column.kind == Kind.COUNT:
        most = OLDEST_CHILD if column.key in ("age_from", "age_to") else 10_000_000
        return {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": most}
    if column.kind == ColumnKind.MONEY:
        return {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": LARGEST_VND}
    if column.kind == ColumnKind.QUANTITY:
        return {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": LARGEST_QUANTITY}
    if column.kind in (Kind.MONTH, Kind.DATE):
        # How a date is typed hangs on the computer's language: what it does not take may stay as text.
        between = {"criteria": "between", "minimum": FIRST_DAY, "maximum": LAST_DAY}
        return {"validate": "date", **between, "error_type": "warning"}
    if column.limit:
        return {"validate": "length", "criteria": "<=", "value": column.limit}
    return None


def _heading(column: SheetColumn) -> str:
    return f"{column.heading.vi}{' *' if column.required else ''}\n{column.heading.en}"


def _help(column: SheetColumn) -> list[str]:
    limit = [LIMIT.vi.format(limit=column.limit)] if column.limit else []
    return list(filter(None, (column.help.vi, *([REQUIRED.vi] if column.required else []), *limit)))


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column; Times New Roman is narrower than what widths are measured in."""
    characters = max(1.25 * width - 1.5, 1)
    return sum(max(1, ceil(len(line) / characters)) for line in text.split("\n"))


def _range(sheet: str, letters: str) -> str:
    name, last = shape.SHEET_NAMES[sheet].vi, FIRST + 2 * MOST_ROWS
    return f"'{name}'!${letters}${FIRST + 1}:${letters}${last}"


def _place_of(key: str) -> int:
    return next(place for place, column in enumerate(shape.LINE_COLUMNS) if column.key == key)
