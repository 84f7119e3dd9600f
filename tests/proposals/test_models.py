"""What the tables themselves refuse, on both databases."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from catalog.db import transaction
from catalog.proposals.models import BudgetLine, HitClearance, InKindNeed, Proposal
from catalog.proposals.workflow import State
from tests.proposals import scene

pytestmark = pytest.mark.both_databases

REFUSED: dict[str, dict[str, Any]] = {
    "unknown state": {"state": "lost"},
    "unknown form of aid": {"aid_form": "loan"},
    "unknown category": {"category_key": "roads"},
    "girls below zero": {"girls": -1},
    "children below zero": {"children": -1},
    "indirect below zero": {"indirect": -1},
    "more girls than children": {"girls": 241},
    "more children of minorities than children": {"ethnic_minority": 241},
    "girls and boys that are not the children": {"girls": 100, "boys": 100},
    "no children any more at sixteen": {"age_from": 6, "age_to": 16},
    "ages the wrong way round": {"age_from": 10, "age_to": 6},
    "an end before the start": {"planned_start": date(2024, 5, 1), "planned_end": date(2024, 4, 30)},
    "a fourth priority": {"priority": 4},
    "submitted and not sent": {"state": State.SUBMITTED, "submitted_at": None},
    "published and not sent": {"state": State.PUBLISHED, "submitted_at": None},
    "no unit": {"unit_id": None},
    "unknown round": {"round_id": 999},
}
KEPT: dict[str, dict[str, Any]] = {
    "a draft with gaps": {"title": "", "category_key": None, "children": None},
    "girls without boys": {"girls": 100},
    "girls and boys": {"girls": 100, "boys": 140},
    "one age": {"age_from": 6},
    "a month": {"planned_start": date(2024, 5, 1), "planned_end": date(2024, 5, 31)},
}
BAD_ROWS = {
    "quantity below zero": BudgetLine(position=1, quantity=-1),
    "cost below zero": BudgetLine(position=1, unit_cost_vnd=-1),
    "unknown payer": BudgetLine(position=1, funding="loan"),
    "need below zero": InKindNeed(position=1, quantity=-1),
}


def store(**values: Any) -> Proposal:
    """A draft with some values changed, straight into its table."""
    given = {"code": "SD-2023-01", "round_id": scene.a_round().id, "unit_id": scene.unit().id, **scene.COMPLETE}
    made = Proposal(**given | values)
    with transaction() as session:
        session.add(made)
    return made


@pytest.mark.parametrize("case", REFUSED)
def test_impossible_proposals_are_refused(database, case: str) -> None:
    with pytest.raises(IntegrityError):
        store(**REFUSED[case])


@pytest.mark.parametrize("case", KEPT)
def test_gaps_are_kept(database, case: str) -> None:
    made = store(**KEPT[case])
    assert {key: getattr(made, key) for key in KEPT[case]} == KEPT[case]


@pytest.mark.parametrize("case", BAD_ROWS)
def test_impossible_rows_are_refused(database, case: str) -> None:
    made = store()
    row = BAD_ROWS[case]
    values = {column.name: getattr(row, column.name) for column in row.__table__.columns if column.name != "id"}
    with pytest.raises(IntegrityError), transaction() as session:
        session.add(type(row)(**{name: value for name, value in values.items() if value is not None}, proposal=made))


UNIQUE = {
    "code": {"code": "SD-2023-01"},
    "form": {"code": "SD-2023-02", "draft_key": "key"},
    "row of a file": {"code": "SD-2023-02", "import_key": "row"},
}


@pytest.mark.parametrize("case", UNIQUE)
def test_keys_are_unique(database, case: str) -> None:
    first = store(draft_key="key", import_key="row")
    given = {"round_id": first.round_id, "unit_id": first.unit_id} | UNIQUE[case]
    with pytest.raises(IntegrityError), transaction() as session:
        session.add(Proposal(**given))


def test_a_hit_is_cleared_once(database) -> None:
    made = store()
    with pytest.raises(IntegrityError), transaction() as session:
        session.add_all(
            [HitClearance(proposal_id=made.id, hit_key="hit"), HitClearance(proposal_id=made.id, hit_key="hit")]
        )


def test_the_rows_go_with_their_proposal(database) -> None:
    made = scene.proposal_in(State.DRAFT, scene.a_round())
    with transaction() as session:
        session.delete(made)
    assert (database.session.query(BudgetLine).count(), database.session.query(InKindNeed).count()) == (0, 0)


@pytest.mark.parametrize(("quantity", "cost", "amount"), [
    (None, 1_000, 0), ("2", None, 0), ("0", 1_000, 0), ("2", 1_500, 3_000), ("1.5", 1_001, 1_502), ("0.333", 10, 3),
])  # fmt: skip
def test_amounts_are_whole_dong(quantity: str | None, cost: int | None, amount: int) -> None:
    line = BudgetLine(quantity=quantity and Decimal(quantity), unit_cost_vnd=cost)
    assert line.amount_vnd == amount
