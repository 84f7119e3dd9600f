"""Writes of the office beside the decisions: what it notes for itself."""

from catalog import audit, clock
from catalog.accounts.actor import Actor
from catalog.db import db, transaction
from catalog.errors import Invalid, NotAllowed, NotFound
from catalog.i18n import Bilingual
from catalog.proposals import services
from catalog.proposals.models import InternalNote
from catalog.proposals.workflow import ACTIONS
from catalog.text import clean

LONGEST_NOTE = 2000
NOTE_NEEDED = Bilingual("Hãy ghi nội dung (nhiều nhất {limit} ký tự).", "Write something (at most {limit} characters).")


def add_note(actor: Actor, code: str, words: str) -> InternalNote:
    """Note something that only the office reads; the history tells that, not what. Raises Invalid."""
    with transaction() as session:
        proposal = services.load(actor, code, ACTIONS["add_note"])
        words = clean(words)
        if not 0 < len(words) <= LONGEST_NOTE:
            raise Invalid({"words": NOTE_NEEDED.format(limit=LONGEST_NOTE)})
        note = InternalNote(proposal_id=proposal.id, person_id=actor.person_id, words=words)
        session.add(note)
        audit.record(actor, "proposal:add_note", proposal.id)
    return note


def withdraw_note(actor: Actor, code: str, note_id: int) -> InternalNote:
    """Take one's own note back; it stays readable as withdrawn. Raises NotAllowed for a colleague's."""
    with transaction():
        proposal = services.load(actor, code, ACTIONS["withdraw_note"])
        note = db.session.get(InternalNote, note_id)
        if note is None or note.proposal_id != proposal.id or note.withdrawn_at:
            raise NotFound
        if note.person_id != actor.person_id:
            raise NotAllowed
        note.withdrawn_at = clock.now()
        audit.record(actor, "proposal:withdraw_note", proposal.id)
    return note
