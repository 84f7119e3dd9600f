"""Who may see a proposal and what they may do with it now."""

from catalog.accounts.actor import Actor
from catalog.accounts.rights import Right
from catalog.proposals.models import Proposal
from catalog.proposals.workflow import ACTIONS, Action, State


def may_see(actor: Actor, proposal: Proposal) -> bool:
    """People of the unit see all of its proposals; the office sees those that were sent to it."""
    if actor.of_unit(proposal.unit_id) and actor.has(Right.VIEW_UNIT):
        return True
    return actor.has(Right.READ_OFFICE) and proposal.submitted_at is not None


def may(actor: Actor, action: Action, proposal: Proposal) -> bool:
    """Whether the actor may do this with the proposal in its present state."""
    return (
        actor.has(action.right)
        and (not action.by_unit or actor.of_unit(proposal.unit_id))
        and action.of_amendments in (None, proposal.is_amendment)
        and may_see(actor, proposal)
        and State(proposal.state) in action.origins
    )


def buttons(actor: Actor, proposal: Proposal) -> list[Action]:
    """The actions that a page offers this actor as plain buttons with a comment."""
    return [action for action in ACTIONS.values() if action.button and may(actor, action, proposal)]
