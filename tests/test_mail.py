"""Mails: written with their action, sent once after its commit, kept while the server is away."""

import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from email import message_from_bytes, policy

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from catalog import clock
from catalog.accounts.actor import SYSTEM
from catalog.db import db, transaction
from catalog.errors import NotAllowed
from catalog.mail import (
    HIDDEN,
    INTERRUPTED,
    MOST_ATTEMPTS,
    RESTS,
    SECRETS_KEPT,
    STATES,
    OutboxMessage,
    deliver_pending,
    enqueue,
    forget_secrets,
    in_state,
    send_again,
)

TEXT = "Kính gửi ông/bà,\nđề xuất SD-2023-01 đã được chấp nhận.\n"


def send(app, key="accepted:1", subject="[SD-2023-01] Đã chấp nhận\r\nBcc: all@example.org"):
    with app.app_context(), transaction():
        enqueue("officer@example.org", subject, TEXT, key)


def states(app):
    with app.app_context():
        return [(row.sent_at is not None, row.attempts) for row in db.session.scalars(select(OutboxMessage))]


def deliver(app):
    with app.app_context():
        return deliver_pending()


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
    assert deliver(app) == 0  # it rests for a minute
    with time_machine.travel(clock.now() + RESTS[0]):
        assert deliver(app) == 1
        assert deliver(app) == 0
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


@pytest.mark.both_databases
def test_many_hands_send_each_mail_once(app, mailbox):
    use(app, smtp_url="smtp://127.0.0.1:1")
    for number in range(4):
        send(app, key=f"mail {number}", subject=f"Mail {number}")
    use(app, smtp_url=mailbox.url)
    with time_machine.travel(clock.now() + RESTS[0]), ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(deliver, [app] * 4)) == 4
    assert sorted(mail["Subject"] for mail in mailbox.messages) == [f"Mail {number}" for number in range(4)]


def test_a_mail_that_never_leaves_is_given_up_and_sent_again_by_hand(app, mailbox):
    use(app, smtp_url="smtp://127.0.0.1:1")
    send(app)
    moment = clock.now()
    for rest in RESTS:
        moment += rest
        with time_machine.travel(moment, tick=False):
            deliver(app)
            deliver(app)  # at once again: it rests
    assert states(app) == [(False, MOST_ATTEMPTS)]
    use(app, smtp_url=mailbox.url)
    with time_machine.travel(moment + RESTS[-1]):
        assert deliver(app) == 0
    with app.app_context():
        [message] = db.session.scalars(select(OutboxMessage))
        assert (message.state, "Connection refused" in message.error) == ("failed", True)
        send_again(SYSTEM, message.id)
        with pytest.raises(NotAllowed):
            send_again(SYSTEM, message.id)
    assert (states(app), len(mailbox.messages)) == ([(True, 1)], 1)


def test_one_refused_recipient_holds_up_nobody_else(app, mailbox):
    use(app, smtp_url=mailbox.url)

    async def refuse(server, session, envelope, address, options):
        envelope.rcpt_tos.append(address)
        return "550 nobody here" if address == "officer@example.org" else "250 OK"

    mailbox.handle_RCPT = refuse
    send(app)
    with app.app_context(), transaction():
        enqueue("leader@example.org", "Subject", TEXT, "leader")
    assert [mail["To"] for mail in mailbox.messages] == ["leader@example.org"]
    assert states(app) == [(False, 1), (True, 1)]


@pytest.mark.both_databases
def test_the_states_are_the_same_in_python_and_in_sql(app):
    now = clock.now()
    rows = {
        "new": {},
        "resting": {"attempts": 1, "tried_at": now},
        "in hand": {"attempts": 1, "claimed_at": now},
        "interrupted": {"attempts": 1, "claimed_at": now - INTERRUPTED},
        "given up": {"attempts": MOST_ATTEMPTS},
        "sent": {"attempts": 1, "claimed_at": now, "sent_at": now},
    }
    with app.app_context(), transaction() as session:
        for key, values in rows.items():
            session.add(OutboxMessage(dedupe_key=key, recipient="a@example.org", subject="", body="", **values))
    with app.app_context(), time_machine.travel(now, tick=False):
        stored = db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)).all()
        in_python = {row.dedupe_key: row.state for row in stored}
        in_sql = {key: state for state in STATES for key in keys(in_state(state))}
    expected = ["waiting", "waiting", "waiting", "failed", "failed", "sent"]
    assert in_python == dict(zip(rows, expected, strict=True))
    assert in_sql == in_python


def keys(condition):
    return db.session.scalars(select(OutboxMessage.dedupe_key).where(condition)).all()


def test_a_secret_is_in_the_mail_and_nowhere_else(app, mailbox):
    use(app, smtp_url=mailbox.url)
    with app.app_context(), transaction():
        enqueue("officer@example.org", "Subject", "http://localhost/invitation/abc\n", "link", secret="abc")
    assert mailbox.messages[0].get_content().splitlines() == ["http://localhost/invitation/abc"]
    with app.app_context():
        [message] = db.session.scalars(select(OutboxMessage))
        assert (message.body, message.secret) == (f"http://localhost/invitation/{HIDDEN}\n", "")


def test_a_secret_that_never_left_is_forgotten(app, mailbox):
    use(app, smtp_url="smtp://127.0.0.1:1")
    with app.app_context(), transaction():
        enqueue("officer@example.org", "Subject", "http://localhost/invitation/abc\n", "link", secret="abc")
    use(app, smtp_url=mailbox.url)
    with app.app_context(), time_machine.travel(clock.now() + SECRETS_KEPT, tick=False):
        assert forget_secrets() == 1
        assert forget_secrets() == 0
        [message] = db.session.scalars(select(OutboxMessage))
        with transaction():
            message.attempts = MOST_ATTEMPTS
        with pytest.raises(NotAllowed):
            send_again(SYSTEM, message.id)
    assert mailbox.messages == []
