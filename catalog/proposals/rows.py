"""The rows of a proposal's tables as they are given, checked and put in the place of the stored ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from catalog.errors import Invalid
from catalog.i18n import Bilingual
from catalog.proposals.values import cleaned

MOST_LINES = 100
LARGEST_VND = 10**13
LARGEST_QUANTITY = 10**9
LONGEST_ITEM, LONGEST_UNIT = 300, 60
BAD_LINE = Bilingual(
    "Dòng {number}: số lượng hoặc đơn giá không hợp lệ.", "Line {number}: wrong quantity or unit cost."
)
LONG_LINE = Bilingual(
    "Dòng {number}: nội dung nhiều nhất {item} ký tự, đơn vị tính nhiều nhất {unit}.",
    "Line {number}: at most {item} characters for the item and {unit} for the unit.",
)
TOO_MANY_LINES = Bilingual("Nhiều nhất {limit} dòng.", "At most {limit} lines.")


@dataclass(frozen=True)
class LineInput:
    """A budget line as typed; `id` of the stored line it changes, None for a new one. Cost in đồng."""

    item: str
    quantity: Decimal | None
    unit: str
    unit_cost_vnd: int | None
    funding: str = "aid"
    optional: bool = False
    id: int | None = None


@dataclass(frozen=True)
class NeedInput:
    """An in-kind need as typed; `id` of the stored need it changes, None for a new one."""

    item: str
    quantity: Decimal | None = None
    unit: str = ""
    id: int | None = None


def check_rows(key: str, rows: Sequence[LineInput | NeedInput]) -> None:
    """Raise Invalid, under the table's key, when there are too many rows or one can't be stored."""
    if len(rows) > MOST_LINES:
        raise Invalid({key: TOO_MANY_LINES.format(limit=MOST_LINES)})
    for number, row in enumerate(rows, start=1):
        if not _is_sound(row):
            raise Invalid({key: BAD_LINE.format(number=number)})
        if len(row.item) > LONGEST_ITEM or len(row.unit) > LONGEST_UNIT:
            raise Invalid({key: LONG_LINE.format(number=number, item=LONGEST_ITEM, unit=LONGEST_UNIT)})


def _is_sound(row: LineInput | NeedInput) -> bool:
    quantity, cost = row.quantity or 0, getattr(row, "unit_cost_vnd", None) or 0
    return 0 <= quantity <= LARGEST_QUANTITY and 0 <= cost <= LARGEST_VND and quantity * cost <= LARGEST_VND


def merged(stored: Sequence[Any], given: Sequence[Any], model: type) -> list[Any]:
    """The rows as given, in order: a known id changes its row, so that translations stay with it."""
    by_id = {row.id: row for row in stored}
    rows = []
    for position, item in enumerate(given, start=1):
        row = by_id.pop(item.id, None) or model()
        values = cleaned({name: getattr(item, name) for name in item.__dataclass_fields__ if name != "id"})
        for name, value in (values | {"position": position}).items():
            setattr(row, name, value)
        rows.append(row)
    return rows
