"""A published proposal beside what the public reads of it: its edit under way, and what is accepted and not yet out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, select

from catalog.accounts.actor import Actor
from catalog.audit import HistoryEntry
from catalog.db import db
from catalog.editions.models import Edition, Entry
from catalog.i18n import attribute
from catalog.proposals import changes, queries
from catalog.proposals.changes import Change
from catalog.proposals.models import Proposal
from catalog.proposals.permissions import may_see
from catalog.proposals.workflow import OVER, State


@dataclass(frozen=True)
class Versions:
    """`amends`: the published proposal that this one edits, with what it changes there while it goes on (`amended`).

    `pending`: the edit of this one that goes on, where the actor may see it; `unreleased`: what was accepted into this
    one after its newest edition.
    """

    amends: Proposal | None = None
    amended: list[Change] = field(default_factory=list)
    pending: Proposal | None = None
    unreleased: list[Change] = field(default_factory=list)


def versions(actor: Actor, proposal: Proposal, entries: Sequence[HistoryEntry]) -> Versions:
    """How a proposal stands to what is published; `entries` are its history, the newest first."""
    if proposal.is_amendment:
        edits = {} if proposal.state in OVER else changes.amended(proposal)
        return Versions(proposal.amends, changes.in_words_of(edits, _names()))
    if proposal.state != State.PUBLISHED:
        return Versions()
    pending, moment = queries.open_amendment(proposal), _released_at(proposal.code)
    edits = changes.since(entries, moment) if moment else {}
    return Versions(
        pending=pending if pending and may_see(actor, pending) else None,
        unreleased=changes.in_words_of(edits, _names()) if edits else [],
    )


def _released_at(code: str) -> datetime | None:
    """When the newest edition with a proposal was released."""
    chosen = select(func.max(Edition.released_at)).join(Entry, Entry.edition_id == Edition.id)
    return db.session.scalar(chosen.where(Entry.code == code))


def _names() -> Mapping[str, str]:
    return {category.key: attribute(category, "name") for category in queries.categories()}
