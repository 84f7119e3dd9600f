"""Searching a released edition: by words and by facets, in one of several orders, a page at a time."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, zip_longest
from typing import Any

from sqlalchemy import select

from catalog.db import db
from catalog.editions.facets import FACETS, GAP, OFFICE, SORT_KEYS
from catalog.editions.index import Matches, find
from catalog.editions.models import Edition, Entry
from catalog.editions.shelf import Shelf, shelf_of
from catalog.i18n import Bilingual

PAGE_SIZE = 20
LONGEST_WORDS = 200


@dataclass(frozen=True)
class Criteria:
    """What is looked for: words, and by the key of a facet the values of which an entry has one.

    `search` leaves out values that the edition does not know.
    """

    words: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def read(cls, words: str, values: Callable[[str], Iterable[str]]) -> "Criteria":
        """From what was typed, and what stands in an address by the key of a facet."""
        given = {facet.key: tuple(dict.fromkeys(values(facet.key))) for facet in FACETS}
        return cls(" ".join(words[:LONGEST_WORDS].split()), {key: each for key, each in given.items() if each})

    def of(self, facet: str) -> tuple[str, ...]:
        """The values chosen of a facet."""
        return self.chosen.get(facet, ())

    def but(self, facet: str, values: Iterable[str] = ()) -> "Criteria":
        """The same with other values of one facet, or none."""
        rest = {key: each for key, each in self.chosen.items() if key != facet}
        values = tuple(values)
        return Criteria(self.words, {**rest, facet: values} if values else rest)

    def without_words(self) -> "Criteria":
        """The same facets, whatever the words."""
        return Criteria("", self.chosen)

    @property
    def is_empty(self) -> bool:
        """Whether every entry fits."""
        return not self.words and not self.chosen


@dataclass(frozen=True)
class Listing:
    """All that fits, as `places` on the shelf, in order; `counts` by facet and value, zeros included.

    Each facet is counted with the choices in the others applied, but not those in itself.
    """

    places: Any
    counts: dict[str, dict[str, int]]
    matches: Matches

    @property
    def size(self) -> int:
        """How many places it keeps."""
        return len(self.places)


@dataclass(frozen=True)
class Found:
    """One page of a search: `total` is the number of hits on all pages, `criteria` what the edition knows of them.

    `counts` are those of `Listing`; `names` has the words for their values; `matches` tells which words were looked
    for.
    """

    entries: Sequence[Entry]
    total: int
    page: int
    pages: int
    counts: dict[str, dict[str, int]]
    names: dict[str, dict[str, Bilingual]]
    criteria: Criteria
    sort: str
    matches: Matches


def search(edition: Edition, criteria: Criteria | None = None, sort: str = OFFICE, page: int = 1) -> Found:
    """A page of the entries that hold all the words and, of every facet chosen from, one of the values.

    A page beyond the last is the last, an unknown sort the office's order, in which `index.find` puts first what holds
    the words best.
    """
    shelf = shelf_of(edition)
    known, sort = _known(shelf, criteria or Criteria()), sort if sort in SORT_KEYS else OFFICE
    listing = _listing(shelf, known, sort)
    total = len(listing.places)
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(page, 1), pages)
    shown = listing.places[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    return Found(
        entries=entries_in_order(shelf.ids[shown].tolist()),
        total=total,
        page=page,
        pages=pages,
        counts=listing.counts,
        names={key: choice.values for key, choice in shelf.choices.items()},
        criteria=known,
        sort=sort,
        matches=listing.matches,
    )


def found_ids(edition: Edition, criteria: Criteria, sort: str = OFFICE) -> list[int]:
    """The ids of all entries that `search` finds, in order."""
    shelf = shelf_of(edition)
    sort = sort if sort in SORT_KEYS else OFFICE
    return shelf.ids[_listing(shelf, _known(shelf, criteria), sort).places].tolist()


def count(edition: Edition, criteria: Criteria) -> int:
    """How many entries `search` finds."""
    shelf = shelf_of(edition)
    return len(_listing(shelf, _known(shelf, criteria), OFFICE).places)


def related(edition: Edition, entry: Entry, most: int) -> list[Entry]:
    """Open entries like one of this or another edition: of its type and area, of its type, of its area, then any.

    Among each of these the ones that ask for about as much come first.
    """
    shelf = shelf_of(edition)
    like = {"type": entry.category_key, "area": entry.unit_code}
    # What the edition does not know would filter nothing.
    known = {key: value for key, value in like.items() if value in shelf.choices[key].values}
    found: dict[int, int] = {}
    for rank, keys in enumerate((("type", "area"), ("type",), ("area",), ())):
        if known.keys() >= set(keys):
            chosen = {"state": ("open",), **{key: (known[key],) for key in keys}}
            ids = shelf.ids[_listing(shelf, _known(shelf, Criteria(chosen=chosen)), GAP).places].tolist()
            found = dict.fromkeys(islice(_outwards(ids, entry.id), 2 * most + 1), rank) | found

    def likeness(other: Entry) -> tuple[int, int]:
        return found[other.id], abs(other.data["aid_usd"] - entry.data["aid_usd"])

    # Another edition has the project itself under another id.
    others = [other for other in entries_in_order(list(found)) if other.code != entry.code]
    return sorted(others, key=likeness)[:most]


def _outwards(ids: Sequence[int], middle: int) -> Iterator[int]:
    """The ids on both sides of one of them, the nearest first; all in order where it is not among them."""
    if middle not in ids:
        return iter(ids)
    place = ids.index(middle)
    sides = zip_longest(ids[place + 1 :], reversed(ids[:place]))
    return (each for pair in sides for each in pair if each is not None)


def entries_in_order(ids: Sequence[int]) -> list[Entry]:
    """The entries with these ids, in their order."""
    entries = {entry.id: entry for entry in db.session.scalars(select(Entry).where(Entry.id.in_(ids)))} if ids else {}
    return [entries[entry_id] for entry_id in ids]


def _known(shelf: Shelf, criteria: Criteria) -> Criteria:
    """The criteria without unknown values, those of each facet in the order in which they are offered."""
    values = {
        key: tuple(value for value in choice.values if value in criteria.of(key))
        for key, choice in shelf.choices.items()
    }
    return Criteria(criteria.words, {key: each for key, each in values.items() if each})


def _listing(shelf: Shelf, criteria: Criteria, sort: str) -> Listing:
    asked = (criteria.words, tuple(criteria.chosen.items()), sort)
    return shelf.kept.get(asked, lambda: _find(shelf, criteria, sort))


def _find(shelf: Shelf, criteria: Criteria, sort: str) -> Listing:
    import numpy as np

    matches: Matches = shelf.kept.get(criteria.words, lambda: find(shelf, criteria.words))
    fits = {key: shelf.choices[key].fits(values) for key, values in criteria.chosen.items()}
    misses = np.zeros(len(shelf.ids), dtype=np.int8)
    for fit in fits.values():
        misses += ~fit
    if matches.words:
        misses[~matches.found] = len(FACETS) + 1
    hits = np.flatnonzero(misses == 0)
    others = {key: np.flatnonzero(misses == ~fit) for key, fit in fits.items()}
    counts = {key: choice.counts(others.get(key, hits)) for key, choice in shelf.choices.items()}
    if sort == OFFICE:
        return Listing(matches.ranked(hits), counts, matches)
    order = shelf.orders[sort]
    return Listing(order[(misses == 0)[order]], counts, matches)
