"""The files that the public may see: those of photos in released editions, and the lighter forms of these."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from catalog.db import db


class ReleasedPhoto(db.Model):
    """One stored file of a photo that a released entry shows; a photo that is taken down has none any more."""

    __tablename__ = "released_photo"

    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True, index=True)
    # The photo that it is a size of, by the hash of its largest file.
    photo: Mapped[str] = mapped_column(String(64), index=True)


class LighterPhoto(db.Model):
    """A JPEG file of a photo in a form that newer browsers load faster; it is public as long as the JPEG is.

    An empty hash says that the form can't be made, or would be no lighter.
    """

    __tablename__ = "lighter_photo"

    jpeg_sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    ending: Mapped[str] = mapped_column(String(4), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64))
