"""What is accepted for each kind of field, and the rules between fields."""

from datetime import date
from typing import Any

import pytest

from catalog.proposals.models import Proposal
from catalog.proposals.values import cleaned, contradictions, errors_in, first_of_month, last_of_month

CATEGORIES = frozenset({"library"})

ACCEPTED: list[dict[str, Any]] = [
    {"title": "x" * 300},
    {"summary": "x" * 160},
    {"title": "", "children": None, "sdg_targets": []},
    {"children": 0},
    {"children": 10_000_000},
    {"sdg_targets": ["4.a", "4.5", "17.19"]},
    {"contact_email": "phong.gd@sondong.example"},
    {"commune_code": "07621"},
    {"category_key": "library", "aid_form": "non_project", "priority": 3},
]
TOO_LONG = ("Dài {0} ký tự, nhiều nhất {1}.", "It has {0} characters; {1} at most.")
NOT_A_COUNT = ("Hãy nhập một số nguyên không âm.", "Enter a whole number, not below zero.")
NOT_TARGETS = ("Hãy nhập như 4.a, 4.5.", "Enter targets such as 4.a, 4.5.")
NOT_AN_EMAIL = ("Đây không phải địa chỉ thư điện tử.", "This is not an e-mail address.")
NOT_A_CODE = ("Mã xã gồm đúng 5 chữ số.", "A commune code has exactly 5 digits.")
NOT_A_CHOICE = ("Hãy chọn một mục trong danh sách.", "Choose one from the list.")


def too_long(length: int, limit: int) -> tuple[str, ...]:
    return tuple(text.format(length, limit) for text in TOO_LONG)


REFUSED = [
    ("title", "x" * 301, too_long(301, 300)),
    ("summary", "ữ" * 161, too_long(161, 160)),
    ("letter_number", "x" * 61, too_long(61, 60)),
    ("children", -1, NOT_A_COUNT),
    ("girls", 10_000_001, NOT_A_COUNT),
    ("children", "240", NOT_A_COUNT),
    ("sdg_targets", ["4.a", "18.1"], NOT_TARGETS),
    ("sdg_targets", ["4"], NOT_TARGETS),
    ("contact_email", "phong gd", NOT_AN_EMAIL),
    ("commune_code", "7621", NOT_A_CODE),
    ("category_key", "roads", NOT_A_CHOICE),
    ("aid_form", "loan", NOT_A_CHOICE),
    ("priority", 4, NOT_A_CHOICE),
]


@pytest.mark.parametrize("values", ACCEPTED, ids=str)
def test_accepted(values: dict[str, Any]) -> None:
    assert errors_in(values, CATEGORIES) == {}


@pytest.mark.parametrize(("key", "value", "text"), REFUSED, ids=str)
def test_refused(key: str, value: Any, text: tuple[str, str]) -> None:
    assert errors_in({key: value}, CATEGORIES) == {key: text}


RULES = [
    ({"children": 240, "girls": 120, "boys": 120}, {}),
    ({"girls": 5, "boys": 6}, {}),
    ({"children": 240, "girls": 120}, {}),
    ({"age_from": 0, "age_to": 15}, {}),
    ({"planned_start": date(2024, 3, 1), "planned_end": date(2024, 3, 31)}, {}),
    (
        {"children": 240, "girls": 100, "boys": 100},
        {"boys": "Girls and boys make 200, unlike the 240 children in all."},
    ),
    ({"children": 5, "girls": 6}, {"girls": "More than the children in all (5)."}),
    ({"children": 5, "with_disability": 6}, {"with_disability": "More than the children in all (5)."}),
    ({"age_from": 16}, {"age_from": "Children are under 16."}),
    ({"age_from": 10, "age_to": 6}, {"age_to": "It is below the first age."}),
    (
        {"planned_start": date(2024, 3, 1), "planned_end": date(2024, 2, 29)},
        {"planned_end": "It ends before it starts."},
    ),
]


@pytest.mark.parametrize(("values", "errors"), RULES, ids=str)
def test_rules_between_fields(values: dict[str, Any], errors: dict[str, str]) -> None:
    found = contradictions(Proposal(**values))
    assert {key: text.en for key, text in found.items()} == errors


def test_months_begin_and_end() -> None:
    assert (first_of_month(2024, 2), last_of_month(2024, 2)) == (date(2024, 2, 1), date(2024, 2, 29))


def test_only_text_is_cleaned() -> None:
    assert cleaned({"a": " a\u0300\u00a0b ", "b": 3, "c": None}) == {"a": "à b", "b": 3, "c": None}
