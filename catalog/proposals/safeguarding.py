"""Finds what may tell who a child is in a text that will be published (product.md §6, Decree 56/2017 art. 33)."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from catalog.i18n import Bilingual
from catalog.text import fold

KINDS = {
    "name": Bilingual("tên riêng", "a personal name"),
    "phone": Bilingual("số điện thoại", "a telephone number"),
    "birth_date": Bilingual("ngày, năm sinh", "a date of birth"),
    "id_number": Bilingual("số giấy tờ tùy thân", "an identity number"),
    "email": Bilingual("địa chỉ thư điện tử", "an e-mail address"),
    "school_class": Bilingual("lớp học cụ thể", "a school class"),
    "health_or_abuse": Bilingual("sức khỏe hoặc bị xâm hại của một trẻ", "one child's health or abuse"),
}


class Hit(NamedTuple):
    """Something that should be looked at: its kind (a key of KINDS), where it stands, the words."""

    kind: str
    start: int
    end: int
    excerpt: str


# Family names common in the north; a capitalised word after "học sinh" counts as a name only with one of these.
_SURNAMES = frozenset(
    "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý nông vi giáp thân leo chu hà triệu đàm"
    " lương ninh trương hứa mạc đinh lâm mai tô tạ đào đoàn trịnh cao phùng quách tống thái viên bàng tăng diệp lục lưu"
    " khổng bế lò lô lầu vàng giàng sùng chảo bàn tráng thào hạng cư cù mã từ thạch kiều khuất nghiêm chung la".split()
)
_PLAIN_SURNAMES = frozenset(map(fold, _SURNAMES))
# Two capitalised words that begin like a family name and are places of the province.
_PLACES = frozenset(
    " ".join(place.split())
    for place in """ha noi, ha giang, ha tinh, ha nam, ha vi, lam dong, lam cot, ninh binh, ninh son, thai nguyen, thai binh,
    thai dao, thai son, mai chau, mai dinh, mai trung, mai son, mai pha, duong huu, duong duc, luc nam, luc ngan, luc son,
    cao bang, cao xa, cao thuong, cao minh, dao my, luong phong, luong tai, hoang ninh, hoang luong, hoang an, hoang thanh,
    hoang van, ngo quyen, le loi, tran phu, tran nguyen han, le hong phong, ho dap, to hieu, vi xuyen, la ngan, vu xa,
    vu ninh, tu lan, tu mai, tang tien, than thuoc, luu kiem, hoang hoa tham, tan yen, bac giang""".split(",")
)
# Capitalised words that follow "em", "cháu", "bé" without being a name.
_NO_NAMES = frozenset(
    "dan tay nung dao mong h kinh hoa muong san cao thai viet truong lop khoi mam tieu mau thcs thpt th ptdtbt bac luc"
    " son yen tan lang hiep xa huyen thi thon ban tet he trung doi doan nhi ngheo mo khuyet co o tai khi se da duoc la va"
    " cac nu nam vung mien tinh thanh tu den duoi tren hoc chua khong bi phai dang vui dip noi moi tot uu gioi".split()
)
_LATIN = (*range(0x41, 0x250), *range(0x1EA0, 0x1EFA))
_UPPER = "".join(filter(str.isupper, map(chr, _LATIN)))
_WORD = rf"[{_UPPER}][^\W\d_]*"
_FULL_NAME = rf"(?P<name>{_WORD}(?:\s{_WORD}){{1,4}}\.?)"
_INITIALS = r"(?P<name>(?:[A-ZĐ]\.\s?){1,3}[A-ZĐ]?(?![\w.])|[A-ZĐ](?![\w.]))"
_CHILD = (
    r"(?P<call>\b(?i:trẻ em|các em|học sinh|em học sinh|em|cháu|bé|trẻ|hs|sinh viên|con|nạn nhân|bạn"
    r"|pupil|student|child|boy|girl|named))"
)
_PARENT = (
    r"(?P<call>\b(?i:gia đình (?:em|cháu|bé|ông|bà|anh|chị)|con (?:ông|bà|anh|chị)|mẹ|bố|cha|ông|bà|anh|chị"
    r"|họ (?:và )?tên|tên(?: là)?|mother|father|mrs?|ms))"
)
_NAMED = tuple(re.compile(rf"{call}\s*:?\s+{_FULL_NAME}") for call in (_CHILD, _PARENT))
_INITIALLED = re.compile(rf"{_CHILD}\s+{_INITIALS}")
_GIVEN_NAME = re.compile(rf"(?P<before>\S*)\s*\b(?P<call>em|cháu|bé)\s+(?P<name>{_WORD})(?!\s[{_UPPER}])")
_MANY = re.compile(r"(?:[0-9]|^(?:trẻ|các|những|nhiều|mọi|số|chị|anh|lứa|thiếu)$)", re.IGNORECASE)

_PHONE = re.compile(r"(?<![\w.,/])(?:\+84|\(?0)(?:[\s.()-]{0,2}[0-9]){8,10}(?![\w/]|[.,][0-9])")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LABELLED_ID = re.compile(
    r"\b(?:CMND|CCCD|CMTND|căn cước|định danh|BHYT|hộ chiếu)[^0-9\n]{0,20}(?P<id>[A-Z]{0,2}[0-9][0-9 ]{7,16}[0-9])",
    re.IGNORECASE,
)
_BARE_ID = re.compile(r"(?<![\w.,/])(?:[0-9]{9}|[0-9]{12}|[A-Z]{2}[0-9]{13})(?![\w/]|[.,][0-9])")
_MONEY_AFTER = re.compile(r"\s*(?:đ\b|đồng|vnd|vnđ|dong|triệu|tỷ)", re.IGNORECASE)
_BIRTH = re.compile(
    r"\b(?:sinh (?:ngày|năm)|ngày sinh|năm sinh|sn|born(?: on| in)?|date of birth)\s*:?\s*"
    r"(?:[0-3]?[0-9]\s?[/.-]\s?)?(?:[01]?[0-9]\s?[/.-]\s?)?(?:19|20)[0-9]{2}(?!\s?[-–]\s?(?:20)?[0-9]{2})",
    re.IGNORECASE,
)
_CLASS = re.compile(r"\b(?i:lớp|class)\s*(?:1[0-2]|[1-9])\s?[/.]?\s?(?:[A-HK](?:[0-9]{1,2})?)(?!\w)")
_HARM = re.compile(
    r"(?:nhiễm|có|mắc|bị)\s(?:HIV|AIDS|H)\b|bị\s(?:xâm hại|hiếp dâm|dâm ô|lạm dụng|bạo hành|bạo lực|mua bán|bỏ rơi)"
    r"|(?:is|was|were) (?:abused|raped)|HIV.positive",
    re.IGNORECASE,
)
# Words just before that make it a group or a programme, not one child.
_GROUP = re.compile(
    r"(?:phòng|chống|ngừa|nguy cơ|trẻ em|học sinh|các em|những em|trẻ|nhóm|nạn nhân|người|children|pupils"
    r"|[1-9][0-9]+\s\w+(?:\s\w+)?)"
    r"[\s,;/]*(?:có thể |có nguy cơ |hoặc |không )?$",
    re.IGNORECASE,
)
_ONE_CHILD = re.compile(
    r"\b(?:một|1|0[1-9]|[1-9]|em|cháu|bé)\s*(?:em|cháu|bé|trẻ|học sinh|trường hợp)?\b[^.;\n]{0,40}$", re.IGNORECASE
)


def scan(text: str) -> list[Hit]:
    """Everything in the text that may identify a child, in its order; nothing is certain, each hit is to be judged."""
    hits = [Hit(kind, start, end, text[start:end].strip()) for find in _FINDERS for kind, start, end in find(text)]
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept


Found = Iterator[tuple[str, int, int]]


def _names(text: str) -> Found:
    for pattern in _NAMED:
        for match in pattern.finditer(text):
            words = _name_words(match)
            if words:
                yield "name", match.start(), match.start("name") + len(words)
    for match in _INITIALLED.finditer(text):
        if fold(match["call"]) not in ("tre em", "cac em", "tre", "con", "ban") or "." in match["name"]:
            yield "name", match.start(), match.end()
    for match in _GIVEN_NAME.finditer(text):
        if not _MANY.search(match["before"]) and fold(match["name"]) not in _NO_NAMES:
            yield "name", match.start("call"), match.end()


def _name_words(match: re.Match[str]) -> str | None:
    """The part of the capitalised words that is a name; None where they are a school, a place or a people."""
    words = fold(match["name"]).split()
    first = match["name"].split()[0].lower()
    if (
        first not in (_PLAIN_SURNAMES if first.isascii() else _SURNAMES)
        or " ".join(words[:2]) in _PLACES
        or " ".join(words[:3]) in _PLACES
    ):
        return None
    shouted = match["name"].isupper() and match["call"].isupper()
    weak = fold(match["call"]) in ("hoc sinh", "tre em", "cac em", "tre", "hs", "sinh vien")
    if (weak or shouted) and len(words) < 3:
        return None
    return match["name"] if not shouted or words[1] in ("thi", "van") else None


def _phones(text: str) -> Found:
    for match in _PHONE.finditer(text):
        if 9 <= sum(map(str.isdigit, match.group())) <= 12 and not _MONEY_AFTER.match(text, match.end()):
            yield "phone", match.start(), match.end()


def _numbers(text: str) -> Found:
    for match in _LABELLED_ID.finditer(text):
        yield "id_number", match.start(), match.end()
    for match in _BARE_ID.finditer(text):
        if not match.group().endswith("000") and not _MONEY_AFTER.match(text, match.end()):
            yield "id_number", match.start(), match.end()


def _harm(text: str) -> Found:
    for match in _HARM.finditer(text):
        before = text[: match.start()]
        if _ONE_CHILD.search(before) and not _GROUP.search(before):
            yield "health_or_abuse", match.start(), match.end()


def _plain(kind: str, pattern: re.Pattern[str]) -> Callable[[str], Found]:
    return lambda text: ((kind, match.start(), match.end()) for match in pattern.finditer(text))


_FINDERS: tuple[Callable[[str], Found], ...] = (
    _names,
    _phones,
    _numbers,
    _harm,
    _plain("email", _EMAIL),
    _plain("birth_date", _BIRTH),
    _plain("school_class", _CLASS),
)
