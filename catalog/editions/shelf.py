"""A released edition as it is searched: what each entry is filtered and sorted by, kept in memory as arrays.

Entries do not change once they are released; what does change of them is asked for each time, and the arrays are made
anew when it did.
"""

import threading
from array import array
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
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
        """What was asked, made where it is not there; what is made tells its `size`, in places."""
        with self._lock:
            if asked in self._lists:
                self._lists.move_to_end(asked)
                return self._lists[asked]
        made = make()
        with self._lock:
            if asked not in self._lists:
                self._lists[asked] = made
                self._places += made.size
            while len(self._lists) > MOST_LISTS or (self._places > MOST_PLACES and len(self._lists) > 1):
                self._places -= self._lists.popitem(last=False)[1].size
        return made


class Choice(NamedTuple):
    """What can be chosen of a facet in an edition.

    Entries that have the same of it form a group: `groups` has that of each entry, by place, and `table` the values of
    each, as ones in columns.
    """

    values: dict[str, Bilingual]
    groups: Any
    table: Any

    def counts(self, places: Any) -> dict[str, int]:
        """How many of the entries at some places have each of the values."""
        import numpy as np

        sizes = np.bincount(self.groups[places], minlength=len(self.table))
        return dict(zip(self.values, (sizes @ self.table).tolist(), strict=True))

    def fits(self, wanted: Collection[str]) -> Any:
        """For each place whether its entry has one of the wanted values."""
        columns = [number for number, value in enumerate(self.values) if value in wanted]
        return self.table[:, columns].any(axis=1)[self.groups]


@dataclass(frozen=True)
class Shelf:
    """The entries of a released edition, by their places in the office's list, from 0.

    `orders` has the places in the order of each sort.
    """

    edition_id: int
    ids: Any
    choices: dict[str, Choice]
    orders: dict[str, Any]
    kept: Kept = field(default_factory=Kept)

    @cached_property
    def span(self) -> tuple[int, int]:
        """The lowest and the highest id of its entries, which were given one after another."""
        return (int(self.ids.min()), int(self.ids.max())) if len(self.ids) else (0, 0)

    @cached_property
    def _place_by_id(self) -> Any:
        import numpy as np

        first, last = self.span
        places = np.full(last - first + 1, -1, dtype=np.int32)
        places[self.ids - first] = np.arange(len(self.ids))
        return places

    def mask(self, entry_ids: Any) -> Any:
        """For each place whether its entry is one of some within the span; others are left out."""
        import numpy as np

        places = self._place_by_id[np.asarray(entry_ids, dtype=np.int64) - self.span[0]]
        mask = np.zeros(len(self.ids), dtype=bool)
        mask[places[places >= 0]] = True
        return mask


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

    ids = array("q")
    ranks = {sort.key: array("q") for sort in SORTS}
    frozen, live = [_Groups() for _ in FROZEN], [_Groups() for _ in LIVE]
    for row in _rows(edition_id):
        standing = Standing(row.aid_usd, row.children, row.since, row.entry_id in closed)
        ids.append(row.entry_id)
        for groups, values in zip(frozen, row.facets.split(";"), strict=True):
            groups.add(values, row.entry_id)
        for groups, read in zip(live, LIVE.values(), strict=True):
            groups.add(read(standing), row.entry_id)
        for sort in SORTS:
            ranks[sort.key].append(sort.rank(standing))
    found = dict(zip((*FROZEN, *LIVE), (*frozen, *live), strict=True))
    return Shelf(
        edition_id=edition_id,
        ids=np.array(ids, dtype=np.int64),
        choices=_choices(found),
        orders={key: np.argsort(np.array(rank), kind="stable").astype(np.int32) for key, rank in ranks.items()},
    )


def _rows(edition_id: int) -> Iterator[Row[int, str, int, int, int]]:
    columns = (EntryKey.entry_id, EntryKey.facets, EntryKey.aid_usd, EntryKey.children, EntryKey.since)
    chosen = select(*columns).where(EntryKey.edition_id == edition_id)
    ordered = chosen.order_by(EntryKey.position, EntryKey.number)
    yield from db.session.execute(ordered, execution_options={"yield_per": AT_ONCE})


class _Groups:
    """The groups of a facet while entries are read: `found` numbers them, by their values with commas between."""

    def __init__(self) -> None:
        self.found: dict[str, int] = {}
        self.of_entries = array("i")
        self.firsts: list[int] = []

    def add(self, values: str, entry_id: int) -> None:
        group = self.found.get(values)
        if group is None:
            group = self.found[values] = len(self.found)
            self.firsts.append(entry_id)
        self.of_entries.append(group)

    def samples(self) -> dict[str, int]:
        """An entry that has each of the values, in the order in which they first come."""
        samples: dict[str, int] = {}
        for values, first in zip(self.found, self.firsts, strict=True):
            for value in filter(None, values.split(",")):
                samples.setdefault(value, first)
        return samples


def _choices(found: dict[str, _Groups]) -> dict[str, Choice]:
    """What can be chosen of each facet; of those that are named by entries, a sample of each value is read."""
    samples = {facet.key: found[facet.key].samples() for facet in FACETS if facet.values is None}
    wanted = {entry_id for each in samples.values() for entry_id in each.values()}
    rows = db.session.execute(select(Entry.id, Entry.data).where(Entry.id.in_(wanted))) if wanted else ()
    data = {row.id: row.data for row in rows}
    return {facet.key: _choice(facet, found[facet.key], samples.get(facet.key, {}), data) for facet in FACETS}


def _choice(facet: Facet, groups: _Groups, samples: dict[str, int], data: dict[int, Any]) -> Choice:
    import numpy as np

    names = facet.values
    if names is None:
        names = {value: facet.named(value, data[samples[value]]) for value in facet.arranged(samples)}
    table = [[value in values.split(",") for value in names] for values in groups.found]
    shape = (len(table), len(names))
    return Choice(names, np.array(groups.of_entries, dtype=np.int32), np.array(table, dtype=np.int64).reshape(shape))
