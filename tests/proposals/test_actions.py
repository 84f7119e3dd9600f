"""Sending and every other action: one call, one change, one entry in the history."""

import pytest

from catalog import clock
from catalog.audit import HistoryEntry
from catalog.db import db, transaction
from catalog.errors import Invalid, NotAllowed, NotFound, NotReady, Stale
from catalog.proposals import checks, services, services_hits
from catalog.proposals.workflow import State
from catalog.rounds.models import Round
from catalog.rounds.queries import GRACE
from tests.proposals import scene

pytestmark = pytest.mark.both_databases


# Sending


def test_sending_keeps_the_name_of_the_day(officer, proposal) -> None:
    sent = services.submit(officer, proposal.code, version=proposal.version)
    assert (sent.state, sent.unit_name_vi, sent.unit_name_en) == (
        State.SUBMITTED,
        "Huyện Sơn Động",
        "Son Dong District",
    )
    assert sent.submitted_at is not None
    assert scene.events(sent)[1:] == [("proposal:submit", "draft", "submitted", "")]


def test_what_is_incomplete_is_not_sent(officer, round_) -> None:
    bare = services.create(officer, round_, scene.unit(), {"title": "Tủ sách"})
    with pytest.raises(NotReady) as refused:
        services.submit(officer, bare.code)
    assert [problem.en for problem in refused.value.problems] == [
        "Missing: Location",
        "Missing: Implementing organisation",
        "Missing: Type of support",
        "Missing: Children who benefit directly",
        "Missing: Objective",
        "The budget has no line that asks for aid",
    ]
    assert (bare.state, len(scene.events(bare))) == (State.DRAFT, 1)


def test_what_was_changed_meanwhile_is_not_sent_unseen(officer, proposal) -> None:
    seen = proposal.version
    services.save(officer, proposal.code, seen, {"title": "Tủ sách"})
    with pytest.raises(Stale):
        services.submit(officer, proposal.code, version=seen)


def test_an_answer_may_come_after_the_deadline_but_nothing_new(officer, reviewer, round_, proposal) -> None:
    services.submit(officer, proposal.code)
    services.perform(reviewer, proposal.code, "request_changes", "Nêu rõ số trẻ.")
    late = scene.draft(officer, round_)
    close(round_)
    assert services.submit(officer, proposal.code, "Đã bổ sung.").state == State.SUBMITTED
    with pytest.raises(NotAllowed):
        services.submit(officer, late.code)


def test_what_was_sent_once_finds_its_way_back_after_the_deadline(officer, round_) -> None:
    """Withdrawn and taken up again, it is a draft, and yet not a new proposal."""
    sent = scene.proposal_in("withdrawn", round_)
    close(round_)
    services.perform(officer, sent.code, "restore")
    assert services.submit(officer, sent.code).state == "submitted"


def test_what_the_leader_gives_back_after_the_deadline_can_be_handed_in_again(officer, round_) -> None:
    scene.sign_off()
    handed_in, never = scene.draft(officer, round_), scene.draft(officer, round_)
    services.submit(officer, handed_in.code)
    close(round_)
    services.perform(scene.actor("leader"), handed_in.code, "give_back", "Thiếu kinh phí vận chuyển.")
    assert services.submit(officer, handed_in.code).state == State.AWAITING_SIGNATURE
    with pytest.raises(NotAllowed):
        services.submit(officer, never.code)


def close(round_: Round) -> None:
    """Let the deadline pass, and the grace after it."""
    with transaction():
        round_.closes_at = clock.now() - GRACE


def test_a_unit_that_signs_off_sends_through_its_leader(officer, proposal) -> None:
    scene.sign_off()
    leader = scene.actor("leader")
    waiting = services.submit(officer, proposal.code)
    assert (waiting.state, waiting.submitted_at) == (State.AWAITING_SIGNATURE, None)
    assert services.perform(leader, proposal.code, "give_back", "Thiếu kinh phí vận chuyển.").state == State.DRAFT
    services.submit(officer, proposal.code)
    assert services.perform(leader, proposal.code, "sign").state == State.SUBMITTED
    assert proposal.submitted_at is not None
    assert scene.events(proposal)[1:] == [
        ("proposal:submit", "draft", "awaiting_signature", ""),
        ("proposal:give_back", "awaiting_signature", "draft", "Thiếu kinh phí vận chuyển."),
        ("proposal:submit", "draft", "awaiting_signature", ""),
        ("proposal:sign", "awaiting_signature", "submitted", ""),
    ]


# The other actions


def test_the_whole_way_leaves_one_entry_for_each_action(officer, reviewer, proposal) -> None:
    publisher = scene.actor("publisher")
    services.submit(officer, proposal.code)
    services.assign(reviewer, proposal.code, reviewer.person_id)
    services.perform(reviewer, proposal.code, "request_changes", "  Nêu rõ số trẻ.  ")
    services.save(officer, proposal.code, proposal.version, {"children": 250})
    services.submit(officer, proposal.code, "Đã bổ sung.")
    services.perform(reviewer, proposal.code, "accept")
    services.publish(publisher, proposal)
    services.publish(publisher, proposal)  # in a second edition: it is published already
    services.perform(publisher, proposal.code, "close", "Đã có nhà tài trợ.")
    assert scene.events(proposal) == [
        ("proposal:create", None, "draft", ""),
        ("proposal:submit", "draft", "submitted", ""),
        ("proposal:assign", None, None, ""),
        ("proposal:request_changes", "submitted", "changes_requested", "Nêu rõ số trẻ."),
        ("proposal:edit", None, None, ""),
        ("proposal:submit", "changes_requested", "submitted", "Đã bổ sung."),
        ("proposal:accept", "submitted", "accepted", ""),
        ("proposal:publish", "accepted", "published", ""),
        ("proposal:close", "published", "closed", "Đã có nhà tài trợ."),
    ]


def test_withdrawn_and_taken_up_again(officer, proposal) -> None:
    services.perform(officer, proposal.code, "withdraw", "Trùng.")
    assert services.perform(officer, proposal.code, "restore").state == State.DRAFT
    assert scene.events(proposal)[1:] == [
        ("proposal:withdraw", "draft", "withdrawn", "Trùng."),
        ("proposal:restore", "withdrawn", "draft", ""),
    ]


@pytest.mark.parametrize(("state", "role", "action"), [
    ("awaiting_signature", "leader", "give_back"),
    ("submitted", "reviewer", "request_changes"),
    ("submitted", "reviewer", "reject"),
    ("published", "publisher", "close"),
])  # fmt: skip
def test_a_reason_where_one_is_needed(round_, state: str, role: str, action: str) -> None:
    proposal = scene.proposal_in(state, round_)
    with pytest.raises(Invalid) as refused:
        services.perform(scene.actor(role), proposal.code, action, " \n ")
    assert refused.value.fields == {"comment": ("Hãy ghi lý do.", "Say why.")}
    assert (proposal.state, scene.events(proposal)) == (state, [])


def test_in_the_wrong_state_the_refusal_says_which(officer, proposal) -> None:
    with pytest.raises(NotAllowed) as refused:
        services.perform(officer, proposal.code, "restore")
    assert refused.value.message == (
        "Đề xuất SD-2023-01 đang ở trạng thái “Bản nháp”, không thực hiện được việc này.",
        "Proposal SD-2023-01 is “Draft”: this can't be done now.",
    )


@pytest.mark.parametrize(
    "key",
    [
        "edit",
        "submit",
        "publish",
        "assign",
        "translate",
        "clear_hit",
        "reopen_hit",
        "take_down_photo",
        "no-such-action",
    ],
)
def test_what_has_a_service_of_its_own_is_no_plain_action(officer, proposal, key: str) -> None:
    with pytest.raises(NotFound):
        services.perform(officer, proposal.code, key, "Lý do.")


def test_assigning(officer, reviewer, round_) -> None:
    proposal = scene.proposal_in(State.SUBMITTED, round_)
    services.assign(reviewer, proposal.code, reviewer.person_id)
    assert (proposal.assignee_id, scene.newest(proposal).changes) == (
        reviewer.person_id,
        {"assignee": ["", "reviewer"]},
    )
    with pytest.raises(NotFound):
        services.assign(reviewer, proposal.code, officer.person_id)
    services.assign(reviewer, proposal.code, None)
    assert (proposal.assignee_id, scene.newest(proposal).changes) == (None, {"assignee": ["reviewer", ""]})


def test_a_cleared_hit_stays_cleared_until_the_text_changes(officer, reviewer, round_) -> None:
    proposal = scene.proposal_in(State.SUBMITTED, round_, need="Liên hệ số 0912 345 678.")
    hit = checks.open_hits(proposal)[0]
    services_hits.clear_hit(reviewer, proposal.code, hit.key)
    assert (checks.open_hits(proposal), scene.newest(proposal).comment) == ([], "0912 345 678")
    with pytest.raises(NotFound):
        services_hits.clear_hit(reviewer, proposal.code, "0" * 64)
    services.perform(reviewer, proposal.code, "request_changes", "Bỏ số điện thoại.")
    services.save(officer, proposal.code, proposal.version, {"need": "Liên hệ số 0912 345 678 sau 17 giờ."})
    assert [hit.excerpt for hit in checks.open_hits(proposal)] == ["0912 345 678"]


def test_a_refused_action_leaves_nothing(officer, proposal) -> None:
    before = db.session.query(HistoryEntry).count()
    with pytest.raises(Invalid):
        services.save(officer, proposal.code, proposal.version, {"title": "Khác", "girls": 200, "boys": 1})
    assert (proposal.title, db.session.query(HistoryEntry).count()) == (scene.COMPLETE["title"], before)
