"""Tables of a report: the one place that page, workbook and Word file take their figures from."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from catalog.exchange.columns import BY_KEY, Kind, Value, printed
from catalog.i18n import Bilingual
from catalog.proposals.workflow import State
from catalog.reports.queries import GROUPS, Line

NOTHING = "–"
TOTAL = Bilingual("Tổng cộng", "Total")
PROPOSALS = Bilingual("Số đề xuất", "Proposals")
BEFORE = Bilingual("Đợt trước: {what}", "Call before: {what}")


@dataclass(frozen=True)
class Column:
    """What stands below a heading; `width` counts characters of a workbook's column.

    `is_private`: it names people, and stays out of the report that leaves the office.
    """

    key: str
    heading: Bilingual
    width: int = 12
    kind: Kind = Kind.INTEGER
    is_private: bool = False


@dataclass(frozen=True)
class Cell:
    """One value. `filters` are those of the queue that show exactly what a number counts, None where none do."""

    value: Value | Bilingual
    kind: Kind = Kind.INTEGER
    filters: Mapping[str, str] | None = None

    @property
    def number(self) -> int:
        """The value where it is a whole number, else 0."""
        return self.value if isinstance(self.value, int) else 0

    def typed(self, language: str) -> Value:
        """Number, text, or None where there is nothing."""
        return self.value.in_(language) if isinstance(self.value, Bilingual) else self.value

    def text(self, language: str) -> str:
        """As people read it in a language."""
        return printed(self.kind, self.typed(language), language) or NOTHING


@dataclass(frozen=True)
class Row:
    """What is told of one unit, sector, state …; `key` is its code."""

    key: str
    name: Bilingual
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Chart:
    """A picture of a table: the columns that a bar is made of, side by side, divided by `unit` to be readable.

    `across`: a bar for each of the columns, from the row of totals, rather than one for each row.
    """

    title: Bilingual
    columns: tuple[str, ...]
    unit: int = 1
    across: bool = False


@dataclass(frozen=True)
class Table:
    """Rows under headings; the first column names the row, the total may be missing."""

    key: str
    title: Bilingual
    subject: Bilingual
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row | None = None
    chart: Chart | None = None
    note: Bilingual | None = None

    @property
    def all_rows(self) -> tuple[Row, ...]:
        """The rows, and the total where there is one."""
        return (*self.rows, self.total) if self.total else self.rows

    def cell(self, row: Row, key: str) -> Cell:
        """The cell of a row below the column of a key."""
        return row.cells[[column.key for column in self.columns].index(key)]


@dataclass(frozen=True)
class Measure:
    """A number that is summed over proposals."""

    column: Column
    of: Callable[[Line], int]


def _amount(key: str, width: int) -> Measure:
    column = BY_KEY[key]
    return Measure(Column(key, column.heading, width, column.kind), lambda line: getattr(line, key))


def _count(key: str) -> Measure:
    return Measure(Column(key, BY_KEY[key].heading), lambda line: line.counts[key])


COUNT = Measure(Column("count", PROPOSALS), lambda _line: 1)
CHILDREN = _count("children")
BENEFICIARIES = tuple(_count(group) for group in GROUPS)
AID, COUNTERPART, SUM = _amount("aid_vnd", 18), _amount("counterpart_vnd", 18), _amount("total_vnd", 18)
DOLLARS = _amount("aid_usd", 14)
AMOUNTS = (AID, COUNTERPART, SUM)


# What is told of the round before beside this one's, and where there is less room.
EARLIER, LESS_OF_EARLIER = (COUNT, AID), (COUNT,)


@dataclass(frozen=True)
class Stage:
    """A part of the way that a proposal goes: a column of its own beside the number of proposals."""

    column: Column
    states: frozenset[State]


@dataclass(frozen=True)
class Subject:
    """What proposals are put together by; `filter` is the queue's filter by the same, where it has one."""

    key: str
    title: Bilingual
    heading: Bilingual
    of: Callable[[Line], str]
    name: Callable[[Line], Bilingual]
    place: Callable[[Line], int] = lambda _line: 0
    filter: str = ""


@dataclass(frozen=True)
class Counted:
    """The lines that a row counts, all that the round has of such, and those of the round before, if there was one."""

    round_key: str
    lines: Sequence[Line]
    every: Sequence[Line]
    before: Sequence[Line] | None

    def split(self, of: Callable[[Line], str]) -> dict[str, "Counted"]:
        """The same by what lines are of."""
        lines, every, before = _by(of, self.lines), _by(of, self.every), _by(of, self.before or ())
        keys = dict.fromkeys((*lines, *before))
        gone = None if self.before is None else before
        return {
            key: Counted(self.round_key, lines[key], every[key], None if gone is None else gone[key]) for key in keys
        }

    def behind(self, filters: Mapping[str, str] | None) -> Mapping[str, str] | None:
        """The filters of the queue that show exactly the lines that are counted; None where there are no such.

        A report counts by states, so that lines of one state are in it all or not at all.
        """
        states = {line.state for line in self.lines}
        if filters is None or not states:
            return None
        shown = {"view": "all", "round": self.round_key, **filters}
        if states == {line.state for line in self.every}:
            return shown
        return shown | {"state": str(*states)} if len(states) == 1 else None


def grouped(
    counted: Counted,
    subject: Subject,
    measures: Sequence[Measure],
    names: Mapping[str, Bilingual] = MappingProxyType({}),
    stages: Sequence[Stage] = (),
    chart: Chart | None = None,
) -> Table:
    """Proposals and sums by a subject, with a row for each of `names` even where nothing came.

    What only the round before had gets a row too, so that its columns add up.
    """
    parts = counted.split(subject.of)
    known = {key: _any_line(part) for key, part in parts.items()}
    found = sorted(known.keys() - names.keys(), key=lambda key: (subject.place(known[key]), key))
    rows = [
        Row(
            key,
            names[key] if key in names else subject.name(known[key]),
            _cells(
                parts.get(key, _none_of(counted)),
                measures,
                stages,
                {subject.filter: key} if subject.filter and key else None,
            ),
        )
        for key in (*names, *found)
    ]
    total = Row("total", TOTAL, _cells(counted, measures, stages, {}))
    columns = (COUNT.column, *(stage.column for stage in stages), *(measure.column for measure in measures))
    columns += () if counted.before is None else tuple(map(_earlier, LESS_OF_EARLIER if stages else EARLIER))
    return Table(subject.key, subject.title, subject.heading, columns, tuple(rows), total, chart)


def _by(of: Callable[[Line], str], lines: Iterable[Line]) -> defaultdict[str, list[Line]]:
    found = defaultdict(list)
    for line in lines:
        found[of(line)].append(line)
    return found


def _any_line(part: Counted) -> Line:
    return next(iter((*part.lines, *(part.before or ()))))


def _none_of(counted: Counted) -> Counted:
    return Counted(counted.round_key, (), (), None if counted.before is None else ())


def _earlier(measure: Measure) -> Column:
    column = measure.column
    return Column(f"before_{column.key}", BEFORE.format(what=column.heading), column.width, column.kind)


def _cells(
    counted: Counted, measures: Sequence[Measure], stages: Sequence[Stage], filters: Mapping[str, str] | None
) -> tuple[Cell, ...]:
    """The sums of a row; behind its numbers of proposals are the proposals."""
    found = [Cell(len(counted.lines), filters=counted.behind(filters))]
    for stage in stages:
        part = replace(counted, lines=[line for line in counted.lines if line.state in stage.states])
        found.append(Cell(len(part.lines), filters=part.behind(filters)))
    found += [Cell(sum(map(measure.of, counted.lines)), measure.column.kind) for measure in measures]
    if counted.before is not None:
        earlier = LESS_OF_EARLIER if stages else EARLIER
        found += [Cell(sum(map(measure.of, counted.before)), measure.column.kind) for measure in earlier]
    return tuple(found)
