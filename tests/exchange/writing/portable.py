"""PDF files as tests read them: the words of each page, and what the file says of itself."""

import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from catalog.exchange.writing.typesetting import BREAK

# Readers put it for a hyphen at the end of a line.
HYPHEN = "\x02"


def pages(data: bytes) -> list[str]:
    """The text of each page."""
    with pypdfium2.PdfDocument(data) as pdf:
        return [page.get_textpage().get_text_bounded() for page in pdf]


def solid(text: str) -> str:
    """The letters of a text: where spaces are, readers of PDF guess."""
    # The bold italic that comes with Typst draws ơ as two glyphs, of which readers make further letters.
    text = re.sub(r"Nơi\s*nhơ?ận:\s*ơ?", "Nơi nhận:", text)
    return "".join(text.replace(HYPHEN, "").replace(BREAK, "").split())


def letters(data: bytes) -> Counter[str]:
    """How often each letter stands in the file, numbers of pages left out."""
    return Counter(solid("".join(without_number(page) for page in pages(data))))


def without_number(page: str) -> str:
    """The text of a page without its number, which stands above everything but on the first page of a part."""
    first, _, others = page.partition("\r\n")
    return others if first.strip().isdigit() else page


def language(data: bytes) -> str:
    """The language that the file is said to be in."""
    with pypdfium2.PdfDocument(data) as pdf:
        return _said(pdfium.FPDFCatalog_GetLanguage, pdf, ctypes.c_ushort)


def is_tagged(data: bytes) -> bool:
    """Whether it says what its parts are, for who can't see them."""
    with pypdfium2.PdfDocument(data) as pdf:
        return bool(pdfium.FPDFCatalog_IsTagged(pdf))


def elements(data: bytes) -> Counter[str]:
    """How many elements of each kind the tree of its parts has: H1, Table, TH, Figure …"""
    with pypdfium2.PdfDocument(data) as pdf:
        return Counter(kind for page in pdf for kind, _alternative in _elements(page))


def alternatives(data: bytes) -> list[str]:
    """What is said for each picture to who can't see it."""
    with pypdfium2.PdfDocument(data) as pdf:
        return [alternative for page in pdf for kind, alternative in _elements(page) if kind == "Figure"]


def _elements(page: Any) -> Iterator[tuple[str, str]]:
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    for place in range(pdfium.FPDF_StructTree_CountChildren(tree)):
        yield from _below(pdfium.FPDF_StructTree_GetChildAtIndex(tree, place))
    pdfium.FPDF_StructTree_Close(tree)


def _below(element: Any) -> Iterator[tuple[str, str]]:
    yield _said(pdfium.FPDF_StructElement_GetType, element), _said(pdfium.FPDF_StructElement_GetAltText, element)
    for place in range(pdfium.FPDF_StructElement_CountChildren(element)):
        if child := pdfium.FPDF_StructElement_GetChildAtIndex(element, place):
            yield from _below(child)


def _said(ask: Any, whom: Any, letter: Any = ctypes.c_byte) -> str:
    """The answer of a call that is asked for its length first, in bytes of UTF-16."""
    length = ask(whom, None, 0)
    buffer = (letter * (length // ctypes.sizeof(letter)))()
    ask(whom, buffer, length)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")


def has_all_fonts(data: bytes) -> bool:
    """Whether every font that it writes in comes with it."""
    with pypdfium2.PdfDocument(data) as pdf:
        written = [item for page in pdf for item in page.get_objects([pdfium.FPDF_PAGEOBJ_TEXT])]
        return all(pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(item)) == 1 for item in written)


def outside(data: bytes) -> list[str]:
    """What is written beyond the edge of a page, and so is lost."""
    lost = []
    with pypdfium2.PdfDocument(data) as pdf:
        for page in pdf:
            width, height = page.get_size()
            text = page.get_textpage()
            for place in range(text.count_chars()):
                left, bottom, right, top = text.get_charbox(place)
                if left < 0 or bottom < 0 or right > width or top > height:
                    lost.append(text.get_text_range(place, 1))
    return lost


def sizes(data: bytes) -> list[tuple[float, float]]:
    """Width and height of each page, in points."""
    with pypdfium2.PdfDocument(data) as pdf:
        return [page.get_size() for page in pdf]


def title(data: bytes) -> str:
    """The name that the file bears."""
    with pypdfium2.PdfDocument(data) as pdf:
        return pdf.get_metadata_value("Title")


def standards(data: bytes) -> dict[str, str]:
    """The standards that it says it keeps: {"pdfaid:part": "2", …}."""
    return dict(re.findall(r"<(pdfu?aid:\w+)>([^<]+)<", data.decode("latin-1")))
