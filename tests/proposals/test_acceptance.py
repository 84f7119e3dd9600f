"""Who may accept where the office has a second person accept: the whole truth."""

import pytest

from catalog.accounts.actor import SYSTEM, Actor
from catalog.db import transaction
from catalog.errors import NotAllowed
from catalog.office.models import IssuingBody
from catalog.proposals import acceptance, checklist, services, services_review
from catalog.proposals.acceptance import NOT_CHECKED, OWN_CHECK
from catalog.proposals.models import Proposal
from catalog.proposals.workflow import State
from tests.proposals import scene

MAY = None
# Who of me and a colleague checked all points, all but one, or one; whether I may accept, off and on.
TRUTH = [
    # setting  by me  by the colleague  why not
    (False, "none", "none", MAY),
    (False, "all", "none", MAY),
    (True, "none", "none", NOT_CHECKED),
    (True, "none", "some", NOT_CHECKED),
    (True, "none", "all", MAY),
    (True, "all", "none", OWN_CHECK),
    (True, "one", "none", OWN_CHECK),
    (True, "one", "some", OWN_CHECK),
]


@pytest.fixture
def me(reviewer: Actor) -> Actor:
    return reviewer


@pytest.fixture
def colleague(database) -> Actor:
    return scene.actor("reviewer")


def switch(on: bool) -> None:
    """Have a second person accept, or not."""
    with transaction() as session:
        session.query(IssuingBody).update({"second_person_accepts": on})


def check(actor: Actor, proposal: Proposal, extent: str) -> None:
    """Find some points fine: the last one, all but the last, or all."""
    keys = [item.key for item in checklist.items(proposal, ())]
    for key in {"none": [], "one": keys[-1:], "some": keys[:-1], "all": keys}[extent]:
        services_review.check_point(actor, proposal.code, key, "fine")


@pytest.mark.parametrize(("on", "mine", "theirs", "refusal"), TRUTH)
def test_who_accepts_is_not_who_checked(
    me: Actor, colleague: Actor, round_, on: bool, mine: str, theirs: str, refusal
) -> None:
    switch(on)
    proposal = scene.proposal_in(State.SUBMITTED, round_)
    check(me, proposal, mine)
    check(colleague, proposal, theirs)
    assert acceptance.hindrance(me, proposal) == refusal
    assert acceptance.hindrance(SYSTEM, proposal) is None
    if refusal is MAY:
        assert services.perform(me, proposal.code, "accept").state == State.ACCEPTED
        return
    with pytest.raises(NotAllowed) as refused:
        services.perform(me, proposal.code, "accept")
    assert (refused.value.message, proposal.state) == (refusal, State.SUBMITTED)


def test_an_answer_that_changed_is_checked_again_first(me: Actor, colleague: Actor, round_) -> None:
    switch(True)
    proposal = scene.proposal_in(State.SUBMITTED, round_)
    check(colleague, proposal, "all")
    services_review.correct(colleague, proposal.code, "title", "Thư viện", "Lỗi chữ.")
    assert acceptance.hindrance(me, proposal) == NOT_CHECKED


def test_asking_and_rejecting_need_one_person(me: Actor, round_) -> None:
    switch(True)
    for action in ("request_changes", "reject"):
        proposal = scene.proposal_in(State.SUBMITTED, round_)
        assert services.perform(me, proposal.code, action, "Nêu rõ số trẻ.").state != State.SUBMITTED
