"""How a draft list stands: what stops its release and what is worth a look, of the list and of each proposal on it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from catalog.db import db
from catalog.editions.models import Edition, EditionItem
from catalog.editions.queries import Candidate
from catalog.editions.readiness import Remark, doubts, doubts_of_edition, of_edition
from catalog.i18n import Bilingual
from catalog.proposals import checklist
from catalog.proposals.checklist import Verdict
from catalog.proposals.models import ChecklistTick, Proposal
from catalog.proposals.workflow import OVER, State
from catalog.translation.segments import TranslationState

NOT_LISTED = Bilingual(
    "Đề xuất của đợt đã được chấp nhận mà chưa có trong danh mục: {count}.",
    "Accepted proposals of the round that are not on the list: {count}.",
)
NOT_FINE = Bilingual("Phiếu kiểm tra, chưa đạt: {label}", "Checklist, not fine: {label}")
PENDING = Bilingual(
    "Có bản sửa {code} chưa được chấp nhận: danh mục vẫn công bố nội dung trước khi sửa.",
    "There is an edit, {code}, that is not accepted: the list shows the text before it.",
)


@dataclass(frozen=True)
class Row:
    """A proposal of the list with some remarks on it."""

    candidate: Candidate
    remarks: list[Remark]


@dataclass(frozen=True)
class Remarks:
    """Remarks on a list: on itself, and on its proposals in their order; those without any are left out."""

    edition: list[Remark]
    rows: list[Row]

    def __len__(self) -> int:
        return len(self.edition) + sum(len(row.remarks) for row in self.rows)


@dataclass(frozen=True)
class Standing:
    """`stops` keep a list from being released, `doubts` do not."""

    stops: Remarks
    doubts: Remarks


def standing(edition: Edition, chosen: Sequence[Candidate], day: date) -> Standing:
    """How a draft list with these candidates stands on a day, in a fixed number of queries."""
    ids = [candidate.proposal.id for candidate in chosen]
    edits, ticks = _edits(ids), _ticks(ids)
    stops = [Row(candidate, candidate.hindrances) for candidate in chosen]
    found = [Row(each, list(_doubts(each, edits.get(each.proposal.id), ticks[each.proposal.id]))) for each in chosen]
    return Standing(
        Remarks(of_edition(edition, not chosen, day), [row for row in stops if row.remarks]),
        Remarks([*doubts_of_edition(day), *_forgotten(edition)], [row for row in found if row.remarks]),
    )


def _doubts(candidate: Candidate, edit: str | None, ticks: Sequence[ChecklistTick]) -> Iterator[Remark]:
    proposal = candidate.proposal
    if edit:
        yield Remark("review", PENDING.format(code=edit), "decision", edit)
    for item in checklist.items(proposal, ticks) if ticks else ():
        if item.verdict is Verdict.NOT_FINE:
            yield Remark("review", NOT_FINE.format(label=item.point.label), f"point-{item.key}")
    checked = [segment for segment in candidate.segments if segment.state is TranslationState.CHECKED]
    yield from doubts(proposal, checked)


def _forgotten(edition: Edition) -> list[Remark]:
    on_list = select(EditionItem.proposal_id).where(EditionItem.edition_id == edition.id)
    accepted = (Proposal.round_id == edition.round_id, Proposal.state == State.ACCEPTED)
    counted = select(func.count()).select_from(Proposal).where(*accepted, Proposal.id.not_in(on_list))
    count = db.session.scalar(counted)
    return [Remark("edition", NOT_LISTED.format(count=count), "others")] if count else []


def _edits(ids: Sequence[int]) -> dict[int, str]:
    """The codes of edits that the office has, by the published proposal that each edits."""
    goes_on = (Proposal.state.not_in(OVER), Proposal.submitted_at.is_not(None))
    chosen = select(Proposal.amends_id, Proposal.code).where(Proposal.amends_id.in_(ids), *goes_on)
    return {row.amends_id: row.code for row in db.session.execute(chosen)}


def _ticks(ids: Sequence[int]) -> dict[int, list[ChecklistTick]]:
    found: dict[int, list[ChecklistTick]] = defaultdict(list)
    for tick in db.session.scalars(select(ChecklistTick).where(ChecklistTick.proposal_id.in_(ids))):
        found[tick.proposal_id].append(tick)
    return found
