"""The scene of an edit: something published, by the real release, and the people who work on it."""

import pytest

from catalog.accounts.actor import Actor
from catalog.attachments import services as attachments
from catalog.attachments.services import Description, Typed
from catalog.editions import services as editions
from catalog.proposals import checks, services, services_hits, services_review
from catalog.proposals.models import Proposal
from catalog.rounds.models import Round
from tests.attachments import build
from tests.editions.scene import FULL, translate
from tests.proposals import scene
from tests.proposals.conftest import officer, reviewer, round_

__all__ = ["officer", "reviewer", "round_"]

NEED = "Trường chưa có thư viện. Liên hệ số 0912 345 678."


@pytest.fixture
def publisher(database) -> Actor:
    """Who releases and closes."""
    return scene.actor("publisher")


@pytest.fixture
def original(officer: Actor, reviewer: Actor, publisher: Actor, round_: Round) -> Proposal:
    """Published with a photo, two budget lines and a need: its English and one point are checked, a place cleared."""
    proposal = scene.draft(officer, round_, needs=[scene.BOOKS], **FULL | {"need": NEED})
    row = attachments.add(officer, proposal.code, "photo", "truong.jpg", build.photo())
    told = Description("Sân trường", "Sân trường lát gạch", "Trường", "no_child")
    attachments.describe(officer, proposal.code, {row.id: Typed(told, Description().fingerprint())})
    services.submit(officer, proposal.code)
    services_hits.clear_hit(reviewer, proposal.code, checks.text_hits(proposal)[0].key)
    for key in ("legal_owner", "need_shown"):
        services_review.check_point(reviewer, proposal.code, key, "fine")
    services.perform(reviewer, proposal.code, "accept")
    translate(reviewer, proposal)
    editions.create(reviewer, round_)
    editions.add(reviewer, "2023-1", proposal.code)
    editions.release(publisher, "2023-1")
    return proposal
