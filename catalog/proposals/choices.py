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

# How the people in a photo are protected; the rules of each stand in attachments/consents.py.
CONSENTS = {
    "no_child": Bilingual("Không có trẻ em trong ảnh", "No child in the photo"),
    "not_recognisable": Bilingual("Có trẻ em, không nhận ra được em nào", "Children, none of them recognisable"),
    "written": Bilingual("Có văn bản đồng ý", "Consent in writing"),
    "institution": Bilingual("Cơ sở trong ảnh đồng ý", "The institution in the photo agreed"),
}
