"""Reading rounds."""

from collections.abc import Sequence

from sqlalchemy import select

from catalog import clock
from catalog.db import db
from catalog.errors import NotFound
from catalog.i18n import Bilingual
from catalog.rounds.models import Round

NO_OPEN_ROUND = Bilingual(
    vi="Hiện không có đợt vận động nào đang mở.", en="No call for proposals is open at the moment."
)


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
