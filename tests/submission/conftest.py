"""What the tests of the unit's desk share: a visitor of a unit, a round, proposals in any state."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

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
def officer(person: Any, sign_in: Any, call: str) -> Visitor:
    """A visitor who writes the proposals of Sơn Động (220)."""
    person("officer.220@example.org", "officer", unit="220")
    return sign_in("officer.220@example.org")


@pytest.fixture
def leader(person: Any, sign_in: Any, call: str) -> Visitor:
    """A visitor who signs what leaves Sơn Động."""
    person("leader.220@example.org", "leader", unit="220")
    return sign_in("leader.220@example.org")


@pytest.fixture
def stored(app: Flask, call: str) -> Callable[..., str]:
    """Put a proposal into a state, as `stored("draft", title="…")`; gives its code."""

    def store(state: str, **values: Any) -> str:
        with app.app_context():
            return scene.proposal_in(state, round_by_key(call), **values).code

    return store


@pytest.fixture
def look(app: Flask) -> Callable[..., Any]:
    """Read a stored proposal: `look(code, lambda proposal: proposal.title)`."""

    def read(code: str, what: Callable[[Proposal], Any]) -> Any:
        with app.app_context():
            return what(Proposal.query.filter_by(code=code).one())

    return read
