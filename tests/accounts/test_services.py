"""Invitations, roles, links and sessions, on both databases."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import current_app
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from catalog.accounts import passwords, queries, services
from catalog.accounts.actor import SYSTEM, Actor
from catalog.accounts.models import OneTimeLink, Person, RoleGrant, SignInSession
from catalog.accounts.rights import Role
from catalog.audit import history_of
from catalog.db import db, transaction
from catalog.errors import Invalid, NotAllowed, NotFound, Stale
from catalog.mail import HIDDEN, OutboxMessage
from tests.accounts.people import PASSWORD, invited, member, newest_mail, unit_id

pytestmark = [pytest.mark.both_databases, pytest.mark.usefixtures("database")]

NEW = "ba con gà gáy lúc bình minh"
START = datetime(2023, 5, 18, 8, 0, tzinfo=UTC)


def events(person: Person) -> list[str]:
    return [entry.event for entry in reversed(history_of("person", person.id))]


def change(person: Person, version: int | None = None, **values: object) -> None:
    """Change somebody as the administrator's form does: everything is sent."""
    sent = {"name": person.name, "language": person.language, "roles": person.roles, "unit_id": person.unit_id}
    services.change_person(SYSTEM, person.id, version or person.version, **(sent | values))


# Invitations


def test_an_invitation_makes_a_person_a_mail_and_a_link() -> None:
    person, token = invited("Can.Bo@Example.org ", "officer")
    assert (person.email, person.password_hash, person.unit_id) == ("can.bo@example.org", None, unit_id())
    assert events(person) == ["person:invite"]
    mail = newest_mail(current_app)
    assert (mail["To"], f"/invitation/{token}\n" in mail.get_content()) == ("can.bo@example.org", True)


def test_only_hashes_of_tokens_are_kept() -> None:
    _, token = invited("a@example.org", "reviewer")
    kept = db.session.scalars(select(OneTimeLink.token_hash)).all()
    assert kept == [queries.token_hash(token)]
    [mail] = db.session.scalars(select(OutboxMessage))
    assert (token in mail.body, f"/invitation/{HIDDEN}\n" in mail.body, mail.secret) == (False, True, "")
    assert len(token) == 43  # 256 bits


def test_an_invitation_is_good_once() -> None:
    _, token = invited("a@example.org", "reviewer")
    person = services.set_password_by_link("invite", token, PASSWORD)
    assert passwords.matches(person.password_hash, PASSWORD)
    assert events(person) == ["person:invite", "person:accept_invitation"]
    with pytest.raises(NotFound):
        services.set_password_by_link("invite", token, NEW)
    assert passwords.matches(queries.person(person.id).password_hash, PASSWORD)


def test_a_refused_password_leaves_the_link_good() -> None:
    _, token = invited("a@example.org", "reviewer")
    with pytest.raises(Invalid):
        services.set_password_by_link("invite", token, "password1234")
    services.set_password_by_link("invite", token, PASSWORD)


@pytest.mark.parametrize(("purpose", "lifetime"), [("invite", timedelta(days=7)), ("reset", timedelta(minutes=60))])
def test_links_expire(purpose: str, lifetime: timedelta) -> None:
    with time_machine.travel(START, tick=False) as clock:
        person, _ = invited("a@example.org", "reviewer")
        if purpose == "reset":
            with transaction():
                person.password_hash = passwords.hash_of(PASSWORD)
        _, link = services.send_new_link(SYSTEM, person.id)
        token = link.address.rpartition("/")[2]
        assert (link.purpose, link.expires_at) == (purpose, START + lifetime)
        clock.shift(lifetime - timedelta(seconds=1))
        assert queries.usable_link(token, purpose).person_id == person.id
        clock.shift(timedelta(seconds=1))
        with pytest.raises(NotFound):
            services.set_password_by_link(purpose, token, NEW)


def test_a_new_link_replaces_the_one_before() -> None:
    person, first = invited("a@example.org", "reviewer")
    _, link = services.send_new_link(SYSTEM, person.id)
    with pytest.raises(NotFound):
        queries.usable_link(first, "invite")
    assert queries.usable_link(link.address.rpartition("/")[2], "invite").person_id == person.id


def test_a_link_serves_its_own_purpose_only() -> None:
    _, token = invited("a@example.org", "reviewer")
    with pytest.raises(NotFound):
        queries.usable_link(token, "reset")


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("email", {"email": "no address"}),
        ("email", {"email": "a@b"}),
        ("email", {"email": "ă@example.org"}),
        ("email", {"email": "a@example.org\nBcc: b@example.org"}),
        ("email", {"email": "TAKEN@example.org"}),
        ("name", {"name": " \u200b "}),
        ("name", {"name": "n" * 121}),
        ("language", {"language": "fr"}),
        ("roles", {"roles": []}),
        ("roles", {"roles": ["officer", "reviewer"]}),
        ("roles", {"roles": ["reviewer", "publisher"]}),
        ("unit_id", {"roles": ["officer"]}),
        ("unit_id", {"roles": ["leader"], "unit_id": -1}),
        ("unit_id", {"roles": ["manager"], "unit_id": "220"}),
    ],
)
def test_what_is_not_right_is_refused_beside_its_field(field: str, values: dict) -> None:
    member("taken@example.org", "reviewer")
    sent = {"email": "new@example.org", "name": "Lan", "language": "vi", "roles": ["reviewer"], "unit_id": None}
    sent |= values
    if sent["unit_id"] == "220":
        sent["unit_id"] = unit_id()
    with pytest.raises(Invalid) as refusal:
        services.invite(SYSTEM, **sent)
    assert list(refusal.value.fields) == [field]
    assert db.session.scalars(select(Person.email)).all() == ["taken@example.org"]


def test_names_lose_line_ends_before_they_reach_a_mail() -> None:
    person, _ = invited("a@example.org", "reviewer", name="Lan\nBcc: b@example.org")
    assert person.name == "Lan Bcc: b@example.org"


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}))
def test_only_administrators_touch_accounts(role: str) -> None:
    person = member("a@example.org", "reviewer")
    actor = Actor(999, "", frozenset({role}))
    values = {"name": "A", "language": "vi", "roles": ["administrator"], "unit_id": None}
    for call in (
        lambda: services.invite(actor, email="b@example.org", **values),
        lambda: services.change_person(actor, person.id, person.version, **values),
        lambda: services.set_active(actor, person.id, person.version, active=False),
        lambda: services.send_new_link(actor, person.id),
        lambda: services.end_sessions(actor, person.id),
        lambda: services.create_administrator(actor, "c@example.org", "C", PASSWORD),
    ):
        with pytest.raises(NotAllowed):
            call()


# Roles, units, an end


def test_roles_and_unit_change_in_place() -> None:
    person = member("a@example.org", "officer")
    change(person, roles=["officer", "leader"], unit_id=unit_id("219"))
    grants = db.session.execute(select(RoleGrant.role, RoleGrant.unit_id).order_by(RoleGrant.role)).all()
    assert grants == [("leader", unit_id("219")), ("officer", unit_id("219"))]
    change(person, roles=["manager"], unit_id=None)
    assert queries.person(person.id).as_actor() == Actor(person.id, person.name, frozenset({"manager"}))
    entry = history_of("person", person.id)[0]
    assert entry.changes == {"roles": [["leader", "officer"], ["manager"]], "unit_id": [unit_id("219"), None]}


def test_a_change_of_roles_alone_raises_the_version() -> None:
    person = member("a@example.org", "reviewer")
    version = person.version
    change(person, roles=["manager"])
    with pytest.raises(Stale):
        change(person, version=version, name="Other")
    assert queries.person(person.id).roles == {"manager"}


def test_the_last_administrator_stays() -> None:
    person = services.create_administrator(SYSTEM, "admin@example.org", "Quản trị", PASSWORD)
    invited("not-in-yet@example.org", "administrator")
    with pytest.raises(NotAllowed):
        services.set_active(SYSTEM, person.id, person.version, active=False)
    with pytest.raises(NotAllowed):
        change(queries.person(person.id), roles=["manager"])
    other = member("other@example.org", "administrator")
    change(queries.person(person.id), roles=["manager"])
    with pytest.raises(NotAllowed):
        services.set_active(SYSTEM, other.id, other.version, active=False)


def test_deactivation_ends_sessions_and_links() -> None:
    person = member("a@example.org", "reviewer")
    _, token = services.sign_in("a@example.org", PASSWORD, "192.0.2.1", "Firefox")
    _, link = services.send_new_link(SYSTEM, person.id)
    services.set_active(SYSTEM, person.id, queries.person(person.id).version, active=False)
    assert queries.open_session(token) is None
    with pytest.raises(NotFound):
        queries.usable_link(link.address.rpartition("/")[2], "reset")
    with pytest.raises(NotAllowed):
        services.send_new_link(SYSTEM, person.id)
    with pytest.raises(Invalid):
        services.sign_in("a@example.org", PASSWORD, "192.0.2.1", "Firefox")
    services.set_active(SYSTEM, person.id, queries.person(person.id).version, active=True)
    assert queries.open_session(token) is None
    services.sign_in("a@example.org", PASSWORD, "192.0.2.1", "Firefox")


# Sessions and passwords


def test_sessions_are_rows_that_can_all_be_ended() -> None:
    person = member("a@example.org", "reviewer")
    tokens = [services.sign_in("a@example.org", PASSWORD, "192.0.2.1", name)[1] for name in ("Firefox", "Chrome")]
    assert [session.device for session in queries.open_sessions(person.id)] == ["Chrome", "Firefox"]
    services.end_sessions(person.as_actor())
    assert [queries.open_session(token) for token in tokens] == [None, None]
    assert queries.open_sessions(person.id) == []


def test_a_session_of_an_earlier_epoch_is_dead() -> None:
    person = member("a@example.org", "reviewer")
    _, token = services.sign_in("a@example.org", PASSWORD, "192.0.2.1", "Firefox")
    with transaction():
        queries.person(person.id).epoch += 1
    assert queries.open_session(token) is None


def test_signing_in_again_ends_the_session_of_this_browser() -> None:
    member("a@example.org", "reviewer")
    _, first = services.sign_in("a@example.org", PASSWORD, "192.0.2.1", "Firefox")
    _, second = services.sign_in("a@example.org", PASSWORD, "192.0.2.1", "Firefox", first)
    assert queries.open_session(first) is None
    assert queries.open_session(second) is not None


def test_expired_sessions_are_swept_at_the_next_sign_in() -> None:
    member("a@example.org", "reviewer")
    with time_machine.travel(START, tick=False) as clock:
        services.sign_in("a@example.org", PASSWORD, "192.0.2.1", "Firefox")
        clock.shift(timedelta(hours=12))
        services.sign_in("a@example.org", PASSWORD, "192.0.2.1", "Chrome")
    assert db.session.scalars(select(SignInSession.device)).all() == ["Chrome"]


def test_a_changed_password_ends_every_session_but_the_new_one() -> None:
    person = member("a@example.org", "reviewer")
    _, old = services.sign_in("a@example.org", PASSWORD, "192.0.2.1", "Firefox")
    new = services.change_password(person.as_actor(), PASSWORD, NEW, "192.0.2.1", "Firefox")
    assert queries.open_session(old) is None
    assert queries.open_session(new).person_id == person.id
    with pytest.raises(Invalid):
        services.sign_in("a@example.org", PASSWORD, "192.0.2.1", "Firefox")
    services.sign_in("a@example.org", NEW, "192.0.2.1", "Firefox")


def test_a_reset_link_sets_a_new_password_and_ends_sessions() -> None:
    person = member("a@example.org", "reviewer")
    _, session = services.sign_in("a@example.org", PASSWORD, "192.0.2.1", "Firefox")
    services.request_reset(" A@example.org")
    token = newest_mail(current_app).get_content().partition("/password-reset/")[2].split()[0]
    services.set_password_by_link("reset", token, NEW)
    assert queries.open_session(session) is None
    assert passwords.matches(queries.person(person.id).password_hash, NEW)
    assert events(person)[-2:] == ["person:request_reset", "person:reset_password"]


def test_nobody_unknown_gets_mail() -> None:
    services.request_reset("nobody@example.org")
    assert db.session.scalars(select(OutboxMessage)).all() == []


def test_an_outdated_hash_is_made_anew_at_sign_in() -> None:
    person = member("a@example.org", "reviewer")
    weak = passwords.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(passwords.normalise(PASSWORD))
    with transaction():
        queries.person(person.id).password_hash = weak
    services.sign_in("a@example.org", PASSWORD, "192.0.2.1", "Firefox")
    kept = queries.person(person.id).password_hash
    assert not passwords.is_outdated(kept)
    assert passwords.matches(kept, PASSWORD)


# What the database itself refuses


@pytest.mark.parametrize(
    "grant", [{"role": "officer"}, {"role": "king"}, {"role": "reviewer", "unit": True}, {"role": "manager"}]
)
def test_impossible_grants_are_impossible_rows(grant: dict) -> None:
    person = member("a@example.org", "manager")
    unit = unit_id() if grant.get("unit") else None
    with pytest.raises(IntegrityError), transaction() as session:
        session.add(RoleGrant(person_id=person.id, role=grant["role"], unit_id=unit))


@pytest.mark.parametrize("row", [{"email": "A@example.org"}, {"email": "taken@example.org"}, {"language": "fr"}])
def test_impossible_people_are_impossible_rows(row: dict) -> None:
    member("taken@example.org", "manager")
    with pytest.raises(IntegrityError), transaction() as session:
        session.add(Person(**({"email": "a@example.org", "name": "A", "language": "vi"} | row)))
