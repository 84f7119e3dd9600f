"""The office, ready to work."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.review.desk import Office
from tests.visitor import Visitor


@pytest.fixture
def office(app: Flask, person: Callable, sign_in: Callable[[str], Visitor]) -> Office:
    """An open round, and people of the office who sign in when they are needed."""
    return Office(app, person, sign_in)
