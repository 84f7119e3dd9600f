"""The outbox: mails are written in the transaction of their action and leave once after its commit."""

import logging
import smtplib
import threading
from datetime import datetime
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from pathlib import Path
from urllib.parse import unquote, urlsplit

from flask import current_app
from sqlalchemy import String, Text, UniqueConstraint, select, update
from sqlalchemy.orm import Mapped, mapped_column

from catalog import clock
from catalog.db import UTCDateTime, db, on_commit, transaction

log = logging.getLogger(__name__)
SMTP_SECONDS = 10
MOST_ATTEMPTS = 5


class OutboxMessage(db.Model):
    """A plain-text mail; `dedupe_key` makes the same mail impossible twice, `claimed_at` makes sending it so."""

    __tablename__ = "outbox_message"
    __table_args__ = (UniqueConstraint("dedupe_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    dedupe_key: Mapped[str] = mapped_column(String(120))
    recipient: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(300))
    body: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    claimed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(String(300), default="")


def link(path: str) -> str:
    """The full address of a page, for a mail."""
    return current_app.config["CATALOG"].base_url + path


def enqueue(recipient: str, subject: str, body: str, dedupe_key: str) -> None:
    """Put a mail into the outbox of the transaction under way; it leaves after the commit."""
    one_line = " ".join(subject.split())
    db.session.add(OutboxMessage(recipient=recipient, subject=one_line, body=body, dedupe_key=dedupe_key))
    on_commit(_leave)


def _leave() -> None:
    """Send now, or beside the request where a server says so: a slow mail server must hold up nobody's click."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    if not app.config.get("MAIL_IN_BACKGROUND"):
        deliver_pending()
        return

    def deliver() -> None:
        with app.app_context():
            deliver_pending()

    threading.Thread(target=deliver, name="mail").start()


def deliver_pending() -> int:
    """Send what waits, oldest first; returns how many left. A failure is kept with its reason and tried again."""
    sent = 0
    waiting = select(OutboxMessage.id).where(OutboxMessage.claimed_at.is_(None), OutboxMessage.attempts < MOST_ATTEMPTS)
    for message_id in db.session.scalars(waiting.order_by(OutboxMessage.id)).all():
        message = _claim(message_id)
        if message is None:
            continue
        error = _try_to_send(message)
        _settle(message_id, error)
        if error:
            break  # the server is away: the rest waits for the next mail
        sent += 1
    return sent


def _claim(message_id: int) -> OutboxMessage | None:
    """Take a message for this process; None when another one has it."""
    with transaction() as session:
        taken = session.scalar(
            update(OutboxMessage)
            .where(OutboxMessage.id == message_id, OutboxMessage.claimed_at.is_(None))
            .values(claimed_at=clock.now(), attempts=OutboxMessage.attempts + 1)
            .returning(OutboxMessage.id)
        )
    return db.session.get(OutboxMessage, message_id) if taken else None


def _settle(message_id: int, error: str) -> None:
    with transaction() as session:
        message = session.get_one(OutboxMessage, message_id)
        message.error = error[:300]
        if error:
            message.claimed_at = None
        else:
            message.sent_at = clock.now()


def _try_to_send(message: OutboxMessage) -> str:
    """Send one mail; returns the reason where it failed."""
    settings = current_app.config["CATALOG"]
    mail = _as_mail(message, settings.mail_from)
    try:
        if settings.smtp_url:
            _send(mail, settings.smtp_url)
        else:
            _write(mail, settings.data_dir / "outbox" / f"{message.id:06}.eml")
    except (OSError, smtplib.SMTPException) as error:
        log.warning("mail %s was not sent: %s", message.id, error)
        return str(error) or type(error).__name__
    return ""


def _as_mail(message: OutboxMessage, sender: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = sender
    mail["To"] = message.recipient
    mail["Subject"] = message.subject
    mail["Date"] = formatdate(message.created_at.timestamp())
    mail["Message-ID"] = make_msgid(idstring=str(message.id), domain=sender.rpartition("@")[2])
    mail.set_content(message.body)
    return mail


def _send(mail: EmailMessage, url: str) -> None:
    parts = urlsplit(url)
    kind = smtplib.SMTP_SSL if parts.scheme == "smtps" else smtplib.SMTP
    with kind(parts.hostname or "", parts.port or 0, timeout=SMTP_SECONDS) as server:
        server.ehlo()
        if parts.scheme == "smtp" and server.has_extn("starttls"):
            server.starttls()
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        server.send_message(mail)


def _write(mail: EmailMessage, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_bytes(bytes(mail))
    part.replace(path)
