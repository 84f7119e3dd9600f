"""The donor dossier as content, for every format alike: what an organisation abroad puts before its board.

The words are those of the project's public page.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from catalog import storage
from catalog.editions.models import Entry, bilingual
from catalog.exchange.columns import AID_USD, AID_VND, BUDGET_COLUMNS, BY_KEY, PAID_BY, PRINTED, TOTAL, Kind, printed
from catalog.exchange.writing import notes
from catalog.exchange.writing.listing import Listing
from catalog.i18n import Bilingual, format_date, format_number, format_usd, format_vnd
from catalog.office import approval

PLATES = Path(__file__).parents[2] / "static" / "img" / "plates"
# Pixels: enough for two thirds of a page in print, and no more than that to carry.
ENOUGH_PIXELS = 900

NAME = Bilingual("Hồ sơ giới thiệu dự án", "Project dossier")
SUBTITLE = Bilingual(
    "Các dự án, khoản viện trợ cho trẻ em vận động viện trợ phi chính phủ nước ngoài",
    "Projects and grants for children that call for foreign non-governmental aid",
)
SUBTITLE_OF_CHOICE = Bilingual(
    "Một số dự án, khoản viện trợ được chọn từ danh mục vận động viện trợ phi chính phủ nước ngoài cho trẻ em",
    "Chosen from the list of projects and grants for children that call for foreign non-governmental aid",
)
EDITION = Bilingual("Danh mục {key}, công bố ngày {day}", "Edition {key}, released on {day}")
CONTENTS = Bilingual("Mục lục", "Contents")
PAGE = Bilingual("Trang", "Page")
ABOUT = Bilingual("Về hồ sơ này", "About this dossier")
APPROVAL = Bilingual("Viện trợ được phê duyệt thế nào", "How aid is approved")
FACTS = Bilingual("Thông tin chính", "Key facts")
PHOTOS = Bilingual("Ảnh", "Photos")
SUMS = (*PAID_BY.items(), ("total", TOTAL))
OPTIONAL = Bilingual("{item} (không bắt buộc)", "{item} (optional)")
BUDGET = Bilingual("Dự toán kinh phí", "Budget")
BUDGET_CELLS = tuple(
    next(column for column in BUDGET_COLUMNS if column.key == key)
    for key in ("item", "funding", "quantity", "unit_cost_vnd", "amount_vnd", "amount_usd")
)
RATE = Bilingual(
    "1 USD = {rate} đồng ngày {day} ({source}). Các tổng được tính từ từng dòng.",
    "USD 1 = VND {rate} on {day} ({source}). Totals are computed from the lines.",
)
IN_KIND = Bilingual("Nhu cầu hiện vật", "Needed in kind")
NUMBER = Bilingual("Số {number}", "No. {number}")
CREDIT = Bilingual("Ảnh: {credit}", "Photo: {credit}")
CHILDREN = Bilingual("{girls} em gái, {boys} em trai", "{girls} girls, {boys} boys")
AGES = Bilingual("từ {first} đến {last}", "{first} to {last}")
MONTHS = Bilingual("{count} tháng", "{count} months")
DAC = Bilingual("Mã mục đích OECD DAC {code}: {name}", "OECD DAC purpose code {code}: {name}")
SHARE = Bilingual("{share} %", "{share} %")
ON_SKETCH = Bilingual(
    "{unit} trên bản đồ phác họa của tỉnh, không theo tỷ lệ", "{unit} on a sketch map of the province, not to scale"
)
ON_MAP = Bilingual("{unit} trên bản đồ của tỉnh", "{unit} on the map of the province")
LIVE_PAGE = Bilingual("Trang của dự án, luôn cập nhật", "The project's live page")
CODE_OF_PAGE = Bilingual("Mã QR của {address}", "QR code of {address}")

# Texts of a project in the order of its page: key, heading.
TEXTS = (
    ("need", Bilingual("Sự cần thiết", "Why it is needed")),
    ("objective", Bilingual("Mục tiêu", "Objective")),
    ("activities", Bilingual("Nội dung thực hiện", "What will be done")),
    ("results", Bilingual("Kết quả có thể kiểm chứng", "Results that can be checked")),
    ("sustainability", Bilingual("Duy trì sau khi kết thúc: ai vận hành, ai chi trả",
                                 "Afterwards: who runs it and who pays")),
    ("counterpart_source", Bilingual("Nguồn vốn đối ứng", "Where the local contribution comes from")),
    ("hospital", Bilingual("Bệnh viện, cơ sở y tế", "Hospital or clinic")),
    ("months", Bilingual("Thời gian hỗ trợ mỗi em", "How long each child is supported")),
    ("land", Bilingual("Đất xây dựng", "Land")),
    ("design", Bilingual("Thiết kế, quy mô", "Design and size")),
    ("readiness", Bilingual("Mức độ sẵn sàng", "Readiness")),
    ("safeguarding", Bilingual("Biện pháp bảo vệ trẻ em", "How children are protected")),
    ("contact", Bilingual("Liên hệ", "Contact")),
)  # fmt: skip
CLASSIFICATION = Bilingual("Phân loại quốc tế", "International classification")
DURATION = next(column for column in PRINTED if column.key == "duration")


def title(listing: Listing, languages: Sequence[str]) -> str:
    """What a file of it is called."""
    return " / ".join(f"{NAME.in_(language)} {listing.edition.key}" for language in languages)


@dataclass(frozen=True)
class Text:
    """A part of a project's page under its heading; lines of a list, or paragraphs."""

    heading: str
    lines: tuple[str, ...]
    is_list: bool = False


@dataclass(frozen=True)
class Picture:
    """A photo that may be shown: its file, what it shows in words, the line under it, and its width by its height."""

    file: str
    alternative_text: str
    caption: str
    ratio: float


@dataclass(frozen=True)
class Project:
    """Everything that the dossier says of one project, in one language; `area` is its place on the map or ""."""

    code: str
    kicker: str
    title: str
    summary: str
    asked: tuple[str, str]
    local_share: float
    shares: tuple[str, str]
    facts: tuple[tuple[str, str], ...]
    texts: tuple[Text, ...]
    budget: tuple[tuple[str, ...], ...]
    sums: tuple[tuple[str, str, str], ...]
    photos: tuple[Picture, ...]
    area: str
    on_map: str
    address: str


@dataclass(frozen=True)
class Front:
    """What stands before the projects: the cover, how aid is approved, and what a reader must know of the list."""

    title: str
    subtitle: str
    round: str
    slogan: str
    edition: str
    issuer: tuple[str, ...]
    figures: tuple[tuple[str, str], ...]
    steps: tuple[tuple[str, str], ...]
    about: tuple[tuple[str, str], ...]


def front(listing: Listing, language: str) -> Front:
    """The front of a dossier of a list, or of the entries that somebody chose from it."""
    edition = listing.edition
    day = format_date(edition.released_at, language)
    issuer = (listing.issuer(name).in_(language) for name in ("name", "division"))
    steps = approval.steps(edition.data["issuer"]["answer_days"])
    return Front(
        title=NAME.in_(language),
        subtitle=(SUBTITLE_OF_CHOICE if listing.is_choice else SUBTITLE).in_(language),
        round=listing.round("name").in_(language),
        slogan=listing.round("slogan").in_(language),
        edition=EDITION.in_(language).format(key=edition.key, day=day),
        issuer=tuple(filter(None, (*issuer, notes.reach(listing, language)))),
        figures=tuple(_figures(listing, language)),
        steps=tuple((step.name.in_(language), step.words.in_(language)) for step in steps),
        about=tuple(notes.about(listing, language)),
    )


def _figures(listing: Listing, language: str) -> Iterator[tuple[str, str]]:
    """How many, for whom, how much."""
    yield format_number(len(listing.entries), language), notes.TOPICS["count"].in_(language)
    yield format_number(listing.sum("children"), language), notes.TOPICS["children"].in_(language)
    yield format_usd(listing.sum(AID_USD.key), language), _vnd(SUMS[0][1], listing.sum(AID_VND.key), language)


def _vnd(name: Bilingual, amount: int, language: str) -> str:
    return f"{name.in_(language)} · {format_vnd(amount, language)}"


def project(listing: Listing, entry: Entry, language: str) -> Project:
    """One project in one language."""
    data = entry.data
    local = round(100 * data["counterpart_vnd"] / (data["total_vnd"] or 1), 1)
    place = entry.words("location").in_(language) or data["unit"][language]
    area = data["unit"]["code"] if data["unit"]["code"] in listing.drawing.areas else ""
    located = ON_SKETCH if listing.drawing.is_sketch else ON_MAP
    kicker = (NUMBER.in_(language).format(number=entry.number), data["category"][language], place)
    return Project(
        code=entry.code,
        kicker=" · ".join(kicker),
        title=entry.words("title").in_(language),
        summary=entry.words("summary").in_(language),
        asked=(format_usd(data["aid_usd"], language), format_vnd(data["aid_vnd"], language)),
        local_share=local,
        shares=(_share(0, 100 - local, language), _share(1, local, language)),
        facts=tuple((name.in_(language), value) for name, value in _facts(entry, place, language) if value),
        texts=tuple(_texts(entry, language)),
        budget=tuple(_line(line, language) for line in data["budget"]),
        sums=tuple(_sum(name, part, data, language) for part, name in SUMS),
        photos=tuple(_photos(entry, language)),
        area=area,
        on_map=located.in_(language).format(unit=data["unit"][language]) if area else "",
        address=f"{listing.base_url}/{language}/projects/{entry.code}" if listing.base_url else "",
    )


def _share(place: int, share: float, language: str) -> str:
    number = f"{share:.1f}".removesuffix(".0")
    number = number if language == "en" else number.replace(".", ",")
    return f"{SUMS[place][1].in_(language)} {SHARE.in_(language).format(share=number)}"


def _facts(entry: Entry, place: str, language: str) -> Iterator[tuple[Bilingual, str]]:
    """The key facts of a project's page; what is not known says nothing."""
    data, counts = entry.data, entry.data["beneficiaries"]
    for part, name in (SUMS[2], SUMS[1]):
        amounts = format_usd(data[f"{part}_usd"], language), format_vnd(data[f"{part}_vnd"], language)
        yield name, "\n".join(amounts)
    yield Bilingual("Trẻ em", "Children"), _children(counts, language)
    first, last = data["ages"]
    ages = AGES.in_(language).format(first=first, last=last) if first is not None and last is not None else ""
    yield Bilingual("Độ tuổi", "Ages"), ages
    yield Bilingual("Dân tộc thiểu số", "Ethnic minorities"), _count(counts, "ethnic_minority", language)
    yield (
        Bilingual("Hộ nghèo, cận nghèo", "Poor or near-poor households"),
        _count(counts, "poor_or_near_poor", language),
    )
    yield Bilingual("Khuyết tật", "With a disability"), _count(counts, "with_disability", language)
    yield Bilingual("Hưởng lợi gián tiếp", "Others who benefit"), _count(counts, "indirect", language)
    yield Bilingual("Thời gian", "Time"), DURATION.text(entry, language)
    yield Bilingual("Địa điểm", "Place"), place
    yield Bilingual("Đơn vị đề xuất", "Proposed by"), data["unit"][language]
    yield Bilingual("Đơn vị thực hiện", "Carried out by"), entry.words("implementer").in_(language)
    yield Bilingual("Chủ khoản viện trợ", "Owner of the aid"), entry.words("owner").in_(language)
    yield Bilingual("Cơ quan chủ quản", "Managing agency"), entry.words("managing_agency").in_(language)
    yield Bilingual("Mã số", "Reference"), entry.code


def _count(counts: dict[str, int | str], key: str, language: str) -> str:
    """A count as printed; "" for none, as it need not be told."""
    return printed(Kind.INTEGER, counts.get(key) or None, language)


def _children(counts: dict[str, int | str], language: str) -> str:
    children = _count(counts, "children", language)
    if "girls" not in counts or "boys" not in counts:
        return children
    girls, boys = (printed(Kind.INTEGER, counts[key], language) for key in ("girls", "boys"))
    return f"{children} ({CHILDREN.in_(language).format(girls=girls, boys=boys)})"


def _texts(entry: Entry, language: str) -> Iterator[Text]:
    for key, heading in TEXTS:
        if key == "months":
            months = entry.data.get("months")
            words = MONTHS.in_(language).format(count=months) if months else ""
        else:
            words = entry.words(key).in_(language)
        if lines := tuple(line for line in words.splitlines() if line.strip()):
            yield Text(heading.in_(language), lines, is_list=BY_KEY[key].kind is Kind.LINES)
    if needs := tuple(_need(need, language) for need in entry.data["in_kind"]):
        yield Text(IN_KIND.in_(language), needs, is_list=True)
    dac = DAC.in_(language).format(**entry.data["dac"])
    sdg = f"{BY_KEY['sdg'].heading.in_(language)}: {BY_KEY['sdg'].text(entry, language)}"
    yield Text(CLASSIFICATION.in_(language), (sdg, dac))


def _need(need: dict[str, Any], language: str) -> str:
    item = need["item"][language]
    return f"{item}: {_quantity(need, language)}" if need["quantity"] else item


def _quantity(line: dict[str, Any], language: str) -> str:
    number = format_number(Decimal(line["quantity"]), language) if line["quantity"] else ""
    return f"{number} {line['unit'][language]}".strip()


def _line(line: dict[str, Any], language: str) -> tuple[str, ...]:
    """A line of the budget, under BUDGET_CELLS."""
    item = line["item"][language]
    return (
        OPTIONAL.in_(language).format(item=item) if line["optional"] else item,
        PAID_BY[line["funding"]].in_(language),
        _quantity(line, language),
        *(format_number(line[key], language) for key in ("unit_cost_vnd", "amount_vnd", "amount_usd")),
    )


def _sum(name: Bilingual, part: str, data: dict[str, Any], language: str) -> tuple[str, str, str]:
    vnd, usd = (format_number(data[f"{part}_{unit}"], language) for unit in ("vnd", "usd"))
    return name.in_(language), vnd, usd


def rate(listing: Listing, language: str) -> str:
    """The line under every budget."""
    edition = listing.edition
    return RATE.in_(language).format(
        rate=format_number(edition.vnd_per_usd, language),
        day=format_date(edition.rate_date, language),
        source=listing.rate_source.in_(language),
    )


def _photos(entry: Entry, language: str) -> Iterator[Picture]:
    for photo in entry.photos:
        caption = bilingual(photo["caption"]).in_(language)
        credit = CREDIT.in_(language).format(credit=photo["credit"])
        alternative_text = bilingual(photo["alternative_text"]).in_(language)
        yield Picture(
            file_of(photo),
            alternative_text or caption,
            f"{caption} {credit}".strip(),
            photo["width"] / photo["height"],
        )


def file_of(photo: dict[str, Any]) -> str:
    """The smallest file of a photo that is good enough for print."""
    widths = sorted(map(int, photo["sizes"]))
    return photo["sizes"][str(next((width for width in widths if width >= ENOUGH_PIXELS), widths[-1]))]


def photo_file(name: str) -> bytes:
    """The JPEG of a picture; raises FileNotFoundError, StorageTrouble."""
    return storage.load(name, storage.ATTACHMENTS)


@cache
def plate(category: str) -> bytes | None:
    """The drawing that stands for a type of support where there is no photo, as SVG."""
    path = PLATES / f"{category}.svg"
    return path.read_bytes() if path.is_file() else None
