"""The commands: set up, demo data, first administrator, import, export, serve."""

import json
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from flask_babel import force_locale
from flask_migrate import upgrade
from sqlalchemy.exc import DBAPIError

from catalog import due, logs, money, storage
from catalog.accounts import queries as accounts
from catalog.accounts import services as account_services
from catalog.accounts.actor import SYSTEM
from catalog.db import db
from catalog.editions.queries import released_edition
from catalog.errors import DomainError, Invalid, NotReady
from catalog.exchange import documents, stored
from catalog.exchange.documents import DOCUMENT_LANGUAGES, FORMATS, LAYOUTS
from catalog.exchange.reading import Preview
from catalog.exchange.services_release import Progress, silent, store_documents
from catalog.settings import SettingsError

LANGUAGE = click.option("--lang", type=click.Choice(["vi", "en"]), default="vi", help="Language of the messages.")
# What a shell gives for a command that was ended by Ctrl-C.
INTERRUPTED = 130
# A slow client must not hold a thread: waitress buffers, and drops a channel that is silent for long.
WAITRESS = {"threads": 8, "connection_limit": 1000, "asyncore_use_poll": True, "channel_timeout": 15}


class Refused(click.ClickException):
    """What the domain refuses, as one line."""

    def __init__(self, error: DomainError) -> None:
        lines = [str(error.message)]
        if isinstance(error, NotReady):
            lines += [f"- {problem}" for problem in error.problems]
        if isinstance(error, Invalid):
            lines += [f"- {key}: {text}" for key, text in error.fields.items()]
        super().__init__("\n".join(lines))


@click.command("setup")
@with_appcontext
def setup_command() -> None:
    """Bring the database to the newest migration and load the reference data; safe to repeat."""
    set_up()
    click.echo("The database is up to date.")


def set_up() -> None:
    """Newest migration, reference data, index of words; raises SettingsError when the database can't be opened."""
    from catalog.editions.services_index import index_missing
    from catalog.reference.load import load_reference

    _open_database()
    upgrade()
    load_reference()
    index_missing()


def _open_database() -> None:
    try:
        with db.engine.connect():
            pass
    except DBAPIError as error:
        reason = str(error.orig).splitlines()[0]
        raise SettingsError(f"DATABASE_URL: the database can't be opened ({reason}).") from None


@click.command("demo")
@click.option("--if-new", is_flag=True, help="Only when the database has no people and no proposals yet.")
@with_appcontext
def demo_command(if_new: bool) -> None:
    """Load the demo data: 24 fictional proposals in all states, one released edition, an account per role."""
    from catalog.demo.load import DEMO_PASSWORD, is_new_database, load_demo

    _open_database()
    if not is_new_database():
        if if_new:
            return
        raise click.ClickException("There are people or proposals in this database already; demo data need a new one.")
    set_up()
    edition = load_demo()
    with _progress(edition.key) as progress:
        store_documents(edition, progress)
    click.echo(f"Demo data loaded. Password of every demo account: {DEMO_PASSWORD}")


@click.command("create-admin")
@click.option("--email", required=True, help="Address to sign in with.")
@click.option("--name", default="Quản trị hệ thống", help="Name shown in the history.")
@click.option("--password-stdin", is_flag=True, required=True, expose_value=False, help="Read it from standard input.")
@with_appcontext
def create_admin_command(email: str, name: str) -> None:
    """Make the first administrator, who then invites everybody else."""
    set_up()
    password = sys.stdin.readline().rstrip("\r\n")
    try:
        account_services.create_administrator(SYSTEM, email, name, password)
    except DomainError as error:
        raise Refused(error) from None
    click.echo(f"{email} can sign in as administrator.")


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--unit", required=True, metavar="CODE", help="Code of the unit that sends the file, as 220.")
@click.option("--round", "round_key", metavar="KEY", help="Round it belongs to; without one, the open or the newest.")
@click.option("--dry-run", is_flag=True, help="Show what would happen, store nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the preview as JSON.")
@LANGUAGE
@with_appcontext
def import_command(file: Path, unit: str, round_key: str | None, dry_run: bool, as_json: bool, lang: str) -> None:
    """Bring a district's file in: xlsx, xls, ods, csv, txt (tab) or docx."""
    from catalog.exchange import imports

    with force_locale(lang):
        try:
            set_up()
            unit_row, round_ = imports.target(unit, round_key)
            data = file.read_bytes()
            preview = imports.preview(data, file.name, unit_row, round_)
            brought = (
                None if dry_run else imports.bring_in(SYSTEM, imports.keep(SYSTEM, data, file.name, unit_row, round_))
            )
        except DomainError as error:
            raise Refused(error) from None
        if as_json:
            click.echo(json.dumps(preview.as_json(lang), ensure_ascii=False, indent=2))
        else:
            click.echo(_as_text(preview, lang))
            for mark, codes in zip("→↻", brought or (), strict=False):
                if codes:
                    click.echo(" ".join([mark, *codes]))


def _as_text(preview: Preview, language: str) -> str:
    """A preview for reading: a line for each row of the file, and under it what is said of it."""
    lines = []
    for row in preview.rows:
        amount = money.format_vnd(row.aid_vnd, language) if row.aid_vnd is not None else ""
        lines.append(f"{row.row:>5}  {row.status:<8} {row.title}  {amount}".rstrip())
        lines += [f"       - {said.text.in_(language)}" for said in row.messages]
    summary = preview.summary(language)
    lines.append(", ".join(f"{key}: {summary[key]}" for key in ("ok", "warning", "error", "skipped")))
    return "\n".join(lines)


@click.command("export")
@click.option("--edition", "key", required=True, metavar="KEY", help="Key of a released edition, or “latest”.")
@click.option("--format", "format_", required=True, type=click.Choice(list(FORMATS)), help="Kind of file.")
@click.option("--lang", type=click.Choice(list(DOCUMENT_LANGUAGES)), default="both", help="Language of the document.")
@click.option("--layout", type=click.Choice(LAYOUTS), help="How it is laid out; without one, as the format's first.")
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, writable=True, path_type=Path))
@with_appcontext
def export_command(key: str, format_: str, lang: str, layout: str | None, output: Path) -> None:
    """Write a document of a released edition: as it was stored at its release, byte for byte."""
    set_up()
    try:
        with _progress(output.name) as progress:
            progress(0, 1)
            document = documents.known(format_, lang, layout or "")
            _replace(output, stored.read(released_edition(key), document))
            progress(1, 1)
    except DomainError as error:
        raise Refused(error) from None
    except OSError as error:
        raise click.ClickException(f"{output}: {error.strerror}") from None
    click.echo(str(output))


@contextmanager
def _progress(label: str) -> Iterator[Progress]:
    """A line on the terminal that tells how far the work is; Ctrl-C ends the command with the status of a signal."""
    try:
        if not sys.stderr.isatty():
            yield silent
            return
        with click.progressbar(length=1, label=label, file=sys.stderr) as bar:

            def tell(done: int, total: int) -> None:
                bar.length = total
                bar.update(done - bar.pos)

            yield tell
    except KeyboardInterrupt:
        raise click.exceptions.Exit(INTERRUPTED) from None


def _replace(path: Path, data: bytes) -> None:
    """Write a file so that it is there as a whole or as it was before; a pipe is written to as it is."""
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


@click.command("serve")
@with_appcontext
def serve_command() -> None:
    """Serve for production: SECRET_KEY set, no demo accounts, JSON logs."""
    settings = current_app.config["CATALOG"]
    if not settings.secret_key_given:
        raise click.ClickException("SECRET_KEY is not set; production needs one of at least 32 characters.")
    set_up()
    if accounts.active_demo_people():
        raise click.ClickException("This database has active demo accounts; production must not. Use a new database.")
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    logs.use_json(app)
    listen(app)


def run(app: Flask) -> None:
    """Serve for trying out: the address and the demo accounts are printed first."""
    with app.app_context():
        set_up()
        people = [(person.email, person.name) for person in accounts.active_demo_people()]
    click.echo(f"\n  {app.config['CATALOG'].base_url}\n")
    if people:
        from catalog.demo.load import DEMO_PASSWORD

        click.echo(f"  Demo accounts, all with the password {DEMO_PASSWORD}")
        for email, name in people:
            click.echo(f"    {email:<34} {name}")
        click.echo("")
    listen(app)


def listen(app: Flask) -> None:
    """Answer until stopped."""
    import waitress

    app.config["MAIL_IN_BACKGROUND"] = True
    settings = app.config["CATALOG"]
    with app.app_context():
        storage.sweep()
    _end_at_sigterm()
    with due.running(app):
        waitress.serve(app, host=settings.host, port=settings.port, ident=None, **WAITRESS)


def _end_at_sigterm() -> None:
    """End as at Ctrl-C, so that what runs beside the answers may finish."""
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(0))


@click.command("due")
@click.option("--forever", is_flag=True, help="Every minute, until stopped: beside several serving processes.")
@with_appcontext
def due_command(forever: bool) -> None:
    """Do what is due: send at deadlines, remind, mail. `python app.py` and `flask serve` do it by themselves."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    set_up()
    if forever:
        logs.use_json(app)
        _end_at_sigterm()
        due.run_forever(app, threading.Event())
    click.echo(", ".join(f"{name}: {count}" for name, count in due.run_due().items()))


def init_app(app: Flask) -> None:
    """Give `flask` the commands."""
    commands = (setup_command, demo_command, create_admin_command, import_command, export_command, serve_command)
    for command in (*commands, due_command):
        app.cli.add_command(command)
