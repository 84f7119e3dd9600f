"""Tables of units and of what became of them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog import clock
from catalog.db import UTCDateTime, db, one_of
from catalog.i18n import Bilingual

KINDS = {
    "province": Bilingual(vi="Tỉnh", en="Province"),
    "city": Bilingual(vi="Thành phố", en="City"),
    "town": Bilingual(vi="Thị xã", en="Town"),
    "district": Bilingual(vi="Huyện", en="District"),
    "commune": Bilingual(vi="Xã", en="Commune"),
    "ward": Bilingual(vi="Phường", en="Ward"),
    "township": Bilingual(vi="Thị trấn", en="Township"),
    "department": Bilingual(vi="Sở, ngành", en="Department"),
    "union": Bilingual(vi="Hội, đoàn thể", en="Union or association"),
}

LINK_KINDS = {
    "renamed": Bilingual(vi="đổi tên, đổi cấp", en="renamed or raised"),
    "merged_into": Bilingual(vi="nhập vào", en="merged into"),
    "part_to": Bilingual(vi="một phần chuyển về", en="part moved to"),
    "successor": Bilingual(vi="kế tục bởi", en="succeeded by"),
}


class Unit(db.Model):
    """A unit as it was called and what it was from one day to another; a code returns when its unit changes."""

    __tablename__ = "unit"
    __table_args__ = (
        UniqueConstraint("code", "valid_from"),
        CheckConstraint(one_of("kind", KINDS), name="ck_unit_kind"),
        CheckConstraint("valid_to IS NULL OR valid_to > valid_from", name="ck_unit_validity"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(12))
    kind: Mapped[str] = mapped_column(String(12))
    name_vi: Mapped[str] = mapped_column(String(120))
    name_en: Mapped[str] = mapped_column(String(120))
    # Head of the codes of its proposals, as SD in SD-2023-01.
    abbreviation: Mapped[str] = mapped_column(String(12))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    valid_from: Mapped[date]
    # The first day on which it was no more.
    valid_to: Mapped[date | None]
    signs_off: Mapped[bool] = mapped_column(default=False)
    # Whether complete drafts are sent by themselves at the deadline.
    auto_sends: Mapped[bool] = mapped_column(default=False, server_default=false())
    note: Mapped[str] = mapped_column(String(300), default="")
    version: Mapped[int] = mapped_column()

    parent: Mapped["Unit | None"] = relationship(remote_side="Unit.id")
    successors: Mapped[list["UnitLink"]] = relationship(
        foreign_keys="UnitLink.old_id", order_by="UnitLink.date", back_populates="old"
    )
    predecessors: Mapped[list["UnitLink"]] = relationship(
        foreign_keys="UnitLink.new_id", order_by="UnitLink.date", back_populates="new"
    )

    __mapper_args__ = {"version_id_col": version}

    def valid_on(self, day: date) -> bool:
        """Whether the unit was there, under this name, on a day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


class UnitLink(db.Model):
    """What a unit became, or where a part of it went: many to many."""

    __tablename__ = "unit_link"
    __table_args__ = (
        UniqueConstraint("old_id", "new_id", "date"),
        CheckConstraint(one_of("kind", LINK_KINDS), name="ck_unit_link_kind"),
        CheckConstraint("old_id <> new_id", name="ck_unit_link_not_itself"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    old_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    new_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    kind: Mapped[str] = mapped_column(String(12))
    date: Mapped[date]
    # The legal act, as "1191/NQ-UBTVQH15".
    act: Mapped[str] = mapped_column(String(80), default="")

    old: Mapped[Unit] = relationship(foreign_keys=[old_id], back_populates="successors")
    new: Mapped[Unit] = relationship(foreign_keys=[new_id], back_populates="predecessors")


class Boundaries(db.Model):
    """Boundaries of units from a day on, for maps; those that are not used yet only wait to be looked at."""

    __tablename__ = "boundaries"
    __table_args__ = (
        # Of a day one is used at a time.
        Index(
            "ix_boundaries_used",
            "valid_from",
            unique=True,
            sqlite_where=db.text("is_used"),
            postgresql_where=db.text("is_used"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    valid_from: Mapped[date]
    # Who surveyed them, and where they were taken from.
    source: Mapped[str] = mapped_column(String(300))
    # {unit code: {"vi", "en", "rings": [[[longitude, latitude], …], …]}}, simplified.
    outlines: Mapped[dict[str, Any]] = mapped_column(JSON)
    # What the file had besides, and codes of the units that it lacked.
    unmatched: Mapped[list[str]] = mapped_column(JSON)
    missing: Mapped[list[str]] = mapped_column(JSON)
    is_used: Mapped[bool] = mapped_column(default=False)
    added_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
