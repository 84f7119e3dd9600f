"""What happens at deadlines by itself: reminders, and the drafts of units that wanted them sent."""

import logging

from catalog.accounts.actor import SYSTEM
from catalog.db import db, transaction
from catalog.i18n import Bilingual
from catalog.proposals import checks, deadline_mails, services
from catalog.proposals.deadlines import DueStep, drafts_at, due_steps, has_handed_in
from catalog.rounds.models import Round
from catalog.rounds.queries import deadline
from catalog.rounds.services import claim_step
from catalog.units.models import Unit

log = logging.getLogger(__name__)
BY_ITSELF = Bilingual("Tự động gửi khi hết hạn", "Sent automatically at the deadline")


def take_due_steps() -> int:
    """Take every step that is due, each unit in a transaction of its own; returns how many were taken.

    What fails leaves nothing behind, not even that it was begun: the next call tries it again.
    """
    taken = 0
    for due in due_steps():
        try:
            taken += _take(due)
        except Exception:
            db.session.rollback()
            log.exception("deadline of unit %s: %s", due.unit_id, due.step)
    return taken


def _take(due: DueStep) -> bool:
    with transaction() as session:
        # Held until the commit, so that nobody gives the unit more time just now.
        round_ = session.get_one(Round, due.round_id, with_for_update={"read": True})
        unit = session.get_one(Unit, due.unit_id)
        if deadline(round_, unit.id) != due.closes_at or not claim_step(round_, unit.id, due.step, due.closes_at):
            return False
        if due.step == "end":
            _send_what_is_complete(round_, unit, due)
        else:
            _remind(round_, unit, due)
    return True


def _send_what_is_complete(round_: Round, unit: Unit, due: DueStep) -> None:
    if not unit.auto_sends:
        return
    drafts = drafts_at(round_, unit.id, due.closes_at)
    complete = [proposal for proposal in drafts if not checks.missing_to_submit(proposal)]
    left = [proposal for proposal in drafts if proposal not in complete]
    for proposal in complete:
        services.submit(SYSTEM, proposal.code, BY_ITSELF.vi)
    if drafts:
        deadline_mails.tell_what_was_sent(round_, unit, due.closes_at, complete, left)


def _remind(round_: Round, unit: Unit, due: DueStep) -> None:
    drafts = drafts_at(round_, unit.id, due.closes_at)
    has_nothing = unit.valid_on(round_.opens_on) and not has_handed_in(round_, unit.id)
    if drafts or has_nothing:
        deadline_mails.remind(due.step, round_, unit, due.closes_at, drafts)
