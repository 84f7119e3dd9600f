"""All writes of photos and documents: each call is one action, one transaction and one history entry."""

import hashlib
import logging
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from sqlalchemy import select

from catalog import audit, clock, storage
from catalog.accounts.actor import Actor
from catalog.attachments import queries, services_lighter
from catalog.attachments.documents import read_document
from catalog.attachments.images import MEDIA_TYPE, read_photo
from catalog.attachments.refusals import MOST_DOCUMENTS, MOST_PHOTOS, RefusedFile
from catalog.db import db, on_commit, transaction
from catalog.errors import Invalid, NotAllowed, NotFound, Stale
from catalog.i18n import Bilingual
from catalog.proposals.choices import CONSENTS
from catalog.proposals.models import Attachment, Proposal
from catalog.proposals.permissions import may
from catalog.proposals.queries import proposal_by_code
from catalog.proposals.snapshots import ATTACHMENT_TEXTS, changes_between, snapshot
from catalog.proposals.workflow import ACTIONS
from catalog.text import clean

log = logging.getLogger(__name__)

LONGEST_NAME = 120
LIMITS = {"caption": 300, "alternative_text": 300, "credit": 160, "consent_reference": 160, "note": 1000}
TOO_LONG = Bilingual("Có {length} ký tự; tối đa {limit}.", "It has {length} characters; {limit} at most.")
UNKNOWN_CONSENT = Bilingual("Hãy chọn một mục trong danh sách.", "Choose one from the list.")
MOST = {"photo": (MOST_PHOTOS, "too_many_photos"), "document": (MOST_DOCUMENTS, "too_many_documents")}


@dataclass(frozen=True)
class Description:
    """What is written of one photo or document; documents have a note only."""

    caption: str = ""
    alternative_text: str = ""
    credit: str = ""
    consent: str = ""
    consent_reference: str = ""
    note: str = ""

    @classmethod
    def of(cls, row: Attachment) -> "Description":
        """What is stored."""
        return cls(**{key: getattr(row, key) for key in ATTACHMENT_TEXTS})

    def cleaned(self) -> "Description":
        """The same in the one spelling that is stored."""
        return Description(**{key: clean(value) for key, value in asdict(self).items()})

    def fingerprint(self) -> str:
        """What tells whether a photo is still described as a page showed it."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Typed:
    """A description as it was sent, and the fingerprint of the one that its page had shown."""

    description: Description
    base: str

    def clashes_with(self, stored: Description) -> bool:
        """Whether it would overwrite what its page had not shown: both were changed, and not to the same."""
        wanted = self.description.cleaned()
        return stored != wanted and self.base not in (stored.fingerprint(), wanted.fingerprint())


def add(actor: Actor, code: str, kind: str, name: str, data: bytes) -> Attachment:
    """Add a "photo" or "document" under the name of its file; the same one again is the one that is there.

    Files are stored first, then the row. Raises NotFound, NotAllowed, RefusedFile, StorageTrouble.
    """
    source = hashlib.sha256(data).hexdigest()
    proposal = _writable(actor, code, "add_file")
    if found := _same(proposal, source):
        return found
    _check_room(proposal, kind)
    made = _photo(name, data) if kind == "photo" else _document(name, data)
    made.kind, made.source_sha256, made.person_id = kind, source, actor.person_id
    with transaction():
        proposal = _locked(actor, code, "add_file")
        if found := _same(proposal, source):
            return found
        _check_room(proposal, kind)
        before = snapshot(proposal)
        made.position = max((row.position for row in proposal.attachments), default=0) + 1
        proposal.attachments.append(made)
        _record(actor, "add_file", proposal, before, made.name)
    return made


def describe(actor: Actor, code: str, typed: Mapping[int, Typed]) -> Proposal:
    """Write what was typed of photos and documents, by their ids; one that was removed meanwhile is left out.

    What was not changed on the page overwrites nothing. Raises NotFound, NotAllowed, Invalid with keys such as
    "file-7-caption", and Stale when somebody else described the same photo meanwhile.
    """
    with transaction():
        proposal = _locked(actor, code, "describe_file")
        before = snapshot(proposal)
        errors: dict[str, Bilingual] = {}
        for row in proposal.attachments:
            if row.id in typed and (wanted := _wanted(row, typed[row.id])):
                errors |= {f"file-{row.id}-{key}": text for key, text in errors_in(wanted).items()}
                for key, value in asdict(wanted).items():
                    setattr(row, key, value)
        if errors:
            raise Invalid(errors)
        _record(actor, "describe_file", proposal, before)
    return proposal


def move(actor: Actor, code: str, attachment_id: int, steps: int) -> Proposal:
    """Move a photo among the photos, or a document among the documents: -1 is one place up, 1 one down."""
    with transaction():
        proposal = _locked(actor, code, "move_file")
        row = _row(proposal, attachment_id)
        before = snapshot(proposal)
        peers = queries.of_kind(proposal, row.kind)
        place = peers.index(row)
        peers.insert(min(max(place + steps, 0), len(peers) - 1), peers.pop(place))
        for position, peer in enumerate(peers, start=1):
            peer.position = position
        db.session.flush()
        db.session.expire(proposal, ["attachments"])
        _record(actor, "move_file", proposal, before, row.name)
    return proposal


def remove(actor: Actor, code: str, attachment_id: int) -> Proposal:
    """Take a photo or document away; its files are deleted once nothing else shows them."""
    with transaction():
        proposal = _locked(actor, code, "remove_file")
        row = _row(proposal, attachment_id)
        before = snapshot(proposal)
        names = {row.sha256, *row.sizes.values()}
        proposal.attachments.remove(row)
        _record(actor, "remove_file", proposal, before, row.name)
        on_commit(lambda: delete_unused(names))
    return proposal


def revoke_consent(photo: str) -> list[Attachment]:
    """Take the consent off a photo, by the hash of its file, wherever it stands, so that no release shows it again.

    Part of the transaction of who takes a photo down; until it ends, no release reads the photo.
    """
    shown = select(Attachment).where(Attachment.sha256 == photo, Attachment.kind == "photo").with_for_update()
    found = list(db.session.scalars(shown))
    for row in found:
        row.consent = row.consent_reference = ""
    db.session.flush()
    return found


def errors_in(description: Description) -> dict[str, Bilingual]:
    """What can't be stored of a description, by the name of its text."""
    found = {
        key: TOO_LONG.format(length=len(text), limit=limit)
        for key, limit in LIMITS.items()
        if len(text := getattr(description, key)) > limit
    }
    if description.consent not in ("", *CONSENTS):
        found["consent"] = UNKNOWN_CONSENT
    return found


def _wanted(row: Attachment, typed: Typed) -> Description | None:
    """The description to store, or None where nothing is to be changed. Raises Stale."""
    stored, wanted = Description.of(row), typed.description.cleaned()
    if typed.clashes_with(stored):
        raise Stale
    return None if wanted == stored or wanted.fingerprint() == typed.base else wanted


def _photo(name: str, data: bytes) -> Attachment:
    photo = read_photo(data)
    sizes = {str(width): storage.store(file, storage.ATTACHMENTS) for width, file in photo.files.items()}
    return Attachment(
        name=_named(name, "jpg"),
        media_type=MEDIA_TYPE,
        size=len(photo.files[photo.width]),
        sha256=sizes[str(photo.width)],
        sizes=sizes,
        width=photo.width,
        height=photo.height,
    )


def _document(name: str, data: bytes) -> Attachment:
    kind = read_document(data, clean(name))
    sha256 = storage.store(data, storage.ATTACHMENTS)
    return Attachment(name=_named(name, kind.ending), media_type=kind.media_type, size=len(data), sha256=sha256)


def _named(name: str, ending: str) -> str:
    """The name of a file, without folders and line breaks, and with the ending of what it is."""
    last = clean(name).replace("\\", "/").rpartition("/")[2]
    stem = last.rpartition(".")[0] if "." in last else last
    return f"{' '.join(stem.split()).strip('. ')[:LONGEST_NAME] or 'file'}.{ending}"


def _writable(actor: Actor, code: str, event: str) -> Proposal:
    proposal = proposal_by_code(actor, code)
    if not may(actor, ACTIONS[event], proposal):
        raise NotAllowed
    return proposal


def _locked(actor: Actor, code: str, event: str) -> Proposal:
    """The proposal as it is now, kept from other writers until the transaction ends: uploads come side by side."""
    db.session.execute(select(Proposal.id).where(Proposal.code == code).with_for_update())
    return _writable(actor, code, event)


def _row(proposal: Proposal, attachment_id: int) -> Attachment:
    for row in proposal.attachments:
        if row.id == attachment_id:
            return row
    raise NotFound


def _same(proposal: Proposal, source: str) -> Attachment | None:
    return next((row for row in proposal.attachments if row.source_sha256 == source), None)


def _check_room(proposal: Proposal, kind: str) -> None:
    limit, code = MOST[kind]
    if len(queries.of_kind(proposal, kind)) >= limit:
        raise RefusedFile(code, limit=limit)


def _record(actor: Actor, event: str, proposal: Proposal, before: Mapping[str, object], name: str = "") -> None:
    """Write the action and its entry; what changed nothing leaves none."""
    changes = changes_between(before, snapshot(proposal))
    if changes:
        proposal.updated_at = clock.now()
        db.session.flush()
        audit.record(actor, f"proposal:{event}", proposal.id, comment=name, changes=changes)


def delete_unused(names: set[str]) -> None:
    """Delete what no photo, document or edition shows any more; the same one in another proposal stays."""
    for name in (names - queries.still_used(names)) | services_lighter.forget(names):
        try:
            storage.delete(name, storage.ATTACHMENTS)
        except storage.StorageTrouble:  # nobody can reach it any more; that it lies there is for the operator
            log.exception("a removed file could not be deleted: %s", name)
