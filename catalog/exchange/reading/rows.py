"""What each row of a table is: a project, a section, a total, a signature, a continuation of the row above."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from catalog.exchange.reading.columns import LONGEST_HEADING, Column, Header
from catalog.exchange.reading.grid import Cell, Row, Table
from catalog.exchange.reading.names import COUNT_FIELDS, MONEY_FIELDS, heading_words
from catalog.text import fold

# Fields that only a project has: sections and totals carry at most a number, a name, counts and amounts.
DETAILS = frozenset(
    "location objective activities need results summary period start end implementer owner managing_agency contact"
    " category sustainability readiness counterpart_source".split()
)
FIGURES = frozenset((*MONEY_FIELDS, "children", *COUNT_FIELDS))


@dataclass(slots=True)
class Line:
    """A row below the header, with what its cells are.

    kind: "project", or why it is left out (a code of messages.py), or "continuation". number: the STT as text.
    text: all words of the row that stand outside the figures. section, level: see `classify`. above: the project that
    a continuation belongs to.
    """

    row: Row
    index: int
    number: str
    title: str
    text: str
    filled: frozenset[str]
    spans: bool = False
    under_title: bool = False
    kind: str = ""
    section: str = ""
    level: int = 0
    above: "Line | None" = None
    continuations: list["Line"] = field(default_factory=list)

    @property
    def details(self) -> frozenset[str]:
        return self.filled & DETAILS

    @property
    def substantial(self) -> bool:
        """Whether it says as much as a project does, not as a part of one."""
        return "location" in self.details or len(self.details) > 1

    @property
    def figures(self) -> frozenset[str]:
        return self.filled & FIGURES

    @property
    def counted(self) -> bool:
        """Whether it has a number as projects have: 1, 01., 2.3, I.1."""
        return _PROJECT_NUMBER.fullmatch(self.number) is not None


_PROJECT_NUMBER = re.compile(r"\(?(?:[IVX]+\.|[A-Z]\.)?[0-9]{1,4}(?:\.[0-9]{1,3})*[.)]{0,2}")
_SECTION_NUMBER = re.compile(r"(?P<roman>[IVX]{1,6})[.):]?|(?P<letter>[A-ZĐ])[.):]?")
_LETTERED = re.compile(r"[a-zđ][.)]?|[-+*•]")
_BULLET = re.compile(r"[-+*•–]\s*\S")
_NUMBERED_TEXT = re.compile(r"(?:[IVX]{1,6}|[A-ZĐ]|[0-9]{1,2})\s*[.):/-]\s*(?=\S)")
_SECTION_WORD = re.compile(r"(?:linh vuc|nhom|phan|muc|hop phan|chuong trinh|khoi|sector|group|part)\b")
_PLACE_WORD = re.compile(r"(?:xa|phuong|thi tran|huyen|thanh pho|thi xa)\b")
_MARK = r"(?:muc|phan|nhom|linh vuc|khoi|tieu muc|section)?"
_COLUMN_NUMBER = re.compile(r"\(?([0-9]{1,2}|[A-Za-z])\)?(?: ?[=+x/-] ?\(?[0-9]{1,2}\)?)*")
_TOTAL = re.compile(
    rf"(?P<sub>(?:tong cong|tong so|tong|cong|tieu cong|sub ?-?total)(?: kinh phi)? (?:{_MARK} ?(?:[ivx]+|[a-z]"
    rf"|[0-9]+)\b|(?:muc|phan|nhom|linh vuc)\b).*|tieu cong.*|sub ?-?total.*)"
    r"|(?:tong|cong|total|grand total|sum)(?: (?:cong|so|kinh phi|von|hop|chung|toan huyen|toan tinh|toan bo"
    r"|budget|nhu cau|muc|a\+b|all))*"
    r"(?: ?[:=(\[+].*)?|tong (?:cong|so|kinh phi)[ :(].*"
)
# A total that was given a number all the same; anything longer may be the name of a project.
_BARE_TOTALS = frozenset({"tong cong", "tong", "cong", "tong so", "tong kinh phi", "total"})
_SIGNATURE = re.compile(
    r"(?:tm|kt|tl|tuq|q)\. ?(?:uy ban|ubnd|chu tich|giam doc|truong|thu truong|ban|hoi dong|bch|uy vien|chanh)"
    r"|noi nhan ?:|(?:pho )?chu tich(?: ubnd.*| huyen| xa| hoi.*)?$|(?:pho )?giam doc(?: so.*)?$"
    r"|(?:pho )?truong (?:phong|ban)$"
    r"|nguoi (?:lap|tong hop|lap bieu|lap bang|lap danh sach|ky)\b(?! ke hoach)|lap bieu$|thu truong (?:don vi"
    r"|co quan)|ke toan(?: truong)?$"
    r"|\(?(?:ky|da ky|chu ky)\b.*(?:ten|ho ten|dong dau)|\(da ky\)|xac nhan cua|phe duyet cua|dai dien (?:don vi"
    r"|co quan|lanh dao)$"
    r"|(?:[a-z ]{2,30}, ?)?ngay ?[0-9. …]* ?thang ?[0-9. …]* ?nam|luu ?: ?vt"
)
_NOTE = re.compile(r"(?:ghi chu|luu y|chu thich|chu y|nguon|note|remarks?) ?[:(]|\(?\*+\)?|\(?[0-9]\) ?[a-z]")


def classify(table: Table, header: Header, section: str = "") -> list[Line]:
    """The lines below the header without blank ones, each with its kind, and under which section it stands.

    section: the one that is open where the table starts. Sections nest by the kind of their numbers (A over I over 1):
    `level` is 0 for the outermost.
    """
    lines = _lines(table, header)
    context = _Context(table, header, section)
    for position, line in enumerate(lines):
        context.next = lines[position + 1] if position + 1 < len(lines) else None
        line.kind = next(kind for kind, test in RULES if test(line, context))
        context.follow(line)
    return lines


def _lines(table: Table, header: Header) -> list[Line]:
    fields = {column.place: column.field or "" for column in header.columns}
    wide = {
        merge.top + offset
        for merge in table.merges
        if merge.right - merge.left >= 2
        for offset in range(merge.bottom - merge.top + 1)
    }
    fill = table.vertical_fill()
    title_columns = [column.place for column in header.of("title")]
    lines = []
    for index in range(header.last + 1, len(table.rows)):
        row = table.rows[index]
        if row.blank:
            continue
        lines.append(
            Line(
                row,
                index,
                _number(row, header),
                _first_text(row, header.of("title")),
                _words(row, fields),
                frozenset(field for i, cell in enumerate(row.cells) if (field := fields.get(i)) and _says(field, cell)),
                spans=index in wide,
                under_title=any(fill.get((index, column), 0) > header.last for column in title_columns),
            )
        )
    return lines


def _says(field: str, cell: Cell) -> bool:
    """Whether a cell fills its field: one for figures needs a digit, or else it is a word that strayed there."""
    return cell is not None and (
        field not in FIGURES or not isinstance(cell, str) or re.search("[0-9]", cell) is not None
    )


def _number(row: Row, header: Header) -> str:
    columns = header.of("number")
    value = row.cells[columns[0].place] if columns else None
    if isinstance(value, float) and value == int(value):
        value = int(value)
    return " ".join(str(value).split()) if value is not None else ""


def _first_text(row: Row, columns: list[Column]) -> str:
    return next((text for column in columns if (text := cell_text(row.cells[column.place]))), "")


def _words(row: Row, fields: dict[int, str]) -> str:
    return " ".join(
        cell
        for i, cell in enumerate(row.cells)
        if isinstance(cell, str) and fields.get(i) not in (*MONEY_FIELDS, "number", "code")
    )


def cell_text(value: Cell) -> str:
    """A cell as text: whole numbers without decimals, dates as dd/mm/yyyy."""
    if value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value == int(value) else repr(value)
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)


class _Context:
    """What the rules know besides the line: the table, the line that follows, what came before."""

    def __init__(self, table: Table, header: Header, section: str) -> None:
        self.table = table
        self.header = header
        self.number_columns = {column.place for column in header.of("number")}
        self.numbered = bool(self.number_columns)
        self.headings = {
            heading_words(cell)
            for row in table.rows[max(header.first, 0) : header.last + 1]
            for cell in row.cells
            if isinstance(cell, str) and len(cell) <= LONGEST_HEADING
        } | {heading_words(column.heading) for column in header.columns}
        self.next: Line | None = None
        self.project: Line | None = None
        self.section = section
        self.ended = False
        self._levels: list[str] = []

    def follow(self, line: Line) -> None:
        """Take note of what the line turned out to be."""
        if line.kind == "section":
            kind = _kind_of_number(line.number or line.text)
            if kind not in self._levels:
                self._levels.append(kind)
            line.level = self._levels.index(kind)
            self.section = section_name(line)
            self.project = None
        elif line.kind == "project":
            self.project = line
        elif line.kind == "signature":
            self.ended = True
        elif line.kind == "continuation" and self.project:
            line.above = self.project
            self.project.continuations.append(line)
        line.section = self.section


def _kind_of_number(text: str) -> str:
    """Sort of a section's number, for nesting: letters, Roman, Arabic, none."""
    match = re.match(r"(?P<roman>[IVX]{1,6})(?=[.):\s]|$)|(?P<letter>[A-ZĐ])(?=[.):\s]|$)|(?P<arabic>[0-9])", text)
    return (match.lastgroup if match else None) or "none"


def section_name(line: Line) -> str:
    """The words of a section row, without its number."""
    text = line.title or line.text or line.number
    return _NUMBERED_TEXT.sub("", text, count=1).strip(" .:")


def section_above(heading: list[str]) -> str:
    """The section that the last line before a table names ("II. Lĩnh vực y tế"), or ""."""
    line = heading[-1] if heading else ""
    if not re.match(r"(?:[IVX]{1,6}|[A-ZĐ])\s*[.):/-]\s*\S", line) and not re.match("linh vuc|nhom", fold(line)):
        return ""
    return _NUMBERED_TEXT.sub("", line, count=1).strip(" .:")


def names_place(section: str) -> bool:
    """Whether a section is a commune or district, not a type of support."""
    return _PLACE_WORD.match(fold(section)) is not None


# The rules, first match wins -------------------------------------------------------------------------------------


def _after_end(line: Line, context: _Context) -> bool:
    return context.ended and line.counted and bool(line.title) and bool(line.figures or line.details)


def _below_end(_line: Line, context: _Context) -> bool:
    return context.ended


def _is_column_numbers(line: Line, _context: _Context) -> bool:
    """(1) (2) (3) …, also A B 1 2 3 or 7=8+9: labels only, and the numbers go on one by one."""
    cells = [cell for cell in line.row.cells if cell is not None]
    labels = [_COLUMN_NUMBER.fullmatch(cell_text(cell)) for cell in cells]
    if len(cells) < 3 or not all(labels):
        return False
    numbers = [int(label[1]) for label in labels if label and label[1].isdigit()]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else True


def _is_empty(line: Line, context: _Context) -> bool:
    """A prepared row that nobody filled in: a number, and sums of nothing."""
    if line.number and not line.counted:
        return False
    cells = (cell for i, cell in enumerate(line.row.cells) if i not in context.number_columns)
    return all(cell in (None, 0) for cell in cells)


def _is_header_again(line: Line, context: _Context) -> bool:
    cells = [cell for cell in line.row.cells if cell is not None]
    if line.counted or not all(isinstance(cell, str) and len(cell) <= LONGEST_HEADING for cell in cells):
        return False
    return all(heading_words(str(cell)) in context.headings for cell in cells)


def _is_signature(line: Line, _context: _Context) -> bool:
    if line.counted or (line.figures and line.title):
        return False
    texts = [fold(cell) for cell in line.row.cells if isinstance(cell, str)]
    return any(_SIGNATURE.match(text) for text in texts) and len(line.details) <= 3


def _total_label(line: Line) -> re.Match[str] | None:
    if len(line.details) > 1 or (line.counted and fold(line.title).strip(" :") not in _BARE_TOTALS):
        return None
    return next(
        (match for text in (line.title, line.text, line.number) if (match := _TOTAL.fullmatch(fold(text)))), None
    )


def _is_subtotal(line: Line, _context: _Context) -> bool:
    match = _total_label(line)
    return match is not None and match["sub"] is not None


def _is_total(line: Line, context: _Context) -> bool:
    if _total_label(line) is not None:
        return True
    bare = not line.number and not line.text and bool(line.figures) and not line.under_title
    return bare and not (context.numbered is False and context.next is not None)


def _is_note(line: Line, _context: _Context) -> bool:
    if line.counted or line.figures or len(line.filled) > 2:
        return False
    return _NOTE.match(fold(line.text or line.number)) is not None and not _is_sub_item(line)


def _is_section(line: Line, context: _Context) -> bool:
    if line.details:
        return bool(_SECTION_NUMBER.fullmatch(line.number)) and line.details == {"location"} and not line.figures
    if _SECTION_NUMBER.fullmatch(line.number):
        return bool(line.text)
    if line.counted:
        return _has_parts(line, context)
    if len(line.number) > 3 and not line.title:
        return context.next is not None and not _BULLET.match(line.number)
    return (
        not line.number and bool(line.title) and not line.figures - {"children"} and _sounds_like_section(line, context)
    )


def _has_parts(line: Line, context: _Context) -> bool:
    """Row 2 above rows 2.1 and 2.2, or above a) and b) that are projects themselves."""
    after = context.next
    if after is None or not line.title:
        return False
    own = line.number.strip(".()")
    return after.number.startswith(f"{own}.") or bool(_LETTERED.fullmatch(after.number) and after.substantial)


def _sounds_like_section(line: Line, context: _Context) -> bool:
    after = context.next
    if after is None or _BULLET.match(line.title) or not (after.counted or (not context.numbered and after.details)):
        return False
    telling = (
        line.spans or line.title.isupper() or _NUMBERED_TEXT.match(line.title) or _SECTION_WORD.match(fold(line.title))
    )
    return bool(telling) or (context.numbered and line.title[0].isupper() and not line.under_title)


def _is_sub_item(line: Line) -> bool:
    return bool(_LETTERED.fullmatch(line.number) or _BULLET.match(line.title) or _BULLET.match(line.number))


def _is_continuation(line: Line, context: _Context) -> bool:
    if context.project is None or line.counted:
        return False
    if _is_sub_item(line):
        return not line.substantial
    if line.under_title:
        return True
    if line.title:
        return not line.figures and ((len(line.details) < 2 and context.numbered) or line.title[0].islower())
    return not line.figures


def _is_text_only(line: Line, context: _Context) -> bool:
    return not line.counted and not line.figures and not line.details and (context.numbered or context.next is None)


def _is_project(_line: Line, _context: _Context) -> bool:
    return True


RULES: list[tuple[str, Callable[[Line, _Context], bool]]] = [
    ("after_signature", _after_end),
    ("signature", _below_end),
    ("column_numbers", _is_column_numbers),
    ("only_number", _is_empty),
    ("repeated_header", _is_header_again),
    ("signature", _is_signature),
    ("subtotal", _is_subtotal),
    ("total", _is_total),
    ("footnote", _is_note),
    ("section", _is_section),
    ("continuation", _is_continuation),
    ("stray_text", _is_text_only),
    ("project", _is_project),
]
