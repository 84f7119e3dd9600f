"""Help and examples: there for every type of support, short enough, and showing no child."""

import pytest

from catalog.proposals import guidance, safeguarding
from catalog.proposals.examples import ANY, EXAMPLES
from catalog.proposals.fields import BY_KEY
from catalog.reference.shipped import read

CATEGORIES = [row["key"] for row in read("categories.csv")]
# Questions whose answer is a text that donors read.
MAIN = (
    "title", "summary", "need", "objective", "activities", "results", "counterpart_source", "sustainability",
    "readiness", "safeguarding",
)  # fmt: skip


def test_every_type_of_support_is_of_a_kind() -> None:
    assert set(guidance.KIND_OF) == set(CATEGORIES)
    assert {kind for table in (EXAMPLES, guidance.HELP) for kinds in table.values() for kind in kinds} == {
        *guidance.KIND_OF.values(),
        ANY,
    }


@pytest.mark.parametrize("category", [*CATEGORIES, None, "roads"])
def test_every_main_question_has_an_example(category: str | None) -> None:
    assert [key for key in MAIN if not guidance.example_for(key, category)] == []


def test_what_some_types_are_asked_has_an_example_too() -> None:
    asked = [key for key, field in BY_KEY.items() if field.asked_for and field.limit]
    assert [key for key in asked if not guidance.example_for(key, "library")] == []


@pytest.mark.parametrize("key", EXAMPLES)
def test_examples_would_be_accepted(key: str) -> None:
    for example in EXAMPLES[key].values():
        assert [len(text) for text in example if not 0 < len(text) <= BY_KEY[key].limit] == []
        assert [hit for text in example for hit in safeguarding.scan(text)] == []


def test_help_is_about_fields() -> None:
    assert set(guidance.HELP) <= set(BY_KEY)


def test_help_follows_the_type_of_support() -> None:
    found = [guidance.help_for("results", key) for key in ("classroom", "medical_care", "gifts", None)]
    assert [text and text.en for text in found] == [
        "Rooms, m², day of inspection, children who use it.",
        "Children tested and treated; share followed up.",
        None,
        None,
    ]
