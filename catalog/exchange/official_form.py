"""The official form of a proposal as a file: for the unit's letter, and for the office that reads it."""

from catalog.errors import NotFound
from catalog.exchange.documents import MIME_TYPES as OTHER_TYPES
from catalog.exchange.documents import NO_FORMAT
from catalog.exchange.writing import form_docx, form_pdf
from catalog.exchange.writing.form import form_of
from catalog.proposals.models import Proposal

MIME_TYPES = {"docx": OTHER_TYPES["docx"], "pdf": "application/pdf"}
WRITERS = {"docx": form_docx.write, "pdf": form_pdf.write}
FORMATS = tuple(MIME_TYPES)


def render(proposal: Proposal, format: str) -> bytes:  # noqa: A002 - what it is called in addresses
    """The form of a proposal as it is stored: the same answers give the same bytes. Raises NotFound for a format."""
    if format not in WRITERS:
        raise NotFound(NO_FORMAT.format(format=format, known=", ".join(FORMATS)))
    return WRITERS[format](form_of(proposal), proposal.updated_at)


def filename(proposal: Proposal, format: str) -> str:  # noqa: A002
    """Name to save it under: phieu-de-xuat-SD-2023-01.docx."""
    return f"phieu-de-xuat-{proposal.code}.{format}"
