"""One project as a file of its own, to hand to a board: the pages of the dossier as PDF, the record as Word."""

import re
from collections.abc import Sequence

from catalog.editions.models import Entry
from catalog.errors import NotFound
from catalog.exchange import documents
from catalog.exchange.documents import DOCUMENT_LANGUAGES, Writer
from catalog.exchange.writing import docx, dossier_pdf
from catalog.i18n import Bilingual

WRITERS: dict[str, Writer] = {"pdf": dossier_pdf.write_project, "docx": docx.write_sheets}
STEM = Bilingual("du-an", "project")
NO_SHEET = Bilingual(
    "Không có tệp “{format}” của một dự án. Các định dạng có: {known}.",
    "There is no file “{format}” of a single project. Choose one of {known}.",
)


def known(format: str, language: str) -> tuple[Writer, Sequence[str]]:  # noqa: A002 - as in addresses
    """The writer of a format, and the languages of a version: "vi", "en" or "both". Raises NotFound."""
    if format not in WRITERS:
        raise NotFound(NO_SHEET.format(format=format, known=", ".join(WRITERS)))
    documents.known(format, language)
    return WRITERS[format], DOCUMENT_LANGUAGES[language]


def write(entry: Entry, format: str, language: str) -> bytes:  # noqa: A002
    """The file of a released entry. Raises NotFound."""
    writer, languages = known(format, language)
    return writer(documents.listing(entry.edition, [entry]), languages)


def filename(entry: Entry, format: str, language: str) -> str:  # noqa: A002
    """Name to save it under: project-SD-2023-01.pdf. Raises NotFound."""
    stem = "-".join(STEM.in_(each) for each in known(format, language)[1])
    return f"{stem}-{re.sub(r'[^A-Za-z0-9]+', '-', entry.code)}.{format}"
