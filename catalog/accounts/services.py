"""All writing about accounts: people, their roles, links and sessions."""

import re
import secrets
from collections.abc import Iterable

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.attributes import flag_modified

from catalog import mail
from catalog.accounts import guesses, passwords, queries
from catalog.accounts.actor import Actor
from catalog.accounts.links import LINK_KINDS, Link
from catalog.accounts.models import MAIL_RHYTHMS, OneTimeLink, Person, RoleGrant, SignInSession
from catalog.accounts.rights import ROLE_LABELS, UNIT_ROLES, Right, Role
from catalog.accounts.sessions import LIFETIME
from catalog.audit import record
from catalog.clock import now
from catalog.db import db, transaction
from catalog.errors import Invalid, NotAllowed, NotFound, Stale
from catalog.i18n import LANGUAGES, Bilingual, format_datetime
from catalog.text import clean
from catalog.units.models import Unit

_EMAIL = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")

WRONG_SIGN_IN = Bilingual(
    vi="Địa chỉ e-mail hoặc mật khẩu không đúng.", en="The e-mail address or the password is wrong."
)
WRONG_PASSWORD = Bilingual(vi="Mật khẩu hiện tại không đúng.", en="The present password is wrong.")
NOT_AN_EMAIL = Bilingual(
    vi="Đây không phải là địa chỉ e-mail, ví dụ: canbo@example.org.",
    en="This is not an e-mail address such as officer@example.org.",
)
EMAIL_TAKEN = Bilingual(vi="Địa chỉ này đã có tài khoản.", en="There is an account with this address already.")
NAME_NEEDED = Bilingual(vi="Cần ghi họ tên (không quá 120 ký tự).", en="A name is needed (at most 120 characters).")
ROLE_NEEDED = Bilingual(vi="Chọn ít nhất một vai trò.", en="Choose at least one role.")
UNIT_NEEDED = Bilingual(vi="Vai trò này cần có đơn vị.", en="This role needs a unit.")
UNIT_NOT_NEEDED = Bilingual(vi="Vai trò của cơ quan Sở không gắn với đơn vị.", en="Roles of the office have no unit.")
UNIT_OR_OFFICE = Bilingual(
    vi="Một người làm việc cho đơn vị hoặc cho Sở, không đồng thời cả hai.",
    en="A person acts for a unit or for the office, not for both.",
)
REVIEW_OR_RELEASE = Bilingual(
    vi="Người thẩm định và người công bố danh mục phải là hai người khác nhau.",
    en="Reviewing and releasing lie in different hands.",
)
LAST_ADMINISTRATOR = Bilingual(
    vi="Đây là quản trị viên cuối cùng; cần có người khác giữ vai trò này trước.",
    en="This is the last administrator; somebody else has to hold the role first.",
)


def create_administrator(actor: Actor, email: str, name: str, password: str) -> Person:
    """A first or further administrator who can sign in at once; raises Invalid."""
    actor.require(Right.ADMINISTER)
    passwords.check(password, email, name)
    with transaction():
        person = _add_person(email, name, "vi", [Role.ADMINISTRATOR], None)
        person.password_hash = passwords.hash_of(password)
        record(actor, "person:create", person.id, changes={"roles": [[], sorted(person.roles)]})
    return person


def invite(
    actor: Actor, *, email: str, name: str, language: str, roles: Iterable[str], unit_id: int | None
) -> tuple[Person, Link]:
    """A new person and the link to come in by: mailed, and returned to be handed over where there is no mail."""
    actor.require(Right.ADMINISTER)
    with transaction():
        person = _add_person(email, name, language, roles, unit_id)
        link = _new_link(person, "invite")
        record(actor, "person:invite", person.id, changes={"roles": [[], sorted(person.roles)]})
    return person, link


def send_new_link(actor: Actor, person_id: int) -> tuple[Person, Link]:
    """A further invitation, or a link to a new password for somebody who has come in already."""
    actor.require(Right.ADMINISTER)
    with transaction():
        person = queries.person(person_id)
        if not person.active:
            raise NotAllowed
        link = _new_link(person, "reset" if person.password_hash else "invite")
        record(actor, "person:new_link", person.id)
    return person, link


def change_person(
    actor: Actor, person_id: int, version: int, *, name: str, language: str, roles: Iterable[str], unit_id: int | None
) -> None:
    """Change name, language, roles and unit; effective with the person's next request. Raises Stale, Invalid."""
    actor.require(Right.ADMINISTER)
    with transaction():
        if Role.ADMINISTRATOR not in set(roles):
            _keep_an_administrator(person_id)
        person = _person_at(person_id, version)
        before = _as_recorded(person)
        person.name, person.language = _checked_name(name), _checked_language(language)
        _set_grants(person, roles, unit_id)
        after = _as_recorded(person)
        changes = {key: [before[key], after[key]] for key in before if before[key] != after[key]}
        record(actor, "person:change", person.id, changes=changes)


def set_active(actor: Actor, person_id: int, version: int, active: bool) -> None:
    """Shut an account, with its sessions and links, or open it again; raises Stale."""
    actor.require(Right.ADMINISTER)
    with transaction():
        if not active:
            _keep_an_administrator(person_id)
        person = _person_at(person_id, version)
        if not active:
            _end_sessions(person)
            _drop_unused_links(person)
        person.active = active
        record(actor, "person:reactivate" if active else "person:deactivate", person.id)


def end_sessions(actor: Actor, person_id: int | None = None) -> None:
    """Sign a person out of every browser: oneself, or as administrator anybody."""
    if person_id is not None:
        actor.require(Right.ADMINISTER)
    with transaction():
        person = queries.person(person_id or actor.person_id)
        _end_sessions(person)
        record(actor, "person:end_sessions", person.id)


def set_language(actor: Actor, language: str) -> None:
    """The language of a person's desk and mails."""
    with transaction():
        person = queries.person(actor.person_id)
        before, person.language = person.language, _checked_language(language)
        record(actor, "person:set_language", person.id, changes={"language": [before, language]})


def set_mail_rhythm(actor: Actor, rhythm: str) -> None:
    """How often notices come by mail, one of MAIL_RHYTHMS; what waits leaves by the new rhythm."""
    if rhythm not in MAIL_RHYTHMS:
        raise NotFound
    with transaction():
        person = queries.person(actor.person_id)
        before, person.mail_rhythm = person.mail_rhythm, rhythm
        record(actor, "person:set_mail_rhythm", person.id, changes={"mail_rhythm": [before, rhythm]})


def sign_in(
    email: str, password: str, source: str, device: str, earlier_token: str | None = None
) -> tuple[Person, str]:
    """Check a password and open a session; returns the person and the session's token.

    `source` is the network address, `device` a word for the list of sessions; a session that the browser still
    had ends. Raises Invalid with the same words for an unknown address and a wrong password, TooManyGuesses.
    """
    person = _checked_person(email, password, source, "password", WRONG_SIGN_IN)
    # The epoch of the password just checked: if it was changed meanwhile, the session is dead from the start.
    person_id, epoch, kept = person.id, person.epoch, person.password_hash
    better = passwords.hash_of(password) if kept and passwords.is_outdated(kept) else None
    with transaction():
        person = queries.person(person_id)
        guesses.forgive("sign-in", person.email, source)
        if better and person.password_hash == kept:
            person.password_hash = better
        _drop_session(earlier_token)
        token = _open_session(person_id, epoch, device)
        record(person.as_actor(), "person:sign_in", person_id)
    return person, token


def sign_out(actor: Actor, token: str | None) -> None:
    """End the session of one browser."""
    with transaction():
        _drop_session(token)
        record(actor, "person:sign_out", queries.person(actor.person_id).id)


def count_reset_request(email: str, source: str) -> None:
    """Count a request for a new password, known address or not; raises TooManyGuesses.

    `source` is the network address of who asks.
    """
    with transaction():
        guesses.take("reset", queries.normal_email(email), source)


def request_reset(email: str) -> None:
    """Mail a link to the person with this address, if there is one.

    To be called once the answer has left: how long it takes would tell whether there is.
    """
    with transaction():
        person = queries.person_by_email(email)
        if person is not None and person.active:
            _new_link(person, "reset")
            record(person.as_actor(), "person:request_reset", person.id)


def set_password_by_link(purpose: str, token: str, password: str) -> Person:
    """Choose a password through a link, which is then used up; ends open sessions. Raises NotFound, Invalid."""
    person = queries.usable_link(token, purpose).person
    passwords.check(password, person.email, person.name)
    kept = passwords.hash_of(password)
    with transaction() as session:
        link = queries.usable_link(token, purpose)
        unused = (OneTimeLink.id == link.id, OneTimeLink.used_at.is_(None))
        # Of two requests with one link the second waits here for the first, and then changes no row.
        use = update(OneTimeLink).where(*unused).values(used_at=now()).returning(OneTimeLink.id)
        if session.scalar(use) is None:
            raise NotFound
        person = link.person
        person.password_hash = kept
        _end_sessions(person)
        _drop_unused_links(person)
        event = "person:accept_invitation" if purpose == "invite" else "person:reset_password"
        record(person.as_actor(), event, person.id)
    return person


def change_password(actor: Actor, current: str, new: str, source: str, device: str) -> str:
    """Replace one's own password and end every session; returns the token of a new one for this browser.

    Wrong guesses count like those of the sign-in page. Raises Invalid, TooManyGuesses.
    """
    own_email = queries.person(actor.person_id).email
    person = _checked_person(own_email, current, source, "current", WRONG_PASSWORD)
    passwords.check(new, person.email, person.name, field="new")
    kept = passwords.hash_of(new)
    with transaction():
        person = queries.person(person.id)
        guesses.forgive("sign-in", person.email, source)
        person.password_hash = kept
        _end_sessions(person)
        _drop_unused_links(person)
        token = _open_session(person.id, person.epoch, device)
        record(actor, "person:change_password", person.id)
    return token


def _checked_person(email: str, password: str, source: str, field: str, wrong: Bilingual) -> Person:
    """Whose address and password these are; the guess is on record before it is looked at."""
    with transaction():
        guesses.take("sign-in", queries.normal_email(email), source)
    person = queries.person_by_email(email)
    kept = person.password_hash if person is not None and person.active else None
    if not passwords.matches(kept, password) or person is None:
        raise Invalid({field: wrong})
    return person


def _add_person(email: str, name: str, language: str, roles: Iterable[str], unit_id: int | None) -> Person:
    email = queries.normal_email(email)
    if len(email) > 254 or not _EMAIL.fullmatch(email):
        raise Invalid({"email": NOT_AN_EMAIL})
    person = Person(email=email, name=_checked_name(name), language=_checked_language(language))
    _set_grants(person, roles, unit_id)
    db.session.add(person)
    try:
        db.session.flush()
    except IntegrityError:
        raise Invalid({"email": EMAIL_TAKEN}) from None
    return person


def _person_at(person_id: int, version: int) -> Person:
    """The person as it was when the form was opened; raises Stale when somebody has saved since."""
    person = queries.person(person_id)
    if person.version != version:
        raise Stale
    # Roles lie in another table: their change has to raise the person's version as well.
    flag_modified(person, "name")
    return person


def _checked_name(name: str) -> str:
    name = " ".join(clean(name).split())
    if not 0 < len(name) <= 120:
        raise Invalid({"name": NAME_NEEDED})
    return name


def _checked_language(language: str) -> str:
    if language not in LANGUAGES:
        raise Invalid({"language": Bilingual(vi="Ngôn ngữ không hợp lệ.", en="There is no such language.")})
    return language


def _set_grants(person: Person, roles: Iterable[str], unit_id: int | None) -> None:
    wanted = {Role(role) for role in roles}
    _check_roles(wanted, unit_id)
    for grant in list(person.grants):
        if grant.role not in wanted:
            person.grants.remove(grant)
    kept = {grant.role: grant for grant in person.grants}
    for role in sorted(wanted):
        unit = unit_id if role in UNIT_ROLES else None
        if role in kept:
            kept[role].unit_id = unit
        else:
            person.grants.append(RoleGrant(role=role, unit_id=unit))


def _check_roles(roles: set[Role], unit_id: int | None) -> None:
    if not roles:
        raise Invalid({"roles": ROLE_NEEDED})
    if roles & UNIT_ROLES and roles - UNIT_ROLES:
        raise Invalid({"roles": UNIT_OR_OFFICE})
    if {Role.REVIEWER, Role.PUBLISHER} <= roles:
        raise Invalid({"roles": REVIEW_OR_RELEASE})
    if roles & UNIT_ROLES and (unit_id is None or db.session.get(Unit, unit_id) is None):
        raise Invalid({"unit_id": UNIT_NEEDED})
    if not roles & UNIT_ROLES and unit_id is not None:
        raise Invalid({"unit_id": UNIT_NOT_NEEDED})


def _keep_an_administrator(person_id: int) -> None:
    """Refuse to take the last administrator away.

    To be called before anything is written: it locks the administrators, in order, until the commit, so that two
    neither remove each other nor wait for each other.
    """
    administrators = (
        select(Person.id)
        .join(Person.grants)
        .where(RoleGrant.role == Role.ADMINISTRATOR, Person.active, Person.password_hash.is_not(None))
        .order_by(Person.id)
        .with_for_update()
    )
    if db.session.scalars(administrators).all() == [person_id]:
        raise NotAllowed(LAST_ADMINISTRATOR)


def _as_recorded(person: Person) -> dict[str, object]:
    return {
        "name": person.name,
        "language": person.language,
        "roles": sorted(person.roles),
        "unit_id": person.unit_id,
    }


def _new_link(person: Person, purpose: str) -> Link:
    """Put a link in the place of the unused ones and mail it in the person's language."""
    _drop_unused_links(person)
    kind = LINK_KINDS[purpose]
    token = secrets.token_urlsafe(32)
    row = OneTimeLink(
        token_hash=queries.token_hash(token), purpose=purpose, person=person, expires_at=now() + kind.lifetime
    )
    db.session.add(row)
    link = Link(purpose, mail.link(kind.path + token), row.expires_at)
    language = person.language
    words = kind.body.in_(language).format(
        name=person.name,
        email=person.email,
        roles=", ".join(ROLE_LABELS[Role(role)].in_(language) for role in sorted(person.roles)),
        until=format_datetime(row.expires_at, language),
        address=link.address,
    )
    mail.enqueue(person.email, kind.subject.in_(language), words, f"link:{row.token_hash}", secret=token)
    return link


def _drop_unused_links(person: Person) -> None:
    db.session.execute(delete(OneTimeLink).where(OneTimeLink.person_id == person.id, OneTimeLink.used_at.is_(None)))


def _open_session(person_id: int, epoch: int, device: str) -> str:
    """Add a session and return its token; sessions that have expired go on this occasion."""
    token = secrets.token_urlsafe(32)
    expires_at = now() + LIFETIME
    db.session.execute(delete(SignInSession).where(SignInSession.expires_at <= now()))
    db.session.add(
        SignInSession(
            token_hash=queries.token_hash(token), person_id=person_id, epoch=epoch, device=device, expires_at=expires_at
        )
    )
    return token


def _drop_session(token: str | None) -> None:
    if token:
        db.session.execute(delete(SignInSession).where(SignInSession.token_hash == queries.token_hash(token)))


def _end_sessions(person: Person) -> None:
    person.epoch += 1
    db.session.execute(delete(SignInSession).where(SignInSession.person_id == person.id))
