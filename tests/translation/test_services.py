"""Saving English: what is stored, in which state, and when it is refused."""

import pytest

from catalog.accounts.actor import Actor
from catalog.audit import history_of
from catalog.db import db, transaction
from catalog.errors import Invalid, NotAllowed, NotFound, Stale
from catalog.proposals.models import Proposal
from catalog.proposals.workflow import State
from catalog.translation import services
from catalog.translation.queries import segments_of
from catalog.translation.segments import Segment, TranslationState, source_hash
from catalog.translation.services import LONGEST_TARGET, TargetInput
from tests.proposals import scene

pytestmark = pytest.mark.both_databases


@pytest.fixture
def reviewer(database) -> Actor:
    return scene.actor("reviewer")


@pytest.fixture
def proposal(database) -> Proposal:
    return scene.proposal_in(State.ACCEPTED, scene.a_round())


def save(actor: Actor, proposal: Proposal, target: str, checked: bool = False, **values: object) -> list[str]:
    given = {"version": segment(proposal).version} | values
    return services.save(actor, proposal.code, {"title": TargetInput(target, checked, **given)})


def segment(proposal: Proposal, key: str = "title") -> Segment:
    return next(segment for segment in segments_of(proposal) if segment.source.key == key)


def state(proposal: Proposal, key: str = "title") -> tuple[str, TranslationState]:
    found = segment(proposal, key)
    return found.target, found.state


def change_vietnamese(proposal: Proposal, title: str = "Thư viện xã Vân Sơn") -> None:
    with transaction():
        db.session.get_one(Proposal, proposal.id).title = title


@pytest.mark.parametrize(("checked", "expected"), [(False, TranslationState.DRAFT), (True, TranslationState.CHECKED)])
def test_a_text_is_stored_as_draft_or_as_checked(
    reviewer: Actor, proposal: Proposal, checked: bool, expected: TranslationState
) -> None:
    assert save(reviewer, proposal, "  A library \u200b", checked) == ["title"]
    assert state(proposal) == ("A library", expected)


def test_saving_leaves_one_entry_in_the_history_with_both_texts(reviewer: Actor, proposal: Proposal) -> None:
    save(reviewer, proposal, "Library")
    given = {"title": TargetInput("A library", True, 1), "location": TargetInput("Huu San Commune", False, 0)}
    assert services.save(reviewer, proposal.code, given) == ["title", "location"]
    newest, first = history_of("proposal", proposal.id)
    assert (newest.event, newest.actor_id, newest.changes) == (
        "proposal:translate",
        reviewer.person_id,
        {"title": ["Library", "A library"], "location": ["", "Huu San Commune"]},
    )
    assert first.changes == {"title": ["", "Library"]}


@pytest.mark.parametrize("checked", [False, True])
def test_what_did_not_change_is_not_stored_again(reviewer: Actor, proposal: Proposal, checked: bool) -> None:
    save(reviewer, proposal, "Library", checked)
    assert save(reviewer, proposal, "Library", checked) == []
    assert (segment(proposal).version, len(history_of("proposal", proposal.id))) == (1, 1)


def test_a_tick_that_is_taken_off_makes_a_draft_again(reviewer: Actor, proposal: Proposal) -> None:
    save(reviewer, proposal, "Library", checked=True)
    assert save(reviewer, proposal, "Library") == ["title"]
    assert state(proposal) == ("Library", TranslationState.DRAFT)


def test_an_emptied_text_is_missing_again(reviewer: Actor, proposal: Proposal) -> None:
    save(reviewer, proposal, "Library", checked=True)
    assert save(reviewer, proposal, " ") == ["title"]
    assert state(proposal) == ("", TranslationState.MISSING)


def test_changed_vietnamese_makes_the_english_stale_until_somebody_says_it_is_still_correct(
    reviewer: Actor, proposal: Proposal
) -> None:
    save(reviewer, proposal, "Library", checked=True)
    change_vietnamese(proposal)
    assert state(proposal) == ("Library", TranslationState.STALE)
    assert save(reviewer, proposal, "Library") == []
    assert state(proposal) == ("Library", TranslationState.STALE)
    assert save(reviewer, proposal, "Library", checked=True) == ["title"]
    assert state(proposal) == ("Library", TranslationState.CHECKED)


def test_a_stale_text_that_is_rewritten_is_a_draft_of_the_new_vietnamese(reviewer: Actor, proposal: Proposal) -> None:
    save(reviewer, proposal, "Library", checked=True)
    change_vietnamese(proposal)
    save(reviewer, proposal, "Library of Van Son")
    assert state(proposal) == ("Library of Van Son", TranslationState.DRAFT)


def test_nobody_overwrites_a_text_that_was_saved_meanwhile(reviewer: Actor, proposal: Proposal) -> None:
    save(reviewer, proposal, "Library")
    with pytest.raises(Stale):
        save(reviewer, proposal, "A reading room", version=0)
    assert state(proposal) == ("Library", TranslationState.DRAFT)


def test_nobody_stamps_vietnamese_that_they_did_not_see(reviewer: Actor, proposal: Proposal) -> None:
    seen = source_hash(proposal.title)
    change_vietnamese(proposal)
    with pytest.raises(Stale):
        save(reviewer, proposal, "Library", checked=True, source_hash=seen)
    assert state(proposal) == ("", TranslationState.MISSING)


def test_one_conflict_keeps_everything_back(reviewer: Actor, proposal: Proposal) -> None:
    save(reviewer, proposal, "Library")
    given = {"location": TargetInput("Huu San", False, 0), "title": TargetInput("A reading room", False, 0)}
    with pytest.raises(Stale):
        services.save(reviewer, proposal.code, given)
    assert state(proposal, "location") == ("", TranslationState.MISSING)


@pytest.mark.parametrize(("target", "checked"), [("", True), (" \n", True), ("x" * (LONGEST_TARGET + 1), False)])
def test_nothing_and_too_much_are_refused_at_their_segment(
    reviewer: Actor, proposal: Proposal, target: str, checked: bool
) -> None:
    with pytest.raises(Invalid) as refusal:
        save(reviewer, proposal, target, checked)
    assert list(refusal.value.fields) == ["title"]


@pytest.mark.parametrize("key", ["contact_email", "notes", "budget:0:item", "nonsense"])
def test_only_segments_of_the_proposal_can_be_translated(reviewer: Actor, proposal: Proposal, key: str) -> None:
    with pytest.raises(NotFound):
        services.save(reviewer, proposal.code, {key: TargetInput("English", False, 0)})


@pytest.mark.parametrize("role", ["publisher", "manager"])
def test_readers_of_the_office_do_not_translate(proposal: Proposal, role: str) -> None:
    with pytest.raises(NotAllowed):
        save(scene.actor(role), proposal, "Library")


@pytest.mark.parametrize("state", [State.CLOSED, State.REJECTED])
def test_a_proposal_that_has_ended_is_not_translated(reviewer: Actor, state: State) -> None:
    elsewhere = scene.proposal_in(state, scene.a_round())
    with pytest.raises(NotAllowed):
        save(reviewer, elsewhere, "Library")
