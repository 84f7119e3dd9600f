"""Reading the shipped files; it knows no table, so that the domain may read what is in none."""

import csv
import json
from pathlib import Path

FOLDER = Path(__file__).parent
Cells = dict[str, str]


def read(name: str) -> list[Cells]:
    """The rows of a file ("units.csv") by column name, all cells as text; "" where nothing is known."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return json.load(file) if name.endswith(".json") else list(csv.DictReader(file))
