"""All writes of editions: put a list together, order it, release it once and for all."""

import logging
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm.attributes import flag_modified

from catalog import audit, clock, storage
from catalog.accounts.actor import Actor
from catalog.accounts.rights import Right
from catalog.amendments import services as amendments
from catalog.attachments import services as attachment_services
from catalog.attachments.models import ReleasedPhoto
from catalog.db import db, on_commit, transaction
from catalog.editions import queries
from catalog.editions.freezing import NO_APPROVAL, SET_BY_RELEASE, Approval, Frozen, freeze
from catalog.editions.models import Edition, EditionDocument, EditionItem, Entry, Revision
from catalog.editions.queries import Candidate, Place
from catalog.editions.readiness import NOT_ACCEPTED, RELEASABLE, of_edition
from catalog.editions.services_index import index
from catalog.editions.steps import Step, last_step
from catalog.errors import NotAllowed, NotFound, NotReady, Stale
from catalog.i18n import Bilingual
from catalog.proposals import queries as proposals
from catalog.proposals import services as proposal_services
from catalog.proposals.models import Attachment, Proposal
from catalog.proposals.workflow import ACTIONS
from catalog.rounds.models import Round
from catalog.text import clean

log = logging.getLogger(__name__)

RELEASED = Bilingual("Danh mục {key} đã công bố, không sửa được.", "Edition {key} is released and does not change.")
DRAFT_EXISTS = Bilingual("Đợt này đang có danh mục nháp {key}.", "This round already has the draft {key}.")
NO_DRAFT = Bilingual("Đợt này chưa có danh mục đang lập.", "This round has no list under preparation.")
NOT_LAST = Bilingual(
    "Chỉ điều chỉnh được danh mục công bố sau cùng của đợt.",
    "Only the last released edition of a round can be revised.",
)
HALF_APPROVED = Bilingual(
    "Văn bản phê duyệt phải ghi đủ loại văn bản, số ký hiệu và ngày.",
    "An approving document needs its kind, number and date.",
)
ORDERED_MEANWHILE = Bilingual(
    "Danh mục vừa được người khác sắp xếp lại; thao tác của ông/bà chưa được thực hiện.",
    "Somebody else has just changed the order of this list; what you did was not carried out.",
)
HINDRANCE = Bilingual("{code}: {text}", "{code}: {text}")


def create(actor: Actor, round_: Round) -> Edition:
    """Start a draft list for a round, from what the last released one held and still may hold."""
    with transaction():
        _require(actor, Right.COMPILE_LIST)
        edition = _start(round_, queries.next_key(round_))
        _take_over(edition)
        audit.record(actor, "edition:create", edition.id)
    return edition


def revise(actor: Actor, key: str) -> Edition:
    """Start a revision of the last released edition of its round: what stays on the list keeps its number.

    Raises NotFound, NotAllowed, and NotReady where the round has a draft or a newer edition.
    """
    with transaction() as session:
        _require(actor, Right.COMPILE_LIST)
        revised = queries.edition_by_key(key)
        if not queries.is_last(revised):
            raise NotReady([NOT_LAST], NOT_LAST)
        original = session.get_one(Edition, revised.first_id)
        number = revised.revision.number + 1 if revised.revision else 1
        edition = _start(revised.round, f"{original.key}-r{number}")
        edition.revision = Revision(original_id=original.id, number=number)
        _take_over(edition)
        audit.record(actor, "edition:revise", edition.id, comment=key)
    return edition


def discard(actor: Actor, key: str) -> None:
    """Throw a draft list away; its proposals stay as they are."""
    with transaction() as session:
        edition = _draft(actor, key)
        audit.record(actor, "edition:discard", edition.id, comment=key)
        session.delete(edition)


def explain(actor: Actor, key: str, reason: Bilingual) -> Edition:
    """Say why an edition is revised, for the public; raises NotFound for a list that revises nothing."""
    with transaction():
        edition = _draft(actor, key)
        if edition.revision is None:
            raise NotFound
        edition.revision.reason_vi, edition.revision.reason_en = clean(reason.vi), clean(reason.en)
        _touch(edition)
        audit.record(actor, "edition:explain", edition.id, comment=edition.revision.reason_vi)
    return edition


def add(actor: Actor, key: str, code: str) -> Edition:
    """Put a proposal at the end of its sector on a draft list; ready or not, accepted it must be."""
    with transaction():
        edition = _draft(actor, key)
        if all(item.proposal.code != code for item in edition.items):
            _put(actor, edition, code)
            place = _find(queries.order(edition), code)
            audit.record(actor, "edition:add", edition.id, comment=code, changes={"place": [None, place]})
    return edition


def add_to_draft(actor: Actor, code: str) -> Edition:
    """Put a proposal on the list under preparation of its round; raises NotReady where there is none, as `add` does."""
    with transaction():
        _require(actor, Right.COMPILE_LIST)
        round_id = proposals.proposal_by_code(actor, code).round_id
        draft = queries.draft_of(round_id)
        if draft is None:
            raise NotReady([NO_DRAFT], NO_DRAFT)
        return add(actor, draft.key, code)


def remove(actor: Actor, key: str, code: str) -> Edition:
    """Take a proposal off a draft list."""
    with transaction():
        edition = _draft(actor, key)
        place = _take_out(edition, code)
        audit.record(actor, "edition:remove", edition.id, comment=code, changes={"place": [place, None]})
    return edition


def move(actor: Actor, key: str, code: str, place: int, version: int | None = None) -> int:
    """Give a proposal a place on a draft list, as near as its sector allows; returns the place it got.

    Raises Stale when the list is not of the `version` that was shown.
    """
    with transaction():
        edition = _draft(actor, key)
        if version not in (None, edition.version):
            raise Stale(ORDERED_MEANWHILE)
        was, got = _place(edition, code, place)
        if got != was:
            audit.record(actor, "edition:move", edition.id, comment=code, changes={"place": [was, got]})
    return got


def undo(actor: Actor, key: str, step_id: int) -> Step:
    """Take back the last step of a draft list, whoever made it; raises Stale when `step_id` is not the last."""
    with transaction():
        edition = _draft(actor, key)
        step = last_step(edition)
        if step is None or step.id != step_id:
            raise Stale(ORDERED_MEANWHILE)
        if step.was is None:
            _take_out(edition, step.code)
        else:
            if step.place is None:
                _put(actor, edition, step.code)
            _place(edition, step.code, step.was)
        audit.record(actor, "edition:undo", edition.id, comment=step.code, changes={"place": [step.place, step.was]})
    return step


def prepare(actor: Actor, key: str, approval: Approval = NO_APPROVAL, seen: str | None = None) -> Frozen:
    """What `release` would make of a draft list now; stores nothing. Raises as `release` does."""
    return _frozen(_draft(actor, key, Right.RELEASE), actor, approval, seen)


def look_ahead(actor: Actor, key: str) -> Frozen:
    """What a release of a draft list would show now, ready or not and approved by nothing yet; stores nothing.

    What keeps a proposal from release is blank in it. Raises NotAllowed, and NotReady without issuing body or rate.
    """
    edition = _draft(actor, key)
    chosen = queries.chosen_items(edition)
    gaps = [each.text for each in of_edition(edition, not chosen, clock.today()) if each.desk == "administration"]
    if gaps:
        raise NotReady(gaps, gaps[0])
    return freeze(edition, chosen, NO_APPROVAL, actor.name, clock.now())


def release(
    actor: Actor,
    key: str,
    approval: Approval = NO_APPROVAL,
    seen: str | None = None,
    prepared: Frozen | None = None,
    documents: Sequence[EditionDocument] = (),
) -> Edition:
    """Freeze a draft list and make it public: entries numbered, both languages, amounts with the rate of the day.

    Everything or nothing: raises NotReady with every hindrance of every proposal, NotAllowed, and Stale when the list
    is not the one that was read: `seen` is its `queries.list_stamp`, `prepared` what `documents` were written of.
    """
    with transaction() as session:
        _lock(key)
        edition = _draft(actor, key, Right.RELEASE)
        _lock_photos(edition)
        frozen = _frozen(edition, actor, approval, seen, prepared and prepared.edition.released_at)
        if prepared and prepared.digest != frozen.digest:
            raise Stale
        for name in SET_BY_RELEASE:
            setattr(edition, name, getattr(frozen.edition, name))
        session.add_all((*frozen.entries, *documents))
        index(session, frozen.entries)
        for item in edition.items:
            proposal_services.publish(actor, item.proposal)
        audit.record(actor, "edition:release", edition.id, from_state="draft", to_state="released")
    return edition


def close(actor: Actor, code: str, comment: str, version: int | None = None) -> Proposal:
    """End the call for a published proposal, on the desk and in the catalogue at once; an edit of it lapses."""
    with transaction():
        proposal = proposal_services.perform(actor, code, "close", comment, version)
        amendments.lapse(actor, proposal, comment)
        db.session.execute(update(Entry).where(Entry.code == code).values(closed_at=clock.now()))
    return proposal


def take_down_photo(actor: Actor, code: str, photo: str) -> Proposal:
    """Take a photo, by its hash, out of every released edition at once; the entries keep a note that it was there.

    Its consent is taken off, so that no later release shows it. Raises NotFound, NotAllowed.
    """
    with transaction() as session:
        proposal = proposal_services.load(actor, code, ACTIONS["take_down_photo"])
        revoked = attachment_services.revoke_consent(photo)
        shown = select(Entry).where(Entry.id.in_(select(ReleasedPhoto.entry_id).where(ReleasedPhoto.photo == photo)))
        entries = session.scalars(shown).all()
        if all(entry.code != code for entry in entries):
            raise NotFound
        for entry in entries:
            entry.withdrawn_photos = entry.withdrawn_photos | {photo: clock.now().isoformat()}
        names = set(session.scalars(select(ReleasedPhoto.sha256).where(ReleasedPhoto.photo == photo)))
        session.execute(delete(ReleasedPhoto).where(ReleasedPhoto.photo == photo))
        _forget_documents({entry.edition_id for entry in entries})
        concerned = {proposal.id} | {row.proposal_id for row in revoked}
        for proposal_id in sorted(concerned):
            audit.record(
                actor, "proposal:take_down_photo", proposal_id, comment=", ".join(_names(revoked, proposal_id))
            )
        on_commit(lambda: attachment_services.delete_unused(names))
    return proposal


def _forget_documents(edition_ids: set[int]) -> None:
    """Take the stored documents with photos off these editions: they are written without the photo when asked for."""
    shown = EditionDocument.edition_id.in_(edition_ids), EditionDocument.shows_photos
    names = set(db.session.scalars(delete(EditionDocument).where(*shown).returning(EditionDocument.sha256)))
    on_commit(lambda: delete_unused_documents(names))


def delete_unused_documents(names: set[str]) -> None:
    """Delete the files, by their hashes, that no edition has as a document."""
    used = select(EditionDocument.sha256).where(EditionDocument.sha256.in_(names))
    for name in names - set(db.session.scalars(used)):
        try:
            storage.delete(name, storage.DOCUMENTS)
        except storage.StorageTrouble:  # nobody can reach it any more; that it lies there is for the operator
            log.exception("a document that is not used could not be deleted: %s", name)


def _names(photos: Sequence[Attachment], proposal_id: int) -> list[str]:
    return [photo.name for photo in photos if photo.proposal_id == proposal_id]


def _require(actor: Actor, right: Right) -> None:
    if not actor.has(right):
        raise NotAllowed


def _draft(actor: Actor, key: str, right: Right = Right.COMPILE_LIST) -> Edition:
    _require(actor, right)
    edition = queries.edition_by_key(key)
    if edition.is_released:
        raise NotAllowed(RELEASED.format(key=key))
    return edition


def _start(round_: Round, key: str) -> Edition:
    draft = queries.draft_of(round_.id)
    if draft:
        raise NotReady([DRAFT_EXISTS.format(key=draft.key)], DRAFT_EXISTS.format(key=draft.key))
    last = db.session.scalar(select(func.max(Edition.number)).where(Edition.round_id == round_.id))
    edition = Edition(key=key, round=round_, number=(last or 0) + 1)
    db.session.add(edition)
    db.session.flush()
    return edition


def _put(actor: Actor, edition: Edition, code: str) -> None:
    proposal = proposals.proposal_by_code(actor, code)
    if proposal.state not in RELEASABLE or proposal.round_id != edition.round_id:
        raise NotReady([NOT_ACCEPTED], NOT_ACCEPTED)
    last = max((item.position for item in edition.items), default=0)
    edition.items.append(EditionItem(proposal=proposal, position=last + 1))
    _touch(edition)


def _take_out(edition: Edition, code: str) -> int:
    """Take a proposal off; returns the place it had."""
    place = _find(queries.order(edition), code)
    edition.items.remove(next(item for item in edition.items if item.proposal.code == code))
    _touch(edition)
    return place


def _place(edition: Edition, code: str, wanted: int) -> tuple[int, int]:
    """Give a proposal a place among its sector; returns the place it had and the one it got."""
    places = queries.order(edition)
    was = _find(places, code)
    own = [place for place, row in enumerate(places, start=1) if row.sector == places[was - 1].sector]
    got = min(max(wanted, own[0]), own[-1])
    if got != was:
        places.insert(got - 1, places.pop(was - 1))
        for place, row in enumerate(places, start=1):
            row.item.position = place
        _touch(edition)
    return was, got


def _find(places: Sequence[Place], code: str) -> int:
    for place, row in enumerate(places, start=1):
        if row.code == code:
            return place
    raise NotFound


def _touch(edition: Edition) -> None:
    """Raise the version although only the items changed: a release must not freeze another list than was shown."""
    flag_modified(edition, "number")


def _take_over(edition: Edition) -> None:
    """Begin with the last edition's list: what is still published, in its order."""
    previous = queries.previous_edition(edition)
    if previous is None:
        return
    kept = (
        select(Proposal)
        .join(Entry, Entry.code == Proposal.code)
        .where(Entry.edition_id == previous.id, Proposal.state.in_(RELEASABLE))
    )
    for position, proposal in enumerate(db.session.scalars(kept.order_by(*queries.LISTED)), start=1):
        edition.items.append(EditionItem(proposal=proposal, position=position))


def _lock(key: str) -> None:
    """Of two who release a list at once, the second waits, and is told then that it is released."""
    db.session.execute(select(Edition.id).where(Edition.key == key).with_for_update())


def _lock_photos(edition: Edition) -> None:
    """Nobody takes a photo down between the reading of its consent and the release."""
    on_list = select(EditionItem.proposal_id).where(EditionItem.edition_id == edition.id)
    chosen = select(Attachment.id).where(Attachment.proposal_id.in_(on_list)).order_by(Attachment.id)
    db.session.execute(chosen.with_for_update())


def _frozen(edition: Edition, actor: Actor, approval: Approval, seen: str | None, at: datetime | None = None) -> Frozen:
    candidates = queries.chosen_items(edition)
    _require_ready(edition, candidates)
    _require_whole(approval)
    frozen = freeze(edition, candidates, approval, actor.name, at or clock.now())
    if seen not in (None, queries.list_stamp(candidates, frozen.edition.vnd_per_usd or 0)):
        raise Stale
    return frozen


def _require_ready(edition: Edition, candidates: Sequence[Candidate]) -> None:
    problems = [hindrance.text for hindrance in of_edition(edition, not candidates, clock.today())]
    problems += [
        HINDRANCE.format(code=candidate.proposal.code, text=hindrance.text)
        for candidate in candidates
        for hindrance in candidate.hindrances
    ]
    if problems:
        raise NotReady(problems, problems[0] if len(problems) == 1 else None)


def _require_whole(approval: Approval) -> None:
    needed = [clean(approval.kind), clean(approval.number), approval.dated]
    if any((*needed, clean(approval.signer))) and not all(needed):
        raise NotReady([HALF_APPROVED], HALF_APPROVED)
