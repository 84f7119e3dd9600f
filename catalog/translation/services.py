"""All writes of translations."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from sqlalchemy import select

from catalog import audit, clock
from catalog.accounts.actor import Actor
from catalog.accounts.rights import Right
from catalog.db import db, transaction
from catalog.errors import Invalid, NotAllowed, NotFound, Stale
from catalog.i18n import Bilingual
from catalog.office.queries import second_person_checks
from catalog.proposals import queries as proposals
from catalog.proposals import safeguarding
from catalog.proposals.models import Proposal
from catalog.proposals.permissions import may
from catalog.proposals.workflow import ACTIONS
from catalog.text import clean
from catalog.translation.machine import MOST_TEXTS, Provider
from catalog.translation.models import TERM_CATEGORIES, Term, Translation
from catalog.translation.segments import Source, may_check, source_hash, sources

LONGEST_TARGET = 6000
TOO_LONG = Bilingual("Bản dịch dài {length} ký tự, nhiều nhất {limit}.", "It has {length} characters; {limit} at most.")
LONGEST_TERM, LONGEST_TERM_TARGET = 200, 300
TERM_NEEDED = Bilingual("Hãy nhập mục này.", "Fill this in.")
NO_CATEGORY = Bilingual("Hãy chọn một nhóm trong danh sách.", "Choose a group of the list.")
TERM_THERE = Bilingual("Thuật ngữ này đã có, dịch là “{target}”.", "This term is there already, as “{target}”.")
BY_ANOTHER = Bilingual("Người khác soát bản dịch của bạn.", "Somebody else checks what you wrote.")
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


class MachineDrafts(NamedTuple):
    """How many texts a machine drafted, and how many were not sent to it because of what they may show."""

    made: int
    withheld: int


def save(actor: Actor, code: str, given: Mapping[str, TargetInput]) -> list[str]:
    """Store the English of some segments of a proposal; returns the keys that changed.

    Checked stamps a text with the Vietnamese of this moment, so a stale one that is still correct is saved as
    checked; saved as a draft it stays as it is unless it was changed. An emptied text becomes missing. Where a second
    person checks, what the actor changes is a draft, ticked or not, and a tick for what the actor wrote is Invalid.
    Raises NotFound for an unknown segment, Invalid, and Stale when somebody else saved one of them or its Vietnamese
    changed meanwhile.
    """
    with transaction():
        proposal = _proposal(actor, code)
        by_key = {source.key: source for source in sources(proposal)}
        if not given.keys() <= by_key.keys():
            raise NotFound
        stored = _stored(proposal)
        errors = {key: error for key, text in given.items() if (error := _error(text))}
        if second_person_checks(clock.today()):
            own = (key for key, text in given.items() if _ticks_own(actor, by_key[key], text, stored.get(key)))
            errors |= dict.fromkeys(own, BY_ANOTHER)
            given = {key: _as_draft(text) if _writes(text, stored.get(key)) else text for key, text in given.items()}
        if errors:
            raise Invalid(errors)
        changes = {}
        for key, text in given.items():
            change = _store(actor, proposal, by_key[key], text, stored.get(key))
            if change:
                changes[key] = change
        if changes:
            db.session.flush()
            audit.record(actor, "proposal:translate", proposal.id, changes=changes)
    return list(changes)


def draft_by_machine(actor: Actor, code: str, machine: Provider) -> MachineDrafts:
    """Have a machine draft what has no English yet; raises NotFound, NotAllowed, MachineTrouble.

    Texts in which something may show who a child is are never sent, ticked or not. The machine is asked before the
    transaction: it may take its time, and what somebody writes meanwhile stays.
    """
    missing = _missing(actor, code)
    harmless = [source for source in missing if not safeguarding.scan(source.text)]
    english: dict[str, str] = {}
    for start in range(0, len(harmless), MOST_TEXTS):
        batch = harmless[start : start + MOST_TEXTS]
        texts = machine.translate([source.text for source in batch])
        english |= {source.key: clean(text)[:LONGEST_TARGET] for source, text in zip(batch, texts, strict=True)}
    with transaction():
        still = {source.key: source for source in _missing(actor, code)}
        asked = {source.key: source for source in harmless}
        made = {key: text for key, text in english.items() if text and still.get(key) == asked[key]}
        for key, text in made.items():
            row = Translation(proposal_id=_proposal(actor, code).id, key=key, target=text, is_machine=True)
            row.source, row.source_hash, row.person_id = asked[key].text, source_hash(asked[key].text), actor.person_id
            db.session.add(row)
        if made:
            changes = {key: ["", text] for key, text in made.items()}
            audit.record(actor, "proposal:translate", _proposal(actor, code).id, comment=machine.name, changes=changes)
    return MachineDrafts(len(made), len(missing) - len(harmless))


def save_all(actor: Actor, given: Mapping[str, Mapping[str, TargetInput]]) -> int:
    """Store the English of many proposals, by code and segment, all or none; returns how many texts changed."""
    with transaction():
        return sum(len(save(actor, code, texts)) for code, texts in given.items())


def _proposal(actor: Actor, code: str) -> Proposal:
    """A proposal whose English the actor may write."""
    proposal = proposals.proposal_by_code(actor, code)
    if not may(actor, ACTIONS["translate"], proposal):
        raise NotAllowed
    return proposal


def _missing(actor: Actor, code: str) -> list[Source]:
    proposal = _proposal(actor, code)
    stored = _stored(proposal)
    return [source for source in sources(proposal) if source.key not in stored]


def _stored(proposal: Proposal) -> dict[str, Translation]:
    chosen = select(Translation).where(Translation.proposal_id == proposal.id)
    return {translation.key: translation for translation in db.session.scalars(chosen)}


def _error(given: TargetInput) -> Bilingual | None:
    if len(given.target) > LONGEST_TARGET:
        return TOO_LONG.format(length=len(given.target), limit=LONGEST_TARGET)
    if given.checked and not given.target.strip():
        return EMPTY_CHECKED
    return None


def _writes(given: TargetInput, stored: Translation | None) -> bool:
    return clean(given.target) != (stored.target if stored else "")


def _as_draft(given: TargetInput) -> TargetInput:
    return replace(given, checked=False)


def _ticks_own(actor: Actor, source: Source, given: TargetInput, stored: Translation | None) -> bool:
    """Whether somebody marks as checked what stands there and is of the same person."""
    if stored is None or not given.checked or _writes(given, stored) or may_check(actor.person_id, stored.person_id):
        return False
    return not _keeps(stored, "checked", source_hash(source.text))


def _store(
    actor: Actor, proposal: Proposal, source: Source, given: TargetInput, stored: Translation | None
) -> list[str] | None:
    """Write one segment; returns [before, after] where something changed."""
    target, state = clean(given.target), "checked" if given.checked else "draft"
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
        if target != before:
            row.target, row.person_id = target, actor.person_id
        row.state = state
        row.source, row.source_hash, row.is_machine = source.text, stamp, False
        db.session.add(row)
    return [before, target]


def _keeps(stored: Translation, state: str, stamp: str) -> bool:
    """Whether saving an unchanged text changes nothing: a stale one waits for somebody to check it."""
    return state == "draft" if stored.source_hash != stamp else stored.state == state


@dataclass(frozen=True)
class TermInput:
    """A term of the glossary as typed or read from a file."""

    source: str
    target: str
    category: str


class TermsImported(NamedTuple):
    """How many terms a file added, and how many it gave other English."""

    added: int
    changed: int


def add_term(actor: Actor, given: TermInput) -> Term:
    """Add a term; raises NotAllowed, and Invalid where it is there already."""
    with transaction() as session:
        term = Term(**_checked_term(actor, given, None))
        session.add(term)
        session.flush()
        audit.record(actor, "term:add", term.id, changes={"target": ["", term.target]}, comment=term.source)
    return term


def change_term(actor: Actor, term_id: int, version: int, given: TermInput) -> Term:
    """Change a term; raises NotAllowed, NotFound, Invalid, and Stale when somebody else changed it."""
    with transaction():
        term = _term(actor, term_id, version)
        values = _checked_term(actor, given, term)
        changes = {name: [getattr(term, name), value] for name, value in values.items() if getattr(term, name) != value}
        for name, value in values.items():
            setattr(term, name, value)
        if changes:
            audit.record(actor, "term:change", term.id, changes=changes, comment=term.source)
    return term


def remove_term(actor: Actor, term_id: int, version: int) -> None:
    """Remove a term; texts that use it stay as they are. Raises NotAllowed, NotFound, Stale."""
    with transaction() as session:
        term = _term(actor, term_id, version)
        session.delete(term)
        audit.record(actor, "term:remove", term.id, changes={"target": [term.target, ""]}, comment=term.source)


def import_terms(actor: Actor, given: Sequence[TermInput]) -> TermsImported:
    """Add the terms of a file and give known ones its English, all or none; nothing is removed."""
    added, changes = [], {}
    with transaction() as session:
        if not actor.has(Right.TRANSLATE):
            raise NotAllowed
        known = {(term.source, term.category): term for term in session.scalars(select(Term))}
        for row in given:
            term = known.get((row.source, row.category))
            if term is None:
                added.append(Term(source=row.source, target=row.target, category=row.category))
                known[row.source, row.category] = added[-1]
            elif term.target != row.target:
                changes[f"{term.source} ({term.category})"] = [term.target, row.target]
                term.target = row.target
        session.add_all(added)
        changes |= {f"{term.source} ({term.category})": ["", term.target] for term in added}
        if changes:
            audit.record(actor, "term:import", 0, changes=changes)
    return TermsImported(len(added), len(changes) - len(added))


def _term(actor: Actor, term_id: int, version: int) -> Term:
    if not actor.has(Right.TRANSLATE):
        raise NotAllowed
    term = db.session.get(Term, term_id)
    if term is None:
        raise NotFound
    if term.version != version:
        raise Stale
    return term


def _checked_term(actor: Actor, given: TermInput, term: Term | None) -> dict[str, str]:
    """The columns of a term; raises NotAllowed and Invalid."""
    if not actor.has(Right.TRANSLATE):
        raise NotAllowed
    values = {"source": clean(given.source), "target": clean(given.target), "category": given.category}
    errors = {name: TERM_NEEDED for name in ("source", "target") if not values[name]}
    limits = {"source": LONGEST_TERM, "target": LONGEST_TERM_TARGET}
    errors |= {
        name: TOO_LONG.format(length=len(values[name]), limit=limit)
        for name, limit in limits.items()
        if len(values[name]) > limit
    }
    if given.category not in TERM_CATEGORIES:
        errors["category"] = NO_CATEGORY
    same = select(Term).where(Term.source == values["source"], Term.category == values["category"])
    if not errors and (found := db.session.scalar(same)) and found is not term:
        errors["source"] = TERM_THERE.format(target=found.target)
    if errors:
        raise Invalid(errors)
    return values
