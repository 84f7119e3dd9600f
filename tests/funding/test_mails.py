"""The mails about enquiries, as they stand in the outbox: who gets which words, in both languages."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete, select

from catalog import clock
from catalog.db import db, transaction
from catalog.funding import services
from catalog.funding.models import Enquiry
from catalog.i18n import format_date
from catalog.mail import OutboxMessage
from catalog.notices.models import Notice
from catalog.office.models import IssuingBody
from tests.funding import scene as funding
from tests.proposals import scene

SNAPSHOT = Path(__file__).with_name("mails.txt")
SAID = "zqxmarker"


@pytest.fixture
def listed(app: Flask) -> None:
    """A released entry, with the proposal that it came from, and an office with an address."""
    funding.released(app)
    with app.app_context(), transaction():
        db.session.query(IssuingBody).one().email = "office@example.org"


def outbox() -> list[OutboxMessage]:
    return list(db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)))


def name_of(message: OutboxMessage) -> str:
    """Role and unit of a recipient, without the number that makes an address unique."""
    return message.recipient.split("@")[0].rstrip("0123456789").rstrip(".")


def in_words(reference: str) -> str:
    """Every mail that waits; what differs from day to day is taken out."""
    with transaction():
        made = db.session.scalars(select(Enquiry).where(Enquiry.reference == reference)).one()
        day = made.due_on
    said = "".join(f"== {name_of(message)}\n{message.subject}\n\n{message.body}\n" for message in outbox())
    for language in ("vi", "en"):
        said = said.replace(format_date(day, language), "DAY")
    with transaction() as session:
        session.execute(delete(OutboxMessage))
    return said.replace(reference, "123-456")


def test_every_mail_in_words(listed, database) -> None:
    """The file beside this one is what is sent; whoever changes a word changes it there."""
    for role in ("officer", "reviewer"):
        for language in ("vi", "en"):
            scene.person(role, language=language)
    sent = [
        in_words(funding.received(language="vi", kind="lines", lines=["1-0", "1-1"], needs=["1-0"]).reference),
        in_words(funding.received(language="en", kind="fund_all", registration="yes").reference),
    ]
    assert "\n".join(sent) == SNAPSHOT.read_text(encoding="utf-8")


def test_nobody_is_told_what_the_sender_wrote(listed, database) -> None:
    for role in ("officer", "leader", "reviewer", "publisher", "manager"):
        scene.person(role)
    said = {"organisation": SAID, "contact_name": SAID, "message": SAID, "phone": SAID, "email": f"{SAID}@example.org"}
    funding.received(**said)
    found = [f"{message.subject} {message.body}" for message in outbox()]
    found += [f"{notice.subject} {notice.body}" for notice in db.session.scalars(select(Notice))]
    assert [SAID in text for text in found] == [False] * len(found)
    assert [name_of(message) for message in outbox()] == [
        SAID,
        "reviewer",
        "publisher",
        "office",
        "officer.220",
    ]


def test_one_entered_by_hand_confirms_nothing(listed, database) -> None:
    reviewer = scene.actor("reviewer")
    services.enter(reviewer, funding.interest(), "by-hand", "telephone", clock.today())
    assert [name_of(message) for message in outbox()] == ["reviewer", "office"]
