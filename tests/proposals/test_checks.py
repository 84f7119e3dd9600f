"""What a proposal still lacks, what looks odd in it, what might expose a child."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from catalog.proposals import checks
from catalog.proposals.fields import BY_KEY
from catalog.proposals.models import BudgetLine, InKindNeed, Proposal
from catalog.proposals.safeguarding import KINDS
from catalog.proposals.sections import Section
from tests.proposals import scene


def line(**values: Any) -> BudgetLine:
    """A budget line with nothing missing but what `values` say."""
    given = {"item": "Giá sách", "quantity": Decimal(1), "unit": "bộ", "unit_cost_vnd": 1_000, "funding": "aid"}
    return BudgetLine(**given | values)


def proposal(*lines: BudgetLine, **values: Any) -> Proposal:
    """A proposal that is in no database."""
    return Proposal(budget_lines=list(lines or (line(), line(funding="counterpart"))), **scene.COMPLETE | values)


def found(problems: list[checks.Problem]) -> list[tuple[str, str | None, str]]:
    return [(problem.section, problem.key, problem.text.en) for problem in problems]


def test_what_is_complete_lacks_nothing() -> None:
    assert checks.missing_to_submit(proposal()) == []


def test_what_is_needed_to_send_and_to_publish() -> None:
    bare = Proposal(title="Tủ sách")
    to_send = [
        ("place", "location", "Missing: Location"),
        ("place", "implementer", "Missing: Implementing organisation"),
        ("kind", "category_key", "Missing: Type of support"),
        ("kind", "children", "Missing: Children who benefit directly"),
        ("work", "objective", "Missing: Objective"),
        ("budget", None, "The budget has no line that asks for aid"),
    ]
    assert found(checks.missing_to_submit(bare)) == to_send
    assert found(checks.missing_to_publish(proposal())) == [
        ("kind", "aid_form", "Missing: Form of aid"),
        ("need", "summary", "Missing: Summary in one sentence"),
        ("need", "need", "Missing: Need"),
    ]


def test_zero_children_is_an_answer() -> None:
    assert checks.missing_to_submit(proposal(children=0)) == []


@pytest.mark.parametrize(
    "gap", [line(item=""), line(quantity=None), line(unit_cost_vnd=None)], ids=["item", "quantity", "cost"]
)
def test_lines_with_gaps_are_named_by_number(gap: BudgetLine) -> None:
    assert found(checks.missing_to_submit(proposal(line(), gap))) == [
        ("budget", None, "Budget, line 2: item, quantity or unit cost is missing")
    ]


def test_somebody_has_to_be_asked_for_something() -> None:
    assert found(checks.missing_to_submit(proposal(line(funding="counterpart")))) == [
        ("budget", None, "The budget has no line that asks for aid")
    ]


def test_contradictions_stop_a_proposal_too() -> None:
    assert found(checks.missing_to_submit(proposal(girls=1, boys=1))) == [
        ("kind", "boys", "Of these: boys: Girls and boys make 2, unlike the 240 children in all.")
    ]


NO_DATES = ("work", "planned_start", "There are no planned dates.")
NO_COUNTERPART = ("budget", None, "There is no local contribution.")
IN_ALL_ONE = ("budget", None, "The budget is one sum only; donors want to see its lines.")


@pytest.mark.parametrize(("lines", "warnings"), [
    ([line(), line(funding="counterpart")], [NO_DATES]),
    ([line(), line()], [NO_COUNTERPART, NO_DATES]),
    ([line(unit=""), line(funding="counterpart")], [NO_DATES, IN_ALL_ONE]),
    ([line(funding="counterpart"), line(unit="")], [NO_DATES, IN_ALL_ONE]),
    ([line(funding="counterpart", unit=""), line()], [NO_DATES]),
])  # fmt: skip
def test_what_looks_odd(lines: list[BudgetLine], warnings: list[Any]) -> None:
    assert found(checks.warnings(proposal(*lines))) == warnings


def test_an_unusual_cost_is_pointed_out_and_never_missing() -> None:
    odd = proposal(line(funding="counterpart"), line(item="Phòng học", unit="phòng", unit_cost_vnd=45_000_000))
    assert found(checks.warnings(odd)) == [
        NO_DATES,
        (
            "budget",
            None,
            "Budget, line 2: the unit cost is outside the planning range of 2023 (VND 450–600 million per room).",
        ),
    ]
    assert checks.missing_to_publish(odd) == checks.missing_to_publish(proposal())


ASKED: list[tuple[dict[str, Any], list[str]]] = [
    ({"category_key": "library"}, []),
    ({"category_key": None}, []),
    ({"category_key": "classroom"}, ["land", "design"]),
    ({"category_key": "library", "has_construction": True}, ["land", "design"]),
    ({"category_key": "scholarship"}, ["months"]),
    ({"category_key": "medical_care"}, ["hospital"]),
    # The type was changed: what was written stays in sight.
    ({"category_key": "library", "land": "500 m²", "months": 0}, ["months", "land"]),
]


@pytest.mark.parametrize(("values", "keys"), ASKED)
def test_some_questions_are_asked_of_some_types_only(values: dict[str, Any], keys: list[str]) -> None:
    asked = [f.key for section in Section for f in checks.asked_fields(proposal(**values), section)]
    assert [key for key in asked if BY_KEY[key].asked_for] == keys


def test_what_a_type_is_asked_and_has_not_answered_is_pointed_out() -> None:
    dated = {"planned_start": date(2024, 1, 1), "planned_end": date(2024, 12, 31)}
    built = proposal(category_key="classroom", land="500 m²", **dated)
    assert found(checks.warnings(built)) == [("approval", "design", "Missing: Design and size of the works")]


def test_every_text_that_may_become_public_is_read() -> None:
    asked = proposal(
        line(item="Quà cho cháu Hà, lớp 3A"),
        need="Liên hệ 0912 345 678.",
        notes="Liên hệ 0912 345 679.",  # never public
        in_kind_needs=[InKindNeed(item="Áo cho em Vi Thị Mai")],
    )
    hits = [(hit.section, hit.label.en, hit.kind, hit.excerpt) for hit in checks.text_hits(asked)]
    assert hits == [
        (Section.NEED, "Need", KINDS["phone"], "0912 345 678"),
        (Section.BUDGET, "Budget line", KINDS["name"], "cháu Hà"),
        (Section.BUDGET, "Budget line", KINDS["school_class"], "lớp 3A"),
        (Section.CONTRIBUTIONS, "In-kind need", KINDS["name"], "em Vi Thị Mai"),
    ]


def test_the_key_of_a_hit_names_its_very_text() -> None:
    def key(**values: Any) -> str:
        return checks.text_hits(proposal(**values))[0].key

    assert key(need="Gọi 0912 345 678.") == key(need="Gọi 0912 345 678.")
    assert (
        len(
            {key(need=text) for text in ("Gọi 0912 345 678.", "Gọi số 0912 345 678.")}
            | {key(objective="Gọi 0912 345 678.")}
        )
        == 3
    )
