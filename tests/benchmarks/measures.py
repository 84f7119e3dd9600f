"""What is measured, and beside it the least that any program would have to do."""

import csv
import io
import json
import re
import resource
import sys
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app import create_app
from catalog.settings import Settings
from tests.benchmarks.material import REMEMBERED, WORKBOOK, title
from tests.conftest import environment_of

TEXTS = 20


@dataclass(frozen=True)
class Measure:
    """One thing measured: our call, the bare library's on the file that ours gave, and limits of the former."""

    name: str
    ours: Callable[[Path], bytes]
    bare: Callable[[bytes], Callable[[], object]]
    most_seconds: float
    most_megabytes: int


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


def document(format_: str) -> Callable[[Path], bytes]:
    """Writing the newest edition in both languages as a document of one format."""

    def write(_folder: Path) -> bytes:
        from catalog.editions.queries import released_edition
        from catalog.exchange import documents

        return documents.render(released_edition("latest"), format_, "both")

    return write


def bare_xlsx(data: bytes) -> Callable[[], object]:
    """The same cells written by XlsxWriter alone, in its leanest way."""
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
        Measure("XLSX of 500 entries in both languages", document("xlsx"), bare_xlsx, 2, 100),
        Measure("DOCX of 500 entries in both languages", document("docx"), bare_docx, 2, 100),
        Measure("CSV of 500 entries in both languages", document("csv"), bare_csv, 1, 50),
    )
}


def main(name: str, folder: Path) -> None:
    """Measure one thing and print {"seconds", "ratio", "megabytes"}: the first call with all that it loads."""
    measure = MEASURES[name]
    app = create_app(Settings.from_env(environment_of(folder / "data", "")))
    app.test_client().get("/en/")
    idle = _peak(begin_anew=True)
    with app.app_context():
        seconds, data = _timed(lambda: measure.ours(folder))
        megabytes = _peak() - idle
        again, _data = _timed(lambda: measure.ours(folder))
    bare, _nothing = _timed(measure.bare(data))
    print(json.dumps({"seconds": seconds, "ratio": again / bare, "megabytes": megabytes}))


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
        Path("/proc/self/clear_refs").write_text("5")
    status = Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) / 1024  # type: ignore[index]


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
