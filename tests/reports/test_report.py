"""A report of what is stored: who sent, who did not, this round beside the one before."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from catalog import clock
from catalog.accounts.models import Person
from catalog.db import db, transaction
from catalog.errors import NotFound
from catalog.proposals.models import Proposal
from catalog.proposals.workflow import State
from catalog.reports.report import Report, report
from catalog.reports.tables import Table
from catalog.rounds.models import Round, RoundExtension
from tests.accounts.people import statements
from tests.proposals import scene

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def round_() -> Round:
    """A round of spring 2023, when there were districts; closed long ago."""
    made = scene.a_round()
    with transaction():
        made.opens_at = made.opens_at.replace(year=2023, month=5, day=4)
        made.closes_at = made.opens_at + timedelta(days=14)
    return made


def made(extent: str = "sent", key: str = "2023") -> Report:
    return report(scene.actor("manager"), key, extent)


def rows(table: Table, *keys: str, language: str = "en") -> dict[str, list[str]]:
    """What stands below some columns, by the key of the row; rows of nothing but zeros left out."""
    found = {row.key: [table.cell(row, key).text(language) for key in keys] for row in table.rows}
    return {key: cells for key, cells in found.items() if set(cells) != {"0"}}


def table(found: Report, key: str) -> Table:
    return next(each for each in found.all_tables if each.key == key)


def test_a_report_counts_what_was_sent(round_: Round) -> None:
    scene.proposal_in(State.SUBMITTED, round_)
    scene.proposal_in(State.ACCEPTED, round_, girls=100, boys=140)
    scene.proposal_in(State.PUBLISHED, round_, "218", category_key="scholarship", children=30)
    scene.proposal_in(State.REJECTED, round_, "218")
    scene.proposal_in(State.DRAFT, round_, "218")
    found = made()
    stages = ("count", "reviewed", "asked", "accepted", "published", "ended", "aid_vnd")
    assert rows(table(found, "units"), *stages) == {
        "218": ["2", "0", "0", "0", "1", "1", "108,000,000"],
        "220": ["2", "1", "0", "1", "0", "0", "108,000,000"],
    }
    assert rows(table(found, "types"), "count", "children") == {"library": ["3", "720"], "scholarship": ["1", "30"]}
    assert rows(table(found, "sizes"), "count") == {"0": ["4"]}
    assert rows(table(found, "beneficiaries"), "children", "girls", "boys") == {
        "218": ["270", "0", "0"],
        "220": ["480", "100", "140"],
    }
    assert rows(table(found, "states"), "count") == {
        "submitted": ["1"], "accepted": ["1"], "published": ["1"], "rejected": ["1"]
    }  # fmt: skip
    assert [row.name.en for row in table(found, "states").rows] == ["Submitted", "Accepted", "Published", "Rejected"]


@pytest.mark.parametrize(("extent", "number"), [("sent", 5), ("standing", 3), ("accepted", 2), ("published", 1)])
def test_a_report_counts_as_far_as_it_is_asked(round_: Round, extent: str, number: int) -> None:
    for state in (State.SUBMITTED, State.ACCEPTED, State.PUBLISHED, State.REJECTED, State.WITHDRAWN):
        scene.proposal_in(state, round_)
    assert made(extent).figure("count").value == number


def put(round_: Round, state: State, code: str, **values: Any) -> None:
    """A proposal of a unit in a state, changed past the services."""
    proposal = scene.proposal_in(state, round_, code)
    with transaction():
        for key, value in values.items():
            setattr(proposal, key, value)


def test_who_has_not_sent_is_told_with_what_is_begun(round_: Round) -> None:
    now = clock.now()
    put(round_, State.SUBMITTED, "213")
    put(round_, State.DRAFT, "215", updated_at=now.replace(2023, 5, 10))
    put(round_, State.DRAFT, "215", updated_at=now.replace(2023, 5, 12))
    put(round_, State.AWAITING_SIGNATURE, "216", updated_at=now.replace(2023, 5, 9))
    put(round_, State.AWAITING_SIGNATURE, "217", submitted_at=now)  # came back, and waits for the leader again
    put(round_, State.WITHDRAWN, "218", updated_at=now.replace(2023, 5, 8))
    put(round_, State.DRAFT, "219", submitted_at=now, updated_at=now.replace(2023, 5, 7))  # withdrawn, taken up again
    scene.person("officer", "220")
    found = rows(made().not_sent, "standing", "drafts", "touched")
    nothing = ["Nothing begun", "0", "–"]
    assert {key: found.pop(key) for key in ("215", "216", "218", "219", "220")} == {
        "215": ["Draft", "2", "12 May 2023"],
        "216": ["Awaiting the unit's signature", "1", "9 May 2023"],
        "218": ["Withdrawn", "0", "8 May 2023"],
        "219": ["Draft", "1", "7 May 2023"],
        "220": nothing,
    }
    assert found.keys().isdisjoint({"213", "217"})
    assert list(found.values()) == [nothing] * len(found)


def test_deadlines_are_those_of_each_unit(round_: Round) -> None:
    now, later = clock.now(), clock.now() + timedelta(days=3)
    with transaction() as session:
        round_.closes_at = now - timedelta(days=2, hours=1)
        session.add(RoundExtension(round_id=round_.id, unit_id=scene.unit("220").id, closes_at=later))
    found = rows(made().not_sent, "late", "deadline")
    assert {key: found[key][0] for key in ("218", "220")} == {"218": "2", "220": "–"}
    assert {key: found[key][1].endswith("(extended)") for key in ("218", "220")} == {"218": False, "220": True}


def test_the_officers_of_a_unit_are_named(round_: Round) -> None:
    first, gone = (scene.person("officer", "220") for _ in range(2))
    scene.person("leader", "220")
    with transaction():
        db.session.get_one(Person, gone.id).active = False
    found = rows(made().not_sent, "people")
    assert (found["220"], found["218"]) == ([f"{first.name} ({first.email})"], ["No account yet"])


def test_key_figures_stand_beside_those_of_the_round_before(round_: Round) -> None:
    before = scene.a_round("2022")
    with transaction():
        before.opens_at, before.closes_at = (
            moment - timedelta(days=365) for moment in (round_.opens_at, round_.closes_at)
        )
    for code in ("218", "220", "220"):
        scene.proposal_in(State.SUBMITTED, round_, code)
    scene.proposal_in(State.CLOSED, before, "219")
    found = made()
    figures = rows(found.key_figures, "now", "before", "difference")
    assert {key: figures[key] for key in ("sent", "count", "aid_vnd")} == {
        "sent": ["2", "1", "1"],
        "count": ["3", "1", "2"],
        "aid_vnd": ["162,000,000", "54,000,000", "108,000,000"],
    }
    assert rows(table(found, "units"), "count", "before_count") == {
        "218": ["1", "0"],
        "219": ["0", "1"],
        "220": ["2", "0"],
    }
    assert rows(table(found, "types"), "count", "before_count", "before_aid_vnd") == {
        "library": ["3", "1", "54,000,000"]
    }
    assert [column.key for column in made(key="2022").key_figures.columns] == ["now"]


def test_a_round_that_nobody_was_asked_in(round_: Round) -> None:
    with transaction():
        round_.opens_at = round_.opens_at.replace(year=1901)
    found = made()
    assert [found.figure(key).value for key in ("asked", "sent", "missing", "count")] == [0, 0, 0, 0]
    assert found.not_sent.rows == ()


@pytest.mark.parametrize("role", ["officer", "leader", "administrator"])
def test_no_report_for_who_does_not_read_for_the_office(round_: Round, role: str) -> None:
    scene.proposal_in(State.SUBMITTED, round_)
    with pytest.raises(NotFound):
        report(scene.actor(role), "2023")


def test_an_unknown_round_has_no_report() -> None:
    with pytest.raises(NotFound):
        made(key="1999")


def test_more_proposals_and_units_take_no_more_queries(app: Flask, round_: Round) -> None:
    actor = scene.actor("manager")

    def queries() -> int:
        db.session.expire_all()
        with statements(app) as seen:
            report(actor, "2023")
        return len(seen)

    def fill(codes: tuple[str, ...]) -> None:
        for code in codes:
            scene.proposal_in(State.SUBMITTED, round_, code)
            scene.proposal_in(State.DRAFT, round_, code)
            scene.person("officer", code)

    fill(("220",))
    once = queries()
    fill(("218", "219", "220"))
    assert (once, queries()) == (11, 11)


@pytest.mark.both_databases
def test_sums_of_the_database_are_those_of_the_proposals(round_: Round) -> None:
    proposal = scene.proposal_in(State.SUBMITTED, round_)
    with transaction():
        proposal.budget_lines[0].quantity = "2.375"
        proposal.budget_lines[0].unit_cost_vnd = 1_234_567
        proposal.budget_lines.append(
            type(proposal.budget_lines[0])(position=2, item="Công", quantity=3, unit_cost_vnd=7, funding="counterpart")
        )
    stored = db.session.get_one(Proposal, proposal.id)
    found = made()
    assert [found.figure(key).value for key in ("aid_vnd", "counterpart_vnd", "total_vnd")] == [
        stored.aid_vnd, 21, stored.total_vnd
    ]  # fmt: skip
