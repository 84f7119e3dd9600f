"""What each kind of consent means, so that the people in a photo are protected (domain.md, section 5)."""

from catalog.i18n import Bilingual

RULES = {
    "no_child": Bilingual("Ảnh công trình, cảnh quan, đồ vật.", "A building, a place, things."),
    "not_recognisable": Bilingual(
        "Chụp từ xa, từ phía sau hoặc đã làm mờ; không thấy tên trên áo, phù hiệu, biển lớp.",
        "From afar, from behind or blurred; no name on clothes, badges or doors.",
    ),
    "written": Bilingual(
        "Cha, mẹ hoặc người giám hộ, và trẻ từ đủ 7 tuổi, đã đồng ý bằng văn bản. Văn bản lưu tại đơn vị; "
        "ở đây chỉ ghi số hồ sơ.",
        "A parent or guardian, and the child from the age of 7, agreed in writing. The paper stays with the unit; "
        "here stands only the number of its file.",
    ),
    "institution": Bilingual(
        "Trường, bệnh viện, trung tâm cho dùng ảnh của mình; không nhận ra được em nào trong ảnh.",
        "A school, hospital or centre lets its picture be used; no child in it is recognisable.",
    ),
}
# Of these the number of the file is needed in which the paper is kept.
NEEDS_REFERENCE = frozenset({"written"})
