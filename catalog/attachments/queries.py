"""Reading photos and documents: always through the proposal, and what a photo lacks before it may be published."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import joinedload

from catalog import storage
from catalog.accounts.actor import Actor
from catalog.attachments.consents import NEEDS_REFERENCE
from catalog.attachments.images import MEDIA_TYPE
from catalog.attachments.models import LighterPhoto, ReleasedPhoto
from catalog.db import db
from catalog.errors import NotFound
from catalog.i18n import Bilingual
from catalog.proposals.checks import PHOTO_TEXTS, Problem
from catalog.proposals.choices import CONSENTS
from catalog.proposals.models import Attachment, Proposal
from catalog.proposals.permissions import may_see
from catalog.proposals.sections import Section

LACKS_TEXT = {
    "caption": Bilingual("chưa có chú thích", "no caption yet"),
    "alternative_text": Bilingual("chưa mô tả ảnh cho người không nhìn được", "no description yet"),
    "credit": Bilingual("chưa ghi nguồn ảnh", "no credit yet"),
}
LACKS_CONSENT = Bilingual("chưa chọn hình thức đồng ý", "no kind of consent chosen yet")
LACKS_REFERENCE = Bilingual("chưa ghi số hồ sơ lưu văn bản đồng ý", "no file number of the consent yet")
LEFT_OUT = Bilingual("Không công bố: {problem}", "Not published: {problem}")
INCOMPLETE = Bilingual("Ảnh {number}: {lacking}.", "Photo {number}: {lacking}.")


@dataclass(frozen=True)
class ShownPhoto:
    """A photo with its place among the photos, its consent in words, and what it lacks to be published."""

    row: Attachment
    number: int
    consent: Bilingual | None
    lacking: list[Bilingual]

    @property
    def widths(self) -> list[int]:
        """The widths of its files in pixels, the smallest first."""
        return sorted(map(int, self.row.sizes))


@dataclass(frozen=True)
class Files:
    """What a proposal has beside its answers, in order; `labels` name the texts of a photo."""

    photos: list[ShownPhoto]
    documents: list[Attachment]
    labels = PHOTO_TEXTS


def files_of(proposal: Proposal) -> Files:
    """The photos and documents of a proposal, as its pages show them."""
    photos = [
        ShownPhoto(photo, number, CONSENTS.get(photo.consent), lacking(photo))
        for number, photo in enumerate(of_kind(proposal, "photo"), start=1)
    ]
    return Files(photos, of_kind(proposal, "document"))


def of_kind(proposal: Proposal, kind: str) -> list[Attachment]:
    """The photos, or the documents, in the order that the unit gave them."""
    return [row for row in proposal.attachments if row.kind == kind]


def lacking(photo: Attachment) -> list[Bilingual]:
    """What a photo must have before it may be published."""
    found = [text for key, text in LACKS_TEXT.items() if not getattr(photo, key)]
    if photo.consent not in CONSENTS:
        found.append(LACKS_CONSENT)
    elif photo.consent in NEEDS_REFERENCE and not photo.consent_reference:
        found.append(LACKS_REFERENCE)
    return found


def is_publishable() -> ColumnElement[bool]:
    """That a photo lacks nothing, as a condition for the database: the same as `lacking`."""
    return and_(
        Attachment.kind == "photo",
        *(getattr(Attachment, key) != "" for key in LACKS_TEXT),
        Attachment.consent.in_(CONSENTS),
        or_(Attachment.consent.not_in(NEEDS_REFERENCE), Attachment.consent_reference != ""),
    )


def publishable(proposal: Proposal) -> list[Attachment]:
    """The photos that may be published; documents never are."""
    return [photo for photo in of_kind(proposal, "photo") if not lacking(photo)]


def problems(proposal: Proposal) -> list[Problem]:
    """The photos that would not be published as they are; it never blocks. `key` is the photo's place on its page."""
    return [
        Problem(
            Section.FILES,
            f"file-{photo.row.id}",
            INCOMPLETE.format(number=photo.number, lacking=_listed(photo.lacking)),
        )
        for photo in files_of(proposal).photos
        if photo.lacking
    ]


def left_out(proposal: Proposal) -> list[Bilingual]:
    """The photos that a release would leave out, and what they lack."""
    return [LEFT_OUT.format(problem=problem.text) for problem in problems(proposal)]


def _listed(texts: list[Bilingual]) -> Bilingual:
    return Bilingual(", ".join(text.vi for text in texts), ", ".join(text.en for text in texts))


def attachment(actor: Actor, attachment_id: int) -> Attachment:
    """A photo or document of a proposal that the actor may see; raises NotFound."""
    chosen = select(Attachment).where(Attachment.id == attachment_id).options(joinedload(Attachment.proposal))
    found = db.session.scalar(chosen)
    if found is None or not may_see(actor, found.proposal):
        raise NotFound
    return found


def content(row: Attachment, width: int | None = None) -> bytes:
    """The bytes of a document, or of a photo in one of its widths; raises NotFound, StorageTrouble."""
    name = row.sha256 if width is None else row.sizes.get(str(width), "")
    try:
        return storage.load(name, storage.ATTACHMENTS)
    except FileNotFoundError:
        raise NotFound from None


def released_content(name: str, ending: str) -> tuple[bytes, str]:
    """The bytes of a photo that a released edition shows, by the hash of its JPEG file, and their media type.

    In a lighter form where one of this ending was made. Raises NotFound for every other file, StorageTrouble.
    """
    of_jpeg = and_(LighterPhoto.jpeg_sha256 == ReleasedPhoto.sha256, LighterPhoto.ending == ending)
    chosen = select(LighterPhoto.sha256).select_from(ReleasedPhoto).outerjoin(LighterPhoto, of_jpeg)
    found = db.session.execute(chosen.where(ReleasedPhoto.sha256 == name).limit(1)).one_or_none()
    if found is None:
        raise NotFound
    try:
        data = storage.load(found.sha256 or name, storage.ATTACHMENTS)
    except FileNotFoundError:
        raise NotFound from None
    return data, f"image/{ending}" if found.sha256 else MEDIA_TYPE


def still_used(names: Collection[str]) -> set[str]:
    """Which of some stored files a photo, a document or a released edition still shows."""
    rows = db.session.execute(select(Attachment.sha256, Attachment.sizes))
    used = {name for sha256, sizes in rows for name in (sha256, *sizes.values())}
    used |= set(db.session.scalars(select(ReleasedPhoto.sha256).where(ReleasedPhoto.sha256.in_(names))))
    return used & set(names)
