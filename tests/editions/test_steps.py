"""Steps of putting a list together, and taking them back one after the other."""

import random
from collections.abc import Callable

import pytest

from catalog.accounts.actor import Actor
from catalog.db import transaction
from catalog.editions import queries, services
from catalog.editions.steps import last_step
from catalog.errors import NotAllowed, NotReady, Stale
from catalog.proposals.models import Proposal
from catalog.proposals.workflow import State
from catalog.rounds.models import Round
from tests.editions.scene import accepted
from tests.proposals import scene

KEY = "2023-1"
SECTORS = {"library": 0, "classroom": 0, "scholarship": 0, "medical_care": 1, "nutrition": 1, "swimming": 2}


@pytest.fixture
def reviewer(database) -> Actor:
    return scene.actor("reviewer")


@pytest.fixture
def round_(reviewer: Actor) -> Round:
    round_ = scene.a_round()
    services.create(reviewer, round_)
    return round_


@pytest.fixture
def codes(round_: Round) -> dict[str, int]:
    """Accepted proposals that could be listed, with the place of their sector."""
    return {accepted(round_, category_key=category).code: sector for category, sector in SECTORS.items()}


def listed() -> list[str]:
    return [place.code for place in queries.order(queries.edition_by_key(KEY))]


def undo(actor: Actor) -> None:
    step = last_step(queries.edition_by_key(KEY))
    assert step is not None
    services.undo(actor, KEY, step.id)


@pytest.mark.both_databases
@pytest.mark.parametrize("seed", range(3))
def test_any_steps_leave_numbers_in_sector_order_and_can_all_be_taken_back(
    reviewer: Actor, codes: dict[str, int], seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    before = [listed()]
    for _ in range(25):
        code = chance.choice(list(codes))
        on_list = listed()
        steps: list[Callable[[], object]] = [lambda code=code: services.add(reviewer, KEY, code)]
        if code in on_list:
            place = chance.randint(-1, len(codes) + 1)
            steps = [lambda code=code: services.remove(reviewer, KEY, code)]
            steps += [lambda code=code, place=place: services.move(reviewer, KEY, code, place)] * 3
        chance.choice(steps)()
        now = listed()
        assert sorted(now, key=lambda code: codes[code]) == now
        assert list(queries.numbers(queries.edition_by_key(KEY), now).values()) == list(range(1, len(now) + 1))
        if now != on_list:
            before.append(now)
    while len(before) > 1:
        assert listed() == before.pop()
        undo(reviewer)
    assert listed() == before.pop()
    assert last_step(queries.edition_by_key(KEY)) is None


def test_only_the_last_step_is_taken_back_and_only_as_it_was_shown(reviewer: Actor, codes: dict[str, int]) -> None:
    first, second = list(codes)[:2]
    services.add(reviewer, KEY, first)
    shown = last_step(queries.edition_by_key(KEY))
    assert shown is not None
    services.add(scene.actor("publisher"), KEY, second)
    with pytest.raises(Stale):
        services.undo(reviewer, KEY, shown.id)
    assert listed() == [first, second]
    assert getattr(last_step(queries.edition_by_key(KEY)), "who", "") == "publisher"


def test_a_move_that_goes_nowhere_is_no_step(reviewer: Actor, codes: dict[str, int]) -> None:
    code = next(iter(codes))
    services.add(reviewer, KEY, code)
    services.move(reviewer, KEY, code, 9)
    step = last_step(queries.edition_by_key(KEY))
    assert step is not None
    assert (step.was, step.place) == (None, 1)


def test_what_may_no_longer_be_listed_does_not_come_back(reviewer: Actor, round_: Round, codes: dict[str, int]) -> None:
    code = next(iter(codes))
    services.add(reviewer, KEY, code)
    services.remove(reviewer, KEY, code)
    with transaction() as session:
        session.query(Proposal).filter_by(code=code).one().state = State.SUBMITTED
    with pytest.raises(NotReady, match="The proposal is not accepted"):
        undo(reviewer)


def test_a_move_on_a_list_of_another_version_is_refused(reviewer: Actor, codes: dict[str, int]) -> None:
    first, second = list(codes)[:2]
    services.add(reviewer, KEY, first)
    shown = queries.edition_by_key(KEY).version
    services.add(reviewer, KEY, second)
    with pytest.raises(Stale, match="changed the order"):
        services.move(reviewer, KEY, first, 2, shown)
    assert listed() == [first, second]
    assert services.move(reviewer, KEY, first, 2, shown + 1) == 2


def test_only_the_office_takes_back(reviewer: Actor, codes: dict[str, int]) -> None:
    services.add(reviewer, KEY, next(iter(codes)))
    with pytest.raises(NotAllowed):
        services.undo(scene.actor("manager"), KEY, 1)
