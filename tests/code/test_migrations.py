"""Migrations build exactly what the models say, on both databases, and can be taken back."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import Engine, create_engine, inspect

from catalog.db import db

pytestmark = pytest.mark.both_databases


@pytest.fixture
def empty(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database of the test's kind with nothing in it."""
    if backend == "sqlite":
        url = f"sqlite:///{tmp_path}/empty.db"
    else:
        postgres = request.getfixturevalue("postgres")
        url = postgres.create("empty")
        request.addfinalizer(lambda: postgres.drop("empty"))  # noqa: PT021 (only on this database)
    engine = create_engine(url)
    yield engine
    engine.dispose()


def schema(engine: Engine) -> dict[str, Any]:
    """Everything that a database can tell about its tables, in an order that doesn't matter."""
    asked = inspect(engine)
    tables = sorted(set(asked.get_table_names()) - {"alembic_version"})
    return {table: _table(asked, table) for table in tables}


def _table(asked: Any, table: str) -> dict[str, Any]:
    columns = {
        column["name"]: (str(column["type"]), column["nullable"], column["default"])
        for column in asked.get_columns(table)
    }
    constraints = [
        asked.get_pk_constraint(table),
        *_foreign_keys(asked, table),
        *asked.get_unique_constraints(table),
        *asked.get_check_constraints(table),
        *asked.get_indexes(table),
    ]
    return columns | {
        "constraints": sorted(json.dumps(constraint, default=str, sort_keys=True) for constraint in constraints)
    }


def _foreign_keys(asked: Any, table: str) -> list[dict[str, Any]]:
    """Their names count on PostgreSQL: of a key that came with its column, SQLAlchemy reads no name from SQLite."""
    keys = asked.get_foreign_keys(table)
    return [key | {"name": None} for key in keys] if asked.engine.name == "sqlite" else keys


def test_migrations_build_exactly_the_models(app: Flask, empty: Engine) -> None:
    db.metadata.create_all(empty)
    with app.app_context():
        assert schema(db.engine) == schema(empty)


def test_migrations_can_be_taken_back_and_done_again(app: Flask) -> None:
    with app.app_context():
        built = schema(db.engine)
        downgrade(revision="base")
        assert schema(db.engine) == {}
        upgrade()
        assert schema(db.engine) == built
