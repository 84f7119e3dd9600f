"""The documents of a released edition as they were written at its release, and stay."""

import hashlib
import logging
from typing import NamedTuple

from sqlalchemy import select

from catalog import storage
from catalog.db import db
from catalog.editions.models import Edition, EditionDocument, Entry
from catalog.editions.queries import entries_of
from catalog.errors import DomainError
from catalog.exchange import documents
from catalog.exchange.documents import DOCUMENT_LANGUAGES, FORMAT_NAMES, FORMATS, LAYOUT_NAMES, LAYOUTS, Document
from catalog.exchange.writing.listing import Listing
from catalog.i18n import Bilingual

log = logging.getLogger(__name__)
LOST = Bilingual(
    "Tệp {name} của danh mục {key} bị mất hoặc bị hỏng, không khôi phục được đúng như khi công bố.",
    "The file {name} of edition {key} is lost or damaged, and can't be restored as it was released.",
)


class Lost(DomainError):
    """A stored document is not there as it was written."""

    status = 500


class File(NamedTuple):
    """A document for a page; `stored` is None where it is written when asked for."""

    language: str
    name: str
    stored: EditionDocument | None


class Shelf(NamedTuple):
    """The documents of one layout and format."""

    layout: str
    format: str
    files: list[File]

    @property
    def layout_name(self) -> Bilingual:
        """What people call the layout."""
        return LAYOUT_NAMES[self.layout]

    @property
    def format_name(self) -> str:
        """What people call the format."""
        return FORMAT_NAMES[self.format]


def shelves(edition: Edition) -> list[Shelf]:
    """All documents of a released edition, by layout and format."""
    rows = db.session.scalars(select(EditionDocument).where(EditionDocument.edition_id == edition.id))
    by_document = {Document(row.format, row.language, row.layout): row for row in rows}

    def file(document: Document) -> File:
        return File(document.language, documents.filename(edition, *document), by_document.get(document))

    return [
        Shelf(layout, name, [file(Document(name, language, layout)) for language in DOCUMENT_LANGUAGES])
        for layout in LAYOUTS
        for name, format_ in FORMATS.items()
        if layout in format_.layouts
    ]


def find(edition: Edition, document: Document) -> EditionDocument | None:
    """The row of a document of an edition; None where it is written when asked for."""
    chosen = select(EditionDocument).filter_by(edition_id=edition.id, **document._asdict())
    return db.session.scalar(chosen)


def read(edition: Edition, document: Document) -> bytes:
    """A document of a released edition: as it was stored, else written now (older editions). Raises NotFound, Lost."""
    row = find(edition, document)
    if row is None:
        return documents.render(edition, *document)
    return content(edition, row)


def content(edition: Edition, row: EditionDocument) -> bytes:
    """The bytes of a stored document, checked against their hash; a damaged file is restored, or Lost is raised."""
    try:
        data = storage.load(row.sha256, storage.DOCUMENTS)
    except FileNotFoundError:
        data = b""
    return data if _hash(data) == row.sha256 else _restored(edition, row)


def _restored(edition: Edition, row: EditionDocument) -> bytes:
    """Write a document once more; only the very same bytes take the place of those that are gone."""
    document = Document(row.format, row.language, row.layout)
    data = documents.write(_as_released(edition), document)
    name = documents.filename(edition, *document)
    if _hash(data) != row.sha256:
        log.error("a stored document is lost: %s of edition %s, SHA-256 %s", name, edition.key, row.sha256)
        raise Lost(LOST.format(name=name, key=edition.key))
    storage.delete(row.sha256, storage.DOCUMENTS)
    storage.store(data, storage.DOCUMENTS)
    log.warning("a stored document was written anew: %s of edition %s", name, edition.key)
    return data


def _as_released(edition: Edition) -> Listing:
    """The list without what happened since: no call was ended and no photo taken down when it was released."""
    columns = ("number", "position", "code", "unit_code", "category_key", "data")
    entries = [
        Entry(withdrawn_photos={}, **{name: getattr(entry, name) for name in columns}) for entry in entries_of(edition)
    ]
    return documents.listing(edition, entries)


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
