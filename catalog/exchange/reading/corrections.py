"""Cells as the officer corrected them: put in the place of what was read, and checked by the same rules."""

from collections.abc import Mapping
from typing import Any

from catalog.exchange.reading.amounts import derive_again
from catalog.exchange.reading.categories import NAMES
from catalog.exchange.reading.names import MONEY_FIELDS
from catalog.exchange.reading.preview import PreviewRow

AMOUNTS = frozenset(f"{field}_vnd" for field in MONEY_FIELDS)
MONTHS = frozenset(("start", "end"))


def correct(row: PreviewRow, values: Mapping[str, Any]) -> None:
    """Set corrected values; what was said of those cells is said no more, and `understood` keeps what was read."""
    row.understood = {key: getattr(row, key) for key in values}
    answered = set(values) | (MONTHS if MONTHS & values.keys() else frozenset())
    row.messages = [said for said in row.messages if said.field not in answered]
    for key, value in values.items():
        setattr(row, key, value)
    if not row.title and "title" in values:
        row.say("title_missing", "title")
    if MONTHS & values.keys() and row.start and row.end and row.end < row.start:
        row.say("end_before_start", "end")
    if AMOUNTS & values.keys():
        derive_again(row, frozenset(values))


def choose_category(row: PreviewRow, key: str | None) -> None:
    """Give a row the type of support that was chosen for all rows in which none was recognised."""
    if key is None or row.category_key or "category_key" in row.understood:
        return
    row.category_key = key
    row.messages = [said for said in row.messages if said.code != "category_unknown"]
    row.say("category_chosen", "category_key", category=NAMES[key])
