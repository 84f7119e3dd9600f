"""The outbox: what left, what waits, what failed and why; no secret can be read there."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from catalog.db import db, transaction
from catalog.mail import HIDDEN, MOST_ATTEMPTS, OutboxMessage, enqueue
from tests.accounts.people import invited, statements
from tests.submission.pages import found
from tests.visitor import Visitor

OUTBOX = "/desk/administration/outbox"
SUBJECTS = "//tbody//th"
STATES = "//tbody//td[3]"


@pytest.fixture
def admin(app: Flask, person: Any, sign_in: Any) -> Visitor:
    person("admin@example.org", "administrator")
    client = sign_in("admin@example.org")
    client.set_cookie("language", "en")
    return client


def write(app: Flask, *keys: str, attempts: int | None = None) -> None:
    """Mails that left; with `attempts`, mails that failed so often."""
    with app.app_context():
        with transaction():
            for key in keys:
                enqueue("officer@example.org", f"Subject {key}", f"Xin chào {key}.\nXem: http://localhost/x\n", key)
        if attempts is not None:
            with transaction():
                for row in db.session.query(OutboxMessage).where(OutboxMessage.dedupe_key.in_(keys)):
                    row.sent_at = row.claimed_at = None
                    row.attempts, row.tried_at, row.error = attempts, row.created_at, "Connection refused"


def test_an_empty_outbox(admin: Visitor) -> None:
    assert found(admin.get(OUTBOX), "//div[@class='empty']/h2") == ["No mails"]


def test_mails_with_their_state_and_reason(app: Flask, admin: Visitor) -> None:
    write(app, "a")
    write(app, "b", attempts=1)
    write(app, "c", attempts=MOST_ATTEMPTS)
    page = admin.get(OUTBOX)
    assert found(page, SUBJECTS) == ["Subject c", "Subject b", "Subject a"]
    assert found(page, STATES) == ["FailedConnection refused", "WaitingConnection refused", "Mailed"]
    assert found(page, "//nav[@aria-label='State']//a") == ["All", "Waiting 1", "Mailed 1", "Failed 1"]
    for state, subject in (("waiting", "b"), ("sent", "a"), ("failed", "c")):
        assert found(admin.get(f"{OUTBOX}?state={state}"), SUBJECTS) == [f"Subject {subject}"]
    assert len(found(admin.get(f"{OUTBOX}?state=lost&page=7"), SUBJECTS)) == 0


def test_a_mail_is_read_as_it_goes(app: Flask, admin: Visitor) -> None:
    write(app, "a")
    page = admin.get(f"{OUTBOX}/1")
    assert found(page, "//dl[@class='facts']/dd")[:3] == ["no-reply@localhost", "officer@example.org", "Subject a"]
    assert found(page, "//pre") == ["Xin chào a. Xem: http://localhost/x"]
    assert found(page, "//main//form") == []
    assert admin.get(f"{OUTBOX}/99").status_code == 404


def test_a_mail_that_failed_is_sent_again(app: Flask, admin: Visitor, mailbox: Any) -> None:
    write(app, "a", attempts=MOST_ATTEMPTS)
    app.config["CATALOG"] = replace(app.config["CATALOG"], smtp_url=mailbox.url)
    address = f"{OUTBOX}/1"
    assert admin.submit(address, action=f"{address}/send-again").location == address
    assert [mail["Subject"] for mail in mailbox.messages] == ["Subject a"]
    assert found(admin.get(address), "//main//form") == []
    token = found(admin.get(address), "//input[@name='csrf_token']/@value")[0]
    assert admin.post(f"{address}/send-again", data={"csrf_token": token}).status_code == 403
    assert len(mailbox.messages) == 1
    history = admin.get("/desk/administration/history?subject=mail")
    assert found(history, "//tbody/tr/td")[1:3] == ["sent a mail again", "Mails: Subject a"]


def test_no_link_can_be_read(app: Flask, admin: Visitor) -> None:
    """Neither of a mail that left nor of one that waits."""
    tokens = []
    with app.app_context():
        tokens.append(invited("a@example.org", "reviewer")[1])
    app.config["CATALOG"] = replace(app.config["CATALOG"], smtp_url="smtp://127.0.0.1:1")
    with app.app_context():
        tokens.append(invited("b@example.org", "reviewer")[1])
    pages = [admin.get(address).text for address in (OUTBOX, f"{OUTBOX}/1", f"{OUTBOX}/2")]
    assert [token in page for token in tokens for page in pages] == [False] * 6
    assert [f"/invitation/{HIDDEN}" in page for page in pages] == [False, True, True]


def test_a_text_is_only_a_text(app: Flask, admin: Visitor) -> None:
    write(app, "<b onclick=x>")
    assert [page.count("<b onclick") for page in (admin.get(OUTBOX).text, admin.get(f"{OUTBOX}/1").text)] == [0, 0]


def test_more_mails_ask_no_more(app: Flask, admin: Visitor) -> None:
    asked = []
    for keys in ("a", "bc"):
        write(app, *keys)
        with statements(app) as seen:
            admin.get(OUTBOX)
        asked.append(len(seen))
    assert asked[0] == asked[1]
