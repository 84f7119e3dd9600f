"""What keeps a proposal out of an edition, and at which desk it is mended."""

from typing import Any

import pytest

from catalog.accounts.actor import Actor
from catalog.db import transaction
from catalog.editions.readiness import hindrances
from catalog.proposals import services_hits
from catalog.proposals.checks import open_hits
from catalog.proposals.models import Proposal
from catalog.proposals.workflow import State
from catalog.rounds.models import Round
from catalog.translation import services as translation
from catalog.translation.queries import segments_of
from catalog.translation.services import TargetInput
from tests.editions.scene import accepted, ready, translate
from tests.proposals import scene


@pytest.fixture
def reviewer(database) -> Actor:
    return scene.actor("reviewer")


@pytest.fixture
def round_(database) -> Round:
    return scene.a_round()


def found(proposal: Proposal) -> list[tuple[str, str]]:
    return [(hindrance.desk, hindrance.text.en) for hindrance in hindrances(proposal, segments_of(proposal))]


def test_a_complete_proposal_with_checked_english_is_ready(reviewer: Actor, round_: Round) -> None:
    assert found(ready(reviewer, round_)) == []


@pytest.mark.parametrize("state", sorted(set(State) - {State.ACCEPTED, State.PUBLISHED}))
def test_only_what_is_accepted_can_be_listed(round_: Round, state: State) -> None:
    assert found(scene.proposal_in(state, round_)) == [("review", "The proposal is not accepted")]


@pytest.mark.parametrize(
    ("gap", "text"),
    [
        ({"summary": ""}, "Missing: Summary in one sentence"),
        ({"need": ""}, "Missing: Need"),
        ({"aid_form": ""}, "Missing: Form of aid"),
        ({"children": None}, "Missing: Children who benefit directly"),
    ],
)
def test_what_donors_ask_for_must_be_there(reviewer: Actor, round_: Round, gap: dict[str, Any], text: str) -> None:
    assert found(ready(reviewer, round_, **gap)) == [("review", text)]


def test_every_segment_needs_checked_english_of_this_vietnamese(reviewer: Actor, round_: Round) -> None:
    proposal = accepted(round_)
    given = {
        segment.source.key: TargetInput("English", segment.source.key != "location", 0)
        for segment in segments_of(proposal)
        if segment.source.key != "summary"
    }
    translation.save(reviewer, proposal.code, given)
    with transaction():
        proposal.need = "Trường chưa có thư viện và sách."
    assert found(proposal) == [
        ("translation", "English not checked: Location"),
        ("translation", "No English yet: Summary in one sentence"),
        ("translation", "The Vietnamese changed after translation: Need"),
    ]


def test_a_hit_in_the_vietnamese_stops_until_it_is_ticked(reviewer: Actor, round_: Round) -> None:
    proposal = accepted(round_, need="Gọi 0912345678 để biết thêm.")
    translate(reviewer, proposal)
    assert found(proposal) == [("review", "Need: may expose a child (“0912345678”)")]
    services_hits.clear_hit(reviewer, proposal.code, open_hits(proposal)[0].key)
    assert found(proposal) == []


def test_a_hit_that_only_the_english_has_is_mended_there(reviewer: Actor, round_: Round) -> None:
    proposal = ready(reviewer, round_)
    translation.save(reviewer, proposal.code, {"need": TargetInput("Call 0912345678.", True, 1)})
    assert found(proposal) == [("translation", "Need: may expose a child (“0912345678”)")]
