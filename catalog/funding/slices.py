"""The parts of an entry that a donor may choose, named so that a list released meanwhile is never mistaken for it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from catalog.editions.facets import is_divisible
from catalog.editions.models import Entry
from catalog.funding.models import EnquiryLine
from catalog.money import to_usd

NAME = re.compile(r"(?P<entry>[0-9]{1,9})-(?P<place>[0-9]{1,3})")


@dataclass(frozen=True)
class Part:
    """A budget line or an in-kind need of an entry; `amount_vnd` is None for what is given in kind.

    `name` is how a form says that it was ticked: the id of the entry and its place there, as "57-2".
    """

    name: str
    entry: Entry
    place: int
    data: dict[str, Any]

    @property
    def amount_vnd(self) -> int | None:
        """What it costs, in đồng."""
        return self.data.get("amount_vnd")


def lines(entry: Entry) -> list[Part]:
    """The budget lines that ask for aid and can be chosen; none where an entry is closed or funded as a whole."""
    if entry.closed_at or not is_divisible(entry.data):
        return []
    return [
        Part(f"{entry.id}-{place}", entry, place, line)
        for place, line in enumerate(entry.data["budget"])
        if line["funding"] == "aid"
    ]


def needs(entry: Entry) -> list[Part]:
    """What is needed in kind."""
    if entry.closed_at:
        return []
    return [Part(f"{entry.id}-{place}", entry, place, need) for place, need in enumerate(entry.data["in_kind"])]


def by_place(parts: Iterable[Part]) -> dict[int, Part]:
    """Parts of one entry by their place there."""
    return {part.place: part for part in parts}


def chosen(names: Iterable[str], offered: Sequence[Part]) -> list[Part]:
    """The offered parts that were ticked, in their own order."""
    wanted = set(names)
    return [part for part in offered if part.name in wanted]


def unknown(names: Iterable[str], offered: Sequence[Part]) -> bool:
    """Whether something was ticked that is not offered: the list was released anew while the page was open."""
    return bool({name for name in names if NAME.fullmatch(name)} - {part.name for part in offered})


def sums(parts: Sequence[Part]) -> tuple[int, int]:
    """What parts cost together, in đồng and in US dollars, each entry at the rate of its edition."""
    by_entry: dict[Entry, int] = {}
    for part in parts:
        by_entry[part.entry] = by_entry.get(part.entry, 0) + (part.amount_vnd or 0)
    return sum(by_entry.values()), sum(to_usd(vnd, rate_of(entry)) for entry, vnd in by_entry.items())


def rate_of(entry: Entry) -> int:
    """Đồng for a dollar, as frozen in the entry's edition."""
    return entry.edition.vnd_per_usd or 1


def frozen(part: Part, kind: str) -> EnquiryLine:
    """A chosen part as an enquiry keeps it; `kind` is one of `models.LINE_KINDS`."""
    item, unit = part.data["item"], part.data["unit"]
    return EnquiryLine(
        entry_id=part.entry.id,
        kind=kind,
        place=part.place,
        item_vi=item["vi"],
        item_en=item["en"],
        quantity=part.data["quantity"],
        unit_vi=unit["vi"],
        unit_en=unit["en"],
        amount_vnd=part.amount_vnd,
    )
