"""The figures of a list by sector, by type of support and by unit: what the office reports of a call."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from catalog.editions.models import Entry, bilingual
from catalog.i18n import Bilingual

# Key in an entry's data, heading.
GROUPS = (
    ("sector", Bilingual("Lĩnh vực", "Sector")),
    ("category", Bilingual("Loại hỗ trợ", "Type of support")),
    ("unit", Bilingual("Đơn vị đề xuất", "Proposing unit")),
)
MEASURES = ("items", "children", "total_vnd", "aid_vnd", "counterpart_vnd")


@dataclass(frozen=True)
class Figures:
    """One sector, type or unit: how many items, children and đồng, in the order of MEASURES."""

    name: Bilingual
    measures: tuple[int, ...]


def figures(entries: Sequence[Entry]) -> Iterator[tuple[Bilingual, list[Figures]]]:
    """For each of GROUPS its heading and its rows, in the order of the list."""
    import pandas as pd

    amounts = [{key: entry.data[key] for key in MEASURES if key.endswith("_vnd")} for entry in entries]
    children = [entry.data["beneficiaries"].get("children", 0) for entry in entries]
    frame: Any = pd.DataFrame(amounts).assign(items=1, children=children)[list(MEASURES)]
    for key, heading in GROUPS:
        names = {entry.data[key]["vi"]: bilingual(entry.data[key]) for entry in entries}
        sums: Any = frame.groupby([entry.data[key]["vi"] for entry in entries], sort=False).sum()
        yield heading, [Figures(names[name], tuple(map(int, row))) for name, *row in sums.itertuples()]
