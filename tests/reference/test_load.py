"""Reference data come in once, and what the office changed stays."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select, text

from catalog.audit import HistoryEntry
from catalog.db import db, transaction
from catalog.office.models import LegalBasis
from catalog.reference import files, load
from catalog.reference.load import load_reference
from catalog.reference.models import ShippedRow
from catalog.reference.shipped import read
from catalog.units.models import Unit, UnitLink
from catalog.units.queries import unit_by_code, units_on

pytestmark = pytest.mark.both_databases


def contents() -> dict[str, list[Any]]:
    """Every row of the tables that loading writes, by table."""
    models = [*(source.model for source in files.SOURCES), ShippedRow, HistoryEntry]
    tables = [model.__table__ for model in models]
    return {table.name: sorted(map(repr, db.session.execute(table.select()).all())) for table in tables}


@pytest.fixture
def shipped(monkeypatch: pytest.MonkeyPatch):
    """Ship other cells for a row of a file: `shipped("units.csv", "220 2021-01-01", note="…")`."""

    def ship(name: str, key: str, **cells: str) -> None:
        source = next(source for source in files.SOURCES if source.file == name)
        rows = [row | (cells if source.key_of(row) == key else {}) for row in read(name)]
        monkeypatch.setattr(load, "read", lambda asked: rows if asked == name else read(asked))

    return ship


def test_every_shipped_row_is_there_after_set_up(database) -> None:
    counts = {source.file: database.session.query(source.model).count() for source in files.SOURCES}
    assert counts == {source.file: len(read(source.file)) for source in files.SOURCES}


def test_the_second_run_changes_nothing(database) -> None:
    before = contents()
    assert load_reference() == 0
    assert contents() == before


def test_units_have_their_parents_and_links(database) -> None:
    assert unit_by_code("07621", date(2025, 8, 1)).parent.name_vi == "Tỉnh Bắc Ninh"
    assert unit_by_code("220", date(2023, 5, 15)).parent.name_vi == "Tỉnh Bắc Giang"
    links = database.session.scalars(select(UnitLink).where(UnitLink.date == date(2025, 1, 1))).all()
    assert {(link.old.name_en, link.kind, link.new.name_en) for link in links} == {
        ("Yen Dung District", "merged_into", "Bac Giang City"),
        ("Luc Ngan District", "part_to", "Chu Town"),
        ("Son Dong District", "part_to", "Luc Ngan District"),
    }


@pytest.mark.parametrize(
    ("day", "number"),
    [(date(2023, 5, 15), 22), (date(2024, 3, 1), 22), (date(2025, 3, 1), 21), (date(2025, 8, 1), 69)],
)
def test_units_that_may_propose_on_a_day(database, day: date, number: int) -> None:
    assert len(units_on(day)) == number


def test_a_row_changed_by_the_office_stays(database, shipped) -> None:
    with transaction():
        unit_by_code("220", date(2023, 5, 15)).note = "ours"
    shipped("units.csv", "220 2021-01-01", note="theirs", abbreviation="SDg")
    assert load_reference() == 1
    unit = unit_by_code("220", date(2023, 5, 15))
    assert (unit.note, unit.abbreviation) == ("ours", "SDg")


def test_a_new_shipped_value_comes_in_once(database, shipped) -> None:
    shipped("legal_bases.csv", "58/2022/NĐ-CP", valid_to="2030-01-01")
    assert (load_reference(), load_reference()) == (1, 0)
    basis = database.session.scalars(select(LegalBasis).filter_by(symbol="58/2022/NĐ-CP")).one()
    assert basis.valid_to == date(2030, 1, 1)


def test_a_row_removed_by_the_office_stays_away(database, shipped) -> None:
    with transaction() as session:
        session.delete(session.scalars(select(LegalBasis).filter_by(symbol="30/2020/NĐ-CP")).one())
    shipped("legal_bases.csv", "30/2020/NĐ-CP", title_vi="Nghị định về công tác văn thư")
    assert load_reference() == 0
    assert database.session.scalars(select(LegalBasis).filter_by(symbol="30/2020/NĐ-CP")).all() == []


def test_a_row_that_the_office_had_first_is_left_alone(database, shipped) -> None:
    with transaction() as session:
        session.execute(text("DELETE FROM shipped_row WHERE file = 'units.csv' AND key = '223 2021-01-01'"))
        unit_by_code("223", date(2023, 5, 15)).name_en = "Hiep-Hoa District"
    assert load_reference() == 0
    assert unit_by_code("223", date(2023, 5, 15)).name_en == "Hiep-Hoa District"
    assert database.session.get(ShippedRow, ("units.csv", "223 2021-01-01")) is not None
    assert database.session.query(Unit).count() == len(read("units.csv"))
