"""Reading people, open sessions and one-time links."""

import hashlib
from collections.abc import Sequence

from sqlalchemy import exists, select
from sqlalchemy.orm import contains_eager, selectinload

from catalog.accounts.models import OneTimeLink, Person, RoleGrant, SignInSession
from catalog.accounts.rights import Role
from catalog.clock import now
from catalog.db import db
from catalog.errors import NotFound
from catalog.i18n import Bilingual
from catalog.text import clean, fold

LINK_GONE = Bilingual(
    vi="Đường dẫn này đã được dùng, đã hết hạn hoặc không đúng. Vui lòng yêu cầu một đường dẫn mới.",
    en="This link has been used, has expired or is not right. Please ask for a new one.",
)


def token_hash(token: str) -> str:
    """What is kept of a token of 256 random bits; such a token needs no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


def normal_email(email: str) -> str:
    """An address as it is kept and compared, however it was typed."""
    return clean(email).lower()


def person(person_id: int | None) -> Person:
    """One person; raises NotFound."""
    found = db.session.get(Person, person_id) if person_id is not None else None
    if found is None:
        raise NotFound
    return found


def person_by_email(email: str) -> Person | None:
    """The person with this address, in whatever case it was typed."""
    return db.session.scalar(select(Person).where(Person.email == normal_email(email)))


def people(unit_id: int | None = None, role: str | None = None) -> Sequence[Person]:
    """Everybody with an account, active ones first, by name; of one unit or with one role when given."""
    chosen = select(Person).options(selectinload(Person.grants).joinedload(RoleGrant.unit))
    if unit_id is not None:
        chosen = chosen.where(Person.grants.any(RoleGrant.unit_id == unit_id))
    if role is not None:
        chosen = chosen.where(Person.grants.any(RoleGrant.role == role))
    return sorted(db.session.scalars(chosen), key=lambda someone: (not someone.active, fold(someone.name), someone.id))


def reviewers() -> Sequence[Person]:
    """Whom the office can give a proposal to, by name, without their roles: a list to choose from."""
    chosen = select(Person).where(Person.active, Person.grants.any(RoleGrant.role == Role.REVIEWER))
    return sorted(db.session.scalars(chosen), key=lambda someone: (fold(someone.name), someone.id))


def active_demo_people() -> Sequence[Person]:
    """The demo accounts that can sign in, as the sign-in page lists them; production must have none."""
    demo = select(Person).where(Person.is_demo, Person.active).options(selectinload(Person.grants)).order_by(Person.id)
    return db.session.scalars(demo).all()


def has_demo_people() -> bool:
    """Whether any demo account can sign in: cheap enough to ask on every page."""
    return bool(db.session.scalar(select(exists(select(Person.id).where(Person.is_demo, Person.active)))))


def open_session(token: str) -> SignInSession | None:
    """The session of a token with its person and roles, in one query; None once anything has ended it."""
    query = (
        select(SignInSession)
        .join(SignInSession.person)
        .outerjoin(Person.grants)
        .options(contains_eager(SignInSession.person).contains_eager(Person.grants))
        .where(SignInSession.token_hash == token_hash(token), *_still_good())
    )
    return db.session.scalars(query).unique().one_or_none()


def open_sessions(person_id: int) -> Sequence[SignInSession]:
    """Where a person is signed in, the newest first."""
    query = select(SignInSession).join(SignInSession.person).where(Person.id == person_id, *_still_good())
    return db.session.scalars(query.order_by(SignInSession.created_at.desc())).all()


def usable_link(token: str, purpose: str) -> OneTimeLink:
    """An unused, unexpired link of an active person; raises NotFound for every other token alike."""
    query = (
        select(OneTimeLink)
        .join(OneTimeLink.person)
        .where(
            OneTimeLink.token_hash == token_hash(token),
            OneTimeLink.purpose == purpose,
            OneTimeLink.used_at.is_(None),
            OneTimeLink.expires_at > now(),
            Person.active,
        )
    )
    link = db.session.scalar(query)
    if link is None:
        raise NotFound(LINK_GONE)
    return link


def _still_good():
    return SignInSession.expires_at > now(), SignInSession.epoch == Person.epoch, Person.active
