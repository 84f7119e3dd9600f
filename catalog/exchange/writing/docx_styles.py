"""Styles and pages of the Word file, as Decree 30/2020/NĐ-CP, Annex I, wants them."""

from collections.abc import Iterable
from dataclasses import dataclass

from catalog.exchange.writing.wordml import LANGUAGE_TAGS, twips

FONT = "Times New Roman"
# Millimetres. A4; the margins that the decree allows are 20-25 above and below, 30-35 left, 15-20 right.
SHORT_SIDE, LONG_SIDE = 210, 297
TOP, BOTTOM, LEFT, RIGHT = 20, 20, 30, 15
PORTRAIT_WIDTH = SHORT_SIDE - LEFT - RIGHT
LANDSCAPE_WIDTH = LONG_SIDE - LEFT - RIGHT


@dataclass(frozen=True)
class Style:
    """A paragraph style: sizes and gaps in points, indents in millimetres, `outline` a level of headings from 0.

    A first line with less than no indent hangs: the others are indented. `colour` is as in "0F5C4D".
    """

    name: str
    size: float = 14
    bold: bool = False
    italic: bool = False
    align: str = "both"
    before: float = 0
    after: float = 0
    first_line: float = 0
    indent: float = 0
    keep_next: bool = False
    outline: int | None = None
    colour: str = ""

    @property
    def markup(self) -> str:
        """The style as Word stores it."""
        paragraph = "<w:keepNext/>" * self.keep_next
        paragraph += f'<w:spacing w:before="{round(20 * self.before)}" w:after="{round(20 * self.after)}"/>'
        if self.first_line < 0:
            paragraph += f'<w:ind w:left="{twips(self.indent)}" w:hanging="{twips(-self.first_line)}"/>'
        elif self.first_line:
            paragraph += f'<w:ind w:left="{twips(self.indent)}" w:firstLine="{twips(self.first_line)}"/>'
        elif self.indent:
            paragraph += f'<w:ind w:left="{twips(self.indent)}"/>'
        paragraph += f'<w:jc w:val="{self.align}"/>'
        if self.outline is not None:
            paragraph += f'<w:outlineLvl w:val="{self.outline}"/>'
        looks = "<w:b/>" * self.bold + "<w:i/>" * self.italic
        looks += f'<w:color w:val="{self.colour}"/>' if self.colour else ""
        looks += f'<w:sz w:val="{round(2 * self.size)}"/><w:szCs w:val="{round(2 * self.size)}"/>'
        return (
            f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{self.name}"><w:name w:val="{self.name}"/>'
            f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{looks}</w:rPr></w:style>'
        )


INDENT = 12.7  # of the first line of a paragraph: 1 or 1.27 cm

STYLES = (
    # the heading of the document
    Style("Organ", size=13, align="center"),
    Style("OrganName", size=13, bold=True, align="center"),
    Style("Motto", size=14, bold=True, align="center"),
    Style("Number", size=13, align="center", before=6),
    Style("PlaceAndDate", italic=True, align="center", before=6),
    Style("Kind", bold=True, align="center", before=18, outline=0),
    Style("Subject", bold=True, align="center"),
    # its text
    Style("Basis", italic=True, before=6, first_line=INDENT),
    Style("Body", before=6, first_line=INDENT),
    Style("Part", bold=True, before=6, first_line=INDENT, keep_next=True, outline=1),
    Style("Signer", bold=True, align="center", keep_next=True),
    Style("RecipientsTitle", size=12, bold=True, italic=True, align="left"),
    Style("Recipients", size=11, align="left"),
    # its appendices
    Style("Appendix", bold=True, align="center", outline=0, keep_next=True),
    Style("AppendixName", bold=True, align="center", keep_next=True),
    Style("Guide", italic=True, align="center", after=6, keep_next=True),
    Style("Note", size=12, italic=True, align="right", after=3, keep_next=True),
    Style("CellHeading", size=10.5, bold=True, align="center"),
    Style("CellText", size=11, align="left"),
    Style("CellCentre", size=11, align="center"),
    Style("CellNumber", size=11, align="right"),
    # A size less than other cells, so that hundreds of billions of đồng stay on one line.
    Style("CellAmount", size=10, align="right"),
    Style("CellSum", size=10, bold=True, align="right"),
    Style("Sector", size=13, bold=True, align="center", before=18, keep_next=True, outline=1),
    Style("Record", size=13, bold=True, align="center", before=18, after=3, keep_next=True, outline=2),
    Style("Item", size=13, before=6, keep_next=True),
    Style("Detail", size=13, before=2, indent=6),
    Style("Remark", size=12, italic=True, before=18),
    # the form of one proposal
    Style("Mark", bold=True, align="center", before=12),
    Style("Addressee", align="center", before=6, after=6),
    Style("FormHeading", size=12, bold=True, align="center"),
    Style("FormText", size=12, align="left"),
    Style("FormCentre", size=12, align="center"),
    Style("FormNumber", size=12, align="right"),
    Style("FormTotal", size=12, bold=True, align="right"),
    Style("SignerGuide", size=13, italic=True, align="center", keep_next=True),
    Style("PageNumber", size=13, align="center"),
)

_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)

_HAIRLINES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="C9D6CF"/>' for side in ("top", "bottom", "insideH")
)


def _table_style(name: str, borders: str, padding: float) -> str:
    sides = "".join(f'<w:{side} w:w="{twips(padding)}" w:type="dxa"/>' for side in ("top", "left", "bottom", "right"))
    properties = f"<w:tblBorders>{borders}</w:tblBorders><w:tblCellMar>{sides}</w:tblCellMar>"
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{name}"><w:name w:val="{name}"/>'
        f"<w:tblPr>{properties}</w:tblPr></w:style>"
    )


def styles(namespaces: str, own: Iterable[Style] = ()) -> str:
    """All styles of the file, with those that a kind of file has for itself; nothing else of a template is left."""
    fonts = "".join(f' w:{name}="{FONT}"' for name in ("ascii", "hAnsi", "eastAsia", "cs"))
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts{fonts}/><w:sz w:val="28"/><w:szCs w:val="28"/>'
        f'<w:lang w:val="{LANGUAGE_TAGS["vi"]}" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    )
    thin = (
        '<w:style w:type="paragraph" w:customStyle="1" w:styleId="Rule"><w:name w:val="Rule"/>'
        '<w:basedOn w:val="Normal"/>'
        '<w:pPr><w:spacing w:before="60" w:after="0" w:line="40" w:lineRule="exact"/></w:pPr>'
        '<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr></w:style>'
    )
    tables = _table_style("Grid", _BORDERS, 0.6) + _table_style("Plain", "", 0)
    own = tuple(own)
    tables += _table_style("Lines", _HAIRLINES, 0.8) + _table_style("Room", "", 2) if own else ""
    paragraphs = "".join(style.markup for style in (*STYLES, *own))
    return f"<w:styles {namespaces}>{defaults}{normal}{thin}{tables}{paragraphs}</w:styles>"


def section(header: str, landscape: bool = False) -> str:
    """Properties of a part with page numbers of its own: above, in the middle, none on its first page."""
    width, height = (LONG_SIDE, SHORT_SIDE) if landscape else (SHORT_SIDE, LONG_SIDE)
    sides = f'w:top="{twips(TOP)}" w:right="{twips(RIGHT)}" w:bottom="{twips(BOTTOM)}" w:left="{twips(LEFT)}"'
    orientation = ' w:orient="landscape"' if landscape else ""
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{header}"/><w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{twips(width)}" w:h="{twips(height)}"{orientation}/>'
        f'<w:pgMar {sides} w:header="{twips(10)}" w:footer="{twips(10)}" w:gutter="0"/>'
        '<w:pgNumType w:start="1"/><w:titlePg/></w:sectPr>'
    )
