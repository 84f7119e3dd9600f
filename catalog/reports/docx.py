"""A report as an official Word file: the document in words, and its tables as an appendix across the page."""

from collections.abc import Iterator, Sequence

from catalog.errors import NotFound
from catalog.exchange.columns import Kind
from catalog.exchange.writing.docx_letter import written
from catalog.exchange.writing.docx_package import HEADER, package
from catalog.exchange.writing.docx_styles import LANDSCAPE_WIDTH, section
from catalog.exchange.writing.notes import BLANK
from catalog.exchange.writing.wordml import KEEP_NEXT, NO_TEXT, Cell, Text, Xml, row
from catalog.exchange.writing.wordml import table as table_markup
from catalog.i18n import Bilingual
from catalog.office.models import IssuingBody
from catalog.reports import notes
from catalog.reports.letter import GUIDE, letter
from catalog.reports.report import Report
from catalog.reports.tables import Row, Table

APPENDIX = Bilingual("Phụ lục", "Appendix")
FIGURES = Bilingual("Số liệu đề xuất dự án, khoản viện trợ vì trẻ em", "Figures of the proposals for children")
TABLE = Bilingual("Bảng {number}. {title}", "Table {number}. {title}")
NO_ROWS = Bilingual("(Không có)", "(None)")
NO_ISSUER = Bilingual(
    "Chưa có thông tin cơ quan ban hành; chạy lệnh flask setup.", "The issuing body is not known; run flask setup."
)
# Millimetres of a column by what it holds, of a letter of words, and of the column of names at most.
WIDTHS = {Kind.INTEGER: 17, Kind.VND: 24, Kind.USD: 17}
LETTER = 1.9
WIDEST_NAME = 90
STYLES = {Kind.TEXT: "CellText", Kind.INTEGER: "CellNumber"}


def write(report: Report, language: str) -> bytes:
    """The file in one language; raises NotFound before the office is known."""
    if report.issuer is None:
        raise NotFound(NO_ISSUER)
    return package(_body(report, report.issuer, Text(language)), notes.TITLE.in_(language), report.made_at)


def _body(report: Report, body: IssuingBody, text: Text) -> Iterator[str]:
    yield from written(letter(report, body, text.language), text)
    # The properties of a section stand in a paragraph that ends it, here one that nobody sees.
    yield f'<w:p><w:pPr><w:pStyle w:val="Rule"/>{section(HEADER)}</w:pPr></w:p>'
    yield from _appendix(report, body, text)
    yield section(HEADER, landscape=True)


def _appendix(report: Report, body: IssuingBody, text: Text) -> Iterator[Xml]:
    language = text.language
    yield text.paragraph("Appendix", APPENDIX.in_(language))
    yield text.paragraph("AppendixName", FIGURES.in_(language).upper())
    yield text.paragraph("AppendixName", report.name_of(report.round).in_(language))
    organ = notes.organ(report).in_(language)
    yield text.paragraph("Guide", GUIDE.in_(language).format(blank=BLANK, symbol=body.symbol, organ=organ))
    if report.rate:
        yield text.paragraph("Note", notes.rate(report, language))
    for number, each in enumerate(report.all_tables, start=1):
        yield text.paragraph("Record", TABLE.in_(language).format(number=number, title=each.title.in_(language)))
        yield from _table(each, text)
        if each.note:
            yield text.paragraph("Detail", each.note.in_(language))


def _table(each: Table, text: Text) -> Iterator[Xml]:
    """The table without what names people."""
    shown = [place for place, column in enumerate(each.columns) if not column.is_private]
    columns = [each.columns[place] for place in shown]
    rest = [WIDTHS.get(column.kind, LETTER * column.width) for column in columns]
    widths = [min(LANDSCAPE_WIDTH - sum(rest), WIDEST_NAME), *rest]
    names = [each.subject.in_(text.language), *(column.heading.in_(text.language) for column in columns)]
    headings = row([Cell(text.paragraph("CellHeading", name), middle=True) for name in names], widths, header=8)
    last = each.rows[-1] if each.rows and each.total else None
    rows = [_row(one, text, shown, widths, KEEP_NEXT if one is last else NO_TEXT) for one in each.rows]
    if not rows:
        rows = [row([Cell(text.paragraph("CellCentre", NO_ROWS.in_(text.language)), span=len(widths))], widths)]
    if each.total:
        rows.append(_row(each.total, text, shown, widths, is_total=True))
    yield from table_markup(widths, [headings, *rows], name=each.title.in_(text.language))


def _row(
    each: Row,
    text: Text,
    shown: Sequence[int],
    widths: Sequence[float],
    properties: Xml = NO_TEXT,
    is_total: bool = False,
) -> Xml:
    name = text.runs("CellText", text.run(each.name.in_(text.language), bold=is_total), properties=properties)
    cells = [Cell(name)]
    for place in shown:
        cell = each.cells[place]
        style = "CellSum" if is_total else STYLES.get(cell.kind, "CellAmount")
        cells.append(Cell(text.lines(style, cell.text(text.language), properties)))
    return row(cells, widths)
