"""Who may read enquiries, and what may be done with one now."""

from catalog.accounts.actor import Actor
from catalog.accounts.rights import Right
from catalog.funding.models import Enquiry
from catalog.funding.workflow import ACTIONS, Action, Stage


def may_read(actor: Actor) -> bool:
    """The office reads what donors write; units learn no more than that somebody asked."""
    return actor.has(Right.READ_OFFICE)


def may(actor: Actor, action: Action, enquiry: Enquiry) -> bool:
    """Whether the actor may do this with the enquiry in its present state."""
    return actor.has(Right.ANSWER) and Stage(enquiry.state) in action.origins


def buttons(actor: Actor, enquiry: Enquiry) -> list[Action]:
    """The actions that a page offers as buttons."""
    return [action for action in ACTIONS.values() if action.button and may(actor, action, enquiry)]
