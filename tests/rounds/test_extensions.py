"""More time for one unit: who may give it, what it leaves in the history, who is told."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from catalog.accounts.actor import Actor
from catalog.audit import history_of
from catalog.db import db, transaction
from catalog.errors import Invalid, NotAllowed, NotFound, Stale
from catalog.notices.models import Notice
from catalog.rounds.models import Round
from catalog.rounds.queries import deadline, extension, extensions
from catalog.rounds.services import end_extension, extend
from tests.proposals import scene

CLOSES = datetime(2023, 5, 19, 10, tzinfo=UTC)
LATER = CLOSES + timedelta(days=3)


@pytest.fixture
def round_(database) -> Round:
    made = scene.a_round(opens=-3000)
    with transaction():
        made.closes_at = CLOSES
    return made


@pytest.fixture
def admin(database) -> Actor:
    return scene.actor("administrator")


def told() -> list[tuple[str, str, str]]:
    rows = db.session.scalars(select(Notice).order_by(Notice.id))
    return [(row.person.name, row.subject, row.body) for row in rows]


def test_it_is_given_changed_and_taken_back(round_: Round, admin: Actor) -> None:
    unit = scene.unit()
    for role in ("officer", "leader"):
        scene.person(role)
    scene.person("officer", "218")
    extend(admin, "2023", unit.id, LATER, " Mưa lũ. ")
    row = extension(round_, unit.id)
    assert (row.closes_at, row.reason, deadline(round_, unit.id)) == (LATER, "Mưa lũ.", LATER)
    extend(admin, "2023", unit.id, LATER, "Mưa lũ, mất điện.", row.version)  # only the reason: nobody is told
    extend(admin, "2023", unit.id, LATER + timedelta(days=1), "Mưa lũ, mất điện.", row.version)
    end_extension(admin, "2023", unit.id, row.version)
    assert (extensions(round_), deadline(round_, unit.id)) == ([], CLOSES)
    entries = [entry for entry in history_of("round", round_.id) if "exten" in entry.event]
    assert [(entry.event, entry.comment) for entry in reversed(entries)] == [
        ("round:extend", "Huyện Sơn Động: Mưa lũ."),
        ("round:extend", "Huyện Sơn Động: Mưa lũ, mất điện."),
        ("round:extend", "Huyện Sơn Động: Mưa lũ, mất điện."),
        ("round:end_extension", "Huyện Sơn Động"),
    ]
    assert [(name, subject) for name, subject, _body in told()] == [
        ("officer.220", "Gia hạn gửi đề xuất đến 17:00 thứ Hai, 22/5/2023 (giờ Việt Nam)"),
        ("officer.220", "Gia hạn gửi đề xuất đến 17:00 thứ Ba, 23/5/2023 (giờ Việt Nam)"),
        ("officer.220", "Không còn gia hạn: hạn gửi là 17:00 thứ Sáu, 19/5/2023 (giờ Việt Nam)"),
    ]


WORDS = {
    "vi": [
        (
            "Huyện Sơn Động được gia hạn gửi đề xuất của Đợt vận động 2023.\n"
            "Hạn mới: 17:00 thứ Hai, 22/5/2023 (giờ Việt Nam)\nLý do: Mưa lũ.\n\n"
            "Đề xuất của đơn vị: http://localhost/desk/proposals\n"
        ),
        (
            "Việc gia hạn cho Huyện Sơn Động gửi đề xuất của Đợt vận động 2023 đã được huỷ bỏ.\n"
            "Hạn gửi như quy định chung: 17:00 thứ Sáu, 19/5/2023 (giờ Việt Nam)\n\n"
            "Đề xuất của đơn vị: http://localhost/desk/proposals\n"
        ),
    ],
    "en": [
        (
            "Son Dong District was given more time to send proposals of Call 2023.\n"
            "New deadline: 17:00 on Monday, 22 May 2023 (Viet Nam time)\nReason: Mưa lũ.\n\n"
            "The unit's proposals: http://localhost/desk/proposals\n"
        ),
        (
            "Son Dong District no longer has more time to send proposals of Call 2023.\n"
            "The deadline is that of all units: 17:00 on Friday, 19 May 2023 (Viet Nam time)\n\n"
            "The unit's proposals: http://localhost/desk/proposals\n"
        ),
    ],
}


@pytest.mark.parametrize("language", WORDS)
def test_what_the_officers_read(round_: Round, admin: Actor, language: str) -> None:
    scene.person("officer", language=language)
    unit = scene.unit()
    extend(admin, "2023", unit.id, LATER, "Mưa lũ.")
    end_extension(admin, "2023", unit.id, extension(round_, unit.id).version)
    assert [body for _name, _subject, body in told()] == WORDS[language]


def test_what_is_refused(round_: Round, admin: Actor) -> None:
    unit = scene.unit()
    refused = {}
    for name, (unit_id, until, reason) in {
        "no unit": (None, LATER, "Mưa lũ."),
        "not later": (unit.id, CLOSES, "Mưa lũ."),
        "no reason": (unit.id, LATER, "  "),
        "a long reason": (unit.id, LATER, "x" * 301),
    }.items():
        with pytest.raises(Invalid) as error:
            extend(admin, "2023", unit_id, until, reason)
        refused[name] = list(error.value.fields)
    assert refused == {
        "no unit": ["unit_id"],
        "not later": ["closes_at"],
        "no reason": ["reason"],
        "a long reason": ["reason"],
    }
    assert (extensions(round_), told()) == ([], [])


def test_two_administrators_do_not_overwrite_each_other(round_: Round, admin: Actor) -> None:
    unit = scene.unit()
    extend(admin, "2023", unit.id, LATER, "Mưa lũ.")
    with pytest.raises(Invalid):
        extend(admin, "2023", unit.id, LATER, "Khác.")
    version = extension(round_, unit.id).version
    extend(admin, "2023", unit.id, LATER + timedelta(days=1), "Mưa lũ.", version)
    with pytest.raises(Stale):
        extend(admin, "2023", unit.id, LATER, "Khác.", version)
    with pytest.raises(Stale):
        end_extension(admin, "2023", unit.id, version)
    end_extension(admin, "2023", unit.id, extension(round_, unit.id).version)
    with pytest.raises(NotFound):
        end_extension(admin, "2023", unit.id, version)
    with pytest.raises(Stale):
        extend(admin, "2023", unit.id, LATER, "Khác.", version)


@pytest.mark.parametrize("role", ["officer", "leader", "reviewer", "publisher", "manager"])
def test_only_the_administrator_gives_it(round_: Round, admin: Actor, role: str) -> None:
    unit, actor = scene.unit(), scene.actor(role)
    extend(admin, "2023", unit.id, LATER, "Mưa lũ.")
    with pytest.raises(NotAllowed):
        extend(actor, "2023", scene.unit("218").id, LATER, "Mưa lũ.")
    with pytest.raises(NotAllowed):
        end_extension(actor, "2023", unit.id, extension(round_, unit.id).version)
