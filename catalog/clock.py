"""The time: UTC inside, the application's zone (Asia/Ho_Chi_Minh) for people."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from flask import current_app, has_app_context

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


def zone() -> ZoneInfo:
    """Zone of deadlines and of the times shown."""
    return current_app.config["CATALOG"].time_zone if has_app_context() else VIETNAM


def to_local(moment: datetime) -> datetime:
    """An aware moment in the application's zone."""
    return moment.astimezone(zone())


def today() -> date:
    """The present day in the application's zone."""
    return to_local(now()).date()
