"""Long work: told, ended, run once, and known to be interrupted."""

import threading
import time
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from catalog import clock
from catalog.accounts.actor import Actor
from catalog.db import db, transaction
from catalog.errors import NotAllowed, NotFound, NotReady
from catalog.i18n import Bilingual
from catalog.work import queries, services
from catalog.work.models import Work
from tests.proposals import scene

pytestmark = pytest.mark.both_databases
TITLE = Bilingual("Công bố danh mục 2023-1", "Release of edition 2023-1")


@pytest.fixture
def publisher(database) -> Actor:
    return scene.actor("publisher")


@pytest.fixture
def slow(app: Flask):
    """A task that goes on until it is told to end, in a thread as in production."""
    app.config["WORK_IN_BACKGROUND"] = True
    end = threading.Event()

    def task(progress) -> None:
        progress(1, 3)
        while not end.wait(0.02):
            progress(2, 3)

    task.end = end
    yield task
    end.set()
    for thread in threading.enumerate():
        if thread.name == "work":
            thread.join()


def start(actor: Actor, task, subject: str = "2023-1") -> Work:
    return services.start(actor, "release", subject, TITLE, "/desk/editions/2023-1", task)


def until(work: Work, found) -> None:
    """Wait until a row is as wanted."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        db.session.rollback()
        db.session.refresh(work)
        if found(work):
            return
        time.sleep(0.05)
    pytest.fail(f"still {work.state}, {work.done} of {work.total}")


def test_work_tells_how_far_it_is_and_is_done(publisher: Actor, slow) -> None:
    work = start(publisher, slow)
    until(work, lambda row: (row.state, row.done, row.total) == ("running", 2, 3))
    slow.end.set()
    until(work, lambda row: row.state == "done")
    assert work.ended_at is not None


def test_work_is_ended_when_somebody_asks(publisher: Actor, slow) -> None:
    work = start(publisher, slow)
    services.cancel(publisher, work.id)
    until(work, lambda row: row.state == "cancelled")


def test_the_same_work_runs_once(publisher: Actor, slow) -> None:
    first, second = start(publisher, slow), start(publisher, slow)
    assert second.id == first.id
    assert start(publisher, slow, subject="2024-1").id != first.id


def test_work_that_is_silent_was_interrupted_and_can_be_started_again(publisher: Actor) -> None:
    with transaction() as session:
        dead = Work(kind="release", subject="2023-1", title={"vi": "", "en": ""}, path="/desk/")
        dead.heartbeat_at = clock.now() - timedelta(seconds=61)
        session.add(dead)
    assert dead.shown_state == "interrupted"
    again = start(publisher, lambda progress: progress(1, 1))
    assert again.id != dead.id
    assert [row.state for row in db.session.scalars(select(Work).order_by(Work.id))] == ["interrupted", "done"]


def test_what_is_refused_is_said(publisher: Actor) -> None:
    def task(_progress) -> None:
        raise NotReady([Bilingual("Thiếu tên", "No title")])

    work = start(publisher, task)
    assert (work.state, [words.en for words in work.reasons]) == ("failed", ["Something is still missing.", "No title"])


def test_what_is_unexpected_is_logged(publisher: Actor, caplog: pytest.LogCaptureFixture) -> None:
    work = start(publisher, lambda _progress: 1 // 0)
    assert (work.state, work.reasons) == ("failed", [services.UNEXPECTED])
    assert "ZeroDivisionError" in caplog.text


def test_only_who_started_it_and_the_office_see_it(publisher: Actor) -> None:
    officer, other, manager = scene.actor("officer", "220"), scene.actor("officer", "218"), scene.actor("manager")
    work = start(officer, lambda progress: progress(1, 1))
    assert [queries.work_by_id(actor, work.id).id for actor in (officer, manager, publisher)] == [work.id] * 3
    with pytest.raises(NotFound):
        queries.work_by_id(other, work.id)


def test_who_only_reads_ends_nothing(publisher: Actor, slow) -> None:
    work = start(publisher, slow)
    with pytest.raises(NotAllowed):
        services.cancel(scene.actor("manager"), work.id)
