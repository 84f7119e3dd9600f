"""The outbox: mails are written in the transaction of their action and leave once after its commit."""

import logging
import smtplib
import threading
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from pathlib import Path
from urllib.parse import unquote, urlsplit

from flask import current_app
from sqlalchemy import ColumnElement, String, Text, UniqueConstraint, and_, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from catalog import clock
from catalog.accounts.actor import Actor
from catalog.accounts.rights import Right
from catalog.audit import record
from catalog.db import UTCDateTime, db, on_commit, transaction
from catalog.errors import NotAllowed, NotFound
from catalog.i18n import Bilingual

log = logging.getLogger(__name__)
SMTP_SECONDS = 10
# How long a mail rests after its first, second… failure; after the last one it is given up until somebody asks.
RESTS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480, 1440))
MOST_ATTEMPTS = len(RESTS) + 1
# Refusals that say nothing about the next mail.
OF_ONE_MAIL = (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError, ValueError)
# A mail taken so long ago and not settled was in the hands of a process that died; it may have left all the same.
INTERRUPTED = timedelta(minutes=10)
# Stands in the text where the secret of a mail goes, a one-time link's token.
HIDDEN = "••••••••••••"
SECRETS_KEPT = timedelta(days=7)
STATES = ("waiting", "sent", "failed")

EVENTS = {"mail:send_again": Bilingual(vi="gửi lại thư", en="sent a mail again")}
NOT_AGAIN = Bilingual(
    vi="Thư này đã được gửi hoặc đang được gửi.", en="This mail has been sent, or is being sent just now."
)
LINK_GONE = Bilingual(
    vi="Đường dẫn trong thư này không còn được lưu; hãy cấp đường dẫn mới ở trang của người dùng.",
    en="The link of this mail is no longer kept; issue a new one on the person's page.",
)


class OutboxMessage(db.Model):
    """A plain-text mail; `dedupe_key` makes the same mail impossible twice, `claimed_at` makes sending it so."""

    __tablename__ = "outbox_message"
    __table_args__ = (UniqueConstraint("dedupe_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    dedupe_key: Mapped[str] = mapped_column(String(120))
    recipient: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(300))
    body: Mapped[str] = mapped_column(Text)
    # What only the recipient may read; it stands in the place of HIDDEN as the mail leaves, and is then forgotten.
    secret: Mapped[str] = mapped_column(String(100), default="", server_default="")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    claimed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    tried_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(String(300), default="")

    @property
    def state(self) -> str:
        """One of STATES; `in_state` says the same in SQL."""
        if self.sent_at:
            return "sent"
        if self.claimed_at:
            return "failed" if self.claimed_at <= clock.now() - INTERRUPTED else "waiting"
        return "failed" if self.attempts >= MOST_ATTEMPTS else "waiting"


def in_state(state: str) -> ColumnElement[bool]:
    """The condition that a mail is in one of STATES."""
    sent = OutboxMessage.sent_at.is_not(None)
    interrupted = OutboxMessage.claimed_at <= clock.now() - INTERRUPTED
    given_up = and_(OutboxMessage.claimed_at.is_(None), OutboxMessage.attempts >= MOST_ATTEMPTS)
    failed = and_(
        OutboxMessage.sent_at.is_(None), or_(given_up, and_(OutboxMessage.claimed_at.is_not(None), interrupted))
    )
    return {"sent": sent, "failed": failed}.get(state, and_(~sent, ~failed))


def link(path: str) -> str:
    """The full address of a page, for a mail."""
    return current_app.config["CATALOG"].base_url + path


def sender() -> str:
    """Address that mails come from."""
    return current_app.config["CATALOG"].mail_from


def leaves_by_smtp() -> bool:
    """Whether a mail server is set; without one mails are written to a folder."""
    return bool(current_app.config["CATALOG"].smtp_url)


def enqueue(recipient: str, subject: str, body: str, dedupe_key: str, secret: str = "") -> None:
    """Put a mail into the outbox of the transaction under way; it leaves after the commit.

    A `secret` that stands in the body can be read by nobody else, and is forgotten once the mail has left.
    """
    one_line = " ".join(subject.split())
    kept = body.replace(secret, HIDDEN) if secret else body
    message = OutboxMessage(recipient=recipient, subject=one_line, body=kept, secret=secret, dedupe_key=dedupe_key)
    db.session.add(message)
    on_commit(_leave)


def send_again(actor: Actor, message_id: int) -> None:
    """Try a mail that failed once more, from the beginning. Raises NotFound, and NotAllowed for one that has left."""
    actor.require(Right.ADMINISTER)
    with transaction() as session:
        message = session.get(OutboxMessage, message_id, with_for_update=True)
        if message is None:
            raise NotFound
        if message.state != "failed":
            raise NotAllowed(NOT_AGAIN)
        if HIDDEN in message.body and not message.secret:
            raise NotAllowed(LINK_GONE)
        message.attempts, message.claimed_at, message.tried_at, message.error = 0, None, None, ""
        record(actor, "mail:send_again", message.id)
        on_commit(_leave)


def forget_secrets() -> int:
    """Drop the secrets of mails that never left: their links have expired; returns how many there were."""
    old = OutboxMessage.secret != "", OutboxMessage.created_at < clock.now() - SECRETS_KEPT
    if not db.session.scalar(select(OutboxMessage.id).where(*old).limit(1)):
        return 0
    with transaction() as session:
        return len(
            session.scalars(update(OutboxMessage).where(*old).values(secret="").returning(OutboxMessage.id)).all()
        )


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
    """Send what waits, oldest first; returns how many left. A failure is kept with its reason and tried again later."""
    sent = 0
    for message_id in db.session.scalars(select(OutboxMessage.id).where(_is_due()).order_by(OutboxMessage.id)).all():
        message = _claim(message_id)
        if message is None:
            continue
        error = _try_to_send(message)
        _settle(message_id, error)
        if error is None:
            sent += 1
        elif not isinstance(error, OF_ONE_MAIL):
            break  # the server is away: the rest waits as well
    return sent


def _is_due() -> ColumnElement[bool]:
    """Nobody has it, and it is new or has rested long enough since it failed."""
    rested = [
        and_(OutboxMessage.attempts == attempts, OutboxMessage.tried_at <= clock.now() - rest)
        for attempts, rest in enumerate(RESTS, start=1)
    ]
    return and_(OutboxMessage.claimed_at.is_(None), or_(OutboxMessage.tried_at.is_(None), *rested))


def _claim(message_id: int) -> OutboxMessage | None:
    """Take a message for this process; None when another one has it."""
    now = clock.now()
    with transaction() as session:
        taken = session.scalar(
            update(OutboxMessage)
            .where(OutboxMessage.id == message_id, _is_due())
            .values(claimed_at=now, tried_at=now, attempts=OutboxMessage.attempts + 1)
            .returning(OutboxMessage.id)
        )
    return db.session.get(OutboxMessage, message_id) if taken else None


def _settle(message_id: int, error: Exception | None) -> None:
    with transaction() as session:
        message = session.get_one(OutboxMessage, message_id)
        message.error = (str(error) or type(error).__name__)[:300] if error else ""
        if error:
            message.claimed_at = None
        else:
            message.sent_at, message.secret = clock.now(), ""


def _try_to_send(message: OutboxMessage) -> Exception | None:
    """Send one mail; returns why it failed, if it did."""
    settings = current_app.config["CATALOG"]
    try:
        mail = _as_mail(message, sender())
        if settings.smtp_url:
            _send(mail, settings.smtp_url)
        else:
            _write(mail, settings.data_dir / "outbox" / f"{message.id:06}.eml")
    except (OSError, smtplib.SMTPException, ValueError) as error:
        log.warning("mail %s was not sent: %s", message.id, error)
        return error
    return None


def _as_mail(message: OutboxMessage, from_: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = from_
    mail["To"] = message.recipient
    mail["Subject"] = message.subject
    mail["Date"] = formatdate(message.created_at.timestamp())
    mail["Message-ID"] = make_msgid(idstring=str(message.id), domain=from_.rpartition("@")[2])
    mail.set_content(message.body.replace(HIDDEN, message.secret) if message.secret else message.body)
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
