"""Small drawings of a project's page as SVG: where its unit lies in the province, and the code of its address."""

import io
from functools import lru_cache
from typing import Any

from catalog.units.drawing import Drawing

MOST_CODES = 1_024  # two languages of 500 projects
LAND, HERE, BORDER, WATER = "#d5e5dc", "#b8431a", "#ffffff", "#8fb5c9"


def locator(drawing: Drawing, code: str) -> bytes:
    """The map of the province with one of its units marked."""
    outlines = "".join(
        f'<path d="{area.outline}" fill="{HERE if each == code else LAND}"/>' for each, area in drawing.areas.items()
    )
    rivers = "".join(f'<path d="{river}"/>' for river in drawing.rivers)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{" ".join(map(str, drawing.view))}">'
        f'<g stroke="{BORDER}" stroke-width="2.5" stroke-linejoin="round">{outlines}</g>'
        f'<g fill="none" stroke="{WATER}" stroke-width="3" stroke-linecap="round">{rivers}</g></svg>'
    ).encode()


def qr_code(address: str, kind: str = "svg") -> bytes:
    """The address for cameras, with the quiet margin that they need; a quarter of it may be worn away.

    As "svg", or as "png" for files that show no SVG.
    """
    buffer = io.BytesIO()
    looks: dict[str, Any] = {"xmldecl": False, "nl": False} if kind == "svg" else {"scale": 6}
    _code(address).save(buffer, kind=kind, border=4, light="#ffffff", **looks)
    return buffer.getvalue()


@lru_cache(MOST_CODES)
def _code(address: str) -> Any:
    """To find the pattern that is read best takes most of the time, and a release has each address in four files."""
    import segno

    return segno.make_qr(address, error="q")
