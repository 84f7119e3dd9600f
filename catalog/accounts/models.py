"""Tables of people, roles, open sessions, one-time links and counted guesses."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.accounts.actor import Actor
from catalog.accounts.rights import UNIT_ROLES, Role
from catalog.clock import now
from catalog.db import UTCDateTime, db, one_of
from catalog.i18n import LANGUAGES
from catalog.units.models import Unit

MAIL_RHYTHMS = ("at_once", "daily")


class Person(db.Model):
    """Somebody with an account. No password: invited and not yet come in."""

    __tablename__ = "person"
    __table_args__ = (
        UniqueConstraint("email"),
        CheckConstraint("email = lower(email)", name="ck_person_email"),
        CheckConstraint(one_of("language", LANGUAGES), name="ck_person_language"),
        CheckConstraint(one_of("mail_rhythm", MAIL_RHYTHMS), name="ck_person_mail_rhythm"),
        CheckConstraint("epoch >= 0", name="ck_person_epoch"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254))
    name: Mapped[str] = mapped_column(String(120))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(2), default="vi")
    active: Mapped[bool] = mapped_column(default=True)
    # How often notices come by mail.
    mail_rhythm: Mapped[str] = mapped_column(String(10), default="at_once", server_default="at_once")
    is_demo: Mapped[bool] = mapped_column(default=False)
    # Raised to end every open session at once: a session is good only for the epoch it was opened in.
    epoch: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    version: Mapped[int] = mapped_column()

    grants: Mapped[list["RoleGrant"]] = relationship(
        back_populates="person", cascade="all, delete-orphan", order_by="RoleGrant.role"
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def roles(self) -> frozenset[str]:
        """Role keys held."""
        return frozenset(grant.role for grant in self.grants)

    @property
    def unit_id(self) -> int | None:
        """The unit this person acts for, or None."""
        return next((grant.unit_id for grant in self.grants if grant.unit_id is not None), None)

    def as_actor(self) -> Actor:
        """The immutable copy that services take."""
        units = frozenset(grant.unit_id for grant in self.grants if grant.unit_id is not None)
        return Actor(person_id=self.id, name=self.name, roles=self.roles, unit_ids=units)


class RoleGrant(db.Model):
    """One role of one person. A unit role is held for exactly one unit, an office role for none."""

    __tablename__ = "role_grant"
    __table_args__ = (
        UniqueConstraint("person_id", "role"),
        CheckConstraint(one_of("role", Role), name="ck_role_grant_role"),
        CheckConstraint(f"({one_of('role', sorted(UNIT_ROLES))}) = (unit_id IS NOT NULL)", name="ck_role_grant_unit"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    role: Mapped[str] = mapped_column(String(20))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)

    person: Mapped[Person] = relationship(back_populates="grants")
    unit: Mapped[Unit | None] = relationship()


class SignInSession(db.Model):
    """One browser that is signed in; the cookie holds the token, the row only its hash."""

    __tablename__ = "sign_in_session"
    __table_args__ = (UniqueConstraint("token_hash"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    epoch: Mapped[int] = mapped_column()
    device: Mapped[str] = mapped_column(String(60), default="")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)

    person: Mapped[Person] = relationship()


class OneTimeLink(db.Model):
    """An invitation or a password reset: good once, until it expires; only the token's hash is kept."""

    __tablename__ = "one_time_link"
    __table_args__ = (
        UniqueConstraint("token_hash"),
        CheckConstraint(one_of("purpose", ("invite", "reset")), name="ck_one_time_link_purpose"),
        Index("ix_one_time_link_person_id_purpose", "person_id", "purpose"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64))
    purpose: Mapped[str] = mapped_column(String(10))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    person: Mapped[Person] = relationship()


class GuessCount(db.Model):
    """Recent guesses counted against one account or one source: UTC seconds, oldest first."""

    __tablename__ = "guess_count"

    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    guesses: Mapped[list[float]] = mapped_column(JSON, default=list)
    updated_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now, index=True)
