"""Changing the glossary: who may, what is refused, what the history keeps, where a term is used."""

import pytest
from flask import Flask

from catalog.accounts.actor import Actor
from catalog.audit import history_of
from catalog.errors import Invalid, NotAllowed, NotFound, Stale
from catalog.proposals.workflow import State
from catalog.translation import queries, services
from catalog.translation.models import Term
from catalog.translation.queries import Use
from catalog.translation.services import TargetInput, TermInput, TermsImported
from tests.proposals import scene

GIVEN = TermInput("tủ sách", "book corner", "works")


@pytest.fixture
def reviewer(database: Flask) -> Actor:
    return scene.actor("reviewer")


def english(source: str) -> set[tuple[str, str]]:
    return {(term.target, term.category) for term in queries.glossary() if term.source == source}


def test_a_term_is_added_changed_and_removed_and_the_history_keeps_it(reviewer: Actor) -> None:
    term = services.add_term(reviewer, TermInput(" tủ sách ", "book corner", "works"))
    assert english("tủ sách") == {("book corner", "works")}
    services.change_term(reviewer, term.id, 1, TermInput("tủ sách", "bookcase", "works"))
    assert english("tủ sách") == {("bookcase", "works")}
    services.change_term(reviewer, term.id, 2, TermInput("tủ sách", "bookcase", "works"))
    services.remove_term(reviewer, term.id, 2)
    assert english("tủ sách") == set()
    assert [(entry.event, entry.comment, entry.changes) for entry in history_of("term", term.id)] == [
        ("term:remove", "tủ sách", {"target": ["bookcase", ""]}),
        ("term:change", "tủ sách", {"target": ["book corner", "bookcase"]}),
        ("term:add", "tủ sách", {"target": ["", "book corner"]}),
    ]


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        (TermInput("", "book corner", "works"), {"source"}),
        (TermInput("tủ sách", " ", "works"), {"target"}),
        (TermInput("tủ sách", "book corner", "books"), {"category"}),
        (TermInput("x" * 201, "y" * 301, ""), {"source", "target", "category"}),
        (TermInput("huyện", "county", "admin"), {"source"}),
    ],
)
def test_what_is_no_term_is_refused(reviewer: Actor, given: TermInput, wrong: set[str]) -> None:
    with pytest.raises(Invalid) as refused:
        services.add_term(reviewer, given)
    assert refused.value.fields.keys() == wrong


def test_somebody_else_s_change_is_not_overwritten(reviewer: Actor) -> None:
    term = services.add_term(reviewer, GIVEN)
    services.change_term(reviewer, term.id, 1, TermInput("tủ sách", "bookcase", "works"))
    with pytest.raises(Stale):
        services.change_term(reviewer, term.id, 1, TermInput("tủ sách", "shelf", "works"))
    with pytest.raises(Stale):
        services.remove_term(reviewer, term.id, 1)
    assert english("tủ sách") == {("bookcase", "works")}


def test_only_translators_change_it(reviewer: Actor) -> None:
    term = services.add_term(reviewer, GIVEN)
    for role in ("manager", "publisher"):
        actor = scene.actor(role)
        for refused in (
            lambda actor=actor: services.add_term(actor, TermInput("kệ sách", "shelf", "works")),
            lambda actor=actor: services.change_term(actor, term.id, 1, GIVEN),
            lambda actor=actor: services.remove_term(actor, term.id, 1),
            lambda actor=actor: services.import_terms(actor, [GIVEN]),
        ):
            with pytest.raises(NotAllowed):
                refused()
    with pytest.raises(NotFound):
        services.remove_term(reviewer, 10**6, 1)


def test_a_file_adds_and_changes_and_removes_nothing(reviewer: Actor) -> None:
    services.add_term(reviewer, GIVEN)
    rows = [TermInput("tủ sách", "bookcase", "works"), TermInput("kệ sách", "shelf", "works")]
    rows.append(TermInput("huyện", "district", "admin"))
    before = len(queries.glossary())
    assert services.import_terms(reviewer, rows) == TermsImported(added=1, changed=1)
    assert (english("tủ sách"), english("kệ sách")) == ({("bookcase", "works")}, {("shelf", "works")})
    assert len(queries.glossary()) == before + 1
    assert services.import_terms(reviewer, rows) == TermsImported(0, 0)


def test_terms_are_found_in_either_language_without_accents(database: Flask) -> None:
    assert {term.source for term in queries.terms_with("nha ban tru", "")} == {
        term.source for term in queries.glossary() if "nhà bán trú" in term.source.lower()
    }
    assert [term.target for term in queries.terms_with("TOWNSHIP", "admin")] == ["township"]
    assert queries.terms_with("township", "works") == []


def test_where_a_term_is_used_with_what_says_it_otherwise_first(reviewer: Actor) -> None:
    round_ = scene.a_round()
    used = Term(source="tủ sách", target="book corner", category="works")
    codes = []
    for title, target in (("Tủ sách xã A", "Book corner in A"), ("Tủ sách xã B", "Shelf in B"), ("Sân chơi", "Play")):
        proposal = scene.proposal_in(State.ACCEPTED, round_, title=title)
        services.save(reviewer, proposal.code, {"title": TargetInput(target, False, 0)})
        codes.append(proposal.code)
    assert queries.uses_of(reviewer, used) == [
        Use(codes[1], "Tủ sách xã B", "Shelf in B", False),
        Use(codes[0], "Tủ sách xã A", "Book corner in A", True),
    ]
