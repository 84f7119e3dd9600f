"""A released edition as it is searched: what each entry is filtered and sorted by, kept in memory as arrays.

Entries do not change once they are released; what does change of them is asked for each time, and the arrays are made
anew when it did.
"""

import threading
from array import array
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from sqlalchemy import ForeignKey, Index, Row, String, Text, func, select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Mapped, mapped_column

from catalog.db import db
from catalog.editions.facets import FACETS, FROZEN, LIVE, SORTS, Facet, Standing
from catalog.editions.models import Edition, Entry
from catalog.i18n import Bilingual

# Places of entries in the lists that are kept of an edition, and lists: some megabytes at most.
MOST_PLACES, MOST_LISTS = 2_000_000, 200
# Editions in memory: people look at the newest, links lead to a few older ones.
MOST_SHELVES = 4
AT_ONCE = 10_000


class EntryKey(db.Model):
    """What an entry is found, filtered and sorted by, beside its wide row; `services_index` fills it.

    `name` is its code in small letters, `facets` as `facets.frozen_values` tells, `since` when its code was first
    released (minutes since 1970), `layout` that of `facets` when it was written.
    """

    __tablename__ = "entry_key"
    __table_args__ = (Index("ix_entry_key_edition_id_name", "edition_id", "name"),)

    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"), primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    name: Mapped[str] = mapped_column(String(30))
    position: Mapped[int]
    number: Mapped[int]
    facets: Mapped[str] = mapped_column(Text)
    aid_usd: Mapped[int]
    children: Mapped[int]
    since: Mapped[int]
    layout: Mapped[int]


class Kept:
    """The last lists that were asked for, by what was asked; the oldest go when there are too many."""

    def __init__(self) -> None:
        self._lists: OrderedDict[Hashable, Any] = OrderedDict()
        self._places = 0
        self._lock = threading.Lock()

    def get(self, asked: Hashable, make: Callable[[], Any]) -> Any:
        """What was asked, made where it is not there; what is made has `places`, which are counted."""
        with self._lock:
            if asked in self._lists:
                self._lists.move_to_end(asked)
                return self._lists[asked]
        made = make()
        with self._lock:
            if asked not in self._lists:
                self._lists[asked] = made
                self._places += len(made.places)
            while len(self._lists) > MOST_LISTS or (self._places > MOST_PLACES and len(self._lists) > 1):
                self._places -= len(self._lists.popitem(last=False)[1].places)
        return made


class Choice(NamedTuple):
    """The values of a facet that an edition has, and where they stand among its pairs of kind and value."""

    facet: Facet
    values: dict[str, Bilingual]
    kinds: Any
    numbers: Any


@dataclass(frozen=True)
class Shelf:
    """The entries of a released edition, by their places in the office's list, from 0.

    Entries with the same values of all facets are of one kind, and filters look at kinds: `kinds` has that of each
    entry, `sizes` how many each has. `orders` has the places in the order of each sort.
    """

    edition_id: int
    ids: Any
    kinds: Any
    sizes: Any
    choices: dict[str, Choice]
    orders: dict[str, Any]
    kept: Kept = field(default_factory=Kept)

    @cached_property
    def by_id(self) -> Any:
        """All places, by the ids of their entries."""
        import numpy as np

        return np.argsort(self.ids, kind="stable").astype(np.int32)

    def places(self, entry_ids: Any) -> Any:
        """The places of entries, ascending; ids of other editions are left out."""
        import numpy as np

        entry_ids = np.asarray(entry_ids, dtype=np.int64)
        ids = self.ids[self.by_id]
        found = np.searchsorted(ids, entry_ids)
        found, entry_ids = found[found < len(ids)], entry_ids[found < len(ids)]
        return np.sort(self.by_id[found[ids[found] == entry_ids]])

    @property
    def span(self) -> tuple[int, int]:
        """The lowest and the highest id of its entries."""
        return (int(self.ids.min()), int(self.ids.max())) if len(self.ids) else (0, 0)


class _Loaded(NamedTuple):
    stamp: tuple[int, datetime | None]
    shelf: Shelf


_shelves: WeakKeyDictionary[Engine, OrderedDict[int, _Loaded]] = WeakKeyDictionary()
_lock = threading.Lock()


def shelf_of(edition: Edition) -> Shelf:
    """A released edition as it is now; one query where nothing changed since it was last asked for."""
    stamp = _stamp(edition.id)
    with _lock:
        shelves = _shelves.setdefault(db.engine, OrderedDict())
        loaded = shelves.get(edition.id)
        if loaded and loaded.stamp == stamp:
            shelves.move_to_end(edition.id)
            return loaded.shelf
    shelf = _load(edition.id, _closed_ids(edition.id) if stamp[0] else frozenset())
    with _lock:
        shelves[edition.id] = _Loaded(stamp, shelf)
        if len(shelves) > MOST_SHELVES:
            shelves.popitem(last=False)
    return shelf


def forget() -> None:
    """Make all arrays anew: the index was written."""
    with _lock:
        _shelves.pop(db.engine, None)


def _closed(edition_id: int) -> Any:
    return (Entry.edition_id == edition_id) & Entry.closed_at.is_not(None)


def _stamp(edition_id: int) -> tuple[int, datetime | None]:
    """Tells whether something changed of what changes after release: how many entries are closed, and since when."""
    asked = select(func.count(), func.max(Entry.closed_at)).where(_closed(edition_id))
    count, last = db.session.execute(asked).one()
    return count, last


def _closed_ids(edition_id: int) -> frozenset[int]:
    return frozenset(db.session.scalars(select(Entry.id).where(_closed(edition_id))))


def _load(edition_id: int, closed: frozenset[int]) -> Shelf:
    import numpy as np

    ids, kinds, firsts = array("q"), array("l"), array("q")
    ranks = {sort.key: array("q") for sort in SORTS}
    numbers: dict[tuple[str, ...], int] = {}
    for row in _rows(edition_id):
        standing = Standing(row.aid_usd, row.children, row.since, row.entry_id in closed)
        kind = (row.facets, *(facet.live(standing) for facet in LIVE if facet.live))
        if kind not in numbers:
            numbers[kind] = len(numbers)
            firsts.append(row.entry_id)
        ids.append(row.entry_id)
        kinds.append(numbers[kind])
        for sort in SORTS:
            ranks[sort.key].append(sort.rank(standing))
    kind_array = np.array(kinds, dtype=np.int32)
    return Shelf(
        edition_id=edition_id,
        ids=np.array(ids, dtype=np.int64),
        kinds=kind_array,
        sizes=np.bincount(kind_array, minlength=len(numbers)),
        choices=_choices(list(numbers), firsts),
        orders={key: np.argsort(np.array(rank), kind="stable").astype(np.int32) for key, rank in ranks.items()},
    )


def _rows(edition_id: int) -> Iterator[Row[int, str, int, int, int]]:
    columns = (EntryKey.entry_id, EntryKey.facets, EntryKey.aid_usd, EntryKey.children, EntryKey.since)
    chosen = select(*columns).where(EntryKey.edition_id == edition_id)
    ordered = chosen.order_by(EntryKey.position, EntryKey.number)
    yield from db.session.execute(ordered, execution_options={"yield_per": AT_ONCE})


def _choices(kinds: list[tuple[str, ...]], firsts: "array[int]") -> dict[str, Choice]:
    """What can be chosen of each facet; `firsts` has an entry of each kind, which values are named by."""
    frozen = [kind[0].split(";") for kind in kinds]
    values = {facet.key: [parts[place].split(",") for parts in frozen] for place, facet in enumerate(FROZEN)}
    values |= {facet.key: [[kind[place]] for kind in kinds] for place, facet in enumerate(LIVE, start=1)}
    samples = {facet.key: _samples(values[facet.key], firsts) for facet in FACETS if facet.values is None}
    wanted = set(chain.from_iterable(each.values() for each in samples.values()))
    rows = db.session.execute(select(Entry.id, Entry.data).where(Entry.id.in_(wanted))) if wanted else ()
    data = {row.id: row.data for row in rows}
    return {facet.key: _choice(facet, values[facet.key], samples.get(facet.key, {}), data) for facet in FACETS}


def _samples(values: list[list[str]], firsts: "array[int]") -> dict[str, int]:
    """An entry that has each of the values, in the order in which they first come."""
    found: dict[str, int] = {}
    for each, first in zip(values, firsts, strict=True):
        for value in each:
            if value:
                found.setdefault(value, first)
    return found


def _choice(facet: Facet, values: list[list[str]], samples: dict[str, int], data: dict[int, Any]) -> Choice:
    import numpy as np

    names = facet.values
    if names is None:
        names = {value: facet.named(value, data[samples[value]]) for value in facet.arranged(samples)}
    numbers = {value: number for number, value in enumerate(names)}
    pairs = [(kind, numbers[value]) for kind, each in enumerate(values) for value in each if value]
    table = np.array(pairs, dtype=np.int32).reshape(-1, 2)
    return Choice(facet, names, table[:, 0].copy(), table[:, 1].copy())
