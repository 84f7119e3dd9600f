"""The history speaks in words of both languages."""

import ast
import re

import pytest

from catalog.administration.presenters import EVENTS, SUBJECTS, event_words
from tests.code.source import files, tree

EVENT = re.compile("(?:" + "|".join(SUBJECTS) + "):[a-z_]+")


def recorded_events() -> set[str]:
    """Every event that the application's code names."""
    constants = (node for path in files("catalog/**/*.py") for node in ast.walk(tree(path)))
    values = (node.value for node in constants if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return {value for value in values if EVENT.fullmatch(value)}


def test_every_event_that_is_recorded_has_words_in_both_languages() -> None:
    assert recorded_events() - EVENTS.keys() == set()
    assert [event for event, words in EVENTS.items() if not all(words)] == []


def test_every_event_belongs_to_a_kind_of_thing_with_a_name() -> None:
    assert {event.partition(":")[0] for event in EVENTS} <= SUBJECTS.keys()


@pytest.mark.usefixtures("database")
def test_an_event_without_words_shows_as_it_is() -> None:
    assert event_words("person:sign_in") == "đăng nhập"
    assert event_words("pledge:answer") == "pledge:answer"
