"""Reading editions: the desk's drafts, and the released entries that are all the public ever sees."""

import hashlib
import itertools
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from catalog.accounts.actor import Actor
from catalog.attachments import queries as attachments
from catalog.attachments.models import ReleasedPhoto
from catalog.db import db
from catalog.editions.models import Edition, EditionItem, Entry, Revision
from catalog.editions.readiness import RELEASABLE, Remark, hindrances
from catalog.editions.snapshot import entry_data
from catalog.errors import NotFound
from catalog.i18n import Bilingual
from catalog.proposals.models import Attachment, Category, Proposal
from catalog.proposals.queries import visible_to, with_rows
from catalog.rounds.models import Round
from catalog.translation.queries import segments_by_proposal
from catalog.translation.segments import Segment
from catalog.units.drawing import Drawing
from catalog.units.queries import drawing_on
from catalog.units.sketch import SKETCH

# In a revision the numbers do not rise from place to place.
LISTED = (Entry.position, Entry.number)
_IS_RELEASED = Edition.state == "released"


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
    """All entries of a released edition, in the order of the list."""
    return db.session.scalars(select(Entry).where(Entry.edition_id == edition.id).order_by(*LISTED)).all()


def entries_by_edition(editions: Sequence[Edition]) -> dict[int, list[Entry]]:
    """The entries of several editions in one query, by the id of the edition, in the order of their lists."""
    found: dict[int, list[Entry]] = {edition.id: [] for edition in editions}
    for entry in db.session.scalars(select(Entry).where(Entry.edition_id.in_(found)).order_by(*LISTED)):
        found[entry.edition_id].append(entry)
    return found


def map_of(edition: Edition | None) -> Drawing:
    """The map of the units that an edition names: those of the day on which its call began."""
    return drawing_on(edition.round.opens_on) if edition and edition.round else SKETCH


def newest_entry(code: str) -> Entry:
    """The newest released entry of a code, with its edition; raises NotFound alike for drafts and unknown codes.

    Capitals do not count: the code of the entry is the right one.
    """
    chosen = select(Entry).join(Entry.edition).options(contains_eager(Entry.edition))
    chosen = chosen.where(func.lower(Entry.code) == code.lower(), _IS_RELEASED)
    entry = db.session.scalar(chosen.order_by(Edition.released_at.desc(), Edition.id.desc()).limit(1))
    if entry is None:
        raise NotFound
    return entry


def edition_without(entry: Entry) -> Edition | None:
    """The newest edition of a round where it no longer lists a newest entry of it; None where it does."""
    newest = _released().where(Edition.round_id == entry.edition.round_id).order_by(Edition.number.desc()).limit(1)
    edition = db.session.scalar(newest)
    return edition if edition and edition.id != entry.edition_id else None


def entry_as_listed(edition: Edition, code: str) -> Entry:
    """An entry as a released edition lists it, newer editions or not; raises NotFound."""
    entry = db.session.scalar(select(Entry).where(Entry.edition_id == edition.id, Entry.code == code))
    if entry is None:
        raise NotFound
    return entry


def entry_counts() -> dict[int, int]:
    """How many entries each edition has, by its id."""
    counts = select(Entry.edition_id, func.count().label("entries")).group_by(Entry.edition_id)
    return {row.edition_id: row.entries for row in db.session.execute(counts)}


def last_closing() -> datetime | None:
    """When an entry was last closed: the one thing that changes after a release."""
    return db.session.scalar(select(func.max(Entry.closed_at)).where(Entry.closed_at.is_not(None)))


def changed_since_release() -> tuple[Any, ...]:
    """What differs after a release, after a call was ended and after a photo was taken down: all that ever changes."""
    released = select(Edition.released_at).where(_IS_RELEASED).subquery()
    columns = (
        select(func.count(released.c.released_at)).scalar_subquery(),
        select(func.max(released.c.released_at)).scalar_subquery(),
        select(func.max(Entry.closed_at)).where(Entry.closed_at.is_not(None)).scalar_subquery(),
        select(func.count()).select_from(ReleasedPhoto).scalar_subquery(),
    )
    return tuple(db.session.execute(select(*columns)).one())


def _released() -> Select[Edition]:
    return select(Edition).where(_IS_RELEASED)


def _same_edition(edition: Edition) -> ColumnElement[bool]:
    """That a row of editions is this edition as first released, or one of its revisions."""
    revisions = select(Revision.edition_id).where(Revision.original_id == edition.first_id)
    return or_(Edition.id == edition.first_id, Edition.id.in_(revisions))


def releases_of(edition: Edition) -> Sequence[Edition]:
    """An edition as first released, then its revisions, up to the one that is given."""
    chosen = _released().where(_same_edition(edition), Edition.number <= edition.number)
    return db.session.scalars(chosen.order_by(Edition.number)).all()


# The desk


def shown_photos(code: str) -> list[dict[str, Any]]:
    """The photos of a proposal that any released edition shows, each once, the newest edition's first."""
    entries = db.session.scalars(select(Entry).where(Entry.code == code).order_by(Entry.id.desc()))
    return list({photo["sha256"]: photo for entry in entries for photo in entry.photos}.values())


def photos_on_list(key: str) -> Sequence[Attachment]:
    """The photos of the proposals on a draft list."""
    chosen = select(Attachment).join(EditionItem, EditionItem.proposal_id == Attachment.proposal_id)
    chosen = chosen.join(Edition, Edition.id == EditionItem.edition_id)
    return db.session.scalars(chosen.where(Edition.key == key, Attachment.kind == "photo")).all()


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
    """A proposal that is or could be on a draft list: its segments, and what still keeps it from release.

    `number` is what it gets when the list is released as it stands; 0 for what is not on the list.
    """

    proposal: Proposal
    segments: list[Segment]
    hindrances: list[Remark]
    number: int = 0

    @property
    def notes(self) -> list[Bilingual]:
        """What a release would leave out; it stops nothing."""
        return attachments.left_out(self.proposal)

    @property
    def is_ready(self) -> bool:
        """Whether it may be released as it is."""
        return not self.hindrances


class Place(NamedTuple):
    """A place on a draft list: what stands there, and the sector that it stands in."""

    item: EditionItem
    code: str
    sector: str


def order(edition: Edition) -> list[Place]:
    """A draft list in the order of release, sector by sector; nothing else is read of its proposals."""
    chosen = (
        select(EditionItem, Proposal.code, func.coalesce(Category.sector_vi, ""))
        .join(Proposal, Proposal.id == EditionItem.proposal_id)
        .outerjoin(Category, Category.key == Proposal.category_key)
        .where(EditionItem.edition_id == edition.id)
    )
    rows = db.session.execute(chosen.order_by(EditionItem.position, EditionItem.id)).all()
    sectors = sector_places()
    return sorted(itertools.starmap(Place, rows), key=lambda place: sectors.get(place.sector, len(sectors)))


def numbers(edition: Edition, codes: Iterable[str]) -> dict[str, int]:
    """The number of each code of a draft list, which are given in order: 1, 2, 3 …

    In a revision what was ever listed keeps its number, and what is new gets numbers that nothing ever had.
    """
    given = _given_numbers(edition) if edition.revision else {}
    free = itertools.count(max(given.values(), default=0) + 1)
    return {code: given[code] if code in given else next(free) for code in codes}


def _given_numbers(edition: Edition) -> dict[str, int]:
    listed = select(Entry.code, Entry.number).join(Entry.edition).where(_same_edition(edition), _IS_RELEASED)
    return {row.code: row.number for row in db.session.execute(listed)}


def chosen_items(edition: Edition) -> list[Candidate]:
    """What is on a draft list, in the order of release."""
    places = order(edition)
    on_list = [place.item.proposal_id for place in places]
    chosen = with_rows(select(Proposal).where(Proposal.id.in_(on_list)))
    chosen = chosen.options(selectinload(Proposal.clearances), selectinload(Proposal.attachments))
    found = {proposal.id: proposal for proposal in db.session.scalars(chosen)}
    candidates = _candidates([found[proposal_id] for proposal_id in on_list])
    given = numbers(edition, [place.code for place in places])
    return [replace(candidate, number=given[candidate.proposal.code]) for candidate in candidates]


def draft_entries(candidates: Sequence[Candidate], vnd_per_usd: int) -> dict[str, tuple[int, dict[str, Any]]]:
    """What a release of the list would freeze now: (number, entry data) by code, in order."""
    return {
        candidate.proposal.code: (
            candidate.number,
            entry_data(candidate.proposal, candidate.segments, vnd_per_usd),
        )
        for candidate in candidates
    }


def list_stamp(candidates: Sequence[Candidate], vnd_per_usd: int) -> str:
    """Names the list as it stands, with every word and amount in it, so that only what was read is released."""
    frozen = json.dumps(list(draft_entries(candidates, vnd_per_usd).items()), sort_keys=True)
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


def sector_places() -> dict[str, int]:
    """The order of the sectors: that of their first category."""
    ordered = db.session.scalars(select(Category.sector_vi).order_by(Category.position))
    return {sector: place for place, sector in enumerate(dict.fromkeys(ordered))}


def next_key(round_: Round) -> str:
    """What the next list of a round is called; its revisions do not count."""
    revisions = select(Revision.edition_id)
    counted = select(func.count()).select_from(Edition)
    count = db.session.scalar(counted.where(Edition.round_id == round_.id, Edition.id.not_in(revisions))) or 0
    return f"{round_.key}-{count + 1}"


def draft_of(round_id: int) -> Edition | None:
    """The list under preparation of a round, if there is one."""
    return db.session.scalar(select(Edition).where(Edition.round_id == round_id, Edition.state == "draft"))


def is_last(edition: Edition) -> bool:
    """Whether it is the edition that its round released last: the one that can be revised."""
    newest = select(func.max(Edition.number)).where(Edition.round_id == edition.round_id, _IS_RELEASED)
    return edition.is_released and edition.number == db.session.scalar(newest)


def previous_edition(edition: Edition) -> Edition | None:
    """The released edition of the same round before this one; for a revision, what it revises."""
    before = _released().where(Edition.round_id == edition.round_id, Edition.number < edition.number)
    return db.session.scalar(before.order_by(Edition.number.desc()).limit(1))
