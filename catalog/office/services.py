"""All writes of what the office says of itself."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from sqlalchemy.exc import IntegrityError

from catalog.accounts.actor import Actor
from catalog.accounts.rights import Right
from catalog.audit import record
from catalog.db import db, transaction
from catalog.errors import Invalid, NotFound, Stale
from catalog.i18n import Bilingual
from catalog.office.models import ExchangeRate, IssuingBody, LegalBasis, Recipients, Signer, SiteMessage
from catalog.text import clean

Row = TypeVar("Row", IssuingBody, LegalBasis, Recipients, Signer, SiteMessage)

EVENTS = {
    "issuing_body:create": Bilingual(vi="thêm thông tin cơ quan ban hành", en="added the issuing body's particulars"),
    "issuing_body:change": Bilingual(vi="sửa thông tin cơ quan ban hành", en="changed the issuing body's particulars"),
    "exchange_rate:add": Bilingual(vi="thêm tỷ giá", en="added an exchange rate"),
}

REQUIRED = (
    "name_vi", "name_en", "parent_vi", "parent_en", "division_vi", "division_en", "symbol", "seat_vi", "seat_en",
)  # fmt: skip
OPTIONAL = ("address_vi", "address_en", "phone", "email")
SWITCHES = ("second_person_checks", "second_person_accepts", "marks_translation")

NEEDED = Bilingual(vi="Cần ghi nội dung này.", en="This is needed.")
DAY_TAKEN = Bilingual(vi="Đã có bản ghi cho ngày này.", en="There is an entry for this day already.")
RATE_RANGE = Bilingual(
    vi="Tỷ giá là số đồng cho một đô la Mỹ, từ 1.000 đến 1.000.000.",
    en="The rate is đồng for one US dollar, from 1,000 to 1,000,000.",
)
LIST_MONTHS_RANGE = Bilingual(vi="Từ 1 đến 120 tháng.", en="From 1 to 120 months.")
ANSWER_DAYS_RANGE = Bilingual(vi="Từ 1 đến 60 ngày làm việc.", en="From 1 to 60 working days.")


def save_issuing_body(
    actor: Actor, values: Mapping[str, Any], body_id: int | None = None, version: int | None = None
) -> IssuingBody:
    """The issuing body from `valid_from` on: a new entry, or with `body_id` a correction of one.

    Values are REQUIRED and OPTIONAL texts, `valid_from` (date), `answer_days`, `list_months` or None,
    and SWITCHES, off unless given.
    Raises NotFound, Stale, Invalid.
    """
    actor.require(Right.ADMINISTER)
    checked = _checked_body(values)
    with transaction():
        return save_row(actor, IssuingBody, checked, body_id, version, {"valid_from": DAY_TAKEN})


def save_row(
    actor: Actor,
    model: type[Row],
    values: Mapping[str, Any],
    row_id: int | None,
    version: int | None,
    taken: Mapping[str, Bilingual],
) -> Row:
    """Within a transaction: a new row, or a change of the one that has this version, with its entry in the history.

    Released editions keep copies and so never follow. Raises NotFound, Stale, and Invalid with the words of `taken`
    where the table has such a row already.
    """
    row = _row_at(model, row_id, version) if row_id else model()
    before = {name: getattr(row, name) for name in values}
    for name, value in values.items():
        setattr(row, name, value)
    db.session.add(row)
    try:
        db.session.flush()
    except IntegrityError:
        raise Invalid(taken) from None
    changes = {name: [_plain(before[name]), _plain(values[name])] for name in values if before[name] != values[name]}
    record(actor, f"{model.__tablename__}:{'change' if row_id else 'create'}", row.id, changes=changes)
    return row


def add_exchange_rate(actor: Actor, day: date, vnd_per_usd: int, source_vi: str, source_en: str) -> ExchangeRate:
    """The rate from a day on, and who says so; a rate that lists may have used is never changed. Raises Invalid."""
    actor.require(Right.ADMINISTER)
    sources = {"source_vi": clean(source_vi), "source_en": clean(source_en)}
    problems = {name: NEEDED for name, text in sources.items() if not text}
    if not 1_000 <= vnd_per_usd <= 1_000_000:
        problems["vnd_per_usd"] = RATE_RANGE
    if problems:
        raise Invalid(problems)
    with transaction() as session:
        rate = ExchangeRate(date=day, vnd_per_usd=vnd_per_usd, **sources)
        session.add(rate)
        try:
            session.flush()
        except IntegrityError:
            raise Invalid({"date": DAY_TAKEN}) from None
        record(actor, "exchange_rate:add", rate.id, changes={"vnd_per_usd": [None, vnd_per_usd]})
    return rate


def _row_at(model: type[Row], row_id: int, version: int | None) -> Row:
    row = db.session.get(model, row_id)
    if row is None:
        raise NotFound
    if row.version != version:
        raise Stale
    return row


def _checked_body(values: Mapping[str, Any]) -> dict[str, Any]:
    checked: dict[str, Any] = {name: clean(values.get(name) or "") for name in (*REQUIRED, *OPTIONAL)}
    checked |= {"valid_from": values["valid_from"], "answer_days": values["answer_days"]}
    checked |= {"list_months": values.get("list_months")}
    checked |= {name: bool(values.get(name)) for name in SWITCHES}
    problems = {name: NEEDED for name in REQUIRED if not checked[name]}
    if not 1 <= checked["answer_days"] <= 60:
        problems["answer_days"] = ANSWER_DAYS_RANGE
    if checked["list_months"] is not None and not 1 <= checked["list_months"] <= 120:
        problems["list_months"] = LIST_MONTHS_RANGE
    if problems:
        raise Invalid(problems)
    return checked


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
