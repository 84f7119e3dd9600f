"""Projects side by side: facts of the column registry, one a row."""

from collections.abc import Sequence
from typing import NamedTuple

from catalog.editions.models import Entry
from catalog.exchange.columns import BY_KEY, PRINTED, Column, Printed
from catalog.i18n import Bilingual

MOST = 4
DURATION = next(column for column in PRINTED if column.key == "duration")
COMPARED: tuple[Column[Entry] | Printed, ...] = (
    *(BY_KEY[key] for key in ("aid_usd", "aid_vnd", "counterpart_usd", "total_usd", "children", "girls", "boys")),
    *(BY_KEY[key] for key in ("ethnic_minority", "poor_or_near_poor", "with_disability", "age_from", "age_to")),
    DURATION,
    *(BY_KEY[key] for key in ("category", "location", "unit", "implementer", "owner", "construction")),
    *(BY_KEY[key] for key in ("objective", "activities", "results", "sustainability", "readiness", "status")),
)


class Fact(NamedTuple):
    """A row: what it tells, and what each of the projects says to it."""

    heading: Bilingual
    values: Sequence[str]


def facts(entries: Sequence[Entry], language: str) -> list[Fact]:
    """The rows that tell something of at least one of the entries."""
    rows = [Fact(column.heading, [column.text(entry, language) for entry in entries]) for column in COMPARED]
    return [row for row in rows if any(value not in ("", "0") for value in row.values)]
