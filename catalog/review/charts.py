"""Charts of a report as shares of a width, ready to be drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from catalog.i18n import Bilingual, format_number
from catalog.reports.tables import Chart, Table

# Percent that the longest bar takes, so that its number fits behind it.
LONGEST = 80
MOST = 20


@dataclass(frozen=True)
class Part:
    """A piece of a bar: `place` counts from 1 among the columns; `left` and `width` are percent."""

    place: int
    name: Bilingual
    number: str
    left: float
    width: float


@dataclass(frozen=True)
class Bar:
    """A bar with the number that all of it stands for."""

    name: Bilingual
    number: str
    parts: list[Part]
    end: float


class Picture(NamedTuple):
    """What is drawn of a chart; `is_cut` where only the longest bars are."""

    bars: list[Bar]
    is_cut: bool


def picture(table: Table, chart: Chart) -> Picture:
    """The bars of a chart in the order of its table, without empty ones; of very many the longest."""
    values = _across(table, chart) if chart.across else _along(table, chart)
    sums = sorted(filter(None, (sum(numbers) for _name, _names, numbers in values)), reverse=True)
    if not sums:
        return Picture([], is_cut=False)
    shown = [each for each in values if sum(each[2]) >= sums[:MOST][-1]][:MOST]
    return Picture([_bar(*each, sums[0], chart.unit) for each in shown], is_cut=len(sums) > MOST)


Values = tuple[Bilingual, Sequence[Bilingual], Sequence[int]]


def _along(table: Table, chart: Chart) -> list[Values]:
    """A bar for each row, made of the columns."""
    names = [column.heading for column in table.columns if column.key in chart.columns]
    return [(row.name, names, [table.cell(row, key).number for key in chart.columns]) for row in table.rows]


def _across(table: Table, chart: Chart) -> list[Values]:
    """A bar for each column, made of its total."""
    if table.total is None:
        return []
    headings = {column.key: column.heading for column in table.columns}
    return [(headings[key], [headings[key]], [table.cell(table.total, key).number]) for key in chart.columns]


def _bar(name: Bilingual, names: Sequence[Bilingual], numbers: Sequence[int], largest: int, unit: int) -> Bar:
    parts, left = [], 0.0
    for place, (part, number) in enumerate(zip(names, numbers, strict=True), start=1):
        width = LONGEST * number / largest
        if number:
            parts.append(Part(place, part, _shown(number, unit), round(left, 2), round(width, 2)))
        left += width
    return Bar(name, _shown(sum(numbers), unit), parts, round(left, 2))


def _shown(number: int, unit: int) -> str:
    return format_number(round(number / unit))
