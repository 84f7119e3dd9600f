"""Finding entries by words: an index beside the table, FTS5 on SQLite, tsvector on PostgreSQL, with the same answers.

Both only match words, which `editions.words` prepares; what comes first is decided here and alike for both.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA
from sqlalchemy import DDL, ForeignKey, String, event, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from catalog.db import db
from catalog.editions.models import Entry
from catalog.editions.shelf import EntryKey, Shelf
from catalog.editions.words import LONGEST, Sought, folded, sought
from catalog.text import fold


class EditionWord(db.Model):
    """A word of an edition as it is written: what a typing error is compared with."""

    __tablename__ = "edition_word"

    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), primary_key=True)
    word: Mapped[str] = mapped_column(String(LONGEST), primary_key=True)


@dataclass(frozen=True)
class Dialect:
    """How a database keeps and asks the index of words, a table `entry_search` whose `rowid` is the id of an entry.

    Its columns are those of `words.EntryWords`. `condition` and `query` are for one of them, the {column}; `joined`
    makes one text of all ids found, with commas between.
    """

    create: tuple[str, ...]
    add: str
    value: type[str] | type[list]
    condition: str
    query: str
    whole: str
    prefix: str
    either: str
    every: str
    joined: str
    insert: Any


DIALECTS = {
    "sqlite": Dialect(
        create=(
            """CREATE VIRTUAL TABLE entry_search USING fts5(title, words, written,
            content='', detail=column, prefix='2 3', tokenize='unicode61 remove_diacritics 0')""",
        ),
        add="INSERT INTO entry_search (rowid, title, words, written) VALUES (:id, :title, :words, :written)",
        value=str,
        condition="entry_search MATCH :query",
        query="{column} : ({words})",
        whole='"{}"',
        prefix='"{}" *',
        either=" OR ",
        every=" AND ",
        joined="group_concat(rowid)",
        insert=sqlite.insert,
    ),
    "postgresql": Dialect(
        create=(
            """CREATE TABLE entry_search (rowid INTEGER PRIMARY KEY REFERENCES entry (id),
            title TSVECTOR NOT NULL, words TSVECTOR NOT NULL, written TSVECTOR NOT NULL)""",
            "CREATE INDEX ix_entry_search_title ON entry_search USING gin (title)",
            "CREATE INDEX ix_entry_search_words ON entry_search USING gin (words)",
            "CREATE INDEX ix_entry_search_written ON entry_search USING gin (written)",
        ),
        add="INSERT INTO entry_search (rowid, title, words, written) VALUES (:id, array_to_tsvector(:title),"
        " array_to_tsvector(:words), array_to_tsvector(:written))",
        value=list,
        condition="{column} @@ CAST(:query AS tsquery)",
        query="{words}",
        whole="'{}'",
        prefix="'{}':*",
        either=" | ",
        every=" & ",
        joined="string_agg(CAST(rowid AS text), ',')",
        insert=postgresql.insert,
    ),
}
for _name, _dialect in DIALECTS.items():
    for _statement in _dialect.create:
        event.listen(db.metadata, "after_create", DDL(_statement).execute_if(dialect=_name))

NUMBER = re.compile(r"((?:no|so|stt)?[ .#]*)(\d{1,6})")
# Tiers of what was typed as a code or number, and of what was not found.
NAMED, UNFOUND = 0, 9
# Letters that may be wrong in a word, by its length; shorter words are taken as they are.
TYPING_ERRORS = ((6, 2), (3, 1))
# Of one word, and of a whole query.
MOST_NEAR, MOST_TRIED = 3, 12


@dataclass(frozen=True)
class Matches:
    """The entries found: the tier of each place on the shelf, of which lower ones come first; UNFOUND for the others.

    `words` is what was looked for; without any, all are found. `instead` is the query that was answered where what was
    typed finds nothing.
    """

    tiers: Any = ()
    words: Sequence[Sought] = ()
    instead: str = ""

    @property
    def size(self) -> int:
        """How many places it keeps."""
        return len(self.tiers)

    @property
    def found(self) -> Any:
        """For each place whether it was found."""
        return self.tiers != UNFOUND

    def ranked(self, places: Any) -> Any:
        """Some of the places found, by tier; within one they stay as they are."""
        import numpy as np

        return places[np.argsort(self.tiers[places], kind="stable")] if self.words else places


def find(shelf: Shelf, typed: str) -> Matches:
    """Entries of an edition that hold each of the words, or the beginning of one, in any language and place.

    First the entry whose code or number was typed; then those with the accents that were typed; among them first those
    with all words in the title. Where nothing is found, the words are taken for typing errors of the nearest ones.
    """
    import numpy as np

    words = sought(typed)
    if not words:
        return Matches()
    named = _named(shelf, typed)
    number = NUMBER.fullmatch(fold(typed))
    if named.any() and number and number[1]:  # no word of a text, but a number said to be one
        return Matches(np.where(named, NAMED, UNFOUND), words)
    tiers = np.where(named, NAMED, _tiers(shelf, words))
    if (tiers != UNFOUND).any():
        return Matches(tiers, words)
    for instead in _nearest(shelf.edition_id, words):
        other = Matches(_tiers(shelf, sought(instead)), sought(instead), instead)
        if other.found.any():
            return other
    return Matches(tiers, words)


def _tiers(shelf: Shelf, words: Sequence[Sought]) -> Any:
    """The tier of each place, without regard to codes and typing errors."""
    import numpy as np

    dialect = DIALECTS[db.engine.dialect.name]
    loose = [_any_of(dialect, dialect.prefix.format(word.prefix), dialect.whole.format(word.stem)) for word in words]
    strict = [dialect.prefix.format(word.typed) for word in words if word.is_accented]
    found = _having(shelf, dialect, "words", loose)
    if not found.any():
        return np.full(len(found), UNFOUND)
    titled = _having(shelf, dialect, "title", loose)
    exact = _having(shelf, dialect, "written", strict) if strict else found
    return np.where(found, np.int8(4) - titled - np.int8(2) * exact, UNFOUND)


def _any_of(dialect: Dialect, *words: str) -> str:
    return f"({dialect.either.join(words)})"


def _having(shelf: Shelf, dialect: Dialect, column: str, words: Sequence[str]) -> Any:
    """For each place whether its entry has all the words in a column; the ids of those that have come as one text."""
    import numpy as np

    statement = text(
        f"SELECT {dialect.joined} FROM (SELECT rowid FROM entry_search"  # noqa: S608 (ours)
        f" WHERE {dialect.condition.format(column=column)} AND rowid BETWEEN :first AND :last) AS found"
    )
    query = dialect.query.format(column=column, words=dialect.every.join(words))
    first, last = shelf.span
    ids = db.session.scalar(statement, {"query": query, "first": first, "last": last})
    return shelf.mask(np.fromstring(ids or "", dtype=np.int64, sep=","))


def _named(shelf: Shelf, typed: str) -> Any:
    """For each place whether its entry is one whose code or number was typed."""
    name = fold(typed)
    chosen = select(EntryKey.entry_id).where(EntryKey.edition_id == shelf.edition_id, EntryKey.name == name)
    if number := NUMBER.fullmatch(name):
        numbered = select(Entry.id).where(Entry.edition_id == shelf.edition_id, Entry.number == int(number[2]))
        chosen = chosen.union(numbered)
    return shelf.mask(list(db.session.scalars(chosen)))


def _nearest(edition_id: int, words: Sequence[Sought]) -> Iterator[str]:
    """Queries in which each word that the edition has not is replaced by one that is near, the nearest ones first."""
    known = db.session.scalars(select(EditionWord.word).where(EditionWord.edition_id == edition_id)).all()
    near = [_near(word, known) for word in words]
    return islice((" ".join(query) for query in product(*near)), MOST_TRIED)


def _near(word: Sought, known: Collection[str]) -> list[str]:
    """The word itself where it is known, else the known words that few typing errors turn into it."""
    if any(word.is_met_by(other) for other in known):
        return [word.typed]
    errors = next((errors for length, errors in TYPING_ERRORS if len(word.prefix) >= length), 0)
    plain = {other: folded(other) for other in known}
    near = process.extract(word.prefix, plain, scorer=OSA.distance, score_cutoff=errors, limit=None) if errors else []
    nearest = sorted((distance, OSA.distance(word.typed, other), other) for _, distance, other in near)
    return [other for *_, other in nearest[:MOST_NEAR]]
