"""Telling people something, once each."""

from catalog import clock, mail
from catalog.accounts.models import Person
from catalog.db import db
from catalog.i18n import Bilingual
from catalog.notices.models import Notice


def notify(person: Person, subject: Bilingual, body: Bilingual, path: str, dedupe_key: str) -> None:
    """Tell one person, in the person's language, inside the transaction under way; the mail leaves after its commit.

    `path` is the page that it is about. The key must be new: who is not sure asks before.
    """
    said = subject.in_(person.language), body.in_(person.language)
    notice = Notice(person=person, subject=said[0], body=said[1], path=path, dedupe_key=dedupe_key)
    notice.mailed_at = clock.now()
    db.session.add(notice)
    mail.enqueue(person.email, *said, dedupe_key)
