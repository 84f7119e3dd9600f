"""Documents sent as evidence: really what their name says, nothing hidden in them, and kept as they are."""

import re
import zipfile
from dataclasses import dataclass

from catalog.archives import BadArchive, open_archive
from catalog.attachments.refusals import MOST_DOCUMENT_BYTES, RefusedFile

_OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class Kind:
    """A kind of document: its ending, its media type, and for an Office file its main part with that part's type."""

    ending: str
    media_type: str
    main_part: str = ""
    main_type: str = ""


PDF = Kind("pdf", "application/pdf")
DOCX = Kind(
    "docx",
    f"{_OFFICE}.wordprocessingml.document",
    "word/document.xml",
    f"{_OFFICE}.wordprocessingml.document.main+xml",
)
XLSX = Kind("xlsx", f"{_OFFICE}.spreadsheetml.sheet", "xl/workbook.xml", f"{_OFFICE}.spreadsheetml.sheet.main+xml")
KINDS = (PDF, DOCX, XLSX)

_PDF_HEAD = re.compile(rb"%PDF-[12]\.\d[\r\n]")
_PDF_END = re.compile(rb"startxref\s+(\d{1,10})\s+%%EOF[\s\x00]*\Z")
_PDF_TABLE = re.compile(rb"\s*(?:xref\b|\d+ \d+ obj\b)")
# What runs by itself or carries another file, by names too long to stand in compressed data by chance.
_PDF_ACTIVE = re.compile(rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia)\b")
_OFFICE_ACTIVE = re.compile(r"vbaProject|activeX", re.IGNORECASE)
_TAIL = 2048


def read_document(data: bytes, name: str) -> Kind:
    """What kind of document some bytes are, as their name says too. Raises RefusedFile and nothing else."""
    if not data:
        raise RefusedFile("empty")
    if len(data) > MOST_DOCUMENT_BYTES:
        raise RefusedFile("document_too_big")
    try:
        kind = _kind(data)
    except RefusedFile:
        raise
    except BadArchive as error:
        raise RefusedFile(error.code) from None
    except Exception:  # parsers of hostile files raise anything (security.md, fact 11)
        raise RefusedFile("broken_document") from None
    ending = name.rpartition(".")[2].lower()
    if ending != kind.ending:
        raise RefusedFile("wrong_ending", ending=ending, kind=kind.ending)
    return kind


def _kind(data: bytes) -> Kind:
    if data.startswith(b"%PDF"):
        _check_pdf(data)
        return PDF
    if data.startswith(b"PK\x03\x04"):
        return _office_kind(data)
    raise RefusedFile("not_a_document")


def _check_pdf(data: bytes) -> None:
    """Its head at the first byte, its end at the last, and the table of objects where the end says."""
    end = _PDF_END.search(data, max(0, len(data) - _TAIL))
    if not _PDF_HEAD.match(data) or not end or not _PDF_TABLE.match(data, int(end[1])):
        raise RefusedFile("broken_document")
    if _PDF_ACTIVE.search(data):
        raise RefusedFile("active")


def _office_kind(data: bytes) -> Kind:
    from defusedxml import ElementTree

    with open_archive(data) as archive:
        names = archive.namelist()
        kind = next((kind for kind in (DOCX, XLSX) if kind.main_part in names), None)
        if kind is None:
            raise RefusedFile("not_a_document")
        _check_bounds(archive, data)
        if any(_OFFICE_ACTIVE.search(name) for name in names):
            raise RefusedFile("active")
        listed = ElementTree.fromstring(archive.read("[Content_Types].xml"))
        types = {part.get("PartName"): part.get("ContentType", "") for part in listed}
        main_type = types.get(f"/{kind.main_part}", "")
        if main_type != kind.main_type:
            raise RefusedFile("active" if "macro" in main_type.lower() else "broken_document")
        ElementTree.fromstring(archive.read(kind.main_part))
    return kind


def _check_bounds(archive: zipfile.ZipFile, data: bytes) -> None:
    """Nothing stands before the first member of an archive, nothing after its directory, and every member is whole."""
    first = min(member.header_offset for member in archive.infolist())
    if first != 0 or archive.comment or data[-22:-18] != b"PK\x05\x06" or archive.testzip() is not None:
        raise RefusedFile("broken_document")
