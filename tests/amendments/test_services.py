"""An edit of what is published: reviewed beside it, taken into it, and public with the next edition only."""

from collections.abc import Callable
from typing import Any

import pytest

from catalog import clock
from catalog.accounts.actor import Actor
from catalog.amendments import services as amendments
from catalog.attachments import services as attachments
from catalog.attachments.services import Description, Typed
from catalog.audit import history_of
from catalog.db import db, transaction
from catalog.editions import queries as editions_read
from catalog.editions import services as editions
from catalog.errors import NotAllowed, NotFound, NotReady, Stale
from catalog.mail import OutboxMessage
from catalog.office.models import IssuingBody
from catalog.proposals import changes, checklist, checks, queries, services, services_hits, services_review, similar
from catalog.proposals.models import Proposal
from catalog.proposals.rows import LineInput
from catalog.proposals.similar import Sought
from catalog.proposals.snapshots import snapshot
from catalog.proposals.workflow import State
from catalog.rounds.queries import GRACE
from catalog.translation.memory import suggestions
from catalog.translation.queries import board, segments_of
from catalog.translation.segments import TranslationState
from tests.attachments import build
from tests.editions.scene import translate
from tests.proposals import scene

NEW_TITLE = "Thư viện xanh cho Trường Tiểu học xã Hữu Sản"


@pytest.fixture
def edit(officer: Actor, original: Proposal) -> Callable[..., Proposal]:
    """Begin an edit, or go on with it, and save some answers."""

    def make(lines: Any = None, **values: Any) -> Proposal:
        made = amendments.begin(officer, original.code)
        return services.save(officer, made.code, made.version, values, lines)

    return make


def entry(code: str) -> dict[str, Any]:
    """Everything frozen of what the public reads of a proposal."""
    found = editions_read.newest_entry(code)
    return {"data": found.data, "edition": found.edition.key, "closed": found.closed_at}


def answers(proposal: Proposal) -> dict[str, Any]:
    return snapshot(proposal)


# Begun


@pytest.mark.both_databases
def test_an_edit_begins_as_what_is_published(officer: Actor, original: Proposal) -> None:
    made = amendments.begin(officer, original.code)
    assert (made.code, made.state, made.amends, original.state) == (
        "SD-2023-01-S1",
        State.DRAFT,
        original,
        State.PUBLISHED,
    )
    assert answers(made) == answers(original)
    assert changes.amended(made) == {}
    assert checks.open_hits(made) == []
    assert scene.events(made) == [("proposal:create", None, "draft", original.code)]
    assert scene.events(original)[-1] == ("proposal:amend", None, None, made.code)


@pytest.mark.both_databases
def test_the_open_edit_is_gone_on_with(officer: Actor, original: Proposal, edit: Callable) -> None:
    made = edit(title=NEW_TITLE)
    assert amendments.begin(officer, original.code) is made
    services.perform(officer, made.code, "discard_amendment")
    again = amendments.begin(officer, original.code)
    assert (again.code, again.title) == ("SD-2023-01-S2", original.title)


def test_only_people_of_the_unit_edit_and_only_what_is_published(
    officer: Actor, reviewer: Actor, original: Proposal, round_
) -> None:
    foreign = scene.actor("officer", "218")
    for actor, error in ((foreign, NotFound), (reviewer, NotAllowed), (scene.actor("leader"), NotAllowed)):
        with pytest.raises(error):
            amendments.begin(actor, original.code)
    for state in set(State) - {State.PUBLISHED}:
        with pytest.raises(NotAllowed):
            amendments.begin(officer, scene.proposal_in(state, round_).code)
    with pytest.raises(NotAllowed):
        amendments.begin(officer, amendments.begin(officer, original.code).code)


def test_an_edit_without_a_change_is_not_sent(officer: Actor, edit: Callable) -> None:
    made = edit(title=NEW_TITLE)
    services.save(officer, made.code, made.version, {"title": scene.COMPLETE["title"]})
    with pytest.raises(NotReady) as refused:
        services.submit(officer, made.code)
    assert [problem.en for problem in refused.value.problems] == ["The edit changes nothing yet."]


def test_an_edit_knows_no_deadline(officer: Actor, edit: Callable, round_) -> None:
    made = edit(title=NEW_TITLE)
    with transaction():
        round_.closes_at = clock.now() - GRACE
    assert services.submit(officer, made.code).state == State.SUBMITTED


def test_an_edit_goes_through_the_leader_where_the_unit_signs(officer: Actor, edit: Callable) -> None:
    scene.sign_off()
    made = edit(title=NEW_TITLE)
    assert services.submit(officer, made.code).state == State.AWAITING_SIGNATURE
    assert services.perform(scene.actor("leader"), made.code, "sign").state == State.SUBMITTED


# Different


def test_the_difference_goes_by_the_published_rows(officer: Actor, original: Proposal, edit: Callable) -> None:
    made = amendments.begin(officer, original.code)
    shelves, _room = made.budget_lines
    more = LineInput(shelves.item, shelves.quantity + 2, shelves.unit, shelves.unit_cost_vnd, id=shelves.id)
    edit([LineInput("Máy tính", 3, "chiếc", 9_000_000), more], title=NEW_TITLE, children=260)
    found = {change.key: change for change in changes.in_words_of(changes.amended(made), {})}
    assert list(found) == ["title", "children", "budget_lines"]
    assert found["children"].difference == "+20"
    rows = [(row.before[:8], row.after[:8], row.difference) for row in found["budget_lines"].rows]
    assert rows == [
        ("Giá sách", "Giá sách", "+9.000.000 đồng"),
        ("Sửa phòn", "", "−36.000.000 đồng"),
        ("", "Máy tính", "+27.000.000 đồng"),
    ]


# Nobody reads it meanwhile


def test_what_is_published_stays_while_an_edit_is_pending(
    officer: Actor, reviewer: Actor, publisher: Actor, original: Proposal, edit: Callable, round_
) -> None:
    frozen, before = entry(original.code), answers(original)
    made = edit(title=NEW_TITLE, need="Trường có 260 học sinh.")
    services.submit(officer, made.code)
    assert (answers(original), entry(original.code), original.state) == (before, frozen, State.PUBLISHED)
    assert [row.proposal.code for row in board(reviewer)] == [original.code]
    for title, codes in ((scene.COMPLETE["title"], [original.code]), (NEW_TITLE, [])):
        assert [row.code for row in similar.find(scene.actor("officer", "218"), Sought(title))] == codes
    assert similar.find(officer, Sought.of(made)) == []
    key = editions.create(reviewer, round_).key
    editions.release(publisher, key)
    newest = entry(original.code)
    assert (newest["edition"], newest["data"]) == ("2023-2", frozen["data"])
    assert made.state == State.SUBMITTED


@pytest.mark.both_databases
def test_an_edit_can_never_be_listed_or_translated(reviewer: Actor, officer: Actor, edit: Callable, round_) -> None:
    made = edit(title=NEW_TITLE)
    services.submit(officer, made.code)
    editions.create(reviewer, round_)
    with pytest.raises(NotReady):
        editions.add(reviewer, "2023-2", made.code)
    with pytest.raises(NotAllowed):
        translate(reviewer, made)
    with pytest.raises(Stale), transaction() as session:
        made.state = State.ACCEPTED
        services.flush()
    session.rollback()


# Accepted, returned, discarded


@pytest.mark.both_databases
def test_an_accepted_edit_waits_for_the_next_edition(
    officer: Actor, reviewer: Actor, publisher: Actor, original: Proposal, edit: Callable, round_
) -> None:
    frozen = entry(original.code)
    lines = {line.item: line.id for line in original.budget_lines}
    version = original.version
    made = edit(title=NEW_TITLE)
    services.submit(officer, made.code)
    amendments.accept(reviewer, made.code, version=made.version)
    assert (made.state, original.state, original.title, original.version > version) == (
        State.CLOSED,
        State.PUBLISHED,
        NEW_TITLE,
        True,
    )
    assert entry(original.code) == frozen
    assert {line.item: line.id for line in original.budget_lines} == lines
    assert {segment.source.key for segment in segments_of(original) if segment.state != TranslationState.CHECKED} == {
        "title"
    }
    assert suggestions([NEW_TITLE])[NEW_TITLE][0].is_exact is False
    assert scene.newest(original).changes == {"title": [scene.COMPLETE["title"], NEW_TITLE]}
    assert scene.newest(original).comment == made.code
    key = editions.create(reviewer, round_).key
    with pytest.raises(NotReady):
        editions.release(publisher, key)
    translate(reviewer, original)
    editions.release(publisher, key)
    assert entry(original.code)["data"]["texts"]["title"] == {"vi": NEW_TITLE, "en": "TITLE"}
    old = editions_read.entries_of(editions_read.edition_by_key("2023-1"))[0]
    assert old.data == frozen["data"]


@pytest.mark.both_databases
def test_rows_and_files_go_into_the_published_ones(
    officer: Actor, reviewer: Actor, original: Proposal, edit: Callable
) -> None:
    kept = original.attachments[0].id
    made = amendments.begin(officer, original.code)
    shelves = made.budget_lines[0]
    edit([LineInput("Máy tính", 3, "chiếc", 9_000_000), LineInput("Giá", 12, "chiếc", 4_500_000, id=shelves.id)])
    old = made.attachments[0]
    words = Description("Sân trường mới", "Sân trường lát gạch", "Trường", "no_child")
    attachments.describe(officer, made.code, {old.id: Typed(words, Description.of(old).fingerprint())})
    attachments.add(officer, made.code, "document", "don.pdf", build.pdf())
    services.submit(officer, made.code)
    first = original.budget_lines[0].id
    amendments.accept(reviewer, made.code)
    assert [(line.item, line.id == first, line.position) for line in original.budget_lines] == [
        ("Máy tính", False, 1),
        ("Giá", True, 2),
    ]
    assert [(row.name, row.caption, row.id == kept) for row in original.attachments] == [
        ("truong.jpg", "Sân trường mới", True),
        ("don.pdf", "", False),
    ]


def test_what_the_office_found_stays_with_answers_that_stay(
    officer: Actor, reviewer: Actor, original: Proposal, edit: Callable
) -> None:
    made = edit(need="Trường chưa có thư viện. Liên hệ số 0912 345 678 hoặc 0987 654 321.")
    services.submit(officer, made.code)
    points = {item.key: item.verdict for item in checklist.items(made, queries.ticks_of(reviewer, made))}
    assert (points["legal_owner"], points["need_shown"]) == ("fine", "open")
    assert [hit.excerpt for hit in checks.open_hits(made)] == ["0912 345 678", "0987 654 321"]
    for hit in checks.open_hits(made):
        services_hits.clear_hit(reviewer, made.code, hit.key)
    services_review.check_point(reviewer, made.code, "need_shown", "fine")
    amendments.accept(reviewer, made.code)
    points = {item.key: item.verdict for item in checklist.items(original, queries.ticks_of(reviewer, original))}
    assert (points["need_shown"], checks.open_hits(original)) == ("fine", [])


def test_an_edit_is_returned_and_mended(officer: Actor, reviewer: Actor, original: Proposal, edit: Callable) -> None:
    made = edit(title=NEW_TITLE)
    services.submit(officer, made.code)
    services.collect_request(reviewer, made.code, "title", "missing_figures", "Giữ tên trường.")
    services.perform(reviewer, made.code, "request_changes")
    assert (made.state, original.title) == (State.CHANGES_REQUESTED, scene.COMPLETE["title"])
    edit(title="Thư viện cho Trường Tiểu học xã Hữu Sản")
    services.submit(officer, made.code)
    amendments.accept(reviewer, made.code)
    assert original.title == "Thư viện cho Trường Tiểu học xã Hữu Sản"


@pytest.mark.parametrize(("role", "action"), [("officer", "discard_amendment"), ("reviewer", "reject_amendment")])
def test_what_is_discarded_or_rejected_leaves_what_is_published(
    officer: Actor, reviewer: Actor, original: Proposal, edit: Callable, role: str, action: str
) -> None:
    frozen, before, version = entry(original.code), answers(original), original.version
    made = edit(title=NEW_TITLE)
    services.submit(officer, made.code)
    services.perform({"officer": officer, "reviewer": reviewer}[role], made.code, action, "Chưa cần thiết.")
    assert (answers(original), entry(original.code), original.version) == (before, frozen, version)
    assert queries.open_amendment(original) is None


def test_closing_ends_an_open_edit(
    officer: Actor, reviewer: Actor, publisher: Actor, original: Proposal, edit: Callable
) -> None:
    made = edit(title=NEW_TITLE)
    services.submit(officer, made.code)
    editions.close(publisher, original.code, "Đã có nhà tài trợ.")
    assert (made.state, scene.newest(made).event) == (State.WITHDRAWN, "proposal:lapse_amendment")
    with pytest.raises(NotAllowed):
        amendments.accept(reviewer, made.code)


def test_an_edit_that_was_changed_meanwhile_is_not_accepted_unseen(
    officer: Actor, reviewer: Actor, original: Proposal, edit: Callable
) -> None:
    made = edit(title=NEW_TITLE)
    services.submit(officer, made.code)
    seen = made.version
    services_review.correct(reviewer, made.code, "title", "Thư viện", "Lỗi chữ.")
    with pytest.raises(Stale):
        amendments.accept(reviewer, made.code, version=seen)
    assert original.title == scene.COMPLETE["title"]


def test_the_office_corrects_what_is_published_unless_it_is_edited(
    officer: Actor, reviewer: Actor, original: Proposal, edit: Callable
) -> None:
    frozen = entry(original.code)
    services_review.correct(reviewer, original.code, "title", "Thư viện", "Lỗi chữ.")
    assert (original.title, entry(original.code)) == ("Thư viện", frozen)
    released = editions_read.newest_entry(original.code).edition.released_at
    edits = changes.since(history_of("proposal", original.id), released)
    assert edits == {"title": (scene.COMPLETE["title"], "Thư viện")}
    edit(title=NEW_TITLE)
    with pytest.raises(NotAllowed) as refused:
        services_review.correct(reviewer, original.code, "title", "Tủ sách", "Lỗi chữ.")
    assert "SD-2023-01-S1" in refused.value.message.en


def test_a_photo_taken_down_meanwhile_does_not_come_back(
    officer: Actor, reviewer: Actor, original: Proposal, edit: Callable
) -> None:
    made = edit(title=NEW_TITLE)
    services.submit(officer, made.code)
    editions.take_down_photo(reviewer, original.code, original.attachments[0].sha256)
    amendments.accept(reviewer, made.code)
    assert [row.consent for row in original.attachments] == [""]


def test_mails_say_that_it_is_an_edit(officer: Actor, reviewer: Actor, edit: Callable) -> None:
    made = edit(title=NEW_TITLE)
    before = db.session.query(OutboxMessage).count()
    services.submit(officer, made.code)
    services.perform(reviewer, made.code, "request_changes", "Giữ tên trường.")
    services.submit(officer, made.code)
    amendments.accept(reviewer, made.code)
    mails = db.session.query(OutboxMessage).order_by(OutboxMessage.id).offset(before).all()
    assert [mail.subject.split(": ")[0] for mail in mails] == [
        "[SD-2023-01-S1] Sửa đổi đề xuất đã công bố",
        "[SD-2023-01-S1] Đề nghị bổ sung bản sửa đổi",
        "[SD-2023-01-S1] Sửa đổi đề xuất đã công bố",
        "[SD-2023-01-S1] Đã chấp nhận bản sửa đổi",
    ]


def test_what_was_checked_of_the_published_one_is_no_check_of_its_edit(
    officer: Actor, reviewer: Actor, original: Proposal, edit: Callable
) -> None:
    """The reviewer ticked points of the original; another one checks the edit, then the first may accept it."""
    with transaction() as session:
        session.query(IssuingBody).update({"second_person_accepts": True})
    made = edit(title=NEW_TITLE)
    services.submit(officer, made.code)
    colleague = scene.actor("reviewer")
    with pytest.raises(NotAllowed):
        amendments.accept(reviewer, made.code)
    for item in checklist.items(made, ()):
        services_review.check_point(colleague, made.code, item.key, "fine")
    with pytest.raises(NotAllowed):
        amendments.accept(colleague, made.code)
    assert amendments.accept(reviewer, made.code).state == State.CLOSED
