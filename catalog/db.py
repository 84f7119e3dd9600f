"""The database: one session, one way to write, SQLite made safe."""

import itertools
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from flask import Flask, current_app
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, MetaData, event
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.types import TypeDecorator

from catalog.errors import Stale

BUSY_SECONDS = 10
# SQLite: locked, full, failing, read-only or missing file. PostgreSQL: classes of a lost or full server.
SQLITE_TROUBLE = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN")
POSTGRESQL_TROUBLE = ("08", "53", "57P")


class Base(DeclarativeBase):
    """Base of every table; constraint names follow one rule, for migrations (checks are named by hand)."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Database(SQLAlchemy):
    """Flask-SQLAlchemy, which does not tell a type checker that models have the base given here."""

    Model: type[Base]


db = Database(model_class=Base, disable_autonaming=True)
migrate = Migrate()

_writing: ContextVar[bool] = ContextVar("writing", default=False)
# SQLite takes one writer at a time; waiting here is fairer than waiting for its file lock.
_sqlite_writer = threading.RLock()


class UTCDateTime(TypeDecorator[datetime]):
    """An aware moment, kept in UTC on both databases."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def one_of(column: str, values: Iterable[str]) -> str:
    """SQL condition that a text column holds one of the values; for check constraints."""
    return f"{column} IN ({', '.join(repr(str(value)) for value in values)})"


@contextmanager
def transaction() -> Iterator[Session]:
    """One user action: everything inside is committed together or not at all; an inner call joins the outer one.

    What was read before is read again, so that decisions are made on the newest rows. Raises Stale when a row's
    version changed between reading and writing.
    """
    session = db.session()
    if _writing.get():
        yield session
        return
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("changes were made outside a transaction")
    session.rollback()
    token = _writing.set(True)
    try:
        with _sqlite_writer if db.engine.dialect.name == "sqlite" else nullcontext():
            yield session
            session.commit()
    except StaleDataError:
        session.rollback()
        raise Stale from None
    except BaseException:
        session.rollback()
        session.info.pop("on_commit", None)
        raise
    finally:
        _writing.reset(token)
    for callback in session.info.pop("on_commit", ()):
        callback()


def on_commit(callback: Callable[[], None]) -> None:
    """Run `callback` once after the transaction under way is committed; not at all if it fails."""
    callbacks = db.session().info.setdefault("on_commit", [])
    if callback not in callbacks:
        callbacks.append(callback)


def version() -> object:
    """What is the same as long as nothing was committed, and differs afterwards, whoever it was that wrote.

    SQLite tells it exactly and of every process, in microseconds. PostgreSQL isn't asked: there it covers the commits
    of this process, and is another one every second, so that those of others are noticed within that.
    """
    return current_app.extensions["commits"].version()


class _Commits:
    """Commits as this process can see them without a query."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._counter = itertools.count()
        self._own = next(self._counter)
        self._lock = threading.Lock()
        # SQLite counts for a connection the commits of all others; kept open, it also keeps the log from going
        # away with the last reader, which on a full disk could not be made again.
        self._connection: Any = None

    def version(self) -> object:
        if self._engine.dialect.name != "sqlite":
            return self._own, int(time.monotonic())
        with self._lock:
            try:
                return self._ask()
            except sqlite3.Error:  # whoever asks next for data is told of the trouble
                return object()

    def count(self, _session: Session) -> None:
        self._own = next(self._counter)

    def close(self, _engine: Engine) -> None:
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _ask(self) -> int:
        if self._connection is None:
            pooled = self._engine.raw_connection()
            self._connection = pooled.driver_connection
            pooled.detach()
        return self._connection.execute("PRAGMA data_version").fetchone()[0]


def is_trouble(error: DBAPIError) -> bool:
    """Whether the database itself is in trouble (locked, full, gone), rather than our statement wrong."""
    original = error.orig
    if sqlstate := getattr(original, "sqlstate", None):
        return sqlstate.startswith(POSTGRESQL_TROUBLE)
    if name := getattr(original, "sqlite_errorname", None):
        return name.startswith(SQLITE_TROUBLE)
    return isinstance(error, (OperationalError, InterfaceError))


def _set_up_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
        cursor.execute("PRAGMA journal_mode=WAL")
        # FULL: with NORMAL a power cut loses commits that were acknowledged.
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        # A reader that turns writer would lose updates or fail: writers lock from the start.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if _writing.get() else "BEGIN")


def _is_described(name: str | None, kind: str, _parents: Any) -> bool:
    """Whether migrations compare it with the models: not the index of words, which each database has its own way of."""
    return kind != "table" or not (name or "").startswith("entry_search")


def init_app(app: Flask, database_url: str) -> None:
    """Connect the application to its database."""
    app.config["SQLALCHEMY_DATABASE_URI"] = database_url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = (
        {} if database_url.startswith("sqlite") else {"pool_pre_ping": True, "pool_size": 10}
    )
    db.init_app(app)
    options = {"render_as_batch": True, "compare_type": True, "include_name": _is_described}
    migrate.init_app(app, db, directory=f"{app.root_path}/migrations", **options)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            _set_up_sqlite(db.engine)
        app.extensions["commits"] = commits = _Commits(db.engine)
        event.listen(db.session.session_factory, "after_commit", commits.count)
        event.listen(db.engine, "engine_disposed", commits.close)
