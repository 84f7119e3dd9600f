"""What the tests of accounts share."""

import pytest
from flask import Flask

from tests.accounts.people import EMAIL, add


@pytest.fixture
def person_id(app: Flask) -> int:
    """A reviewer who can sign in with EMAIL and PASSWORD."""
    return add(app, EMAIL, "reviewer", name="Nguyễn Thị Lan")
