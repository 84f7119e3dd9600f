"""How aid is approved, step by step, as the catalogue and its documents tell a donor (domain brief, §1)."""

from typing import NamedTuple

from catalog.i18n import Bilingual


class Step(NamedTuple):
    """A step: what is done, and what to know of it."""

    name: Bilingual
    words: Bilingual


ANSWER = Bilingual("Trả lời trong {days} ngày làm việc.", "Answer within {days} working days.")
ANSWER_IN_ONE = Bilingual("Trả lời trong {days} ngày làm việc.", "Answer within {days} working day.")
LATER_STEPS = (
    Step(
        Bilingual("Khảo sát thực địa", "Visit the place"),
        Bilingual("Cùng Sở và đơn vị đề xuất.", "Together with the office and the unit that proposes."),
    ),
    Step(
        Bilingual("Có văn bản đồng ý tài trợ", "State your consent in writing"),
        Bilingual(
            "Kèm tài liệu chứng minh tư cách pháp nhân; sau đó đơn vị lập văn kiện dự án.",
            "With proof of your organisation's legal status; the unit then writes the project document.",
        ),
    ),
    Step(
        Bilingual("Tỉnh thẩm định", "Appraisal by the province"),
        Bilingual(
            "Thường không quá 20 ngày kể từ khi đủ hồ sơ; không thu phí.",
            "Usually up to 20 days from a complete file; no fee.",
        ),
    ),
    Step(
        Bilingual("Quyết định và thực hiện", "Decision and start"),
        Bilingual(
            "Ủy ban nhân dân tỉnh quyết định; sau đó tiền được chuyển qua tài khoản tiếp nhận viện trợ của dự án.",
            "The Provincial People's Committee decides; money then moves through the project's own aid account.",
        ),
    ),
)


def steps(days: int | None) -> tuple[Step, ...]:
    """The five steps; the office answers within so many working days, None where it does not say."""
    answer = ANSWER_IN_ONE if days == 1 else ANSWER
    words = answer.format(days=days) if days else Bilingual("", "")
    return Step(Bilingual("Liên hệ với Sở", "Write to the office"), words), *LATER_STEPS
