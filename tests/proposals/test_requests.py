"""What the office asks of a unit: collected, sent in one mail, answered, settled."""

from pathlib import Path

import pytest
from sqlalchemy import select

from catalog.audit import history_of
from catalog.db import db
from catalog.errors import Invalid, NotFound, Stale
from catalog.i18n import LANGUAGES, Bilingual
from catalog.mail import OutboxMessage
from catalog.proposals import mails, requests, services
from catalog.proposals.models import ChangeRequest, Proposal
from catalog.proposals.reasons import REASONS
from catalog.proposals.workflow import State
from tests.proposals import scene

SNAPSHOT = Path(__file__).with_name("questions.txt")
WORDS = "Nêu số học sinh từng khối."


@pytest.fixture
def sent(officer, proposal) -> Proposal:
    """The draft, sent to the office."""
    return services.submit(officer, proposal.code)


def collected(proposal: Proposal) -> list[tuple[str, str, str]]:
    return [(row.key, row.reason, row.words) for row in requests.collected(proposal)]


def asked(proposal: Proposal) -> list[str]:
    return [row.key for row in requests.asked(proposal)]


def answers(proposal: Proposal) -> dict[str, bool]:
    """What is asked, with whether it was changed since."""
    history = history_of("proposal", proposal.id)
    return {question.key: question.is_changed for question in requests.questions(proposal, history)}


def test_reasons_have_words_in_both_languages() -> None:
    assert [key for key, words in REASONS.items() if not all(words) or len(set(words)) == 1] == []
    assert len(REASONS) == 10
    assert max(map(len, REASONS)) <= ChangeRequest.reason.type.length


def test_questions_are_collected_in_the_order_of_the_form_and_nobody_is_told(reviewer, sent) -> None:
    before = db.session.scalars(select(OutboxMessage)).all()
    services.collect_request(reviewer, sent.code, "budget_lines", "budget_unclear")
    services.collect_request(scene.actor("reviewer"), sent.code, "need", words=f" {WORDS} ")
    assert collected(sent) == [("need", "", WORDS), ("budget_lines", "budget_unclear", "")]
    assert (sent.state, asked(sent)) == (State.SUBMITTED, [])
    assert db.session.scalars(select(OutboxMessage)).all() == before
    assert scene.events(sent)[-2:] == [
        ("proposal:collect_request", None, None, "Dự toán: Dự toán chưa chi tiết hoặc cộng sai"),
        ("proposal:collect_request", None, None, f"Sự cần thiết: {WORDS}"),
    ]


def test_a_question_is_changed_and_taken_back(reviewer, sent) -> None:
    services.collect_request(reviewer, sent.code, "need", "missing_figures")
    services.collect_request(reviewer, sent.code, "need", "overlap", WORDS)
    assert collected(sent) == [("need", "overlap", WORDS)]
    services.drop_request(reviewer, sent.code, "need")
    assert collected(sent) == []
    with pytest.raises(NotFound):
        services.drop_request(reviewer, sent.code, "need")


@pytest.mark.parametrize(
    ("key", "reason", "words", "error"),
    [
        ("need", "", "", Invalid),
        ("need", "", " \n", Invalid),
        ("need", "", "x" * (requests.LONGEST_WORDS + 1), Invalid),
        ("need", "no such reason", "", NotFound),
        ("state", "", WORDS, NotFound),
    ],
)
def test_what_cannot_be_asked(reviewer, sent, key: str, reason: str, words: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        services.collect_request(reviewer, sent.code, key, reason, words)
    assert collected(sent) == []


def test_a_colleagues_question_is_not_overwritten_unseen(reviewer, sent) -> None:
    services.collect_request(scene.actor("reviewer"), sent.code, "need", words=WORDS, shown="")
    with pytest.raises(Stale):
        services.collect_request(reviewer, sent.code, "need", words="Khác.", shown="")
    assert collected(sent) == [("need", "", WORDS)]
    shown = requests.stamp(requests.collected(sent)[0])
    services.collect_request(reviewer, sent.code, "need", words="Khác.", shown=shown)
    assert collected(sent) == [("need", "", "Khác.")]


def test_a_mail_that_a_colleague_made_another_is_not_sent(reviewer, sent) -> None:
    services.collect_request(reviewer, sent.code, "need", words=WORDS)
    seen = sent.version
    services.collect_request(scene.actor("reviewer"), sent.code, "title", words=WORDS)
    with pytest.raises(Stale):
        services.perform(reviewer, sent.code, "request_changes", "", seen)
    assert sent.state == State.SUBMITTED


MESSAGES = [
    ("", [], Bilingual("", "")),
    ("Lời chung.", [], Bilingual("Lời chung.", "Lời chung.")),
    (
        "Lời chung.",
        [
            ChangeRequest(key="need", reason="missing_figures", words=WORDS),
            ChangeRequest(key="in_kind_needs", words="?"),
        ],
        Bilingual(
            "Lời chung.\n\nĐề nghị sửa:\n"
            f"1. Sự cần thiết: Thiếu số liệu chứng minh sự cần thiết. {WORDS}\n2. Nhu cầu hiện vật: ?",
            f"Lời chung.\n\nTo be changed:\n1. Need: The need is not shown by figures. {WORDS}\n2. In-kind needs: ?",
        ),
    ),
    (
        "",
        [ChangeRequest(key="budget_lines", reason="cost_above_norm", words="")],
        Bilingual(
            "Đề nghị sửa:\n1. Dự toán: Kinh phí vượt định mức", "To be changed:\n1. Budget: Costs are above the norm"
        ),
    ),
]


@pytest.mark.parametrize(("words", "rows", "told"), MESSAGES)
def test_what_the_unit_is_told(words: str, rows: list[ChangeRequest], told: Bilingual) -> None:
    assert requests.message(words, rows) == told
    assert requests.words_for_the_whole(told.vi) == words


def test_what_was_collected_goes_in_one_mail_exactly_as_it_was_shown(officer, reviewer, sent) -> None:
    services.collect_request(reviewer, sent.code, "need", "missing_figures", WORDS)
    services.collect_request(reviewer, sent.code, "title", words="{Ngắn} hơn.")
    shown = mails.letter("changes_requested", sent, requests.message("Lời chung.", requests.collected(sent)))
    services.perform(reviewer, sent.code, "request_changes", "Lời chung.", sent.version)
    newest = db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id.desc())).first()
    assert (newest.recipient, newest.subject, newest.body) == (shown.people[0].email, shown.subject.vi, shown.body.vi)
    assert [person.id for person in shown.people] == [officer.person_id]
    assert (sent.state, collected(sent), asked(sent)) == (State.CHANGES_REQUESTED, [], ["title", "need"])
    assert scene.newest(sent).comment in shown.body.vi
    assert scene.newest(sent).comment.splitlines()[0] == "Lời chung."


def test_the_mail_of_questions_in_words(reviewer, sent) -> None:
    """The file beside this one is what is sent; whoever changes a word changes it there."""
    services.collect_request(reviewer, sent.code, "need", "missing_figures", WORDS)
    services.collect_request(reviewer, sent.code, "budget_lines", "budget_unclear")
    services.collect_request(reviewer, sent.code, "attachments", words="Gửi ảnh hiện trạng phòng đọc.")
    said = requests.message("Đơn vị gửi lại trước thứ Sáu.", requests.collected(sent))
    letter = mails.letter("changes_requested", sent, said)
    shown = [f"== {language}\n{letter.subject.in_(language)}\n\n{letter.body.in_(language)}" for language in LANGUAGES]
    assert "\n".join(shown) == SNAPSHOT.read_text(encoding="utf-8")


def test_without_questions_a_comment_is_needed(reviewer, sent) -> None:
    with pytest.raises(Invalid):
        services.perform(reviewer, sent.code, "request_changes")
    services.collect_request(reviewer, sent.code, "need", "overlap")
    services.perform(reviewer, sent.code, "request_changes")
    assert asked(sent) == ["need"]


@pytest.fixture
def returned(reviewer, sent) -> Proposal:
    """The proposal, back at the unit with two questions."""
    services.collect_request(reviewer, sent.code, "need", "missing_figures")
    services.collect_request(reviewer, sent.code, "children", words=WORDS)
    return services.perform(reviewer, sent.code, "request_changes")


def test_whether_an_answer_was_changed_since_it_was_asked(officer, returned) -> None:
    assert answers(returned) == {"children": False, "need": False}
    services.save(officer, returned.code, returned.version, {"children": 260, "title": "Tên khác"})
    assert answers(returned) == {"children": True, "need": False}
    services.save(officer, returned.code, returned.version, {"children": 240})
    assert answers(returned) == {"children": False, "need": False}


@pytest.mark.parametrize(
    ("action", "open_after"),
    [("accept", []), ("reject", []), ("request_changes", ["title"]), (None, ["children", "need"])],
)
def test_what_settles_a_question(officer, reviewer, returned, action: str | None, open_after: list[str]) -> None:
    services.submit(officer, returned.code)
    services.collect_request(reviewer, returned.code, "title", words="Ngắn hơn.")
    assert asked(returned) == ["children", "need"]
    if action:
        services.perform(reviewer, returned.code, action, "Lý do.")
    assert asked(returned) == open_after


def test_an_answer_that_is_fine_is_settled_alone(officer, reviewer, returned) -> None:
    services.submit(officer, returned.code)
    services.settle_request(reviewer, returned.code, "children")
    assert asked(returned) == ["need"]
    with pytest.raises(NotFound):
        services.settle_request(reviewer, returned.code, "children")
    assert scene.events(returned)[-1] == (
        "proposal:settle_request",
        None,
        None,
        f"Số trẻ em hưởng lợi trực tiếp: {WORDS}",
    )
