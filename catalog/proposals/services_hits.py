"""Ticks of a reviewer: a place that may expose a child was looked at and shows no child's details."""

from collections.abc import Sequence

from sqlalchemy import select

from catalog import audit
from catalog.accounts.actor import Actor
from catalog.db import db, transaction
from catalog.errors import NotFound
from catalog.proposals import checks
from catalog.proposals.checks import TextHit
from catalog.proposals.models import HitClearance, Proposal
from catalog.proposals.services import load
from catalog.proposals.workflow import ACTIONS


def clear_hit(actor: Actor, code: str, hit_key: str, english: Sequence[TextHit] = ()) -> Proposal:
    """Confirm that a hit of the safeguarding scan shows no child's details; a tick that is there stays whose it is.

    `english` are the hits of its translation. Raises NotFound, also where the text was changed meanwhile, and
    NotAllowed.
    """
    with transaction():
        proposal = _locked(actor, code, "clear_hit")
        hit = _hit(proposal, hit_key, english)
        if hit is None:
            raise NotFound
        if _clearance(proposal, hit_key) is None:
            proposal.clearances.append(HitClearance(hit_key=hit.key, person_id=actor.person_id))
            audit.record(actor, "proposal:clear_hit", proposal.id, comment=hit.excerpt)
    return proposal


def reopen_hit(actor: Actor, code: str, hit_key: str, english: Sequence[TextHit] = ()) -> Proposal:
    """Take a tick back, so that the place stops a release again; raises NotFound, NotAllowed."""
    with transaction():
        proposal = _locked(actor, code, "reopen_hit")
        hit, clearance = _hit(proposal, hit_key, english), _clearance(proposal, hit_key)
        if clearance is None:
            raise NotFound
        proposal.clearances.remove(clearance)
        audit.record(actor, "proposal:reopen_hit", proposal.id, comment=hit.excerpt if hit else "")
    return proposal


def _locked(actor: Actor, code: str, event: str) -> Proposal:
    """The proposal, kept from other writers until the transaction ends: two reviewers may tick the same place."""
    db.session.execute(select(Proposal.id).where(Proposal.code == code).with_for_update())
    return load(actor, code, ACTIONS[event])


def _hit(proposal: Proposal, hit_key: str, english: Sequence[TextHit]) -> TextHit | None:
    return next((hit for hit in (*checks.text_hits(proposal), *english) if hit.key == hit_key), None)


def _clearance(proposal: Proposal, hit_key: str) -> HitClearance | None:
    return next((clearance for clearance in proposal.clearances if clearance.hit_key == hit_key), None)
