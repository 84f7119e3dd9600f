"""Copying an earlier proposal: what goes along, what stays, whose may be copied."""

from datetime import date

import pytest

from catalog.db import db, transaction
from catalog.errors import NotAllowed, NotFound
from catalog.proposals import copies, services
from catalog.proposals.fields import BY_KEY
from catalog.proposals.models import Attachment, Proposal
from catalog.proposals.workflow import State
from catalog.units.models import UnitLink
from tests.proposals import scene

pytestmark = pytest.mark.both_databases

GIVEN = {
    "need": "Trường chưa có thư viện.",
    "planned_start": date(2022, 3, 1),
    "planned_end": date(2022, 9, 30),
    "letter_number": "12/UBND-GD",
    "letter_date": date(2022, 2, 1),
    "priority": 1,
    "notes": "Nhập từ tệp",
    "sdg_targets": ["4.a"],
}


@pytest.fixture
def earlier(officer, round_) -> Proposal:
    """A proposal of last year, sent, with everything that may be filled in and a document."""
    last_year = scene.a_round("2022", opens=-400, closes=-300)
    made = scene.draft(officer, round_, needs=[scene.BOOKS], **GIVEN)
    document = Attachment(position=1, kind="document", name="don.pdf", media_type="application/pdf", size=1)
    document.sha256 = document.source_sha256 = "a" * 64
    with transaction():
        made.submitted_at = made.created_at
        made.round, made.code, made.state = last_year, "SD-2022-03", State.REJECTED
        made.attachments.append(document)
    return made


def test_a_copy_is_a_new_draft_with_text_budget_and_needs(officer, round_, earlier) -> None:
    made = services.copy(officer, "SD-2022-03", round_, "key")
    assert (made.code, made.state, made.round, made.copied_from) == ("SD-2023-01", State.DRAFT, round_, "SD-2022-03")
    changed = {key for key in BY_KEY if getattr(made, key) != getattr(earlier, key)}
    assert changed == copies.NOT_COPIED
    assert not any(getattr(made, key) for key in copies.NOT_COPIED)
    assert copies.lines_of(made) == copies.lines_of(earlier) == [scene.SHELVES, scene.ROOM]
    assert copies.needs_of(made) == copies.needs_of(earlier) == [scene.BOOKS]
    assert (made.attachments, made.submitted_at, made.import_key) == ([], None, None)
    assert scene.events(made) == [("proposal:create", None, "draft", "Sao chép từ SD-2022-03")]


def test_rows_of_the_copy_are_rows_of_its_own(officer, round_, earlier) -> None:
    made = services.copy(officer, earlier.code, round_)
    services.save(officer, made.code, made.version, lines=[])
    assert (len(made.budget_lines), len(earlier.budget_lines)) == (0, 2)


def test_one_click_makes_one_copy(officer, round_, earlier) -> None:
    first = services.copy(officer, earlier.code, round_, "key")
    assert services.copy(officer, earlier.code, round_, "key") is first
    assert services.copy(officer, earlier.code, round_, "another") is not first


def test_what_belongs_to_another_unit_is_not_there(officer, round_) -> None:
    foreign = scene.proposal_in(State.PUBLISHED, round_, "218")
    for code in (foreign.code, "XX-2000-01"):
        with pytest.raises(NotFound):
            services.copy(officer, code, round_)
    assert copies.copyable(officer) == []


def test_who_only_reads_copies_nothing(round_, earlier) -> None:
    for actor, refusal in ((scene.actor("leader"), NotAllowed), (scene.actor("leader", "218"), NotFound)):
        with pytest.raises(refusal):
            services.copy(actor, earlier.code, round_)


def test_nothing_is_copied_into_a_round_that_is_over(officer, earlier) -> None:
    with pytest.raises(NotAllowed):
        services.copy(officer, earlier.code, earlier.round)


def test_a_successor_copies_what_its_predecessor_sent(officer, round_, earlier) -> None:
    """Nothing while the predecessor is there, nothing to whom it gave a part before its end, and never a draft."""
    draft = scene.proposal_in(State.DRAFT, round_)
    heir, neighbour, old = scene.actor("officer", "218"), scene.actor("officer", "219"), scene.unit("220")
    link = UnitLink(old_id=old.id, new_id=heir.unit_id, kind="successor", date=date(2090, 1, 1))
    with transaction() as session:
        old.valid_to = link.date
        session.add(link)
    assert copies.copyable(heir) == []
    with transaction():
        old.valid_to = link.date = date(2025, 7, 1)
    assert copies.copyable(neighbour) == []
    assert [row.code for row in copies.copyable(heir)] == [earlier.code]
    with pytest.raises(NotFound):
        services.copy(heir, draft.code, round_)
    made = services.copy(heir, earlier.code, round_)
    assert (made.unit_id, made.copied_from) == (heir.unit_id, earlier.code)
    assert db.session.get_one(Proposal, earlier.id).unit_id == old.id
