"""Reading rounds."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import contains_eager

from catalog import clock
from catalog.audit import HistoryEntry
from catalog.db import db
from catalog.errors import NotFound
from catalog.i18n import Bilingual
from catalog.rounds.models import Round, RoundExtension
from catalog.units.models import Unit

NO_OPEN_ROUND = Bilingual(
    vi="Hiện không có đợt vận động nào đang mở.", en="No call for proposals is open at the moment."
)

# What was begun in time may still arrive: slow lines and full mailboxes are the rule in the last minutes.
GRACE = timedelta(minutes=30)
# What is done to a round itself; the extension of a unit is its own affair.
FOR_EVERYBODY = ("round:create", "round:change")

# Moments by the id of a round.
Changes = dict[int, datetime]


def deadline(round_: Round, unit_id: int | None) -> datetime:
    """When a unit has to have sent: its own extension, or the end of the round, whichever is later."""
    own = extension(round_, unit_id)
    return max(own.closes_at, round_.closes_at) if own else round_.closes_at


def extension(round_: Round, unit_id: int | None) -> RoundExtension | None:
    """The longer time that a unit was given, if it was given any."""
    chosen = select(RoundExtension).where(RoundExtension.round_id == round_.id, RoundExtension.unit_id == unit_id)
    return db.session.scalar(chosen)


def extensions(round_: Round) -> Sequence[RoundExtension]:
    """All extensions of a round, by unit."""
    chosen = select(RoundExtension).where(RoundExtension.round_id == round_.id).join(RoundExtension.unit)
    return db.session.scalars(chosen.options(contains_eager(RoundExtension.unit)).order_by(Unit.code)).all()


def is_open_for(round_: Round, unit_id: int) -> bool:
    """Whether a unit may begin and send proposals now: up to its deadline, and in the grace after it."""
    return round_.opens_at <= clock.now() < deadline(round_, unit_id) + GRACE


def open_round_for(unit_id: int | None) -> Round | None:
    """The round that a unit may send to now, be it by an extension or in the grace.

    Of several the one whose deadline comes first; one whose deadline has passed stands back behind the others.
    """
    now = clock.now()
    own = and_(RoundExtension.round_id == Round.id, RoundExtension.unit_id == unit_id)
    still_taken = or_(Round.closes_at > now - GRACE, RoundExtension.closes_at > now - GRACE)
    chosen = select(Round, RoundExtension.closes_at).outerjoin(RoundExtension, own).where(Round.opens_at <= now)
    rows = db.session.execute(chosen.where(still_taken)).all()
    ends = [(max(round_.closes_at, later or round_.closes_at), round_) for round_, later in rows]
    return min(ends, key=lambda end: (end[0] <= now, end[0]), default=(now, None))[1]


def rounds() -> Sequence[Round]:
    """All rounds, the newest first."""
    return db.session.scalars(select(Round).order_by(Round.opens_at.desc())).all()


def last_changes() -> Changes:
    """When each round was last made or changed for everybody, by its id; one made for a list has none."""
    moments = select(HistoryEntry.subject_id, func.max(HistoryEntry.at)).group_by(HistoryEntry.subject_id)
    rows = db.session.execute(moments.where(HistoryEntry.event.in_(FOR_EVERYBODY)))
    return {row[0]: row[1] for row in rows}


def open_round() -> Round | None:
    """The round that is open for everybody now; of several the one that closes first."""
    now = clock.now()
    opened = select(Round).where(Round.opens_at <= now, Round.closes_at > now).order_by(Round.closes_at)
    return db.session.scalar(opened.limit(1))


def find_round(key: str) -> Round | None:
    """A round by its key, if there is one."""
    return db.session.scalar(select(Round).where(Round.key == key))


def round_by_key(key: str) -> Round:
    """A round by its key; raises NotFound."""
    found = find_round(key)
    if found is None:
        raise NotFound(Bilingual(vi="Không có đợt vận động {key}.", en="There is no round {key}.").format(key=key))
    return found
