"""Reading translations and the glossary."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from catalog.accounts.actor import Actor
from catalog.accounts.models import Person
from catalog.db import db
from catalog.errors import NotFound
from catalog.proposals.models import Proposal
from catalog.proposals.queries import visible_to, with_rows
from catalog.proposals.sections import SECTION_NAMES, Section
from catalog.text import fold
from catalog.translation.gaps import TO_TRANSLATE
from catalog.translation.models import Term, Translation
from catalog.translation.segments import Segment, TranslationState, counts, segments
from catalog.translation.terms import translated_otherwise


class Share(NamedTuple):
    """How many of some segments are checked."""

    checked: int
    total: int

    @property
    def percent(self) -> int:
        """100 only where all are."""
        return 100 * self.checked // self.total if self.total else 100


@dataclass(frozen=True)
class BoardRow:
    """One proposal on the translation board: how many segments are in each state, and how far each section is."""

    proposal: Proposal
    counts: dict[TranslationState, int]
    sections: dict[Section, Share]

    @property
    def total(self) -> int:
        """All segments."""
        return sum(self.counts.values())

    @property
    def is_done(self) -> bool:
        """Whether every segment is checked."""
        return self.counts[TranslationState.CHECKED] == self.total


def segments_by_proposal(proposals: Sequence[Proposal]) -> dict[int, list[Segment]]:
    """The segments of many proposals, in one query."""
    chosen = select(Translation).where(Translation.proposal_id.in_([proposal.id for proposal in proposals]))
    found: dict[int, dict[str, Translation]] = defaultdict(dict)
    for translation in db.session.scalars(chosen):
        found[translation.proposal_id][translation.key] = translation
    return {proposal.id: segments(proposal, found[proposal.id]) for proposal in proposals}


def segments_of(proposal: Proposal) -> list[Segment]:
    """The segments of one proposal."""
    return segments_by_proposal([proposal])[proposal.id]


def writers(found: Sequence[Segment]) -> dict[int, str]:
    """The names of those who wrote the English of some segments, by id."""
    chosen = select(Person.id, Person.name).where(Person.id.in_({segment.writer_id for segment in found} - {None}))
    return {writer.id: writer.name for writer in db.session.execute(chosen)}


class Saved(NamedTuple):
    """Who stored the English of a segment, and when."""

    name: str
    at: datetime


def saved(proposal: Proposal, keys: Sequence[str]) -> dict[str, Saved]:
    """Who stored some segments of a proposal last, by key."""
    chosen = select(Translation.key, Person.name, Translation.updated_at).join(
        Person, Person.id == Translation.person_id
    )
    chosen = chosen.where(Translation.proposal_id == proposal.id, Translation.key.in_(keys))
    return {key: Saved(name, at) for key, name, at in db.session.execute(chosen)}


def board(actor: Actor) -> list[BoardRow]:
    """The proposals that need English: those with stale segments first, then those with most to do."""
    chosen = with_rows(visible_to(actor).where(Proposal.state.in_(TO_TRANSLATE)))
    chosen = chosen.options(selectinload(Proposal.attachments))
    proposals = db.session.scalars(chosen.order_by(Proposal.code)).all()
    by_proposal = segments_by_proposal(proposals)
    rows = [
        BoardRow(proposal, counts(by_proposal[proposal.id]), _shares(by_proposal[proposal.id]))
        for proposal in proposals
    ]
    return sorted(rows, key=lambda row: (-row.counts[TranslationState.STALE], row.is_done))


def totals(rows: Sequence[BoardRow]) -> tuple[Share, dict[Section, Share]]:
    """How far some rows of the board are together: in all, and by section in the order of the form."""
    by_section = {
        section: Share(sum(share.checked for share in shares), sum(share.total for share in shares))
        for section in SECTION_NAMES
        if (shares := [row.sections[section] for row in rows if section in row.sections])
    }
    return Share(sum(row.counts[TranslationState.CHECKED] for row in rows), sum(row.total for row in rows)), by_section


def _shares(found: Sequence[Segment]) -> dict[Section, Share]:
    every = Counter(segment.source.section for segment in found)
    checked = Counter(segment.source.section for segment in found if segment.state is TranslationState.CHECKED)
    return {section: Share(checked[section], total) for section, total in every.items()}


def glossary() -> Sequence[Term]:
    """All terms, by Vietnamese."""
    return db.session.scalars(select(Term).order_by(Term.source, Term.id)).all()


def terms_with(words: str, category: str) -> list[Term]:
    """The terms that hold some words in either language, accents or not, of one category or, with "", of all."""
    wanted = fold(words)
    return [
        term
        for term in glossary()
        if category in ("", term.category) and (wanted in fold(term.source) or wanted in fold(term.target))
    ]


def term(term_id: int) -> Term:
    """One term; raises NotFound."""
    found = db.session.get(Term, term_id)
    if found is None:
        raise NotFound
    return found


class Use(NamedTuple):
    """A translation whose Vietnamese uses a term; `agrees` says whether its English has the glossary's words."""

    code: str
    source: str
    target: str
    agrees: bool


def uses_of(actor: Actor, used: Term) -> list[Use]:
    """Where a term is used in translated texts that the actor may see; those that say it otherwise first."""
    chosen = select(Proposal.code, Translation.source, Translation.target).join(
        Translation, Translation.proposal_id == Proposal.id
    )
    seen = visible_to(actor).with_only_columns(Proposal.id).subquery()
    rows = db.session.execute(chosen.where(Proposal.id.in_(select(seen.c.id))).order_by(Proposal.code, Translation.id))
    found = [
        Use(code, source, target, not translated_otherwise(target, [used]))
        for code, source, target in rows
        if term_hits(source, [used])
    ]
    return sorted(found, key=lambda use: use.agrees)


def term_hits(text: str, terms: Sequence[Term]) -> list[Term]:
    """The terms that a text uses, in the order in which they stand; of overlapping ones only the longest."""
    taken: list[tuple[int, int, Term]] = []
    for term in sorted(terms, key=lambda term: -len(term.source)):
        pattern = rf"(?<!\w){re.escape(term.source)}(?!\w)"
        for match in re.finditer(pattern, text, re.IGNORECASE):
            if not any(match.start() < end and start < match.end() for start, end, _ in taken):
                taken.append((match.start(), match.end(), term))
    in_order = (term for _, _, term in sorted(taken, key=lambda hit: hit[0]))
    return list(dict.fromkeys(in_order))
