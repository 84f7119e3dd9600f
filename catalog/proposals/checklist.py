"""What the office checks of a proposal, point by point: the checks of domain.md §9.3, and how they stand."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from catalog.i18n import Bilingual
from catalog.proposals.fields import BUILT, CONSTRUCTION, TRANSLATABLE
from catalog.proposals.models import ChecklistTick, Proposal
from catalog.proposals.snapshots import WIDTHS, cells, snapshot


class Verdict(StrEnum):
    """What a reviewer finds of a point; one that nobody has looked at is open."""

    OPEN = "open"
    FINE = "fine"
    NOT_FINE = "not_fine"


VERDICT_NAMES = {
    Verdict.OPEN: Bilingual("Chưa xem", "Open"),
    Verdict.FINE: Bilingual("Đạt", "Fine"),
    Verdict.NOT_FINE: Bilingual("Chưa đạt", "Not fine"),
}
LONGEST_WORDS = 500
WORDS_NEEDED = Bilingual(
    "Hãy ghi điểm chưa đạt (nhiều nhất {limit} ký tự).", "Say what is not fine (at most {limit} characters)."
)


@dataclass(frozen=True)
class Point:
    """One check: it is about the answers `about`; what is not fine is asked of `ask` with a key of REASONS, or none.

    `asked_for` names the types of support that it belongs to, None all of them.
    """

    label: Bilingual
    about: tuple[str, ...]
    ask: str
    reason: str = ""
    asked_for: frozenset[str] | None = None

    def belongs_to(self, proposal: Proposal) -> bool:
        """Whether proposals of this type of support are checked for it."""
        return (
            self.asked_for is None
            or proposal.category_key in self.asked_for
            or (proposal.has_construction and CONSTRUCTION in self.asked_for)
        )


TEXTS = tuple(field.key for field in TRANSLATABLE)
PEOPLE = ("children", "girls", "boys", "ethnic_minority", "with_disability", "poor_or_near_poor", "age_from", "age_to")

# domain.md §9.3 "Checks"; the reasons are the code list of the same place.
POINTS = {
    "children_benefit": Point(
        Bilingual("Trẻ em là đối tượng hưởng lợi trực tiếp", "Children are the direct beneficiaries"),
        ("objective", "activities", "children", "age_from", "age_to"),
        "objective",
        "not_children",
    ),
    "legal_owner": Point(
        Bilingual("Chủ khoản viện trợ có tư cách pháp nhân, đúng thẩm quyền", "The owner is a competent legal entity"),
        ("managing_agency", "owner", "implementer"),
        "owner",
        "wrong_owner",
    ),
    "fits_plan": Point(
        Bilingual("Phù hợp chương trình vận động và kế hoạch của huyện", "Fits the programme and the district's plan"),
        ("category_key", "aid_form", "objective", "readiness"),
        "objective",
    ),
    "no_overlap": Point(
        Bilingual(
            "Không trùng ngân sách nhà nước hoặc nhà tài trợ khác", "No overlap with the State budget or another donor"
        ),
        ("title", "location", "activities", "counterpart_source"),
        "activities",
        "overlap",
    ),
    "need_shown": Point(
        Bilingual("Sự cần thiết có số liệu chứng minh", "The need is shown by figures"),
        ("need",),
        "need",
        "missing_figures",
    ),
    "counts": Point(
        Bilingual("Số người hưởng lợi khớp nhau, hợp lý", "The numbers of beneficiaries agree and are plausible"),
        PEOPLE,
        "children",
        "missing_figures",
    ),
    "itemised": Point(
        Bilingual("Dự toán chi tiết từng khoản, cộng đúng", "Costs are itemised and add up"),
        ("budget_lines",),
        "budget_lines",
        "budget_unclear",
    ),
    "unit_costs": Point(
        Bilingual("Đơn giá hợp lý, trong định mức", "Unit costs are reasonable and within the norm"),
        ("budget_lines",),
        "budget_lines",
        "cost_above_norm",
    ),
    "counterpart": Point(
        Bilingual("Nguồn vốn đối ứng được xác nhận", "The source of the counterpart fund is confirmed"),
        ("counterpart_source", "budget_lines"),
        "counterpart_source",
        "counterpart_unclear",
    ),
    "land_design": Point(
        Bilingual("Có hồ sơ đất, thiết kế", "Land and design papers are there"),
        ("land", "design", "readiness", "attachments"),
        "readiness",
        "land_design_missing",
        BUILT,
    ),
    "upkeep": Point(
        Bilingual("Có phương án vận hành, duy trì", "There is a plan for operation and upkeep"),
        ("sustainability",),
        "sustainability",
        "no_upkeep",
    ),
    "duration": Point(
        Bilingual("Thời gian thực hiện hợp lý", "The duration is reasonable"),
        ("planned_start", "planned_end", "months"),
        "planned_end",
    ),
    "security": Point(
        Bilingual(
            "Không liên quan tôn giáo, quốc phòng, an ninh (nếu có: thẩm quyền Thủ tướng)",
            "Nothing of religion, defence or security (else the Prime Minister decides)",
        ),
        ("title", "objective", "activities", "implementer", "location"),
        "activities",
    ),
    "no_child_details": Point(
        Bilingual("Không có thông tin cá nhân của trẻ em", "No child's personal details"),
        (*TEXTS, "budget_lines", "in_kind_needs", "attachments"),
        "need",
        "child_details",
    ),
    "clear_words": Point(
        Bilingual("Tiếng Việt đủ rõ để dịch", "The Vietnamese is clear enough to translate"),
        (*TEXTS, "budget_lines", "in_kind_needs"),
        "summary",
    ),
}


@dataclass(frozen=True)
class Item:
    """A point of one proposal as it stands; `stamp` tells whether it still is as a page showed it.

    `tick` is the last finding, also where the answers changed since and the point is open again.
    """

    key: str
    point: Point
    verdict: Verdict
    tick: ChecklistTick | None
    answers_hash: str
    stamp: str

    @property
    def name(self) -> Bilingual:
        """The verdict in words."""
        return VERDICT_NAMES[self.verdict]


def items(proposal: Proposal, ticks: Iterable[ChecklistTick]) -> list[Item]:
    """The points that proposals of its type are checked for, in order."""
    found, held = {tick.key: tick for tick in ticks}, snapshot(proposal)
    return [
        _item(key, point, found.get(key), _hash([_plain(answer, held[answer]) for answer in point.about]))
        for key, point in POINTS.items()
        if point.belongs_to(proposal)
    ]


def _item(key: str, point: Point, tick: ChecklistTick | None, answers: str) -> Item:
    verdict = Verdict(tick.verdict) if tick and tick.answers_hash == answers else Verdict.OPEN
    found = [tick.verdict, tick.words] if tick else []
    return Item(key, point, verdict, tick, answers, _hash([answers, *found])[:16])


def _plain(key: str, value: object) -> object:
    return [list(cells(key, row)) for row in value] if key in WIDTHS and isinstance(value, list) else value


def _hash(values: list) -> str:
    return hashlib.sha256(json.dumps(values, ensure_ascii=False).encode()).hexdigest()
