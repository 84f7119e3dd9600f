"""What the people of a unit are told of its time: that it was extended, or no longer is."""

from datetime import datetime

from catalog import clock, mail
from catalog.accounts import queries as accounts
from catalog.accounts.rights import Role
from catalog.i18n import Bilingual, moment_in_words
from catalog.notices.services import notify
from catalog.rounds.models import Round
from catalog.units.models import Unit

PATH = "/desk/proposals"
MAILS = {
    "extended": (
        Bilingual("Gia hạn gửi đề xuất đến {moment}", "More time to send: until {moment}"),
        Bilingual(
            "{unit} được gia hạn gửi đề xuất của {round}.\n"
            "Hạn mới: {moment}\nLý do: {reason}\n\nĐề xuất của đơn vị: {link}\n",
            "{unit} was given more time to send proposals of {round}.\n"
            "New deadline: {moment}\nReason: {reason}\n\nThe unit's proposals: {link}\n",
        ),
    ),
    "no_longer_extended": (
        Bilingual("Không còn gia hạn: hạn gửi là {moment}", "No longer extended: the deadline is {moment}"),
        Bilingual(
            "Việc gia hạn cho {unit} gửi đề xuất của {round} đã được huỷ bỏ.\n"
            "Hạn gửi như quy định chung: {moment}\n\nĐề xuất của đơn vị: {link}\n",
            "{unit} no longer has more time to send proposals of {round}.\n"
            "The deadline is that of all units: {moment}\n\nThe unit's proposals: {link}\n",
        ),
    ),
}


def tell_officers(key: str, round_: Round, unit: Unit, closes_at: datetime, reason: str = "") -> None:
    """Tell the officers of a unit about its deadline, inside the transaction under way."""
    subject, body = MAILS[key]
    words = {
        "unit": Bilingual(unit.name_vi, unit.name_en),
        "round": Bilingual(round_.name_vi, round_.name_en),
        "moment": moment_in_words(closes_at),
        "reason": reason,
        "link": mail.link(PATH),
    }
    said_at = int(clock.now().timestamp() * 1000)
    for person in accounts.people(unit_id=unit.id, role=Role.OFFICER):
        if person.active:
            dedupe_key = f"{key}:{round_.id}:{unit.id}:{said_at}:{person.id}"
            notify(person, subject.format(**words), body.format(**words), PATH, dedupe_key)
