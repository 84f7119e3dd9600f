"""Proposals for lists: ready to be released, or with something still to mend."""

from typing import Any

from catalog.accounts.actor import Actor
from catalog.proposals.models import Proposal
from catalog.proposals.workflow import State
from catalog.rounds.models import Round
from catalog.translation import services as translation
from catalog.translation.queries import segments_of
from catalog.translation.services import TargetInput
from tests.proposals import scene

# What a release wants beside what sending wanted.
FULL = {
    "aid_form": "project",
    "summary": "240 học sinh có nơi đọc sách.",
    "need": "Trường chưa có thư viện.",
}


def accepted(round_: Round, **values: Any) -> Proposal:
    """An accepted proposal whose Vietnamese is complete; it has no English."""
    return scene.proposal_in(
        State.ACCEPTED,
        round_,
        **FULL | {"unit_name_vi": "Huyện Sơn Động", "unit_name_en": "Son Dong District"} | values,
    )


def translate(reviewer: Actor, proposal: Proposal, checked: bool = True) -> None:
    """English for every segment: the key, in capitals."""
    given = {
        segment.source.key: TargetInput(segment.source.key.upper(), checked, segment.version)
        for segment in segments_of(proposal)
    }
    translation.save(reviewer, proposal.code, given)


def ready(reviewer: Actor, round_: Round, **values: Any) -> Proposal:
    """An accepted proposal that can be released as it is."""
    proposal = accepted(round_, **values)
    translate(reviewer, proposal)
    return proposal
