"""Four eyes on accepting: where the office wants it, who accepts a proposal is not who checked it."""

from catalog import clock
from catalog.accounts.actor import Actor
from catalog.i18n import Bilingual
from catalog.office.queries import second_person_accepts
from catalog.proposals import checklist, queries
from catalog.proposals.checklist import Verdict
from catalog.proposals.models import Proposal

NOT_CHECKED = Bilingual(
    "Sở quy định người khác thẩm định trước khi chấp nhận: cần một chuyên viên khác xem hết danh mục kiểm tra.",
    "Somebody else checks before it is accepted: another reviewer goes through the whole checklist first.",
)
OWN_CHECK = Bilingual(
    "Ông/bà đã thẩm định đề xuất này; theo quy định của Sở, người khác chấp nhận.",
    "You have checked this proposal yourself; the Department has somebody else accept it.",
)


def hindrance(actor: Actor, proposal: Proposal) -> Bilingual | None:
    """Why the actor may not accept a proposal although reviewers may; None where nothing stands against it.

    What an edit took over from the published proposal was checked for that one, and counts for nobody here.
    """
    if actor.is_system or not second_person_accepts(clock.today()):
        return None
    items = checklist.items(proposal, queries.ticks_of(actor, proposal))
    ticks = [item.tick for item in items if item.tick and item.tick.at >= proposal.created_at]
    checkers = {tick.person_id for tick in ticks}
    if actor.person_id in checkers:
        return OWN_CHECK
    return NOT_CHECKED if not checkers or any(item.verdict is Verdict.OPEN for item in items) else None
