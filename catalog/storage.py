"""Files kept under the hash of their content: in the data folder, or in S3-compatible storage where that is set.

A file stands on a shelf, one for each table that keeps files: what a table no longer needs can be deleted without
asking the others whether they hold the same file.
"""

import hashlib
import os
import re
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, Protocol

from flask import Flask, current_app

from catalog.settings import S3Address, Settings

FILES = "files"
ATTACHMENTS = "attachments"
TEMPLATES = "templates"
DOCUMENTS = "documents"
# Nobody writes that long: an older unfinished file is left over from a process that died.
LONGEST_WRITE_SECONDS = 60
S3_TIMEOUT, S3_CONNECT_TIMEOUT = "30s", "5s"
S3_RETRIES, S3_RETRY_TIME = 2, timedelta(seconds=10)
_SHA256 = re.compile(r"[0-9a-f]{64}")


class StorageTrouble(Exception):
    """The storage itself is in trouble: full, gone or locked. What was to be stored is not."""


class _Place(Protocol):
    """Where files are, by keys such as "files/ab/ab12…"; a missing one raises FileNotFoundError."""

    def put(self, key: str, data: bytes) -> None: ...
    def get(self, key: str) -> bytes: ...
    def has(self, key: str) -> bool: ...
    def remove(self, key: str) -> None: ...
    def names(self, shelf: str, before: float) -> set[str]: ...


def store(data: bytes, shelf: str = FILES) -> str:
    """Keep some bytes; returns their SHA-256. They last before this returns, or are not there.

    Raises StorageTrouble.
    """
    name = hashlib.sha256(data).hexdigest()
    key, place = _key(name, shelf), _place()
    if not place.has(key):
        place.put(key, data)
    return name


def load(name: str, shelf: str = FILES) -> bytes:
    """The bytes of a hash that `store` gave; raises FileNotFoundError, StorageTrouble."""
    return _place().get(_key(name, shelf))


def delete(name: str, shelf: str = FILES) -> None:
    """Forget a file; that there is none is no error. Raises StorageTrouble."""
    _place().remove(_key(name, shelf))


def names(shelf: str, older_than: float) -> set[str]:
    """The hashes of all files on a shelf that have lain there for so many seconds. Raises StorageTrouble."""
    return _place().names(shelf, time.time() - older_than)


def sweep(older_than: float = 0) -> None:
    """Remove what was left half written in the data folder, if it is older than so many seconds."""
    for part in _parts(current_app.config["CATALOG"].data_dir).glob("*.part"):
        if time.time() - part.stat().st_mtime >= older_than:
            part.unlink(missing_ok=True)


def init_app(app: Flask) -> None:
    """Use the place that the settings name, and sweep the data folder."""
    settings: Settings = app.config["CATALOG"]
    app.extensions["storage"] = _Bucket(settings.storage) if settings.storage else _Folder(settings.data_dir)
    with app.app_context():
        sweep(LONGEST_WRITE_SECONDS)


def _place() -> _Place:
    return current_app.extensions["storage"]


def _key(name: str, shelf: str) -> str:
    if not _SHA256.fullmatch(name):
        raise FileNotFoundError(name)
    return f"{shelf}/{name[:2]}/{name}"


def _parts(folder: Path) -> Path:
    return folder / "parts"


@contextmanager
def _as_trouble(kind: type[Exception]) -> Iterator[None]:
    """Raise StorageTrouble for errors of a kind; that a file is missing is no trouble."""
    try:
        yield
    except FileNotFoundError:
        raise
    except kind as error:
        raise StorageTrouble(str(error)) from error


class _Folder:
    """The data folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, key: str, data: bytes) -> None:
        path, part = self.folder / key, _parts(self.folder) / f"{uuid.uuid4().hex}.part"
        with _as_trouble(OSError):
            for folder in (path.parent, part.parent):
                folder.mkdir(parents=True, exist_ok=True)
            try:
                _write(part, data)
                part.replace(path)
            finally:
                part.unlink(missing_ok=True)
            _sync_folder(path.parent)

    def get(self, key: str) -> bytes:
        with _as_trouble(OSError):
            return (self.folder / key).read_bytes()

    def has(self, key: str) -> bool:
        return (self.folder / key).exists()

    def remove(self, key: str) -> None:
        with _as_trouble(OSError):
            (self.folder / key).unlink(missing_ok=True)

    def names(self, shelf: str, before: float) -> set[str]:
        with _as_trouble(OSError):
            return {path.name for path in (self.folder / shelf).glob("*/*") if path.stat().st_mtime < before}


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make the new name itself last through a power cut; Windows has no such call."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class _Bucket:
    """A bucket of S3-compatible storage, where an object is there as a whole or not at all."""

    def __init__(self, address: S3Address) -> None:
        self.address = address
        self._client: Any = None

    def put(self, key: str, data: bytes) -> None:
        try:
            self._ask("put", key, data)
        except FileNotFoundError as error:  # so it is told that there is no such bucket
            raise StorageTrouble(str(error)) from error

    def get(self, key: str) -> bytes:
        return bytes(self._ask("get", key).bytes())

    def has(self, key: str) -> bool:
        try:
            self._ask("head", key)
        except FileNotFoundError:
            return False
        return True

    def remove(self, key: str) -> None:
        self._ask("delete", key)

    def names(self, shelf: str, before: float) -> set[str]:
        import obstore
        from obstore.exceptions import BaseError

        with _as_trouble(BaseError):
            pages = obstore.list(self._open(), f"{shelf}/")
            found = [item for page in pages for item in page if item["last_modified"].timestamp() < before]
        return {item["path"].rpartition("/")[2] for item in found}

    def _ask(self, verb: str, key: str, *values: bytes) -> Any:
        import obstore  # here and below: most installations never need it
        from obstore.exceptions import BaseError

        with _as_trouble(BaseError):
            return getattr(obstore, verb)(self._open(), key, *values)

    def _open(self) -> Any:
        if self._client is None:
            from obstore.store import S3Store

            address = self.address
            self._client = S3Store(
                address.bucket,
                prefix=address.prefix or None,
                endpoint=address.endpoint,
                region=address.region,
                access_key_id=address.access_key_id,
                secret_access_key=address.secret_access_key,
                client_options={
                    "allow_http": address.endpoint.startswith("http://"),
                    "timeout": S3_TIMEOUT,
                    "connect_timeout": S3_CONNECT_TIMEOUT,
                },
                retry_config={"max_retries": S3_RETRIES, "retry_timeout": S3_RETRY_TIME},
            )
        return self._client
