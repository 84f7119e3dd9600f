"""What places and institutions are called in English (domain.md §8, Circular 03/2009/TT-BNG, the glossary).

All keys are in small letters.
"""

PLACES = {
    "tỉnh": "Province",
    "thành phố": "City",
    "tp": "City",
    "tp.": "City",
    "thị xã": "Town",
    "huyện": "District",
    "thị trấn": "Township",
    "xã": "Commune",
    "phường": "Ward",
    "thôn": "Hamlet",
}

# "… of Son Dong District"
COMMITTEES = {
    "ubnd": "People's Committee",
    "ủy ban nhân dân": "People's Committee",
    "uỷ ban nhân dân": "People's Committee",
    "hđnd": "People's Council",
    "hội đồng nhân dân": "People's Council",
}

_FIELDS = {
    "công thương": "Industry and Trade",
    "dân tộc": "Ethnic Minority Affairs",
    "gd&đt": "Education and Training",
    "gdđt": "Education and Training",
    "giáo dục và đào tạo": "Education and Training",
    "giao thông vận tải": "Transport",
    "kế hoạch và đầu tư": "Planning and Investment",
    "khoa học và công nghệ": "Science and Technology",
    "kinh tế và hạ tầng": "Economy and Infrastructure",
    "lao động - thương binh và xã hội": "Labour, Invalids and Social Affairs",
    "lao động, thương binh và xã hội": "Labour, Invalids and Social Affairs",
    "lđ-tb&xh": "Labour, Invalids and Social Affairs",
    "lđtb&xh": "Labour, Invalids and Social Affairs",
    "lđtbxh": "Labour, Invalids and Social Affairs",
    "ngoại vụ": "Foreign Affairs",
    "nội vụ": "Home Affairs",
    "nông nghiệp và môi trường": "Agriculture and Environment",
    "nông nghiệp và phát triển nông thôn": "Agriculture and Rural Development",
    "tài chính": "Finance",
    "tài chính - kế hoạch": "Finance and Planning",
    "tài nguyên và môi trường": "Natural Resources and Environment",
    "thông tin và truyền thông": "Information and Communications",
    "tư pháp": "Justice",
    "văn hóa - xã hội": "Culture and Social Affairs",
    "văn hóa, thể thao và du lịch": "Culture, Sports and Tourism",
    "văn hóa và thông tin": "Culture and Information",
    "xây dựng": "Construction",
    "y tế": "Health",
}

# "… of Bac Giang Province"
DEPARTMENTS = {f"sở {field}": f"Department of {english}" for field, english in _FIELDS.items()}

# "Son Dong District …"
OFFICES = {f"phòng {field}": f"Division of {english}" for field, english in _FIELDS.items()} | {
    "ban an toàn giao thông": "Traffic Safety Committee",
    "ban chỉ huy quân sự": "Military Command",
    "ban dân tộc": "Board of Ethnic Minority Affairs",
    "ban quản lý dự án": "Project Management Unit",
    "ban quản lý dự án đầu tư xây dựng": "Construction Investment Project Management Unit",
    "bệnh viện đa khoa": "General Hospital",
    "công an": "Public Security",
    "đoàn thanh niên": "Youth Union",
    "đoàn thanh niên cộng sản hồ chí minh": "Ho Chi Minh Communist Youth Union",
    "đoàn tncs hồ chí minh": "Ho Chi Minh Communist Youth Union",
    "hội bảo trợ người tàn tật và trẻ mồ côi": "Association for the Support of People with Disabilities and Orphans",
    "hội bảo vệ quyền trẻ em": "Association for Protection of Children's Rights",
    "hội chữ thập đỏ": "Red Cross Society",
    "hội khuyến học": "Association for Promoting Education",
    "hội liên hiệp phụ nữ": "Women's Union",
    "hội lhpn": "Women's Union",
    "hội phụ nữ": "Women's Union",
    "liên đoàn lao động": "Federation of Labour",
    "nhà văn hóa": "Cultural House",
    "quỹ bảo trợ trẻ em": "Children's Fund",
    "trạm y tế": "Health Station",
    "trung tâm y tế": "Medical Centre",
    "ủy ban mặt trận tổ quốc": "Fatherland Front Committee",
    "ủy ban mặt trận tổ quốc việt nam": "Viet Nam Fatherland Front Committee",
}

_LEVELS = {
    "tiểu học": "Primary",
    "th": "Primary",
    "thcs": "Lower Secondary",
    "trung học cơ sở": "Lower Secondary",
    "thpt": "Upper Secondary",
    "trung học phổ thông": "Upper Secondary",
    "tiểu học và thcs": "Primary and Lower Secondary",
    "tiểu học và trung học cơ sở": "Primary and Lower Secondary",
    "tiểu học & thcs": "Primary and Lower Secondary",
    "th&thcs": "Primary and Lower Secondary",
    "th và thcs": "Primary and Lower Secondary",
}
_OF_LEVELS = {
    "{level}": "{english} School",
    "ptdtbt {level}": "Semi-boarding {english} School for Ethnic Minorities",
    "phổ thông dân tộc bán trú {level}": "Semi-boarding {english} School for Ethnic Minorities",
    "ptdtnt {level}": "Ethnic Minority Boarding {english} School",
    "phổ thông dân tộc nội trú {level}": "Ethnic Minority Boarding {english} School",
}

# What may bear a proper noun of its own, "Tan Son …", or that of its place, "Tan Son Commune …".
NAMED = {
    "huyện đoàn": "District Youth Union",
    "thành đoàn": "City Youth Union",
    "tỉnh đoàn": "Province Youth Union",
    "trường mầm non": "Pre-school",
    "trường mẫu giáo": "Kindergarten",
    "trường ptdtbt": "Semi-boarding School for Ethnic Minorities",
    "trường phổ thông dân tộc bán trú": "Semi-boarding School for Ethnic Minorities",
    "trường ptdtnt": "Ethnic Minority Boarding School",
    "trường phổ thông dân tộc nội trú": "Ethnic Minority Boarding School",
} | {
    f"trường {name.format(level=level)}": school.format(english=english)
    for name, school in _OF_LEVELS.items()
    for level, english in _LEVELS.items()
}
