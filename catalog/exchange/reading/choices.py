"""What an officer decided about a file: which sheet, where its header is, which column is which, what cells should say.

Kept as plain data, by the name of the sheet ("" where the format has none):
{"sheet": name, "tables": {name: {"header": row, "unit": key, "columns": {place: field}, "category": key,
"rows": {row: {"cells": {field: value}, "out": true, "take": [field], "proposal": code}}}}}
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from catalog.exchange.reading.columns import Column, Header, find_header, header_at
from catalog.exchange.reading.grid import Row, Table
from catalog.exchange.reading.names import SHARED, UNNAMED
from catalog.exchange.reading.units import BILLION, DONG, MILLION, THOUSAND
from catalog.i18n import Bilingual
from catalog.proposals.choices import FUNDING
from catalog.proposals.fields import BY_KEY

LEFT_OUT = "left_out"
UNITS = {"dong": DONG, "thousand": THOUSAND, "million": MILLION, "billion": BILLION}
# What a column can be chosen to hold, in the order of the list that is offered.
COLUMN_FIELDS = {
    "number": Bilingual("Số thứ tự", "Number"),
    "title": BY_KEY["title"].label,
    "location": BY_KEY["location"].label,
    "objective": BY_KEY["objective"].label,
    "activities": BY_KEY["activities"].label,
    "need": BY_KEY["need"].label,
    "results": BY_KEY["results"].label,
    "summary": BY_KEY["summary"].label,
    "beneficiaries": Bilingual("Đối tượng hưởng lợi (bằng chữ)", "Beneficiaries (in words)"),
    **{key: BY_KEY[key].label for key in ("children", "girls", "boys", "ethnic_minority", "with_disability")},
    **{key: BY_KEY[key].label for key in ("poor_or_near_poor", "indirect")},
    "period": Bilingual("Thời gian thực hiện", "Time"),
    "start": BY_KEY["planned_start"].label,
    "end": BY_KEY["planned_end"].label,
    "aid": FUNDING["aid"],
    "counterpart": FUNDING["counterpart"],
    "total": Bilingual("Tổng kinh phí", "Total budget"),
    "counterpart_source": BY_KEY["counterpart_source"].label,
    **{key: BY_KEY[key].label for key in ("implementer", "owner", "managing_agency", "contact")},
    "category": BY_KEY["category_key"].label,
    **{key: BY_KEY[key].label for key in ("sustainability", "readiness")},
    "code": Bilingual("Mã đề xuất", "Proposal code"),
    "notes": Bilingual("Giữ trong ghi chú", "Keep in the notes"),
    LEFT_OUT: Bilingual("Bỏ qua cột này", "Leave this column out"),
}


@dataclass(frozen=True)
class TableChoices:
    """The decisions about one sheet or table; `rows` by the number that a row has in the preview."""

    header: int | None
    unit: str | None
    columns: Mapping[int, str]
    category: str | None
    rows: Mapping[int, Mapping[str, Any]]

    def cells(self, row: int) -> Mapping[str, Any]:
        """The corrected cells of a row, by the field of PreviewRow."""
        return self.rows[row].get("cells", {}) if row in self.rows else {}


NOTHING = TableChoices(None, None, {}, None, {})


def of_table(choices: Mapping[str, Any], name: str | None) -> TableChoices:
    """What was decided about the table of a name."""
    chosen = choices.get("tables", {}).get(name or "")
    if not chosen:
        return NOTHING
    return TableChoices(
        chosen.get("header"),
        chosen.get("unit"),
        {int(place): field for place, field in chosen.get("columns", {}).items()},
        chosen.get("category"),
        {int(number): row for number, row in chosen.get("rows", {}).items()},
    )


def automatic(table: Table, chosen: TableChoices) -> Header | None:
    """The header with its columns as they are taken for by themselves, in the place where it was said to be."""
    stated = header_at(table, chosen.header) if chosen.header else None
    return stated or find_header(table)


def with_choices(header: Header, chosen: TableChoices, table: Table) -> Header:
    """The header with the columns as they were chosen; a chosen column takes its field from the one that had it."""
    if not chosen.columns and not chosen.unit:
        return header
    width = len(table.rows[0].cells)
    taken = set(chosen.columns.values()) - SHARED
    columns = {column.place: column for column in header.columns}
    for place, column in columns.items():
        if column.field in taken and place not in chosen.columns:
            columns[place] = column._replace(field=None)
    for place, field in chosen.columns.items():
        if place >= width:
            continue
        column = columns.get(place) or Column(place, f"{UNNAMED} {place + 1}", None, None, True)
        columns[place] = column._replace(field=field, sure=True)
    unit = header.unit or (UNITS[chosen.unit] if chosen.unit else None)
    return replace(header, columns=[columns[place] for place in sorted(columns)], unit=unit)


def without_left_out(table: Table, header: Header) -> Table:
    """The table with nothing in the columns that are left out, so that no row is taken for what they say."""
    places = [column.place for column in header.of(LEFT_OUT)]
    if not places:
        return table
    rows = [
        row if index <= header.last else Row(row.number, _blanked(row, places), row.hidden, row.converted_from)
        for index, row in enumerate(table.rows)
    ]
    return Table(table.name, rows, table.merges, table.heading, table.visible, table.continues)


def _blanked(row: Row, places: list[int]) -> list[Any]:
    cells = list(row.cells)
    for place in places:
        cells[place] = None
    return cells
