"""Amounts within running text: those of a record sheet's cost, and those that a description names."""

import re
from typing import NamedTuple

from catalog.money import parse_vnd
from catalog.text import fold

_PARTS = re.compile(r"[;\n]|\btrong do\b ?:?|\bof (?:this|which)\b ?:?|(?<=\s)[-–+•] ?(?=[^\d\s])")
_COUNTERPART = re.compile(r"doi ung|counterpart|ngan sach|dia phuong|\blocal\b|nhan dan|xa hoi hoa|dong gop")
_AID = re.compile(r"vien tro|tai tro|\bxin\b|keu goi|van dong|request|sought|\baid\b|\bgrant")
_UNIT = r"(?:ty|ti|trieu|tr|nghin|ngan|dong|d|vnd|billion|million|thousand)\b"
# A number with what makes it money; in another currency it is found, and understood to be none.
_AMOUNT = re.compile(
    rf"(?:\b(?:vnd|usd|eur)\b ?|\$ ?)?(?<![\d.,])\d[\d.,]*(?<![.,])(?:(?: ?{_UNIT})+)?(?: ?(?:usd|eur|\$))?"
)
_MONEY = re.compile(rf"^vnd\b|{_UNIT}")
_TOTAL = re.compile(r"\b(?:tong|tat ca|total|altogether)\b[^.;\n]{0,60}$")


class TextAmount(NamedTuple):
    """An amount in đồng as it is written, what is sure of it, and whether the words before it say that it is a sum."""

    raw: str
    vnd: int
    is_sure: bool
    is_total: bool


def amounts_in(text: str) -> list[TextAmount]:
    """The amounts that a running text names with their unit: "446,4 triệu đồng", "VND 1,500,000"."""
    found = []
    for line in (" ".join(line.split()) for line in text.split("\n")):
        folded = fold(line)
        for match in _AMOUNT.finditer(folded) if len(folded) == len(line) else ():
            parsed = parse_vnd(match.group())
            if parsed.value is not None and _MONEY.search(match.group()):
                is_total = _TOTAL.search(folded[: match.start()]) is not None
                found.append(TextAmount(line[slice(*match.span())].strip(), parsed.value, parsed.certain, is_total))
    return found


def amounts_of(text: str) -> dict[str, str]:
    """Cells of the columns total, aid and counterpart: "Tổng vốn 2,6 tỷ đồng. Trong đó: - Kinh phí xin viện trợ: …".

    What is not understood stays as it is written, for the reader of amounts to say so.
    """
    cells = {"total": "", "aid": "", "counterpart": ""}
    for part in _parts(text):
        words = fold(part)
        name = "counterpart" if _COUNTERPART.search(words) else "aid" if _AID.search(words) else "total"
        if not cells[name]:
            cells[name] = _cell(part)
    return cells


def _parts(text: str) -> list[str]:
    """The text cut where another amount begins."""
    parts = []
    for line in (" ".join(line.split()) for line in text.split("\n")):
        folded = fold(line)
        cuts = [end for match in _PARTS.finditer(folded) for end in match.span()] if len(folded) == len(line) else []
        ends = [0, *cuts, len(line)]
        parts += [line[start:end].strip() for start, end in zip(ends[::2], ends[1::2], strict=True)]
    return [part for part in parts if re.search(r"\d", part)]


def _cell(part: str) -> str:
    amounts = amounts_in(part)
    if not amounts:
        return part
    return f"{amounts[0].vnd} đồng" if amounts[0].is_sure else amounts[0].raw
