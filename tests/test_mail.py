"""Mails: written with their action, sent once after its commit, kept while the server is away."""

import socket
import threading
from dataclasses import replace
from email import message_from_bytes, policy

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from catalog.db import db, transaction
from catalog.mail import OutboxMessage, deliver_pending, enqueue

TEXT = "Kính gửi ông/bà,\nđề xuất SD-2023-01 đã được chấp nhận.\n"


def send(app, key="accepted:1", subject="[SD-2023-01] Đã chấp nhận\r\nBcc: all@example.org"):
    with app.app_context(), transaction():
        enqueue("officer@example.org", subject, TEXT, key)


def states(app):
    with app.app_context():
        return [(row.sent_at is not None, row.attempts) for row in db.session.scalars(select(OutboxMessage))]


def use(app, **values):
    app.config["CATALOG"] = replace(app.config["CATALOG"], **values)


def test_by_smtp(app, mailbox):
    use(app, smtp_url=mailbox.url)
    send(app)
    [mail] = mailbox.messages
    assert mail["To"] == "officer@example.org"
    assert mail["Subject"] == "[SD-2023-01] Đã chấp nhận Bcc: all@example.org"
    assert mail["Bcc"] is None
    assert mail.get_content().splitlines() == TEXT.splitlines()
    assert states(app) == [(True, 1)]


def test_without_smtp_into_the_outbox_folder(app):
    send(app)
    [path] = (app.config["CATALOG"].data_dir / "outbox").iterdir()
    mail = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert (path.suffix, mail["To"], mail.get_content()) == (".eml", "officer@example.org", TEXT)


def test_nothing_leaves_when_the_action_fails(app, mailbox):
    use(app, smtp_url=mailbox.url)
    with app.app_context(), pytest.raises(ZeroDivisionError), transaction():
        enqueue("officer@example.org", "Subject", TEXT, "x")
        raise ZeroDivisionError
    assert mailbox.messages == []


def test_a_mail_waits_for_a_server_that_is_away_and_leaves_once(app, mailbox):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        use(app, smtp_url=f"smtp://127.0.0.1:{free.getsockname()[1]}")
    send(app)
    assert states(app) == [(False, 1)]
    use(app, smtp_url=mailbox.url)
    with app.app_context():
        assert deliver_pending() == 1
        assert deliver_pending() == 0
    assert len(mailbox.messages) == 1
    assert states(app) == [(True, 2)]


def test_the_same_mail_is_not_possible_twice(app):
    send(app)
    with pytest.raises(IntegrityError):
        send(app)


def test_a_slow_mail_server_holds_up_nobody(app, mailbox):
    """A server delivers beside its requests; the mail arrives all the same, once."""
    app.config["MAIL_IN_BACKGROUND"] = True
    use(app, smtp_url=mailbox.url)
    send(app)
    for thread in threading.enumerate():
        if thread.name == "mail":
            thread.join()
    assert len(mailbox.messages) == 1
    assert states(app) == [(True, 1)]
