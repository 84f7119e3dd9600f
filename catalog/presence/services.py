"""Writing down who is at which proposal: no action of anybody, so that it leaves no history."""

from datetime import timedelta

from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError

from catalog import clock
from catalog.accounts.actor import Actor
from catalog.db import db, transaction
from catalog.presence.models import Presence
from catalog.proposals.queries import proposal_by_code

FORGOTTEN_AFTER = timedelta(hours=1)


def be_seen(actor: Actor, code: str, page: str) -> None:
    """Note that somebody has a page of a proposal open; what is long past is forgotten. Raises NotFound."""
    with transaction() as session:
        proposal = proposal_by_code(actor, code)
        session.execute(delete(Presence).where(Presence.seen_at < clock.now() - FORGOTTEN_AFTER))
        key = {"proposal_id": proposal.id, "person_id": actor.person_id, "page": page}
        seen = update(Presence).filter_by(**key).values(seen_at=clock.now()).returning(Presence.page)
        if session.execute(seen).first():
            return
        try:
            with session.begin_nested():
                db.session.add(Presence(**key, seen_at=clock.now()))
        except IntegrityError:  # another window of the same person was quicker
            session.execute(seen)
