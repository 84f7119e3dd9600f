"""Many hands at once: one edit is begun, and it is taken in once."""

from catalog.accounts.actor import Actor
from catalog.amendments import services as amendments
from catalog.db import db
from catalog.errors import NotAllowed, Stale
from catalog.proposals import services
from catalog.proposals.models import Proposal
from catalog.proposals.workflow import State
from catalog.rounds.queries import round_by_key
from tests.proposals import scene
from tests.proposals.test_at_once import HANDS, at_once, officer, pytestmark

__all__ = ["officer", "pytestmark"]


def published(app) -> str:
    with app.app_context():
        return scene.proposal_in(State.PUBLISHED, round_by_key("2023")).code


def test_of_many_who_begin_all_go_on_with_one_edit(app, officer: Actor) -> None:
    code = published(app)
    assert at_once(app, lambda _: amendments.begin(officer, code).code) == [f"{code}-S1"] * HANDS
    with app.app_context():
        assert db.session.query(Proposal).filter(Proposal.amends_id.is_not(None)).count() == 1


def test_an_edit_is_taken_in_once(app, officer: Actor) -> None:
    code = published(app)
    with app.app_context():
        reviewer = scene.actor("reviewer")
        made = amendments.begin(officer, code)
        services.save(officer, made.code, made.version, {"title": "Thư viện xanh"})
        services.submit(officer, made.code)
        edit = made.code

    def accept(_number: int) -> object:
        try:
            return amendments.accept(reviewer, edit).state
        except NotAllowed:
            return Stale

    assert sorted(at_once(app, accept), key=str) == sorted([State.CLOSED, *[Stale] * (HANDS - 1)], key=str)
    with app.app_context():
        assert db.session.query(Proposal).filter_by(code=code).one().title == "Thư viện xanh"
