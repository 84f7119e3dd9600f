"""Releasing an edition with its documents: these are written first, then everything becomes public in one transaction.

A process may be killed at any moment: before the transaction is committed nothing is released, and what lies in the
storage without a row is deleted by the next release; afterwards all of it is.
"""

import logging
from collections.abc import Callable, Iterator

from catalog import storage
from catalog.accounts.actor import Actor
from catalog.db import db, transaction
from catalog.editions import services as editions
from catalog.editions.freezing import Frozen
from catalog.editions.models import Edition, EditionDocument
from catalog.editions.queries import entries_of
from catalog.exchange import documents
from catalog.exchange.writing.listing import Listing

# Told how many documents are written, of how many; raises what shall end the work.
Progress = Callable[[int, int], None]
# A release takes minutes at most: an older file without a row is left over from one that was killed.
LEFT_OVER_SECONDS = 24 * 3600

log = logging.getLogger(__name__)


def silent(_done: int, _total: int) -> None:
    """Tell nobody."""


def release(actor: Actor, prepared: Frozen, progress: Progress = silent) -> Edition:
    """Release what `editions.services.prepare` prepared, with every document of it stored.

    No transaction is open while documents are written. Raises what `editions.services.release` does, among it Stale
    when the list changed in between, and what `progress` raises; nothing is released then.
    """
    listing = documents.listing(prepared.edition, prepared.entries)
    edition_id, key = prepared.edition.id, prepared.edition.key
    db.session.rollback()
    _forget_left_over()
    rows: list[EditionDocument] = []
    try:
        rows.extend(_written(listing, edition_id, progress))
        return editions.release(actor, key, prepared.approval, prepared=prepared, documents=rows)
    except BaseException:
        editions.delete_unused_documents({row.sha256 for row in rows})
        raise


def store_documents(edition: Edition, progress: Progress = silent) -> None:
    """Write the documents of an edition that was released without, and keep them from now on."""
    listing = documents.listing(edition, entries_of(edition))
    rows = list(_written(listing, edition.id, progress))
    with transaction() as session:
        session.add_all(rows)


def _written(listing: Listing, edition_id: int, progress: Progress) -> Iterator[EditionDocument]:
    every = documents.every_document()
    for done, document in enumerate(every):
        progress(done, len(every))
        data = documents.write(listing, document)
        yield EditionDocument(
            edition_id=edition_id,
            **document._asdict(),
            sha256=storage.store(data, storage.DOCUMENTS),
            size=len(data),
            shows_photos=not documents.WITH_PHOTOS.isdisjoint(document),
        )
    progress(len(every), len(every))


def _forget_left_over() -> None:
    try:
        editions.delete_unused_documents(storage.names(storage.DOCUMENTS, LEFT_OVER_SECONDS))
    except (storage.StorageTrouble, FileNotFoundError):  # tried again by the next release
        log.exception("left-over documents could not be looked for")
