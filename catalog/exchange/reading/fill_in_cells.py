"""What a cell of the fill-in workbook says, by the kind of its column: typed values, and text in their place."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any

from catalog.exchange.reading.amounts import amount_text
from catalog.exchange.reading.categories import NAMES
from catalog.exchange.reading.counts import parse_count
from catalog.exchange.reading.grid import Cell
from catalog.exchange.reading.periods import parse_period
from catalog.exchange.reading.rows import cell_text
from catalog.exchange.workbook_shape import ColumnKind, SheetColumn
from catalog.i18n import Bilingual, format_number
from catalog.money import parse_vnd
from catalog.proposals.choices import AID_FORMS, FUNDING, PRIORITIES
from catalog.proposals.dac import DAC_PURPOSES
from catalog.proposals.fields import Field, Kind
from catalog.proposals.values import SDG_TARGET
from catalog.text import fold

CHOICES: dict[str, Mapping[Any, Bilingual]] = {
    "aid_form": AID_FORMS,
    "priority": PRIORITIES,
    "dac_code": DAC_PURPOSES,
    "category_key": NAMES,
    "funding": FUNDING,
}
# Where spreadsheets begin to count days, and the numbers that days of this project can have.
DAY_ZERO = date(1899, 12, 30)
DAYS = range(32_874, 73_416)  # 1990 to 2100
YES = frozenset({"co", "yes", "x", "v", "1", "true", "dung"})
NO = frozenset({"", "khong", "no", "0", "false", "sai", "-"})
_DAY = re.compile(r"(?:ngay )?(\d{1,2}) ?(?:[/.-]|thang) ?(\d{1,2}) ?(?:[/.-]|nam) ?(\d{4})")
_DECIMAL = re.compile(r"(\d{1,3}(?:[. ]\d{3})+|\d+)(?:,(\d{1,3}))?|(\d+)\.(\d{1,2})")


@dataclass(frozen=True)
class Read:
    """A value, and the code of messages.py that tells what was doubtful, with what it is told of."""

    value: Any
    doubt: str = ""
    told: dict[str, Any] = field(default_factory=dict)


Reader = Callable[[Cell], Read]


def reader_of(column: Field | SheetColumn, facts: Mapping[str, Mapping[str, str]]) -> Reader:
    """How the cells of a field or a column are read; `facts` are the labels that the workbook itself offers."""
    if column.key == "commune_code":
        return _commune
    if column.kind == Kind.CHOICE:
        return partial(_choice, column.key, facts.get(column.key, {}))
    if column.key == "planned_end":
        return partial(_month, is_end=True)
    return READERS.get(column.kind, _text)


def _text(cell: Cell) -> Read:
    return Read(cell_text(cell))


def _commune(cell: Cell) -> Read:
    """The code alone or before the name; a number has lost its first zeros."""
    text = cell_text(cell)
    if text.isdecimal():
        return Read(text.zfill(5))
    found = re.match(r"\d{5}(?!\d)", text)
    return Read(found[0]) if found else Read("", "cell_unreadable" if text else "", {"raw": text})


def _count(cell: Cell) -> Read:
    counted = parse_count(cell)
    if not counted.doubt:
        return Read(counted.children)
    if counted.children is None:
        return Read(None, "cell_unreadable", {"raw": cell_text(cell)})
    number = Bilingual(*(format_number(counted.children, language) for language in ("vi", "en")))
    return Read(counted.children, f"children_{counted.doubt}", {"raw": cell_text(cell), "number": number})


def _number(cell: Cell) -> Read:
    text = cell_text(cell)
    return Read(int(text) if text.isdecimal() and len(text) < 10 else None)


def _as_day(cell: Cell) -> Cell:
    """A day that lost its format is a bare number."""
    if isinstance(cell, int | float) and cell == int(cell) and int(cell) in DAYS:
        return DAY_ZERO + timedelta(days=int(cell))
    return cell


def _month(cell: Cell, is_end: bool = False) -> Read:
    cell = _as_day(cell)
    if cell is None or isinstance(cell, date):
        return Read(f"{cell:%Y-%m}" if cell else None)
    period = parse_period(cell)
    month = period.end if is_end else period.start
    if month is None:
        return Read(None, "cell_unreadable", {"raw": cell_text(cell)})
    said = f"{month[5:]}/{month[:4]}"
    return Read(month, period.note or "", {"raw": cell_text(cell), "period": said})


def _day(cell: Cell) -> Read:
    cell = _as_day(cell)
    if cell is None or isinstance(cell, date):
        return Read(cell)
    found = _DAY.fullmatch(fold(cell_text(cell)))
    try:
        return Read(date(*map(int, reversed(found.groups())))) if found else _unreadable(cell)
    except ValueError:
        return _unreadable(cell)


def _unreadable(cell: Cell) -> Read:
    return Read(None, "cell_unreadable", {"raw": cell_text(cell)})


def _flag(cell: Cell) -> Read:
    words = fold(cell_text(cell))
    if words in YES | NO:
        return Read(words in YES)
    return Read(False, "cell_unreadable", {"raw": cell_text(cell)})


def _targets(cell: Cell) -> Read:
    typed = list(dict.fromkeys(filter(None, re.split(r"[\s,;]+", cell_text(cell).lower()))))
    targets = [target for target in typed if SDG_TARGET.fullmatch(target)]
    wrong = ", ".join(target for target in typed if target not in targets)
    return Read(targets, "cell_unreadable" if wrong else "", {"raw": wrong})


def _choice(key: str, offered: Mapping[str, str], cell: Cell) -> Read:
    """A label of the drop-down in either language, a key, or a label's beginning ("Ưu tiên 1", "11220")."""
    table = CHOICES[key]
    keys = {str(known): known for known in table}
    labels = {fold(label): known for known, words in table.items() for label in (*words, str(known))}
    labels |= {fold(label): keys.get(known, known) for known, label in offered.items()}
    words = fold(cell_text(cell))
    if not words:
        return Read(_none(key))
    if words in labels:
        return Read(labels[words])
    begun = {known for label, known in labels.items() if label.startswith(words) or words.startswith(f"{label} ")}
    if len(begun) == 1:
        return Read(begun.pop())
    return Read(_none(key), "cell_choice", {"raw": cell_text(cell)})


def _none(key: str) -> str | None:
    return None if key in ("priority", "category_key") else ""


def _quantity(cell: Cell) -> Read:
    if cell is None:
        return Read(None)
    try:
        number = Decimal(f"{cell:.15g}") if isinstance(cell, int | float) else _decimal(cell_text(cell))
        if number >= 0:
            return Read(number.quantize(Decimal("0.001")))
    except (ValueError, InvalidOperation):
        pass
    return _unreadable(cell)


def _decimal(text: str) -> Decimal:
    """As "12", "1,5" or "1.200"; raises ValueError."""
    found = _DECIMAL.fullmatch(text.strip())
    if not found:
        raise ValueError(text)
    whole, decimals = (found[3], found[4]) if found[3] else (re.sub("[. ]", "", found[1]), found[2])
    return Decimal(f"{whole}.{decimals or 0}")


def _money(cell: Cell) -> Read:
    if isinstance(cell, date):
        return _unreadable(cell)
    parsed = parse_vnd(cell)
    amount = amount_text(parsed.value) if parsed.value is not None else ""
    return Read(
        parsed.value, f"amount_{parsed.doubt}" if parsed.doubt else "", {"raw": cell_text(cell), "amount": amount}
    )


READERS: dict[str, Reader] = {
    Kind.FLAG: _flag,
    Kind.COUNT: _count,
    Kind.MONTH: _month,
    Kind.DATE: _day,
    Kind.TARGETS: _targets,
    ColumnKind.NUMBER: _number,
    ColumnKind.QUANTITY: _quantity,
    ColumnKind.MONEY: _money,
}
