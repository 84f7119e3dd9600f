"""A release of 500 entries that is killed at any moment: all of it is public afterwards, or nothing."""

import hashlib
import os
import random
import subprocess
import sys
import time

import pytest
from flask import Flask
from sqlalchemy import func, select

from catalog import storage
from catalog.db import db
from catalog.editions import services as editions
from catalog.editions.models import EditionDocument, Entry
from catalog.editions.queries import edition_by_key
from catalog.proposals.models import Proposal
from catalog.settings import PROJECT
from tests.editions.scene import ready
from tests.exchange.releasing import only_quick_formats, repeat
from tests.proposals import scene

ENTRIES = 500
PUBLISHER = "publisher@example.org"
DOCUMENTS = 3 * len(only_quick_formats())
# After which of its lines, and how many seconds later at most, the process is killed.
MOMENTS = (("document 0", 0.5), (f"document {DOCUMENTS}", 1.5), ("commit", 0.02), ("released", 0.0))


@pytest.fixture
def long_list(app: Flask, person) -> None:
    """A draft of 500 proposals that are ready."""
    person(PUBLISHER, "publisher")
    with app.app_context():
        reviewer, round_ = scene.actor("reviewer"), scene.a_round()
        edition = editions.create(reviewer, round_)
        code = ready(reviewer, round_).code
        editions.add(reviewer, edition.key, code)
        repeat(code, ENTRIES, edition.id)


def released(environment: dict[str, str], until: str = "released", most_seconds: float = 0) -> None:
    """Release in another process; kill it some moment after it said the line."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.exchange.releasing", PUBLISHER, "2023-1"],
        cwd=PROJECT,
        env={"PATH": os.environ["PATH"]} | environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    said = []
    for line in process.stdout or ():
        said.append(line.strip())
        if said[-1] == until:
            break
    assert said, "the process ended before it began"
    assert said[-1] == until
    time.sleep(random.uniform(0, most_seconds))  # noqa: S311
    process.kill()
    process.communicate()


def state(app: Flask) -> str:
    """ "all" or "nothing"; fails on anything in between."""
    with app.app_context():
        edition = edition_by_key("2023-1")
        entries = db.session.scalar(select(func.count()).select_from(Entry))
        published = db.session.scalar(select(func.count()).where(Proposal.state == "published"))
        rows = db.session.scalars(select(EditionDocument)).all()
        hashes = [hashlib.sha256(storage.load(row.sha256, storage.DOCUMENTS)).hexdigest() for row in rows]
        assert hashes == [row.sha256 for row in rows]
        found = edition.state, entries, published, len(rows)
    page = app.test_client().get("/en/editions/2023-1")
    if found == ("draft", 0, 0, 0):
        assert page.status_code == 404
        return "nothing"
    assert found == ("released", ENTRIES, ENTRIES, DOCUMENTS)
    assert page.status_code == 200
    assert page.text.count("/en/projects/") >= ENTRIES
    return "all"


@pytest.mark.both_databases
def test_a_release_of_500_entries_is_killed_at_any_moment(
    app: Flask, environment: dict[str, str], long_list: None
) -> None:
    assert state(app) == "nothing"
    came = {}
    for line, most_seconds in MOMENTS:
        released(environment, line, most_seconds)
        came[line] = state(app)
        if came[line] == "all":
            break
    else:
        pytest.fail("it was never released")
    assert came["document 0"] == "nothing"
