"""What is measured, and beside it the least that any program would have to do."""

import csv
import ctypes
import io
import json
import re
import resource
import sys
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from math import inf
from pathlib import Path
from typing import Any

from app import create_app
from catalog.settings import Settings
from tests.benchmarks.material import REMEMBERED, WORKBOOK, title
from tests.conftest import environment_of

TEXTS = 20
ONCE = 60  # seconds
GIVEN = "given"  # file of what a call gave


@dataclass(frozen=True)
class Measure:
    """One thing measured: our call, the bare library's on the file that ours gave, and limits of the former.

    What is done `before` counts for nothing.
    """

    name: str
    ours: Callable[[Path], bytes]
    bare: Callable[[bytes], Callable[[], object]]
    most_seconds: float
    most_megabytes: int
    most_ratio: float = inf
    before: Callable[[], object] = lambda: None


def preview(folder: Path) -> bytes:
    """The preview of a file against a round; gives the file's bytes."""
    from catalog.exchange import imports

    data = (folder / WORKBOOK).read_bytes()
    found = imports.preview(data, WORKBOOK, *imports.target("220"))
    assert len([row for row in found.rows if row.title]) >= 1_000
    return data


def bare_read(data: bytes) -> Callable[[], object]:
    """The same file read by calamine alone."""
    from python_calamine import CalamineWorkbook

    return lambda: CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()


def document(format_: str, layout: str = "") -> Callable[[Path], bytes]:
    """Writing the newest edition in both languages as a document of one format, in its first layout or a named one."""

    def write(_folder: Path) -> bytes:
        from catalog.editions.queries import released_edition
        from catalog.exchange import documents

        return documents.render(released_edition("latest"), format_, "both", layout)

    return write


def chosen(format_: str) -> Callable[[Path], bytes]:
    """Writing the dossier of as many entries as a visitor may choose, in English."""

    def write(_folder: Path) -> bytes:
        from catalog.editions.queries import entries_of, released_edition
        from catalog.exchange import choice

        edition = released_edition("latest")
        return choice.write(edition, entries_of(edition)[: choice.MOST], choice.known(format_, "en"))

    return write


def every_document(folder: Path) -> bytes:
    """What a release writes of the newest edition: all documents, one after the other; gives them all in one."""
    from catalog.editions.queries import released_edition
    from catalog.exchange import documents

    edition, packed = released_edition("latest"), io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for each in documents.every_document():
            (folder / "document").write_bytes(documents.render(edition, *each))
            package.write(folder / "document", "-".join(each))
    return packed.getvalue()


def bare_files(data: bytes) -> Callable[[], object]:
    """The same words of all PDF files set by typst alone, one after the other: what a release waits for."""
    package = zipfile.ZipFile(io.BytesIO(data))
    calls = [bare_pdf(package.read(name)) for name in package.namelist() if name.startswith("pdf")]
    return lambda: [call() for call in calls]


@cache
def long_list(rows: int) -> Any:
    """The newest edition as if it had many entries: those that it has, again and again, each with texts of its own."""
    from catalog.editions.models import Entry
    from catalog.editions.queries import entries_of, released_edition
    from catalog.exchange.documents import listing

    edition = released_edition("latest")
    models = sorted(entries_of(edition), key=lambda entry: entry.data["sector"]["vi"])
    entries = []
    for number in range(rows):
        data = models[number * len(models) // rows].data
        texts = {
            key: {language: f"{text} ({number})" for language, text in words.items()}
            for key, words in data["texts"].items()
        }
        entries.append(Entry(number=number + 1, code=f"XX-2023-{number}", data=data | {"texts": texts}))
    return listing(edition, entries)


def long_workbook(rows: int) -> Callable[[Path], bytes]:
    """Writing a list of many entries, which are there already, as a workbook in both languages."""

    def write(_folder: Path) -> bytes:
        from catalog.exchange.writing import xlsx

        return xlsx.write(long_list(rows), ("vi", "en"))

    return write


def bare_xlsx(data: bytes) -> Callable[[], object]:
    """What the cells say written by XlsxWriter alone, in its leanest way: without looks, empty cells and formulas."""
    import xlsxwriter
    from python_calamine import CalamineWorkbook

    read = CalamineWorkbook.from_filelike(io.BytesIO(data))
    sheets = [read.get_sheet_by_name(name).to_python() for name in read.sheet_names]

    def write() -> None:
        with xlsxwriter.Workbook(io.BytesIO(), {"constant_memory": True}) as book:
            for rows in sheets:
                sheet = book.add_worksheet()
                for number, row in enumerate(rows):
                    sheet.write_row(number, 0, row)

    return write


def bare_docx(data: bytes) -> Callable[[], object]:
    """The same parts, only packed: what a document costs whose XML is there already."""
    read = zipfile.ZipFile(io.BytesIO(data))
    parts = {name: read.read(name) for name in read.namelist()}

    def write() -> None:
        with zipfile.ZipFile(io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as package:
            for name, part in parts.items():
                package.writestr(name, part)

    return write


def bare_pdf(data: bytes) -> Callable[[], object]:
    """The same words set by typst alone, page by page, without tables and headings."""
    import typst
    from pypdfium2 import PdfDocument

    pages = [page.get_textpage().get_text_range() for page in PdfDocument(data)]
    source = b'#for page in json("pages.json") [#page #pagebreak(weak: true)]'
    return lambda: typst.compile({"main.typ": source, "pages.json": json.dumps(pages).encode()})


def bare_json(data: bytes) -> Callable[[], object]:
    """The same data written by the json module alone."""
    read = json.loads(data)
    return lambda: json.dumps(read, ensure_ascii=False)


def bare_xml(data: bytes) -> Callable[[], object]:
    """The same elements written by lxml alone."""
    from lxml import etree

    read = etree.fromstring(data)
    return lambda: etree.tostring(read, encoding="utf-8", xml_declaration=True)


def bare_csv(data: bytes) -> Callable[[], object]:
    """The same rows written by the csv module alone."""
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    return lambda: csv.writer(io.StringIO()).writerows(rows)


def recall(_folder: Path) -> bytes:
    """Suggestions for texts like those that are remembered, each asked for alone; gives the texts."""
    from catalog.translation.memory import suggestions

    texts = [title(REMEMBERED + number) for number in range(TEXTS)]
    assert {len(suggestions([text])[text]) for text in texts} == {3}
    return "\n".join(texts).encode()


def bare_fuzz(data: bytes) -> Callable[[], object]:
    """The same texts compared with as many by RapidFuzz alone."""
    from rapidfuzz import fuzz, process

    texts, stored = data.decode().splitlines(), [title(number) for number in range(REMEMBERED)]
    return lambda: [process.extract(text, stored, scorer=fuzz.ratio, limit=3) for text in texts]


MEASURES = {
    measure.name: measure
    for measure in (
        Measure("preview of a workbook of 1,000 rows", preview, bare_read, 5, 100),
        # 50 ms for each.
        Measure(f"{TEXTS} texts among {REMEMBERED:,} remembered ones", recall, bare_fuzz, TEXTS * 0.05, 50),
        Measure("XLSX of 500 entries in both languages", document("xlsx"), bare_xlsx, 2, 20, 1.5),
        # Both may take as much: what the writer needs does not grow with the rows, but for the file itself.
        *(
            Measure(
                f"XLSX of {rows:,} entries that are loaded",
                long_workbook(rows),
                bare_xlsx,
                most_seconds=rows / 500,
                most_megabytes=20,
                most_ratio=1.5,
                before=partial(long_list, rows),
            )
            for rows in (1_000, 10_000)
        ),
        Measure("DOCX of 500 entries in both languages", document("docx"), bare_docx, 2, 100),
        # 1,500 and 2,000 pages, which typst holds all at once.
        Measure("PDF of 500 entries in both languages", document("pdf"), bare_pdf, 15, 1_800),
        Measure("PDF sheets of 500 entries, both languages", document("pdf", "sheets"), bare_pdf, 15, 1_800),
        Measure("dossier of 20 chosen entries as PDF", chosen("pdf"), bare_pdf, 2, 150),
        Measure("dossier of 20 chosen entries as DOCX", chosen("docx"), bare_docx, 2, 50),
        Measure("DOCX dossier of 500 entries", document("docx", "dossier"), bare_docx, 15, 100),
        Measure("all documents of 500 entries, as released", every_document, bare_files, 240, 2_500),
        Measure("CSV of 500 entries in both languages", document("csv"), bare_csv, 1, 50),
        Measure("JSON of 500 entries", document("json"), bare_json, 1, 50),
        Measure("IATI of 500 entries", document("iati"), bare_xml, 2, 100),
    )
}


def main(name: str, folder: Path) -> None:
    """Measure one thing and print {"first", "again", "megabytes"}: seconds, the first call's with all that it loads.

    What it gave is left in the folder.
    """
    measure = MEASURES[name]
    app = create_app(Settings.from_env(environment_of(folder / "data", "")))
    app.test_client().get("/en/")
    with app.app_context():
        measure.before()
        _report(lambda: measure.ours(folder), folder / GIVEN)


def main_bare(name: str, folder: Path) -> None:
    """The same for the bare library's work on what ours gave."""
    _report(MEASURES[name].bare((folder / GIVEN).read_bytes()))


def _report(call: Callable[[], Any], given: Path | None = None) -> None:
    idle = _peak(begin_anew=True)
    first, result = _timed(call)
    megabytes = _peak() - idle
    if given:
        given.write_bytes(result)
    # What takes minutes is done once: loading is nothing to it.
    again = first if first > ONCE else min(_timed(call)[0] for _ in range(3 if first < 2 else 1))
    print(json.dumps({"first": first, "again": again, "megabytes": megabytes}))


def _timed(call: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of computing, so that a busy machine makes nothing slower than it is; and the result."""
    begun = time.process_time()
    result = call()
    return time.process_time() - begun, result


def _peak(*, begin_anew: bool = False) -> float:
    """The most memory that this process has held, in megabytes; on Linux counted from now on when asked to."""
    if sys.platform == "darwin":
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    # Linux's ru_maxrss begins with that of the parent process and can't be set back; this can.
    if begin_anew:
        # What was freed before is given back, or else it would be used again unseen.
        getattr(ctypes.CDLL(None), "malloc_trim", lambda _: None)(0)
        Path("/proc/self/clear_refs").write_text("5")
    status = Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) / 1024  # type: ignore[index]


if __name__ == "__main__":
    (main_bare if "bare" in sys.argv[3:] else main)(sys.argv[1], Path(sys.argv[2]))
