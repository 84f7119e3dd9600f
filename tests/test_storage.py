"""Stored files: under the hash of their content, whole or not at all, in a folder as in S3-compatible storage."""

import hashlib
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from app import create_app
from catalog import storage
from catalog.settings import Settings
from tests.conftest import environment_of
from tests.s3 import BUCKET, PREFIX, S3Server

DATA = "Danh mục dự án".encode()
NAME = hashlib.sha256(DATA).hexdigest()


@pytest.fixture(scope="module")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3Server]:
    """One S3 server for the tests of this module."""
    server = S3Server(tmp_path_factory.mktemp("s3"))
    yield server
    server.stop()


@pytest.fixture(params=["folder", "s3"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """An application that keeps its files in a folder, and one that keeps them in a bucket."""
    given = request.getfixturevalue("s3").environment if request.param == "s3" else {}
    with application(tmp_path, given).app_context() as context:
        yield context.app
        for shelf in (storage.FILES, storage.ATTACHMENTS):
            storage.delete(NAME, shelf)


def application(folder: Path, given: dict[str, str]) -> Flask:
    return create_app(Settings.from_env(environment_of(folder, "") | given))


def test_what_is_stored_comes_back(place: Flask) -> None:
    assert [storage.store(DATA), storage.store(DATA)] == [NAME, NAME]
    assert storage.load(NAME) == DATA


def test_an_unknown_hash_has_no_file(place: Flask) -> None:
    for name in ("0" * 64, "", "../secret.key", NAME.upper()):
        with pytest.raises(FileNotFoundError):
            storage.load(name)


def test_what_is_deleted_is_gone_from_its_shelf_only(place: Flask) -> None:
    for shelf in (storage.FILES, storage.ATTACHMENTS):
        storage.store(DATA, shelf)
    for _twice in range(2):
        storage.delete(NAME, storage.ATTACHMENTS)
    with pytest.raises(FileNotFoundError):
        storage.load(NAME, storage.ATTACHMENTS)
    assert storage.load(NAME, storage.FILES) == DATA


def test_a_bucket_holds_objects_below_its_prefix(s3: S3Server, tmp_path: Path) -> None:
    with application(tmp_path, s3.environment).app_context():
        storage.store(DATA)
        assert s3.objects() == [f"{PREFIX}/files/{NAME[:2]}/{NAME}"]
        assert list(tmp_path.rglob(NAME)) == []
        storage.delete(NAME)


TROUBLE = {
    "no such bucket": ("STORAGE_URL", BUCKET, "other"),
    "wrong secret": ("AWS_SECRET_ACCESS_KEY", "a secret", "another secret"),
}


@pytest.mark.parametrize("what", TROUBLE)
def test_trouble_with_a_bucket_is_told(s3: S3Server, tmp_path: Path, what: str) -> None:
    name, old, new = TROUBLE[what]
    given = s3.environment | {name: s3.environment[name].replace(old, new)}
    with application(tmp_path, given).app_context(), pytest.raises(storage.StorageTrouble):
        storage.store(DATA)


def test_a_server_that_is_gone_is_told(tmp_path: Path) -> None:
    given = {
        "STORAGE_URL": "s3://province?endpoint=http://127.0.0.1:1",
        "AWS_ACCESS_KEY_ID": "x",
        "AWS_SECRET_ACCESS_KEY": "x",
    }
    with application(tmp_path, given).app_context():
        for ask in (lambda: storage.store(DATA), lambda: storage.load(NAME), lambda: storage.delete(NAME)):
            with pytest.raises(storage.StorageTrouble):
                ask()


def test_trouble_with_the_folder_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "files").write_text("in the way")
    with application(tmp_path, {}).app_context(), pytest.raises(storage.StorageTrouble):
        storage.store(DATA)
    assert list(tmp_path.rglob("*.part")) == []


def test_nothing_half_written_stays(app: Flask) -> None:
    with app.app_context():
        storage.store(b"x")
    assert list(app.config["CATALOG"].data_dir.rglob("*.part")) == []


def test_a_start_sweeps_what_a_killed_process_left(tmp_path: Path) -> None:
    old, new = tmp_path / "parts" / "old.part", tmp_path / "parts" / "new.part"
    old.parent.mkdir()
    for part in (old, new):
        part.write_bytes(b"half")
    long_ago = time.time() - 2 * storage.LONGEST_WRITE_SECONDS
    os.utime(old, (long_ago, long_ago))
    with application(tmp_path, {}).app_context():
        assert list(old.parent.iterdir()) == [new]
        storage.sweep()
    assert list(old.parent.iterdir()) == []


def test_trouble_is_a_page_that_asks_to_try_again(app: Flask, client: Any) -> None:
    @app.get("/trouble")
    def trouble() -> None:
        raise storage.StorageTrouble("full")

    trouble_view: Any = app.view_functions["trouble"]
    trouble_view.access = frozenset({"anyone"})
    answer = client.get("/trouble")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
