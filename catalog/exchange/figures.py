"""The figures of a list by sector, by type of support and by unit: what the office reports of a call."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from catalog.editions.models import Entry, bilingual
from catalog.exchange.columns import BY_KEY, total
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
    for key, heading in GROUPS:
        groups: dict[Bilingual, list[Entry]] = {}
        for entry in entries:
            groups.setdefault(bilingual(entry.data[key]), []).append(entry)
        yield heading, [Figures(name, _measures(members)) for name, members in groups.items()]


def _measures(entries: Sequence[Entry]) -> tuple[int, ...]:
    return len(entries), *(total(BY_KEY[key], entries) for key in MEASURES[1:])
