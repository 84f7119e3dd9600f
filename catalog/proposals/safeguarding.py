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
    for place in """ha noi, ha giang, ha tinh, ha nam, ha vi, lam dong, lam cot, ninh binh, ninh son, thai nguyen,
    thai binh, thai dao, thai son, mai chau, mai dinh, mai trung, mai son, mai pha, duong huu, duong duc, luc nam, luc
    ngan, luc son, cao bang, cao xa, cao thuong, cao minh, dao my, luong phong, luong tai, hoang ninh, hoang
    luong, hoang an, hoang thanh, hoang van, ngo quyen, le loi, tran phu, tran nguyen han, le hong phong, ho
    dap, to hieu, vi xuyen, vu xa, vu ninh, tu lan, tu mai, tang tien, than thuoc, luu kiem, hoang hoa
    tham, tan yen, bac giang""".split(",")
)
# Capitalised words that follow "em", "cháu", "bé" without being a name.
_NO_NAMES = frozenset(
    "dan tay nung dao mong h kinh hoa muong san cao thai viet truong lop khoi mam tieu mau thcs thpt th ptdtbt"
    " bac luc son yen tan lang hiep xa huyen thi thon ban tet he trung doi doan nhi ngheo mo khuyet co o tai"
    " khi se da duoc la va cac nu nam vung mien tinh thanh tu den duoi tren hoc chua khong bi phai dang vui dip"
    " noi moi tot uu gioi".split()
)
_LATIN = (*range(0x41, 0x250), *range(0x1EA0, 0x1EFA))
_UPPER = "".join(filter(str.isupper, map(chr, _LATIN)))
_CAPITALISED = re.compile(rf"(?<![^\W_])[{_UPPER}][^\W\d_]*(?:\s[{_UPPER}][^\W\d_]*)*")
_INITIALS = re.compile(rf"(?:[{_UPPER}]\.\s?){{1,3}}[{_UPPER}]?(?![\w.])|[{_UPPER}](?![\w.])")
# What stands right before a child's name, or a parent's.
_CALL = re.compile(
    r"\b(?:gia đình (?:em|cháu|bé|ông|bà|anh|chị)|con (?:ông|bà|anh|chị)|họ (?:và )?tên|tên(?: là)?"
    r"|trẻ em|các em|học sinh|sinh viên|nạn nhân|em|cháu|bé|trẻ|hs|con|bạn|mẹ|bố|cha|ông|bà|anh|chị"
    r"|pupil|student|child|boy|girl|named|mother|father|mrs?|ms)\s*:?\s+$",
    re.IGNORECASE,
)
_LONGEST_CALL = 24
_CONTEXT = 80
# These are said of groups too, so that only a full name after them counts.
_OF_GROUPS = frozenset(
    ["tre em", "cac em", "hoc sinh", "sinh vien", "tre", "hs", "con", "ban", "pupil", "student", "child"]
)
_OF_ONE = frozenset(["em", "chau", "be"])
_MANY = re.compile(r"(?:[0-9]\S*|\b(?:các|những|nhiều|mọi|số|chị|anh|lứa|thiếu))\s+\S+\s+$", re.IGNORECASE)
LONGEST_NAME = 5

_PHONE = re.compile(r"(?<![\w.,/])(?:\+84|\(?0)(?:[\s.()-]{0,2}[0-9]){8,10}(?![\w/]|[.,][0-9])")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
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
    if not text:
        return []
    hits = [Hit(kind, start, end, text[start:end].strip()) for find in _FINDERS for kind, start, end in find(text)]
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept


Found = Iterator[tuple[str, int, int]]


def _names(text: str) -> Found:
    """Capitalised words after a word for a child or parent: a family name and more, initials, or one given name."""
    for run in _CAPITALISED.finditer(text):
        start = run.start()
        for word in run.group().split():
            start = text.index(word, start)
            before = text[max(0, start - _LONGEST_CALL) : start]
            call = _CALL.search(before)
            end = _end_of_name(text, start, run.end(), call.group(), before) if call else 0
            if call and end:
                yield "name", start - len(call.group()), end
                break
            start += len(word)


def _end_of_name(text: str, start: int, run_end: int, call: str, before: str) -> int:
    """Where the name that starts here ends; 0 where the words are a school, a place or a people."""
    called = fold(call).strip(" :")
    initials = _INITIALS.match(text, start)
    if initials and called not in _OF_GROUPS and not _MANY.search(before):
        return initials.end()
    words = text[start:run_end].split()[:LONGEST_NAME]
    folded = fold(" ".join(words)).split()
    if len(words) == 1:
        is_name = called in _OF_ONE and call.islower() and not _MANY.search(before) and folded[0] not in _NO_NAMES
    else:
        is_name = _is_full_name(words, folded, weak=called in _OF_GROUPS, shouted=call.isupper())
    return start + len(" ".join(words)) if is_name else 0


def _is_full_name(words: list[str], folded: list[str], weak: bool, shouted: bool) -> bool:
    """A family name with what follows it, unless that is a place; after "học sinh" only three words are a name."""
    first = words[0].lower()
    if first not in (_PLAIN_SURNAMES if first.isascii() else _SURNAMES):
        return False
    if " ".join(folded[:2]) in _PLACES or " ".join(folded[:3]) in _PLACES:
        return False
    if shouted:
        return folded[1] in ("thi", "van")
    return len(words) > 2 or not weak


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
        before = text[max(0, match.start() - _CONTEXT) : match.start()]
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
