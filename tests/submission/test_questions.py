"""All questions on one page: of one type of support or of all, as the form asks them."""

from typing import Any

import pytest
from lxml import html

from catalog.proposals.fields import FIELDS
from catalog.proposals.sections import SECTION_NAMES
from tests.submission.pages import found
from tests.visitor import Visitor

QUESTIONS = "/desk/questions"


def asked(response: Any) -> dict[str, str]:
    """The questions of a page, each with whom it is asked of."""
    sections = html.fromstring(response.text).xpath("//section[@class='question']")
    return {
        section.xpath("string(h3/text()[1])").strip(): section.xpath("string(p[@class='only-for'])").strip()
        for section in sections
    }


def test_all_questions_in_the_order_of_the_form(officer: Visitor) -> None:
    page = officer.get(QUESTIONS)
    assert list(asked(page)) == [field.label.en for field in FIELDS]
    assert found(page, "//h2") == [f"{n}. {name.en}" for n, name in enumerate(SECTION_NAMES.values(), start=1)]


def test_questions_of_some_types_say_so(officer: Visitor) -> None:
    assert {label: only for label, only in asked(officer.get(QUESTIONS)).items() if only} == {
        "Months of support": "Only for: Scholarships; Nutrition and school meals; "
        "Support for children in special circumstances",
        "Hospital or clinic": "Only for: Medical check-ups and treatment",
        **dict.fromkeys(
            ("Land", "Design and size of the works"),
            "Only for: Classrooms; Semi-boarding facilities; School water and sanitation; Play and recreation areas; "
            "whatever includes construction",
        ),
    }


@pytest.mark.parametrize(("category", "own"), [
    ("classroom", {"Land": "", "Design and size of the works": ""}),
    ("library", dict.fromkeys(("Land", "Design and size of the works"), "Only for: whatever includes construction")),
    ("scholarship", {"Months of support": ""} | dict.fromkeys(
        ("Land", "Design and size of the works"), "Only for: whatever includes construction")),
])  # fmt: skip
def test_one_type_of_support(officer: Visitor, category: str, own: dict[str, str]) -> None:
    page = officer.get(f"{QUESTIONS}?category={category}")
    some = [field.label.en for field in FIELDS if field.asked_for]
    assert {label: only for label, only in asked(page).items() if label in some} == own
    assert found(page, "//select[@name='category']//option[@selected]/@value") == [category]


def test_an_unknown_type_shows_all(officer: Visitor) -> None:
    assert asked(officer.get(f"{QUESTIONS}?category=roads")) == asked(officer.get(QUESTIONS))


def test_a_leader_reads_the_questions_and_fetches_no_workbook(visitor) -> None:
    page = visitor("leader").get(QUESTIONS)
    assert (page.status_code, found(page, "//button[@formaction]")) == (200, [])
