"""Who else has a proposal open."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from catalog import clock
from catalog.accounts.actor import Actor
from catalog.db import db
from catalog.presence.models import Presence
from catalog.proposals.models import Proposal

# Without a script a page tells of itself once, when it is opened.
STILL_THERE = timedelta(minutes=10)


class Seen(NamedTuple):
    """Somebody at a proposal: on which page ("review", "translation"), and how many whole minutes ago."""

    name: str
    page: str
    minutes: int


def others(actor: Actor, proposal: Proposal) -> list[Seen]:
    """Who else was seen at a proposal in the last minutes, each once per page, the latest first."""
    return [Seen(row.person.name, row.page, _minutes(row.seen_at)) for row in _rows(actor, proposal)]


def _rows(actor: Actor, proposal: Proposal) -> Sequence[Presence]:
    chosen = select(Presence).options(joinedload(Presence.person)).order_by(Presence.seen_at.desc())
    chosen = chosen.where(Presence.proposal_id == proposal.id, Presence.seen_at > clock.now() - STILL_THERE)
    return db.session.scalars(chosen.where(Presence.person_id != actor.person_id)).all()


def _minutes(seen_at: datetime) -> int:
    return (clock.now() - seen_at) // timedelta(minutes=1)
