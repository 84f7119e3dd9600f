"""The commands, on an empty data folder as on a full one."""

import hashlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from catalog.accounts import queries as accounts
from catalog.accounts.models import Person
from catalog.db import db
from catalog.editions.models import EditionDocument
from catalog.exchange.documents import FORMATS, LAYOUTS, every_document
from catalog.proposals.models import Proposal
from catalog.settings import PROJECT

FILES = PROJECT / "tests" / "data" / "district-files"
SON_DONG = FILES / "son-dong-2023-phu-luc.xlsx"
PASSWORD = "bếp ăn bán trú ngày mới"


@pytest.fixture
def run(app):
    """Run a command of the application: `run("setup")`; gives click's result."""

    def invoke(*args: str, **options):
        return app.test_cli_runner().invoke(args=list(args), **options)

    return invoke


def count(app) -> int:
    """How many proposals there are."""
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Proposal)) or 0


def flask(*args: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `flask` as people do, in a process of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-m", "flask", *args],
        cwd=PROJECT,
        env=kept | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_setup_is_safe_to_repeat(run, app):
    assert run("setup").output == "The database is up to date.\n"
    assert run("setup").exit_code == 0


@pytest.mark.parametrize("command", ["setup", "demo", "create-admin", "import", "export", "due", "serve"])
def test_every_command_tells_its_use(run, command):
    result = run(command, "--help")
    assert (result.exit_code, result.output.split()[0]) == (0, "Usage:")


def test_a_wrong_setting_is_one_sentence(tmp_path):
    result = flask("setup", CATALOG_DATA_DIR=str(tmp_path), PORT="many")
    assert (result.returncode, result.stderr) == (1, "Error: PORT: 'many' is not a number from 1 to 65535.\n")


@pytest.mark.parametrize("command", ["setup", "demo"])
def test_a_database_that_cannot_be_opened_is_one_sentence(tmp_path, command):
    address = f"sqlite:///{tmp_path}/missing/catalog.db"
    result = flask(command, CATALOG_DATA_DIR=str(tmp_path), DATABASE_URL=address)
    sentence = "Error: DATABASE_URL: the database can't be opened (unable to open database file).\n"
    assert (result.returncode, result.stderr) == (1, sentence)


def test_serve_needs_a_secret_key(tmp_path):
    result = flask("serve", CATALOG_DATA_DIR=str(tmp_path))
    assert result.returncode == 1
    assert result.stderr == "Error: SECRET_KEY is not set; production needs one of at least 32 characters.\n"


@pytest.mark.demo
def test_serve_refuses_demo_accounts(run):
    result = run("serve")
    assert result.exit_code == 1
    assert result.output.splitlines()[-1].startswith("Error: This database has active demo accounts")


@pytest.mark.demo
def test_demo_data_go_into_a_new_database_only(run):
    assert run("demo", "--if-new").output == ""
    assert run("demo").exit_code == 1


def test_the_first_administrator(run, app):
    result = run("create-admin", "--email", "Admin@Example.org", "--password-stdin", input=f"{PASSWORD}\n")
    assert result.exit_code == 0, result.output
    with app.app_context():
        person = accounts.person_by_email("admin@example.org")
        assert person is not None
        assert person.roles == {"administrator"}


def test_a_weak_password_is_refused(run, app):
    result = run("create-admin", "--email", "admin@example.org", "--password-stdin", input="123456\n")
    assert result.exit_code == 1
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Person)) == 0


@pytest.mark.demo
def test_import_dry_run_stores_nothing(run, app):
    before = count(app)
    result = run("import", str(SON_DONG), "--unit", "220", "--dry-run", "--json")
    assert result.exit_code == 0, result.output
    preview = json.loads(result.output)
    assert list(preview) == ["file", "sheet", "money_unit", "rows", "summary"]
    assert [(row["row"], row["aid_vnd"]) for row in preview["rows"] if row["status"] != "skipped"] == [
        (11, 3_042_000_000),
        (12, 1_250_000_000),
        (14, 1_005_000_000),
        (16, 804_000_000),
    ]
    assert count(app) == before


@pytest.mark.demo
def test_import_twice_makes_nothing_twice(run, app):
    before = count(app)
    assert run("import", str(SON_DONG), "--unit", "220").exit_code == 0
    assert count(app) == before + 4
    assert run("import", str(SON_DONG), "--unit", "220").exit_code == 0
    assert count(app) == before + 4


def test_import_for_nobody(run):
    result = run("import", str(SON_DONG), "--unit", "999")
    assert (result.exit_code, "Không có đơn vị mang mã 999" in result.output) == (1, True)


def test_import_on_an_empty_database(run, app):
    """Nobody opened a round yet: a dry run stores nothing, an import makes the round it names."""
    assert run("import", str(SON_DONG), "--unit", "220", "--dry-run", "--json").exit_code == 0
    assert count(app) == 0
    assert run("import", str(SON_DONG), "--unit", "220", "--round", "2023").exit_code == 0
    assert count(app) == 4


def test_import_of_a_file_that_is_none(run, tmp_path):
    (tmp_path / "list.pdf").write_bytes(b"%PDF-1.7")
    result = run("import", str(tmp_path / "list.pdf"), "--unit", "220", "--lang", "en")
    assert (result.exit_code, result.output.strip().splitlines()[-1]) == (
        1,
        "Error: This is a PDF file. Send the original Excel or Word file.",
    )


@pytest.mark.demo
@pytest.mark.parametrize("format_", ["xlsx", "docx", "csv"])
@pytest.mark.parametrize("language", ["vi", "en", "both"])
def test_export(run, tmp_path: Path, format_, language):
    target = tmp_path / f"list.{format_}"
    result = run("export", "--edition", "latest", "--format", format_, "--lang", language, "-o", str(target))
    assert result.exit_code == 0, result.output
    assert target.stat().st_size > 1000


@pytest.mark.demo
def test_an_exported_workbook_opens(run, tmp_path):
    target = tmp_path / "list.xlsx"
    run("export", "--edition", "2023-1", "--format", "xlsx", "-o", str(target))
    assert len(load_workbook(io.BytesIO(target.read_bytes())).worksheets) >= 2


def test_export_without_an_edition(run, tmp_path):
    result = run("export", "--edition", "latest", "--format", "xlsx", "-o", str(tmp_path / "x.xlsx"))
    assert (result.exit_code, (tmp_path / "x.xlsx").exists()) == (1, False)


@pytest.mark.demo
def test_every_document_is_exported_as_it_was_stored(run, app, tmp_path):
    for document in every_document():
        target = tmp_path / "-".join(document)
        options = ["--format", document.format, "--lang", document.language, "--layout", document.layout]
        assert run("export", "--edition", "latest", *options, "-o", str(target)).exit_code == 0
    with app.app_context():
        rows = db.session.scalars(select(EditionDocument))
        hashes = {f"{row.format}-{row.language}-{row.layout}": row.sha256 for row in rows}
    assert {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in tmp_path.iterdir() if path.is_file()
    } == hashes


def test_export_names_what_there_is(run, tmp_path):
    text = " ".join(run("export", "--help").output.split())
    assert f"--format [{'|'.join(FORMATS)}]" in text
    assert f"--layout [{'|'.join(LAYOUTS)}]" in text
    result = run("export", "--edition", "latest", "--format", "odt", "-o", str(tmp_path / "x"))
    assert (result.exit_code, "'odt' is not one of" in result.output) == (2, True)


@pytest.mark.demo
def test_an_export_that_is_ended_leaves_the_file_as_it_was(run, tmp_path, monkeypatch):
    target = tmp_path / "list.csv"
    target.write_text("before")
    for method in ("write_bytes", "replace"):
        with monkeypatch.context() as patch:
            patch.setattr(Path, method, interrupt)
            result = run("export", "--edition", "latest", "--format", "csv", "-o", str(target))
        assert (result.exit_code, target.read_text()) == (130, "before")
        assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["list.csv"]


def interrupt(*_args):
    """As when somebody presses Ctrl-C."""
    raise KeyboardInterrupt


def test_import_of_a_corrected_list_updates_what_it_made(run, app, tmp_path):
    path = tmp_path / "list.txt"
    for children, mark in (("120", "→"), ("130", "↻")):
        path.write_text(f"STT\tTên dự án\tĐịa điểm\tSố trẻ em\n1\tThư viện\tXã A\t{children}\n", encoding="utf-8")
        dry = run("import", str(path), "--unit", "220", "--dry-run")
        assert (dry.exit_code, mark in dry.output) == (0, False)
        result = run("import", str(path), "--unit", "220")
        assert (result.exit_code, result.output.splitlines()[-1][:4]) == (0, f"{mark} SD")
    assert "Sẽ cập nhật SD-" in dry.output
    with app.app_context():
        assert [row.children for row in db.session.scalars(select(Proposal))] == [130]
