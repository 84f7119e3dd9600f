"""Paragraphs and tables in the markup of Word (WordprocessingML, ECMA-376), in one language."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import NewType

from catalog.exchange.writing.cells import safe

# Ready markup; the type checker sees to it that text becomes markup only in `Text.run`, which escapes it.
Xml = NewType("Xml", str)

LANGUAGE_TAGS = {"vi": "vi-VN", "en": "en-GB"}
NO_TEXT = Xml("")
SPACE = '<w:r><w:t xml:space="preserve"> </w:t></w:r>'
KEEP_NEXT = Xml("<w:keepNext/>")
NEW_PAGE = Xml("<w:pageBreakBefore/>")


def twips(millimetres: float) -> int:
    """Twentieths of a point, in which Word measures lengths."""
    return round(millimetres * 1440 / 25.4)


@dataclass(frozen=True)
class Cell:
    """A cell of a table: ready paragraphs, over `span` columns; `down` is "restart" or "continue" of a merge.

    `fill` is the colour behind it, as in "0F5C4D".
    """

    paragraphs: Xml
    span: int = 1
    down: str = ""
    middle: bool = False
    fill: str = ""


class Text:
    """Writes text of one language, so that its spelling is checked in it."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.looks = f'<w:lang w:val="{LANGUAGE_TAGS[language]}"/></w:rPr><w:t xml:space="preserve">'

    def run(self, text: str, bold: bool = False, italic: bool = False) -> Xml:
        """Text in one look beside that of the style; line ends become line breaks."""
        marked = escape(safe(text), quote=False).replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
        return Xml(f"<w:r><w:rPr>{'<w:b/>' * bold}{'<w:i/>' * italic}{self.looks}{marked}</w:t></w:r>")

    def paragraph(self, style: str, text: str = "", properties: Xml = NO_TEXT) -> Xml:
        """A paragraph of text in a style."""
        return self.runs(style, self.run(text) if text else NO_TEXT, properties=properties)

    def runs(self, style: str, *runs: Xml, properties: Xml = NO_TEXT) -> Xml:
        """A paragraph of runs that are ready, with a space between them."""
        return Xml(f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{SPACE.join(filter(None, runs))}</w:p>')

    def lines(self, style: str, text: str, properties: Xml = NO_TEXT) -> Xml:
        """A paragraph for each line of a text; an empty one where there is none."""
        return joined(self.paragraph(style, line, properties) for line in text.split("\n"))


def place(paragraph: Xml, name: str, number: int) -> Xml:
    """A paragraph that links may lead to by a name of letters, digits and "_"; the number is its own in the file."""
    inside = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/><w:bookmarkEnd w:id="{number}"/></w:p>'
    return Xml(paragraph.removesuffix("</w:p>") + inside)


def link(run: Xml, name: str) -> Xml:
    """A run that leads to a place."""
    return Xml(f'<w:hyperlink w:anchor="{name}">{run}</w:hyperlink>')


def page_of(name: str) -> Xml:
    """The number of the page of a place, as a run: whoever opens the file counts the pages."""
    field, end = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>', "</w:instrText></w:r>"
    asked = f'<w:r><w:instrText xml:space="preserve"> PAGEREF {name} \\h {end}'
    return Xml(field.format("begin") + asked + field.format("separate") + field.format("end"))


def joined(pieces: Iterable[Xml]) -> Xml:
    """Pieces of markup, one after the other."""
    return Xml("".join(pieces))


def rule(width: float, length: float) -> Xml:
    """A line of a length in the middle of a width, both in millimetres."""
    side = twips((width - length) / 2)
    border = '<w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'
    indents = f'<w:ind w:left="{side}" w:right="{side}"/>'
    return Xml(f'<w:p><w:pPr><w:pStyle w:val="Rule"/>{border}{indents}</w:pPr></w:p>')


def row(
    cells: Sequence[Cell], widths: Sequence[float], header: float = 0, whole: bool = True, height: float = 0
) -> Xml:
    """A row of a table, at least so many millimetres high.

    A whole row is not split between pages; a header, given by its height, stands on every page.
    """
    properties = "<w:cantSplit/>" * whole
    if header or height:
        properties += f'<w:trHeight w:val="{twips(header or height)}" w:hRule="atLeast"/>'
    properties += "<w:tblHeader/>" if header else ""
    content, place = [], 0
    for cell in cells:
        width = twips(sum(widths[place : place + cell.span]))
        looks = f'<w:tcW w:w="{width}" w:type="dxa"/>'
        looks += f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
        looks += f'<w:vMerge w:val="{cell.down}"/>' if cell.down else ""
        looks += f'<w:shd w:val="clear" w:color="auto" w:fill="{cell.fill}"/>' if cell.fill else ""
        looks += '<w:vAlign w:val="center"/>' * cell.middle
        content.append(f"<w:tc><w:tcPr>{looks}</w:tcPr>{cell.paragraphs}</w:tc>")
        place += cell.span
    return Xml(f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(content)}</w:tr>")


def table(
    widths: Sequence[float], rows: Iterable[Xml], bordered: bool = True, name: str = "", style: str = ""
) -> Iterator[Xml]:
    """A table of fixed column widths in millimetres, row by row; its name is read out by screen readers."""
    style = style or ("Grid" if bordered else "Plain")
    properties = (
        f'<w:tblStyle w:val="{style}"/><w:tblW w:w="{twips(sum(widths))}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblCaption w:val="{escape(safe(name))}"/>'
    )
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    yield Xml(f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>")
    yield from rows
    yield Xml("</w:tbl>")
