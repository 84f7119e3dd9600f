"""Sharing shortlists by an address, and forgetting them in time."""

import secrets
from datetime import timedelta

from sqlalchemy import delete, select

from catalog.accounts import guesses
from catalog.clock import now
from catalog.db import db, transaction
from catalog.editions.queries import latest_edition
from catalog.errors import DomainError
from catalog.i18n import Bilingual
from catalog.shortlists.codes import Codes
from catalog.shortlists.models import SharedShortlist
from catalog.shortlists.queries import shortlist

KEPT_FOR = timedelta(days=365)
TOKEN_BYTES = 18  # 144 bits
NOTHING = Bilingual("Danh sách chưa có dự án nào.", "There is no project on the list.")


def share(codes: Codes, source: str) -> SharedShortlist:
    """Keep a shortlist under an address that nobody can guess; `source` is the network address it comes from.

    Only what the newest edition has is kept. Nobody is named, so the history tells nothing of it. Raises DomainError
    for an empty list, TooManyGuesses.
    """
    with transaction() as session:
        guesses.take_from("shortlist", source)
        listed = shortlist(latest_edition(), codes).codes
        if not listed:
            raise DomainError(NOTHING)
        token = secrets.token_urlsafe(TOKEN_BYTES)
        shared = SharedShortlist(token=token, codes=list(listed), expires_at=now() + KEPT_FOR)
        session.add(shared)
    return shared


def count_dossier(source: str) -> None:
    """Count that somebody has a dossier of chosen projects made, which takes seconds; raises TooManyGuesses."""
    with transaction():
        guesses.take_from("dossier", source)


def forget_expired() -> int:
    """Remove shared shortlists whose time is over; returns how many there were."""
    expired = SharedShortlist.expires_at <= now()
    if db.session.scalar(select(SharedShortlist.token).where(expired).limit(1)) is None:
        return 0
    with transaction() as session:
        return len(session.scalars(delete(SharedShortlist).where(expired).returning(SharedShortlist.token)).all())
