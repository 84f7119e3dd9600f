"""What keeps a list, or a proposal of it, from release, and what is worth a look; each says where it is mended."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from catalog.attachments import queries as attachments
from catalog.editions.models import Edition
from catalog.errors import NotFound
from catalog.i18n import Bilingual, format_date
from catalog.office import queries as office
from catalog.proposals import checks
from catalog.proposals.models import Proposal
from catalog.proposals.workflow import State
from catalog.translation.exposure import open_english_hits
from catalog.translation.figures import compare
from catalog.translation.segments import Segment, TranslationState

RELEASABLE = frozenset({State.ACCEPTED, State.PUBLISHED})
# The accounting rate is told month by month (domain.md §8): an older one was not kept up.
RATE_LASTS_DAYS = 31
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
OLD_RATE = Bilingual(
    "Tỷ giá quy đổi USD là của ngày {date}, đã quá {days} ngày.",
    "The exchange rate is of {date}, more than {days} days ago.",
)
NO_BASES = Bilingual("Chưa có căn cứ pháp lý nào đang có hiệu lực.", "No legal basis is in force.")
NO_SIGNER = Bilingual(
    "Chưa khai người ký: văn bản để chức danh thường dùng, họ tên ghi tay.",
    "No signer is set: documents carry the usual title, and the name is written by hand.",
)
NO_RECIPIENTS = Bilingual(
    "Chưa khai nơi nhận: văn bản ghi nơi nhận thường dùng.",
    "No recipients are set: documents carry the usual ones.",
)
NO_ADDRESS = Bilingual(
    "Cơ quan ban hành chưa có thư điện tử: nhà tài trợ không có nơi viết đến.",
    "The issuing body has no e-mail address: donors have nowhere to write.",
)
NOT_SAME_FIGURES = Bilingual(
    "Số liệu hai ngôn ngữ không khớp: {label} ({figures})",
    "The figures of the two languages differ: {label} ({figures})",
)


@dataclass(frozen=True)
class Remark:
    """One thing to mend or to look at.

    `desk` is where: "review", "translation", "edition" or "administration"; `place` what it is called there: an anchor
    of the proposal's page, the key of a segment, an anchor of the list's page, a part of the administration. `code`
    names another proposal than the one that the remark is about.
    """

    desk: str
    text: Bilingual
    place: str
    code: str = ""


def of_edition(edition: Edition, is_empty: bool, day: date) -> list[Remark]:
    """What keeps a draft list itself from being released on a day, whatever stands on it."""
    found = [Remark("edition", EMPTY, "others")] if is_empty else []
    if office.issuing_body(day) is None:
        found.append(Remark("administration", NO_BODY, "issuing_body"))
    if _rate_date(day) is None:
        found.append(Remark("administration", NO_RATE, "exchange_rates"))
    if edition.revision and not (edition.revision.reason_vi and edition.revision.reason_en):
        found.append(Remark("edition", NO_REASON, "reason"))
    return found


def doubts_of_edition(day: date) -> list[Remark]:
    """What a release on a day would go out with, although the office may want it otherwise; it stops nothing."""
    rate_date, body = _rate_date(day), office.issuing_body(day)
    found = []
    if rate_date and (day - rate_date).days > RATE_LASTS_DAYS:
        dated = Bilingual(*(format_date(rate_date, language) for language in ("vi", "en")))
        found.append(Remark("administration", OLD_RATE.format(date=dated, days=RATE_LASTS_DAYS), "exchange_rates"))
    if not office.legal_bases(day):
        found.append(Remark("administration", NO_BASES, "legal_bases"))
    if office.signer(day) is None:
        found.append(Remark("administration", NO_SIGNER, "signers"))
    if office.recipients(day) is None:
        found.append(Remark("administration", NO_RECIPIENTS, "recipients"))
    if body and not body.email:
        found.append(Remark("administration", NO_ADDRESS, "issuing_body"))
    return found


def _rate_date(day: date) -> date | None:
    try:
        return office.exchange_rate(day).date
    except NotFound:
        return None


def hindrances(proposal: Proposal, segments: Sequence[Segment]) -> list[Remark]:
    """Everything that keeps a proposal out of an edition; none means it is ready."""
    if proposal.state not in RELEASABLE:
        return [Remark("review", NOT_ACCEPTED, "decision")]
    found = [_at_answer(problem) for problem in checks.missing_to_publish(proposal)]
    found += [
        Remark("review", UNCLEARED.format(label=hit.label, excerpt=hit.excerpt), f"place-{hit.key[:12]}")
        for hit in checks.open_hits(proposal)
    ]
    for segment in segments:
        if segment.state is not TranslationState.CHECKED:
            text = ENGLISH[segment.state].format(label=segment.source.label)
            found.append(Remark("translation", text, segment.source.key))
    found += [
        Remark("translation", UNCLEARED.format(label=hit.label, excerpt=hit.excerpt), segment.source.key)
        for segment in segments
        for hit in open_english_hits(proposal, [segment])
    ]
    return found


def doubts(proposal: Proposal, segments: Sequence[Segment]) -> Iterator[Remark]:
    """What looks odd in a proposal, what a release would leave out of it; it stops nothing."""
    yield from (_at_answer(problem) for problem in checks.warnings(proposal))
    for problem in attachments.problems(proposal):
        yield Remark("review", attachments.LEFT_OUT.format(problem=problem.text), problem.key or "files")
    for segment in segments:
        if figures := _unlike(segment.source.text, segment.target):
            text = NOT_SAME_FIGURES.format(label=segment.source.label, figures=figures)
            yield Remark("translation", text, segment.source.key)


@lru_cache(maxsize=16_384)
def _unlike(source: str, target: str) -> str:
    """The figures that only one of two texts has; a list is looked at often, and its texts seldom change."""
    found = compare(source, target)
    return ", ".join(figure.text for figure in (*found.missing, *found.extra))


def _at_answer(problem: checks.Problem) -> Remark:
    return Remark("review", problem.text, problem.key or problem.section)
