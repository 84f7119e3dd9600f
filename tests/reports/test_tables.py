"""What a report adds up: every table to the same proposals, every total to its rows."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from catalog.i18n import Bilingual
from catalog.office.models import ExchangeRate
from catalog.proposals.workflow import State
from catalog.reports.queries import GROUPS, Line
from catalog.reports.report import tables_of
from catalog.reports.subjects import STAGES
from catalog.reports.tables import Counted, Table
from catalog.units.models import KINDS

RATE = ExchangeRate(vnd_per_usd=23_500)
TYPES = {"library": "Giáo dục", "school_meals": "Giáo dục", "treatment": "Y tế", "": "Chưa phân loại"}
amounts = st.integers(0, 9_000_000_000)


@st.composite
def line(draw: st.DrawFn) -> Line:
    """A proposal of one of a few units."""
    unit, kind = draw(st.sampled_from(["213", "220", "SYT"])), draw(st.sampled_from(list(KINDS)[:3]))
    category = draw(st.sampled_from(list(TYPES)))
    aid_vnd = draw(amounts)
    return Line(
        round_id=1,
        unit=unit,
        unit_name=Bilingual(unit, unit),
        unit_kind=kind,
        sector=Bilingual(TYPES[category], TYPES[category]),
        category=category,
        category_name=Bilingual(category, category),
        position=list(TYPES).index(category),
        state=draw(st.sampled_from(list(State))),
        counts={group: draw(st.integers(0, 500)) for group in GROUPS},
        aid_vnd=aid_vnd,
        counterpart_vnd=draw(amounts),
        aid_usd=aid_vnd // 23_500,
    )


lines = st.lists(line(), max_size=12)


def totals(table: Table) -> dict[str, object]:
    assert table.total
    return {column.key: cell.value for column, cell in zip(table.columns, table.total.cells, strict=True)}


@given(lines, st.none() | lines)
def test_every_total_is_the_sum_of_its_rows_and_all_tables_agree(now: list[Line], before: list[Line] | None) -> None:
    tables = list(tables_of(Counted("2023", now, now, before), [], RATE))
    for table in tables:
        columns = zip(*(row.cells for row in table.rows), strict=True) if table.rows else [[]] * len(table.columns)
        assert [sum(cell.value for cell in column) for column in columns] == list(totals(table).values())
    common: dict[str, object] = {}
    for key, value in (pair for table in tables for pair in totals(table).items()):
        assert common.setdefault(key, value) == value, key
    assert common["count"] == len(now)
    assert common.get("before_count") == (None if before is None else len(before))


@given(lines)
def test_the_stages_of_a_unit_are_all_of_its_proposals(now: list[Line]) -> None:
    units = next(iter(tables_of(Counted("2023", now, now, None), [], None)))
    for row in units.all_rows:
        assert sum(units.cell(row, stage.column.key).value for stage in STAGES) == units.cell(row, "count").value


def held(every: Sequence[Line], filters: dict[str, str]) -> int:
    """How many lines the queue shows under filters."""
    wanted = {key: value for key, value in filters.items() if key not in ("view", "round")}
    return sum(all(getattr(line, key) == value for key, value in wanted.items()) for line in every)


@given(lines, st.sets(st.sampled_from(list(State))))
def test_a_number_leads_to_exactly_what_it_counts_or_nowhere(every: list[Line], states: set[State]) -> None:
    now = [line for line in every if line.state in states]
    for table in tables_of(Counted("2023", now, every, None), [], None):
        cells = [cell for row in table.all_rows for cell in row.cells if cell.filters]
        assert [cell.value for cell in cells] == [held(every, dict(cell.filters or {})) for cell in cells]


def test_each_state_has_one_stage() -> None:
    assert sorted(state for stage in STAGES for state in stage.states) == sorted(State)


def test_without_a_rate_there_are_no_dollars() -> None:
    tables = list(tables_of(Counted("2023", [], [], None), [], None))
    assert [column.key for table in tables for column in table.columns if column.kind == "usd"] == []
