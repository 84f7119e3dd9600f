"""What keeps a proposal out of an edition; each hindrance says where it is mended."""

from collections.abc import Sequence
from dataclasses import dataclass

from catalog.i18n import Bilingual
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


@dataclass(frozen=True)
class Hindrance:
    """One thing to mend; `desk` is where: "review" or "translation"."""

    desk: str
    text: Bilingual


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
