"""Putting a list together and releasing it: order, all or nothing, frozen for good."""

from collections.abc import Callable
from datetime import date

import pytest

from catalog import clock
from catalog.accounts.actor import Actor
from catalog.audit import history_of
from catalog.db import db, transaction
from catalog.editions import queries, services
from catalog.editions.models import Edition, Entry
from catalog.editions.services import Approval
from catalog.errors import NotAllowed, NotFound, NotReady, Stale
from catalog.office import queries as office
from catalog.office.models import ExchangeRate
from catalog.proposals.models import Proposal
from catalog.proposals.workflow import State
from catalog.rounds.models import Round
from catalog.translation import services as translation
from catalog.translation.services import TargetInput
from tests.editions.scene import accepted, ready
from tests.proposals import scene

pytestmark = pytest.mark.both_databases


@pytest.fixture
def reviewer(database) -> Actor:
    return scene.actor("reviewer")


@pytest.fixture
def publisher(database) -> Actor:
    return scene.actor("publisher")


@pytest.fixture
def round_(database) -> Round:
    return scene.a_round()


@pytest.fixture
def listed(reviewer: Actor, round_: Round) -> Callable[..., list[str]]:
    """Make ready proposals of these categories and put them on the draft; gives their codes."""

    def make(*categories: str) -> list[str]:
        drafts = [edition for edition in queries.all_editions() if not edition.is_released]
        key = (drafts[0] if drafts else services.create(reviewer, round_)).key
        codes = [ready(reviewer, round_, category_key=category).code for category in categories]
        for code in codes:
            services.add(reviewer, key, code)
        return codes

    return make


def order(key: str = "2023-1") -> list[str]:
    return [candidate.proposal.code for candidate in queries.chosen_items(queries.edition_by_key(key))]


def entries(key: str) -> list[tuple[int, str]]:
    return [(entry.number, entry.code) for entry in queries.entries_of(queries.edition_by_key(key))]


def stamp() -> str:
    rate = office.exchange_rate(clock.today()).vnd_per_usd
    return queries.list_stamp(queries.chosen_items(queries.edition_by_key("2023-1")), rate)


# Choosing


def test_a_round_has_one_draft_at_a_time(reviewer: Actor, round_: Round) -> None:
    assert services.create(reviewer, round_).key == "2023-1"
    with pytest.raises(NotReady, match="This round already has the draft 2023-1"):
        services.create(reviewer, round_)


def test_a_proposal_is_on_a_list_once(reviewer: Actor, listed: Callable) -> None:
    (code,) = listed("library")
    services.add(reviewer, "2023-1", code)
    assert order() == [code]


def test_an_accepted_proposal_may_be_listed_before_it_is_ready(reviewer: Actor, round_: Round) -> None:
    services.create(reviewer, round_)
    services.add(reviewer, "2023-1", accepted(round_).code)
    assert [candidate.is_ready for candidate in queries.chosen_items(queries.edition_by_key("2023-1"))] == [False]


@pytest.mark.parametrize("state", [State.SUBMITTED, State.CHANGES_REQUESTED, State.CLOSED])
def test_what_is_not_accepted_is_not_listed(reviewer: Actor, round_: Round, state: State) -> None:
    services.create(reviewer, round_)
    with pytest.raises(NotReady):
        services.add(reviewer, "2023-1", scene.proposal_in(state, round_).code)


def test_a_proposal_of_another_round_is_not_listed(reviewer: Actor, round_: Round) -> None:
    services.create(reviewer, round_)
    with pytest.raises(NotReady):
        services.add(reviewer, "2023-1", accepted(scene.a_round("2024")).code)


def test_what_is_taken_off_can_be_chosen_again(reviewer: Actor, listed: Callable) -> None:
    first, second = listed("library", "library")
    services.remove(reviewer, "2023-1", first)
    edition = queries.edition_by_key("2023-1")
    assert order() == [second]
    assert [other.proposal.code for other in queries.other_candidates(reviewer, edition)] == [first]
    with pytest.raises(NotFound):
        services.remove(reviewer, "2023-1", first)


def test_the_list_is_grouped_by_sector_in_the_order_of_the_plan(listed: Callable) -> None:
    swimming, health, library, classroom = listed("swimming", "medical_care", "library", "classroom")
    assert order() == [library, classroom, health, swimming]


@pytest.mark.parametrize(
    ("place", "number", "got", "expected"),
    [
        (0, 2, 2, [1, 0, 2, 3, 4]),
        (0, 3, 3, [1, 2, 0, 3, 4]),
        (2, 1, 1, [2, 0, 1, 3, 4]),
        (0, 5, 3, [1, 2, 0, 3, 4]),
        (2, -4, 1, [2, 0, 1, 3, 4]),
        (4, 1, 4, [0, 1, 2, 4, 3]),
        (3, 3, 4, [0, 1, 2, 3, 4]),
        (1, 2, 2, [0, 1, 2, 3, 4]),
    ],
)
def test_a_proposal_moves_as_far_as_its_sector_goes(
    reviewer: Actor, listed: Callable, place: int, number: int, got: int, expected: list[int]
) -> None:
    codes = listed("library", "classroom", "scholarship", "nutrition", "medical_care")
    assert services.move(reviewer, "2023-1", codes[place], number) == got
    assert order() == [codes[index] for index in expected]


@pytest.mark.parametrize("role", ["manager", "officer"])
def test_only_the_office_puts_lists_together(round_: Round, role: str) -> None:
    with pytest.raises(NotAllowed):
        services.create(scene.actor(role), round_)


# Releasing


def test_a_release_freezes_numbered_entries_and_publishes(publisher: Actor, listed: Callable, round_: Round) -> None:
    swimming, library = listed("swimming", "library")
    edition = services.release(
        publisher, "2023-1", Approval("Quyết định", "12/QĐ-UBND", date(2023, 6, 1), "Nguyễn Văn A")
    )
    assert entries("2023-1") == [(1, library), (2, swimming)]
    assert {proposal.state for proposal in db.session.query(Proposal)} == {State.PUBLISHED}
    assert (edition.state, edition.released_by, edition.approval_number) == ("released", "publisher", "12/QĐ-UBND")
    assert edition.data["round"]["name"] == {"vi": round_.name_vi, "en": round_.name_en}
    assert history_of("edition", edition.id)[0].event == "edition:release"
    assert history_of("proposal", 1)[0].event == "proposal:publish"


def test_one_hindrance_stops_the_whole_release(
    reviewer: Actor, publisher: Actor, listed: Callable, round_: Round
) -> None:
    (code,) = listed("library")
    unready = accepted(round_, summary="")
    services.add(reviewer, "2023-1", unready.code)
    with pytest.raises(NotReady) as refusal:
        services.release(publisher, "2023-1")
    assert str(refusal.value.problems[0].en) == f"{unready.code}: Missing: Summary in one sentence"
    assert not any(problem.en.startswith(code) for problem in refusal.value.problems)
    assert db.session.query(Entry).count() == 0
    assert {proposal.state for proposal in db.session.query(Proposal)} == {State.ACCEPTED}


def test_an_empty_list_is_not_released(reviewer: Actor, publisher: Actor, round_: Round) -> None:
    services.create(reviewer, round_)
    with pytest.raises(NotReady, match="The list is empty"):
        services.release(publisher, "2023-1")


def test_a_reviewer_compiles_but_does_not_release(reviewer: Actor, listed: Callable) -> None:
    listed("library")
    with pytest.raises(NotAllowed):
        services.release(reviewer, "2023-1")


@pytest.mark.parametrize("change", ["list", "english"])
def test_only_the_list_that_was_read_is_released(
    reviewer: Actor, publisher: Actor, listed: Callable, round_: Round, change: str
) -> None:
    code, _ = listed("library", "classroom")
    read = stamp()
    if change == "list":
        services.move(reviewer, "2023-1", code, 2)
    else:
        translation.save(reviewer, code, {"title": TargetInput("Library of Huu San", True, 1)})
    with pytest.raises(Stale):
        services.release(publisher, "2023-1", seen=read)
    assert services.release(publisher, "2023-1", seen=stamp()).is_released


def test_a_released_list_does_not_change(reviewer: Actor, publisher: Actor, listed: Callable) -> None:
    (code,) = listed("library")
    services.release(publisher, "2023-1")
    for act in (services.add, services.remove, lambda *args: services.move(*args, 1)):
        with pytest.raises(NotAllowed):
            act(reviewer, "2023-1", code)
    with pytest.raises(NotAllowed):
        services.release(publisher, "2023-1")


def test_the_next_draft_begins_with_what_is_still_published(
    reviewer: Actor, publisher: Actor, listed: Callable, round_: Round
) -> None:
    first, second, third = listed("library", "classroom", "library")
    services.move(reviewer, "2023-1", third, 1)
    services.release(publisher, "2023-1")
    services.close(publisher, second, "Đã có nhà tài trợ.")
    assert services.create(reviewer, round_).key == "2023-2"
    assert order("2023-2") == [third, first]


def test_a_second_release_leaves_the_first_as_it_was(
    reviewer: Actor, publisher: Actor, listed: Callable, round_: Round
) -> None:
    first, second = listed("library", "classroom")
    services.release(publisher, "2023-1")
    before = [(entry.number, entry.code, entry.data) for entry in queries.entries_of(queries.edition_by_key("2023-1"))]
    with transaction() as session:
        session.query(Proposal).filter_by(code=first).one().children = 300
        session.add(ExchangeRate(date=date(2024, 10, 2), vnd_per_usd=20_000, source_vi="x", source_en="x"))
    services.create(reviewer, round_)
    services.remove(reviewer, "2023-2", second)
    services.release(publisher, "2023-2")
    db.session.expire_all()
    after = [(entry.number, entry.code, entry.data) for entry in queries.entries_of(queries.edition_by_key("2023-1"))]
    assert after == before
    assert entries("2023-2") == [(1, first)]
    assert queries.newest_entry(first).data["beneficiaries"]["children"] == 300


def test_code_can_not_change_a_released_entry(publisher: Actor, listed: Callable) -> None:
    listed("library")
    services.release(publisher, "2023-1")
    entry = db.session.query(Entry).one()
    entry.code = "X"
    with pytest.raises(RuntimeError, match="does not change"):
        db.session.flush()
    db.session.rollback()
    with pytest.raises(RuntimeError, match="does not change"), transaction() as session:
        session.delete(session.query(Entry).one())


def test_closing_ends_the_call_on_the_desk_and_in_the_catalogue(publisher: Actor, listed: Callable) -> None:
    first, second = listed("library", "library")
    services.release(publisher, "2023-1")
    services.close(publisher, first, "Đã có nhà tài trợ.")
    closed = {entry.code: entry.closed_at is not None for entry in db.session.query(Entry)}
    assert closed == {first: True, second: False}
    assert db.session.query(Proposal).filter_by(code=first).one().state == State.CLOSED


def test_a_draft_is_none_of_the_released_editions(
    reviewer: Actor, publisher: Actor, listed: Callable, round_: Round
) -> None:
    listed("library")
    assert (queries.released_editions(), queries.latest_edition()) == ([], None)
    with pytest.raises(NotFound):
        queries.released_edition("2023-1")
    services.release(publisher, "2023-1")
    services.create(reviewer, round_)
    assert [edition.key for edition in queries.released_editions()] == ["2023-1"]
    assert queries.released_edition("latest").key == "2023-1"
    assert {edition.key for edition in db.session.query(Edition)} == {"2023-1", "2023-2"}
