"""What the page of a proposal shows of the office's own work beside the answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from catalog.accounts.actor import Actor
from catalog.forms import Form
from catalog.proposals import checklist, permissions, queries
from catalog.proposals.checklist import Item, Verdict
from catalog.proposals.models import Proposal
from catalog.proposals.reasons import REASONS
from catalog.proposals.services_review import CORRECTABLE, SET_ASIDE
from catalog.proposals.snapshots import label_of
from catalog.proposals.workflow import ACTIONS, State
from catalog.review.forms import NoteForm, PointForm, SetAsideForm


@dataclass(frozen=True)
class Checking:
    """The checklist of one proposal; `form` is a point that was refused, to be mended there."""

    may: bool
    points: list[Item]
    form: PointForm | None

    @property
    def open(self) -> list[Item]:
        """The points that nobody has looked at, or not since the answers changed."""
        return [item for item in self.points if item.verdict is Verdict.OPEN]

    @property
    def not_fine(self) -> list[Item]:
        """The points that are not fine."""
        return [item for item in self.points if item.verdict is Verdict.NOT_FINE]

    def is_refused(self, item: Item) -> bool:
        """Whether this is the point that was refused."""
        return self.form is not None and self.form.key.data == item.key

    def errors(self, item: Item) -> Sequence[str]:
        """Why the point was refused."""
        return self.form.words.errors if self.form is not None and self.is_refused(item) else ()

    def words(self, item: Item) -> str:
        """What stands in the box of a point: as refused, else as kept."""
        if self.form is not None and self.is_refused(item):
            return self.form.words.data or ""
        return item.tick.words if item.tick else ""


def assessment(actor: Actor, proposal: Proposal, refused: Form | None) -> dict[str, Any]:
    """Values for the panels of the office; the form that was `refused` is to be mended there."""
    may_set_aside = permissions.may(actor, ACTIONS["mark_duplicate"], proposal)
    may_note = permissions.may(actor, ACTIONS["add_note"], proposal)
    return {
        "notes": queries.notes_of(actor, proposal),
        "note_form": _kept(refused, NoteForm) if may_note else None,
        "set_aside_for": queries.set_aside_for(actor, proposal),
        "set_aside_actions": [ACTIONS[key] for key in SET_ASIDE],
        "aside_form": _kept(refused, SetAsideForm) if may_set_aside else None,
        "me": actor.person_id,
        "checking": Checking(
            permissions.may(actor, ACTIONS["check_point"], proposal),
            checklist.items(proposal, queries.ticks_of(actor, proposal)),
            refused if isinstance(refused, PointForm) else None,
        ),
        "correctable": CORRECTABLE if _may_correct(actor, proposal) else frozenset(),
        "label_of": label_of,
        "reasons": REASONS,
        "may_clear": permissions.may(actor, ACTIONS["clear_hit"], proposal),
    }


def _may_correct(actor: Actor, proposal: Proposal) -> bool:
    """While the unit edits what is published, it is corrected in that edit."""
    if not permissions.may(actor, ACTIONS["correct"], proposal):
        return False
    return proposal.state != State.PUBLISHED or queries.open_amendment(proposal) is None


def _kept(refused: Form | None, kind: type[Form]) -> Form:
    """The form that was refused, if it is of this kind; else an empty one."""
    return refused if isinstance(refused, kind) else kind(formdata=None)
