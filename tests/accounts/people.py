"""People for tests: made through the services, so that they are as real ones are."""

from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from flask import Flask
from sqlalchemy import event, select
from werkzeug.test import TestResponse

from catalog.accounts import services
from catalog.accounts.actor import SYSTEM
from catalog.accounts.models import Person
from catalog.accounts.rights import UNIT_ROLES
from catalog.db import db
from catalog.units.models import Unit
from tests.visitor import Visitor

EMAIL = "a@example.org"
PASSWORD = "con mèo ngủ trên mái nhà"
NEW_PASSWORD = "ba con gà gáy lúc bình minh"


def unit_id(code: str = "220") -> int:
    """Id of a unit by its code; needs an open context."""
    return db.session.scalars(select(Unit.id).where(Unit.code == code).order_by(Unit.valid_from)).first()


def invited(email: str, *roles: str, unit: str = "220", language: str = "vi", name: str = "") -> tuple[Person, str]:
    """Somebody who has not come in yet, and the token of the invitation; needs an open context."""
    person, link = services.invite(
        SYSTEM,
        email=email,
        name=name or email.partition("@")[0],
        language=language,
        roles=roles,
        unit_id=unit_id(unit) if set(roles) & UNIT_ROLES else None,
    )
    return person, link.address.rpartition("/")[2]


def member(email: str, *roles: str, **more: str) -> Person:
    """Somebody who can sign in with PASSWORD; needs an open context."""
    _, token = invited(email, *roles, **more)
    return services.set_password_by_link("invite", token, PASSWORD)


def add(app: Flask, email: str, *roles: str, **more: str) -> int:
    """As `member`, in a context of its own; returns the id."""
    with app.app_context():
        return member(email, *roles, **more).id


def sign_in(client: Visitor, email: str, password: str = PASSWORD, **options: str) -> TestResponse:
    """Fill in the sign-in page and send it."""
    return client.submit("/sign-in", {"email": email, "password": password}, **options)


def newest_mail(app: Flask) -> EmailMessage:
    """The mail written last to the folder of mails, as it reaches somebody: with its link."""
    path = max((app.config["CATALOG"].data_dir / "outbox").glob("*.eml"))
    return message_from_bytes(path.read_bytes(), _class=EmailMessage, policy=policy.default)


def is_in(client: Visitor) -> bool:
    """Whether this browser is signed in."""
    response = client.get("/account")
    assert response.status_code in (200, 303)
    return response.status_code == 200


def change(app: Flask, person_id: int, **values: object) -> None:
    """What the administrator does meanwhile: the whole form is sent."""
    with app.app_context():
        person = db.session.get_one(Person, person_id)
        sent = {"name": person.name, "language": person.language, "roles": person.roles, "unit_id": person.unit_id}
        services.change_person(SYSTEM, person_id, person.version, **(sent | values))


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """The SQL statements of the requests inside."""
    seen: list[str] = []

    def note(*arguments: object) -> None:
        seen.append(str(arguments[2]))

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)
