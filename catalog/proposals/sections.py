"""The sections of a proposal's form."""

from enum import StrEnum

from catalog.i18n import Bilingual


class Section(StrEnum):
    """Parts of the form, in order; budget, in-kind needs and files are tables of their own beside the fields."""

    PLACE = "place"
    KIND = "kind"
    NEED = "need"
    WORK = "work"
    BUDGET = "budget"
    CONTRIBUTIONS = "contributions"
    FILES = "files"
    APPROVAL = "approval"


SECTION_NAMES = {
    Section.PLACE: Bilingual("Địa điểm và đầu mối", "Place and contact"),
    Section.KIND: Bilingual("Loại hỗ trợ và đối tượng thụ hưởng", "Type of support and beneficiaries"),
    Section.NEED: Bilingual("Sự cần thiết", "Need"),
    Section.WORK: Bilingual("Nội dung thực hiện", "What will be done"),
    Section.BUDGET: Bilingual("Dự toán kinh phí", "Budget"),
    Section.CONTRIBUTIONS: Bilingual("Đóng góp khác", "Other contributions"),
    Section.FILES: Bilingual("Ảnh và tài liệu", "Photos and documents"),
    Section.APPROVAL: Bilingual("Ý kiến của địa phương", "Local approval"),
}
