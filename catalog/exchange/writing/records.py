"""The record of a project as content, under the headings that such lists have in Đồng Nai, for every format alike."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from catalog.editions.models import Entry
from catalog.exchange.columns import BUDGET_COLUMNS, BY_KEY, PRINTED, budget_rows
from catalog.exchange.writing import notes
from catalog.exchange.writing.listing import Sector
from catalog.i18n import Bilingual

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

# Columns of the budget with their widths in millimetres.
BUDGET_WIDTHS = {
    "position": 9,
    "item": 36,
    "quantity": 17,
    "measure": 17,
    "unit_cost_vnd": 24,
    "amount_vnd": 25,
    "amount_usd": 16,
    "funding": 21,
}
BUDGET = [column for column in BUDGET_COLUMNS if column.key in BUDGET_WIDTHS]


@dataclass(frozen=True)
class Detail:
    """What stands beneath a heading: a text behind its label, or lines under it."""

    label: str
    text: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Item:
    """A numbered heading, what it says behind it, and its details."""

    heading: str
    text: str
    details: tuple[Detail, ...] = ()


@dataclass(frozen=True)
class Record:
    """One project. After the cost come its parts, a line each, and the budget, whose cells follow `BUDGET`."""

    name: str
    title: str
    before_cost: tuple[Item, ...]
    cost: Item
    cost_parts: tuple[str, ...]
    budget: tuple[tuple[str, ...], ...]
    after_cost: tuple[Item, ...]


def sector_name(sector: Sector, language: str) -> str:
    """The heading above the records of a sector: II. LĨNH VỰC Y TẾ; above what was searched for, its words."""
    if not sector.numeral:
        return sector.name.in_(language)
    return f"{sector.numeral}. {SECTOR.format(name=sector.name).in_(language)}".upper()


def record(entry: Entry, language: str) -> Record:
    """The record of an entry in one language."""
    data = entry.data
    amounts = {
        part: notes.amount(data[f"{part}_vnd"], data[f"{part}_usd"], language)
        for part in ("total", "aid", "counterpart")
    }
    return Record(
        name=f"{PROJECT.format(number=entry.number).in_(language)} ({entry.code})",
        title=entry.words("title").in_(language),
        before_cost=tuple(_items(BEFORE_COST, entry, language)),
        cost=Item(f"{COST.in_(language)}:", f"{amounts['total']}."),
        cost_parts=tuple(COST_PARTS.in_(language).format(**amounts).split("\n")),
        budget=tuple(tuple(column.text(line, language) for column in BUDGET) for line in budget_rows(entry)),
        after_cost=tuple(_items(AFTER_COST, entry, language)),
    )


def _items(items: Iterable[tuple[Bilingual, str]], entry: Entry, language: str) -> Iterator[Item]:
    for heading, keys in items:
        first, *others = keys.split(" ")
        said = TOLD[first].text(entry, language) if first else ""
        details = tuple(detail for key in others if (detail := _detail(key, entry, language)))
        yield Item(heading.in_(language) + (":" if said else ""), said, details)


def _detail(key: str, entry: Entry, language: str) -> Detail | None:
    """One column under its own heading; nothing where it says nothing."""
    column = TOLD[key]
    lines = tuple(column.text(entry, language).split("\n"))
    if lines in (("",), ("0",)):
        return None
    label = f"{column.heading.in_(language)}:"
    return Detail(label, "", lines) if lines[0].startswith("- ") else Detail(label, "; ".join(lines))
