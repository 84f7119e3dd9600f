"""Reading rounds."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from catalog import clock
from catalog.db import db
from catalog.errors import NotFound
from catalog.i18n import Bilingual
from catalog.rounds.models import Round, RoundExtension

NO_OPEN_ROUND = Bilingual(
    vi="Hiện không có đợt vận động nào đang mở.", en="No call for proposals is open at the moment."
)


# What was begun in time may still arrive: slow lines and full mailboxes are the rule in the last minutes.
GRACE = timedelta(minutes=30)


def deadline(round_: Round, unit_id: int | None) -> datetime:
    """When a unit has to have sent: its own extension, or the end of the round."""
    chosen = select(RoundExtension.closes_at).where(
        RoundExtension.round_id == round_.id, RoundExtension.unit_id == unit_id
    )
    return max(db.session.scalar(chosen) or round_.closes_at, round_.closes_at)


def is_open_for(round_: Round, unit_id: int) -> bool:
    """Whether a unit may send now: up to its deadline, and the grace after it."""
    return round_.opens_at <= clock.now() < deadline(round_, unit_id) + GRACE


def rounds() -> Sequence[Round]:
    """All rounds, the newest first."""
    return db.session.scalars(select(Round).order_by(Round.opens_at.desc())).all()


def open_round() -> Round | None:
    """The round that units may send to now; of several the one that closes first."""
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
