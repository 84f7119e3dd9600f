"""Amounts in whole đồng: as people write them, as documents print them, in words, and in US dollars."""

import re
import unicodedata
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Literal, NamedTuple

from catalog.text import clean, fold

Doubt = Literal[
    "grouping", "unit", "range", "approximate", "shorthand", "rounded", "extra", "foreign", "negative", "unreadable"
]


class ParsedAmount(NamedTuple):
    """An amount as it was understood.

    value: whole đồng, or None where there is no amount or none could be read.
    certain: False where the value is a guess or the text is no amount at all.
    doubt: why it is not certain. With a value: "grouping" (1.250 triệu: thousands or decimals?), "unit" (the
    heading's unit makes no sense for this number), "range" (the upper end was taken), "approximate", "shorthand"
    (1 tỷ 250), "rounded" (not whole đồng), "extra" (other words or amounts beside it). Without one: "foreign"
    (another currency), "negative", "unreadable".
    """

    value: int | None
    certain: bool = True
    doubt: Doubt | None = None


NOTHING = ParsedAmount(None)
# More than any single proposal asks for: a reading above this loses against another one.
IMPLAUSIBLE_VND = 100_000_000_000
LARGEST_VND = 10**15
LONGEST_TEXT = 300
# A bare number among other words is an amount only from here on: "Ngân sách huyện 60.000.000", not "2 phòng".
SMALLEST_PLAIN = 1_000

_SCALES = {
    100: ("tram", "hundred"),
    1_000: ("nghin", "ngan", "k", "thousand"),
    1_000_000: ("trieu", "tr", "million", "mio", "mil", "mn", "m"),
    1_000_000_000: ("ty", "ti", "billion", "bil", "bn"),
}
_SCALE_OF = {word: scale for scale, words in _SCALES.items() for word in words}
_NOT_IN_WORD = r"(?![a-z])"
_TOKEN = re.compile(
    rf"""(?P<number>[0-9](?:[0-9.,' ]*[0-9])?)
    |(?P<scale>{"|".join(sorted(_SCALE_OF, key=len, reverse=True))})(?=\.?\s*(?:vnd|dong|d|₫)?{_NOT_IN_WORD})
    |(?P<half>ruoi){_NOT_IN_WORD}
    |(?P<dong>\.?(?:viet\s?nam\s?dong|vn\s?dong|vnd|vn\.d|dong|d|₫)){_NOT_IN_WORD}
    |(?P<foreign>usd|us\$|\$|do\sla|dollars?|eur|euro|€|gbp|£|jpy|yen|¥|aud|krw|won){_NOT_IN_WORD}
    |(?P<to>-|~|den|toi|to{_NOT_IN_WORD})
    |(?P<about>khoang|uoc\stinh|uoc|du\skien|tam|gan|hon|tren|duoi|about|approx(?:imately)?|around|>|<|≈|±){_NOT_IN_WORD}
    |(?P<filler>(?:tu|from|chan){_NOT_IN_WORD}|[\s.,;:=()/]+)
    |(?P<reckoning>[x*×+%]\s*(?=[0-9]|$))
    |(?P<other>[a-z]+|.)""",
    re.VERBOSE,
)
_IN_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_NO_AMOUNT = frozenset({"", "-", "--", "x", "...", "…", "/", "chua co", "chua xac dinh", "n/a"})
_ZERO = frozenset({"khong", "khong co", "none", "nil"})
_DASHES = str.maketrans("–—−‐‑’`", "-----''")


class _Term(NamedTuple):
    """A number with its unit words: `scale` is None where no unit word follows."""

    number: Decimal
    scale: int | None
    doubtful: bool
    digits: str


def parse_vnd(text: str | int | float | Decimal | None, unit: int = 1) -> ParsedAmount:
    """Read an amount as written in forms, tables and letters, or as a number from a spreadsheet.

    unit: đồng that one of the column's unit is worth (1,000,000 for "triệu đồng"); a unit word in the text wins.
    Vietnamese writing is preferred: `.` groups thousands, `,` starts decimals.
    """
    if text is None or isinstance(text, bool):
        return NOTHING
    if not isinstance(text, str):
        return _scaled(Decimal(f"{text:.15g}") if isinstance(text, float) else Decimal(text), unit)
    words = fold(unicodedata.normalize("NFKC", clean(text)).translate(_DASHES))
    if words in _NO_AMOUNT:
        return NOTHING
    if len(words) > LONGEST_TEXT:
        return ParsedAmount(None, False, "unreadable")
    if words in _ZERO:
        return ParsedAmount(0)
    plain = _plain_number(words)
    return _scaled(plain, unit) if plain is not None else _parse_words(words, unit)


def _plain_number(words: str) -> Decimal | None:
    """Digits alone, or the notation of a machine (1.5E+09); everything else needs interpretation."""
    if not words.isdigit() and not re.fullmatch(r"[0-9](?:\.[0-9]+)?e\+?[0-9]{1,2}", words):
        return None
    try:
        return Decimal(words)
    except InvalidOperation:
        return None


def _parse_words(words: str, unit: int) -> ParsedAmount:
    if re.match(r"\(?\s*-\s*[0-9]", words) or re.fullmatch(r"\([0-9., ]+\)", words):
        return ParsedAmount(None, False, "negative")
    bare = _IN_BRACKETS.sub(" ", words)
    bracketed = any(re.search("[0-9]", part) for part in _IN_BRACKETS.findall(words))
    if not re.search("[0-9]", bare):
        bare, bracketed = words, False
    tokens = [(match.lastgroup or "other", match.group()) for match in _TOKEN.finditer(bare)]
    kinds = {kind for kind, _ in tokens}
    if "foreign" in kinds:
        return ParsedAmount(None, False, "foreign")
    amounts, is_range, has_dong = _amounts(tokens)
    if not amounts or None in amounts or _hides_amount(tokens, amounts):
        return ParsedAmount(None, False, "unreadable")
    if is_range and len(amounts) == 2:
        return _upper_end(amounts, unit, has_dong)
    parsed = _value(amounts[0], unit, has_dong)
    if parsed.value is None or not parsed.certain:
        return parsed
    if len(amounts) > 1 or bracketed or "other" in kinds:
        return parsed._replace(certain=False, doubt="extra")
    return parsed._replace(certain=False, doubt="approximate") if "about" in kinds else parsed


def _hides_amount(tokens: list[tuple[str, str]], amounts: list) -> bool:
    """Sums to be worked out, things counted (`2 phòng`), and several amounts none of which leads the text."""
    kinds = [kind for kind, _ in tokens if kind not in ("filler", "about")]
    if "reckoning" in kinds:
        return True
    if "other" in kinds and not {"scale", "dong"} & set(kinds):
        return any(term.number < SMALLEST_PLAIN for terms in amounts for term in terms)
    return len(amounts) > 1 and kinds[0] not in ("number", "dong")


def _amounts(tokens: Iterable[tuple[str, str]]) -> tuple[list[list[_Term] | None], bool, bool]:
    """Group the tokens into amounts: one list of terms each (`1 tỷ 250 triệu` has two), None for a malformed number."""
    amounts: list[list[_Term] | None] = []
    is_range = has_dong = False
    joined = False
    for kind, token in tokens:
        if kind == "number":
            term = _term(token)
            if term is None:
                amounts.append(None)
            elif joined and amounts and amounts[-1] and _continues(amounts[-1]):
                amounts[-1].append(term)
            else:
                amounts.append([term])
            joined = True
        elif kind in ("scale", "half") and joined and amounts and amounts[-1]:
            amounts[-1][-1] = _with_scale(amounts[-1][-1], token)
        elif kind == "dong":
            has_dong = True
            joined = False
        elif kind == "to" and amounts:
            is_range, joined = True, False
        elif kind != "filler" or token.strip():
            joined = False
    return amounts, is_range, has_dong


def _continues(terms: list[_Term]) -> bool:
    """Whether a further number may belong to the same amount: after `1 tỷ` yes, after `1.500` no."""
    return terms[-1].scale is not None


def _with_scale(term: _Term, word: str) -> _Term:
    if word == "ruoi":
        return term._replace(number=term.number + Decimal("0.5"))
    return term._replace(scale=(term.scale or 1) * _SCALE_OF[word])


def _term(token: str) -> _Term | None:
    """A written number: which marks group thousands and which starts the decimals; None where neither fits."""
    digits = re.sub("[ ']", "", token)
    if digits != token and not re.fullmatch(r"[0-9]{1,3}(?:[ '][0-9]{3})+(?:[.,][0-9]+)?", token):
        return None
    marks = re.sub("[0-9]", "", digits)
    doubtful = False
    if not marks:
        number = digits
    elif len(set(marks)) == 1 and len(marks) > 1:
        number = _grouped(digits, marks[0])
    elif len(marks) == 1:
        whole, _, rest = digits.partition(marks)
        doubtful = len(rest) == 3 and len(whole) <= 3 and not whole.startswith("0") and digits == token
        number = whole + rest if doubtful else f"{whole}.{rest}"
    elif marks.count(marks[-1]) == 1 and len(set(marks)) == 2:
        whole, _, rest = digits.rpartition(marks[-1])
        whole = _grouped(whole, marks[0])
        number = whole and f"{whole}.{rest}"
    else:
        number = None
    return _Term(Decimal(number), None, doubtful, token) if number else None


def _grouped(digits: str, mark: str) -> str | None:
    return digits.replace(mark, "") if re.fullmatch(rf"[0-9]{{1,3}}(?:{re.escape(mark)}[0-9]{{3}})+", digits) else None


def _value(terms: list[_Term] | None, unit: int, has_dong: bool) -> ParsedAmount:
    """What the terms of one amount come to."""
    if not terms:
        return ParsedAmount(None, False, "unreadable")
    if len(terms) == 1:
        term = terms[0]
        return _single(term, term.scale or (1 if has_dong else unit), worded=bool(term.scale or has_dong))
    total, smallest = Decimal(0), None
    for position, term in enumerate(terms):
        if term.scale is None and position == len(terms) - 1 and smallest and term.digits.isdigit():
            # `1 tỷ 250` is 1.25 billion and `2 triệu 5` is 2.5 million: the digits go on where the unit stopped.
            return _scaled(total + Decimal(f"0.{term.digits}") * smallest, 1, "shorthand")
        if term.scale is None or (smallest is not None and term.scale >= smallest):
            return ParsedAmount(None, False, "unreadable")
        total += term.number * term.scale
        smallest = term.scale
    return _scaled(total, 1, "grouping" if any(term.doubtful for term in terms) else None)


def _single(term: _Term, scale: int, worded: bool) -> ParsedAmount:
    if not term.doubtful or scale == 1:
        return _scaled(term.number, scale, fixed=worded)
    as_thousands = term.number * scale
    number = term.number if as_thousands <= IMPLAUSIBLE_VND else term.number / 1000
    return _scaled(number, scale, "grouping", fixed=True)


def _upper_end(amounts: list, unit: int, has_dong: bool) -> ParsedAmount:
    lower, upper = amounts
    if len(lower) == 1 and lower[0].scale is None and upper[-1].scale is not None:
        lower = [lower[0]._replace(scale=upper[-1].scale)]
    low, high = _value(lower, unit, has_dong), _value(upper, unit, has_dong)
    if low.value is None or high.value is None or low.value > high.value:
        return ParsedAmount(None, False, "unreadable")
    return ParsedAmount(high.value, False, "range")


def _scaled(number: Decimal, scale: int, doubt: Doubt | None = None, fixed: bool = False) -> ParsedAmount:
    """The number times the scale in whole đồng. Unless `fixed`, a scale that makes no sense for it is dropped."""
    if not number.is_finite():
        return ParsedAmount(None, False, "unreadable")
    if number < 0:
        return ParsedAmount(None, False, "negative")
    if not fixed and scale > 1 and number >= 1_000_000 and number * scale > IMPLAUSIBLE_VND:
        scale, doubt = 1, "unit"
    exact = number * scale
    if exact > LARGEST_VND:
        return ParsedAmount(None, False, "unreadable")
    value = int(exact.quantize(Decimal(1), ROUND_HALF_UP))
    if doubt is None and abs(exact - value) > Decimal("0.01"):
        doubt = "rounded"
    return ParsedAmount(value, doubt is None, doubt)


def format_vnd(value: int, language: str = "vi") -> str:
    """1.500.000 đồng, or VND 1,500,000."""
    grouped = f"{value:,}"
    return f"VND {grouped}" if language == "en" else f"{grouped.replace(',', '.')} đồng"


_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_AFTER_TENS = {1: "mốt", 4: "tư", 5: "lăm"}
_GROUPS = ((1_000_000, "triệu"), (1_000, "nghìn"), (1, ""))


def in_words(value: int) -> str:
    """The amount read out in Vietnamese as in decisions: "Một trăm triệu đồng". Raises ValueError below zero."""
    if value < 0:
        raise ValueError("an amount in words is never negative")
    words = _read(value) if value else _DIGITS[0]
    return f"{words[0].upper()}{words[1:]} đồng"


def _read(value: int, leading: bool = True) -> str:
    """Billions recursively (nghìn tỷ, triệu tỷ), then three groups of three digits; empty groups are not spoken."""
    billions, rest = divmod(value, 1_000_000_000)
    parts = [f"{_read(billions, leading)} tỷ"] if billions else []
    for size, name in _GROUPS:
        group, rest = divmod(rest, size)
        if group:
            parts.append(f"{_read_group(group, leading and not parts)} {name}".strip())
    return " ".join(parts)


def _read_group(group: int, leading: bool) -> str:
    """Up to three digits; only the leading group may leave its hundreds out."""
    hundreds, rest = divmod(group, 100)
    tens, ones = divmod(rest, 10)
    parts = [f"{_DIGITS[hundreds]} trăm"] if hundreds or not leading else []
    if tens == 0:
        if ones:
            parts += ["linh", _DIGITS[ones]] if parts else [_DIGITS[ones]]
    else:
        parts.append("mười" if tens == 1 else f"{_DIGITS[tens]} mươi")
        if ones:
            parts.append(_AFTER_TENS.get(ones, _DIGITS[ones]) if tens > 1 else "lăm" if ones == 5 else _DIGITS[ones])
    return " ".join(parts)


def to_usd(vnd: int, vnd_per_usd: int | Decimal | str) -> int:
    """Whole US dollars at a stored rate, half a dollar rounded up."""
    return int((Decimal(vnd) / Decimal(vnd_per_usd)).quantize(Decimal(1), ROUND_HALF_UP))
