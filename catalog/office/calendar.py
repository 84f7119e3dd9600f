"""Working days: weekends, the public holidays that the law fixes, and those that the office enters by hand."""

from collections.abc import Container
from datetime import date, timedelta

from sqlalchemy import select

from catalog.db import db
from catalog.i18n import Bilingual
from catalog.office.models import Holiday

ONE_DAY = timedelta(days=1)
SATURDAY = 5
# Labour Code 45/2019/QH14, article 112: those with a fixed day. The day beside 2 September, Tết and the Hùng Kings' day
# are announced for each year, so the office enters them.
FIXED = {
    (1, 1): Bilingual("Tết Dương lịch", "New Year's Day"),
    (4, 30): Bilingual("Ngày Chiến thắng", "Reunification Day"),
    (5, 1): Bilingual("Ngày Quốc tế lao động", "International Labour Day"),
    (9, 2): Bilingual("Quốc khánh", "National Day"),
}
IN_LIEU = Bilingual("Nghỉ bù: {name}", "In lieu: {name}")


def fixed_holidays(year: int) -> dict[date, Bilingual]:
    """The holidays of a year that the law fixes, with the day off for those on a weekend (article 111.3), by day."""
    own = {date(year, month, day): name for (month, day), name in FIXED.items()}
    free = dict(own)
    for day, name in own.items():
        if _is_weekend(day):
            following = day
            while _is_weekend(following) or following in free:
                following += ONE_DAY
            free[following] = IN_LIEU.format(name=name)
    return dict(sorted(free.items()))


def is_working_day(day: date, entered: Container[date]) -> bool:
    """Whether the office works on a day; `entered` are the holidays that it entered itself."""
    return not (_is_weekend(day) or day in entered or day in fixed_holidays(day.year))


def working_days_after(day: date, number: int, entered: Container[date]) -> date:
    """The last of `number` working days after a day, which itself does not count, at whatever hour something came."""
    while number:
        day += ONE_DAY
        number -= is_working_day(day, entered)
    return day


def working_days_between(day: date, until: date, entered: Container[date]) -> int:
    """How many working days lie after a day up to another, that one among them; below 0 where it lies before."""
    if until < day:
        return -working_days_between(until, day, entered)
    days = (day + timedelta(days=number) for number in range(1, (until - day).days + 1))
    return sum(is_working_day(each, entered) for each in days)


def entered_days() -> frozenset[date]:
    """The holidays that the office entered."""
    return frozenset(db.session.scalars(select(Holiday.date)))


def _is_weekend(day: date) -> bool:
    return day.weekday() >= SATURDAY
