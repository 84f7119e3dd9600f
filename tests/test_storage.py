"""Stored files: under the hash of their content, whole or not at all."""

import hashlib

import pytest

from catalog import storage


def test_what_is_stored_comes_back(database):
    data = "Danh mục dự án".encode()
    name = storage.store(data)
    assert name == hashlib.sha256(data).hexdigest()
    assert storage.store(data) == name
    assert storage.load(name) == data


def test_nothing_half_written_stays(app):
    with app.app_context():
        storage.store(b"x")
    assert list(app.config["CATALOG"].data_dir.rglob("*.part")) == []


def test_an_unknown_hash_has_no_file(database):
    with pytest.raises(FileNotFoundError):
        storage.load("0" * 64)
