"""Many hands at once: one form makes one proposal, and of two saves of one version one wins."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask

from catalog.accounts.actor import Actor
from catalog.db import db
from catalog.errors import Stale
from catalog.proposals import services
from catalog.proposals.models import ChangeRequest, Proposal
from catalog.proposals.workflow import State
from catalog.rounds.queries import round_by_key
from tests.proposals import scene

pytestmark = pytest.mark.both_databases
HANDS = 8


@pytest.fixture
def officer(app: Flask) -> Actor:
    with app.app_context():
        scene.a_round()
        return scene.actor("officer")


def at_once(app: Flask, call: Callable[[int], Any]) -> list[Any]:
    """What `call(0)`, `call(1)`… give when they run at once, each in a context of its own; errors as their type."""

    def run(number: int) -> Any:
        with app.app_context():
            try:
                return call(number)
            except Stale:
                return Stale

    with ThreadPoolExecutor(HANDS) as pool:
        return list(pool.map(run, range(HANDS)))


def stored(app: Flask) -> list[tuple[str, str]]:
    with app.app_context():
        return [(row.code, row.title) for row in db.session.query(Proposal).order_by(Proposal.code)]


def test_one_form_sent_many_times_makes_one_proposal(app: Flask, officer: Actor) -> None:
    codes = at_once(app, lambda _: services.create(officer, round_by_key("2023"), scene.unit(), draft_key="key").code)
    assert codes == ["SD-2023-01"] * HANDS
    assert stored(app) == [("SD-2023-01", "")]


def test_many_forms_at_once_each_get_a_code_of_their_own(app: Flask, officer: Actor) -> None:
    codes = at_once(
        app, lambda n: services.create(officer, round_by_key("2023"), scene.unit(), draft_key=f"key {n}").code
    )
    assert sorted(codes) == [f"SD-2023-{number:02}" for number in range(1, HANDS + 1)]


def test_of_saves_of_one_version_one_wins(app: Flask, officer: Actor) -> None:
    with app.app_context():
        made = services.create(officer, round_by_key("2023"), scene.unit())
        code, version = made.code, made.version
    results = at_once(app, lambda n: services.save(officer, code, version, {"title": f"Lần {n}"}).title)
    winners = [result for result in results if result is not Stale]
    assert len(winners) == 1
    assert stored(app) == [(code, winners[0])]


def test_of_questions_about_one_answer_one_is_collected(app: Flask, officer: Actor) -> None:
    with app.app_context():
        reviewer, code = scene.actor("reviewer"), scene.proposal_in(State.SUBMITTED, round_by_key("2023")).code
    results = at_once(
        app, lambda n: services.collect_request(reviewer, code, "need", words=f"Lần {n}", shown="").change_requests
    )
    assert sum(result is not Stale for result in results) == 1
    with app.app_context():
        assert len(db.session.query(ChangeRequest).all()) == 1
