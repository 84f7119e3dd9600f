"""The fields of a proposal, described once: forms, checks, translation, pages and documents follow this table."""

from dataclasses import dataclass
from enum import StrEnum

from catalog.i18n import Bilingual
from catalog.proposals.sections import Section


class Kind(StrEnum):
    """How a field is typed, stored and shown."""

    TEXT = "text"  # one line
    LONG_TEXT = "long_text"
    LINES = "lines"  # one item a line
    CHOICE = "choice"
    FLAG = "flag"
    COUNT = "count"  # persons, or years of age
    MONTH = "month"  # stored as its first day (start) or its last (end)
    DATE = "date"
    EMAIL = "email"
    TARGETS = "targets"  # SDG targets


# In `Field.asked_for`: every proposal with the box "includes construction" ticked, whatever its type.
CONSTRUCTION = "construction"
BUILT = frozenset({"classroom", "semi_boarding", "play_area", "water_sanitation", CONSTRUCTION})
PAID_BY_MONTH = frozenset({"scholarship", "nutrition", "care_support"})


@dataclass(frozen=True)
class Field:
    """One field: `limit` counts characters; `sensitive` counts under 10 show as "<10" outside the office.

    `asked_for` names the types of support whose form asks it, None all of them.
    """

    key: str
    section: Section
    kind: Kind
    label: Bilingual
    help: Bilingual = Bilingual("", "")
    limit: int = 0
    translatable: bool = False
    public: bool = True
    required_to_submit: bool = False
    required_to_publish: bool = False
    sensitive: bool = False
    asked_for: frozenset[str] | None = None

    def is_asked(self, category_key: str | None, has_construction: bool) -> bool:
        """Whether the form of this type of support asks for it."""
        return (
            self.asked_for is None
            or category_key in self.asked_for
            or (has_construction and CONSTRUCTION in self.asked_for)
        )


FIELDS = (
    Field(
        "title",
        Section.PLACE,
        Kind.TEXT,
        Bilingual("Tên dự án, khoản viện trợ", "Title"),
        Bilingual(
            "Nêu việc làm, nơi làm và cho ai, ví dụ “Thư viện thân thiện cho Trường Tiểu học xã Tân Sơn”.",
            "Say what, where and for whom.",
        ),
        limit=300,
        translatable=True,
        required_to_submit=True,
        required_to_publish=True,
    ),
    Field(
        "location",
        Section.PLACE,
        Kind.TEXT,
        Bilingual("Địa điểm thực hiện", "Location"),
        Bilingual("Xã, phường, thị trấn và huyện, thành phố.", "Commune, ward or township, and district or city."),
        limit=300,
        translatable=True,
        required_to_submit=True,
        required_to_publish=True,
    ),
    Field(
        "commune_code",
        Section.PLACE,
        Kind.TEXT,
        Bilingual("Mã xã (5 chữ số)", "Commune code (5 digits)"),
        Bilingual("Nếu biết; để trống cũng được.", "If known; may stay empty."),
        limit=5,
    ),
    Field(
        "managing_agency",
        Section.PLACE,
        Kind.TEXT,
        Bilingual("Cơ quan chủ quản", "Managing agency"),
        limit=300,
        translatable=True,
    ),
    Field(
        "owner",
        Section.PLACE,
        Kind.TEXT,
        Bilingual("Chủ khoản viện trợ", "Owner of the aid"),
        Bilingual("Cơ quan, tổ chức có tư cách pháp nhân.", "A legally established agency or organisation."),
        limit=300,
        translatable=True,
    ),
    Field(
        "implementer",
        Section.PLACE,
        Kind.TEXT,
        Bilingual("Đơn vị thực hiện", "Implementing organisation"),
        limit=300,
        translatable=True,
        required_to_submit=True,
        required_to_publish=True,
    ),
    Field(
        "contact",
        Section.PLACE,
        Kind.TEXT,
        Bilingual("Đầu mối liên hệ (chức danh)", "Contact (a role)"),
        Bilingual(
            "Ghi phòng, chức danh; không ghi tên hay số riêng.", "A division or role; no name or private number."
        ),
        limit=300,
        translatable=True,
    ),
    Field(
        "contact_email",
        Section.PLACE,
        Kind.EMAIL,
        Bilingual("Thư điện tử cơ quan", "Office e-mail"),
        Bilingual("Chỉ Sở Ngoại vụ thấy.", "Seen by the Department only."),
        limit=254,
        public=False,
    ),
    Field(
        "category_key",
        Section.KIND,
        Kind.CHOICE,
        Bilingual("Loại hỗ trợ", "Type of support"),
        required_to_submit=True,
        required_to_publish=True,
    ),
    Field(
        "aid_form",
        Section.KIND,
        Kind.CHOICE,
        Bilingual("Hình thức viện trợ", "Form of aid"),
        Bilingual(
            "Quà tặng, áo ấm, học bổng một lần là phi dự án; công trình, hỗ trợ nhiều năm là dự án.",
            "Gifts and one-off scholarships are non-project grants; buildings and multi-year support are projects.",
        ),
        required_to_publish=True,
    ),
    Field("has_construction", Section.KIND, Kind.FLAG, Bilingual("Có xây dựng công trình", "Includes construction")),
    Field(
        "dac_code",
        Section.KIND,
        Kind.CHOICE,
        Bilingual("Mã mục đích viện trợ (OECD DAC)", "OECD DAC purpose code"),
        Bilingual("Để trống thì lấy theo loại hỗ trợ.", "Left empty, it follows the type of support."),
    ),
    Field(
        "sdg_targets",
        Section.KIND,
        Kind.TARGETS,
        Bilingual("Chỉ tiêu phát triển bền vững", "SDG targets"),
        Bilingual("Ví dụ: 4.a, 4.5", "For example 4.a, 4.5"),
    ),
    Field(
        "children",
        Section.KIND,
        Kind.COUNT,
        Bilingual("Số trẻ em hưởng lợi trực tiếp", "Children who benefit directly"),
        required_to_submit=True,
        required_to_publish=True,
    ),
    Field("girls", Section.KIND, Kind.COUNT, Bilingual("Trong đó: em gái", "Of these: girls")),
    Field("boys", Section.KIND, Kind.COUNT, Bilingual("Trong đó: em trai", "Of these: boys")),
    Field(
        "ethnic_minority", Section.KIND, Kind.COUNT, Bilingual("Trẻ em dân tộc thiểu số", "Ethnic-minority children")
    ),
    Field(
        "with_disability",
        Section.KIND,
        Kind.COUNT,
        Bilingual("Trẻ em khuyết tật", "Children with disabilities"),
        sensitive=True,
    ),
    Field(
        "poor_or_near_poor",
        Section.KIND,
        Kind.COUNT,
        Bilingual("Trẻ em hộ nghèo, cận nghèo", "Children of poor or near-poor households"),
    ),
    Field(
        "age_from",
        Section.KIND,
        Kind.COUNT,
        Bilingual("Tuổi, từ", "Age, from"),
        Bilingual("Trẻ em là người dưới 16 tuổi.", "Children are under 16."),
    ),
    Field("age_to", Section.KIND, Kind.COUNT, Bilingual("Tuổi, đến", "Age, to")),
    Field(
        "indirect",
        Section.KIND,
        Kind.COUNT,
        Bilingual("Số người hưởng lợi gián tiếp", "People who benefit indirectly"),
    ),
    Field(
        "summary",
        Section.NEED,
        Kind.LONG_TEXT,
        Bilingual("Tóm tắt một câu", "Summary in one sentence"),
        Bilingual("Cho ai, và điều gì sẽ thay đổi.", "For whom, and what changes."),
        limit=160,
        translatable=True,
        required_to_publish=True,
    ),
    Field(
        "need",
        Section.NEED,
        Kind.LONG_TEXT,
        Bilingual("Sự cần thiết", "Need"),
        Bilingual(
            "Tình trạng hiện nay, có số liệu. Không nêu tên, ngày sinh, địa chỉ hay bệnh của trẻ em.",
            "The present state, with a figure. No child's name, birthday, address or illness.",
        ),
        limit=3000,
        translatable=True,
        required_to_publish=True,
    ),
    Field(
        "objective",
        Section.WORK,
        Kind.LONG_TEXT,
        Bilingual("Mục tiêu", "Objective"),
        limit=3000,
        translatable=True,
        required_to_submit=True,
        required_to_publish=True,
    ),
    Field(
        "activities",
        Section.WORK,
        Kind.LINES,
        Bilingual("Hoạt động chính", "Main activities"),
        Bilingual("Mỗi hoạt động một dòng.", "One activity a line."),
        limit=3000,
        translatable=True,
    ),
    Field(
        "results",
        Section.WORK,
        Kind.LONG_TEXT,
        Bilingual("Kết quả dự kiến", "Expected results"),
        Bilingual("Điều có thể kiểm tra được khi kết thúc.", "Something that can be checked at the end."),
        limit=3000,
        translatable=True,
    ),
    Field(
        "months",
        Section.WORK,
        Kind.COUNT,
        Bilingual("Số tháng được hỗ trợ", "Months of support"),
        Bilingual("Mỗi em nhận hỗ trợ trong bao nhiêu tháng.", "For how many months each child is supported."),
        asked_for=PAID_BY_MONTH,
    ),
    Field(
        "hospital",
        Section.WORK,
        Kind.TEXT,
        Bilingual("Bệnh viện, cơ sở y tế thực hiện", "Hospital or clinic"),
        Bilingual("Nơi khám, phẫu thuật hoặc điều trị.", "Where the children are examined, operated on or treated."),
        limit=300,
        translatable=True,
        asked_for=frozenset({"medical_care"}),
    ),
    Field("planned_start", Section.WORK, Kind.MONTH, Bilingual("Bắt đầu (tháng/năm)", "Start (month/year)")),
    Field("planned_end", Section.WORK, Kind.MONTH, Bilingual("Kết thúc (tháng/năm)", "End (month/year)")),
    Field(
        "counterpart_source",
        Section.CONTRIBUTIONS,
        Kind.LONG_TEXT,
        Bilingual("Nguồn vốn đối ứng", "Source of the local contribution"),
        limit=3000,
        translatable=True,
    ),
    Field(
        "sustainability",
        Section.CONTRIBUTIONS,
        Kind.LONG_TEXT,
        Bilingual("Duy trì sau khi kết thúc", "What happens afterwards"),
        Bilingual("Ai vận hành, ai trả chi phí.", "Who runs it, and who pays for it."),
        limit=3000,
        translatable=True,
    ),
    Field(
        "readiness",
        Section.APPROVAL,
        Kind.LONG_TEXT,
        Bilingual("Mức độ sẵn sàng", "Readiness"),
        Bilingual("Đất, thiết kế, chủ trương đã có chưa.", "Land, design and approval in principle."),
        limit=3000,
        translatable=True,
    ),
    Field(
        "land",
        Section.APPROVAL,
        Kind.LONG_TEXT,
        Bilingual("Đất xây dựng", "Land"),
        Bilingual(
            "Diện tích, ai quản lý, đã có giấy tờ về đất chưa.", "Its area, who holds it, and which papers there are."
        ),
        limit=1000,
        translatable=True,
        asked_for=BUILT,
    ),
    Field(
        "design",
        Section.APPROVAL,
        Kind.LONG_TEXT,
        Bilingual("Thiết kế, quy mô công trình", "Design and size of the works"),
        Bilingual(
            "Số phòng, diện tích, thiết kế mẫu hay thiết kế riêng, ai lập.",
            "Rooms, area, a standard or an own design, and who drew it.",
        ),
        limit=1000,
        translatable=True,
        asked_for=BUILT,
    ),
    Field(
        "safeguarding",
        Section.APPROVAL,
        Kind.LONG_TEXT,
        Bilingual("Bảo vệ trẻ em", "Child safeguarding"),
        limit=3000,
        translatable=True,
    ),
    Field(
        "letter_number",
        Section.APPROVAL,
        Kind.TEXT,
        Bilingual("Số công văn đề xuất", "Number of the letter"),
        limit=60,
        public=False,
    ),
    Field("letter_date", Section.APPROVAL, Kind.DATE, Bilingual("Ngày công văn", "Date of the letter"), public=False),
    Field(
        "priority",
        Section.APPROVAL,
        Kind.CHOICE,
        Bilingual("Mức ưu tiên của đơn vị", "Priority for the unit"),
        public=False,
    ),
    Field(
        "notes",
        Section.APPROVAL,
        Kind.LONG_TEXT,
        Bilingual("Ghi chú (không công khai)", "Notes (not public)"),
        limit=3000,
        public=False,
    ),
)

BY_KEY = {field.key: field for field in FIELDS}
# Answers that are tables of their own, by the name that proposals give them.
TABLES = {
    "budget_lines": Section.BUDGET,
    "in_kind_needs": Section.CONTRIBUTIONS,
    "attachments": Section.FILES,
}
TRANSLATABLE = tuple(field for field in FIELDS if field.translatable)


def fields_of(section: Section) -> tuple[Field, ...]:
    """The fields of one section, in order."""
    return tuple(field for field in FIELDS if field.section is section)


def section_of(key: str) -> Section:
    """Where an answer is given: the section of a field, or of a table by the name that proposals give it."""
    return TABLES[key] if key in TABLES else BY_KEY[key].section
