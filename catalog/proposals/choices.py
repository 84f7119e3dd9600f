"""What the choices of a proposal offer, by the key that is stored."""

from catalog.i18n import Bilingual

AID_FORMS = {
    "programme": Bilingual("Chương trình", "Programme"),
    "project": Bilingual("Dự án", "Project"),
    "non_project": Bilingual("Khoản viện trợ phi dự án", "Non-project grant"),
}

FUNDING = {
    "aid": Bilingual("Đề nghị viện trợ", "Aid requested"),
    "counterpart": Bilingual("Vốn đối ứng", "Local contribution"),
}

PRIORITIES = {
    1: Bilingual("Ưu tiên 1 (cấp thiết nhất)", "Priority 1 (most urgent)"),
    2: Bilingual("Ưu tiên 2", "Priority 2"),
    3: Bilingual("Ưu tiên 3", "Priority 3"),
}
