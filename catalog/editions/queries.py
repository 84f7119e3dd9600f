"""Reading editions: the desk's drafts, and the released entries that are all the public ever sees."""

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from catalog.accounts.actor import Actor
from catalog.attachments import queries as attachments
from catalog.db import db
from catalog.editions.models import Edition, EditionItem, Entry
from catalog.editions.readiness import RELEASABLE, Hindrance, hindrances
from catalog.editions.snapshot import entry_data, search_words
from catalog.errors import NotFound
from catalog.i18n import Bilingual
from catalog.proposals.models import Category, Proposal
from catalog.proposals.queries import visible_to, with_rows
from catalog.translation.queries import segments_by_proposal
from catalog.translation.segments import Segment

PAGE_SIZE = 20


# The public side


def released_editions() -> Sequence[Edition]:
    """All released editions, the newest first."""
    return db.session.scalars(_released().order_by(Edition.released_at.desc(), Edition.id.desc())).all()


def latest_edition() -> Edition | None:
    """The edition that the catalogue shows; None before the first release."""
    return db.session.scalar(_released().order_by(Edition.released_at.desc(), Edition.id.desc()).limit(1))


def released_edition(key: str) -> Edition:
    """A released edition by its key, "latest" for the newest one; raises NotFound, for a draft too."""
    edition = latest_edition() if key == "latest" else db.session.scalar(_released().where(Edition.key == key))
    if edition is None:
        raise NotFound(
            Bilingual("Không có danh mục {key} đã công bố.", "There is no released edition {key}.").format(key=key)
        )
    return edition


def entries_of(edition: Edition) -> Sequence[Entry]:
    """All entries of a released edition, by number."""
    return db.session.scalars(select(Entry).where(Entry.edition_id == edition.id).order_by(Entry.number)).all()


def newest_entry(code: str) -> Entry:
    """The newest released entry of a code, with its edition; raises NotFound alike for drafts and unknown codes."""
    chosen = select(Entry).join(Entry.edition).options(contains_eager(Entry.edition))
    chosen = chosen.where(Entry.code == code, Edition.state == "released")
    entry = db.session.scalar(chosen.order_by(Edition.released_at.desc(), Edition.id.desc()).limit(1))
    if entry is None:
        raise NotFound
    return entry


@dataclass(frozen=True)
class Found:
    """One page of a search in an edition.

    `types` and `areas` count entries by category key and by unit code, each with the other filter applied, zero
    counts included; `total` is the number of hits on all pages.
    """

    entries: Sequence[Entry]
    total: int
    page: int
    pages: int
    types: dict[str, int]
    areas: dict[str, int]


def search(
    edition: Edition, words: str = "", types: Collection[str] = (), areas: Collection[str] = (), page: int = 1
) -> Found:
    """Entries that hold the beginnings of all the words, of any of the types and any of the areas, by number.

    Words are compared without accents and case, in both languages. A page beyond the last is the last.
    """
    keys = select(Entry.id, Entry.category_key, Entry.unit_code).where(Entry.edition_id == edition.id)
    all_rows = db.session.execute(keys.order_by(Entry.number)).all()
    rows = all_rows
    if wanted := search_words(words):
        found = keys.where(*(Entry.search_text.contains(f" {word}", autoescape=True) for word in wanted))
        rows = db.session.execute(found.order_by(Entry.number)).all()
    hits = [entry_id for entry_id, key, unit in rows if (not types or key in types) and (not areas or unit in areas)]
    pages = max(1, -(-len(hits) // PAGE_SIZE))
    page = min(max(page, 1), pages)
    shown = hits[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    by_type = Counter(key for _, key, unit in rows if not areas or unit in areas)
    by_area = Counter(unit for _, key, unit in rows if not types or key in types)
    return Found(
        entries=db.session.scalars(select(Entry).where(Entry.id.in_(shown)).order_by(Entry.number)).all(),
        total=len(hits),
        page=page,
        pages=pages,
        types={key: by_type[key] for key in dict.fromkeys(key for _, key, _ in all_rows)},
        areas={unit: by_area[unit] for unit in sorted({unit for _, _, unit in all_rows})},
    )


def _released() -> Select[Edition]:
    return select(Edition).where(Edition.state == "released")


# The desk


def shown_photos(code: str) -> list[dict[str, Any]]:
    """The photos of a proposal that any released edition shows, each once, the newest edition's first."""
    entries = db.session.scalars(select(Entry).where(Entry.code == code).order_by(Entry.id.desc()))
    return list({photo["sha256"]: photo for entry in entries for photo in entry.photos}.values())


def edition_by_key(key: str) -> Edition:
    """An edition, draft or released, with its round; raises NotFound."""
    chosen = select(Edition).options(joinedload(Edition.round)).where(Edition.key == key)
    edition = db.session.scalar(chosen)
    if edition is None:
        raise NotFound
    return edition


def all_editions() -> Sequence[Edition]:
    """Drafts and released editions, the newest first."""
    chosen = select(Edition).options(joinedload(Edition.round), selectinload(Edition.items))
    return db.session.scalars(chosen.order_by(Edition.id.desc())).all()


@dataclass(frozen=True)
class Candidate:
    """A proposal that is or could be on a draft list: its segments, and what still keeps it from release."""

    proposal: Proposal
    segments: list[Segment]
    hindrances: list[Hindrance]

    @property
    def notes(self) -> list[Bilingual]:
        """What a release would leave out; it stops nothing."""
        return attachments.left_out(self.proposal)

    @property
    def is_ready(self) -> bool:
        """Whether it may be released as it is."""
        return not self.hindrances


def chosen_items(edition: Edition) -> list[Candidate]:
    """What is on a draft list, grouped by sector and in the order of release: the first one is number 1."""
    chosen = with_rows(select(Proposal).join(EditionItem, EditionItem.proposal_id == Proposal.id))
    chosen = chosen.options(selectinload(Proposal.clearances), selectinload(Proposal.attachments)).where(
        EditionItem.edition_id == edition.id
    )
    proposals = db.session.scalars(chosen.order_by(EditionItem.position, EditionItem.id)).all()
    places = sector_places()
    grouped = sorted(proposals, key=lambda proposal: places.get(sector_of(proposal), len(places)))
    return _candidates(grouped)


def draft_entries(candidates: Sequence[Candidate], vnd_per_usd: int) -> dict[str, tuple[int, dict[str, Any]]]:
    """What a release of the list would freeze now: (number, entry data) by code."""
    return {
        candidate.proposal.code: (number, entry_data(candidate.proposal, candidate.segments, vnd_per_usd))
        for number, candidate in enumerate(candidates, start=1)
    }


def list_stamp(candidates: Sequence[Candidate], vnd_per_usd: int) -> str:
    """Names the list as it stands, with every word and amount in it, so that only what was read is released."""
    frozen = json.dumps(draft_entries(candidates, vnd_per_usd), sort_keys=True)
    return hashlib.sha256(frozen.encode()).hexdigest()


def other_candidates(actor: Actor, edition: Edition) -> list[Candidate]:
    """The accepted and published proposals of the round that are not on the list, ready ones first."""
    on_list = select(EditionItem.proposal_id).where(EditionItem.edition_id == edition.id)
    chosen = visible_to(actor).where(
        Proposal.round_id == edition.round_id, Proposal.state.in_(RELEASABLE), Proposal.id.not_in(on_list)
    )
    chosen = (
        with_rows(chosen)
        .options(selectinload(Proposal.clearances), selectinload(Proposal.attachments))
        .order_by(Proposal.code)
    )
    return sorted(_candidates(db.session.scalars(chosen).all()), key=lambda candidate: not candidate.is_ready)


def _candidates(proposals: Sequence[Proposal]) -> list[Candidate]:
    by_proposal = segments_by_proposal(proposals)
    return [
        Candidate(proposal, by_proposal[proposal.id], hindrances(proposal, by_proposal[proposal.id]))
        for proposal in proposals
    ]


def sector_of(proposal: Proposal) -> str:
    """The priority sector that a proposal is listed under, by its Vietnamese name."""
    return proposal.category.sector_vi if proposal.category else ""


def sector_places() -> dict[str, int]:
    """The order of the sectors: that of their first category."""
    ordered = db.session.scalars(select(Category.sector_vi).order_by(Category.position))
    return {sector: place for place, sector in enumerate(dict.fromkeys(ordered))}


def previous_edition(edition: Edition) -> Edition | None:
    """The released edition of the same round before this one."""
    before = _released().where(Edition.round_id == edition.round_id, Edition.number < edition.number)
    return db.session.scalar(before.order_by(Edition.number.desc()).limit(1))
