"""What pages derive from released entries: sums, groups, durations, goals, the address of a mail."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

import segno

from catalog.editions import facets
from catalog.editions.models import Edition, Entry, bilingual
from catalog.exchange import documents
from catalog.exchange.writing import notes
from catalog.i18n import Bilingual, current_language

# For templates.
is_divisible, months = facets.is_divisible, facets.months
# What a link to the same page in a language is called, in that language.
READ_IN = {"vi": "Xem bằng tiếng Việt", "en": "View in English"}
# Modules around a QR code that cameras need empty.
QUIET = 4

# Short names of the Sustainable Development Goals that targets on children belong to.
GOALS = {
    "1": Bilingual("Xóa nghèo", "No poverty"),
    "2": Bilingual("Không còn nạn đói", "Zero hunger"),
    "3": Bilingual("Sức khỏe và cuộc sống tốt", "Good health and well-being"),
    "4": Bilingual("Giáo dục có chất lượng", "Quality education"),
    "5": Bilingual("Bình đẳng giới", "Gender equality"),
    "6": Bilingual("Nước sạch và vệ sinh", "Clean water and sanitation"),
    "8": Bilingual("Việc làm tốt và tăng trưởng kinh tế", "Decent work and economic growth"),
    "10": Bilingual("Giảm bất bình đẳng", "Reduced inequalities"),
    "11": Bilingual("Đô thị và cộng đồng bền vững", "Sustainable cities and communities"),
    "16": Bilingual("Hòa bình, công lý và thể chế mạnh", "Peace, justice and strong institutions"),
    "17": Bilingual("Quan hệ đối tác vì các mục tiêu", "Partnerships for the goals"),
}


def by_sector(entries: Sequence[Entry]) -> list[tuple[Bilingual, list[Entry]]]:
    """Entries under the sector they are listed in, in the order of the list."""
    return [(sector, list(group)) for sector, group in groupby(entries, lambda entry: bilingual(entry.data["sector"]))]


def day(value: str | None) -> date | None:
    """A day of frozen data, which are kept as ISO text."""
    return date.fromisoformat(value) if value else None


def share(data: dict[str, Any]) -> Decimal:
    """Per cent of the total that is paid locally, to one decimal."""
    return (Decimal(100 * data["counterpart_vnd"]) / (data["total_vnd"] or 1)).quantize(Decimal("0.1"))


def goals(data: dict[str, Any]) -> list[tuple[str, Bilingual, list[str]]]:
    """(number, name, targets) of the Sustainable Development Goals that an entry serves."""
    targets: dict[str, list[str]] = {}
    for target in data["sdg"]:
        targets.setdefault(target.split(".")[0], []).append(target)
    return [(goal, GOALS.get(goal, Bilingual("", "")), found) for goal, found in targets.items()]


def mailto(address: str, entry: Entry, page_url: str) -> str:
    """A link that opens a mail to the office about one entry: its code and title as subject, its address as text."""
    subject = f"{entry.code}: {entry.text('title')}"
    return f"mailto:{quote(address, safe='@')}?{urlencode({'subject': subject, 'body': page_url}, quote_via=quote)}"


class Code(NamedTuple):
    """A QR code as the path of an SVG of `size` × `size`; each of its modules is one unit wide."""

    size: int
    path: str


def qr_code(address: str) -> Code:
    """An address for cameras."""
    rows = list(segno.make_qr(address, error="m").matrix_iter(border=QUIET))
    runs: list[str] = []
    for y, row in enumerate(rows):
        x = 0
        for dark, modules in groupby(row):
            width = len(list(modules))
            runs += [f"M{x} {y}h{width}v1h-{width}z"] if dark else []
            x += width
    return Code(len(rows), "".join(runs))


def approval(edition: Edition) -> str:
    """The document that approved a list; "" where there is none."""
    return notes.approval(documents.listing(edition, ()), current_language())
