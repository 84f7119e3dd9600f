"""What keeps a proposal out of an edition; each hindrance says where it is mended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from catalog.editions.models import Edition
from catalog.errors import NotFound
from catalog.i18n import Bilingual
from catalog.office import queries as office
from catalog.proposals import checks
from catalog.proposals.models import Proposal
from catalog.proposals.workflow import State
from catalog.translation.exposure import open_english_hits
from catalog.translation.segments import Segment, TranslationState

RELEASABLE = frozenset({State.ACCEPTED, State.PUBLISHED})
NOT_ACCEPTED = Bilingual("Đề xuất chưa được chấp nhận", "The proposal is not accepted")
UNCLEARED = Bilingual("{label}: có thể lộ thông tin trẻ em (“{excerpt}”)", "{label}: may expose a child (“{excerpt}”)")
ENGLISH = {
    TranslationState.MISSING: Bilingual("Chưa có tiếng Anh: {label}", "No English yet: {label}"),
    TranslationState.MACHINE: Bilingual("Bản dịch máy chưa soát: {label}", "Machine draft not checked: {label}"),
    TranslationState.DRAFT: Bilingual("Tiếng Anh chưa soát: {label}", "English not checked: {label}"),
    TranslationState.STALE: Bilingual(
        "Tiếng Việt đã đổi sau khi dịch: {label}", "The Vietnamese changed after translation: {label}"
    ),
}
EMPTY = Bilingual("Danh mục chưa có đề xuất nào.", "The list is empty.")
NO_BODY = Bilingual("Chưa có thông tin cơ quan ban hành.", "The issuing body is not set.")
NO_RATE = Bilingual("Chưa có tỷ giá quy đổi USD.", "There is no exchange rate.")
NO_REASON = Bilingual(
    "Chưa ghi lý do điều chỉnh bằng cả hai ngôn ngữ.", "The reason of the revision is not given in both languages."
)


@dataclass(frozen=True)
class Hindrance:
    """One thing to mend; `desk` is where: "review", "translation", "edition" or "administration"; `key` its place."""

    desk: str
    text: Bilingual
    key: str = ""


def of_edition(edition: Edition, is_empty: bool, day: date) -> list[Hindrance]:
    """What keeps a draft list itself from being released on a day, whatever stands on it."""
    found = [Hindrance("edition", EMPTY, "list")] if is_empty else []
    if office.issuing_body(day) is None:
        found.append(Hindrance("administration", NO_BODY, "issuing_bodies"))
    if not _has_rate(day):
        found.append(Hindrance("administration", NO_RATE, "exchange_rates"))
    if edition.revision and not (edition.revision.reason_vi and edition.revision.reason_en):
        found.append(Hindrance("edition", NO_REASON, "reason"))
    return found


def _has_rate(day: date) -> bool:
    try:
        return bool(office.exchange_rate(day))
    except NotFound:
        return False


def hindrances(proposal: Proposal, segments: Sequence[Segment]) -> list[Hindrance]:
    """Everything that keeps a proposal out of an edition; none means it is ready."""
    if proposal.state not in RELEASABLE:
        return [Hindrance("review", NOT_ACCEPTED)]
    found = [Hindrance("review", problem.text) for problem in checks.missing_to_publish(proposal)]
    found += [
        Hindrance("review", UNCLEARED.format(label=hit.label, excerpt=hit.excerpt))
        for hit in checks.open_hits(proposal)
    ]
    for segment in segments:
        if segment.state is not TranslationState.CHECKED:
            text = ENGLISH[segment.state].format(label=segment.source.label)
            found.append(Hindrance("translation", text))
    found += [
        Hindrance("translation", UNCLEARED.format(label=hit.label, excerpt=hit.excerpt))
        for hit in open_english_hits(proposal, segments)
    ]
    return found
