"""Autosave: what is right is stored, what is not is told, rows are made once, nobody is overwritten."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event
from werkzeug.test import TestResponse

from catalog.accounts.queries import person_by_email
from catalog.db import db
from catalog.proposals import services
from catalog.proposals.rows import LineInput
from catalog.proposals.workflow import State
from tests.submission.pages import field
from tests.visitor import Visitor, form_of

JSON = {"Accept": "application/json"}
SHELVES = ("Giá sách", 12, 4_500_000)
AS_TOLD = ("version", "base")


class Script:
    """What the page's script does: it holds the form, sends it, and takes over version, base and ids of rows."""

    def __init__(self, visitor: Visitor, address: str) -> None:
        self.visitor, self.address = visitor, address
        self.fields: dict[str, Any] = {}
        for name, value in form_of(visitor.get(address), address).form_values():
            self.fields.setdefault(name, []).append(value)

    def save(self, **typed: Any) -> TestResponse:
        self.fields |= typed
        answer = self.visitor.post(self.address, data=self.fields, headers=JSON)
        if answer.status_code == 200:
            self.fields |= {name: answer.json[name] for name in AS_TOLD}
            for key, row_id in answer.json["rows"].items():
                self.fields = {name.replace(f"-{key}-", f"-{row_id}-"): value for name, value in self.fields.items()}
            for table in (name for name in self.fields if name.endswith("-row")):
                self.fields[table] = [str(answer.json["rows"].get(key, key)) for key in self.fields[table]]
        return answer


def test_what_is_typed_is_saved_while_typing(officer: Visitor, stored, look) -> None:
    address = stored()
    script = Script(officer, f"{address}/need")
    answer = script.save(need="Trường thiếu sách.")
    assert answer.status_code == 200
    assert re.fullmatch(r"Saved \d\d:\d\d", answer.json["words"])
    assert (answer.json["errors"], answer.json["rows"]) == ({}, {})
    assert look(address, lambda row: (row.need, row.version)) == ("Trường thiếu sách.", answer.json["version"])
    assert script.save(need="Trường thiếu sách và bàn.").status_code == 200
    assert look(address, lambda row: row.need) == "Trường thiếu sách và bàn."


PARTLY = [
    # section, typed, what is stored, which answers are not
    ("place", {"title": "Tủ sách", "contact_email": "phong gd"}, {"title": "Tủ sách", "contact_email": ""},
     ["contact_email"]),
    ("kind", {"children": "rất nhiều", "girls": "10"}, {"children": 240, "girls": 10}, ["children"]),
    ("kind", {"girls": "100", "boys": "100", "indirect": "9"}, {"girls": 100, "boys": None, "indirect": 9}, ["boys"]),
    ("need", {"summary": "x" * 161, "need": "Có."}, {"summary": "", "need": "Có."}, ["summary"]),
    ("work", {"planned_start": "05/2024", "planned_end": "04/2024", "objective": "Đọc."},
     {"planned_end": None, "objective": "Đọc."}, ["planned_end"]),
]  # fmt: skip


@pytest.mark.parametrize(("section", "typed", "held", "wrong"), PARTLY)
def test_what_is_right_is_saved_beside_what_is_not(
    officer: Visitor, stored, look, section: str, typed: dict[str, str], held: dict[str, Any], wrong: list[str]
) -> None:
    address = stored(summary="")
    answer = Script(officer, f"{address}/{section}").save(**typed)
    assert (answer.status_code, sorted(answer.json["errors"])) == (200, wrong)
    assert answer.json["words"].endswith("1 answer is not right yet and is kept on this computer only.")
    assert look(address, lambda row: {key: getattr(row, key) for key in held}) == held


def test_what_contradicts_an_answer_that_is_stored_waits_for_it(officer: Visitor, stored, look) -> None:
    address = stored(children=240, girls=120, boys=120)
    script = Script(officer, f"{address}/kind")
    answer = script.save(children="250", sdg_targets="4.a")
    assert list(answer.json["errors"]) == ["boys"]
    assert look(address, lambda row: (row.children, row.girls, row.sdg_targets)) == (240, 120, ["4.a"])
    assert script.save(girls="130").json["errors"] == {}
    assert look(address, lambda row: (row.children, row.girls, row.boys)) == (250, 130, 120)


# Rows


def lines(row: Any) -> list[tuple[Any, ...]]:
    return [(line.item, line.quantity, line.unit_cost_vnd) for line in row.budget_lines]


def new_line(key: str, item: str, quantity: str = "1", cost: str = "1.000.000") -> dict[str, str]:
    row = f"budget_lines-{key}"
    return {f"{row}-item": item, f"{row}-quantity": quantity, f"{row}-unit_cost_vnd": cost}


def test_a_new_row_is_made_once_however_often_it_is_saved(officer: Visitor, stored, look) -> None:
    address = stored()
    script = Script(officer, f"{address}/budget")
    ids = script.save(**new_line("new1", "Bàn")).json["rows"]
    assert list(ids.values()) == look(address, lambda row: [line.id for line in row.budget_lines])
    script.fields["budget_lines-row"].append("new2")
    again = script.save(**new_line("new2", "Sách"))
    assert list(again.json["rows"]) == [*map(str, ids.values()), "new2"]
    assert look(address, lines) == [SHELVES, ("Bàn", 1, 1_000_000), ("Sách", 1, 1_000_000)]


def test_an_answer_that_was_lost_on_the_way_doubles_nothing(officer: Visitor, stored, look) -> None:
    address = stored()
    script = Script(officer, f"{address}/budget")
    sent = script.fields | new_line("new1", "Bàn")
    first, second = (officer.post(f"{address}/budget", data=sent, headers=JSON).json for _ in range(2))
    assert [answer[key] for answer in (first, second) for key in ("version", "base", "rows")] == [
        first["version"], first["base"], first["rows"]
    ] * 2  # fmt: skip
    assert look(address, lines) == [SHELVES, ("Bàn", 1, 1_000_000)]


def test_a_cell_that_is_not_right_keeps_what_is_stored(officer: Visitor, stored, look) -> None:
    address = stored()
    script = Script(officer, f"{address}/budget")
    key = look(address, lambda row: row.budget_lines[0].id)
    typed = {f"budget_lines-{key}-quantity": "mười hai", f"budget_lines-{key}-item": "Giá mới"}
    answer = script.save(**typed, **new_line("new1", "Bàn", cost="nhiều"))
    assert sorted(answer.json["errors"]) == sorted([f"budget_lines-{key}-quantity", "budget_lines-new1-unit_cost_vnd"])
    assert look(address, lines) == [("Giá mới", 12, 4_500_000), ("Bàn", 1, None)]


# Two people


def test_what_a_colleague_saved_is_not_overwritten(officer: Visitor, stored, look) -> None:
    address = f"{stored()}/need"
    script, colleague = Script(officer, address), Script(officer, address)
    assert colleague.save(need="Của người trước.").status_code == 200
    answer = script.save(need="Của người sau.")
    assert (answer.status_code, answer.json) == (
        409, {"words": "Somebody else has saved this section meanwhile."}
    )  # fmt: skip
    assert look(address, lambda row: row.need) == "Của người trước."


def test_another_section_saved_meanwhile_is_no_conflict(officer: Visitor, stored, look) -> None:
    address = stored()
    script, other = Script(officer, f"{address}/need"), Script(officer, f"{address}/place")
    assert [other.save(title="Tủ sách").status_code, script.save(need="Có.").status_code] == [200, 200]
    assert look(address, lambda row: (row.title, row.need)) == ("Tủ sách", "Có.")


# Rights


def test_who_may_not_write_is_told_so(officer: Visitor, visitor, stored, look) -> None:
    address = stored()
    script = Script(officer, f"{address}/need")
    stranger = visitor("officer", "218")
    token = field(stranger.get("/desk/proposals/new"), "csrf_token")
    answer = stranger.post(f"{address}/need", data=script.fields | {"csrf_token": token, "need": "Lạ."}, headers=JSON)
    assert answer.status_code == 404
    officer.submit(f"{address}/check", {"declaration": "y"})
    refused = script.save(need="Viết dở.")
    assert (refused.status_code, list(refused.json)) == (403, ["words"])
    assert look(address, lambda row: (row.state, row.need)) == (State.SUBMITTED, look(address, lambda row: row.need))


# Cost


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """The SQL statements that are run meanwhile, without transaction control."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement.split()[0])

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)


def asked(seen: list[str]) -> list[str]:
    return [verb for verb in seen if verb not in ("BEGIN", "COMMIT", "ROLLBACK")]


COSTS = {
    "text": ({"need": "Có."}, None, ["SELECT", "UPDATE", "INSERT"]),
    "type of support": ({"category_key": "swimming"}, None, ["SELECT", "SELECT", "UPDATE", "INSERT"]),
    "budget": ({}, "Giá mới", ["SELECT", "UPDATE", "UPDATE", "INSERT"]),
}


@pytest.mark.parametrize("kind", COSTS)
def test_saving_takes_under_five_statements(app: Flask, officer: Visitor, stored, look, kind: str) -> None:
    values, item, expected = COSTS[kind]
    address = stored()
    version, line = look(address, lambda row: (row.version, row.budget_lines[0].id))
    given = {"lines": [LineInput(item, Decimal(1), "cuốn", 45_000, id=line)]} if item else {}
    with app.app_context():
        actor = person_by_email("officer.220@example.org").as_actor()
    with app.app_context(), statements(app) as seen:
        services.save(actor, address.split("/")[3], version, values, **given)
    assert sorted(asked(seen)) == sorted(expected)


def test_an_autosave_as_a_whole_takes_few_statements(app: Flask, officer: Visitor, stored) -> None:
    script = Script(officer, f"{stored()}/need")
    with statements(app) as seen:
        assert script.save(need="Có.").status_code == 200
    # The session with its person, the three of the service, and the row as it is stored now.
    assert asked(seen) == ["SELECT", "SELECT", "UPDATE", "INSERT", "SELECT"]
