"""What is due runs by itself: beside the answers, by command, once in any number of processes, and never dies."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, text

from catalog import clock, due
from catalog.db import db, transaction
from catalog.mail import OutboxMessage, enqueue
from catalog.notices.models import Notice
from catalog.proposals.models import Proposal
from catalog.proposals.workflow import State
from catalog.settings import PROJECT
from tests.proposals import scene

NOTHING = dict.fromkeys(due.JOBS, 0)


def deadline_passed(app: Flask) -> None:
    """A round whose deadline passed a minute ago, and two units that wanted their drafts sent."""
    with app.app_context():
        round_ = scene.a_round()
        for code in ("218", "220"):
            scene.draft(scene.actor("officer", code), round_)
            with transaction():
                scene.unit(code).auto_sends = True
        with transaction():
            for proposal in db.session.scalars(select(Proposal)):
                proposal.created_at = clock.now() - timedelta(hours=1)
            round_.closes_at = clock.now() - timedelta(minutes=1)


def states(app: Flask) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(Proposal.state)))


def test_nothing_to_do(app: Flask) -> None:
    with app.app_context():
        assert due.run_due() == NOTHING


def test_everything_that_is_due_is_done_and_then_nothing_is(app: Flask) -> None:
    deadline_passed(app)
    with app.app_context():
        assert due.run_due() == NOTHING | {"deadlines": 2}
        assert due.run_due() == NOTHING
    assert states(app) == [State.SUBMITTED] * 2


def test_expired_sessions_and_links_go(app: Flask, person, sign_in) -> None:
    person("officer@example.org", "officer", unit="220")
    sign_in("officer@example.org")
    with app.app_context():
        assert due.run_due()["expired"] == 0
        with transaction() as session:
            session.execute(text("UPDATE sign_in_session SET expires_at = '2023-01-01'"))
        assert (due.run_due()["expired"], due.run_due()["expired"]) == (1, 0)


def test_a_job_that_fails_stops_no_other(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    """The table of steps is gone: mails leave all the same, and the log says what happened."""
    with app.app_context():
        scene.a_round()
        with transaction():
            enqueue("officer@example.org", "Subject", "Text", "key")
            db.session.info.pop("on_commit")  # as when the process died between its commit and the mail
        with transaction() as session:
            session.execute(text("DROP TABLE deadline_step"))
        assert due.run_due() == {name: int(name == "mails") for name in due.JOBS if name != "deadlines"}
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == ["due: deadlines"]


def test_the_thread_works_and_ends(app: Flask) -> None:
    deadline_passed(app)
    with due.running(app):
        until = time.monotonic() + 10
        while State.DRAFT in states(app) and time.monotonic() < until:
            time.sleep(0.05)
    assert states(app) == [State.SUBMITTED] * 2
    assert [thread for thread in threading.enumerate() if thread.name == "due"] == []


def command(environment: dict[str, str], *args: str) -> subprocess.Popen[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.Popen(
        [sys.executable, "-m", "flask", *args],
        cwd=PROJECT,
        env=kept | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.both_databases
def test_two_processes_do_it_once(app: Flask, environment: dict[str, str]) -> None:
    deadline_passed(app)
    processes = [command(environment, "due") for _ in range(2)]
    outputs = [process.communicate(timeout=120) for process in processes]
    assert [process.returncode for process in processes] == [0, 0], outputs
    taken = [int(output.split(",")[0].removeprefix("deadlines: ")) for output, _errors in outputs]
    assert sum(taken) == 2
    with app.app_context():
        assert len(db.session.scalars(select(Notice)).all()) == 2
        mails = db.session.scalars(select(OutboxMessage)).all()
        assert [(mail.attempts, mail.state) for mail in mails] == [(1, "sent")] * 2


def test_the_server_does_it_and_ends_when_told(app: Flask, environment: dict[str, str]) -> None:
    deadline_passed(app)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = command(environment | {"PORT": str(port)}, "serve")
    until = time.monotonic() + 60
    while State.DRAFT in states(app) and time.monotonic() < until:
        time.sleep(0.1)
    assert states(app) == [State.SUBMITTED] * 2
    server.send_signal(signal.SIGTERM)
    _output, log = server.communicate(timeout=30)
    assert server.returncode == 0
    lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    assert [line["deadlines"] for line in lines if line["message"] == "due"] == [2]
