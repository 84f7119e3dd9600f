"""Which type of support a project is, told from the words of its section, title and objective."""

import re

from catalog.i18n import Bilingual
from catalog.text import fold

# Key, name as in the reference data, words that tell it (folded). The first that matches counts: the narrow types
# stand before the wide ones.
_TYPES = (
    ("semi_boarding", Bilingual("Nhà bán trú", "Semi-boarding facilities"),
     r"ban tru|noi tru|bep an|nha an|phong an|boarding|kitchen"),
    ("swimming", Bilingual("Phòng, chống đuối nước", "Drowning prevention"),
     r"duoi nuoc|day boi|hoc boi|be boi|biet boi|swim|drown"),
    ("library", Bilingual("Thư viện", "Libraries"),
     r"thu vien|goc doc|doc sach|tu sach|librar|reading corner"),
    ("disability", Bilingual("Trẻ em khuyết tật", "Children with disabilities"),
     (r"khuyet tat|hoa nhap|phuc hoi chuc nang|tu ky|roi loan pho|roi loan phat trien|can thiep som|xe lan"
     r"|with disabilit|disabled|developmental disorder|early.intervention|autis|inclusive")),
    ("water_sanitation", Bilingual("Nước sạch, vệ sinh trường học", "School water and sanitation"),
     (r"nuoc sach|nuoc uong|nha ve sinh|cong trinh ve sinh|ve sinh truong hoc|khu ve sinh|loc nuoc|gieng"
     r"|cong trinh nuoc|water|sanitation|toilet|latrine")),
    ("nutrition", Bilingual("Dinh dưỡng, bữa ăn học đường", "Nutrition and school meals"),
     r"dinh duong|bua an|bua trua|sua hoc duong|com trua|nutriti|school meal|milk"),
    ("medical_care", Bilingual("Khám, chữa bệnh", "Medical check-ups and treatment"),
     (r"kham|chua benh|phau thuat|benh vien|y te|suc khoe|tim bam sinh|di tat|mat hoc duong|nha hoc duong|medical"
     r"|surgery|health|clinic|screening")),
    ("injury_prevention", Bilingual("Phòng, chống tai nạn thương tích", "Injury prevention"),
     r"tai nan|thuong tich|mu bao hiem|an toan giao thong|injur|helmet|road safety"),
    ("child_protection", Bilingual("Bảo vệ trẻ em", "Child protection"),
     (r"xam hai|bao luc|bao ve tre em|tu van hoc duong|tu van tam ly|tao hon|mua ban|lao dong tre em"
     r"|child protection|abuse|violence")),
    ("play_area", Bilingual("Điểm vui chơi, giải trí", "Play and recreation areas"),
     r"vui choi|san choi|giai tri|khu choi|do choi ngoai troi|play ?ground|play (?:area|yard)|recreation"),
    ("scholarship", Bilingual("Học bổng", "Scholarships"),
     r"hoc bong|hoc phi|tiep buoc|do dau|chi phi hoc tap|scholarship|tuition|bursar"),
    ("gifts", Bilingual("Thăm, tặng quà", "Gifts and warm clothing"),
     (r"tang qua|qua tet|suat qua|ao am|quan ao|chan am|xe dap|trung thu|tham hoi|tham, tang|sach vo"
     r"|do dung hoc tap|dung cu hoc tap|gifts?\b|coats?\b|clothing|bicycle")),
    ("care_support",
     Bilingual("Hỗ trợ, chăm sóc trẻ em có hoàn cảnh đặc biệt", "Support for children in special circumstances"),
     (r"mo coi|hoan canh dac biet|hoan canh kho khan|cham soc|nuoi duong|bo roi|sinh ke|orphan"
     r"|special circumstances|care")),
    ("classroom", Bilingual("Lớp học, phòng học", "Classrooms"),
     (r"phong hoc|lop hoc|nha lop|truong hoc|diem truong|xay (?:dung )?truong|nha hieu bo|phong chuc nang|ban ghe"
     r"|thiet bi day|trang thiet bi|mai che|san truong|tuong rao|classroom|school building|equipment")),
)  # fmt: skip
NAMES = {key: name for key, name, _ in _TYPES}
_PATTERNS = tuple((key, re.compile(rf"\b(?:{words})")) for key, _, words in _TYPES)


def guess_category(*texts: str) -> str | None:
    """Key of the type that the first telling text names; give the most telling text first."""
    for text in texts:
        words = fold(text)
        for key, pattern in _PATTERNS:
            if pattern.search(words):
                return key
    return None
