"""Appendix II: a record of each project, under the headings that such lists have in Đồng Nai."""

from collections.abc import Iterable, Iterator

from catalog.editions.models import Entry
from catalog.exchange.columns import BUDGET_COLUMNS, BY_KEY, PRINTED, BudgetRow, budget_rows
from catalog.exchange.writing import docx_list, notes
from catalog.exchange.writing.listing import Listing
from catalog.exchange.writing.wordml import KEEP_NEXT, Cell, Text, Xml, row, table
from catalog.i18n import Bilingual

NUMBER = Bilingual("Phụ lục II", "Appendix II")
NAME = Bilingual("Thông tin chi tiết các dự án, khoản viện trợ", "Details of the projects and grants")
SECTOR = Bilingual("LĨNH VỰC {name}", "{name}")
PROJECT = Bilingual("DỰ ÁN {number}", "PROJECT {number}")

# Headings as in the lists of Đồng Nai Province (domain brief, §2); after each the column it tells, then those beneath.
BEFORE_COST = (
    (Bilingual("1. Tên dự án", "1. Project's name"), "title"),
    (Bilingual("2. Địa điểm dự án", "2. Project location"), "location"),
    (
        Bilingual("3. Cơ quan thực hiện dự án", "3. Project implementation unit"),
        "implementer unit owner managing_agency",
    ),
    (Bilingual("4. Mục đích dự án", "4. Aim of the Project"), "objective need"),
    (Bilingual("5. Nội dung đề nghị tài trợ", "5. Description of request for funding"), ""),
    (Bilingual("5.1. Quy mô", "5.1. Scale"), " activities hospital months results beneficiaries indirect"),
)
COST = Bilingual("5.2. Tổng vốn thực hiện dự án", "5.2. Total cost for project implementation")
COST_PARTS = Bilingual(
    "Trong đó:\n- Kinh phí xin viện trợ: {aid};\n- Vốn đối ứng: {counterpart}.",
    "Of this:\n- Funding requested: {aid};\n- Counterpart: {counterpart}.",
)
AFTER_COST = (
    (Bilingual("5.3. Thời gian thực hiện dự án", "5.3. Project implementation term"), "duration"),
    (
        Bilingual("6. Thông tin khác", "6. Further information"),
        " aid_form construction land design counterpart_source readiness sustainability safeguarding sdg contact",
    ),
)
# What the records tell, by key; the list's own cells where it puts several columns together.
TOLD = BY_KEY | {column.key: column for column in PRINTED if column.key in ("beneficiaries", "duration")}

# Columns of the budget with their millimetres and styles.
LOOKS = {
    "position": (9, "CellCentre"),
    "item": (41, "CellText"),
    "quantity": (15, "CellNumber"),
    "measure": (17, "CellCentre"),
    "unit_cost_vnd": (24, "CellNumber"),
    "amount_vnd": (25, "CellNumber"),
    "amount_usd": (15, "CellNumber"),
    "funding": (19, "CellText"),
}
LINES = [column for column in BUDGET_COLUMNS if column.key in LOOKS]
WIDTHS = [width for width, _ in LOOKS.values()]


def appendix(listing: Listing, text: Text) -> Iterator[Xml]:
    """The appendix: its name, and a record of each entry in sectors."""
    yield from docx_list.title(listing, text, NUMBER, NAME.in_(text.language))
    for sector in listing.sectors:
        name = SECTOR.format(name=sector.name).in_(text.language)
        yield text.paragraph("Sector", f"{sector.numeral}. {name}".upper())
        for entry in sector.entries:
            yield from _record(entry, text)


def _record(entry: Entry, text: Text) -> Iterator[Xml]:
    project = PROJECT.format(number=entry.number).in_(text.language)
    yield text.paragraph("Record", f"{project} ({entry.code})")
    yield from _items(BEFORE_COST, entry, text)
    yield from _cost(entry, text)
    yield from _items(AFTER_COST, entry, text)


def _items(items: Iterable[tuple[Bilingual, str]], entry: Entry, text: Text) -> Iterator[Xml]:
    for heading, keys in items:
        first, *others = keys.split(" ")
        yield _item(heading, TOLD[first].text(entry, text.language) if first else "", text)
        for key in others:
            yield from _detail(key, entry, text)


def _item(heading: Bilingual, said: str, text: Text) -> Xml:
    name = heading.in_(text.language)
    if not said:
        return text.runs("Item", text.run(name, bold=True))
    return text.runs("Item", text.run(f"{name}:", bold=True), text.run(said))


def _detail(key: str, entry: Entry, text: Text) -> Iterator[Xml]:
    """One column under its own heading; nothing where it says nothing."""
    column = TOLD[key]
    lines = column.text(entry, text.language).split("\n")
    name = text.run(f"{column.heading.in_(text.language)}:", italic=True)
    if lines[0].startswith("- "):
        yield text.runs("Detail", name)
        yield from (text.paragraph("Detail", line) for line in lines)
    elif lines not in ([""], ["0"]):
        yield text.runs("Detail", name, text.run("; ".join(lines)))


def _cost(entry: Entry, text: Text) -> Iterator[Xml]:
    """The cost in both currencies, who pays it, and for what."""
    language, data = text.language, entry.data
    amounts = {
        part: notes.amount(data[f"{part}_vnd"], data[f"{part}_usd"], language)
        for part in ("total", "aid", "counterpart")
    }
    yield _item(COST, f"{amounts['total']}.", text)
    for line in (*COST_PARTS.in_(language).format(**amounts).split("\n"), ""):
        yield text.paragraph("Detail", line, KEEP_NEXT)
    if rows := [_line(line, text) for line in budget_rows(entry)]:
        headings = [text.paragraph("CellHeading", column.heading.in_(language)) for column in LINES]
        heading = row([Cell(name, middle=True) for name in headings], WIDTHS, header=9)
        yield from table(WIDTHS, (heading, *rows), name=entry.words("title").in_(language))


def _line(line: BudgetRow, text: Text) -> Xml:
    said = ((LOOKS[column.key][1], column.text(line, text.language)) for column in LINES)
    return row([Cell(text.lines(style, words)) for style, words in said], WIDTHS)
