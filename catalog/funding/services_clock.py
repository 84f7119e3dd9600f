"""Holidays, and the days to answer that follow from them."""

from datetime import date

from sqlalchemy import select

from catalog import clock
from catalog.accounts.actor import Actor
from catalog.db import db, transaction
from catalog.funding.models import Enquiry
from catalog.funding.workflow import Stage
from catalog.office import calendar, services_holidays


def add_holidays(actor: Actor, first: date, last: date, name_vi: str, name_en: str) -> None:
    """Enter holidays; what waits for an answer gets the longer time. Raises NotAllowed, Invalid."""
    with transaction():
        services_holidays.add_holidays(actor, first, last, name_vi, name_en)
        _recount()


def remove_holiday(actor: Actor, holiday_id: int) -> None:
    """Take a holiday back, and the longer time with it. Raises NotAllowed, NotFound."""
    with transaction():
        services_holidays.remove_holiday(actor, holiday_id)
        _recount()


def _recount() -> None:
    db.session.flush()
    entered = calendar.entered_days()
    for enquiry in db.session.scalars(select(Enquiry).where(Enquiry.state == Stage.NEW)):
        came_on = clock.to_local(enquiry.arrived_at).date()
        enquiry.due_on = calendar.working_days_after(came_on, enquiry.answer_days, entered)
