"""Two publishers who release the same list at once, each in a process of its own: one does, the other is told."""

import os
import subprocess
import sys

import pytest
from flask import Flask

from catalog.db import db
from catalog.editions import services as editions
from catalog.editions.models import EditionDocument, Entry
from catalog.editions.queries import edition_by_key
from catalog.exchange import stored
from catalog.settings import PROJECT
from tests.editions.scene import ready
from tests.exchange.releasing import only_quick_formats
from tests.proposals import scene

PUBLISHERS = ("publisher@example.org", "deputy@example.org")
REFUSED = "refused NotAllowed Danh mục 2023-1 đã công bố, không sửa được."


def begun(environment: dict[str, str], email: str) -> subprocess.Popen[str]:
    """A process that has read the list and waits for a line."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.exchange.releasing", email, "2023-1", "wait"],
        cwd=PROJECT,
        env={"PATH": os.environ["PATH"]} | environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "prepared\n"
    return process


@pytest.mark.both_databases
def test_one_release_wins_and_the_other_is_refused_in_words(app: Flask, environment: dict[str, str], person) -> None:
    for email in PUBLISHERS:
        person(email, "publisher")
    with app.app_context():
        reviewer, round_ = scene.actor("reviewer"), scene.a_round()
        editions.add(reviewer, editions.create(reviewer, round_).key, ready(reviewer, round_).code)
    processes = [begun(environment, email) for email in PUBLISHERS]
    for process in processes:
        assert process.stdin
        process.stdin.write("\n")
        process.stdin.flush()
    ends = sorted(process.communicate()[0].splitlines()[-1] for process in processes)
    assert ends == [REFUSED, "released"]
    with app.app_context():
        edition = edition_by_key("2023-1")
        assert edition.released_by in ("publisher", "deputy")
        assert db.session.query(Entry).count() == 1
        documents = db.session.query(EditionDocument).all()
        assert len(documents) == 3 * len(only_quick_formats())
        assert all(stored.content(edition, row) for row in documents)
