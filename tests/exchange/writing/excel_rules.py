"""What Excel wants of a workbook, beyond well-formed parts: where one of these rules is broken it offers a repair.

From ECMA-376, Part 1 (order of elements, references) and Excel's published limits.
"""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from defusedxml import ElementTree
from openpyxl.formula import Tokenizer
from openpyxl.utils import range_boundaries

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
REFERENCE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
LAST_ROW, LAST_COLUMN, LONGEST_TEXT, MOST_LOOKS, MOST_LINKS = 1_048_576, 16_384, 32_767, 64_000, 65_530
ORDER = {
    "worksheet": "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection "
    "protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr "
    "conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks "
    "colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing tableParts extLst",
    "workbook": "fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups "
    "externalReferences definedNames calcPr",
    "styleSheet": "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst",
}
KINDS = {"worksheet": "worksheet+xml", "styles": "styles+xml", "sharedStrings": "sharedStrings+xml"}


def broken_rules(data: bytes) -> list[str]:
    """What is wrong with a workbook, a sentence each."""
    with ZipFile(BytesIO(data)) as archive:
        names = archive.namelist()
        if len(set(names)) < len(names) or archive.testzip():
            return ["The archive has a part twice, or a broken one."]
        parts = {name: ElementTree.fromstring(archive.read(name)) for name in names}
    return [*_package(parts), *Workbook(parts).broken_rules()]


def _package(parts: dict[str, Any]) -> Iterator[str]:
    """Every part has a type, and every relation leads to a part."""
    types = parts["[Content_Types].xml"]
    named = {each.get("PartName").lstrip("/"): each.get("ContentType") for each in types.iter(f"{TYPES}Override")}
    by_ending = {each.get("Extension"): each.get("ContentType") for each in types.iter(f"{TYPES}Default")}
    for name in named.keys() - parts.keys():
        yield f"{name} has a type and is not there."
    of_parts = {name: named.get(name, by_ending.get(name.rpartition(".")[2], "")) for name in parts}
    for source in parts:
        if source.endswith(".rels"):
            folder = posixpath.dirname(posixpath.dirname(source))
            seen = set()
            for relation in parts[source].iter(RELATION):
                target = posixpath.normpath(posixpath.join(folder, relation.get("Target"))).lstrip("/")
                kind = KINDS.get(relation.get("Type").rpartition("/")[2], "")
                if relation.get("TargetMode") != "External" and not of_parts.get(target, "").endswith(kind):
                    yield f"{source}: {target} is not there, or not of its type."
                if relation.get("Id") in seen:
                    yield f"{source}: {relation.get('Id')} twice."
                seen.add(relation.get("Id"))


def _children(element: Any, path: str) -> list[Any]:
    return element.findall("/".join(MAIN + step for step in path.split("/")))


def _in_order(root: Any) -> bool:
    order = ORDER[root.tag.removeprefix(MAIN)].split()
    tags = [child.tag.removeprefix(MAIN) for child in root]
    own = [tag for tag in tags if tag != "conditionalFormatting"]
    return set(tags) <= set(order) and tags == sorted(tags, key=order.index) and len(set(own)) == len(own)


@dataclass
class Workbook:
    """The parts of a workbook by their names."""

    parts: dict[str, Any]

    def broken_rules(self) -> Iterator[str]:
        """What is wrong in it."""
        root = self.parts["xl/workbook.xml"]
        relations = self.parts["xl/_rels/workbook.xml.rels"].iter(RELATION)
        targets = {relation.get("Id"): f"xl/{relation.get('Target').removeprefix('/xl/')}" for relation in relations}
        sheets = _children(root, "sheets/sheet")
        names = [sheet.get("name") for sheet in sheets]
        if not _in_order(root):
            yield "The parts of the workbook are not in order."
        if len({name.lower() for name in names}) < len(names) or len({one.get("sheetId") for one in sheets}) < len(
            sheets
        ):
            yield "Two sheets are named or numbered alike."
        for name in names:
            if not 0 < len(name) <= 31 or re.search(r"[\[\]:*?/\\]|^'|'$", name):
                yield f"No sheet may be called {name!r}."
        yield from self._defined_names(root, names)
        yield from self._styles()
        for sheet in sheets:
            for rule in Worksheet(self, self.parts[targets[sheet.get(REFERENCE)]]).broken_rules():
                yield f"{sheet.get('name')}: {rule}"

    def _defined_names(self, root: Any, sheets: list[str]) -> Iterator[str]:
        defined = _children(root, "definedNames/definedName")
        keys = [(each.get("name").lower(), each.get("localSheetId")) for each in defined]
        if len(set(keys)) < len(keys):
            yield "A name is defined twice."
        for each in defined:
            if not re.fullmatch(r"(_xlnm\.)?[A-Za-z_\\][\w.]{0,250}", each.get("name")):
                yield f"Nothing may be named {each.get('name')!r}."
            sheet = sheets[int(each.get("localSheetId"))]
            own = "(?:{}|{})!".format(*map(re.escape, ("'" + sheet.replace("'", "''") + "'", sheet)))
            area = own + r"(\$[A-Z]+)?(\$\d+)?(:(\$[A-Z]+)?(\$\d+)?)?"
            if not re.fullmatch(f"{area}(,{area})*", each.text):
                yield f"{each.get('name')} does not name cells of its sheet: {each.text}."

    def _styles(self) -> Iterator[str]:
        root = self.parts["xl/styles.xml"]
        if not _in_order(root):
            yield "The parts of the styles are not in order."
        for group in root:
            if group.get("count") and int(group.get("count")) != len(group):
                yield f"{group.tag.removeprefix(MAIN)} are not as many as it says."
        fills = [fill.get("patternType") for fill in _children(root, "fills/fill/patternFill")]
        if fills[:2] != ["none", "gray125"]:
            yield "The first two fills are none and gray125."
        own = {format_.get("numFmtId") for format_ in _children(root, "numFmts/numFmt")}
        counts = {f"{kind}Id": len(_children(root, f"{kind}s/{kind}")) for kind in ("font", "fill", "border")}
        for look in self.looks:
            if any(int(look.get(key, 0)) >= count for key, count in counts.items()):
                yield "A look has a font, fill or border that there is not."
            if int(look.get("numFmtId")) >= 164 and look.get("numFmtId") not in own:
                yield "A look has a number format that there is not."
        if len(self.looks) > MOST_LOOKS:
            yield "Too many looks."

    @property
    def looks(self) -> list[Any]:
        """The looks that cells refer to by their numbers."""
        return _children(self.parts["xl/styles.xml"], "cellXfs/xf")

    @property
    def shared(self) -> list[Any]:
        """The texts that cells refer to by their numbers."""
        part = self.parts.get("xl/sharedStrings.xml")
        return [] if part is None else _children(part, "si")


@dataclass
class Worksheet:
    """One sheet of a workbook."""

    workbook: Workbook
    root: Any

    def broken_rules(self) -> Iterator[str]:
        """What is wrong in it."""
        if not _in_order(self.root):
            yield "the parts of the sheet are not in order."
        columns = [(int(each.get("min")), int(each.get("max"))) for each in _children(self.root, "cols/col")]
        ends = [end for column in columns for end in column]
        if ends != sorted(ends) or len({start for start, _ in columns}) < len(columns):
            yield "columns are described twice."
        rows = _children(self.root, "sheetData/row")
        numbers = [int(row.get("r")) for row in rows]
        if numbers != sorted(set(numbers)) or not all(0 < number <= LAST_ROW for number in numbers):
            yield "rows are not in order."
        if any(float(row.get("ht", 0)) > 409.5 for row in rows):
            yield "a row is too high."
        looks, shared = len(self.workbook.looks), len(self.workbook.shared)
        for row in rows:
            yield from _cells(row, looks, shared)
        yield from self._merges()
        if len(_children(self.root, "hyperlinks/hyperlink")) > MOST_LINKS:
            yield "too many links."
        for text in (*_children(self.root, "headerFooter/oddFooter"), *_children(self.root, "headerFooter/oddHeader")):
            if len(text.text) > 255:
                yield "header or footer is too long."
        for check in _children(self.root, "dataValidations/dataValidation"):
            for name, most in (("promptTitle", 32), ("prompt", 255), ("errorTitle", 32), ("error", 255)):
                if len(check.get(name, "")) > most:
                    yield f"the {name} of a check is too long."

    def _merges(self) -> Iterator[str]:
        merges = [each.get("ref") for each in _children(self.root, "mergeCells/mergeCell")]
        taken: set[tuple[int, int]] = set()
        for merge in merges:
            left, top, right, bottom = range_boundaries(merge)
            cells = {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}
            if len(cells) < 2 or cells & taken:
                yield f"{merge} is merged twice, or one cell only."
            taken |= cells


def _cells(row: Any, looks: int, shared: int) -> Iterator[str]:
    """What is wrong with the cells of a row."""
    places = []
    for cell in row:
        column, _, _, line = range_boundaries(f"{cell.get('r')}:{cell.get('r')}")
        places.append(column)
        if line != int(row.get("r")) or column > LAST_COLUMN:
            yield f"{cell.get('r')} stands in another row."
        if int(cell.get("s", 0)) >= looks:
            yield f"{cell.get('r')} has a look that there is not."
        yield from (f"{cell.get('r')} {rule}" for rule in _content(cell, shared))
    if places != sorted(set(places)):
        yield f"the cells of row {row.get('r')} are not in order."


def _content(cell: Any, shared: int) -> Iterator[str]:
    """What is wrong with what stands in a cell."""
    kind, value, formula = cell.get("t", "n"), cell.findtext(f"{MAIN}v"), cell.findtext(f"{MAIN}f")
    if kind == "inlineStr":
        text = "".join(part.text or "" for part in cell.iter(f"{MAIN}t"))
        meant = re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)
        if [child.tag for child in cell] != [f"{MAIN}is"] or len(meant.encode("utf-16-le")) > 2 * LONGEST_TEXT:
            yield "holds no text, or too long a one."
    elif kind == "s" and int(value) >= shared:
        yield "has a text that there is not."
    elif kind == "n" and value and not re.fullmatch(r"-?\d+(\.\d+)?(E[+-]?\d+)?", value):
        yield f"holds no number: {value}."
    if formula is not None:
        if not 0 < len(formula) <= 8_192 or value is None or formula.startswith("="):
            yield "has a formula that is too long, or that has no value."
        tokens = Tokenizer(f"={formula}").items
        if sum((token.subtype == "OPEN") - (token.subtype == "CLOSE") for token in tokens):
            yield "has a formula whose brackets do not match."
