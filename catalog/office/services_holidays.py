"""Writes of the office's own holidays."""

from datetime import date, timedelta

from sqlalchemy import select

from catalog.accounts.actor import Actor
from catalog.accounts.rights import Right
from catalog.audit import record
from catalog.db import db, transaction
from catalog.errors import Invalid, NotFound
from catalog.i18n import Bilingual
from catalog.office.calendar import fixed_holidays
from catalog.office.models import Holiday
from catalog.office.services import DAY_TAKEN, NEEDED
from catalog.text import clean

MOST_DAYS = 14
HOLIDAY_EVENTS = {
    "holiday:add": Bilingual("thêm ngày nghỉ", "added holidays"),
    "holiday:remove": Bilingual("xóa ngày nghỉ", "removed a holiday"),
}
ENDS_EARLY = Bilingual("Ngày cuối không được trước ngày đầu.", "The last day can't come before the first.")
TOO_MANY = Bilingual("Nhiều nhất {days} ngày một lần.", "At most {days} days at a time.")
BY_LAW = Bilingual("Ngày này đã là ngày nghỉ theo luật.", "This day is a holiday by law already.")


def add_holidays(actor: Actor, first: date, last: date, name_vi: str, name_en: str) -> list[Holiday]:
    """Enter the days from `first` to `last`; weekends among them do no harm. Raises Invalid."""
    actor.require(Right.ADMINISTER)
    names = {"name_vi": clean(name_vi), "name_en": clean(name_en)}
    problems = {name: NEEDED for name, text in names.items() if not text}
    if last < first:
        problems["last"] = ENDS_EARLY
    elif (last - first).days >= MOST_DAYS:
        problems["last"] = TOO_MANY.format(days=MOST_DAYS)
    if problems:
        raise Invalid(problems)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    with transaction() as session:
        if session.scalar(select(Holiday.id).where(Holiday.date.in_(days)).limit(1)):
            raise Invalid({"first": DAY_TAKEN})
        if all(day in fixed_holidays(day.year) for day in days):
            raise Invalid({"first": BY_LAW})
        rows = [Holiday(date=day, **names) for day in days]
        session.add_all(rows)
        session.flush()
        span = " – ".join(dict.fromkeys(day.isoformat() for day in (first, last)))
        record(actor, "holiday:add", rows[0].id, comment=names["name_vi"], changes={"days": ["", span]})
    return rows


def remove_holiday(actor: Actor, holiday_id: int) -> None:
    """Take a day back. Raises NotFound."""
    actor.require(Right.ADMINISTER)
    with transaction() as session:
        row = db.session.get(Holiday, holiday_id)
        if row is None:
            raise NotFound
        session.delete(row)
        record(actor, "holiday:remove", row.id, comment=row.name_vi, changes={"days": [row.date.isoformat(), ""]})
