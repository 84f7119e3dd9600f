"""Telling: once to each, by mail at once or in the mail of the day; nothing twice, nothing lost."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from catalog.accounts import services as accounts
from catalog.accounts.models import Person
from catalog.db import db, transaction
from catalog.errors import NotFound
from catalog.i18n import Bilingual
from catalog.mail import OutboxMessage
from catalog.notices.models import Notice
from catalog.notices.queries import notices_of, unread
from catalog.notices.services import mark_read, notify, open_notice, send_digests
from tests.proposals import scene

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
SNAPSHOT = Path(__file__).with_name("digest.txt")


def at(clock: str) -> time_machine.travel:
    """A moment of May 2023 in Viet Nam: `at("18 06:59:59")`."""
    return time_machine.travel(
        datetime.strptime(f"2023-05-{clock}", "%Y-%m-%d %H:%M:%S").replace(tzinfo=HANOI), tick=False
    )


def tell(person: Person, key: str, **more: bool) -> None:
    subject = Bilingual(f"Tin {key}", f"Notice {key}")
    body = Bilingual(f"Nội dung {key}.\n", f"Words of {key}.\n")
    with transaction():
        notify(person, subject, body, "/desk/proposals", key, **more)


def mails() -> list[str]:
    return list(db.session.scalars(select(OutboxMessage.subject).order_by(OutboxMessage.id)))


def a_person(rhythm: str = "daily", language: str = "vi") -> Person:
    made = scene.person("officer", language=language)
    with transaction():
        made.mail_rhythm = rhythm
    return made


def test_at_once_is_a_notice_and_a_mail(database) -> None:
    person = a_person("at_once", "en")
    tell(person, "a")
    assert (mails(), unread(person.id), send_digests()) == (["Notice a"], 1, 0)


def test_what_is_urgent_does_not_wait(database) -> None:
    person = a_person()
    tell(person, "calm")
    tell(person, "urgent", urgent=True)
    assert (mails(), unread(person.id)) == (["Tin urgent"], 2)


def test_the_same_is_never_told_twice(database) -> None:
    person = a_person()
    tell(person, "a")
    with pytest.raises(IntegrityError):
        tell(person, "a")
    assert unread(person.id) == 1


def test_the_mail_of_the_day_comes_at_seven(database) -> None:
    person = a_person()
    with at("18 06:58:00"):
        tell(person, "a")
    counts = {}
    for moment in ("18 06:59:59", "18 07:00:00", "18 07:00:01"):
        with at(moment):
            counts[moment] = send_digests()
    with at("18 07:30:00"):
        tell(person, "b")
    for moment in ("18 23:59:59", "19 06:59:59", "19 09:15:00", "20 07:00:00"):
        with at(moment):
            counts[moment] = send_digests()
    assert list(counts.values()) == [0, 1, 0, 0, 0, 1, 0]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_mail_of_the_day_in_words(database, language: str) -> None:
    person = a_person(language=language)
    with at("17 16:05:00"):
        tell(person, "a")
    with at("17 16:40:00"):
        tell(person, "b")
    with at("18 07:00:00"):
        send_digests()
    [mail] = db.session.scalars(select(OutboxMessage))
    both = SNAPSHOT.read_text(encoding="utf-8").split("== en\n")
    expected = dict(zip(("vi", "en"), (both[0].removeprefix("== vi\n"), both[1]), strict=True))
    assert f"{mail.subject}\n\n{mail.body}" == expected[language]


def test_a_change_of_rhythm_loses_nothing_and_repeats_nothing(database) -> None:
    person = a_person("at_once")
    actor = person.as_actor()
    with at("18 09:00:00"):
        tell(person, "at once")
        accounts.set_mail_rhythm(actor, "daily")
        tell(person, "waits")
        accounts.set_mail_rhythm(actor, "at_once")
        assert send_digests() == 1
        assert send_digests() == 0
        tell(person, "at once again")
    with at("19 09:00:00"):
        assert send_digests() == 0
    assert mails() == ["Tin at once", "Thông báo mới (1)", "Tin at once again"]
    with pytest.raises(NotFound):
        accounts.set_mail_rhythm(actor, "hourly")


def test_an_account_that_was_shut_gets_no_mail_of_the_day(database) -> None:
    person = a_person()
    with at("18 06:00:00"):
        tell(person, "a")
    with transaction():
        person.active = False
    with at("18 08:00:00"):
        assert send_digests() == 0


@pytest.mark.both_databases
def test_many_processes_write_one_mail_of_the_day(app) -> None:
    with app.app_context():
        for _ in range(3):
            person = a_person()
            with at("18 06:00:00"):
                tell(person, f"a {person.id}")
                tell(person, f"b {person.id}")

    def digests(_number: int) -> int:
        with app.app_context():
            return send_digests()

    with at("18 07:00:00"), ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(digests, range(4))) == 3
    with app.app_context():
        assert mails() == ["Thông báo mới (2)"] * 3
        assert db.session.scalars(select(Notice.mailed_at).where(Notice.mailed_at.is_(None))).all() == []


def test_reading_is_for_oneself(database) -> None:
    person, other = a_person(), a_person()
    for key in ("a", "b", "c"):
        tell(person, key)
    tell(other, "d")
    newest, middle, _oldest = notices_of(person.id, 1)[0]
    with pytest.raises(NotFound):
        open_notice(other.as_actor(), newest.id)
    assert open_notice(person.as_actor(), newest.id).path == "/desk/proposals"
    assert unread(person.id) == 2
    mark_read(person.as_actor(), middle.id)
    assert (unread(person.id), unread(other.id)) == (0, 1)
