"""Numbers, amounts, percentages and dates in a Vietnamese text and in its English: which are not in both.

Vietnamese writes 1.240 and 1,5; English 1,240 and 1.5. An amount is its value: 1,5 tỷ đồng is VND 1,500,000,000.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from catalog.text import clean

_THOUSAND, _MILLION, _BILLION = 10**3, 10**6, 10**9
SCALES = {
    "vi": {
        "trăm": 100, "nghìn": _THOUSAND, "ngàn": _THOUSAND, "k": _THOUSAND, "triệu": _MILLION, "tr": _MILLION,
        "tỷ": _BILLION, "tỉ": _BILLION,
    },
    "en": {
        "hundred": 100, "thousand": _THOUSAND, "k": _THOUSAND, "million": _MILLION, "billion": _BILLION,
        "bn": _BILLION,
    },
}  # fmt: skip
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
# Small numbers are often spelt out: they may answer a figure of the other text, and need none themselves.
_ONES = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen twenty",
    "vi": "không một hai ba bốn năm sáu bảy tám chín mười",
}
_ORDINALS = {"en": "first second third fourth fifth sixth seventh eighth ninth tenth", "vi": ""}
_TENS = {"en": "twenty thirty forty fifty sixty seventy eighty ninety", "vi": ""}


class Figure(NamedTuple):
    """Something counted, paid or dated: `value` is a number, or (year | None, month, day | None), or (hour, minute)."""

    kind: str  # number, percent, vnd, usd, date, time
    value: Decimal | tuple[int | None, ...]
    text: str


@dataclass(frozen=True)
class Comparison:
    """What only one of two texts says: `missing` from the English, `extra` in it."""

    missing: list[Figure]
    extra: list[Figure]

    @property
    def agrees(self) -> bool:
        """Whether both texts say the same figures."""
        return not (self.missing or self.extra)


_NUMBER = r"[0-9]+(?:[.,][0-9]+)*"
_VND = {"vi": r"đồng|vnđ|vnd|₫|đ", "en": r"vnd|dong|đồng|₫"}
_USD = r"usd|us\$|\$|đô la(?: mỹ)?|(?:us )?dollars?"
_PERCENT = r"%|phần trăm|per ?cent"
_MONTH_NAME = "|".join(f"{name}|{name[:3]}\\.?" for name in MONTHS)
_DATES = {
    "vi": re.compile(
        r"(?:ngày\s+)?(?P<d>[0-3]?[0-9])\s+tháng\s+(?P<m>[01]?[0-9])(?:\s+năm\s+|\s*[/-]\s*)(?P<y>(?:19|20)[0-9]{2})\b"
        r"|(?<![0-9/.,])(?P<d2>[0-3]?[0-9])[/.-](?P<m2>[01]?[0-9])[/.-](?P<y2>(?:19|20)[0-9]{2})(?![0-9/])"
        r"|tháng\s+(?P<m3>[01]?[0-9])(?:\s+năm\s+|\s*[/-]\s*)(?P<y3>(?:19|20)[0-9]{2})\b"
        r"|(?<![0-9/.,])(?P<m4>0?[1-9]|1[0-2])/(?P<y4>(?:19|20)[0-9]{2})(?![0-9/])"
        r"|\btháng\s+(?P<m5>0?[1-9]|1[0-2])\b(?!\s*(?:lương|tuổi|đầu))"
    ),
    "en": re.compile(
        rf"(?P<d>[0-3]?[0-9])(?:st|nd|rd|th)?\s+(?P<m>{_MONTH_NAME}),?\s+(?P<y>(?:19|20)[0-9]{{2}})\b"
        rf"|\b(?P<m6>{_MONTH_NAME})\s+(?P<d6>[0-3]?[0-9])(?:st|nd|rd|th)?,?\s+(?P<y6>(?:19|20)[0-9]{{2}})\b"
        r"|(?<![0-9/.,])(?P<d2>[0-3]?[0-9])[/.-](?P<m2>[01]?[0-9])[/.-](?P<y2>(?:19|20)[0-9]{2})(?![0-9/])"
        rf"|\b(?P<m3>{_MONTH_NAME})\s+(?P<y3>(?:19|20)[0-9]{{2}})\b"
        r"|(?<![0-9/.,])(?P<m4>0?[1-9]|1[0-2])/(?P<y4>(?:19|20)[0-9]{2})(?![0-9/])"
    ),
}
_HOUR = r"(?<![0-9])(?P<h>[01]?[0-9]|2[0-4])"
_TIMES = {
    "vi": re.compile(_HOUR + r"(?::(?P<n>[0-5][0-9])|\s?(?:giờ|h)(?:\s?(?P<n2>[0-5][0-9]))?)(?![0-9a-z])"),
    "en": re.compile(
        _HOUR + r"(?::(?P<n>[0-5][0-9])\s?(?P<half>[ap]\.?m\b\.?)?|\s?(?P<half2>[ap]\.?m\b\.?))",
    ),
}
_AMOUNTS = {
    language: re.compile(
        rf"(?:(?P<before>{_VND[language]}|{_USD})\s?)?(?<![^\W\d_])(?P<number>{_NUMBER})"
        rf"(?P<terms>(?:\s?(?:{'|'.join(sorted(SCALES[language], key=len, reverse=True))})\b(?:\s+rưỡi\b)?"
        rf"(?:\s+(?={_NUMBER}\s?(?:{'|'.join(SCALES[language])})\b){_NUMBER})?)*)"
        rf"\s?(?:(?P<percent>{_PERCENT})|(?P<after>(?:{_VND[language]}|{_USD})(?![^\W_])))?"
    )
    for language in SCALES
}
_TIMES_SIGN = re.compile(r"(?<=[0-9])\s?[x×]\s?(?=[0-9])")
# The 2 of m2 is no figure.
_SQUARED = re.compile(r"(?<=[0-9\s/])((?:k|c|d|m)?m)[23²³](?![\w])")
_GROUPED = {
    "vi": re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?"),
    "en": re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?"),
}
_DECIMAL = {"vi": ",", "en": "."}


def compare(source: str, target: str) -> Comparison:
    """The figures of a Vietnamese text that its English does not have, and the other way round."""
    vietnamese, english = figures(source, "vi"), figures(target, "en")
    missing, extra = _unmatched(vietnamese, english), _unmatched(english, vietnamese)
    missing = _not_spelt(missing, _spelt(target, "en"))
    extra = _not_spelt(extra, _spelt(source, "vi"))
    return Comparison(_not_month(missing, target), extra)


def figures(text: str, language: str) -> list[Figure]:
    """Every figure of a text, in its order."""
    text = _SQUARED.sub(r"\1", _TIMES_SIGN.sub(" × ", clean(text).lower()))
    found = []
    for read in (_dates, _times, _amounts):
        taken = list(read(text, language))
        for start, figure in taken:
            found.append((start, figure))
            text = text[:start] + "\0" * len(figure.text) + text[start + len(figure.text) :]
    return [figure for _, figure in sorted(found, key=lambda pair: pair[0])]


def _dates(text: str, language: str) -> Iterator[tuple[int, Figure]]:
    for match in _DATES[language].finditer(text):
        parts = {name[0]: value for name, value in match.groupdict().items() if value}
        month = int(parts["m"]) if parts["m"].isdigit() else _month_of(parts["m"])
        day, year = (int(parts[name]) if name in parts else None for name in ("d", "y"))
        if 1 <= month <= 12 and (day is None or 1 <= day <= 31):
            yield match.start(), Figure("date", (year, month, day), match.group())


def _month_of(name: str) -> int:
    return next(number for number, month in enumerate(MONTHS, start=1) if month.startswith(name.rstrip(".")[:3]))


def _times(text: str, language: str) -> Iterator[tuple[int, Figure]]:
    for match in _TIMES[language].finditer(text):
        parts = {name: value for name, value in match.groupdict().items() if value}
        half = parts.get("half") or parts.get("half2") or ""
        hour = int(parts["h"]) % 12 + 12 * half.startswith("p") if half else int(parts["h"])
        yield match.start(), Figure("time", (hour, int(parts.get("n") or parts.get("n2") or 0)), match.group().rstrip())


def _amounts(text: str, language: str) -> Iterator[tuple[int, Figure]]:
    for match in _AMOUNTS[language].finditer(text):
        currency = match["before"] or match["after"]
        kind = "percent" if match["percent"] else "number" if not currency else _currency(currency, language)
        value = _value(match["number"] + match["terms"], language)
        yield match.start(), Figure(kind, value, match.group().rstrip())


def _currency(word: str, language: str) -> str:
    return "vnd" if re.fullmatch(_VND[language], word) else "usd"


def _value(words: str, language: str) -> Decimal:
    """1 tỷ 250 triệu: the terms of an amount added up."""
    total = Decimal(0)
    for match in re.finditer(rf"({_NUMBER})((?:\s?[^\W\d_]+)*)", words):
        scales = match.group(2).split()
        number = _number(match.group(1), language) + (Decimal("0.5") if "rưỡi" in scales else 0)
        for word in scales:
            number *= SCALES[language].get(word, 1)
        total += number
    return total


def _number(digits: str, language: str) -> Decimal:
    """Digits as the language groups them; what it would not write so is read as it stands: 1.5 in a Vietnamese text."""
    decimal = _DECIMAL[language]
    if _GROUPED[language].fullmatch(digits):
        digits = digits.replace("," if decimal == "." else ".", "").replace(",", ".")
        return Decimal(digits)
    plain = digits.replace(",", ".")
    if plain.count(".") > 1:
        return Decimal(re.sub("[.,]", "", digits))
    return Decimal(plain)


def _unmatched(mine: list[Figure], others: list[Figure]) -> list[Figure]:
    left = [figure[:2] for figure in others]
    alone = []
    for figure in mine:
        if figure[:2] in left:
            left.remove(figure[:2])
        else:
            alone.append(figure)
    return alone


def _spelt(text: str, language: str) -> list[Decimal]:
    """The small numbers that a text spells out: twelve, twenty-four, second."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    ones = {word: number for number, word in enumerate(_ONES[language].split())}
    ordinals = {word: number for number, word in enumerate(_ORDINALS[language].split(), start=1)}
    tens = {word: number * 10 for number, word in enumerate(_TENS[language].split(), start=2)}
    found = []
    for place, word in enumerate(words):
        value = (ones | ordinals | tens).get(word)
        if value is not None:
            found.append(Decimal(value))
            behind = ones.get(words[place + 1]) if place + 1 < len(words) else None
            if word in tens and behind and behind < 10:
                found.append(Decimal(value + behind))
    return found


def _not_spelt(alone: list[Figure], spelt: list[Decimal]) -> list[Figure]:
    left = []
    for figure in alone:
        value = figure.value
        if figure.kind == "number" and isinstance(value, Decimal) and value in spelt:
            spelt.remove(value)
        else:
            left.append(figure)
    return left


def _not_month(missing: list[Figure], target: str) -> list[Figure]:
    """A month without a year is a name in English: "tháng 9" is answered by "September"."""
    words = set(re.findall(r"[a-z]+", target.lower()))
    return [figure for figure in missing if not (figure.kind == "date" and words & _names_of(figure.value))]


def _names_of(value: Decimal | tuple[int | None, ...]) -> set[str]:
    """How English calls a month without a year; nothing for a full date."""
    match value:
        case (None, int(month), None):
            return {MONTHS[month - 1], MONTHS[month - 1][:3]}
    return set()
