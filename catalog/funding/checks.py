"""What an enquiry must say, and how long each answer may be."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from catalog.editions.models import Entry
from catalog.funding import slices
from catalog.funding.countries import countries
from catalog.funding.slices import Part
from catalog.funding.workflow import GENERAL_KINDS, Kind, Registration
from catalog.i18n import Bilingual
from catalog.text import clean

# The longest answer of each field, in characters.
LIMITS = {"organisation": 200, "certificate": 80, "contact_name": 120, "email": 254, "phone": 40, "message": 4000}
ONE_LINE = frozenset(LIMITS) - {"message"}
EMAIL = re.compile(r"[^\s@<>,;:\"()\[\]\\]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}")

NEEDED = Bilingual("Cần ghi nội dung này.", "This is needed.")
TOO_LONG = Bilingual("Nhiều nhất {limit} ký tự; hiện có {number}.", "At most {limit} characters; this has {number}.")
NOT_AN_EMAIL = Bilingual(
    "Đây không phải địa chỉ thư điện tử. Hãy viết như ten@tochuc.org.",
    "This is not an e-mail address. Write it as name@organisation.org.",
)
CHOOSE = Bilingual("Hãy chọn một mục.", "Choose one.")
CHOOSE_LINE = Bilingual("Hãy chọn ít nhất một hạng mục.", "Tick at least one budget line.")
CHOOSE_NEED = Bilingual(
    "Hãy chọn ít nhất một hiện vật, hoặc cho biết có thể ủng hộ gì ở phần lời nhắn.",
    "Tick at least one need, or say in the message what you can give.",
)
RELEASED_ANEW = Bilingual(
    "Danh mục vừa được công bố lại trong khi trang này đang mở. Vui lòng xem và chọn lại các hạng mục.",
    "The list was released anew while this page was open. Please look at the lines and tick them again.",
)
NO_PROJECT = Bilingual("Lựa chọn này cần có dự án.", "This needs a project: choose one in the catalogue.")
CLOSED_MEANWHILE = Bilingual(
    "Dự án {codes} không còn kêu gọi viện trợ. Có thể gửi câu hỏi.",
    "{codes} no longer looks for a partner. You may still ask a question.",
)
# What a sender agrees to, as the page shows it and as it is kept.
CONSENT = Bilingual(
    "Tôi đồng ý để {office} lưu những nội dung tôi ghi ở đây (họ tên, thông tin liên hệ, lời nhắn) nhằm trả lời và "
    "theo dõi đề nghị này. Đơn vị đề xuất dự án chỉ được biết có người quan tâm, từ nước nào và về việc gì; không được "
    "biết họ tên và thông tin liên hệ của tôi, trừ khi tôi đồng ý. Tôi có thể yêu cầu xóa bất cứ lúc nào.",
    "I agree that the {office} keeps what I write here (name, contact details, message) to answer me and to follow "
    "this up. The unit that proposed the project learns that somebody asked, from which country and about what, but "
    "not my name or contact details unless I agree. I may ask to have all of it deleted at any time.",
)
CONSENT_NEEDED = Bilingual(
    "Cần có sự đồng ý để Sở Ngoại vụ lưu và trả lời thư này.",
    "The office needs your consent to keep this and to answer.",
)
QUESTION_NEEDED = Bilingual("Hãy viết câu hỏi.", "Write your question.")


@dataclass(frozen=True)
class Interest:
    """What a form says: the entries, the names of ticked parts, and texts by the keys of LIMITS."""

    kind: str
    entries: list[Entry]
    texts: Mapping[str, Any]
    country: str = ""
    registration: str = ""
    language: str = "en"
    lines: list[str] = field(default_factory=list)
    needs: list[str] = field(default_factory=list)

    def cleaned(self) -> dict[str, str]:
        """The texts in one spelling, each of one line but the message."""
        texts = {key: clean(str(self.texts.get(key) or "")) for key in LIMITS}
        return {key: " ".join(text.split()) if key in ONE_LINE else text for key, text in texts.items()}

    @property
    def chosen_lines(self) -> list[Part]:
        """The ticked budget lines, where the kind asks for them."""
        return slices.chosen(self.lines, self._offered(slices.lines)) if self.kind == Kind.LINES else []

    @property
    def chosen_needs(self) -> list[Part]:
        """The ticked needs, likewise; they may go along with budget lines."""
        wants = self.kind in (Kind.LINES, Kind.IN_KIND)
        return slices.chosen(self.needs, self._offered(slices.needs)) if wants else []

    def sums(self) -> tuple[int, int]:
        """What it would pay, in đồng and US dollars."""
        if self.kind == Kind.FUND_ALL:
            return sum(e.data["aid_vnd"] for e in self.entries), sum(e.data["aid_usd"] for e in self.entries)
        return slices.sums(self.chosen_lines)

    def _offered(self, offer: Any) -> list[Part]:
        return [part for entry in self.entries for part in offer(entry)]

    def problems(self, texts: Mapping[str, str]) -> dict[str, Bilingual]:
        """What is wrong, by field; `texts` are the cleaned ones."""
        problems = self._problems_of_texts(texts)
        problems |= self._problems_of_choice(texts)
        if self.country not in countries():
            problems["country"] = CHOOSE
        if self.registration not in set(Registration):
            problems["registration"] = CHOOSE
        return problems

    def _problems_of_texts(self, texts: Mapping[str, str]) -> dict[str, Bilingual]:
        problems = {
            key: TOO_LONG.format(limit=limit, number=len(texts[key]))
            for key, limit in LIMITS.items()
            if len(texts[key]) > limit
        }
        if not texts["contact_name"]:
            problems["contact_name"] = NEEDED
        if texts["email"] and not EMAIL.fullmatch(texts["email"]):
            problems.setdefault("email", NOT_AN_EMAIL)
        if self.kind == Kind.QUESTION and not texts["message"]:
            problems["message"] = QUESTION_NEEDED
        return problems

    def _problems_of_choice(self, texts: Mapping[str, str]) -> dict[str, Bilingual]:
        if self.kind not in set(Kind):
            return {"kind": CHOOSE}
        if not self.entries and self.kind not in GENERAL_KINDS:
            return {"kind": NO_PROJECT}
        closed = [entry.code for entry in self.entries if entry.closed_at]
        if closed and self.kind != Kind.QUESTION:
            return {"kind": CLOSED_MEANWHILE.format(codes=", ".join(closed))}
        if self.kind not in (Kind.LINES, Kind.IN_KIND):
            return {}
        if slices.unknown(self.lines, self._offered(slices.lines)):
            return {"line": RELEASED_ANEW}
        if slices.unknown(self.needs, self._offered(slices.needs)):
            return {"need": RELEASED_ANEW}
        if self.kind == Kind.LINES and not self.chosen_lines:
            return {"line": CHOOSE_LINE}
        if self.kind == Kind.IN_KIND and not (self.chosen_needs or texts["message"]):
            return {"need": CHOOSE_NEED}
        return {}
