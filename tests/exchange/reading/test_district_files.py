"""The three files that districts really sent, each against the whole of what must be read from it."""

import json
from pathlib import Path

import pytest

from catalog.exchange.reading import read

FILES = Path(__file__).parents[2] / "data" / "district-files"


@pytest.mark.parametrize("name", ["son-dong-2023-phu-luc.xlsx", "luc-ngan-2023.xlsx", "luc-nam-2023.docx"])
def test_district_file(name):
    path = FILES / name
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    assert read(path.read_bytes(), name).as_json("vi") == expected
