"""Working days: weekends, what the law fixes, what the office enters."""

from datetime import date, timedelta

import pytest

from catalog.accounts.actor import SYSTEM
from catalog.audit import history_of
from catalog.errors import Invalid, NotAllowed, NotFound
from catalog.office import calendar, services_holidays
from catalog.office.calendar import fixed_holidays, working_days_after, working_days_between
from tests.proposals import scene

# Tết of 2026, as a government announces it: Monday 16 to Friday 20 February.
TET = frozenset(date(2026, 2, 16) + timedelta(days=number) for number in range(5))
# Day, number of working days, the last of them.
DAYS = {
    "within a week": ((2026, 3, 2), 1, (2026, 3, 3)),
    "over a weekend": ((2026, 3, 5), 5, (2026, 3, 12)),
    "from a Friday": ((2026, 3, 6), 1, (2026, 3, 9)),
    "from a Saturday": ((2026, 3, 7), 5, (2026, 3, 13)),
    "from a Sunday": ((2026, 3, 8), 5, (2026, 3, 13)),
    "before two holidays": ((2026, 4, 29), 5, (2026, 5, 8)),
    "on a holiday": ((2026, 5, 1), 1, (2026, 5, 4)),
    "before Tết": ((2026, 2, 13), 5, (2026, 2, 27)),
    "in Tết": ((2026, 2, 17), 5, (2026, 2, 27)),
    "before National Day": ((2026, 9, 1), 1, (2026, 9, 3)),
    "over New Year": ((2025, 12, 31), 1, (2026, 1, 2)),
    "holidays made up for": ((2022, 4, 29), 1, (2022, 5, 4)),
}


@pytest.mark.parametrize("case", DAYS)
def test_working_days_after_a_day(case: str) -> None:
    day, number, last = DAYS[case]
    assert working_days_after(date(*day), number, TET) == date(*last)
    assert working_days_between(date(*day), date(*last), TET) == number
    assert working_days_between(date(*last), date(*day), TET) == -number


def test_holidays_of_a_year_that_the_law_fixes() -> None:
    assert [f"{day:%d/%m} {name}" for day, name in fixed_holidays(2022).items()] == [
        "01/01 Tết Dương lịch",
        "03/01 Nghỉ bù: Tết Dương lịch",
        "30/04 Ngày Chiến thắng",
        "01/05 Ngày Quốc tế lao động",
        "02/05 Nghỉ bù: Ngày Chiến thắng",
        "03/05 Nghỉ bù: Ngày Quốc tế lao động",
        "02/09 Quốc khánh",
    ]


def test_the_office_enters_days_once(database) -> None:
    services_holidays.add_holidays(SYSTEM, min(TET), max(TET), "Tết Nguyên đán", "Lunar New Year")
    assert calendar.entered_days() == TET
    with pytest.raises(Invalid) as refused:
        services_holidays.add_holidays(SYSTEM, max(TET), max(TET), "Tết", "Tết")
    assert set(refused.value.fields) == {"first"}


@pytest.mark.parametrize(
    ("first", "last", "name", "refused"),
    [
        (date(2026, 2, 17), date(2026, 2, 16), "Tết", {"last"}),
        (date(2026, 2, 1), date(2026, 2, 15), "Tết", {"last"}),
        (date(2026, 2, 17), date(2026, 2, 17), " ", {"name_vi", "name_en"}),
        (date(2026, 4, 30), date(2026, 5, 1), "Lễ", {"first"}),
    ],
)
def test_days_that_make_no_sense_are_refused(database, first: date, last: date, name: str, refused: set[str]) -> None:
    with pytest.raises(Invalid) as error:
        services_holidays.add_holidays(SYSTEM, first, last, name, name)
    assert (set(error.value.fields), calendar.entered_days()) == (refused, frozenset())


def test_a_day_is_taken_back_with_one_entry_in_the_history(database) -> None:
    row = services_holidays.add_holidays(SYSTEM, min(TET), min(TET), "Tết Nguyên đán", "Lunar New Year")[0]
    services_holidays.remove_holiday(SYSTEM, row.id)
    assert calendar.entered_days() == frozenset()
    assert [entry.event for entry in history_of("holiday", row.id)] == ["holiday:remove", "holiday:add"]
    with pytest.raises(NotFound):
        services_holidays.remove_holiday(SYSTEM, row.id)


def test_only_the_administrator_changes_holidays(database) -> None:
    with pytest.raises(NotAllowed):
        services_holidays.add_holidays(scene.actor("publisher"), min(TET), max(TET), "Tết", "Tết")
