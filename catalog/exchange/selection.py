"""What a search of an edition found as a file: the list that stands on the screen, in its order."""

from collections.abc import Sequence
from dataclasses import replace

from catalog.editions.models import Edition, Entry
from catalog.errors import DomainError, NotFound
from catalog.exchange import documents
from catalog.exchange.documents import DOCUMENT_LANGUAGES, MIME_TYPES, Writer
from catalog.exchange.writing import csv, docx, jsonfile, pdf, xlsx
from catalog.i18n import Bilingual, format_number

WRITERS: dict[str, Writer] = {
    "xlsx": xlsx.write,
    "docx": docx.write_selection,
    "pdf": pdf.write_selection,
    "csv": csv.write,
    "json": jsonfile.write,
}
# Projects that a file may have; pages to print take longer to lay out. The files of the whole edition are ready made.
MOST = {"docx": 500, "pdf": 500}
MOST_ROWS = 10_000
NO_FORMAT = Bilingual(
    "Không có định dạng “{format}” cho danh sách đã lọc. Các định dạng có: {known}.",
    "There is no format “{format}” of a list that was searched for. Choose one of {known}.",
)
TOO_MANY = Bilingual(
    "Tệp {format} lập được cho tối đa {most} dự án; danh sách này có {count} dự án. Hãy chọn thêm bộ lọc, hoặc tải tệp "
    "của cả danh mục.",
    "A {format} file is made of {most} projects at most, and this list has {count}. Choose more filters, or take the "
    "file of the whole edition.",
)
SUFFIX = {"vi": "loc", "en": "selection", "both": "selection"}


def fits(format: str, count: int) -> bool:  # noqa: A002 - as in addresses
    """Whether a file of a format is made of so many projects."""
    return count <= MOST.get(format, MOST_ROWS)


def check(format: str, language: str, count: int) -> None:  # noqa: A002
    """Raises NotFound for a format or language that there is not, DomainError where a file would have too many rows."""
    if format not in WRITERS:
        raise NotFound(NO_FORMAT.format(format=format, known=", ".join(WRITERS)))
    documents.known(format, language)
    if not fits(format, count):
        most, number = (_number(value) for value in (MOST.get(format, MOST_ROWS), count))
        raise DomainError(TOO_MANY.format(format=documents.FORMAT_NAMES[format], most=most, count=number))


def _number(value: int) -> Bilingual:
    return Bilingual(format_number(value, "vi"), format_number(value, "en"))


def write(edition: Edition, entries: Sequence[Entry], selection: Bilingual, format: str, language: str) -> bytes:  # noqa: A002
    """A file of some entries of a released edition, in their order; `selection` tells what they are."""
    listing = replace(documents.listing(edition, entries), selection=selection)
    return WRITERS[format](listing, DOCUMENT_LANGUAGES[language])


def mime_type(format: str) -> str:  # noqa: A002
    """The media type of a format."""
    return MIME_TYPES[format]


def filename(edition: Edition, format: str, language: str) -> str:  # noqa: A002
    """Name to save it under: aid-project-list-2023-1-selection.xlsx. Raises NotFound."""
    stem, _, ending = documents.filename(edition, format, language).rpartition(".")
    return f"{stem}-{SUFFIX[language]}.{ending}"
