"""The translation memory: what was checked before for the same or for similar Vietnamese."""

import pytest
from sqlalchemy import event

from catalog.accounts.actor import Actor
from catalog.db import db
from catalog.proposals.workflow import State
from catalog.translation import services
from catalog.translation.memory import Suggestion, suggestions
from catalog.translation.queries import segments_of
from catalog.translation.services import TargetInput
from tests.proposals import scene

LIBRARY = "Thư viện thân thiện cho Trường Tiểu học xã Tân Sơn"
ELSEWHERE = "Thư viện thân thiện cho Trường Tiểu học xã Sa Lý"


@pytest.fixture
def reviewer(database) -> Actor:
    return scene.actor("reviewer")


@pytest.fixture
def remember(reviewer: Actor):
    """Give the title of a new proposal its English."""
    round_ = scene.a_round()

    def translate(title: str, english: str, checked: bool = True) -> None:
        proposal = scene.proposal_in(State.ACCEPTED, round_, title=title)
        assert "title" in {segment.source.key for segment in segments_of(proposal)}
        services.save(reviewer, proposal.code, {"title": TargetInput(english, checked, 0)})

    return translate


def test_the_very_same_words_come_first_and_what_differs_is_marked(remember) -> None:
    remember(LIBRARY, "A friendly library for Tan Son Primary School")
    remember(ELSEWHERE, "A friendly library for Sa Ly Primary School")
    remember("Sân chơi", "A playground")
    found = suggestions([ELSEWHERE])[ELSEWHERE]
    assert found == [
        Suggestion("A friendly library for Sa Ly Primary School", 100, [("equal", ELSEWHERE)]),
        Suggestion(
            "A friendly library for Tan Son Primary School",
            89,
            [
                ("equal", "Thư viện thân thiện cho Trường Tiểu học xã"),
                ("delete", " Tân Sơn"),
                ("insert", " Sa Lý"),
            ],
        ),
    ]


def test_drafts_and_other_texts_are_not_remembered(remember) -> None:
    remember(LIBRARY, "A draft", checked=False)
    remember("Bể bơi cho trẻ em", "A pool")
    assert suggestions([LIBRARY, "Sân chơi"]) == {LIBRARY: [], "Sân chơi": []}


def test_words_that_differ_in_an_accent_only_are_not_the_same(remember) -> None:
    remember("Trường xã Đồng Sơn", "Dong Son school")
    assert [found.score for found in suggestions(["Trường xã Đông Sơn"])["Trường xã Đông Sơn"]] == [94]


def test_three_at_most_each_english_once_the_newest_first(remember) -> None:
    for number, english in enumerate(("Old library", "Library", "Library", "A library", "The library")):
        remember(f"Thư viện xã {number}", english)
    assert [found.target for found in suggestions(["Thư viện xã 9"])["Thư viện xã 9"]] == [
        "The library",
        "A library",
        "Library",
    ]


def test_all_texts_cost_one_query(remember) -> None:
    remember(LIBRARY, "A friendly library")
    db.session.connection()  # what begins a transaction is not asked again
    costs = []
    for texts in ([LIBRARY], [LIBRARY, ELSEWHERE, "Sân chơi"]):
        asked: list[str] = []
        event.listen(db.engine, "before_cursor_execute", lambda *args, asked=asked: asked.append(args[2]))
        suggestions(texts)
        costs.append(len(asked))
    assert costs == [1, 1]
    assert suggestions([]) == {}
