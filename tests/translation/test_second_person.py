"""Checking by a second person, where the office has it: nobody marks as checked what is their own English."""

import pytest
from sqlalchemy import select

from catalog.accounts.actor import Actor
from catalog.db import db, transaction
from catalog.errors import Invalid
from catalog.office.models import IssuingBody
from catalog.proposals.models import Proposal
from catalog.proposals.workflow import State
from catalog.translation import services
from catalog.translation.machine import LibreTranslate
from catalog.translation.models import Translation
from catalog.translation.queries import segments_of
from catalog.translation.services import TargetInput
from tests.proposals import scene
from tests.translation.machines import service

REFUSED = "Somebody else checks what you wrote."


@pytest.fixture
def people(database) -> dict[str, Actor]:
    return {who: scene.actor("reviewer") for who in ("writer", "other")}


@pytest.fixture
def proposal(database) -> Proposal:
    return scene.proposal_in(State.ACCEPTED, scene.a_round())


@pytest.fixture
def second(database) -> None:
    """The office has it from the beginning."""
    set_second(True)


def set_second(on: bool) -> None:
    with transaction() as session:
        for body in session.scalars(select(IssuingBody)):
            body.second_person_checks = on


def save(actor: Actor, proposal: Proposal, target: str, checked: bool) -> str:
    """Save the title as shown now; gives the state that it has then, or why it was refused."""
    stored = db.session.scalar(select(Translation))
    try:
        services.save(actor, proposal.code, {"title": TargetInput(target, checked, stored.version if stored else 0)})
    except Invalid as error:
        return error.fields["title"].in_("en")
    return segments_of(proposal)[0].state


@pytest.mark.parametrize(
    ("on", "before", "who", "target", "checked", "outcome"),
    [
        # off: who wrote it makes no difference
        (False, None, "writer", "Library", True, "checked"),
        (False, "draft", "writer", "Library", True, "checked"),
        (False, "draft", "writer", "A library", True, "checked"),
        (False, "draft", "other", "Library", True, "checked"),
        # on: what is changed is a draft, ticked or not
        (True, None, "writer", "Library", False, "draft"),
        (True, None, "writer", "Library", True, "draft"),
        (True, "draft", "writer", "A library", True, "draft"),
        (True, "draft", "other", "A library", True, "draft"),
        (True, "checked", "writer", "A library", True, "draft"),
        (True, "checked", "other", "A library", True, "draft"),
        # on: what stands there is checked by others only
        (True, "draft", "writer", "Library", True, REFUSED),
        (True, "draft", "writer", " Library ", True, REFUSED),
        (True, "draft", "other", "Library", True, "checked"),
        (True, "stale", "writer", "Library", True, REFUSED),
        (True, "stale", "other", "Library", True, "checked"),
        (True, "stale", "writer", "Library", False, "stale"),
        # on: what another checked stays so, and can be taken back by both
        (True, "checked", "writer", "Library", True, "checked"),
        (True, "checked", "writer", "Library", False, "draft"),
        (True, "checked", "other", "Library", False, "draft"),
        (True, "draft", "other", "", True, "There is no English to mark as checked."),
    ],
)
def test_who_can_mark_what_as_checked(
    people: dict[str, Actor],
    proposal: Proposal,
    on: bool,
    before: str | None,
    who: str,
    target: str,
    checked: bool,
    outcome: str,
) -> None:
    if before:
        save(people["writer"], proposal, "Library", False)
    if before in ("checked", "stale"):
        assert save(people["other"], proposal, "Library", True) == "checked"
    if before == "stale":
        with transaction():
            proposal.title = "Thư viện mới"
    set_second(on)
    assert save(people[who], proposal, target, checked) == outcome


def test_checking_leaves_it_with_who_wrote_it(people: dict[str, Actor], proposal: Proposal, second: None) -> None:
    save(people["writer"], proposal, "Library", False)
    assert save(people["other"], proposal, "Library", True) == "checked"
    assert segments_of(proposal)[0].writer_id == people["writer"].person_id
    save(people["other"], proposal, "A library", False)
    assert segments_of(proposal)[0].writer_id == people["other"].person_id
    assert save(people["writer"], proposal, "A library", True) == "checked"


def test_a_machines_draft_counts_as_of_who_had_it_made(
    people: dict[str, Actor], proposal: Proposal, second: None
) -> None:
    with service() as machine:
        services.draft_by_machine(people["writer"], proposal.code, LibreTranslate(machine.url, ""))
    english = segments_of(proposal)[0].target
    assert save(people["writer"], proposal, english, True) == REFUSED
    assert save(people["other"], proposal, english, True) == "checked"


def test_what_a_file_brings_counts_as_of_who_brought_it(
    people: dict[str, Actor], proposal: Proposal, second: None
) -> None:
    services.save_all(people["writer"], {proposal.code: {"title": TargetInput("Library", False, 0)}})
    assert save(people["writer"], proposal, "Library", True) == REFUSED
    assert save(people["other"], proposal, "Library", True) == "checked"


def test_one_of_ones_own_refuses_the_whole_page(people: dict[str, Actor], proposal: Proposal, second: None) -> None:
    save(people["writer"], proposal, "Library", False)
    given = {"title": TargetInput("Library", True, 1), "location": TargetInput("Huu San Commune", False, 0)}
    with pytest.raises(Invalid) as refused:
        services.save(people["writer"], proposal.code, given)
    assert refused.value.fields == {"title": services.BY_ANOTHER}
    assert [segment.version for segment in segments_of(proposal)[:2]] == [1, 0]
