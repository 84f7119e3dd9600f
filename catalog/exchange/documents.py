"""Documents of a released edition: the list as a workbook, as an official Word file, as a text file."""

import re

from catalog.editions.models import Edition
from catalog.editions.queries import entries_of
from catalog.errors import NotFound
from catalog.exchange.writing import csv, docx, xlsx
from catalog.exchange.writing.listing import Listing
from catalog.i18n import LANGUAGES, Bilingual

MIME_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "csv": "text/csv; charset=utf-8",
}
WRITERS = {"xlsx": xlsx.write, "docx": docx.write, "csv": csv.write}
FORMATS = tuple(MIME_TYPES)
DOCUMENT_LANGUAGES = {"vi": ("vi",), "en": ("en",), "both": LANGUAGES}
STEMS = {"vi": "danh-muc-vien-tro", "en": "aid-project-list", "both": "danh-muc-vien-tro-aid-project-list"}

NO_FORMAT = Bilingual(
    "Không có định dạng “{format}”. Các định dạng có: {known}.", "There is no format “{format}”. Choose one of {known}."
)
NO_LANGUAGE = Bilingual(
    "Không có bản “{language}”. Các bản có: {known}.", "There is no version “{language}”. Choose one of {known}."
)
NOT_RELEASED = Bilingual("Danh mục {key} chưa công bố.", "Edition {key} is not released.")


def render(edition: Edition, format: str, language: str) -> bytes:  # noqa: A002 - what it is called in addresses
    """The file of a released edition: format of FORMATS, language "vi", "en" or "both".

    The same edition gives the same bytes. Raises NotFound for a format or language that there is not, and for a draft.
    """
    _require_known(format, language)
    if not edition.is_released:
        raise NotFound(NOT_RELEASED.format(key=edition.key))
    return WRITERS[format](Listing(edition, entries_of(edition)), DOCUMENT_LANGUAGES[language])


def filename(edition: Edition, format: str, language: str) -> str:  # noqa: A002
    """Name to save it under: danh-muc-vien-tro-2023-1.docx; letters that every file system knows. Raises NotFound."""
    _require_known(format, language)
    key = re.sub(r"[^A-Za-z0-9]+", "-", edition.key).strip("-")
    return f"{STEMS[language]}-{key}.{format}"


def _require_known(format: str, language: str) -> None:  # noqa: A002
    if format not in MIME_TYPES:
        raise NotFound(NO_FORMAT.format(format=format, known=", ".join(FORMATS)))
    if language not in DOCUMENT_LANGUAGES:
        raise NotFound(NO_LANGUAGE.format(language=language, known=", ".join(DOCUMENT_LANGUAGES)))
