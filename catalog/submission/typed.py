"""Values as people type them into a form: counts, quantities, months, days, targets; each reader raises ValueError."""

import re
from datetime import date
from decimal import Decimal

from catalog.text import fold

YEARS = range(1990, 2101)
_COUNT = re.compile(r"\d+|\d{1,3}(?:[., ]\d{3})+")
_MONTH = re.compile(r"(?:thang|t)? ?(?P<month>\d{1,2}) ?(?:[/.-]|nam) ?(?P<year>\d{4})")
_ISO_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})")
_DAY = re.compile(r"(?:ngay )?(?P<day>\d{1,2}) ?(?:[/.-]|thang) ?(?P<month>\d{1,2}) ?(?:[/.-]|nam) ?(?P<year>\d{4})")
_ISO_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_BETWEEN_TARGETS = re.compile(r"[\s,;]+")


def count(text: str) -> int:
    """As "240", "1.200" or "1 200"."""
    if not _COUNT.fullmatch(text):
        raise ValueError(text)
    return int(re.sub(r"\D", "", text))


def quantity(text: str, language: str) -> Decimal:
    """As "12", "1,5" or "1.200" in Vietnamese; "1.5" or "1,200" in English; at most three decimals."""
    point, group = (".", ",") if language == "en" else (",", ".")
    grouped = rf"\d{{1,3}}(?:[{group} ]\d{{3}})+|\d+"
    if match := re.fullmatch(rf"({grouped})(?:[{point}](\d{{1,3}}))?", text):
        whole, decimals = match.groups()
        return Decimal(f"{re.sub(r'[^0-9]', '', whole)}.{decimals or 0}")
    # The mark of the other language is understood where it can't be a group of thousands: 1.5, but not 1.500.
    if match := re.fullmatch(rf"(\d+)[{group}](\d{{1,2}})", text):
        return Decimal(".".join(match.groups()))
    raise ValueError(text)


def month(text: str) -> tuple[int, int]:
    """Year and month of "03/2024", "2024-03" or "tháng 3 năm 2024"."""
    folded = fold(text)
    match = _MONTH.fullmatch(folded) or _ISO_MONTH.fullmatch(folded)
    if not match or int(match["year"]) not in YEARS or not 1 <= int(match["month"]) <= 12:
        raise ValueError(text)
    return int(match["year"]), int(match["month"])


def day(text: str) -> date:
    """The day of "18/5/2023", "2023-05-18" or "ngày 18 tháng 5 năm 2023"."""
    folded = fold(text)
    match = _DAY.fullmatch(folded) or _ISO_DAY.fullmatch(folded)
    if not match or int(match["year"]) not in YEARS:
        raise ValueError(text)
    return date(int(match["year"]), int(match["month"]), int(match["day"]))


def targets(text: str) -> list[str]:
    """SDG targets between commas or spaces, each once, in the order typed; what they are is checked elsewhere."""
    return list(dict.fromkeys(filter(None, _BETWEEN_TARGETS.split(text.lower()))))
