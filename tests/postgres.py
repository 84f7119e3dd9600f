"""A throw-away PostgreSQL server for tests: its own folder and socket, no network, no fsync, gone afterwards."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from sqlalchemy import URL, create_engine, text

DEBIAN = Path("/usr/lib/postgresql")


class NoPostgres(Exception):
    """The programs of a PostgreSQL server are not on this machine."""


class Postgres:
    """One server, started on construction; `stop()` ends it and removes its folder."""

    def __init__(self) -> None:
        self.programs = _programs()
        self.folder = Path(tempfile.mkdtemp(prefix="pg-"))
        # The server refuses to run as root, as CI does; Debian's package makes the user postgres.
        self.user = "postgres" if os.geteuid() == 0 else None
        if self.user:
            shutil.chown(self.folder, self.user)
        self._run("initdb", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--no-locale", "--no-sync")
        options = (
            f"-k {self.folder} -c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        )
        self._run("pg_ctl", "--wait", "--silent", f"--log={self.folder}/log", "-o", options, "start")

    def url(self, database: str) -> str:
        """Address of one of its databases, as DATABASE_URL takes it."""
        url = URL.create("postgresql", "postgres", database=database, query={"host": str(self.folder)})
        return url.render_as_string(hide_password=False)

    def create(self, database: str, template: str = "template1") -> str:
        """Make a database, as a copy of `template`, and give its address."""
        self._execute(f'CREATE DATABASE "{database}" TEMPLATE "{template}"')
        return self.url(database)

    def drop(self, database: str) -> None:
        """Remove a database, even if connections to it are still open."""
        self._execute(f'DROP DATABASE "{database}" WITH (FORCE)')

    def stop(self) -> None:
        """End the server at once; nothing in it is worth a checkpoint."""
        self._run("pg_ctl", "--wait", "--silent", "--mode=immediate", "stop")
        shutil.rmtree(self.folder)

    def _execute(self, statement: str) -> None:
        engine = create_engine(self.url("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()

    def _run(self, program: str, *arguments: str) -> None:
        command = [self.programs / program, f"--pgdata={self.folder}/data", *arguments]
        subprocess.run(command, check=True, cwd=self.folder, user=self.user, stdout=subprocess.DEVNULL)


def _programs() -> Path:
    """Folder of initdb and pg_ctl: Debian keeps them off the PATH, one folder a version."""
    versions = sorted(DEBIAN.glob("*/bin/pg_ctl"), key=lambda path: int(path.parts[-3]))
    found = str(versions[-1]) if versions else shutil.which("pg_ctl")
    if not found or not Path(found).with_name("initdb").exists():
        raise NoPostgres("PostgreSQL is not installed")
    return Path(found).parent
