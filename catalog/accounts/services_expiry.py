"""What expired in accounts goes, if nobody came by to remove it."""

from sqlalchemy import delete, select

from catalog.accounts.models import OneTimeLink, SignInSession
from catalog.clock import now
from catalog.db import db, transaction


def forget_expired() -> int:
    """Remove ended sessions and links that nobody used in time; returns how many there were."""
    gone = 0
    for model in (SignInSession, OneTimeLink):
        expired = model.expires_at <= now()
        # Asked first: every minute's look must not hold up those who write.
        if db.session.scalar(select(model.id).where(expired).limit(1)) is not None:
            with transaction() as session:
                gone += len(session.scalars(delete(model).where(expired).returning(model.id)).all())
    return gone
