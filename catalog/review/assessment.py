"""What the page of a proposal shows of the office's own work beside the answers."""

from typing import Any

from catalog.accounts.actor import Actor
from catalog.proposals import permissions, queries
from catalog.proposals.models import Proposal
from catalog.proposals.reasons import REASONS
from catalog.proposals.workflow import ACTIONS
from catalog.review.forms import NoteForm


def assessment(actor: Actor, proposal: Proposal, noted: NoteForm | None) -> dict[str, Any]:
    """Values for the panels of the office; `noted` is a note that was refused, to be mended there."""
    may_note = permissions.may(actor, ACTIONS["add_note"], proposal)
    return {
        "notes": queries.notes_of(actor, proposal),
        "note_form": (noted or NoteForm(formdata=None)) if may_note else None,
        "me": actor.person_id,
        "reasons": REASONS,
        "may_clear": permissions.may(actor, ACTIONS["clear_hit"], proposal),
    }
