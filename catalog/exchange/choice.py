"""The donor dossier of some entries of an edition, which a visitor chose and ordered."""

from collections.abc import Sequence
from dataclasses import replace

from catalog.editions.models import Edition, Entry
from catalog.exchange import documents
from catalog.exchange.documents import Document

MOST = 20
LAYOUT = "dossier"


def known(format: str, language: str) -> Document:  # noqa: A002 - as in addresses
    """The dossier in a format and language: "pdf" or "docx"; "vi", "en" or "both". Raises NotFound."""
    return documents.known(format, language, LAYOUT)


def write(edition: Edition, entries: Sequence[Entry], wanted: Document) -> bytes:
    """The dossier of some entries of an edition, in the order that is given; at most MOST, as it takes seconds."""
    chosen = replace(documents.listing(edition, entries[:MOST]), is_choice=True)
    return documents.write(chosen, wanted)


def filename(edition: Edition, wanted: Document) -> str:
    """Name to save it under, that of the edition's own dossier with how many: donor-dossier-2023-1-chosen.pdf."""
    stem, _, ending = documents.filename(edition, *wanted).rpartition(".")
    return f"{stem}-{'chon' if wanted.language == 'vi' else 'chosen'}.{ending}"
