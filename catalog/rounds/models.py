"""Table of rounds."""

import re
from datetime import date, datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog import clock
from catalog.db import UTCDateTime, db, one_of
from catalog.units.models import Unit

# What happens by itself before a deadline and at it: two reminders, then the complete drafts are sent.
STEPS = {"week": timedelta(days=7), "day": timedelta(days=1), "end": timedelta()}


class Round(db.Model):
    """A call (đợt vận động): what units send between two moments belongs to it."""

    __tablename__ = "round"
    __table_args__ = (
        UniqueConstraint("key"),
        CheckConstraint("closes_at > opens_at", name="ck_round_closes_after_opening"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    # Stands in the codes of proposals and editions, as 2023 in SD-2023-01 and 2023-1.
    key: Mapped[str] = mapped_column(String(12))
    name_vi: Mapped[str] = mapped_column(String(160))
    name_en: Mapped[str] = mapped_column(String(160))
    theme_vi: Mapped[str] = mapped_column(String(300), default="")
    theme_en: Mapped[str] = mapped_column(String(300), default="")
    slogan_vi: Mapped[str] = mapped_column(String(300), default="")
    slogan_en: Mapped[str] = mapped_column(String(300), default="")
    opens_at: Mapped[datetime] = mapped_column(UTCDateTime)
    closes_at: Mapped[datetime] = mapped_column(UTCDateTime)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}

    @property
    def is_open(self) -> bool:
        """Whether it is open for everybody; who may send now is said by `rounds.queries.is_open_for`."""
        return self.opens_at <= clock.now() < self.closes_at

    @property
    def opens_on(self) -> date:
        """The local day of opening; the units of that day are the ones asked."""
        return clock.to_local(self.opens_at).date()


class RoundExtension(db.Model):
    """A later deadline of a round for one unit, with the reason that the office gave."""

    __tablename__ = "round_extension"
    __table_args__ = (UniqueConstraint("round_id", "unit_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id", ondelete="CASCADE"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    closes_at: Mapped[datetime] = mapped_column(UTCDateTime)
    reason: Mapped[str] = mapped_column(String(300), default="")
    version: Mapped[int] = mapped_column()

    unit: Mapped[Unit] = relationship()

    __mapper_args__ = {"version_id_col": version}


class DeadlineStep(db.Model):
    """What was done for a unit on the way to one deadline; the row comes first, so that no step is taken twice."""

    __tablename__ = "deadline_step"
    __table_args__ = (
        UniqueConstraint("round_id", "unit_id", "step", "closes_at"),
        CheckConstraint(one_of("step", STEPS), name="ck_deadline_step_step"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id", ondelete="CASCADE"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    step: Mapped[str] = mapped_column(String(10))
    closes_at: Mapped[datetime] = mapped_column(UTCDateTime)
    taken_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)


def year_round(key: str) -> Round:
    """A round as made for a list that comes before anybody opened one: the year its key names, else the present one."""
    year = int(key) if re.fullmatch(r"20\d\d", key) else clock.today().year
    return Round(
        key=key,
        name_vi=f"Đợt vận động {key}",
        name_en=f"Call for aid {key}",
        opens_at=datetime(year, 1, 1, tzinfo=clock.zone()),
        closes_at=datetime(year, 12, 31, 17, tzinfo=clock.zone()),
    )
