"""Tables of a docx file, read from its XML: texts, merged cells, automatic numbers."""

import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from defusedxml import ElementTree

from catalog.exchange.reading.bounds import check_extent
from catalog.exchange.reading.grid import Merge, Table, table

# The strict form of the standard has another name for the same elements.
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{_TRANSITIONAL.decode()}}}"
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-", f"{_W}softHyphen": ""}
_LIST_STYLES = ("ListBullet", "ListNumber")


def tables(archive: zipfile.ZipFile) -> list[Table]:
    """All tables in reading order, nested ones after the table they stand in; named by the paragraphs before them.

    Rows are numbered within their table, from 1.
    """
    found: list[Table] = []
    heading: list[str] = []
    for part in _body(archive):
        if part.tag == f"{_W}p":
            heading += [line for line in _text(part).split("\n") if line.strip()]
        else:
            for element in part.iter(f"{_W}tbl"):
                found.append(_table(element, f"Bảng {len(found) + 1}", heading))
            heading = []
    return found


def blocks(archive: zipfile.ZipFile) -> list[str | Table]:
    """Paragraphs and tables of the body in reading order; list items start with "- "."""
    counters: dict[str, int] = {}
    return [_paragraph(part, counters) if part.tag == f"{_W}p" else _table(part, "", []) for part in _body(archive)]


def _body(archive: zipfile.ZipFile) -> Iterator[Element]:
    content = archive.read("word/document.xml").replace(_STRICT, _TRANSITIONAL)
    body = ElementTree.fromstring(content).find(f"{_W}body")
    for element in body if body is not None else ():
        yield from _blocks(element)


def _blocks(element: Element) -> Iterator[Element]:
    """Paragraphs and tables of the body, also those inside content controls."""
    if element.tag in (f"{_W}p", f"{_W}tbl"):
        yield element
    else:
        for child in element:
            yield from _blocks(child)


def _table(element: Element, name: str, heading: list[str]) -> Table:
    values: list[list[str]] = []
    merges: list[Merge] = []
    open_merges: dict[int, Merge] = {}
    counters: dict[str, int] = {}
    for row_index, row in enumerate(_children(element, "tr")):
        cells: list[str] = [""] * _number(row, "trPr", "gridBefore", 0)
        for cell in _children(row, "tc"):
            left, right = len(cells), len(cells) + _number(cell, "tcPr", "gridSpan", 1) - 1
            merge = Merge(row_index, left, row_index, right)
            vertical = cell.find(f"{_W}tcPr/{_W}vMerge")
            if vertical is not None and vertical.get(f"{_W}val", "continue") == "continue" and left in open_merges:
                above = open_merges[left]
                merge = Merge(above.top, above.left, row_index, above.right)
                merges.remove(above) if above in merges else None
                cells += [""] * (right - left + 1)
            else:
                cells += [_cell_text(cell, counters)] + [""] * (right - left)
            if merge.right > merge.left or merge.bottom > merge.top:
                merges.append(merge)
            open_merges[left] = merge
        check_extent(row_index + 1, len(cells))
        values.append(cells)
    return table(name, values, merges=merges, heading=heading, continues=True)


def _children(element: Element, tag: str) -> Iterator[Element]:
    """Direct rows or cells, also those that tracked changes or content controls wrap, but not of nested tables."""
    for child in element:
        if child.tag == f"{_W}{tag}":
            yield child
        elif child.tag not in (f"{_W}tbl", f"{_W}del"):
            yield from _children(child, tag)


def _number(element: Element, properties: str, name: str, default: int) -> int:
    found = element.find(f"{_W}{properties}/{_W}{name}")
    return min(int(found.get(f"{_W}val", default)), 200) if found is not None else default


def _cell_text(cell: Element, counters: dict[str, int]) -> str:
    return "\n".join(_paragraph(paragraph, counters) for paragraph in cell.iter(f"{_W}p")).strip("\n")


def _paragraph(paragraph: Element, counters: dict[str, int]) -> str:
    """The text; a list item gets "- ", and an empty one the number that Word shows (an automatic STT)."""
    text = _text(paragraph)
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    number = paragraph.find(f"{_W}pPr/{_W}numPr/{_W}numId")
    if number is None and (style is None or not style.get(f"{_W}val", "").startswith(_LIST_STYLES)):
        return text
    if text.strip():
        return f"- {text.lstrip()}"
    key = number.get(f"{_W}val", "") if number is not None else ""
    counters[key] = counters.get(key, 0) + 1
    return str(counters[key])


def _text(paragraph: Element) -> str:
    return "".join(
        element.text or "" if element.tag == f"{_W}t" else _BREAKS.get(element.tag, "") for element in paragraph.iter()
    )
