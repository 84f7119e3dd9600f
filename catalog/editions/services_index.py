"""Writing what released entries are found by: the index of words, and the keys that they are filtered and sorted by."""

from collections.abc import Sequence

from sqlalchemy import delete, func, select, text
from sqlalchemy.orm import Session, aliased

from catalog.db import on_commit, transaction
from catalog.editions.facets import LAYOUT, frozen_values
from catalog.editions.index import DIALECTS, EditionWord
from catalog.editions.models import Edition, Entry
from catalog.editions.shelf import EntryKey, forget
from catalog.editions.words import entry_words
from catalog.text import fold

COLUMNS = ("title", "words", "written")


def index(session: Session, entries: Sequence[Entry]) -> None:
    """Put new entries of an edition into the index; part of the transaction that stores them."""
    session.flush()
    _index_words(session, entries)
    _index_keys(session, entries)


def _index_words(session: Session, entries: Sequence[Entry]) -> None:
    connection = session.connection()
    dialect = DIALECTS[connection.dialect.name]
    for entry in entries:
        words = entry_words(entry.data)
        found = {column: sorted(getattr(words, column)) for column in COLUMNS}
        values = {column: " ".join(each) if dialect.value is str else each for column, each in found.items()}
        connection.execute(text(dialect.add), {"id": entry.id, **values})
        rows = [{"edition_id": entry.edition_id, "word": word} for word in found["written"]]
        connection.execute(dialect.insert(EditionWord).on_conflict_do_nothing(), rows)
    on_commit(forget)


def _index_keys(session: Session, entries: Sequence[Entry]) -> None:
    since = _new_since(session, {entry.edition_id for entry in entries})
    session.add_all(_key(entry, since.get(entry.code, 0)) for entry in entries)
    on_commit(forget)


def _new_since(session: Session, edition_ids: set[int]) -> dict[str, int]:
    """When each code of some editions was first released, in minutes."""
    listed = aliased(Entry)
    codes = select(listed.code).where(listed.edition_id.in_(edition_ids))
    first = select(Entry.code, func.min(Edition.released_at)).join(Entry.edition).where(Entry.code.in_(codes))
    return {code: int(at.timestamp()) // 60 for code, at in session.execute(first.group_by(Entry.code)) if at}


def _key(entry: Entry, since: int) -> EntryKey:
    children = entry.data["beneficiaries"].get("children")
    return EntryKey(
        entry_id=entry.id,
        edition_id=entry.edition_id,
        name=fold(entry.code),
        position=entry.position,
        number=entry.number,
        facets=frozen_values(entry.data),
        aid_usd=entry.data["aid_usd"],
        children=children if isinstance(children, int) else 0,
        since=since,
        layout=LAYOUT,
    )


def index_missing() -> int:
    """Index the entries that were released before there was an index, or one like this one; returns how many."""
    with transaction() as session:
        wordless = session.scalars(select(Entry).where(Entry.edition_id.not_in(select(EditionWord.edition_id)))).all()
        _index_words(session, wordless)
        session.execute(delete(EntryKey).where(EntryKey.layout != LAYOUT))
        keyless = session.scalars(select(Entry).where(Entry.id.not_in(select(EntryKey.entry_id)))).all()
        _index_keys(session, keyless)
    return len({entry.id for entry in (*wordless, *keyless)})
