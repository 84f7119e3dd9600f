"""Two at the same moment: a link is used once, an administrator remains, one save does not hide the other."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import select

from catalog.accounts import passwords, services
from catalog.accounts.actor import SYSTEM
from catalog.accounts.models import Person
from catalog.db import db
from catalog.errors import DomainError
from tests.accounts.people import EMAIL, add, change, invited

pytestmark = pytest.mark.both_databases


def at_once(app: Flask, calls: list[Callable[[], object]]) -> list[str]:
    """Make the calls in threads, each in a context of its own; "done" or the name of the error for each."""

    def one(call: Callable[[], object]) -> str:
        with app.app_context():
            try:
                call()
            except DomainError as error:
                return type(error).__name__
        return "done"

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(one, calls))


def test_a_link_is_used_once(app: Flask) -> None:
    with app.app_context():
        _, token = invited(EMAIL, "reviewer")
    chosen = [f"{number} con gà gáy lúc bình minh" for number in range(6)]

    def use(password: str) -> Callable[[], object]:
        return lambda: services.set_password_by_link("invite", token, password)

    answers = at_once(app, [use(password) for password in chosen])
    assert sorted(answers) == ["NotFound"] * 5 + ["done"]
    with app.app_context():
        kept = db.session.scalar(select(Person.password_hash))
    assert passwords.matches(kept, chosen[answers.index("done")])


def test_two_administrators_cannot_remove_each_other(app: Flask) -> None:
    ids = [add(app, f"{number}@example.org", "administrator") for number in range(2)]

    def demote(person_id: int) -> Callable[[], object]:
        return lambda: change(app, person_id, roles=["manager"])

    answers = at_once(app, [demote(person_id) for person_id in ids])
    assert sorted(answers) == ["NotAllowed", "done"]


def test_of_two_changes_to_one_version_one_is_told(app: Flask) -> None:
    person_id = add(app, EMAIL, "reviewer")
    with app.app_context():
        version = db.session.get_one(Person, person_id).version

    def rename(name: str) -> Callable[[], object]:
        values = {"name": name, "language": "vi", "roles": ["reviewer"], "unit_id": None}
        return lambda: services.change_person(SYSTEM, person_id, version, **values)

    answers = at_once(app, [rename(name) for name in ("An", "Bình", "Chi", "Dũng")])
    assert sorted(answers) == ["Stale"] * 3 + ["done"]
