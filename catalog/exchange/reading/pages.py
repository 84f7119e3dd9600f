"""HTML tables: many programs save them under the name .xls."""

import re
from html.parser import HTMLParser

from catalog.exchange.reading.bounds import check_extent
from catalog.exchange.reading.grid import Merge, Table, table

_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|meta|table|style)\b",
    re.IGNORECASE | re.DOTALL,
)
_LINE = frozenset({"br", "p", "div", "li"})
_SILENT = frozenset({"style", "script", "title"})


def is_page(text: str) -> bool:
    """Whether a text is an HTML page."""
    return _PAGE.match(text) is not None


def tables(text: str) -> list[Table]:
    """All tables of a page, nested ones as parts of their cell; no names."""
    parser = _Tables()
    parser.feed(text)
    parser.close()
    return [table(None, rows, merges=merges) for rows, merges in parser.tables]


class _Tables(HTMLParser):
    """Collects rows of cell texts and the merged blocks of every outermost table."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[tuple[list[list[str]], list[Merge]]] = []
        self._depth = 0
        self._silent = 0
        self._in_cell = False
        self._taken: dict[int, int] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append(([], []))
                self._taken = {}
        elif self._depth == 1 and tag == "tr":
            self.tables[-1][0].append([])
            self._in_cell = False
        elif self._depth == 1 and tag in ("td", "th"):
            self._start_cell(dict(attrs))
        elif tag in _LINE:
            self.handle_data("\n")

    def _start_cell(self, attributes: dict[str, str | None]) -> None:
        rows, merges = self.tables[-1]
        if not rows:
            rows.append([])
        row_index, row = len(rows) - 1, rows[-1]
        while self._taken.get(len(row), -1) >= row_index:
            row.append("")
        width, height = (_span(attributes.get(name)) for name in ("colspan", "rowspan"))
        merge = Merge(row_index, len(row), row_index + height - 1, len(row) + width - 1)
        check_extent(merge.bottom + 1, merge.right + 1)
        for column in range(merge.left, merge.right + 1):
            self._taken[column] = merge.bottom
        if width > 1 or height > 1:
            merges.append(merge)
        row += [""] * width
        self._place = (row, merge.left)
        self._in_cell = True

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(self._silent - 1, 0)
        elif tag == "table":
            self._depth = max(self._depth - 1, 0)
        elif self._depth == 1 and tag in ("td", "th", "tr"):
            self._in_cell = False

    def handle_data(self, data: str) -> None:
        if self._in_cell and not self._silent:
            row, column = self._place
            row[column] += data if data == "\n" else re.sub(r"\s+", " ", data)


def _span(value: str | None) -> int:
    return min(max(int(value), 1), 1000) if value and value.isdigit() else 1
