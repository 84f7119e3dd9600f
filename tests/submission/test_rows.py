"""Rows of the budget and of in-kind needs: typed, added, removed and moved with plain buttons."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from catalog.db import transaction
from catalog.proposals.models import BudgetLine, Proposal
from tests.submission.pages import field, found, summary
from tests.visitor import Visitor


def items(proposal: Proposal) -> list[str]:
    return [line.item for line in proposal.budget_lines]


def ids(proposal: Proposal) -> list[int]:
    return [line.id for line in proposal.budget_lines]


def line(key: object, **values: str) -> dict[str, str]:
    """What is typed into the row of a key."""
    return {f"budget_lines-{key}-{name}": value for name, value in values.items()}


def keys(response: Any) -> list[str]:
    """Keys of the rows of a page, in their order."""
    return found(response, "//input[@name='budget_lines-row']/@value")


@pytest.fixture
def budget(stored, app: Flask) -> str:
    """Address of a budget of two lines: shelves, then a room."""
    address = stored()
    with app.app_context(), transaction() as session:
        proposal = session.scalars(select(Proposal)).one()
        proposal.budget_lines.append(BudgetLine(position=2, item="Phòng đọc", funding="aid"))
    return f"{address}/budget"


def test_a_new_budget_offers_empty_rows(officer: Visitor, stored, look) -> None:
    address = f"{stored()}/budget"
    officer.submit(address, {"budget_lines-row": []})
    assert keys(officer.get(address)) == ["new1", "new2", "new3"]


AMOUNTS = [
    ("4500000", 4_500_000), ("4.500.000", 4_500_000), ("4,500,000", 4_500_000), ("4,5 triệu", 4_500_000),
    ("4.5tr", 4_500_000), ("1,2 tỷ", 1_200_000_000), ("1 tỷ 200 triệu", 1_200_000_000), ("450 nghìn", 450_000),
    ("500.000 đồng", 500_000), ("0", 0), ("", None),
]  # fmt: skip


def test_amounts_are_understood_as_people_write_them(officer: Visitor, stored, look) -> None:
    address = f"{stored()}/budget"
    fields: dict[str, Any] = {"budget_lines-row": [f"new{number}" for number, _ in enumerate(AMOUNTS)]}
    for number, (typed, _) in enumerate(AMOUNTS):
        fields |= line(f"new{number}", item=typed or "-", unit_cost_vnd=typed)
    assert officer.submit(address, fields).status_code == 303
    assert look(address, lambda row: [(line.item, line.unit_cost_vnd) for line in row.budget_lines]) == [
        (typed or "-", cost) for typed, cost in AMOUNTS
    ]


def test_sums_are_those_of_the_server(officer: Visitor, stored) -> None:
    address = f"{stored()}/budget"
    officer.submit(address, line("new1", item="Sách", quantity="1.5", unit_cost_vnd="1 triệu", funding="counterpart"))
    opened = officer.get(address)
    assert found(opened, "//tfoot//strong") == ["VND 54,000,000", "VND 1,500,000", "VND 55,500,000"]
    assert found(opened, "//tfoot/tr[@class='read-out']//span") == ["Năm mươi lăm triệu năm trăm nghìn đồng"]


def read_out(response: Any) -> list[str]:
    """What is read out below the rows."""
    return found(response, "//tbody/tr[@class='read-out']")


def test_amounts_are_read_out_with_their_dollars(officer: Visitor, stored) -> None:
    address = f"{stored()}/budget"
    officer.submit(address, line("new1", item="Tủ sách", quantity="1", unit_cost_vnd="1,5 tỷ", optional="y"))
    opened = officer.get(address)
    assert read_out(opened) == [
        "Unit cost: VND 4,500,000 (Bốn triệu năm trăm nghìn đồng) · Amount: VND 54,000,000 (Năm mươi tư triệu đồng)",
        "Unit cost: VND 1,500,000,000 (Một tỷ năm trăm triệu đồng)",
    ]
    assert found(opened, "//tbody//td[contains(@class, 'amount')]") == [
        "VND 54,000,000 USD 2,229",
        "VND 1,500,000,000 USD 61,930",
        "–",
    ]
    assert found(opened, "//tfoot//th") == [
        "Aid requested",
        "Local contribution 0% of the total",
        "Total of this may be left out: VND 1,500,000,000",
    ]


def test_what_is_refused_is_read_out_as_far_as_it_is_understood(officer: Visitor, stored) -> None:
    answer = officer.submit(f"{stored()}/budget", line("new1", item="Sách", quantity="hai", unit_cost_vnd="1,5 tỷ"))
    assert (answer.status_code, read_out(answer)[1:]) == (
        422,
        ["Unit cost: VND 1,500,000,000 (Một tỷ năm trăm triệu đồng)"],
    )


def test_the_planning_ranges_stand_with_the_budget(officer: Visitor, stored) -> None:
    address = f"{stored(category_key='classroom')}/budget"
    assert found(officer.get(address), "//div[@class='usual']//li") == [
        "Classroom: VND 450–600 million per room",
        "Pre-school room with toilet: VND 500–650 million per room",
    ]
    answer = officer.submit(
        address, line("new1", item="Phòng học", quantity="2", unit="phòng", unit_cost_vnd="60 triệu")
    )
    assert answer.status_code == 303
    assert found(officer.get(address), "//*[@class='unusual']") == [
        "Outside the planning range of 2023: VND 450–600 million per room. Please look again."
    ]


REFUSED = [
    ({"quantity": "hai"}, ["Quantity, line 2: This is not a quantity. Write it as 12 or 1,5."]),
    ({"unit_cost_vnd": "nhiều"}, ["Unit cost, line 2: This is not an amount. Write it as 1.500.000 or 1,5 tỷ."]),
    ({"unit_cost_vnd": "60 - 70 triệu"},
     ["Unit cost, line 2: Is it VND 70,000,000? Write the amount in full, as 1.500.000."]),
    ({"funding": "loan"}, ["Paid by, line 2: Not a valid choice."]),
    ({"item": "x" * 301}, ["Line 2: at most 300 characters for the item and 60 for the unit."]),
    ({"quantity": "10000000000"}, ["Line 2: wrong quantity or unit cost."]),
]  # fmt: skip


def test_refused_with_every_row_still_there(officer: Visitor, stored, look) -> None:
    address = f"{stored()}/budget"
    for typed, errors in REFUSED:
        answer = officer.submit(address, line("new1", **{"item": "Sách"} | typed))
        assert (answer.status_code, summary(answer)) == (422, errors)
        kept = {name: value for name, value in typed.items() if name != "funding"}
        assert {name: field(answer, f"budget_lines-new1-{name}") for name in kept} == kept
    assert look(address, items) == ["Giá sách"]


def test_a_row_in_which_nothing_is_typed_is_no_row(officer: Visitor, stored, look) -> None:
    address = f"{stored()}/budget"
    officer.submit(address, line("new1", funding="counterpart", optional="y"))
    assert look(address, items) == ["Giá sách"]


def test_adding_saves_and_offers_one_more(officer: Visitor, stored, look) -> None:
    address = f"{stored()}/budget"
    answer = officer.submit(address, line("new1", item="Sách"), button="do=add")
    assert (answer.status_code, look(address, items)) == (303, ["Giá sách", "Sách"])
    opened = officer.get(answer.location)
    assert [key for key in keys(opened) if key.startswith("new")] == ["new1"]
    assert found(opened, "//input[@autofocus]/@name") == ["budget_lines-new1-item"]
    again = officer.get(officer.submit(answer.location, button="do=add").location)
    assert [key for key in keys(again) if key.startswith("new")] == ["new1", "new2"]


@pytest.mark.parametrize(("verb", "number", "order"), [
    ("up", 1, ["Phòng đọc", "Giá sách"]),
    ("down", 0, ["Phòng đọc", "Giá sách"]),
    ("up", 0, ["Giá sách", "Phòng đọc"]),
    ("remove", 0, ["Phòng đọc"]),
    ("remove", 1, ["Giá sách"]),
])  # fmt: skip
def test_rows_move_and_go(officer: Visitor, budget: str, look, verb: str, number: int, order: list[str]) -> None:
    before = look(budget, ids)
    answer = officer.submit(budget, button=f"do={verb}:{before[number]}")
    assert (answer.status_code, look(budget, items)) == (303, order)
    assert set(look(budget, ids)) <= set(before)


@pytest.mark.parametrize(("button", "at", "number"), [
    ("up:new2", "up", 3), ("down:new1", "down", 4), ("down:new2", "down", 4), ("up:{0}", "up", 1),
    ("remove:{0}", "remove", 1), ("remove:{1}", "remove", 2), ("remove:new2", "remove", 4),
])  # fmt: skip
def test_the_keyboard_stays_on_the_button(
    officer: Visitor, budget: str, look, button: str, at: str, number: int
) -> None:
    """A row that was just typed has another key once it is saved; after a removal the next row is at hand."""
    stored_ids = look(budget, ids)
    typed = line("new1", item="Sách") | line("new2", item="Thảm")
    opened = officer.get(budget)
    data = {name: field(opened, name) for name in ("csrf_token", "version", "base")} | typed
    data |= line(stored_ids[0], item="Giá sách") | line(stored_ids[1], item="Phòng đọc")
    rows = [*map(str, stored_ids), "new1", "new2"]
    answer = officer.post(budget, data=data | {"budget_lines-row": rows, "do": button.format(*stored_ids)})
    assert answer.status_code == 303
    focus = found(officer.get(answer.location), "//button[@autofocus]/@title")
    labels = {"up": "Move line {} up", "down": "Move line {} down", "remove": "Remove line {}"}
    assert focus == [labels[at].format(number)]


def test_what_is_typed_elsewhere_is_saved_when_a_row_moves(officer: Visitor, budget: str, look) -> None:
    first, second = look(budget, ids)
    officer.submit(budget, line(first, item="Giá sách lớn") | line("new1", item="Sách"), button=f"do=up:{second}")
    assert look(budget, items) == ["Phòng đọc", "Giá sách lớn", "Sách"]


def test_a_row_that_is_wrong_can_be_removed(officer: Visitor, budget: str, look) -> None:
    _, second = look(budget, ids)
    answer = officer.submit(budget, line(second, quantity="hai"), button=f"do=remove:{second}")
    assert (answer.status_code, look(budget, items)) == (303, ["Giá sách"])


def test_a_wrong_row_stays_when_another_is_removed(officer: Visitor, budget: str, look) -> None:
    first, second = look(budget, ids)
    answer = officer.submit(budget, line(second, quantity="hai"), button=f"do=remove:{first}")
    assert (answer.status_code, look(budget, items)) == (422, ["Giá sách", "Phòng đọc"])
    assert keys(answer)[0] == str(second)


def test_unknown_buttons_only_save(officer: Visitor, budget: str, look) -> None:
    for button in ("do=up:999", "do=remove:x", "do=up", "do=explode:1"):
        assert officer.submit(budget, button=button).status_code == 303
    assert look(budget, items) == ["Giá sách", "Phòng đọc"]


def test_the_rows_of_two_people_stand_beside_each_other(officer: Visitor, budget: str, look) -> None:
    first, _ = look(budget, ids)
    opened = officer.get(budget)
    officer.submit(budget, line(first, quantity="5"))
    data = {name: field(opened, name) for name in ("csrf_token", "version", "base")}
    data |= {"budget_lines-row": [str(first)]} | line(first, item="Giá sách", quantity="7")
    answer = officer.post(budget, data=data)
    assert (answer.status_code, field(answer, f"budget_lines-{first}-quantity")) == (409, "7")
    assert found(answer, "//div[@class='stored']") == [
        "Stored now: Giá sách: 5 chiếc × VND 4,500,000 (Aid requested) Phòng đọc: × (Aid requested)"
    ]


def test_needs_are_rows_beside_the_fields(officer: Visitor, stored, look) -> None:
    address = stored()
    fields = {"in_kind_needs-new1-item": "Xe đạp", "in_kind_needs-new1-quantity": "10", "sustainability": "Có."}
    assert officer.submit(f"{address}/contributions", fields, button="do=add").status_code == 303
    assert look(address, lambda row: [(need.item, need.quantity) for need in row.in_kind_needs]) == [
        ("Sách thiếu nhi", 800),
        ("Xe đạp", 10),
    ]
    assert look(address, lambda row: row.sustainability) == "Có."


def test_too_many_rows_are_refused_and_kept(officer: Visitor, stored, look) -> None:
    address = f"{stored()}/budget"
    opened = officer.get(address)
    data: dict[str, Any] = {name: field(opened, name) for name in ("csrf_token", "version", "base")}
    data["budget_lines-row"] = [f"new{number}" for number in range(1, 102)]
    for key in data["budget_lines-row"]:
        data |= line(key, item="Sách")
    answer = officer.post(address, data=data)
    assert (answer.status_code, summary(answer)) == (422, ["At most 100 lines."])
    assert len(keys(answer)) == 102
    assert look(address, items) == ["Giá sách"]
