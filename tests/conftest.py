"""What tests share: databases of both kinds, the application, visitors, a mail server.

`app` is an application after `flask setup` in a folder and database of its own. Marks of a test:
`both_databases` runs it on SQLite and on PostgreSQL; `demo` gives it the database after `flask demo`.
"""

import functools
import itertools
import os
import shutil
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings
from jinja2.bccache import Bucket, BytecodeCache

from app import create_app
from catalog.accounts.actor import Actor
from catalog.accounts.models import Person, RoleGrant
from catalog.accounts.passwords import hash_of
from catalog.db import db, transaction
from catalog.demo.load import DEMO_PASSWORD
from catalog.settings import Settings
from catalog.units.queries import unit_by_code
from tests.postgres import NoPostgres, Postgres
from tests.visitor import Visitor

# On a busy machine one example may take its time; how long is for benchmarks to say.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
SECRET_KEY = "a key for tests that is long enough to be taken"
PASSWORD = "bảy con ngựa trắng qua sông"
# A day on which the units of the shipped files and of the first round were there.
SPRING = date(2023, 5, 18)
numbers = itertools.count(1)


def missing(what: str) -> None:
    """A tool that a test needs is not there: a failure in CI, where nothing may go untested, else a skip."""
    if os.environ.get("CI"):
        pytest.fail(f"{what}; `make test` installs it")
    pytest.skip(what)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "backend" in metafunc.fixturenames and metafunc.definition.get_closest_marker("both_databases"):
        metafunc.parametrize("backend", ["sqlite", "postgresql"])


@pytest.fixture
def backend() -> str:
    """Kind of the test's database; parametrised by the mark `both_databases`."""
    return "sqlite"


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """One PostgreSQL server for all tests of this process."""
    try:
        server = Postgres()
    except NoPostgres as error:
        missing(str(error))
    yield server
    server.stop()


@dataclass(frozen=True)
class Original:
    """A database and data folder made once, and copied for every test."""

    folder: Path
    database: str | None


@pytest.fixture(scope="session")
def originals(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str, bool], Original]:
    """Give the original for a kind of database, without or with demo data."""
    made: dict[tuple[str, bool], Original] = {}

    def original(backend: str, demo: bool) -> Original:
        if (backend, demo) not in made:
            folder = tmp_path_factory.mktemp("original")
            name = f"original_{next(numbers)}" if backend == "postgresql" else None
            url = request.getfixturevalue("postgres").create(name) if name else ""
            fill(environment_of(folder, url), ["setup", "demo"] if demo else ["setup"])
            assert not (folder / "catalog.db-wal").exists(), "the database is not whole without its log"
            made[backend, demo] = Original(folder, name)
        return made[backend, demo]

    return original


class Compiled(BytecodeCache):
    """Templates as an earlier test compiled them, by language."""

    def __init__(self) -> None:
        self.codes: dict[tuple[str, str, str], Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.codes.get((bucket.environment.language, bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.codes[bucket.environment.language, bucket.key, bucket.checksum] = bucket.code


COMPILED = Compiled()


def environment_of(folder: Path, database_url: str) -> dict[str, str]:
    """Settings of a test's application: a database address of "" means SQLite in the folder."""
    return {
        "CATALOG_DATA_DIR": str(folder),
        "DATABASE_URL": database_url,
        "SECRET_KEY": SECRET_KEY,
        "BASE_URL": "http://localhost",
    }


def fill(environment: dict[str, str], commands: list[str]) -> None:
    """Run commands of the application on an empty database, and leave no connection behind."""
    app = create_app(Settings.from_env(environment))
    for command in commands:
        result = app.test_cli_runner().invoke(args=[command])
        assert result.exit_code == 0, f"flask {command}: {result.output}"
    close(app)


def close(app: Flask) -> None:
    """Close every connection that an application holds."""
    with app.app_context():
        db.session.remove()
        for engine in db.engines.values():
            engine.dispose()


@pytest.fixture
def environment(
    request: pytest.FixtureRequest, backend: str, originals: Callable[[str, bool], Original], tmp_path: Path
) -> Iterator[dict[str, str]]:
    """Settings, by the names that README gives them, with a data folder and database of this test only."""
    original = originals(backend, request.node.get_closest_marker("demo") is not None)
    folder = tmp_path / "data"
    shutil.copytree(original.folder, folder)
    if not original.database:
        yield environment_of(folder, "")
        return
    server: Postgres = request.getfixturevalue("postgres")
    name = f"test_{next(numbers)}"
    yield environment_of(folder, server.create(name, original.database))
    server.drop(name)


@pytest.fixture
def app(environment: dict[str, str]) -> Iterator[Flask]:
    """The application, set up; no context of it is open."""
    app = create_app(Settings.from_env(environment))
    app.test_client_class = Visitor
    app.config["WORK_IN_BACKGROUND"] = False
    app.jinja_env.bytecode_cache = COMPILED
    yield app
    close(app)


@pytest.fixture
def client(app: Flask, request: pytest.FixtureRequest) -> FlaskClient:
    """A visitor. An open context would share its session with the requests and hide a missing commit."""
    assert "database" not in request.fixturenames, "take `app.app_context()` around what is no request"
    return app.test_client()


@pytest.fixture
def database(app: Flask) -> Iterator[Any]:
    """`db` in an open context, for tests of services and queries without requests."""
    with app.app_context():
        yield db


# Slow on purpose, and the same person's password in every test.
hash_once = functools.cache(hash_of)


@pytest.fixture
def person(app: Flask) -> Callable[..., Actor]:
    """Make a person who can sign in: `person("officer@example.org", "officer", unit="220")`; gives the actor."""

    def make(email: str, *roles: str, unit: str | None = None) -> Actor:
        with app.app_context():
            unit_id = unit_by_code(unit, SPRING).id if unit else None
            with transaction() as session:
                grants = [RoleGrant(role=role, unit_id=unit_id) for role in roles]
                made = Person(email=email, name=email.split("@")[0], password_hash=hash_once(PASSWORD), grants=grants)
                session.add(made)
            return made.as_actor()

    return make


@pytest.fixture
def sign_in(app: Flask, request: pytest.FixtureRequest) -> Callable[[str], Visitor]:
    """Give a visitor who has signed in by the page: `sign_in("officer@example.org")`."""

    def visitor(email: str) -> Visitor:
        password = DEMO_PASSWORD if request.node.get_closest_marker("demo") else PASSWORD
        client = app.test_client()
        answer = client.submit("/sign-in", {"email": email, "password": password})
        assert answer.status_code == 303, answer.text
        return client

    return visitor


@dataclass
class Mailbox:
    """Address of a mail server, and what it received."""

    url: str
    messages: list[EmailMessage] = field(default_factory=list)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 (aiosmtpd's name)
        self.messages.append(message_from_bytes(envelope.content, _class=EmailMessage, policy=policy.default))
        return "250 kept"


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    """A real mail server on this machine; its `url` is an SMTP_URL."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    box = Mailbox(f"smtp://127.0.0.1:{port}")
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    yield box
    controller.stop()
