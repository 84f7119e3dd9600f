"""OECD DAC purpose codes that projects for children fall under, with the exact names of the CRS code list."""

from catalog.i18n import Bilingual

# code: (name in the CRS list, what it covers here, in Vietnamese)
_PURPOSES = {
    "11120": ("Education facilities and training", "Cơ sở vật chất giáo dục"),
    "11130": ("Teacher training", "Bồi dưỡng giáo viên"),
    "11220": ("Primary education", "Giáo dục tiểu học"),
    "11231": ("Basic life skills for youth", "Kỹ năng sống cơ bản"),
    "11240": ("Early childhood education", "Giáo dục mầm non"),
    "11250": ("School feeding", "Bữa ăn học đường"),
    "11260": ("Lower secondary education", "Giáo dục trung học cơ sở"),
    "11320": ("Upper Secondary Education (modified and includes data from 11322)", "Giáo dục trung học phổ thông"),
    "11330": ("Vocational training", "Đào tạo nghề"),
    "12191": ("Medical services", "Dịch vụ y tế"),
    "12220": ("Basic health care", "Chăm sóc sức khỏe ban đầu"),
    "12230": ("Basic health infrastructure", "Hạ tầng y tế cơ sở"),
    "12240": ("Basic nutrition", "Dinh dưỡng cơ bản"),
    "12261": ("Health education", "Giáo dục sức khỏe"),
    "12340": ("Promotion of mental health and well-being", "Chăm sóc sức khỏe tinh thần"),
    "14030": ("Basic drinking water supply and basic sanitation", "Nước sạch và vệ sinh cơ bản"),
    "14031": ("Basic drinking water supply", "Nước sạch"),
    "14032": ("Basic sanitation", "Vệ sinh cơ bản"),
    "15180": ("Ending violence against women and girls", "Phòng, chống bạo lực với phụ nữ và trẻ em gái"),
    "16010": ("Social Protection", "Bảo trợ xã hội"),
    "16015": ("Social services (incl youth development and women+ children)", "Dịch vụ xã hội cho trẻ em, gia đình"),
    "16050": ("Multisector aid for basic social services", "Nhiều dịch vụ xã hội cơ bản"),
    "16061": ("Culture and recreation", "Văn hóa, giải trí"),
    "16065": ("Recreation and sport", "Vui chơi và thể thao"),
    "21010": ("Transport policy and administrative management", "An toàn giao thông"),
    "43081": ("Multisector education/training", "Giáo dục, đào tạo đa ngành (học bổng)"),
    "72012": ("Education in emergencies", "Giáo dục trong tình huống khẩn cấp"),
}
DAC_NAMES = {code: name for code, (name, _) in _PURPOSES.items()}
DAC_PURPOSES = {code: Bilingual(f"{code} – {vi}", f"{code} – {name}") for code, (name, vi) in _PURPOSES.items()}
