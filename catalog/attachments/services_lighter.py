"""Lighter forms of released photos: made beside the answers, deleted with the photo."""

import time
from collections.abc import Collection

from sqlalchemy import delete, select

from catalog import storage
from catalog.attachments.images import LIGHTER, lighter
from catalog.attachments.models import LighterPhoto, ReleasedPhoto
from catalog.db import db, transaction

# Something else may be due meanwhile; the rest is made the next time.
MOST_SECONDS = 20


def make_missing(most_seconds: float = MOST_SECONDS) -> int:
    """Make what released photos lack, old ones too, as far as the time allows; returns how many files that were."""
    end, made = time.monotonic() + most_seconds, 0
    for ending in LIGHTER:
        there = select(LighterPhoto.jpeg_sha256).where(LighterPhoto.ending == ending)
        missing = select(ReleasedPhoto.sha256).where(ReleasedPhoto.sha256.not_in(there)).distinct()
        for name in db.session.scalars(missing).all():
            if time.monotonic() > end:
                return made
            _make(name, ending)
            made += 1
    return made


def forget(jpegs: Collection[str]) -> set[str]:
    """Forget the lighter forms of those JPEG files that no edition shows; returns their files, for deleting."""
    if not jpegs:
        return set()
    is_hidden = LighterPhoto.jpeg_sha256.not_in(select(ReleasedPhoto.sha256))
    with transaction() as session:
        gone = delete(LighterPhoto).where(LighterPhoto.jpeg_sha256.in_(jpegs), is_hidden)
        return set(session.scalars(gone.returning(LighterPhoto.sha256))) - {""}


def _make(name: str, ending: str) -> None:
    try:
        jpeg = storage.load(name, storage.ATTACHMENTS)
        data = lighter(jpeg, ending)
    except OSError:  # a file that is gone, or that can't be read any more: nothing to make it of
        jpeg = data = b""
    sha256 = storage.store(data, storage.ATTACHMENTS) if len(data) < len(jpeg) else ""
    with transaction() as session:
        # It may have been taken down, or made by another process, while this one was at it.
        is_shown = session.scalar(select(ReleasedPhoto.sha256).where(ReleasedPhoto.sha256 == name).limit(1))
        if is_shown and session.get(LighterPhoto, (name, ending)) is None:
            session.add(LighterPhoto(jpeg_sha256=name, ending=ending, sha256=sha256))
            return
    if sha256 and not is_shown:
        storage.delete(sha256, storage.ATTACHMENTS)
