"""The database: nothing lost between writers, nothing kept of a failed action, moments in UTC."""

import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select, text

from catalog.db import db, on_commit, transaction
from catalog.errors import Stale
from catalog.office.models import ExchangeRate
from catalog.rounds.models import Round

pytestmark = pytest.mark.both_databases


def a_round(key: str = "2030") -> Round:
    opens = datetime(2030, 5, 1, tzinfo=UTC)
    return Round(key=key, name_vi="Đợt", name_en="Round", opens_at=opens, closes_at=opens + timedelta(days=20))


def test_moments_are_kept_in_utc(database):
    made = a_round()
    made.opens_at = datetime(2030, 5, 1, 8, tzinfo=timezone(timedelta(hours=7)))
    with transaction() as session:
        session.add(made)
    db.session.expire_all()
    assert made.opens_at == datetime(2030, 5, 1, 1, tzinfo=UTC)
    assert made.opens_at.utcoffset() == timedelta(0)


def test_a_failed_action_keeps_nothing_and_calls_nobody(database):
    called = []
    with pytest.raises(ZeroDivisionError), transaction() as session:
        session.add(a_round())
        on_commit(lambda: called.append("mail"))
        session.flush()
        raise ZeroDivisionError
    assert db.session.scalars(select(Round)).all() == []
    with transaction():
        pass
    assert called == []


def test_an_inner_action_joins_the_outer_one(database):
    called = []
    with pytest.raises(ZeroDivisionError), transaction():
        with transaction() as session:
            session.add(a_round())
        on_commit(lambda: called.append("mail"))
        raise ZeroDivisionError
    assert db.session.scalars(select(Round)).all() == []
    assert called == []


def test_changes_outside_a_transaction_are_refused(database):
    with transaction() as session:
        session.add(a_round())
    db.session.scalars(select(Round)).one().name_en = "Changed"
    with pytest.raises(RuntimeError, match="outside a transaction"), transaction():
        pass
    db.session.rollback()


def test_a_row_changed_in_between_is_stale(app):
    with app.app_context(), transaction() as session:
        session.add(a_round())
    with app.app_context(), pytest.raises(Stale), transaction() as session:
        mine = session.scalars(select(Round)).one()
        session.execute(text("UPDATE round SET version = version + 1"))
        mine.name_en = "Mine"


def test_no_update_of_many_writers_is_lost(app):
    """Each writer reads a number and writes it plus one: the sum tells whether any overwrote another."""
    with app.app_context(), transaction() as session:
        session.add(
            ExchangeRate(id=77, date=datetime(2030, 1, 1, tzinfo=UTC).date(), vnd_per_usd=1, source_vi="", source_en="")
        )

    def write() -> None:
        for _ in range(10):
            with app.app_context(), transaction() as session:
                rate = session.get_one(ExchangeRate, 77, with_for_update=True)
                rate.vnd_per_usd += 1

    writers = [threading.Thread(target=write) for _ in range(6)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with app.app_context():
        assert db.session.get_one(ExchangeRate, 77).vnd_per_usd == 61


def test_sqlite_syncs_fully_and_keeps_foreign_keys(database, backend):
    if backend == "sqlite":
        pragmas = {
            name: db.session.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
        assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10000}
