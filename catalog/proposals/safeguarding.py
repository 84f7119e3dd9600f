"""Finding words that may expose a child in free text, before it leaves the unit and before it is released.

Names, birthdays, numbers of papers and telephones, school classes and an individual's illness: Decree 56/2017, art. 33.
"""

import re
from typing import NamedTuple

from catalog.i18n import Bilingual

KINDS = {
    "name": Bilingual("tên riêng của trẻ", "a child's name"),
    "birthday": Bilingual("ngày sinh", "a date of birth"),
    "phone": Bilingual("số điện thoại", "a telephone number"),
    "id_number": Bilingual("số giấy tờ", "the number of an identity paper"),
    "email": Bilingual("địa chỉ thư điện tử", "an e-mail address"),
    "class": Bilingual("lớp học của một em", "one child's class"),
    "condition": Bilingual("tình trạng riêng của một em", "one child's condition"),
}

_UPPER = "A-ZÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝĂĐĨŨƠƯẠ-Ỹ"
# A surname that many bear makes a capitalised word after "em" a name, not the start of a place or an institution.
_SURNAMES = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Đào|Trịnh|Mai|Lương|Nông|Hứa|Vi|Lục|"
    "Chu|Triệu|Bàn|Hà|Tô|Giáp|Thân|Đoàn|Lưu|Tạ|Ninh|La|Lâm|Cao|Từ|Phùng|Quách|Lăng|Lộc|Tống|Trương|Nghiêm|Hán|Đàm"
)
_WORD = rf"[{_UPPER}][^\W\d_]*"
_PATTERNS = (
    ("name", rf"\b(?:[Ee]m|[Cc]háu|[Bb]é|[Hh]ọc sinh|[Tt]rẻ)\s+(?:(?:{_SURNAMES})(?:\s+{_WORD}){{1,4}})"),
    (
        "name",
        rf"\b(?:[Ee]m|[Cc]háu|[Bb]é)\s+{_WORD}(?:\s+{_WORD}){{0,3}}(?=\s*(?:,|\(|sinh|lớp|bị|ở|là|mồ|con|\.|;|$))",
    ),
    ("birthday", r"\b[Ss]inh\s+(?:ngày\s+)?\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}\b"),
    ("birthday", r"\b[Ss]inh\s+ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}\b"),
    ("phone", r"(?<![\d.,])(?:\+?84|0)(?:[ .-]?\d){9}(?![\d])"),
    ("id_number", r"(?<![\d.,])(?:\d{9}|\d{12})(?![\d.,]?\d)"),
    ("email", r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    ("class", r"\b[Ll]ớp\s+\d{1,2}\s?[A-H]\d?\b"),
    (
        "condition",
        r"(?<!rẻ )\b(?:[Ee]m|[Cc]háu|[Bb]é)\b[^.;\n]{0,60}\b(?:nhiễm HIV|bị xâm hại|bị bạo hành|bị lạm dụng|mồ côi)",
    ),
)
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _PATTERNS)


class Hit(NamedTuple):
    """A place in a text: `kind` of KINDS, from `start` to `end` (characters), and the words there."""

    kind: str
    start: int
    end: int
    excerpt: str


def scan(text: str) -> list[Hit]:
    """Every place of an NFC text that may expose a child, in order; of two on one place the first kind listed."""
    hits: list[Hit] = []
    for kind, pattern in _COMPILED:
        for match in pattern.finditer(text):
            if not any(match.start() < hit.end and hit.start < match.end() for hit in hits):
                hits.append(Hit(kind, match.start(), match.end(), match.group()))
    return sorted(hits, key=lambda hit: hit.start)
