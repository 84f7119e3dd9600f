"""What the translation desk reads: glossary hits, the board."""

import pytest
from sqlalchemy import event

from catalog.accounts.actor import Actor
from catalog.db import db
from catalog.proposals.models import Proposal
from catalog.proposals.sections import SECTION_NAMES, Section
from catalog.proposals.workflow import State
from catalog.translation import queries, services
from catalog.translation.models import Term
from catalog.translation.queries import term_hits
from catalog.translation.segments import TranslationState
from catalog.translation.services import TargetInput
from tests.proposals import scene

TERMS = [
    Term(source=source, target=target, category="x")
    for source, target in (
        ("trẻ em", "children"),
        ("trẻ em nghèo", "poor children"),
        ("xã", "commune"),
        ("nhà bán trú", "semi-boarding house"),
        ("UBND", "People's Committee"),
        ("m2 (sàn)", "m² (floor)"),
    )
]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("", []),
        ("Trường Tiểu học", []),
        ("Trẻ em của xã", ["children", "commune"]),
        ("xã có trẻ em nghèo", ["commune", "poor children"]),
        ("trẻ em nghèo và trẻ em khác", ["poor children", "children"]),
        ("trẻ em, trẻ em, trẻ em", ["children"]),
        ("xãm, oxã", []),
        ("ubnd xã", ["People's Committee", "commune"]),
        ("Nhà bán trú", ["semi-boarding house"]),
        ("50 m2 (sàn)", ["m² (floor)"]),
    ],
)
def test_the_longest_terms_of_a_text_are_found_as_whole_words_in_order(text: str, hits: list[str]) -> None:
    assert [term.target for term in term_hits(text, TERMS)] == hits


@pytest.fixture
def reviewer(database) -> Actor:
    return scene.actor("reviewer")


def proposal_with(round_, state: State = State.ACCEPTED, **values: object) -> Proposal:
    return scene.proposal_in(state, round_, **values)


def translate(actor: Actor, proposal: Proposal, target: str, checked: bool = True) -> None:
    services.save(actor, proposal.code, {"title": TargetInput(target, checked, 0)})


def test_the_board_shows_stale_ones_first_and_done_ones_last(reviewer: Actor) -> None:
    round_ = scene.a_round()
    missing, done, stale = (proposal_with(round_, title=f"Thư viện {place}") for place in "ABC")
    for state in (State.SUBMITTED, State.CHANGES_REQUESTED, State.REJECTED, State.CLOSED):
        proposal_with(round_, state)
    given = {segment.source.key: TargetInput("English", True, 0) for segment in queries.segments_of(done)}
    services.save(reviewer, done.code, given)
    translate(reviewer, stale, "Library")
    with db.session.begin_nested():
        stale.title = "Thư viện D"
    db.session.commit()
    rows = queries.board(reviewer)
    assert [row.proposal.code for row in rows] == [stale.code, missing.code, done.code]
    assert [row.is_done for row in rows] == [False, False, True]
    assert rows[0].counts == {
        TranslationState.MISSING: rows[0].total - 1,
        TranslationState.MACHINE: 0,
        TranslationState.DRAFT: 0,
        TranslationState.STALE: 1,
        TranslationState.CHECKED: 0,
    }


def test_the_board_costs_the_same_queries_for_one_and_for_three_proposals(reviewer: Actor) -> None:
    round_ = scene.a_round()
    costs = []
    for more in (1, 2):
        for _ in range(more):
            translate(reviewer, proposal_with(round_), "Library")
        db.session.expire_all()
        asked: list[str] = []
        event.listen(db.engine, "before_cursor_execute", lambda *args, asked=asked: asked.append(args[2]))
        queries.board(reviewer)
        costs.append(len(asked))
    assert costs[0] == costs[1] <= 6


def test_a_share_is_whole_only_when_all_is_checked() -> None:
    shares = [
        queries.Share(0, 0),
        queries.Share(0, 3),
        queries.Share(2, 3),
        queries.Share(399, 400),
        queries.Share(3, 3),
    ]
    assert [share.percent for share in shares] == [100, 0, 66, 99, 100]


def test_the_rows_of_the_board_are_added_up_by_section(reviewer: Actor) -> None:
    round_ = scene.a_round()
    one, _other = (proposal_with(round_) for _ in range(2))
    translate(reviewer, one, "Library")
    rows = queries.board(reviewer)
    total, sections = queries.totals(rows)
    assert total == queries.Share(1, sum(row.total for row in rows))
    assert sections[Section.PLACE] == queries.Share(1, 2 * rows[0].sections[Section.PLACE].total)
    assert sum(share.total for share in sections.values()) == total.total
    assert list(sections) == [section for section in SECTION_NAMES if section in sections]


def test_the_glossary_is_the_shipped_one_by_its_vietnamese(database) -> None:
    terms = queries.glossary()
    assert [term.source for term in terms] == sorted(term.source for term in terms)
    assert {term.target for term in terms if term.source == "Sở Ngoại vụ"} == {"Department of Foreign Affairs"}
