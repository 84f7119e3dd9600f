"""How cells of a workbook look, and the part of the file that says so (SpreadsheetML, ECMA-376)."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from html import escape
from typing import TypeVar

FONT = "Times New Roman"
GREY, BLUE = "7F7F7F", "0563C1"  # of borders, of links
TEXT = "@"  # the number format that leaves what is typed as it is
FIRST_OWN_FORMAT = 164  # numbers below are formats that every spreadsheet has
BUILT_IN = {"": 0, TEXT: 49}
SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

One = TypeVar("One", bound=Hashable)


@dataclass(frozen=True)
class Font:
    """The letters of a cell; `size` in points."""

    bold: bool = False
    italic: bool = False
    linked: bool = False
    size: int = 12

    def markup(self, name: str) -> str:
        """As the file stores it; `name` is the tag of the typeface, which differs between cells and parts of texts."""
        looks = "<b/>" * self.bold + "<i/>" * self.italic + "<u/>" * self.linked
        colour = f'<color rgb="FF{BLUE}"/>' if self.linked else ""
        return f'{looks}<sz val="{self.size}"/>{colour}<{name} val="{FONT}"/><family val="1"/>'


@dataclass(frozen=True)
class Look:
    """Letters, fill (RRGGBB), border, place and number format of a cell.

    In a quoted cell the text stays text when somebody edits it, even where it begins like a formula.
    """

    font: Font = Font()
    fill: str = ""
    bordered: bool = False
    across: str = "general"
    down: str = "top"
    wrapped: bool = True
    number_format: str = ""
    quoted: bool = False


PLAIN = Look(wrapped=False)


class Styles:
    """The looks of one workbook by the numbers that its cells name them by."""

    def __init__(self) -> None:
        self.numbers = {PLAIN: 0}

    def number(self, look: Look) -> int:
        """The number of a look, which is from now on one of the workbook."""
        return self.numbers.setdefault(look, len(self.numbers))

    @property
    def markup(self) -> str:
        """The part of the file."""
        fonts = _numbered(look.font for look in self.numbers)
        fills = _numbered(look.fill for look in self.numbers)
        own = _numbered(look.number_format for look in self.numbers if look.number_format not in BUILT_IN)
        formats = BUILT_IN | {name: FIRST_OWN_FORMAT + number for name, number in own.items()}
        cells = [
            f'<xf numFmtId="{formats[look.number_format]}" fontId="{fonts[look.font]}" '
            # The first two fills are those that every workbook has.
            f'fillId="{fills[look.fill] + 1 if look.fill else 0}" borderId="{int(look.bordered)}" xfId="0" '
            f'quotePrefix="{int(look.quoted)}" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" '
            f'applyAlignment="1"><alignment horizontal="{look.across}" vertical="{look.down}" '
            f'wrapText="{int(look.wrapped)}"/></xf>'
            for look in self.numbers
        ]
        return (
            f'<styleSheet xmlns="{SPREADSHEET}">'
            + _group("numFmts", [f'<numFmt numFmtId="{formats[name]}" formatCode="{escape(name)}"/>' for name in own])
            + _group("fonts", [f"<font>{font.markup('name')}</font>" for font in fonts])
            + _group("fills", ['<fill><patternFill patternType="none"/></fill>', *map(_fill, fills)])
            + _group("borders", [_border(""), _border(f' style="thin"><color rgb="FF{GREY}"/>')])
            + _group("cellStyleXfs", ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'])
            + _group("cellXfs", cells)
            + _group("cellStyles", ['<cellStyle name="Normal" xfId="0" builtinId="0"/>'])
            + "</styleSheet>"
        )


def _numbered(values: Iterable[One]) -> dict[One, int]:
    return {value: number for number, value in enumerate(dict.fromkeys(values))}


def _group(name: str, members: list[str]) -> str:
    return f'<{name} count="{len(members)}">{"".join(members)}</{name}>' if members else ""


def _fill(colour: str) -> str:
    if not colour:
        return '<fill><patternFill patternType="gray125"/></fill>'
    pattern = f'<fgColor rgb="FF{colour}"/><bgColor indexed="64"/>'
    return f'<fill><patternFill patternType="solid">{pattern}</patternFill></fill>'


def _border(line: str) -> str:
    sides = ("left", "right", "top", "bottom")
    marked = "".join(f"<{side}{line}</{side}>" if line else f"<{side}/>" for side in sides)
    return f"<border>{marked}<diagonal/></border>"


# What a chart or a shape is coloured with that somebody adds: RRGGBB by the names that ECMA-376 gives.
COLOURS = {
    "dk1": "000000", "lt1": "FFFFFF", "dk2": "1F4E5F", "lt2": "E7E6E6",
    "accent1": "1F4E5F", "accent2": "C55A11", "accent3": "7F7F7F", "accent4": "BF9000", "accent5": "2E75B6",
    "accent6": "548235", "hlink": BLUE, "folHlink": "954F72",
}  # fmt: skip


def theme() -> str:
    """The part that says what a workbook's own colours and letters are; some programs miss it where there is none."""
    colours = "".join(f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>' for name, colour in COLOURS.items())
    letters = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    # One each for subtle, moderate and intense shapes.
    fills, lines = fill * 3, f'<a:ln w="9525">{fill}</a:ln>' * 3
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="List"><a:themeElements>'
        f'<a:clrScheme name="List">{colours}</a:clrScheme>'
        f'<a:fontScheme name="List"><a:majorFont>{letters}</a:majorFont><a:minorFont>{letters}</a:minorFont>'
        '</a:fontScheme><a:fmtScheme name="List">'
        f"<a:fillStyleLst>{fills}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{fills}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements></a:theme>"
    )
