"""Writes for the office's own order: tags, and one thing done with many proposals at once."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from sqlalchemy import select

from catalog import audit
from catalog.accounts.actor import Actor
from catalog.accounts.rights import Right
from catalog.db import db, transaction
from catalog.errors import DomainError, Invalid, NotAllowed, NotFound, NotReady
from catalog.i18n import Bilingual
from catalog.proposals import queries
from catalog.proposals.models import Proposal, ProposalTag
from catalog.text import clean

LONGEST_TAG = 40
TAG_NEEDED = Bilingual(
    f"Hãy nhập nhãn, nhiều nhất {LONGEST_TAG} ký tự.", f"Type a tag, at most {LONGEST_TAG} characters."
)
TAG_EVENTS = {
    "tag:add": Bilingual("gắn nhãn", "added a tag"),
    "tag:remove": Bilingual("gỡ nhãn", "removed a tag"),
}


class Refusal(NamedTuple):
    """A proposal with which something could not be done, and why."""

    code: str
    reason: Bilingual


def each(codes: Sequence[str], act: Callable[[str], object]) -> list[Refusal]:
    """Do something with each of many proposals, in one transaction; returns those that refused it.

    `act` is a service that checks before it changes anything, so that a refusal leaves nothing behind.
    """
    refused = []
    with transaction():
        for code in codes:
            try:
                act(code)
            except (NotAllowed, NotFound, NotReady) as error:
                refused.append(Refusal(code, _reason(error)))
    return refused


def add_tag(actor: Actor, code: str, name: str) -> None:
    """Put a tag on a proposal; one that is there stays. Raises NotFound, NotAllowed, Invalid."""
    with transaction() as session:
        proposal, name = _to_tag(actor, code, name)
        if _tag(proposal, name) is None:
            session.add(ProposalTag(proposal_id=proposal.id, name=name))
            _record(actor, "tag:add", proposal, name)


def remove_tag(actor: Actor, code: str, name: str) -> None:
    """Take a tag off a proposal, where it is on it. Raises NotFound, NotAllowed, Invalid."""
    with transaction() as session:
        proposal, name = _to_tag(actor, code, name)
        if found := _tag(proposal, name):
            session.delete(found)
            _record(actor, "tag:remove", proposal, name)


def _to_tag(actor: Actor, code: str, name: str) -> tuple[Proposal, str]:
    if not actor.has(Right.REVIEW):
        raise NotAllowed
    name = " ".join(clean(name).split())
    if not 0 < len(name) <= LONGEST_TAG:
        raise Invalid({"tag": TAG_NEEDED}, TAG_NEEDED)
    # Locked, so that two people who add the same tag at once add it once.
    chosen = queries.visible_to(actor).where(Proposal.code == code).with_for_update()
    proposal = db.session.scalar(chosen)
    if proposal is None:
        raise NotFound
    return proposal, name


def _tag(proposal: Proposal, name: str) -> ProposalTag | None:
    same = (ProposalTag.proposal_id == proposal.id, ProposalTag.name == name)
    return db.session.scalar(select(ProposalTag).where(*same))


def _record(actor: Actor, event: str, proposal: Proposal, name: str) -> None:
    # Under a subject of its own: the unit reads the history of its proposal.
    audit.record(actor, event, proposal.id, comment=f"{proposal.code}: {name}")


def _reason(error: DomainError) -> Bilingual:
    return error.problems[0] if isinstance(error, NotReady) and error.problems else error.message
