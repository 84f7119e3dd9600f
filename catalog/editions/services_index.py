"""Writing the index of words that released entries are found by."""

from collections.abc import Sequence

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from catalog.db import transaction
from catalog.editions.index import DIALECTS, EditionWord
from catalog.editions.models import Entry
from catalog.editions.words import entry_words

COLUMNS = ("title", "words", "written")


def index(session: Session, entries: Sequence[Entry]) -> None:
    """Put new entries into the index; part of the transaction that stores them."""
    session.flush()
    connection = session.connection()
    dialect = DIALECTS[connection.dialect.name]
    for entry in entries:
        words = entry_words(entry.data)
        found = {column: sorted(getattr(words, column)) for column in COLUMNS}
        values = {column: " ".join(each) if dialect.value is str else each for column, each in found.items()}
        connection.execute(text(dialect.add), {"id": entry.id, **values})
        rows = [{"edition_id": entry.edition_id, "word": word} for word in found["written"]]
        connection.execute(dialect.insert(EditionWord).on_conflict_do_nothing(), rows)


def index_missing() -> int:
    """Index the entries of editions that were released before there was an index; returns how many."""
    with transaction() as session:
        missing = session.scalars(select(Entry).where(Entry.edition_id.not_in(select(EditionWord.edition_id)))).all()
        index(session, missing)
    return len(missing)
