"""What the entries of an edition are filtered and sorted by: two tables that the list, the API and alerts follow."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from catalog.editions.models import bilingual
from catalog.i18n import Bilingual, format_number

# Counted up when `frozen_values` would give other ones: `flask setup` then reads the entries of all editions again.
LAYOUT = 1
# Districts that are mountainous, all or in part: Yên Thế, Lục Nam, Lục Ngạn, Sơn Động.
MOUNTAINS = frozenset({"215", "218", "219", "220"})
GRADES = {
    "nursery": (0, 2),
    "preschool": (3, 5),
    "primary": (6, 10),
    "secondary": (11, 15),
}
# In US dollars: from, and below.
AMOUNTS: dict[str, tuple[int, int | None]] = {
    "under-10000": (0, 10_000),
    "10000-20000": (10_000, 20_000),
    "20000-50000": (20_000, 50_000),
    "50000-100000": (50_000, 100_000),
    "from-100000": (100_000, None),
}
DURATIONS = {"6": 6, "12": 12, "24": 24}
LONGEST = "longer"
HALF_YEARS = (
    Bilingual("6 tháng đầu năm {year}", "January to June {year}"),
    Bilingual("6 tháng cuối năm {year}", "July to December {year}"),
)


class Standing(NamedTuple):
    """What an entry is sorted and counted by besides its words: an amount in US dollars, `since` in minutes."""

    aid_usd: int
    children: int
    since: int
    is_closed: bool

    @property
    def needed_usd(self) -> int:
        """What is still needed of the aid that was asked for."""
        return 0 if self.is_closed else self.aid_usd


@dataclass(frozen=True)
class Facet:
    """A way to filter: `key` stands in addresses, `phrase` tells of its {values} in a sentence.

    What an entry has of it is read at release from its frozen data or, where that changes later, from its `Standing`.
    `values` are those there may be; None where an edition shows what its entries have, `arranged` and `named` so.
    `told` names several values shorter than one by one.
    """

    key: str
    label: Bilingual
    phrase: Bilingual
    frozen: Callable[[dict[str, Any]], Iterable[str]] | None = None
    live: Callable[[Standing], str] | None = None
    values: dict[str, Bilingual] | None = None
    named: Callable[[str, dict[str, Any]], Bilingual] = lambda value, _: Bilingual(value, value)
    arranged: Callable[[Iterable[str]], Sequence[str]] = list
    told: Callable[[Sequence[str]], list[Bilingual]] | None = None


def _named_as(key: str) -> Callable[[str, dict[str, Any]], Bilingual]:
    return lambda _, data: bilingual(data[key])


def _amount(standing: Standing) -> str:
    """The band of what is still needed; none where nothing is."""
    if standing.needed_usd <= 0:
        return ""
    return next(band for band, (_, end) in AMOUNTS.items() if end is None or standing.needed_usd < end)


def _dollars(start: int, end: int | None) -> Bilingual:
    if end is None:
        return _filled("từ {start} USD", "USD {start} or more", start=start)
    if start == 0:
        return _filled("dưới {end} USD", "under USD {end}", end=end)
    return _filled("{start} đến {end} USD", "USD {start} to {end}", start=start, end=end)


def _filled(vi: str, en: str, **amounts: int) -> Bilingual:
    return Bilingual(vi, en).format(
        **{key: Bilingual(format_number(amount, "vi"), format_number(amount, "en")) for key, amount in amounts.items()}
    )


def _bands(values: Sequence[str]) -> list[Bilingual]:
    """Bands that follow each other as one."""
    joined: list[tuple[int, int | None]] = []
    for start, end in (AMOUNTS[value] for value in values):
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return [_dollars(*band) for band in joined]


def _state(standing: Standing) -> str:
    return "closed" if standing.is_closed else "open"


def _parts(data: dict[str, Any]) -> list[str]:
    """Whether there is more than one budget line to be paid by aid, each of which somebody may choose."""
    return ["yes"] if is_divisible(data) else []


def is_divisible(data: dict[str, Any]) -> bool:
    """Whether an entry can be funded in parts, by its frozen data."""
    return sum(line["funding"] == "aid" for line in data["budget"]) > 1


def _in_kind(data: dict[str, Any]) -> list[str]:
    return ["yes"] if data["in_kind"] else []


def _grades(data: dict[str, Any]) -> list[str]:
    """The age groups that the children of an entry are of, where it says so; an open end is that of childhood."""
    first, last = data["ages"]
    if first is None and last is None:
        return []
    first, last = first or 0, 15 if last is None else last
    return [grade for grade, (start, end) in GRADES.items() if start <= last and first <= end]


def _communities(data: dict[str, Any]) -> list[str]:
    """What is told exactly: a count that is kept back because it is small makes no fact here."""
    minority = data["beneficiaries"].get("ethnic_minority")
    found = ["minority"] if isinstance(minority, int) and minority > 0 else []
    return [*found, "mountain"] if data["unit"]["code"] in MOUNTAINS else found


def _half_year(data: dict[str, Any]) -> list[str]:
    if not data["planned_start"]:
        return []
    start = date.fromisoformat(data["planned_start"])
    return [f"{start.year}-{1 if start.month <= 6 else 2}"]


def _half_year_name(value: str, _data: dict[str, Any]) -> Bilingual:
    year, half = value.split("-")
    return HALF_YEARS[int(half) - 1].format(year=year)


def _duration(data: dict[str, Any]) -> list[str]:
    length = months(data)
    if length is None:
        return []
    return [next((band for band, end in DURATIONS.items() if length <= end), LONGEST)]


def months(data: dict[str, Any]) -> int | None:
    """Months of a project, the first and the last counted, by its frozen data; None without both ends."""
    if not data["planned_start"] or not data["planned_end"]:
        return None
    start, end = date.fromisoformat(data["planned_start"]), date.fromisoformat(data["planned_end"])
    return (end.year - start.year) * 12 + end.month - start.month + 1


FACETS = (
    Facet(
        "type",
        Bilingual("Loại hỗ trợ", "Type of support"),
        Bilingual("thuộc loại {values}", "of the type {values}"),
        frozen=lambda data: [data["category"]["key"]],
        named=_named_as("category"),
    ),
    Facet(
        "amount",
        Bilingual("Số tiền còn cần", "Amount still needed"),
        Bilingual("còn cần {values}", "{values}"),
        live=_amount,
        values={band: _dollars(*ends) for band, ends in AMOUNTS.items()},
        told=_bands,
    ),
    Facet(
        "area",
        Bilingual("Địa bàn", "Area"),
        Bilingual("tại {values}", "in {values}"),
        frozen=lambda data: [data["unit"]["code"]],
        named=_named_as("unit"),
        arranged=sorted,
    ),
    Facet(
        "state",
        Bilingual("Tình trạng tài trợ", "Funding state"),
        Bilingual("{values}", "{values}"),
        live=_state,
        values={
            "open": Bilingual("đang kêu gọi viện trợ", "still open"),
            "closed": Bilingual("đã kết thúc kêu gọi", "no longer open"),
        },
    ),
    Facet(
        "parts",
        Bilingual("Tài trợ từng phần", "Funding in parts"),
        Bilingual("{values}", "{values}"),
        frozen=_parts,
        values={"yes": Bilingual("nhận tài trợ từng phần", "can be funded in parts")},
    ),
    Facet(
        "in_kind",
        Bilingual("Hiện vật", "In kind"),
        Bilingual("{values}", "{values}"),
        frozen=_in_kind,
        values={"yes": Bilingual("nhận hiện vật", "gifts in kind welcome")},
    ),
    Facet(
        "age",
        Bilingual("Độ tuổi", "Age group"),
        Bilingual("cho trẻ em {values}", "for children aged {values}"),
        frozen=_grades,
        values={
            "nursery": Bilingual("0–2 tuổi (nhà trẻ)", "0–2 (nursery)"),
            "preschool": Bilingual("3–5 tuổi (mẫu giáo)", "3–5 (pre-school)"),
            "primary": Bilingual("6–10 tuổi (tiểu học)", "6–10 (primary)"),
            "secondary": Bilingual("11–15 tuổi (trung học cơ sở)", "11–15 (lower secondary)"),
        },
    ),
    Facet(
        "community",
        Bilingual("Dân tộc thiểu số, miền núi", "Ethnic minorities and mountains"),
        Bilingual("{values}", "{values}"),
        frozen=_communities,
        values={
            "minority": Bilingual("có trẻ em dân tộc thiểu số", "with ethnic-minority children"),
            "mountain": Bilingual("ở huyện miền núi", "in a mountain district"),
        },
    ),
    Facet(
        "start",
        Bilingual("Bắt đầu", "Start"),
        Bilingual("bắt đầu {values}", "starting {values}"),
        frozen=_half_year,
        named=_half_year_name,
        arranged=sorted,
    ),
    Facet(
        "duration",
        Bilingual("Thời gian thực hiện", "Duration"),
        Bilingual("kéo dài {values}", "lasting {values}"),
        frozen=_duration,
        values={
            "6": Bilingual("đến 6 tháng", "up to 6 months"),
            "12": Bilingual("7 đến 12 tháng", "7 to 12 months"),
            "24": Bilingual("13 đến 24 tháng", "13 to 24 months"),
            LONGEST: Bilingual("trên 24 tháng", "more than 24 months"),
        },
    ),
)
BY_KEY = {facet.key: facet for facet in FACETS}
FROZEN = {facet.key: facet.frozen for facet in FACETS if facet.frozen}
LIVE = {facet.key: facet.live for facet in FACETS if facet.live}


def frozen_values(data: dict[str, Any]) -> str:
    """What an entry has of the facets in FROZEN, as it is kept: "library;220;yes;;primary,secondary"."""
    return ";".join(",".join(read(data)) for read in FROZEN.values())


@dataclass(frozen=True)
class Sort:
    """An order of the list: entries with a lower rank come first, alike ones as the office has them."""

    key: str
    label: Bilingual
    rank: Callable[[Standing], int]


SORTS = (
    Sort("", Bilingual("Theo danh mục", "As listed by the office"), lambda _: 0),
    # What is closed has no gap to fill.
    Sort(
        "gap",
        Bilingual("Còn thiếu ít nhất", "Smallest gap"),
        lambda standing: standing.needed_usd or 10**15,
    ),
    Sort("children", Bilingual("Nhiều trẻ em nhất", "Most children"), lambda standing: -standing.children),
    Sort("newest", Bilingual("Mới nhất", "Newest"), lambda standing: -standing.since),
)
OFFICE, GAP = (sort.key for sort in SORTS[:2])
SORT_KEYS = tuple(sort.key for sort in SORTS)
