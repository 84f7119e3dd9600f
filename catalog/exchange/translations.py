"""What has no checked English, as a workbook for a translator, out and in again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from catalog import clock
from catalog.exchange.columns import Kind
from catalog.exchange.reading.headings import records
from catalog.exchange.reading.messages import UnreadableFile
from catalog.exchange.reading.returned import FirstRows, too_long
from catalog.exchange.writing.xlsx_cells import Sheet
from catalog.exchange.writing.xlsx_package import Book, Layout
from catalog.i18n import Bilingual
from catalog.text import clean
from catalog.translation.queries import BoardRow
from catalog.translation.segments import STATE_NAMES, Segment, TranslationState, source_hash
from catalog.translation.services import LONGEST_TARGET, TargetInput

WAITING = (TranslationState.MISSING, TranslationState.MACHINE, TranslationState.STALE)
TITLE = Bilingual("Bản dịch", "Translations")
HEADINGS = (
    Bilingual("Mã đề xuất", "Proposal"),
    Bilingual("Mục", "Answer"),
    Bilingual("Tiếng Việt", "Vietnamese"),
    Bilingual("Tiếng Anh", "English"),
    Bilingual("Tình trạng", "State"),
    Bilingual("Khóa (không sửa)", "Key (leave as it is)"),
)
WIDTHS = (14, 28, 70, 70, 16, 30)
COLUMNS = {
    "code": ("ma de xuat", "proposal"),
    "target": ("tieng anh", "english"),
    "key": ("khoa (khong sua)", "key (leave as it is)"),
}
HELP = Bilingual(
    "Điền cột Tiếng Anh rồi gửi lại tệp này. Các cột khác giữ nguyên; dòng để trống không thay đổi gì.",
    "Fill in the column English and send this file back. Leave the other columns; empty rows change nothing.",
)
STAMP = 12  # characters of the hash that tell whether the Vietnamese is still the same

UNKNOWN = Bilingual("Không có mục này trong đề xuất {code}.", "Proposal {code} has no such answer.")
CHANGED = Bilingual("Tiếng Việt đã thay đổi sau khi tải tệp.", "The Vietnamese changed after the file was made.")


class Filled(NamedTuple):
    """A row of a returned file with English in it; the stamp is of the Vietnamese that was translated."""

    number: int
    code: str
    key: str
    stamp: str
    target: str


@dataclass(frozen=True)
class Compared:
    """A filled row, the segment that it is for, where that is known, and why it can't be taken."""

    row: Filled
    segment: Segment | None
    error: Bilingual | None

    @property
    def is_new(self) -> bool:
        """Whether it would change anything."""
        return self.error is None and self.segment is not None and self.row.target != self.segment.target


def write(rows: Iterable[BoardRow], segments: Mapping[int, Sequence[Segment]], language: str) -> bytes:
    """A workbook of the segments that wait for English, proposal by proposal; `segments` by the proposal's id."""
    layout = Layout(WIDTHS, heading=2, stubs=2)
    with Book([language], TITLE.in_(language), clock.now()) as book, book.sheet(TITLE, layout) as sheet:
        sheet.merge(0, len(WIDTHS) - 1, HELP.in_(language), "text")
        sheet.end_row()
        sheet.head(heading.in_(language) for heading in HEADINGS)
        for row in rows:
            for segment in segments[row.proposal.id]:
                if segment.state in WAITING:
                    _write_segment(sheet, row.proposal.code, segment, language)
    return book.data


def _write_segment(sheet: Sheet, code: str, segment: Segment, language: str) -> None:
    source = segment.source
    key = f"{source.key} {source_hash(source.text)[:STAMP]}"
    state = STATE_NAMES[segment.state].in_(language)
    for place, cell in enumerate((code, source.label.in_(language), source.text, segment.target, state, key)):
        sheet.put(place, cell, Kind.CODE)
    sheet.end_row()


def read(data: bytes) -> list[Filled]:
    """The rows of a returned file that have English; raises UnreadableFile."""
    rows = records(data, COLUMNS)
    if rows is None:
        raise UnreadableFile("no_translations")
    found = []
    for number, texts in rows:
        key, _, stamp = texts["key"].strip().rpartition(" ")
        if target := clean(texts["target"]):
            found.append(Filled(number, texts["code"].strip(), key, stamp, target))
    return found


def compare(filled: Iterable[Filled], segments: Mapping[str, Sequence[Segment]]) -> list[Compared]:
    """What a returned file would do to the segments of the proposals that are to be translated, by code."""
    known = {(code, segment.source.key): segment for code, found in segments.items() for segment in found}
    first, rows = FirstRows(), []
    for row in filled:
        segment = known.get((row.code, row.key))
        repeated = first.repeated((row.code, row.key), row.number)
        rows.append(Compared(row, segment, _error(segment, row) or repeated))
    return rows


def _error(segment: Segment | None, row: Filled) -> Bilingual | None:
    if segment is None:
        return UNKNOWN.format(code=row.code)
    if source_hash(segment.source.text)[:STAMP] != row.stamp:
        return CHANGED
    return too_long(row.target, LONGEST_TARGET)


def as_drafts(rows: Iterable[Compared]) -> dict[str, dict[str, TargetInput]]:
    """What is new as the service takes it, by code and segment: drafts, to be checked at the desk."""
    given: dict[str, dict[str, TargetInput]] = {}
    for row in rows:
        if row.is_new and row.segment:
            stamp = source_hash(row.segment.source.text)
            text = TargetInput(row.row.target, False, row.segment.version, stamp)
            given.setdefault(row.row.code, {})[row.segment.source.key] = text
    return given
