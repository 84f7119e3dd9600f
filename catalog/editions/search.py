"""Searching a released edition: by words, type and area, a page at a time, with counts to filter by."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from catalog.db import db
from catalog.editions.index import Matches, find
from catalog.editions.models import Edition, Entry
from catalog.editions.queries import LISTED

PAGE_SIZE = 20


@dataclass(frozen=True)
class Found:
    """One page of a search in an edition.

    `types` and `areas` count entries by category key and by unit code, each with the other filter applied, zero
    counts included; `total` is the number of hits on all pages; `matches` tells which words were looked for.
    """

    entries: Sequence[Entry]
    total: int
    page: int
    pages: int
    types: dict[str, int]
    areas: dict[str, int]
    matches: Matches


def search(
    edition: Edition, words: str = "", types: Collection[str] = (), areas: Collection[str] = (), page: int = 1
) -> Found:
    """Entries that hold all the words, of any of the types and any of the areas; a page beyond the last is the last.

    `index.find` says what holds words and in what order they come; without words it is that of the list.
    """
    keys = select(Entry.id, Entry.category_key, Entry.unit_code).where(Entry.edition_id == edition.id)
    all_rows = rows = db.session.execute(keys.order_by(*LISTED)).all()
    matches = find(edition.id, words)
    if matches.words:
        found = (row for row in all_rows if row.id in matches.tiers)
        rows = sorted(found, key=lambda row: matches.tiers[row.id])
    hits = [entry_id for entry_id, key, unit in rows if (not types or key in types) and (not areas or unit in areas)]
    pages = max(1, -(-len(hits) // PAGE_SIZE))
    page = min(max(page, 1), pages)
    by_type = Counter(key for _, key, unit in rows if not areas or unit in areas)
    by_area = Counter(unit for _, key, unit in rows if not types or key in types)
    return Found(
        entries=_in_order(hits[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]),
        total=len(hits),
        page=page,
        pages=pages,
        types={key: by_type[key] for key in dict.fromkeys(key for _, key, _ in all_rows)},
        areas={unit: by_area[unit] for unit in sorted({unit for _, _, unit in all_rows})},
        matches=matches,
    )


def _in_order(ids: Sequence[int]) -> list[Entry]:
    entries = {entry.id: entry for entry in db.session.scalars(select(Entry).where(Entry.id.in_(ids)))}
    return [entries[entry_id] for entry_id in ids]
