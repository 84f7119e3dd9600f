"""Documents of an edition: the list as a workbook, as an official Word file or PDF, as data."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from flask import current_app

from catalog.editions.models import Edition, Entry
from catalog.editions.queries import entries_of, map_of
from catalog.errors import NotFound
from catalog.exchange.columns import COLUMNS, Column
from catalog.exchange.writing import csv, docx, docx_dossier, dossier_pdf, iati, jsonfile, pdf, xlsx
from catalog.exchange.writing.listing import Listing
from catalog.i18n import LANGUAGES, Bilingual

Writer = Callable[[Listing, Sequence[str]], bytes]


class Format(NamedTuple):
    """A kind of file, with its writer for each layout; the first layout is what people get who name none.

    Names of files end in `extension`, where that is not the format's own name.
    """

    mime_type: str
    layouts: dict[str, Writer]
    extension: str = ""


class Document(NamedTuple):
    """One of the documents that an edition has, by the keys of the tables below."""

    format: str
    language: str
    layout: str


FORMATS = {
    "xlsx": Format("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", {"annex": xlsx.write}),
    "docx": Format(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        {"annex": docx.write, "sheets": docx.write_sheets, "dossier": docx_dossier.write},
    ),
    "pdf": Format("application/pdf", {"annex": pdf.write, "sheets": pdf.write_sheets, "dossier": dossier_pdf.write}),
    "csv": Format("text/csv; charset=utf-8", {"annex": csv.write}),
    "json": Format("application/json", {"annex": jsonfile.write}),
    "iati": Format("application/xml", {"annex": iati.write}, extension="xml"),
}
MIME_TYPES = {name: format_.mime_type for name, format_ in FORMATS.items()}
# Every layout that any format has.
LAYOUTS = tuple(dict.fromkeys(layout for format_ in FORMATS.values() for layout in format_.layouts))
# Those with flat tables, whose columns a reader may choose.
COLUMN_FORMATS = ("xlsx", "csv", "json")
# Those for programs, which choose the words themselves.
DATA_FORMATS = ("csv", "json", "iati")
DOCUMENT_LANGUAGES = {"vi": ("vi",), "en": ("en",), "both": LANGUAGES}
# The names of files by layout, in Vietnamese and in English.
STEMS = {
    "annex": Bilingual("danh-muc-vien-tro", "aid-project-list"),
    "sheets": Bilingual("phieu-thong-tin-du-an", "project-sheets"),
    "dossier": Bilingual("ho-so-gioi-thieu-du-an", "donor-dossier"),
}
# What people call them.
LAYOUT_NAMES = {
    "annex": Bilingual("Danh mục", "List"),
    "sheets": Bilingual("Phiếu thông tin từng dự án", "Project sheets"),
    "dossier": Bilingual("Hồ sơ giới thiệu dự án", "Donor dossier"),
}
FORMAT_NAMES = {"xlsx": "Excel", "docx": "Word", "pdf": "PDF", "csv": "CSV", "json": "JSON", "iati": "IATI"}
# Layouts and formats that show photos, or tell of them: written anew when one is taken down.
WITH_PHOTOS = frozenset({"dossier", "json"})

NO_FORMAT = Bilingual(
    "Không có định dạng “{format}”. Các định dạng có: {known}.", "There is no format “{format}”. Choose one of {known}."
)
NO_LANGUAGE = Bilingual(
    "Không có bản “{language}”. Các bản có: {known}.", "There is no version “{language}”. Choose one of {known}."
)
NO_LAYOUT = Bilingual(
    "Không có mẫu trình bày “{layout}” ở định dạng này. Các mẫu có: {known}.",
    "There is no layout “{layout}” in this format. Choose one of {known}.",
)
NOT_RELEASED = Bilingual("Danh mục {key} chưa công bố.", "Edition {key} is not released.")


def every_document() -> list[Document]:
    """All documents that an edition has."""
    return [
        Document(name, language, layout)
        for name, format_ in FORMATS.items()
        for layout in format_.layouts
        for language in DOCUMENT_LANGUAGES
    ]


def usual(language: str) -> list[tuple[Document, str]]:
    """What most people look for, with the name of its format: the list in each format; data in both languages."""
    return [
        (Document(name, "both" if name in DATA_FORMATS else language, next(iter(format_.layouts))), FORMAT_NAMES[name])
        for name, format_ in FORMATS.items()
    ]


def known(format: str, language: str, layout: str = "") -> Document:  # noqa: A002 - as in addresses
    """The document of these keys; without a layout, that of the format's first one. Raises NotFound."""
    return Document(format, language, _known(format, language, layout)[1])


def listing(edition: Edition, entries: Sequence[Entry], columns: Sequence[Column[Entry]] = COLUMNS) -> Listing:
    """An edition as its documents tell it; flat tables have the `columns`."""
    settings = current_app.config["CATALOG"]
    return Listing(edition, entries, columns, settings.base_url, settings.iati_organisation, drawing=map_of(edition))


def write(listing: Listing, document: Document) -> bytes:
    """A document of a list; the same list gives the same bytes. Raises NotFound."""
    chosen, layout = _known(*document)
    return chosen.layouts[layout](listing, DOCUMENT_LANGUAGES[document.language])


def render(
    edition: Edition,
    format: str,  # noqa: A002
    language: str,
    layout: str = "",
    columns: Sequence[Column[Entry]] = COLUMNS,
) -> bytes:
    """A document of a released edition, written now: format of FORMATS, language "vi", "en" or "both".

    Without `columns` of their own choice, people are given what `stored.read` gives. Raises NotFound for what there is
    not, and for a draft.
    """
    document = known(format, language, layout)
    if not edition.is_released:
        raise NotFound(NOT_RELEASED.format(key=edition.key))
    return write(listing(edition, entries_of(edition), columns), document)


def filename(edition: Edition, format: str, language: str, layout: str = "") -> str:  # noqa: A002
    """Name to save it under: danh-muc-vien-tro-2023-1.docx; letters that every file system knows. Raises NotFound."""
    found, layout = _known(format, language, layout)
    stem = "-".join(STEMS[layout].in_(each) for each in DOCUMENT_LANGUAGES[language])
    key = re.sub(r"[^A-Za-z0-9]+", "-", edition.key).strip("-")
    return f"{stem}-{key}.{found.extension or format}"


def _known(format: str, language: str, layout: str) -> tuple[Format, str]:  # noqa: A002
    """The format, and the layout or the format's own where none is named."""
    found = FORMATS.get(format)
    if found is None:
        raise NotFound(NO_FORMAT.format(format=format, known=", ".join(FORMATS)))
    if language not in DOCUMENT_LANGUAGES:
        raise NotFound(NO_LANGUAGE.format(language=language, known=", ".join(DOCUMENT_LANGUAGES)))
    layout = layout or next(iter(found.layouts))
    if layout not in found.layouts:
        raise NotFound(NO_LAYOUT.format(layout=layout, known=", ".join(found.layouts)))
    return found, layout
