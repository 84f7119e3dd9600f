"""Pictures in the markup of Word (DrawingML, ECMA-376), each with what it shows in words."""

from dataclasses import dataclass
from html import escape

from catalog.exchange.writing.cells import safe
from catalog.exchange.writing.wordml import Xml

EMU = 36_000  # in a millimetre
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
DECORATIVE = (
    f'<a:extLst xmlns:a="{DRAWING}/main"><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext></a:extLst>"
)


@dataclass(frozen=True)
class Image:
    """A picture by what refers to it, in millimetres; without alternative text it is mere decoration."""

    relation: str
    width: float
    height: float
    alternative_text: str = ""


def fitting(ratio: float, width: float, height: float) -> tuple[float, float]:
    """The largest size of a picture with this ratio of width to height that fits."""
    return min(width, height * ratio), min(height, width / ratio)


def picture(image: Image, number: int) -> Xml:
    """A picture in its line, as a run; the number is its own in the file."""
    size = f'cx="{round(image.width * EMU)}" cy="{round(image.height * EMU)}"'
    words = escape(safe(image.alternative_text).replace("\n", " "))
    note = "" if image.alternative_text else DECORATIVE
    return Xml(
        f'<w:r><w:drawing><wp:inline xmlns:wp="{DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0" '
        f'distR="0"><wp:extent {size}/><wp:docPr id="{number}" name="Picture {number}" descr="{words}">{note}'
        f"</wp:docPr>"
        f'<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{DRAWING}/main" noChangeAspect="1"/>'
        f'</wp:cNvGraphicFramePr><a:graphic xmlns:a="{DRAWING}/main"><a:graphicData uri="{DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{DRAWING}/picture"><pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{image.relation}"/><a:stretch><a:fillRect/>'
        f'</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )
