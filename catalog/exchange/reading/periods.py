"""When a project runs, as people write it: months, quarters, school years, halves, dates."""

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from catalog.exchange.reading.grid import Cell
from catalog.text import fold

Month = tuple[int, int]  # year, month
Parts = dict[str, str]


class Period(NamedTuple):
    """First and last month as "YYYY-MM", or None where nothing is said.

    note: the code in messages.py that tells what was inferred ("school_year", "whole_year", "season",
    "period_guessed", "period_unreadable"), None where nothing was.
    """

    start: str | None
    end: str | None
    note: str | None = None


class _Point(NamedTuple):
    """One mention of time, from month to month; without a year it takes that of a neighbour."""

    year: int | None
    first: int
    last: int
    note: str | None = None
    end_year: int | None = None


NOTHING = Period(None, None)
UNREADABLE = Period(None, None, "period_unreadable")
_YEARS = range(2000, 2101)
_LONGEST = 500
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
# Parts of a year: first month, last month, what to say of it.
_PARTS = {
    "6 thang dau": (1, 6, None),
    "6 thang cuoi": (7, 12, None),
    "nua dau": (1, 6, None),
    "nua cuoi": (7, 12, None),
    "ca": (1, 12, None),
    "dau": (1, 3, "season"),
    "giua": (5, 8, "season"),
    "cuoi": (10, 12, "season"),
    "mua he": (6, 8, "season"),
    "dip he": (6, 8, "season"),
    "he": (6, 8, "season"),
    "mua dong": (11, 12, "season"),
    "mua xuan": (1, 3, "season"),
}


def _school(parts: Parts) -> _Point:
    year, later = int(parts["y"]), re.findall("[0-9]+", parts["r"])
    return _Point(year, 9, 5, "school_year", 2000 + int(later[-1][-2:]) if later else year + 1)


def _semester(parts: Parts) -> _Point:
    year = int(parts["y"])
    if _QUARTERS[parts["q"]] == 1:
        return _Point(year, 9, 1, "school_year", year + 1)
    return _Point(year + 1, 1, 5, "school_year")


def _month(parts: Parts) -> _Point:
    return _Point(_year(parts), int(parts["m"]), int(parts["m"]))


def _short(parts: Parts) -> _Point:
    return _month(parts)._replace(note="period_guessed")


def _quarter(parts: Parts) -> _Point:
    number = _QUARTERS[parts["q"]]
    return _Point(_year(parts), number * 3 - 2, number * 3)


def _roman(parts: Parts) -> _Point:
    return _quarter(parts)._replace(note="period_guessed")


def _part(parts: Parts) -> _Point:
    return _Point(_year(parts), *_PARTS[parts["p"]])


def _whole(parts: Parts) -> _Point:
    return _Point(_year(parts), 1, 12, "whole_year")


def _year(parts: Parts) -> int | None:
    return 2000 + int(parts["y"]) % 100 if parts.get("y") else None


_OF = r" ?(?:[/.,-]|nam)? ?(?:nam )?"
_Y, _M, _Q = r"(<y>20[0-9]{2})(?![0-9])", r"(<m>1[0-2]|0?[1-9])(?![0-9])", r"(<q>iv|i{1,3}|[1-4])\b"
_NAMED_PARTS = "|".join(sorted(_PARTS, key=len, reverse=True))
# The ways to write one point in time, in the order in which they are tried; <y>, <m>, <q> stand for named groups.
_FORMS: list[tuple[str, Callable[[Parts], _Point]]] = [
    (rf"hoc ky (<q>ii?|[12]),? (?:nam hoc )?{_Y}(?: ?[-/] ?20[0-9]{{2}})?", _semester),
    (
        rf"(?:nam hoc|\bnh|school year) ?(?:tu )?{_Y}(<r>(?:(?:[ ,;&/-]|va|den|nam hoc)+(?:20)?[0-9]{{2}}(?![0-9/]))*)",
        _school,
    ),
    (rf"(?<![0-9]){_Y}[-/](<m>1[0-2]|0[1-9])(?:[-/][0-3][0-9])?(?![0-9])", _month),
    *((rf"(?<![0-9])[0-3]?[0-9] ?{mark} ?{_M} ?{mark} ?{_Y}", _month) for mark in ("/", r"\.", "-")),
    (rf"ngay [0-3]?[0-9] thang {_M} nam {_Y}", _month),
    (rf"(?:\bquy|\bq) ?{_Q}(?:{_OF}{_Y})?", _quarter),
    (rf"(?<=[0-9iv])(?: ?[,&-] ?| va )(?:quy )?{_Q}{_OF}{_Y}", _quarter),
    (r"(?<=quy )(<q>iv|i{1,3}|[1-4])(?= ?[,-])", _quarter),
    (rf"(?<![0-9])(?:thang |\bt)? ?{_M} ?(?:[/.-]|nam) ?{_Y}", _month),
    (rf"\b0?(<p>{_NAMED_PARTS})(?: nam)?(?: hoc)? {_Y}", _part),
    (rf"(?<![0-9/]){_M}/(<y>[0-9]{{2}})(?![0-9/])", _short),
    (rf"\b(<q>iv|i{{1,3}}) ?[/-] ?{_Y}", _roman),
    (rf"(?:\bthang |\bt){_M}(?! ?/)", _month),
    (
        rf"(?<![0-9/.-]){_M}(?= ?(?:-|,|va|den) ?(?:thang |t)?(?:[01]?[0-9] ?, ?)*[01]?[0-9] ?[/.-] ?20[0-9]{{2}})",
        _month,
    ),
    (rf"(?<![0-9])(?<!\b[0-9]/)(?<!\b[0-9][0-9]/){_Y}", _whole),
]
_POINT = re.compile(
    "|".join(
        "(?P<f{}>{})".format(index, re.sub(r"\(<(\w)>", rf"(?P<f{index}_\1>", pattern))
        for index, (pattern, _) in enumerate(_FORMS)
    )
)
_DURATION = re.compile(r"(?<![0-9/-])(<n>[0-9]{1,2}) ?(<u>thang|nam|quy)\b".replace("(<", "(?P<"))
_MONTHS = {"thang": 1, "quy": 3, "nam": 12}
_OPEN_END = re.compile(r"(?:tu|bat dau|khoi cong|from|since|start)\b(?!.*\b(?:den|to)\b)")
_OPEN_START = re.compile(r"(?:den|truoc|het|ket thuc|hoan thanh|until|by|before)\b")
_ENGLISH_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH_MONTH = re.compile(
    r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:[a-z]{1,7}|\.)?(?: ?,? ?(?=(20[0-9]{2}))|\b)(?! [a-z]{3})"
)
# Words around years that change nothing.
_FILLERS = frozenset(
    "nam trong giai doan tu den va het thang du kien khoang thoi gian thuc hien ke hoach cac from to in during".split()
)
_WORST = ("whole_year", "school_year", "season", "period_guessed")


def parse_period(value: Cell) -> Period:
    """Read a cell about time: "03/2024 - 12/2024", "Quý III/2023 - Quý II/2024", "Năm học 2023-2024", dates, years."""
    if value is None:
        return NOTHING
    if isinstance(value, date):
        return Period(f"{value:%Y-%m}", f"{value:%Y-%m}") if value.year in _YEARS else UNREADABLE
    if isinstance(value, int | float):
        # A spreadsheet takes 03.2024 for the number 3.2024.
        value = str(int(value)) if value == int(value) else f"{value:.4f}"
    return _parse(value[:_LONGEST])


@lru_cache(maxsize=5_000)
def _parse(text: str) -> Period:
    words = _ENGLISH_MONTH.sub(_month_number, fold(text).replace("–", "-").replace("—", "-"))
    if words in ("-", "x"):
        return NOTHING
    points = _with_years([_point(match) for match in _POINT.finditer(words)])
    if not points:
        return UNREADABLE
    start, end = points[0], points[-1]
    first, last = (start.year or 0, start.first), (end.end_year or end.year or 0, end.last)
    rest = _POINT.sub(" ", words)
    duration = _DURATION.search(rest)
    if duration and len(points) == 1 and start.first == start.last:
        return Period(_iso(first), _iso(_after(first, duration)), "period_guessed")
    if len(points) == 1 and _OPEN_END.match(words):
        return Period(_iso(first), None, "period_guessed")
    if len(points) == 1 and _OPEN_START.match(words):
        return Period(None, _iso(last), "period_guessed")
    note = max((point.note for point in points if point.note), key=_WORST.index, default=None)
    if note == "whole_year" and not set(re.findall("[a-z]+", rest)) <= _FILLERS:
        note = "period_guessed"  # something like "Tết 2024": not the whole year
    return Period(_iso(first), _iso(last), note)


def _month_number(match: re.Match[str]) -> str:
    """March 2024 as 3/2024, March alone as tháng 3."""
    number = _ENGLISH_MONTHS.index(match[1]) + 1
    return f"{number}/" if match[2] else f"thang {number} "


def _point(match: re.Match[str]) -> _Point:
    index = next(index for index in range(len(_FORMS)) if match[f"f{index}"] is not None)
    prefix = f"f{index}_"
    parts = {name.removeprefix(prefix): text for name, text in match.groupdict().items() if name.startswith(prefix)}
    return _FORMS[index][1](parts)


def _with_years(points: list[_Point]) -> list[_Point]:
    """Mentions without a year take that of the next one ("tháng 3 đến tháng 12 năm 2024"), else of the one before.

    A year that only dates them is no mention of its own ("tháng 3 - tháng 12, năm 2024"). Empty where no year is said.
    """
    dated = [index for index, point in enumerate(points) if point.year is not None]
    if not dated:
        return []
    filled = []
    for index, point in enumerate(points):
        supplier = next((other for other in dated if other > index), dated[-1])
        filled.append(point if point.year is not None else point._replace(year=points[supplier].year))
    if len(dated) < len(points) and points[dated[-1]].note == "whole_year":
        del filled[dated[-1]]
    return filled if all(point.year in _YEARS for point in filled) else []


def _after(first: Month, duration: re.Match[str]) -> Month:
    """The last of so many months, quarters or years from the first month on."""
    total = first[0] * 12 + first[1] - 2 + max(int(duration["n"]), 1) * _MONTHS[duration["u"]]
    return total // 12, total % 12 + 1


def _iso(month: Month) -> str:
    return f"{month[0]:04d}-{month[1]:02d}"
