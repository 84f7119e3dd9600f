"""Why the office sends an answer back: the code list of domain.md §9.3."""

from catalog.i18n import Bilingual

REASONS = {
    "missing_figures": Bilingual("Thiếu số liệu chứng minh sự cần thiết", "The need is not shown by figures"),
    "budget_unclear": Bilingual(
        "Dự toán chưa chi tiết hoặc cộng sai", "The estimate is not itemised, or its sums are wrong"
    ),
    "counterpart_unclear": Bilingual("Chưa rõ nguồn vốn đối ứng", "The source of the counterpart fund is not clear"),
    "overlap": Bilingual(
        "Trùng lặp với ngân sách nhà nước hoặc nhà tài trợ khác", "Overlaps with the State budget or another donor"
    ),
    "not_children": Bilingual("Ngoài đối tượng trẻ em", "Children are not the direct beneficiaries"),
    "wrong_owner": Bilingual(
        "Sai thẩm quyền hoặc chủ dự án", "Outside the competence of the unit, or the wrong project owner"
    ),
    "land_design_missing": Bilingual("Thiếu hồ sơ đất, thiết kế", "Land or design papers are missing"),
    "child_details": Bilingual("Có thông tin cá nhân của trẻ em", "Contains a child's personal details"),
    "cost_above_norm": Bilingual("Kinh phí vượt định mức", "Costs are above the norm"),
    "no_upkeep": Bilingual("Không có phương án duy trì", "There is no plan for operation and upkeep"),
}
