"""All writes of translations."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from catalog import audit
from catalog.accounts.actor import Actor
from catalog.db import db, transaction
from catalog.errors import Invalid, NotAllowed, NotFound, Stale
from catalog.i18n import Bilingual
from catalog.proposals import queries as proposals
from catalog.proposals.models import Proposal
from catalog.proposals.permissions import may
from catalog.proposals.workflow import ACTIONS
from catalog.text import clean
from catalog.translation.models import Translation
from catalog.translation.segments import Source, source_hash, sources

LONGEST_TARGET = 6000
TOO_LONG = Bilingual("Bản dịch dài {length} ký tự, nhiều nhất {limit}.", "It has {length} characters; {limit} at most.")
EMPTY_CHECKED = Bilingual("Chưa có bản dịch để soát.", "There is no English to mark as checked.")


@dataclass(frozen=True)
class TargetInput:
    """The English of one segment as typed.

    `version` is the one it was shown with, 0 for none yet; `source_hash` is that of the Vietnamese it was shown beside,
    where a person saw it.
    """

    target: str
    checked: bool
    version: int
    source_hash: str | None = None


def save(actor: Actor, code: str, given: Mapping[str, TargetInput]) -> list[str]:
    """Store the English of some segments of a proposal; returns the keys that changed.

    Checked stamps a text with the Vietnamese of this moment, so a stale one that is still correct is saved as
    checked; saved as a draft it stays as it is unless it was changed. An emptied text becomes missing. Raises NotFound
    for an unknown segment, Invalid, and Stale when somebody else saved one of them or its Vietnamese changed meanwhile.
    """
    with transaction():
        proposal = proposals.proposal_by_code(actor, code)
        if not may(actor, ACTIONS["translate"], proposal):
            raise NotAllowed
        by_key = {source.key: source for source in sources(proposal)}
        if not given.keys() <= by_key.keys():
            raise NotFound
        errors = {key: error for key, text in given.items() if (error := _error(text))}
        if errors:
            raise Invalid(errors)
        stored = _stored(proposal)
        changes = {}
        for key, text in given.items():
            change = _store(actor, proposal, by_key[key], text, stored.get(key))
            if change:
                changes[key] = change
        if changes:
            db.session.flush()
            audit.record(actor, "proposal:translate", proposal.id, changes=changes)
    return list(changes)


def _stored(proposal: Proposal) -> dict[str, Translation]:
    chosen = select(Translation).where(Translation.proposal_id == proposal.id)
    return {translation.key: translation for translation in db.session.scalars(chosen)}


def _error(given: TargetInput) -> Bilingual | None:
    if len(given.target) > LONGEST_TARGET:
        return TOO_LONG.format(length=len(given.target), limit=LONGEST_TARGET)
    if given.checked and not given.target.strip():
        return EMPTY_CHECKED
    return None


def _store(
    actor: Actor, proposal: Proposal, source: Source, given: TargetInput, stored: Translation | None
) -> list[str] | None:
    """Write one segment; returns [before, after] where something changed."""
    target, state = clean(given.target).strip(), "checked" if given.checked else "draft"
    before = stored.target if stored else ""
    stamp = source_hash(source.text)
    if target == before and (stored is None or _keeps(stored, state, stamp)):
        return None
    if given.source_hash not in (None, stamp):
        raise Stale
    if given.version != (stored.version if stored else 0):
        raise Stale
    if not target:
        db.session.delete(stored)
    else:
        row = stored or Translation(proposal_id=proposal.id, key=source.key)
        row.target, row.state, row.person_id = target, state, actor.person_id
        row.source, row.source_hash = source.text, stamp
        db.session.add(row)
    return [before, target]


def _keeps(stored: Translation, state: str, stamp: str) -> bool:
    """Whether saving an unchanged text changes nothing: a stale one waits for somebody to check it."""
    return state == "draft" if stored.source_hash != stamp else stored.state == state
