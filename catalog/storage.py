"""Files kept in the data folder under the hash of their content."""

import hashlib
import os
from pathlib import Path

from flask import current_app


def store(data: bytes) -> str:
    """Keep some bytes; returns their SHA-256. They are on the disk before this returns, or not there at all."""
    name = hashlib.sha256(data).hexdigest()
    path = _path(name)
    if path.exists():
        return name
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{name}.{os.getpid()}.part")
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    _sync_folder(path.parent)
    return name


def load(name: str) -> bytes:
    """The bytes of a hash that `store` gave; raises FileNotFoundError."""
    return _path(name).read_bytes()


def _path(name: str) -> Path:
    return current_app.config["CATALOG"].data_dir / "files" / name[:2] / name


def _sync_folder(folder: Path) -> None:
    """Make the new name itself last through a power cut; Windows has no such call."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
