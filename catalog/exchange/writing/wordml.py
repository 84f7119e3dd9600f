"""Paragraphs and tables in the markup of Word (WordprocessingML, ECMA-376), in one language.

Ready markup is `markupsafe.Markup`; every other text is escaped on its way in.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from catalog.exchange.writing.cells import safe

LANGUAGE_TAGS = {"vi": "vi-VN", "en": "en-GB"}
# For what is filled in by hand.
BLANK = " " * 6
SPACE = '<w:r><w:t xml:space="preserve"> </w:t></w:r>'


def twips(millimetres: float) -> int:
    """Twentieths of a point, in which Word measures lengths."""
    return round(millimetres * 1440 / 25.4)


@dataclass(frozen=True)
class Cell:
    """A cell of a table: ready paragraphs, over `span` columns; `down` is "restart" or "continue" of a merge."""

    paragraphs: Markup
    span: int = 1
    down: str = ""
    middle: bool = False


@dataclass(frozen=True)
class Text:
    """Writes text of one language, so that its spelling is checked in it."""

    language: str

    def run(self, text: str, bold: bool = False, italic: bool = False) -> Markup:
        """Text in one look beside that of the style; line ends become line breaks."""
        looks = "<w:b/>" * bold + "<w:i/>" * italic + f'<w:lang w:val="{LANGUAGE_TAGS[self.language]}"/>'
        lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in safe(text).split("\n"))
        return Markup(f"<w:r><w:rPr>{looks}</w:rPr>{'<w:br/>'.join(lines)}</w:r>")  # noqa: S704 - escaped above

    def paragraph(self, style: str, *parts: str, properties: str = "") -> Markup:
        """A paragraph in a style, of text and of runs that are ready, with a space between them."""
        runs = SPACE.join(part if isinstance(part, Markup) else self.run(part) for part in parts if part)
        return Markup(f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>')  # noqa: S704

    def lines(self, style: str, text: str) -> Markup:
        """A paragraph for each line of a text; an empty one where there is none."""
        return Markup().join(self.paragraph(style, line) for line in text.split("\n"))


def rule(width: float, length: float) -> Markup:
    """A line of a length in the middle of a width, both in millimetres."""
    side = twips((width - length) / 2)
    border = '<w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'
    indents = f'<w:ind w:left="{side}" w:right="{side}"/>'
    return Markup(f'<w:p><w:pPr><w:pStyle w:val="Rule"/>{border}{indents}</w:pPr></w:p>')  # noqa: S704


def row(cells: Sequence[Cell], widths: Sequence[float], header: float = 0, whole: bool = True) -> Markup:
    """A row of a table. A whole row is not split between pages; a header, given by its height, stands on every page."""
    properties = "<w:cantSplit/>" * whole
    if header:
        properties += f'<w:trHeight w:val="{twips(header)}" w:hRule="atLeast"/><w:tblHeader/>'
    content, place = "", 0
    for cell in cells:
        width = twips(sum(widths[place : place + cell.span]))
        looks = f'<w:tcW w:w="{width}" w:type="dxa"/>'
        looks += f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
        looks += f'<w:vMerge w:val="{cell.down}"/>' if cell.down else ""
        looks += '<w:vAlign w:val="center"/>' * cell.middle
        content += f"<w:tc><w:tcPr>{looks}</w:tcPr>{cell.paragraphs}</w:tc>"
        place += cell.span
    return Markup(f"<w:tr><w:trPr>{properties}</w:trPr>{content}</w:tr>")  # noqa: S704


def table(widths: Sequence[float], rows: Iterable[Markup], bordered: bool = True, name: str = "") -> Markup:
    """A table of fixed column widths in millimetres; its name is read out by screen readers."""
    style = "Grid" if bordered else "Plain"
    total = twips(sum(widths))
    properties = (
        f'<w:tblStyle w:val="{style}"/><w:tblW w:w="{total}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblCaption w:val="{escape(safe(name))}"/>'
    )
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    content = f"<w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}"
    return Markup(f"<w:tbl>{content}</w:tbl>")  # noqa: S704
