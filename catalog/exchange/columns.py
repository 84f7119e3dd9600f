"""The columns of every document, described once, so that workbook, text file and Word list cannot disagree."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Generic, NamedTuple, TypeVar

from catalog.editions.models import Entry, bilingual
from catalog.i18n import Bilingual, format_month, format_number, format_usd, format_vnd
from catalog.proposals.choices import AID_FORMS
from catalog.proposals.state_names import STATE_NAMES
from catalog.proposals.workflow import State

Row = TypeVar("Row")
Value = str | int | Decimal | date | None


class Kind(StrEnum):
    """What a column holds, and so how it is typed, aligned and printed."""

    TEXT = "text"  # words, one text in each language
    LINES = "lines"  # the same, one item a line
    CODE = "code"  # text that is the same in both languages
    CODES = "codes"  # several of them: a tuple to read, in a cell one after another
    INTEGER = "integer"  # "<10" stands for small counts of sensitive groups
    DECIMAL = "decimal"
    VND = "vnd"
    USD = "usd"
    MONTH = "month"  # a date: the first day of a start, the last of an end


IN_WORDS = frozenset({Kind.TEXT, Kind.LINES})
AMOUNTS = frozenset({Kind.VND, Kind.USD})
NUMBERS = AMOUNTS | {Kind.INTEGER, Kind.DECIMAL}


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One fact of a row; `width` counts characters of a workbook's column."""

    key: str
    kind: Kind
    heading: Bilingual
    width: int
    read: Callable[[Row], Value | Bilingual | tuple[str, ...]]

    def value(self, row: Row, language: str) -> Value:
        """The typed value: text, whole number, decimal, date, or None where there is none."""
        value = self.read(row)
        if isinstance(value, Bilingual):
            return value.in_(language)
        return ", ".join(value) if isinstance(value, tuple) else value

    def text(self, row: Row, language: str) -> str:
        """The value as people read it in the language; "" where there is none."""
        return printed(self.kind, self.value(row, language), language)


def printed(kind: Kind, value: Value, language: str) -> str:
    """A value in print: 1.500.000 or 1,500,000 (the heading names the currency), 03/2024 or Mar 2024."""
    if value is None or isinstance(value, str):
        text = value or ""
        return "\n".join(f"- {line}" for line in text.splitlines()) if kind is Kind.LINES else text
    if isinstance(value, date):
        return f"{value:%b %Y}" if language == "en" else format_month(value, language)
    return format_number(value, language)


def priced(kind: Kind, value: int, language: str) -> str:
    """An amount that stands with one of the other currency: 1.500.000 beside 64 USD, or USD 64 beside VND 1,500,000."""
    if kind is Kind.USD:
        return format_usd(value, language)
    return format_vnd(value, language) if language == "en" else format_number(value, language)


def _day(key: str) -> Callable[[Entry], date | None]:
    return lambda entry: date.fromisoformat(entry.data[key]) if entry.data[key] else None


def _fact(key: str) -> Callable[[Entry], Value]:
    return lambda entry: entry.data[key]


def _later(key: str) -> Callable[[Entry], Value]:
    """A fact that entries of older editions do not have."""
    return lambda entry: entry.data.get(key)


def _part(key: str, part: str) -> Callable[[Entry], Value]:
    return lambda entry: entry.data[key][part]


def _code(key: str, vi: str, en: str, width: int, read: Callable[[Entry], Value]) -> Column[Entry]:
    return Column(key, Kind.CODE, Bilingual(vi, en), width, read)


def _names(key: str) -> Callable[[Entry], Bilingual]:
    return lambda entry: bilingual(entry.data[key])


def _text(key: str, vi: str, en: str, width: int, kind: Kind = Kind.TEXT) -> Column[Entry]:
    return Column(key, kind, Bilingual(vi, en), width, lambda entry: entry.words(key))


def _count(key: str, vi: str, en: str) -> Column[Entry]:
    return Column(key, Kind.INTEGER, Bilingual(vi, en), 10, lambda entry: entry.data["beneficiaries"].get(key))


def _age(place: int, key: str, vi: str, en: str) -> Column[Entry]:
    return Column(key, Kind.INTEGER, Bilingual(vi, en), 7, lambda entry: entry.data["ages"][place])


def _amounts(key: str, heading: Bilingual) -> tuple[Column[Entry], Column[Entry]]:
    return (
        Column(f"{key}_vnd", Kind.VND, BUDGET_VND.format(part=heading), 17, _fact(f"{key}_vnd")),
        Column(f"{key}_usd", Kind.USD, BUDGET_USD.format(part=heading), 13, _fact(f"{key}_usd")),
    )


BUDGET_VND = Bilingual("{part} (đồng)", "{part} (VND)")
BUDGET_USD = Bilingual("{part} (USD)", "{part} (USD)")
CONSTRUCTION = Bilingual("Có xây dựng", "With building works")
NOTHING = Bilingual("", "")


def _state(entry: Entry) -> State:
    return State.CLOSED if entry.closed_at else State.PUBLISHED


TOTAL = Bilingual("Tổng kinh phí", "Total budget")
PAID_BY = {
    "aid": Bilingual("Đề nghị viện trợ", "Aid requested"),
    "counterpart": Bilingual("Vốn đối ứng", "Counterpart"),
}
TOTAL_VND, TOTAL_USD = _amounts("total", TOTAL)
AID_VND, AID_USD = _amounts("aid", PAID_BY["aid"])
COUNTERPART_VND, COUNTERPART_USD = _amounts("counterpart", PAID_BY["counterpart"])

COLUMNS: tuple[Column[Entry], ...] = (
    Column("number", Kind.INTEGER, Bilingual("STT", "No."), 6, lambda entry: entry.number),
    _code("code", "Mã số", "Code", 14, _fact("code")),
    _text("title", "Tên chương trình, dự án", "Project title", 40),
    Column("unit", Kind.TEXT, Bilingual("Đơn vị đề xuất", "Proposing unit"), 20, _names("unit")),
    _text("implementer", "Đơn vị thực hiện", "Implementing agency", 28),
    _text("location", "Địa điểm thực hiện", "Location", 26),
    _text("objective", "Mục tiêu", "Objective", 44),
    _text("activities", "Nội dung, hoạt động chính", "Main activities", 44, Kind.LINES),
    _count("children", "Số trẻ em", "Children"),
    _count("girls", "Em gái", "Girls"),
    _count("boys", "Em trai", "Boys"),
    _count("ethnic_minority", "Dân tộc thiểu số", "Ethnic minority"),
    _count("with_disability", "Khuyết tật", "With disability"),
    _count("poor_or_near_poor", "Hộ nghèo, cận nghèo", "Poor or near-poor"),
    Column("start", Kind.MONTH, Bilingual("Bắt đầu", "Start"), 11, _day("planned_start")),
    Column("end", Kind.MONTH, Bilingual("Kết thúc", "End"), 11, _day("planned_end")),
    TOTAL_VND, AID_VND, COUNTERPART_VND,
    TOTAL_USD, AID_USD, COUNTERPART_USD,
    _text("contact", "Đầu mối liên hệ", "Contact", 30),
    Column("aid_form", Kind.TEXT, Bilingual("Hình thức viện trợ", "Form of aid"), 16,
           lambda entry: AID_FORMS.get(entry.data["aid_form"], NOTHING)),
    Column("construction", Kind.TEXT, Bilingual("Xây dựng", "Building works"), 14,
           lambda entry: CONSTRUCTION if entry.data["has_construction"] else NOTHING),
    Column("status", Kind.TEXT, Bilingual("Tình trạng", "Status"), 16, lambda entry: STATE_NAMES[_state(entry)].public),
    Column("sector", Kind.TEXT, Bilingual("Lĩnh vực", "Sector"), 22, _names("sector")),
    Column("category", Kind.TEXT, Bilingual("Loại hỗ trợ", "Type of support"), 22, _names("category")),
    _code("dac", "Mã DAC", "DAC code", 10, _part("dac", "code")),
    _code("dac_name", "Tên mã DAC", "DAC purpose", 30, _part("dac", "name")),
    Column("sdg", Kind.CODES, Bilingual("Chỉ tiêu SDG", "SDG targets"), 14, lambda entry: tuple(entry.data["sdg"])),
    _text("summary", "Tóm tắt", "Summary", 40),
    _text("need", "Sự cần thiết", "Need", 44),
    _text("results", "Kết quả dự kiến", "Expected results", 40),
    _age(0, "age_from", "Tuổi, từ", "Age, from"),
    _age(1, "age_to", "Tuổi, đến", "Age, to"),
    _count("indirect", "Hưởng lợi gián tiếp", "Indirect beneficiaries"),
    _text("managing_agency", "Cơ quan chủ quản", "Managing agency", 26),
    _text("owner", "Chủ khoản viện trợ", "Owner of the aid", 26),
    _text("counterpart_source", "Nguồn vốn đối ứng", "Source of the counterpart", 32),
    _text("hospital", "Bệnh viện, cơ sở y tế", "Hospital or clinic", 24),
    Column("months", Kind.INTEGER, Bilingual("Số tháng hỗ trợ", "Months of support"), 10, _later("months")),
    _text("land", "Đất xây dựng", "Land", 36),
    _text("design", "Thiết kế, quy mô", "Design and size", 36),
    _text("readiness", "Mức độ sẵn sàng", "Readiness", 36),
    _text("sustainability", "Duy trì sau khi kết thúc", "Sustainability", 36),
    _text("safeguarding", "Bảo vệ trẻ em", "Child safeguarding", 36),
    # For programs: the codes of what stands above in words.
    _code("unit_code", "Mã đơn vị", "Unit code", 10, _part("unit", "code")),
    _code("commune_code", "Mã xã", "Commune code", 10, _later("commune_code")),
    _code("aid_form_code", "Mã hình thức", "Aid form code", 14, _fact("aid_form")),
    _code("category_key", "Mã loại hỗ trợ", "Type code", 16, _part("category", "key")),
    _code("status_code", "Mã tình trạng", "Status code", 12, lambda entry: _state(entry).value),
)  # fmt: skip
BY_KEY = {column.key: column for column in COLUMNS}


def chosen_columns(keys: Collection[str]) -> tuple[Column[Entry], ...]:
    """The columns with these keys in the order of the registry; all where none of the keys is known."""
    return tuple(column for column in COLUMNS if column.key in keys) or COLUMNS


def total(column: Column[Entry], entries: Iterable[Entry]) -> int:
    """Sum of a column of whole numbers; gaps and "<10" count nothing."""
    values = (column.read(entry) for entry in entries)
    return sum(value for value in values if isinstance(value, int))


# The printed list: the columns that such lists have in Viet Nam (domain brief, §2), each made of columns from above.


@dataclass(frozen=True)
class Printed:
    """A column of the printed list: what its parts say, in one cell.

    `widths` are millimetres in the Vietnamese and in the English list, `characters` a width in a workbook.
    """

    key: str
    heading: Bilingual
    parts: tuple[Column[Entry], ...]
    widths: tuple[float, float]
    characters: int
    between: str = "\n"
    labelled: bool = False

    @property
    def is_amount(self) -> bool:
        """Whether it holds money, and so stands under the common heading of the budget and has totals."""
        return self.parts[0].kind in AMOUNTS

    def parts_in(self, language: str) -> Sequence[Column[Entry]]:
        """The parts in the order of a language: English lists name US dollars first."""
        return self.parts[::-1] if self.is_amount and language == "en" else self.parts

    def text(self, entry: Entry, language: str) -> str:
        """The cell: the parts that say something."""
        if self.is_amount:
            return self.total([entry], language)
        said = [(part.heading.in_(language), part.text(entry, language)) for part in self.parts]
        if self.labelled:  # what is none need not be told
            return self.between.join(f"{heading}: {text}" for heading, text in said if text not in ("", "0"))
        return self.between.join(dict.fromkeys(text for _, text in said if text))

    def total(self, entries: Sequence[Entry], language: str) -> str:
        """Sums over entries, in both currencies."""
        parts = self.parts_in(language)
        return self.between.join(priced(part.kind, total(part, entries), language) for part in parts)


BUDGET = Bilingual("Tổng kinh phí dự kiến", "Estimated budget")


def _printed(
    key: str, vi: str, en: str, parts: str, widths: tuple[float, float], characters: int, **look: Any
) -> Printed:
    return Printed(key, Bilingual(vi, en), tuple(BY_KEY[part] for part in parts.split()), widths, characters, **look)


PRINTED = (
    _printed("number", "STT", "No.", "number", (9, 8.5), 4),
    _printed("title", "Tên chương trình, dự án", "Project title", "title", (26, 25.5), 25),
    _printed("unit", "Đơn vị đề xuất/ đơn vị thực hiện", "Proposing/ implementing agency",
             "unit implementer", (23, 23.5), 18),
    _printed("location", "Địa điểm thực hiện", "Location", "location", (18, 19.5), 14),
    _printed("content", "Mục tiêu, nội dung chính", "Objectives and main activities",
             "objective activities", (34, 29.5), 36),
    _printed("beneficiaries", "Đối tượng hưởng lợi", "Beneficiaries",
             "children girls boys ethnic_minority with_disability poor_or_near_poor", (22.5, 23), 19, labelled=True),
    _printed("duration", "Thời gian thực hiện", "Duration", "start end", (17, 16.5), 10, between=" - "),
    _printed("total", "Tổng", "Total", "total_vnd total_usd", (25, 23.5), 13),
    _printed("aid", "Viện trợ", "Aid requested", "aid_vnd aid_usd", (25, 23.5), 13),
    _printed("counterpart", "Đối ứng", "Counterpart", "counterpart_vnd counterpart_usd", (23.5, 22), 13),
    _printed("contact", "Đầu mối liên hệ", "Contact", "contact", (15.5, 20.5), 14),
    _printed("remarks", "Ghi chú", "Remarks", "aid_form construction", (13.5, 16.5), 10),
)  # fmt: skip


# Budget lines: one row a line, wanted goods and services after the lines with a price.


class BudgetRow(NamedTuple):
    """A line of an entry's budget, or something wanted in kind, as frozen; `position` counts from 1 in its entry."""

    entry: Entry
    position: int
    line: Mapping[str, Any]


IN_KIND = Bilingual("Đề nghị hỗ trợ bằng hiện vật", "Requested in kind")
OPTIONAL = Bilingual("Tùy chọn", "Optional")


def budget_rows(entry: Entry) -> Iterator[BudgetRow]:
    """The budget lines of an entry, then what is wanted in kind."""
    for position, line in enumerate((*entry.data["budget"], *entry.data["in_kind"]), start=1):
        yield BudgetRow(entry, position, line)


def _quantity(row: BudgetRow) -> Value:
    return Decimal(row.line["quantity"]) if row.line["quantity"] else None


def _of_line(key: str) -> Callable[[BudgetRow], Value]:
    return lambda row: row.line.get(key)


def _of_entry(key: str) -> Column[BudgetRow]:
    column = BY_KEY[key]
    return Column(key, column.kind, column.heading, column.width, lambda row: column.read(row.entry))


BUDGET_COLUMNS: tuple[Column[BudgetRow], ...] = (
    _of_entry("number"),
    _of_entry("code"),
    _of_entry("title"),
    Column("position", Kind.INTEGER, Bilingual("TT", "Line"), 7, lambda row: row.position),
    Column("item", Kind.TEXT, Bilingual("Nội dung chi", "Item"), 40, lambda row: bilingual(row.line["item"])),
    Column("quantity", Kind.DECIMAL, Bilingual("Số lượng", "Quantity"), 11, _quantity),
    Column("measure", Kind.TEXT, Bilingual("Đơn vị tính", "Unit"), 14, lambda row: bilingual(row.line["unit"])),
    Column("unit_cost_vnd", Kind.VND, Bilingual("Đơn giá (đồng)", "Unit cost (VND)"), 16, _of_line("unit_cost_vnd")),
    Column("amount_vnd", Kind.VND, Bilingual("Thành tiền (đồng)", "Amount (VND)"), 17, _of_line("amount_vnd")),
    Column("amount_usd", Kind.USD, Bilingual("Thành tiền (USD)", "Amount (USD)"), 12, _of_line("amount_usd")),
    Column("funding", Kind.TEXT, Bilingual("Nguồn vốn", "Paid by"), 20,
           lambda row: PAID_BY[row.line["funding"]] if "funding" in row.line else IN_KIND),
    Column("optional", Kind.TEXT, Bilingual("Ghi chú", "Remarks"), 18,
           lambda row: OPTIONAL if row.line.get("optional") else NOTHING),
    Column("funding_code", Kind.CODE, Bilingual("Mã nguồn vốn", "Paid by, code"), 12,
           lambda row: row.line.get("funding", "in_kind")),
)  # fmt: skip


# Flat tables, one row a record: workbook sheets and text files.


@dataclass(frozen=True)
class Field(Generic[Row]):
    """A column of a flat table: a column from above in one language, under one heading."""

    column: Column[Row]
    language: str
    heading: str

    def value(self, row: Row) -> Value:
        """The typed value."""
        return self.column.value(row, self.language)


def spread(columns: Iterable[Column[Row]], languages: Sequence[str]) -> list[Field[Row]]:
    """Columns of a flat table: of words one for each language side by side, of everything else one."""
    fields: list[Field[Row]] = []
    for column in columns:
        if column.kind in IN_WORDS:
            fields += [Field(column, language, column.heading.in_(language)) for language in languages]
        else:
            heading = " / ".join(dict.fromkeys(column.heading.in_(language) for language in languages))
            fields.append(Field(column, languages[0], heading))
    return fields
