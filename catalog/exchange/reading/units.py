"""The unit that amounts are written in: "ĐVT: triệu đồng", "(1.000đ)", "Kinh phí (tr.đồng)"."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from catalog.i18n import Bilingual
from catalog.text import fold


class Unit(NamedTuple):
    """A money unit: its name, and how many đồng one is; 0 for a foreign currency, whose amounts are not read."""

    name: Bilingual
    vnd: int


DONG = Unit(Bilingual("đồng", "đồng"), 1)
THOUSAND = Unit(Bilingual("nghìn đồng", "thousand đồng"), 1_000)
MILLION = Unit(Bilingual("triệu đồng", "million đồng"), 1_000_000)
BILLION = Unit(Bilingual("tỷ đồng", "billion đồng"), 1_000_000_000)
FOREIGN = Unit(Bilingual("ngoại tệ", "a foreign currency"), 0)

_D = r"(?:viet nam dong|dong|vnd|vn ?d|d)\b"
_UNITS = (
    (FOREIGN, r"(?:usd|us\$|do la|dollars?|eur|euro)\b"),
    (BILLION, rf"(?:ty|ti)\.? ?{_D}|(?:vnd )?(?:billion|bn)(?: vnd)?\b|1[., ]?000[., ]?000[., ]?000 ?{_D}"),
    (MILLION, rf"(?:trieu|tr)\.? ?{_D}|trd\b|(?:vnd )?million(?: vnd)?\b|1[., ]?000[., ]?000 ?{_D}"),
    (THOUSAND, rf"(?:nghin|ngan) ?{_D}|(?:vnd )?thousand(?: vnd)?\b|1?[., ]?000 ?{_D}"),
    (DONG, _D),
)
# Short for the full names where brackets or a label make it plain what is meant.
_SHORT = ((BILLION, r"ty|ti"), (MILLION, r"trieu|tr"), (THOUSAND, r"nghin|ngan"))
_LABEL = r"(?:don vi(?: tinh| tien)?|dvt|d\.v\.t|dv tinh|dv|unit|currency)(?: tinh)? ?[:.\-]? ?\(?"


def _alternatives(units: tuple[tuple[Unit, str], ...], form: str) -> list[tuple[Unit, re.Pattern[str]]]:
    return [(unit, re.compile(form.format(f"(?:{pattern})"))) for unit, pattern in units]


_LABELLED = _alternatives(_UNITS, rf"\b{_LABEL}{{}}") + _alternatives(_SHORT, rf"\b{_LABEL}{{}}(?:$|[^a-z])")
_ALONE = _alternatives(_UNITS, r"^\(?{}\)?$") + _alternatives(_SHORT, r"^\({}\)$")
_BRACKETED = _alternatives(_UNITS, r"\((?:[^()]*[ ,;:])?{}\.?\)") + _alternatives(_SHORT, r"\({}\.?\)")
# Inside a heading, a bare "đồng" may be part of a name (cộng đồng), so only the longer units count without brackets.
_INSIDE = _alternatives(_UNITS[:-1], r"(?:^|[ ,:\-–]){}$")


@lru_cache(maxsize=2_000)
def unit_of_line(line: str) -> Unit | None:
    """The unit that a line above the table states."""
    return _first(_LABELLED + _ALONE, fold(line))


@lru_cache(maxsize=2_000)
def unit_of_heading(heading: str) -> Unit | None:
    """The unit that a column's heading states."""
    return _first(_LABELLED + _ALONE + _BRACKETED + _INSIDE, fold(heading))


def _first(patterns: list[tuple[Unit, re.Pattern[str]]], text: str) -> Unit | None:
    return next((unit for unit, pattern in patterns if pattern.search(text)), None)


def guess_unit(numbers: Sequence[float]) -> Unit:
    """The most likely unit of bare amounts: projects for children cost some ten million đồng to some billions."""
    middle = sorted(numbers)[len(numbers) // 2]
    for limit, unit in ((50, BILLION), (100_000, MILLION), (5_000_000, THOUSAND)):
        if middle < limit:
            return unit
    return DONG
