"""Revisions of an edition: numbers that never change, a reason for the public, a change log."""

from collections.abc import Callable

import pytest

from catalog.accounts.actor import Actor
from catalog.db import db, transaction
from catalog.editions import queries, services
from catalog.editions.changes import change_log
from catalog.editions.models import Edition
from catalog.editions.steps import last_step
from catalog.errors import NotAllowed, NotFound, NotReady
from catalog.i18n import Bilingual
from catalog.proposals.models import Proposal
from catalog.rounds.models import Round
from tests.editions.scene import ready
from tests.proposals import scene

pytestmark = pytest.mark.both_databases

WHY = Bilingual("Sửa kinh phí.", "Amounts corrected.")


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
def released(reviewer: Actor, publisher: Actor, round_: Round) -> Callable[..., list[str]]:
    """Release 2023-1 with ready proposals of these categories; gives their codes in the order of the list."""

    def make(*categories: str) -> list[str]:
        services.create(reviewer, round_)
        codes = [ready(reviewer, round_, category_key=category).code for category in categories]
        for code in codes:
            services.add(reviewer, "2023-1", code)
        services.release(publisher, "2023-1")
        return [code for _, code in entries("2023-1")]

    return make


def entries(key: str) -> list[tuple[int, str]]:
    return [(entry.number, entry.code) for entry in queries.entries_of(queries.edition_by_key(key))]


def drafted(key: str) -> list[tuple[int, str]]:
    edition = queries.edition_by_key(key)
    return [(candidate.number, candidate.proposal.code) for candidate in queries.chosen_items(edition)]


def revise(reviewer: Actor, publisher: Actor, key: str, *removed: str, added: tuple[str, ...] = ()) -> Edition:
    """Release a revision of an edition without some of its entries and with others."""
    draft = services.revise(reviewer, key)
    for code in removed:
        services.remove(reviewer, draft.key, code)
    for code in added:
        services.add(reviewer, draft.key, code)
    services.explain(reviewer, draft.key, WHY)
    return services.release(publisher, draft.key)


def test_what_stays_keeps_its_number_and_what_is_new_gets_one_that_nothing_had(
    reviewer: Actor, publisher: Actor, round_: Round, released: Callable
) -> None:
    first, second, health = released("library", "library", "medical_care")
    new = ready(reviewer, round_, category_key="classroom").code
    edition = revise(reviewer, publisher, "2023-1", second, added=(new,))
    assert (edition.key, edition.label.en, edition.revision and edition.revision.reason) == (
        "2023-1-r1",
        "2023-1 (revision 1)",
        WHY,
    )
    assert entries("2023-1-r1") == [(1, first), (4, new), (3, health)]
    assert entries("2023-1") == [(1, first), (2, second), (3, health)]
    assert queries.latest_edition() is edition


def test_numbers_of_a_revision_survive_the_next_one(
    reviewer: Actor, publisher: Actor, round_: Round, released: Callable
) -> None:
    first, second = released("library", "library")
    new, newer = (ready(reviewer, round_, category_key="library").code for _ in range(2))
    revise(reviewer, publisher, "2023-1", second, added=(new,))
    revise(reviewer, publisher, "2023-1-r1", new, added=(newer,))
    assert entries("2023-1-r2") == [(1, first), (4, newer)]
    draft = services.revise(reviewer, "2023-1-r2")
    for code in (new, second):
        services.add(reviewer, draft.key, code)
    assert drafted("2023-1-r3") == [(1, first), (4, newer), (3, new), (2, second)]


def test_places_change_and_numbers_do_not(reviewer: Actor, publisher: Actor, released: Callable) -> None:
    first, second, third = released("library", "library", "library")
    services.revise(reviewer, "2023-1")
    assert services.move(reviewer, "2023-1-r1", third, 1) == 1
    assert drafted("2023-1-r1") == [(3, third), (1, first), (2, second)]
    step = last_step(queries.edition_by_key("2023-1-r1"))
    assert step is not None
    services.undo(reviewer, "2023-1-r1", step.id)
    assert drafted("2023-1-r1") == [(1, first), (2, second), (3, third)]


def test_the_next_edition_is_numbered_anew(
    reviewer: Actor, publisher: Actor, round_: Round, released: Callable
) -> None:
    first, second = released("library", "library")
    revise(reviewer, publisher, "2023-1", first)
    assert services.create(reviewer, round_).key == "2023-2"
    assert drafted("2023-2") == [(1, second)]


def test_only_the_last_edition_of_a_round_is_revised_and_one_draft_at_a_time(
    reviewer: Actor, publisher: Actor, round_: Round, released: Callable
) -> None:
    released("library")
    services.revise(reviewer, "2023-1")
    for begin in (lambda: services.revise(reviewer, "2023-1"), lambda: services.create(reviewer, round_)):
        with pytest.raises(NotReady, match="This round already has the draft 2023-1-r1"):
            begin()
    services.explain(reviewer, "2023-1-r1", WHY)
    services.release(publisher, "2023-1-r1")
    with pytest.raises(NotReady, match="Only the last released edition"):
        services.revise(reviewer, "2023-1")
    with pytest.raises(NotAllowed):
        services.revise(scene.actor("manager"), "2023-1-r1")


@pytest.mark.parametrize("reason", [Bilingual("", ""), Bilingual("Sửa kinh phí.", " "), Bilingual("", "Corrected.")])
def test_a_revision_says_why_in_both_languages(
    reviewer: Actor, publisher: Actor, released: Callable, reason: Bilingual
) -> None:
    released("library")
    services.revise(reviewer, "2023-1")
    services.explain(reviewer, "2023-1-r1", reason)
    with pytest.raises(NotReady, match="The reason of the revision"):
        services.release(publisher, "2023-1-r1")


def test_a_first_release_has_no_reason_to_give(reviewer: Actor, round_: Round) -> None:
    services.create(reviewer, round_)
    with pytest.raises(NotFound):
        services.explain(reviewer, "2023-1", WHY)


def test_the_change_log_tells_every_revision(
    reviewer: Actor, publisher: Actor, round_: Round, released: Callable
) -> None:
    first, second = released("library", "library")
    revise(reviewer, publisher, "2023-1", second)
    with transaction() as session:
        session.query(Proposal).filter_by(code=first).one().budget_lines[0].unit_cost_vnd = 5_000_000
    newest = revise(reviewer, publisher, "2023-1-r1", added=(second,))
    told = [
        (
            issue.edition.key,
            issue.changes
            and (
                [change.code for change in issue.changes.added],
                [change.code for change in issue.changes.removed],
                [[amount.difference for amount in change.amounts] for change in issue.changes.changed],
            ),
        )
        for issue in change_log(newest)
    ]
    assert told == [("2023-1-r2", ([second], [], [[6_000_000]])), ("2023-1-r1", ([], [second], [])), ("2023-1", None)]
    assert [issue.edition.key for issue in change_log(queries.edition_by_key("2023-1-r1"))] == ["2023-1-r1", "2023-1"]


def test_a_draft_is_thrown_away_and_begun_again(reviewer: Actor, released: Callable) -> None:
    (code,) = released("library")
    services.revise(reviewer, "2023-1")
    services.remove(reviewer, "2023-1-r1", code)
    services.discard(reviewer, "2023-1-r1")
    assert {edition.key for edition in db.session.query(Edition)} == {"2023-1"}
    draft = services.revise(reviewer, "2023-1")
    assert (draft.key, drafted("2023-1-r1"), last_step(draft)) == ("2023-1-r1", [(1, code)], None)
    with pytest.raises(NotAllowed):
        services.discard(reviewer, "2023-1")
