"""The sample proposals keep the rules and sums that they were written with."""

import json
from collections import Counter

import pytest

from catalog import money
from catalog.demo.load import PROPOSALS, VND_PER_USD
from catalog.proposals.fields import BY_KEY, TRANSLATABLE, Kind
from catalog.reference.shipped import read

STORIES = json.loads(PROPOSALS.read_text(encoding="utf-8"))["proposals"]
PUBLIC_TEXTS = {field.key for field in TRANSLATABLE}
ALWAYS_ASKED = {field.key for field in TRANSLATABLE if field.asked_for is None}


def total(story, *funding: str) -> int:
    return sum(line["quantity"] * line["unit_cost_vnd"] for line in story["budget_lines"] if line["funding"] in funding)


def test_twenty_four_proposals_over_all_ten_units() -> None:
    assert Counter(story["unit"] for story in STORIES) == {
        "220": 4, "219": 4, "218": 3, "215": 3, "216": 2, "217": 2, "223": 2, "222": 1, "221": 1, "213": 2,
    }  # fmt: skip
    assert {story["vietnamese"]["category_key"] for story in STORIES} == {row["key"] for row in read("categories.csv")}


def test_sums_of_the_samples() -> None:
    assert sum(total(story, "aid", "counterpart") for story in STORIES) == 21_183_200_000
    assert sum(money.to_usd(total(story, "aid"), VND_PER_USD) for story in STORIES) == 797_903


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["code"])
def test_every_field_is_known_and_in_both_languages(story) -> None:
    given = story["vietnamese"].keys()
    assert given - BY_KEY.keys() == set()
    assert given & PUBLIC_TEXTS == story["english"].keys()
    assert ALWAYS_ASKED - given == set()


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["code"])
def test_texts_are_within_their_limits(story) -> None:
    limits = {field.key: field.limit for field in BY_KEY.values() if field.limit}
    texts = [(key, text) for side in ("vietnamese", "english") for key, text in story[side].items() if key in limits]
    assert [key for key, text in texts if len(text) > limits[key]] == []


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["code"])
def test_children_add_up(story) -> None:
    fields = story["vietnamese"]
    assert fields["girls"] + fields["boys"] == fields["children"]
    parts = [fields[key] for key in ("ethnic_minority", "with_disability", "poor_or_near_poor")]
    assert max(parts) <= fields["children"]
    assert 0 <= fields["age_from"] <= fields["age_to"] < 16
    assert fields["planned_start"] < fields["planned_end"]


def test_addresses_are_reserved_ones() -> None:
    keys = [key for key, field in BY_KEY.items() if field.kind is Kind.EMAIL]
    addresses = {story["vietnamese"][key] for story in STORIES for key in keys}
    assert addresses == {"nghiepvu@example.org"}


def test_summaries_carry_no_figure_that_the_other_texts_lack() -> None:
    def figures(text: str) -> set[str]:
        return {word.strip(".,;:") for word in text.split() if word[0].isdigit()}

    def others(fields) -> str:
        texts = (value for key, value in fields.items() if key != "summary")
        return " ".join(str(value) for value in texts)

    invented = {
        story["code"]: unknown
        for story in STORIES
        for side in ("vietnamese", "english")
        if (unknown := figures(story[side]["summary"]) - figures(others(story[side])))
    }
    assert invented == {}
