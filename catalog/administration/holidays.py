"""Holidays: what the law fixes is shown, what is announced for a year is entered; the days to answer follow."""

from datetime import date

from flask import Response, flash, request, url_for
from flask_babel import gettext as _

from catalog import clock
from catalog.access import allow, current_actor
from catalog.accounts.rights import Right
from catalog.administration import administration, queries
from catalog.administration.forms import HolidayForm
from catalog.administration.saving import SAVED, attempt, form_page, see
from catalog.funding import services_clock
from catalog.office.calendar import fixed_holidays
from catalog.recovery import recallable

YEARS = range(2000, 2100)


@administration.route("/holidays", methods=["GET", "POST"])
@allow(Right.ADMINISTER)
@recallable
def holidays() -> Response:
    """The holidays of a year, and a form to enter more."""
    form = HolidayForm()

    def save() -> None:
        first: date = form.first.data or clock.today()
        names = form.name_vi.data or "", form.name_en.data or ""
        services_clock.add_holidays(current_actor(), first, form.last.data or first, *names)

    status = attempt(form, save)
    if status == SAVED and form.first.data:
        flash(_("The holidays are entered; the days to answer are counted anew."))
        return see(url_for(".holidays", year=form.first.data.year))
    asked = request.args.get("year", clock.today().year, type=int)
    year = asked if asked in YEARS else clock.today().year
    return form_page(
        "administration/holidays.html",
        form,
        status,
        year=year,
        fixed=fixed_holidays(year),
        entered={row.date: row for row in queries.holidays(year)},
    )


@administration.post("/holidays/<int:holiday_id>/remove")
@allow(Right.ADMINISTER)
def remove_holiday(holiday_id: int) -> Response:
    """Take a holiday back."""
    services_clock.remove_holiday(current_actor(), holiday_id)
    flash(_("The holiday is removed; the days to answer are counted anew."))
    return see(url_for(".holidays", year=request.args.get("year")))
