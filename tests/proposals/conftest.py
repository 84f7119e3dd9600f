"""What the tests of proposals share: an officer, a reviewer, an open round and a draft that may be sent."""

from typing import Any

import pytest

from catalog.accounts.actor import Actor
from catalog.proposals.models import Proposal
from catalog.rounds.models import Round
from tests.proposals import scene


@pytest.fixture
def officer(database: Any) -> Actor:
    """Somebody who writes for Sơn Động (220)."""
    return scene.actor("officer")


@pytest.fixture
def reviewer(database: Any) -> Actor:
    """Somebody of the office."""
    return scene.actor("reviewer")


@pytest.fixture
def round_(database: Any) -> Round:
    """A round that is open."""
    return scene.a_round()


@pytest.fixture
def proposal(officer: Actor, round_: Round) -> Proposal:
    """A draft of the officer that may be sent."""
    return scene.draft(officer, round_)
