"""Numbers of children as people write them, with the groups that a text counts apart."""

import re
from functools import lru_cache
from typing import NamedTuple

from catalog.exchange.reading.grid import Cell
from catalog.text import fold


class Counted(NamedTuple):
    """What a text or number says about children.

    children: the number, None where none is said. doubt: "approximate", "range" (the upper end was taken), "added"
    (several numbers), "parts" (girls and boys), "fraction" (1.2 may be a 1.200 that a spreadsheet misread),
    "unreadable" or None. groups: girls, boys, ethnic_minority, … where counted. ages: from and to in years.
    """

    children: int | None
    doubt: str | None = None
    groups: dict[str, int] = {}
    ages: tuple[int, int] | None = None


_NUMBER = r"[0-9]{1,3}(?:[., ][0-9]{3}){1,2}(?![0-9])|[0-9]{1,8}(?![0-9])"
# What tells a number stands at the beginning; the patterns are not for whole pages.
_LONGEST = 1_000
_CHILD = (
    r"(?:em\b|tre\b|chau\b|hoc sinh|hs\b|hoc vien|nu sinh|nam sinh|thieu nhi|thieu nien|nhi dong|be\b"
    r"|child|pupil|student|girl|boy|kid)"
)
# What may stand between a number and the word for children: "120 lượt trẻ em", "45 (bốn mươi lăm) em".
_BETWEEN = (
    r"\)? ?(?:\([^()0-9]*\) ?)?(?:(?:luot|nguoi|suat|doi tuong|cac|con|poor|disabled|ethnic minority) ?(?:la )?)?"
)
_CHILDREN = re.compile(rf"(?<![0-9.,/-])(?P<number>{_NUMBER}) ?{_BETWEEN}{_CHILD}[^0-9;,()\n/]*(?P<rate>/)?")
_EACH = re.compile(r"(?:\bmoi|\btung|/) ?[a-z ]{0,12}$")
_THINGS = r"lop|xa\b|thon|truong|phong|diem|nam\b|giao vien|ho\b|ho gia dinh|nguoi lon|phu huynh|can bo|years?"
_OTHER_NUMBER = re.compile(rf"(?<![0-9.,/])(?P<number>{_NUMBER})(?![0-9%]|[.,/][0-9])(?! ?%)(?! ?(?:{_THINGS}))")
_RANGE = re.compile(rf"(?<![0-9./])({_NUMBER}) ?(?:-|den|to) ?({_NUMBER})(?=\D|$)")
_APPROXIMATE = re.compile(
    r"\b(?:khoang|uoc(?: tinh)?|tren|hon|gan|du kien|tam|about|approx\w*|around|over|nearly)\b ?(?=[0-9])|[~≈>] ?[0-9]"
)
_DIVIDER = re.compile(r"trong do|bao gom|\bgom\b|\bco\b|of whom|of which|including|\(|:")
_AGES = re.compile(r"(?:tu )?([0-9]{1,2}) ?(?:tuoi )?(?:-|den|to) ?(?:duoi )?([0-9]{1,2}) ?(?:tuoi|years?)")
_AGE = re.compile(r"(?:duoi |tu |tren |under )?[0-9]{1,2} ?(?:tuoi|years?)")
_GROUPS = (
    ("girls", re.compile(r"\bgai\b|(?<!phu )\bnu\b|girl|female")),
    ("boys", re.compile(r"\btrai\b|\bnam\b(?! hoc| 2)|boy|\bmale")),
    ("ethnic_minority", re.compile(r"dan toc|dtts|ethnic")),
    ("with_disability", re.compile(r"khuyet tat|disab")),
    ("poor_or_near_poor", re.compile(r"ngheo|kho khan|poor")),
)
_GROUP_FIRST = re.compile(
    r"\b(?P<label>nu|gai|nam|trai|girls?|boys?|dan toc(?: thieu so)?|dtts|khuyet tat)"
    rf"(?: ?:| la)? ?(?P<number>{_NUMBER})"
)
_GROUP_AFTER = re.compile(rf"(?<![0-9.,-])(?P<number>{_NUMBER}) ?(?P<label>[^0-9;,()\n/]+)")
_SEPARATE = re.compile(r"(?:\bva|\+|\band|&) ?$")


def parse_count(value: Cell) -> Counted:
    """Read a cell of a column of children: a number, or words such as "118 trẻ em (trong đó 61 em gái)"."""
    if value is None:
        return Counted(None)
    if isinstance(value, int | float):
        return _number_of(value)
    return _parse_text(value[:_LONGEST]) if isinstance(value, str) else Counted(None, "unreadable")


def _number_of(value: float) -> Counted:
    if value < 0 or value != value or value > 10_000_000:
        return Counted(None, "unreadable")
    if value == int(value):
        return Counted(int(value))
    thousand = round(value * 1000, 6)
    return Counted(
        int(thousand) if thousand == int(thousand) else None, "fraction" if thousand == int(thousand) else "unreadable"
    )


@lru_cache(maxsize=5_000)
def _parse_text(text: str) -> Counted:
    words = fold(text)
    if re.fullmatch(_NUMBER, words):
        return Counted(_int(words))
    if re.fullmatch(r"[0-9]{1,8}[.,][0-9]{1,2}", words):
        return _number_of(float(words.replace(",", ".")))
    ages = _AGES.search(words)
    words = _AGE.sub(" ", _AGES.sub(" ", words))
    groups, rest = _take_groups(words)
    children, doubt = _main_number(rest)
    if children is None and {"girls", "boys"} <= groups.keys():
        children, doubt = groups["girls"] + groups["boys"], "parts"
    elif children is None and groups:
        children, doubt = next(iter(groups.values())), None
    if children is not None and doubt is None and _APPROXIMATE.search(words):
        doubt = "approximate"
    return Counted(children, doubt, groups, (int(ages[1]), int(ages[2])) if ages else None)


def _take_groups(words: str) -> tuple[dict[str, int], str]:
    """The counts of girls, boys, ethnic minority, …, and the words without them.

    A group that is added to another one ("45 trẻ mồ côi và 20 trẻ khuyết tật") stays in the words as well.
    """
    groups: dict[str, int] = {}

    def take(match: re.Match[str]) -> str:
        group = next((group for group, pattern in _GROUPS if pattern.search(match["label"])), None)
        if group is None:
            return match.group()
        groups.setdefault(group, _int(match["number"]))
        return match.group() if _SEPARATE.search(words[max(0, match.start() - 5) : match.start()]) else " "

    rest = _GROUP_FIRST.sub(take, words)
    words = rest
    return groups, _GROUP_AFTER.sub(take, rest)


def _main_number(words: str) -> tuple[int | None, str | None]:
    """The number that a text is about: before "trong đó" if one stands there, and one of children if there is any."""
    before = _DIVIDER.split(words, maxsplit=1)[0]
    for part in dict.fromkeys((before, words)):
        spread = _RANGE.search(part)
        if spread and _int(spread[1]) < _int(spread[2]):
            return _int(spread[2]), "range"
        for pattern in (_CHILDREN, _OTHER_NUMBER):
            numbers = [_int(m["number"]) for m in pattern.finditer(part) if not m.groupdict().get("rate")]
            if len(numbers) == 1:
                return numbers[0], None
            if numbers:
                return (sum(numbers), "added") if pattern is _CHILDREN else (None, "unreadable")
    return None, "unreadable"


def _int(number: str) -> int:
    return int(re.sub("[., ]", "", number))


def counts_in_text(text: str) -> tuple[int, ...]:
    """The numbers of children that a running text speaks of: "1.200 trẻ", not "35 học sinh/lớp" or "mỗi lớp 30 em"."""
    words = fold(text)
    return tuple(
        _int(match["number"])
        for match in _CHILDREN.finditer(words)
        if not match["rate"] and not _EACH.search(words[max(0, match.start() - 20) : match.start()])
    )
