"""Holidays on the administrator's page: what the law fixes, what is entered and taken back, by whom."""

from collections.abc import Callable

from catalog.audit import HistoryEntry
from catalog.db import db
from tests.public.reading import parsed, text
from tests.visitor import Visitor

PAGE = "/desk/administration/holidays"
TET = {"first": "2026-02-16", "last": "2026-02-20", "name_vi": "Tết Nguyên đán", "name_en": "Lunar New Year"}


def days(client: Visitor, year: int) -> list[tuple[str, str]]:
    """Day and name of every holiday of a year, as shown."""
    page = parsed(client.get(f"{PAGE}?year={year}").text)
    return [(text(row[0]), text(row[1])) for row in page.xpath("//tbody/tr")]


def test_tet_is_entered_at_once_and_a_day_of_it_taken_back(app, person: Callable, sign_in: Callable) -> None:
    person("admin@example.org", "administrator")
    admin = sign_in("admin@example.org")
    before = days(admin, 2026)
    answer = admin.submit(f"{PAGE}?year=2026", TET, action=f"{PAGE}?year=2026")
    assert (answer.status_code, answer.location) == (303, f"{PAGE}?year=2026")
    entered = [(f"{day}/02/2026", "Tết Nguyên đán") for day in range(16, 21)]
    assert days(admin, 2026) == sorted(before + entered, key=lambda row: row[0].split("/")[::-1])
    assert "đã có" in admin.submit(f"{PAGE}?year=2026", TET, action=f"{PAGE}?year=2026").text.lower()
    admin.submit(f"{PAGE}?year=2026", {}, action=f"{PAGE}/1/remove?year=2026")
    assert ("16/02/2026", "Tết Nguyên đán") not in days(admin, 2026)
    with app.app_context():
        events = db.session.query(HistoryEntry.event).filter_by(subject="holiday").all()
    assert [event for (event,) in events] == ["holiday:add", "holiday:remove"]


def test_what_makes_no_sense_comes_back_filled_in(person: Callable, sign_in: Callable) -> None:
    person("admin@example.org", "administrator")
    admin = sign_in("admin@example.org")
    answer = admin.submit(f"{PAGE}?year=2026", TET | {"last": "2026-02-01"}, action=f"{PAGE}?year=2026")
    assert (answer.status_code, TET["name_en"] in answer.text) == (422, True)
    assert admin.get(f"{PAGE}?year=99999").status_code == 200
