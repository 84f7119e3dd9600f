"""What things usually cost: the shipped planning ranges, and which of them a line of a budget can be held against."""

import re
from dataclasses import dataclass
from decimal import Decimal

from catalog import money
from catalog.i18n import LANGUAGES, Bilingual, format_number
from catalog.proposals.models import BudgetLine
from catalog.reference.shipped import Cells, read
from catalog.text import fold

# The ranges are planning figures of this year: professional judgement, not a norm.
YEAR = 2023
MILLION = 1_000_000
PER_UNIT = Bilingual("{amounts}/{unit}", "{amounts} per {unit}")
# What may stand before the thing itself: "Xây dựng mới 02 phòng học".
LEADING = frozenset(
    "xay dung moi lam thi cong lap dat mua sam cap phat trao tang ho tro mot hai ba bon nam sau".split()
)
# A line with one of these is a part of the thing, a repair of it, or more than it: nothing to compare.
ANOTHER_THING = re.compile(
    r"\b(sua|cai tao|nang cap|bao tri|bao duong|mo rong|bo sung|thay|thue|tam|thiet bi|dung cu|do dung|ban(?! tru)|ghe|"
    r"tu|ke|gia|sach|noi that|son|dien|quat|rem|mai|nen|hang rao|thiet ke|giam sat|tu van|quan ly|khao sat|van chuyen|"
    r"van hanh|tap huan|truyen thong|vat lieu|nhan cong|tin hoc|bo mon|va|kem|gom|cung|dong phuc)\b"
)


@dataclass(frozen=True)
class GuideCost:
    """The usual cost of one unit of something, in đồng; `heads` and `units` are the folded words it goes by."""

    category_key: str
    item: Bilingual
    unit: Bilingual
    from_vnd: int
    to_vnd: int
    heads: frozenset[str]
    units: frozenset[str]

    @property
    def amounts(self) -> Bilingual:
        """The range: 450–600 triệu đồng/phòng."""
        spans = (_span(self.from_vnd, self.to_vnd, language) for language in LANGUAGES)
        return PER_UNIT.format(amounts=Bilingual(*spans), unit=self.unit)

    def fits(self, line: BudgetLine) -> bool:
        """Whether a line is surely about this very thing, counted in this unit."""
        item = _without_leading(fold(line.item or ""))
        return (
            _unit(line.unit or "") in self.units
            and any(item == head or item.startswith(f"{head} ") for head in self.heads)
            and not ANOTHER_THING.search(item)
        )


def of_category(category_key: str | None) -> list[GuideCost]:
    """What is usual for a type of support."""
    return [cost for cost in GUIDE_COSTS if cost.category_key == category_key]


def missed_by(line: BudgetLine) -> GuideCost | None:
    """The range that the unit cost of a line lies outside of; None where it fits one, or none is about it."""
    fitting = [cost for cost in GUIDE_COSTS if line.unit_cost_vnd is not None and cost.fits(line)]
    if any(cost.from_vnd <= (line.unit_cost_vnd or 0) <= cost.to_vnd for cost in fitting):
        return None
    # Special things stand below general ones in the file.
    return fitting[-1] if fitting else None


def _without_leading(item: str) -> str:
    words = re.sub(r"[^\w]+", " ", item).split()
    while words and (words[0].isdecimal() or words[0] in LEADING):
        words.pop(0)
    return " ".join(words)


def _unit(text: str) -> str:
    return fold(text).replace("²", "2").replace(" / ", "/").replace("-", "/")


def _span(low: int, high: int, language: str) -> str:
    """450–600 triệu đồng, or VND 450–600 million; below a million in full."""
    if low < MILLION:
        ends = [format_number(end, language) for end in (low, high)]
        return money.format_vnd(high, language).replace(ends[1], "–".join(ends))
    ends = "–".join(format_number(Decimal(end) / MILLION, language) for end in (low, high))
    return f"VND {ends} million" if language == "en" else f"{ends} triệu đồng"


def _guide_cost(cells: Cells) -> GuideCost:
    heads = [cells["item_vi"], *filter(None, cells["other_items"].split(";"))]
    units = [cells["unit_vi"], *filter(None, cells["other_units"].split(";"))]
    return GuideCost(
        cells["category_key"],
        Bilingual(cells["item_vi"], cells["item_en"]),
        Bilingual(cells["unit_vi"], cells["unit_en"]),
        int(cells["from_vnd"]),
        int(cells["to_vnd"]),
        frozenset(map(fold, heads)),
        frozenset(map(_unit, units)),
    )


GUIDE_COSTS = tuple(map(_guide_cost, read("guide_costs.csv")))
