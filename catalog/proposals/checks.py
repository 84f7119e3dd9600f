"""What a proposal still lacks, what looks odd in it, and what might expose a child."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from catalog.i18n import Bilingual
from catalog.proposals import guide_costs, safeguarding
from catalog.proposals.fields import BY_KEY, FIELDS, Field, Kind, fields_of
from catalog.proposals.models import Proposal
from catalog.proposals.sections import Section
from catalog.proposals.values import contradictions

TEXT_KINDS = (Kind.TEXT, Kind.LONG_TEXT, Kind.LINES)
MISSING = Bilingual("Chưa có: {label}", "Missing: {label}")
NO_AID_LINE = Bilingual("Dự toán chưa có khoản đề nghị viện trợ nào", "The budget has no line that asks for aid")
INCOMPLETE_LINE = Bilingual(
    "Dự toán, dòng {position}: thiếu nội dung, số lượng hoặc đơn giá",
    "Budget, line {position}: item, quantity or unit cost is missing",
)
BUDGET_LINE = Bilingual("Dòng dự toán", "Budget line")
IN_KIND_NEED = Bilingual("Nhu cầu hiện vật", "In-kind need")
# What is written of a photo, by the name of its column.
PHOTO_TEXTS = {
    "caption": Bilingual("Chú thích ảnh", "Caption"),
    "alternative_text": Bilingual("Mô tả ảnh cho người không nhìn được", "Description for those who can't see it"),
    "credit": Bilingual("Nguồn ảnh", "Credit"),
}
NO_COUNTERPART = Bilingual("Chưa có vốn đối ứng của địa phương.", "There is no local contribution.")
NO_DATES = Bilingual("Chưa có thời gian thực hiện.", "There are no planned dates.")
IN_ALL_ONE = Bilingual(
    "Dự toán mới có con số tổng; nhà tài trợ cần thấy từng khoản.",
    "The budget is one sum only; donors want to see its lines.",
)
UNUSUAL_COST = Bilingual(
    "Dự toán, dòng {position}: đơn giá khác khoảng tham khảo năm {year} ({amounts}).",
    "Budget, line {position}: the unit cost is outside the planning range of {year} ({amounts}).",
)


@dataclass(frozen=True)
class Problem:
    """Something to mend: in which section, at which field (None for the section as a whole)."""

    section: Section
    key: str | None
    text: Bilingual


@dataclass(frozen=True)
class TextHit:
    """A place in a text that may expose a child; `key` names this very text, so that a change asks anew.

    `excerpt` stands in `text` from the character `start` on.
    """

    key: str
    section: Section
    label: Bilingual
    kind: Bilingual
    excerpt: str
    text: str
    start: int
    language: str = "vi"


def missing_to_submit(proposal: Proposal) -> list[Problem]:
    """Why the proposal can't be sent yet."""
    gaps = [field for field in FIELDS if field.required_to_submit and is_empty(proposal, field)]
    return [*_as_problems(gaps), *_contradictions(proposal), *_budget_problems(proposal)]


def missing_to_publish(proposal: Proposal) -> list[Problem]:
    """Why the Vietnamese is not complete enough for an edition."""
    required = [field for field in FIELDS if field.required_to_publish or field.required_to_submit]
    gaps = [field for field in required if is_empty(proposal, field)]
    return [*_as_problems(gaps), *_contradictions(proposal), *_budget_problems(proposal)]


def warnings(proposal: Proposal) -> list[Problem]:
    """What looks odd; it never blocks."""
    found = []
    if proposal.aid_vnd and not proposal.counterpart_vnd:
        found.append(Problem(Section.BUDGET, None, NO_COUNTERPART))
    if not (proposal.planned_start and proposal.planned_end):
        found.append(Problem(Section.WORK, "planned_start", NO_DATES))
    if [line.unit for line in proposal.budget_lines if line.funding == "aid"] == [""]:
        found.append(Problem(Section.BUDGET, None, IN_ALL_ONE))
    return [*found, *_unusual_costs(proposal), *_unanswered(proposal)]


def _unusual_costs(proposal: Proposal) -> Iterator[Problem]:
    for number, line in enumerate(proposal.budget_lines, start=1):
        if usual := guide_costs.missed_by(line):
            text = UNUSUAL_COST.format(position=number, year=guide_costs.YEAR, amounts=usual.amounts)
            yield Problem(Section.BUDGET, None, text)


def _unanswered(proposal: Proposal) -> list[Problem]:
    """What only some types of support are asked, and this one has not answered."""
    asked = [field for field in FIELDS if field.asked_for and is_asked(proposal, field)]
    return _as_problems([field for field in asked if is_empty(proposal, field)])


def is_asked(proposal: Proposal, field: Field) -> bool:
    """Whether the form asks for a field: where it fits, and wherever something was answered before."""
    return field.is_asked(proposal.category_key, proposal.has_construction) or not is_empty(proposal, field)


def asked_fields(proposal: Proposal, section: Section) -> list[Field]:
    """The fields of a section that the form asks for, in order."""
    return [field for field in fields_of(section) if is_asked(proposal, field)]


def is_empty(proposal: Proposal, field: Field) -> bool:
    """Whether a field has no value; zero and no are values."""
    return getattr(proposal, field.key) in (None, "", [])


def _as_problems(gaps: list[Field]) -> list[Problem]:
    return [Problem(field.section, field.key, MISSING.format(label=field.label)) for field in gaps]


def _contradictions(proposal: Proposal) -> list[Problem]:
    return [
        Problem(
            BY_KEY[key].section,
            key,
            Bilingual("{label}: {text}", "{label}: {text}").format(label=BY_KEY[key].label, text=text),
        )
        for key, text in contradictions(proposal).items()
    ]


def _budget_problems(proposal: Proposal) -> list[Problem]:
    found = [
        Problem(Section.BUDGET, None, INCOMPLETE_LINE.format(position=number))
        for number, line in enumerate(proposal.budget_lines, start=1)
        if not line.item or line.quantity is None or line.unit_cost_vnd is None
    ]
    if not proposal.aid_vnd:
        found.append(Problem(Section.BUDGET, None, NO_AID_LINE))
    return found


def texts(proposal: Proposal) -> Iterator[tuple[Section, Bilingual, str]]:
    """Every text of a proposal that may become public: section, label, text."""
    for field in FIELDS:
        if field.public and field.kind in TEXT_KINDS and getattr(proposal, field.key):
            yield field.section, field.label, getattr(proposal, field.key)
    for line in proposal.budget_lines:
        yield Section.BUDGET, BUDGET_LINE, line.item
    for need in proposal.in_kind_needs:
        yield Section.CONTRIBUTIONS, IN_KIND_NEED, need.item
    for photo in proposal.attachments:
        if photo.kind == "photo":
            yield from ((Section.FILES, label, getattr(photo, key)) for key, label in PHOTO_TEXTS.items())


def text_hits(proposal: Proposal) -> list[TextHit]:
    """Every place that may expose a child, cleared or not."""
    return [
        text_hit(section, label, text, hit)
        for section, label, text in texts(proposal)
        for hit in safeguarding.scan(text)
    ]


def open_hits(proposal: Proposal) -> list[TextHit]:
    """The hits that no reviewer has cleared; they stop a release."""
    cleared = {clearance.hit_key for clearance in proposal.clearances}
    return [hit for hit in text_hits(proposal) if hit.key not in cleared]


def text_hit(section: Section, label: Bilingual, text: str, hit: safeguarding.Hit, language: str = "vi") -> TextHit:
    """A hit of the scan in the text that it was found in."""
    key = hashlib.sha256(f"{label.en}\n{hit.start}\n{text}".encode()).hexdigest()
    return TextHit(key, section, label, safeguarding.KINDS[hit.kind], hit.excerpt, text, hit.start, language)
