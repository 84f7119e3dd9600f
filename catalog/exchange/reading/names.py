"""The many names of a column: what districts, departments and unions write above their lists."""

import re
from functools import lru_cache
from typing import NamedTuple

from catalog.i18n import Bilingual
from catalog.text import fold


class Name(NamedTuple):
    """One way to name a field.

    weight: the better match wins where a heading or a field has several. pattern: looked for in the heading, folded.
    under: must be found in the headings above it, where given. sure: False where the match is a guess to be told.
    """

    field: str
    weight: int
    pattern: re.Pattern[str]
    under: re.Pattern[str] | None = None
    sure: bool = True


_MONEY = (
    r"kinh phi|\bkp\b|\bvon\b|du toan|ngan sach|gia tri|so tien|dau tu|tmdt|chi phi|thanh tien|nguon"
    r"|budget|cost|amount|fund"
)
_PEOPLE = (
    r"\btre\b|hoc sinh|\bhs\b|\bem\b|\bchau\b|nguoi|doi tuong|huong loi|thu huong|quy mo|beneficiar|child|pupil"
    r"|student"
)
_TIME = r"thoi gian|thoi han|tien do|ke hoach|giai doan|period|duration|time"
_PROJECT = (
    r"chuong trinh|\bct\b|du an|\bda\b|khoan|cong trinh|hoat dong|hang muc|mo hinh|de an|noi dung|nhiem vu|goi|viec"
)
_OFFICE = r"don vi|\bdv\b|co quan|to chuc|\bben\b|nha"
# A heading that starts like this names things, not the money for them.
_NO_MONEY = (
    r"^(?!(?:ten|noi dung|hinh thuc|loai|linh vuc|danh muc|muc (?:dich|tieu)|doi tuong|nhu cau (?!kinh phi|von)))"
)


def _name(field: str, weight: int, pattern: str, under: str | None = None, sure: bool = True) -> Name:
    return Name(field, weight, re.compile(pattern), re.compile(under) if under else None, sure)


NAMES = [
    _name("number", 20, r"^(?:s ?t ?t|t ?t|so tt|so thu tu|thu tu|no|nr|nº|#|so|item|stt tt)$"),
    # What the project is called
    _name("title", 14, rf"^ten (?:goi )?(?:cua )?(?:cac )?(?:{_PROJECT})"),
    _name("title", 13, r"^(?:danh muc|cac)? ?(?:chuong trinh|du an|khoan|cong trinh|de an"
        r"|mo hinh)\b(?!.*(?:kinh phi|so luong))"),
    _name("title", 13, r"^(?:danh muc|ten danh muc)\b"),
    _name("title", 13, r"^(?:(?:project|programme|program|activity)(?: s)?(?: title| name)?|title|name(?: of .*)?)$"),
    _name("title", 12, r"^(?:noi dung|nhu cau|hoat dong|hang muc) (?:can )?(?:de nghi|ho tro|keu goi|de xuat"
        r"|vien tro|tai tro|van dong)"),
    _name("title", 8, r"^ten(?: goi)?$"),
    _name("title", 2, r"^(?:noi dung|hoat dong|hang muc|nhu cau|mo ta|cong viec)"),
    # Where
    _name("location", 12, r"dia diem|dia ban|noi (?:thuc hien|trien khai|xay dung)|vi tri|location|\bplace\b"
        r"|\bsite\b"),
    _name("location", 11, r"^(?:ten )?(?:(?:xa|phuong|thi tran|tt|huyen|thanh pho|thi xa|thon|ban|to dan pho"
        r"|dia chi)(?: |$))+"),
    _name("location", 11, r"^(?:commune|district|address|area|village)(?:s|$)"),
    _name("location", 6, r"^(?:ten )?(?:truong|diem truong|truong hoc|school)$"),
    # What for and how
    _name("objective", 12, r"muc tieu|muc dich|objective|purpose|\baim|\bgoal"),
    _name("objective", 9, r"noi dung (?:chinh|chu yeu|va quy mo|quy mo|dau tu|du an|thuc hien|cong viec)|quy mo"
        r"|mo ta|description|scope"),
    _name("objective", 6, r"^noi dung"),
    _name("summary", 11, r"tom tat|summary|gioi thieu"),
    _name("activities", 11, r"^(?:cac |nhung )?hoat dong|activit"),
    _name("activities", 9, r"^(?:cac )?(?:hang muc|cong viec)"),
    _name("results", 12, r"ket qua|dau ra|hieu qua|result|output|outcome|impact"),
    _name("need", 12, r"su can thiet|can thiet|ly do|thuc trang|hien trang|boi canh|cap thiet|van de|rationale"
        r"|justif|background|situation"),
    _name("need", 5, r"^nhu cau|^needs?$"),
    _name("sustainability", 12, r"ben vung|duy tri|van hanh|sustainab"),
    _name("readiness", 12, r"san sang|mat bang|thu tuc|readiness"),
    # Who benefits
    _name("children", 15, r"^(?:tong(?: so| cong)?|so luong|so|sl|cong|total|number)$", _PEOPLE),
    _name("children", 14, r"(?:so luong|tong so|\bsl|\bso|number of|no of)(?: cac)? (?:tre|em\b|hoc sinh|hs\b|chau"
        r"|nguoi|doi tuong|thieu nhi|child|benef|pupil|student)"),
    _name("beneficiaries", 12, r"doi tuong|huong loi|thu huong|beneficiar|target group"),
    _name("children", 12, r"^(?:tre em|hoc sinh|children|pupils|students)"),
    _name("children", 2, r"^(?:so luong|sl|quantity|so nguoi)$", None, sure=False),
    _name("girls", 16, r"(?:^|em |tre |hoc sinh |hs |be |so |do )(?:nu|gai)(?: gioi| sinh)?$|\bgirls?\b|\bfemale"),
    _name("boys", 16, r"(?:em |tre |hoc sinh |hs |be |so )(?:nam|trai)(?: gioi| sinh)?$|^trai$|\bboys?\b|\bmale"),
    _name("boys", 16, r"^nam$", _PEOPLE),
    _name("boys", 3, r"^nam$"),
    _name("ethnic_minority", 16, r"dan toc|dtts|ethnic|minorit"),
    _name("poor_or_near_poor", 16, r"ngheo|kho khan|hckk|poor"),
    _name("with_disability", 16, r"khuyet tat|tan tat|disab"),
    _name("indirect", 16, r"gian tiep|indirect"),
    _name("age", 16, r"\btuoi\b|\bages?\b"),
    # When
    _name("start", 15, r"bat dau|khoi cong|\bstart|\bbegin"),
    _name("end", 15, r"ket thuc|hoan thanh|\bend\b|\bfinish|completion"),
    _name("start", 15, r"^(?:tu(?: thang| ngay| nien)?|kc|from)$", _TIME),
    _name("end", 15, r"^(?:den(?: thang| ngay| nien| het)?|ht|to|until)$", _TIME),
    _name("period", 13, rf"{_TIME}|khoi cong.*hoan thanh|schedule|thoi diem|nien (?:thuc hien|trien khai|ke hoach"
        rf"|hoc)|^nien$"),
    _name("period", 11, r"^nam (?:thuc hien|trien khai|ke hoach|hoc)"),
    # Money
    _name("counterpart_source", 19, r"^nguon (?:von )?doi ung"),
    _name("counterpart", 18, r"doi ung|counterpart|matching|co ?fund|local (?:contribution|fund|budget)"
        r"|own (?:fund|contribution)"),
    _name("counterpart", 17, rf"{_NO_MONEY}.*(?:dia phuong|\bhuyen|\btinh\b|\bxa\b|nha nuoc|trong nuoc|nhan dan"
        rf"|tu co|xa hoi hoa|dong gop|nsnn|nsdp|nsh)", _MONEY),
    _name("counterpart", 17, rf"(?:{_MONEY}).*(?:dia phuong|huyen|nha nuoc|trong nuoc|nhan dan|tu co|xa hoi hoa"
        rf"|dong gop)|ngan sach (?:tinh|huyen|xa|trung uong|tw)|nsnn|nsdp|dong gop"),
    _name("aid", 16, rf"{_NO_MONEY}.*(?:vien tro|tai tro|pcpnn|phi chinh phu|nuoc ngoai|keu goi|van dong"
        rf"|xin ho tro|de nghi|\bngo\b|ho tro)", _MONEY),
    _name("aid", 16, rf"^(?=.*(?:{_MONEY})){_NO_MONEY}.*(?:vien tro|tai tro|pcpnn|phi chinh phu|nuoc ngoai|keu goi"
        rf"|van dong|xin |de nghi|\bngo\b|ho tro)"),
    _name("aid", 15, r"^(?:phan |muc )?(?:de nghi|xin|keu goi|van dong) (?:duoc )?(?:vien tro|tai tro|ho tro|cap"
        r"|pcpnn|ngo)|^(?:vien tro|tai tro)"),
    _name("aid", 15, r"\baid\b|\bgrant|requested|sought|donor contribution"),
    _name("total", 16, r"^(?:tong(?: so| cong| von| muc)?|cong|total)$", _MONEY),
    _name("total", 14, rf"(?:tong|total).*(?:{_MONEY})|^tong nhu cau|tmdt|tong muc"),
    _name("total", 9, _MONEY),
    _name("total", 8, r"^(?:tong(?: so| cong)?|total)$"),
    # Who does it
    _name("managing_agency", 14, r"chu quan|managing agency|line agency"),
    _name("owner", 14, rf"chu (?:dau tu|du an|khoan|thu)|(?:{_OFFICE}) (?:tiep nhan|thu huong|huong loi|su dung"
        rf"|quan ly)|owner|recipient"),
    _name("implementer", 13, rf"(?:{_OFFICE}|chu the)(?: chiu trach nhiem)? (?:chu tri|thuc hien|trien khai"
        rf"|to chuc|thi cong)|^(?:chu tri|thuc hien|phan cong)|implement"),
    _name("unit", 13, rf"(?:{_OFFICE}|dia phuong|huyen) (?:de xuat|de nghi|dang ky|lap|bao cao|gui)|proposing"
        rf"|submitting|applicant"),
    _name("unit", 7, r"^(?:ten )?(?:don vi|dv|co quan|dia phuong)$|^organi[sz]ation$"),
    _name("contact", 14, r"dau moi|lien he|lien lac|phu trach|can bo|sdt|so dt|dien thoai|e ?mail|contact|phone"
        r"|\btel\b|dai dien"),
    # The rest
    _name("category", 13, r"linh vuc|loai hinh|phan loai|^(?:nhom|loai)(?: linh vuc| du an| vien tro)?$|categor"
        r"|sector|^type"),
    _name("aid_form", 14, r"hinh thuc|form of (?:aid|support)"),
    _name("priority", 13, r"uu tien|priorit"),
    _name("notes", 15, r"ghi chu|\bgchu|luu y|remark|\bnotes?\b|comment|y kien"),
    _name("left_out", 40, r"^ghi chu cua phan mem$|^remarks of the software$"),
    _name("code", 40, r"^ma de xuat$|^proposal code$"),
    _name("measure", 18, r"^(?:dvt|don vi tinh|dv tinh|unit)$"),
]  # fmt: skip

# What a field is called in messages.
FIELD_NAMES = {
    "number": Bilingual("số thứ tự", "the number"),
    "title": Bilingual("tên dự án", "the title"),
    "location": Bilingual("địa điểm", "the location"),
    "children": Bilingual("số trẻ em", "the number of children"),
    "girls": Bilingual("Em gái", "Girls"),
    "boys": Bilingual("Em trai", "Boys"),
    "ethnic_minority": Bilingual("Trẻ em dân tộc thiểu số", "Ethnic-minority children"),
    "with_disability": Bilingual("Trẻ em khuyết tật", "Children with disabilities"),
    "poor_or_near_poor": Bilingual("Trẻ em hộ nghèo, cận nghèo", "Poor and near-poor children"),
    "objective": Bilingual("mục tiêu", "the objective"),
    "activities": Bilingual("hoạt động", "the activities"),
    "need": Bilingual("sự cần thiết", "the need"),
    "total_vnd": Bilingual("Tổng kinh phí", "The total"),
    "aid_vnd": Bilingual("Phần viện trợ", "The aid"),
    "counterpart_vnd": Bilingual("Vốn đối ứng", "The counterpart"),
}

# Fields that several columns may share: texts are joined, counterpart amounts added up.
SHARED = frozenset(
    {
        "left_out",
        "location",
        "beneficiaries",
        "objective",
        "activities",
        "need",
        "results",
        "contact",
        "notes",
        "counterpart",
        "unit",
        "implementer",
    }
)
UNNAMED = "Cột không tên"  # notes are in Vietnamese, as all that a unit sends
MONEY_FIELDS = ("total", "aid", "counterpart")
COUNT_FIELDS = ("girls", "boys", "ethnic_minority", "with_disability", "poor_or_near_poor", "indirect")

_YEAR = re.compile(r"\bnăm\b", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_SAYS_NO_FIELD = re.compile(
    r"(?:thang|nien|nam|ngay|quy|nguoi|em|tre|ghi ro|so lieu|du kien|uoc tinh|nghin|ngan|trieu|ty|tr|dong|vnd|trd|d| )*"
)
_LEAD = re.compile(r"^(?:trong do|gom|bao gom|chia ra|of which)\b ?")


@lru_cache(maxsize=2_000)
def heading_words(heading: str) -> str:
    """A heading as the patterns see it: folded, without brackets and punctuation; "năm" (year) becomes "nien",
    which folding would make the same as "nam" (boy)."""
    text = fold(_IN_BRACKETS.sub(" ", _YEAR.sub("nien", heading)) or heading)
    return _LEAD.sub("", " ".join(re.sub(r"[^a-z0-9#º]+", " ", text).split()))


@lru_cache(maxsize=5_000)
def candidates(path: tuple[str, ...]) -> tuple[Name, ...]:
    """The names that a heading matches, best first; `path` runs from the topmost heading to the column's own.

    Where its own heading names no field, the one above it counts; that is a guess unless the own one only tells a
    unit or a form ("(tháng/năm)", "(người)").
    """
    words = [text for text in map(heading_words, path) if text]
    own = words[-1] if words else ""
    while words:
        above = " / ".join(words[:-1])
        found = [
            name
            for name in NAMES
            if name.pattern.search(words[-1]) and (name.under is None or name.under.search(above))
        ]
        if found:
            sure = own == words[-1] or _SAYS_NO_FIELD.fullmatch(own) is not None
            return tuple(
                name._replace(sure=name.sure and sure) for name in sorted(found, key=lambda name: -name.weight)
            )
        words.pop()
    return ()
