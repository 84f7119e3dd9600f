"""Telling people something, once each: in the application, and by mail at once or in the mail of the day."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from sqlalchemy import ColumnElement, or_, select, update

from catalog import clock, mail
from catalog.accounts.actor import Actor
from catalog.accounts.models import Person
from catalog.db import db, transaction
from catalog.errors import NotFound
from catalog.i18n import Bilingual, format_datetime
from catalog.notices.models import Notice

# Local time of the mail of the day: it lies there when an office opens.
DIGEST_AT = time(7)
DIGEST_SUBJECT = Bilingual("Thông báo mới ({count})", "New notices ({count})")
DIGEST_HEAD = Bilingual(
    "Thông báo dành cho ông/bà từ Danh mục dự án vận động viện trợ:",
    "What the aid-project catalogue has to tell you:",
)
DIGEST_FOOT = Bilingual(
    "Đọc tất cả thông báo: {notices}\nThay đổi cách nhận thư: {account}",
    "All notices: {notices}\nHow often mails come: {account}",
)
RULE = "-" * 40


def notify(
    person: Person, subject: Bilingual, body: Bilingual, path: str, dedupe_key: str, urgent: bool = False
) -> None:
    """Tell one person, in the person's language, inside the transaction under way; the mail leaves after its commit.

    `path` is the page that it is about. The key must be new: who is not sure asks before. What is urgent is mailed at
    once to everybody; the rest waits for the mail of the day of those who want one.
    """
    said = subject.in_(person.language), body.in_(person.language)
    notice = Notice(person=person, subject=said[0], body=said[1], path=path, dedupe_key=dedupe_key)
    db.session.add(notice)
    if urgent or person.mail_rhythm == "at_once":
        notice.mailed_at = clock.now()
        mail.enqueue(person.email, *said, dedupe_key)


def send_digests() -> int:
    """Mail what waits: to people with a daily mail what was there at DIGEST_AT, to all others whatever there is.

    The latter waits from before they changed their mind. Returns how many mails were written.
    """
    people = select(Notice.person_id).join(Notice.person).where(_waiting(), Person.active).distinct()
    return sum(_send_digest(person_id) for person_id in db.session.scalars(people).all())


def _waiting() -> ColumnElement[bool]:
    due = or_(Person.mail_rhythm == "at_once", Notice.created_at < _last_digest_at())
    return Notice.mailed_at.is_(None) & due


def _last_digest_at() -> datetime:
    """The latest moment at which mails of the day were due."""
    local = clock.to_local(clock.now())
    day = local.date() if local.time() >= DIGEST_AT else local.date() - timedelta(days=1)
    return datetime.combine(day, DIGEST_AT, clock.zone())


def _send_digest(person_id: int) -> bool:
    """Write one mail of all that waits for a person; False where another process was quicker."""
    with transaction() as session:
        person = session.get_one(Person, person_id)
        waiting = select(Notice.id).join(Notice.person).where(_waiting(), Person.id == person_id)
        # The condition is asked once more of every row: of two processes the second finds none left.
        take = update(Notice).where(Notice.id.in_(waiting), Notice.mailed_at.is_(None)).values(mailed_at=clock.now())
        taken = session.scalars(take.returning(Notice.id)).all()
        if not taken:
            return False
        notices = session.scalars(select(Notice).where(Notice.id.in_(taken)).order_by(Notice.id)).all()
        subject = DIGEST_SUBJECT.in_(person.language).format(count=len(notices))
        body = _digest(notices, person.language)
        mail.enqueue(person.email, subject, body, f"digest:{person.id}:{max(taken)}")
    return True


def _digest(notices: Sequence[Notice], language: str) -> str:
    parts = [f"{format_datetime(row.created_at, language)}\n{row.subject}\n\n{row.body.strip()}" for row in notices]
    foot = DIGEST_FOOT.in_(language).format(notices=mail.link("/desk/notices"), account=mail.link("/account"))
    return f"\n\n{RULE}\n".join([DIGEST_HEAD.in_(language), *parts, foot]) + "\n"


def open_notice(actor: Actor, notice_id: int) -> Notice:
    """Mark one of one's own notices as read; raises NotFound for everybody else's."""
    with transaction() as session:
        notice = session.get(Notice, notice_id)
        if notice is None or notice.person_id != actor.person_id:
            raise NotFound
        notice.read_at = notice.read_at or clock.now()
    return notice


def mark_read(actor: Actor, newest_id: int) -> None:
    """Mark one's own notices as read, up to the newest that was on the page; later ones nobody has seen yet."""
    own = Notice.person_id == actor.person_id, Notice.id <= newest_id, Notice.read_at.is_(None)
    with transaction() as session:
        session.execute(update(Notice).where(*own).values(read_at=clock.now()))
