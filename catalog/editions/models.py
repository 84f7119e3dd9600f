"""Tables of editions, of the lists they are made from, and of released entries."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, event
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from catalog import clock
from catalog.attachments.models import ReleasedPhoto
from catalog.db import UTCDateTime, db
from catalog.i18n import Bilingual
from catalog.proposals.models import Proposal
from catalog.rounds.models import Round

# Changed by a later close or when a photo is taken down; everything else of an entry is frozen.
LIVE_COLUMNS = frozenset({"closed_at", "withdrawn_photos"})
REVISED = Bilingual("{key} (điều chỉnh lần {revision})", "{key} (revision {revision})")


class Edition(db.Model):
    """A list of a round: a draft to choose and order in, then released once and for all.

    `number` counts the lists of a round as they begin, revisions among them.
    """

    __tablename__ = "edition"
    __table_args__ = (
        UniqueConstraint("key"),
        UniqueConstraint("round_id", "number"),
        CheckConstraint("state IN ('draft', 'released')", name="ck_edition_state"),
        CheckConstraint("(state = 'released') = (released_at IS NOT NULL)", name="ck_edition_released_at"),
        CheckConstraint("(state = 'released') = (vnd_per_usd IS NOT NULL)", name="ck_edition_rate"),
        # One draft of a round at a time.
        Index(
            "ix_edition_one_draft",
            "round_id",
            unique=True,
            sqlite_where=db.text("state = 'draft'"),
            postgresql_where=db.text("state = 'draft'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(20))
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    number: Mapped[int]
    state: Mapped[str] = mapped_column(String(10), default="draft")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    released_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    released_by: Mapped[str] = mapped_column(String(160), default="")
    vnd_per_usd: Mapped[int | None]
    rate_date: Mapped[date | None]
    # The approving document, where there is one: "Quyết định", "123/QĐ-UBND", its date and who signed.
    approval_kind: Mapped[str] = mapped_column(String(60), default="")
    approval_number: Mapped[str] = mapped_column(String(60), default="")
    approval_date: Mapped[date | None]
    approval_signer: Mapped[str] = mapped_column(String(120), default="")
    # Frozen at release: issuing body, legal bases, round, source of the rate; see editions.snapshot.edition_data.
    data: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    version: Mapped[int] = mapped_column()

    round: Mapped[Round] = relationship()
    revision: Mapped["Revision | None"] = relationship(
        foreign_keys="Revision.edition_id", lazy="joined", cascade="all, delete-orphan", back_populates="edition"
    )
    items: Mapped[list["EditionItem"]] = relationship(
        order_by="EditionItem.position", cascade="all, delete-orphan", back_populates="edition"
    )
    entries: Mapped[list["Entry"]] = relationship(order_by="Entry.position, Entry.number", back_populates="edition")
    documents: Mapped[list["EditionDocument"]] = relationship(order_by="EditionDocument.id")

    __mapper_args__ = {"version_id_col": version}

    @property
    def is_released(self) -> bool:
        """Whether it is public and frozen."""
        return self.state == "released"

    @property
    def valid_until(self) -> date | None:
        """The last day on which the office stands by the list; None where that is until a newer one."""
        day = (self.data or {}).get("valid_until")
        return date.fromisoformat(day) if day else None

    @property
    def is_over(self) -> bool:
        """Whether its time has passed; a newer list may make it old before."""
        return self.valid_until is not None and self.valid_until < clock.today()

    @property
    def first_id(self) -> int:
        """The id of the edition as first released, which all of its revisions share."""
        return self.revision.original_id if self.revision else self.id

    @property
    def label(self) -> Bilingual:
        """What it is called after "Edition": 2023-1, or 2023-1 (revision 2)."""
        if self.revision is None:
            return Bilingual(self.key, self.key)
        number = self.revision.number
        return REVISED.format(key=self.key.removesuffix(f"-r{number}"), revision=number)


class Revision(db.Model):
    """That a list revises an edition: what stays on it keeps its number, and the public reads why."""

    __tablename__ = "revision"
    __table_args__ = (
        UniqueConstraint("original_id", "number"),
        CheckConstraint("number > 0", name="ck_revision_number"),
    )

    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id", ondelete="CASCADE"), primary_key=True)
    # The edition as it was first released; its revisions are counted 1, 2, 3.
    original_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    number: Mapped[int]
    reason_vi: Mapped[str] = mapped_column(Text, default="")
    reason_en: Mapped[str] = mapped_column(Text, default="")

    edition: Mapped[Edition] = relationship(foreign_keys=edition_id, back_populates="revision")

    @property
    def reason(self) -> Bilingual:
        """Why the edition was revised."""
        return Bilingual(self.reason_vi, self.reason_en)


class EditionItem(db.Model):
    """A proposal chosen for an edition, and its place."""

    __tablename__ = "edition_item"
    __table_args__ = (UniqueConstraint("edition_id", "proposal_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id", ondelete="CASCADE"))
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"))
    position: Mapped[int]

    edition: Mapped[Edition] = relationship(back_populates="items")
    proposal: Mapped[Proposal] = relationship()


class Entry(db.Model):
    """One released item: all that the public may read of a proposal, in both languages, as it was at release.

    `data` has the shape that `editions.snapshot.entry_data` writes.
    """

    __tablename__ = "entry"
    __table_args__ = (
        UniqueConstraint("edition_id", "number"),
        UniqueConstraint("edition_id", "code"),
        # The few that are closed are found without reading the others.
        Index(
            "ix_entry_closed",
            "edition_id",
            "closed_at",
            sqlite_where=db.text("closed_at IS NOT NULL"),
            postgresql_where=db.text("closed_at IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    number: Mapped[int]
    # Its place on the list; a revision keeps numbers, so they need not rise from place to place.
    position: Mapped[int] = mapped_column(default=0, server_default="0")
    code: Mapped[str] = mapped_column(String(30), index=True)
    unit_code: Mapped[str] = mapped_column(String(12))
    category_key: Mapped[str] = mapped_column(String(30))
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    # Photos that were taken down since: {hash: moment as ISO text}.
    withdrawn_photos: Mapped[dict[str, str]] = mapped_column(JSON, default=dict, server_default="{}")

    edition: Mapped[Edition] = relationship(back_populates="entries")
    files: Mapped[list[ReleasedPhoto]] = relationship()

    @property
    def photos(self) -> list[dict[str, Any]]:
        """Its photos but those that were taken down, as `editions.snapshot.entry_data` wrote them."""
        return [photo for photo in self.data.get("photos", ()) if photo["sha256"] not in self.withdrawn_photos]

    def text(self, key: str) -> str:
        """A text of the entry in the current language: a field key such as "title"; "" where there is none."""
        return str(self.words(key))

    def words(self, key: str) -> Bilingual:
        """A text of the entry in both languages."""
        return bilingual(self.data["texts"].get(key))


class EditionDocument(db.Model):
    """A file of a released edition, written once: its bytes are in the storage under their SHA-256."""

    __tablename__ = "edition_document"
    __table_args__ = (UniqueConstraint("edition_id", "format", "layout", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    # As in the tables of `exchange.documents`: "xlsx", "annex", "both".
    format: Mapped[str] = mapped_column(String(10))
    layout: Mapped[str] = mapped_column(String(20))
    language: Mapped[str] = mapped_column(String(4))
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int]  # bytes
    # Deleted when a photo of the edition is taken down.
    shows_photos: Mapped[bool] = mapped_column(default=False)


def bilingual(value: dict[str, str] | None) -> Bilingual:
    """The {"vi": …, "en": …} of frozen data as words."""
    return Bilingual(value["vi"], value["en"]) if value else Bilingual("", "")


@event.listens_for(Session, "before_flush")
def _keep_released_frozen(session: Session, _context: Any, _instances: Any) -> None:
    for row in (*session.dirty, *session.deleted):
        if isinstance(row, Entry) and (row in session.deleted or _changed_columns(row) - LIVE_COLUMNS):
            raise RuntimeError("a released entry does not change")
        if isinstance(row, EditionDocument):
            raise RuntimeError("a stored document does not change")


def _changed_columns(entry: Entry) -> set[str]:
    return {column.key for column in db.inspect(entry).attrs if column.history.has_changes()}
