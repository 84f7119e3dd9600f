"""The package that a workbook is (OPC and SpreadsheetML, ECMA-376): its parts, with nothing that names a person.

The sheets are written here, as a stream. With XlsxWriter, in its mode for many rows, the same cells took more than
twice as long, and a text such as "<r>&</r>" went into the file as markup, so that no program could open it.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from html import escape
from types import TracebackType
from typing import Self, TextIO

from catalog.exchange.writing.cells import safe
from catalog.exchange.writing.xlsx_cells import Pen, Sheet, letters
from catalog.exchange.writing.xlsx_styles import SPREADSHEET, theme
from catalog.i18n import Bilingual

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KINDS = "application/vnd.openxmlformats-officedocument"
CORE, EXTENDED, MAIN = "docProps/core.xml", "docProps/app.xml", "xl/workbook.xml"
STYLES, THEME = "xl/styles.xml", "xl/theme/theme1.xml"
# Of the parts that are no sheets: how many sheets there will be is not known when this is written.
TYPES = {
    MAIN: f"{KINDS}.spreadsheetml.sheet.main+xml",
    STYLES: f"{KINDS}.spreadsheetml.styles+xml",
    THEME: f"{KINDS}.theme+xml",
    CORE: "application/vnd.openxmlformats-package.core-properties+xml",
    EXTENDED: f"{KINDS}.extended-properties+xml",
}
CONTENT_TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Default Extension="xml" ContentType="{KINDS}.spreadsheetml.worksheet+xml"/>'
    + "".join(f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in TYPES.items())
    + "</Types>"
)
ROOT_RELATIONS = (
    f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/relationships/officeDocument" Target="{MAIN}"/>'
    f'<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" Target="{CORE}"/>'
    f'<Relationship Id="rId3" Type="{OFFICE}/relationships/extended-properties" Target="{EXTENDED}"/>'
    "</Relationships>"
)
A4 = 9
# A column's width is given in digits of the usual letters, 7 pixels, and stored in those of ours, 8, with 5 of padding.
PIXELS, OWN_PIXELS, PADDING = 7, 8, 5
MARGINS = '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'  # inches
FOOTER = '&"Times New Roman,Regular"&10 '
PAGE = Bilingual("Trang &P/&N", "Page &P of &N")


@dataclass(frozen=True)
class Layout:
    """How a sheet is seen and printed, on A4 across: `widths` of its columns in characters, `footer` beside the
    number of the page.

    The rows down to `heading` and the first columns, `stubs`, stay in sight. The heading stands on every printed page.
    The page is as wide as the sheet, or else `scale` says per cent and the stubs stand on every page too.
    """

    widths: Sequence[float]
    heading: int = 0
    stubs: int = 0
    scale: int = 0
    footer: str = ""


@dataclass(frozen=True)
class Written:
    """A sheet that stands in the file."""

    name: str
    layout: Layout
    filtered: str
    last_row: int

    def names(self, number: int) -> Iterator[tuple[str, str]]:
        """The names by which spreadsheets know what is filtered and printed."""
        own = "'" + self.name.replace("'", "''") + "'!"
        last = letters(len(self.layout.widths) - 1)
        if self.filtered:
            yield f'name="_xlnm._FilterDatabase" localSheetId="{number}" hidden="1"', own + _fixed(self.filtered)
        yield f'name="_xlnm.Print_Area" localSheetId="{number}"', own + _fixed(f"A1:{last}{self.last_row}")
        if self.layout.heading:
            rows = f"{own}${self.layout.heading}:${self.layout.heading}"
            stubs = f"{own}$A:${letters(self.layout.stubs - 1)}," if self.layout.scale and self.layout.stubs else ""
            yield f'name="_xlnm.Print_Titles" localSheetId="{number}"', stubs + rows


class Book:
    """A workbook that is written sheet by sheet, so that memory does not grow with its rows.

    Title and organ are what the file says of itself; its parts bear the given time, in UTC. Equal workbooks are
    equal files.
    """

    def __init__(self, languages: Sequence[str], title: str, moment: datetime, organ: str = "") -> None:
        self.pen = Pen(languages)
        self._title, self._organ, self._moment = title, organ, moment
        self._buffer = io.BytesIO()
        self._archive = zipfile.ZipFile(self._buffer, "w", zipfile.ZIP_DEFLATED)
        self._sheets: list[Written] = []

    def __enter__(self) -> Self:
        self._add("[Content_Types].xml", CONTENT_TYPES)
        self._add("_rels/.rels", ROOT_RELATIONS)
        self._add(CORE, _core(self._title, self._moment))
        self._add(EXTENDED, _extended(self._organ))
        return self

    @contextmanager
    def sheet(self, name: Bilingual, layout: Layout) -> Iterator[Sheet]:
        """The next sheet, to be written while this lasts. Its name has at most 31 characters and none of []:*?/\\."""
        with self._part(f"xl/worksheets/sheet{len(self._sheets) + 1}.xml") as part:
            part.write(_head(layout, is_first=not self._sheets))
            sheet = Sheet(self.pen, layout.widths, part.write)
            yield sheet
            part.write(_tail(sheet, layout))
        if sheet.links:
            self._add(f"xl/worksheets/_rels/sheet{len(self._sheets) + 1}.xml.rels", _link_relations(sheet.links))
        self._sheets.append(Written(self.pen.words(name, " - "), layout, sheet.filtered, max(sheet.row - 1, 1)))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self._add(MAIN, self._workbook())
            self._add("xl/_rels/workbook.xml.rels", self._relations())
            self._add(STYLES, self.pen.styles.markup)
            self._add(THEME, theme())
        self._archive.close()

    @property
    def data(self) -> bytes:
        """The file, once it is complete."""
        return self._buffer.getvalue()

    @contextmanager
    def _part(self, name: str) -> Iterator[TextIO]:
        info = zipfile.ZipInfo(name, self._moment.timetuple()[:6])
        info.compress_type = zipfile.ZIP_DEFLATED
        with self._archive.open(info, "w") as stream, io.TextIOWrapper(stream, "utf-8", newline="\n") as part:
            part.write(DECLARATION)
            yield part

    def _add(self, name: str, content: str) -> None:
        with self._part(name) as part:
            part.write(content)

    def _workbook(self) -> str:
        sheets = "".join(
            f'<sheet name="{escape(sheet.name)}" sheetId="{number}" r:id="rId{number}"/>'
            for number, sheet in enumerate(self._sheets, start=1)
        )
        names = sorted(name for number, sheet in enumerate(self._sheets) for name in sheet.names(number))
        defined = "".join(f"<definedName {name}>{escape(range_, quote=False)}</definedName>" for name, range_ in names)
        return (
            f'<workbook xmlns="{SPREADSHEET}" xmlns:r="{OFFICE}/relationships"><bookViews><workbookView/></bookViews>'
            f"<sheets>{sheets}</sheets><definedNames>{defined}</definedNames></workbook>"
        )

    def _relations(self) -> str:
        parts = [("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(self._sheets) + 1)]
        parts += [("styles", "styles.xml"), ("theme", "theme/theme1.xml")]
        relations = "".join(
            f'<Relationship Id="rId{number}" Type="{OFFICE}/relationships/{kind}" Target="{target}"/>'
            for number, (kind, target) in enumerate(parts, start=1)
        )
        return f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>'


def _fixed(range_: str) -> str:
    """A1:C5 as $A$1:$C$5, which does not move."""
    return re.sub("([A-Z]+)([0-9]+)", r"$\1$\2", range_)


def _head(layout: Layout, is_first: bool) -> str:
    """What stands before the rows."""
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{(PIXELS * width + PADDING) / OWN_PIXELS:g}" customWidth="1"/>'
        for number, width in enumerate(layout.widths, start=1)
    )
    fitted = "" if layout.scale else '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
    selected = ' tabSelected="1"' if is_first else ""
    return (
        f'<worksheet xmlns="{SPREADSHEET}" xmlns:r="{OFFICE}/relationships">{fitted}'
        f'<sheetViews><sheetView{selected} workbookViewId="0">{_pane(layout)}</sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15.75"/><cols>{columns}</cols><sheetData>'
    )


def _pane(layout: Layout) -> str:
    """The rows and columns that stay in sight."""
    if not (layout.heading or layout.stubs):
        return ""
    across = f' xSplit="{layout.stubs}"' if layout.stubs else ""
    down = f' ySplit="{layout.heading}"' if layout.heading else ""
    pane = "bottomRight" if across and down else "topRight" if across else "bottomLeft"
    corner = f"{letters(layout.stubs)}{layout.heading + 1}"
    return (
        f'<pane{across}{down} topLeftCell="{corner}" activePane="{pane}" state="frozen"/>'
        f'<selection pane="{pane}" activeCell="{corner}" sqref="{corner}"/>'
    )


def _tail(sheet: Sheet, layout: Layout) -> str:
    """What stands after the rows, in the order that ECMA-376 wants."""
    filtered = f'<autoFilter ref="{sheet.filtered}"/>' if sheet.filtered else ""
    merges = "".join(f'<mergeCell ref="{range_}"/>' for range_ in sheet.merged)
    merged = f'<mergeCells count="{len(sheet.merged)}">{merges}</mergeCells>' if merges else ""
    checks = "".join(_check(*offer) for offer in sheet.offered)
    checked = f'<dataValidations count="{len(sheet.offered)}">{checks}</dataValidations>' if checks else ""
    links = "".join(f'<hyperlink ref="{cell}" r:id="rId{n}"/>' for n, (cell, _) in enumerate(sheet.links, start=1))
    linked = f"<hyperlinks>{links}</hyperlinks>" if links else ""
    size = f'scale="{layout.scale}"' if layout.scale else 'fitToHeight="0"'
    page = PAGE.in_(sheet.pen.languages[0])
    footer = f"&L{FOOTER}{safe(layout.footer).replace('&', '&&')}&R{FOOTER}{page}"
    return (
        f"</sheetData>{filtered}{merged}{checked}{linked}{MARGINS}"
        f'<pageSetup paperSize="{A4}" {size} orientation="landscape"/>'
        f"<headerFooter><oddFooter>{escape(footer, quote=False)}</oddFooter></headerFooter>"
        '<ignoredErrors><ignoredError sqref="A1:XFD1048576" numberStoredAsText="1"/></ignoredErrors></worksheet>'
    )


def _check(range_: str, source: str) -> str:
    """A drop-down, from which nothing but an empty cell may differ."""
    looks = 'type="list" allowBlank="1" showInputMessage="1" showErrorMessage="1"'
    return (
        f'<dataValidation {looks} sqref="{range_}"><formula1>{escape(source, quote=False)}</formula1></dataValidation>'
    )


def _link_relations(links: Sequence[tuple[str, str]]) -> str:
    kind = f"{OFFICE}/relationships/hyperlink"
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{escape(address)}" TargetMode="External"/>'
        for number, (_, address) in enumerate(links, start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>'


def _core(title: str, moment: datetime) -> str:
    """What the file says of itself: its title and when it was released; no author."""
    times = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment:%Y-%m-%dT%H:%M:%SZ}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(safe(title))}</dc:title><dc:creator></dc:creator>{times}</cp:coreProperties>"
    )


def _extended(organ: str) -> str:
    return f'<Properties xmlns="{OFFICE}/extended-properties"><Company>{escape(safe(organ))}</Company></Properties>'
