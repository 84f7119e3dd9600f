"""What the tests of the unit's desk share: visitors of a unit, a round, proposals in any state."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from catalog.db import db
from catalog.proposals.models import Proposal
from catalog.rounds.queries import round_by_key
from tests.proposals import scene
from tests.visitor import Visitor


@pytest.fixture
def call(app: Flask) -> str:
    """Key of an open round."""
    with app.app_context():
        return scene.a_round().key


@pytest.fixture
def visitor(person: Any, sign_in: Any, call: str) -> Callable[..., Visitor]:
    """Somebody signed in: `visitor("officer")` of Sơn Động (220), `visitor("officer", "218")` of Lục Nam."""

    def enter(role: str, code: str = "220") -> Visitor:
        email = f"{role}.{code}@example.org"
        person(email, role, unit=code if role in ("officer", "leader") else None)
        client = sign_in(email)
        client.set_cookie("language", "en")
        return client

    return enter


@pytest.fixture
def officer(visitor: Callable[..., Visitor]) -> Visitor:
    """Somebody who writes the proposals of Sơn Động."""
    return visitor("officer")


@pytest.fixture
def stored(app: Flask, call: str) -> Callable[..., str]:
    """Put a proposal into a state, as `stored("draft", title="…")`; gives the address of its page."""

    def store(state: str = "draft", code: str = "220", **values: Any) -> str:
        with app.app_context():
            return f"/desk/proposals/{scene.proposal_in(state, round_by_key(call), code, **values).code}"

    return store


@pytest.fixture
def look(app: Flask) -> Callable[..., Any]:
    """Read what is stored: `look(address, lambda proposal: proposal.title)`."""

    def read(address: str, what: Callable[[Proposal], Any]) -> Any:
        with app.app_context():
            code = address.split("/")[3]
            return what(db.session.scalars(select(Proposal).where(Proposal.code == code)).one())

    return read
