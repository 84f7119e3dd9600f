"""Counts guesses against an account and a source, so that neither can be tried out.

All functions take part in the caller's transaction. Rows in the database, so that several processes count together.
"""

import hashlib
import ipaddress
import math
from collections.abc import Iterator, Sequence
from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from catalog.accounts.models import GuessCount
from catalog.clock import now
from catalog.db import db
from catalog.errors import DomainError
from catalog.i18n import Bilingual

LIMIT = 10
WINDOW = timedelta(minutes=15)

_INSERT = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


class TooManyGuesses(DomainError):
    """No further guess for now; `retry_after` is in seconds."""

    status = 429
    default = Bilingual(
        vi="Đã thử quá nhiều lần. Vui lòng thử lại sau {minutes} phút.",
        en="Too many attempts. Please try again in {minutes} min.",
    )

    def __init__(self, retry_after: int) -> None:
        self.retry_after = retry_after
        super().__init__(self.default.format(minutes=math.ceil(retry_after / 60)))


def take(purpose: str, email: str, source: str) -> None:
    """Count one guess before it is looked at, so that parallel guesses count too; raises TooManyGuesses."""
    _count(_keys(purpose, email, source))


def take_from(purpose: str, source: str) -> None:
    """Count what somebody without an account does, against the source alone; raises TooManyGuesses."""
    _count(_keys(purpose, "", source)[1:])


def _count(keys: Sequence[str]) -> None:
    moment = now()
    start = (moment - WINDOW).timestamp()
    # What somebody else holds just now is left to them: two that sweep must not wait for each other.
    old = select(GuessCount.key).where(GuessCount.updated_at < moment - WINDOW).with_for_update(skip_locked=True)
    db.session.execute(delete(GuessCount).where(GuessCount.key.in_(old)))
    for row in _locked_rows(keys):
        recent = [guess for guess in row.guesses if guess > start]
        if len(recent) >= LIMIT:
            raise TooManyGuesses(math.ceil(recent[-LIMIT] - start))
        row.guesses = [*recent, moment.timestamp()]
        row.updated_at = moment


def forgive(purpose: str, email: str, source: str) -> None:
    """The guess was right: clear the account's count and give the source this one guess back."""
    account, own_source = _locked_rows(_keys(purpose, email, source))
    account.guesses = []
    own_source.guesses = own_source.guesses[:-1]


def _keys(purpose: str, email: str, source: str) -> tuple[str, str]:
    return f"{purpose}:account:{_digest(email)}", f"{purpose}:source:{_digest(network(source))}"


def _locked_rows(keys: Sequence[str]) -> Iterator[GuessCount]:
    insert = _INSERT[db.engine.dialect.name]
    for key in keys:
        missing = insert(GuessCount).values(key=key, guesses=[], updated_at=now()).on_conflict_do_nothing()
        db.session.execute(missing)
        yield db.session.get_one(GuessCount, key, with_for_update=True, populate_existing=True)


def network(source: str) -> str:
    """What counts as one source. One IPv6 customer holds a whole /64; an IPv4 address counts as it is."""
    try:
        address = ipaddress.ip_address(source)
    except ValueError:
        return source
    return str(ipaddress.ip_network((address, 64), strict=False)) if address.version == 6 else source


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:40]
