"""All writes of rounds."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from catalog import clock
from catalog.accounts.actor import Actor
from catalog.accounts.rights import Right
from catalog.audit import record
from catalog.db import db, transaction
from catalog.errors import Invalid, NotFound, Stale
from catalog.i18n import Bilingual
from catalog.rounds.mails import tell_officers
from catalog.rounds.models import DeadlineStep, Round, RoundExtension
from catalog.rounds.queries import extension, round_by_key
from catalog.text import clean
from catalog.units.models import Unit

_INSERT = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}

EVENTS = {
    "round:create": Bilingual(vi="tạo đợt vận động", en="created a round"),
    "round:change": Bilingual(vi="sửa đợt vận động", en="changed a round"),
    "round:extend": Bilingual(vi="gia hạn cho đơn vị", en="gave a unit more time"),
    "round:end_extension": Bilingual(vi="huỷ gia hạn cho đơn vị", en="took a unit's longer time back"),
}

TEXTS = ("name_vi", "name_en", "theme_vi", "theme_en", "slogan_vi", "slogan_en")
MOMENTS = ("opens_at", "closes_at")

BAD_KEY = Bilingual(
    vi="Mã đợt gồm 1 đến 12 chữ cái không dấu, chữ số hoặc dấu gạch nối, ví dụ 2023.",
    en="A key has 1 to 12 unaccented letters, digits or hyphens, as in 2023.",
)
KEY_TAKEN = Bilingual(vi="Đã có đợt mang mã này.", en="There is a round with this key already.")
NAME_NEEDED = Bilingual(vi="Cần có tên đợt.", en="A name is needed.")
CLOSES_FIRST = Bilingual(vi="Thời điểm kết thúc phải sau thời điểm bắt đầu.", en="It has to close after it opens.")


UNIT_NEEDED = Bilingual(vi="Chọn đơn vị được gia hạn.", en="Choose the unit.")
HAS_MORE_TIME = Bilingual(
    vi="Đơn vị này đã được gia hạn; hãy sửa lần gia hạn đó.", en="This unit has more time already; change that instead."
)
NOT_LATER = Bilingual(vi="Hạn mới phải sau hạn chung của đợt.", en="It has to be later than the end of the round.")
REASON_NEEDED = Bilingual(vi="Hãy ghi lý do gia hạn (không quá 300 ký tự).", en="Say why (at most 300 characters).")


def create_round(actor: Actor, key: str, values: Mapping[str, Any]) -> Round:
    """A new round with values for TEXTS and aware moments for MOMENTS; raises Invalid."""
    actor.require(Right.ADMINISTER)
    if not re.fullmatch(r"[0-9A-Za-z-]{1,12}", key):
        raise Invalid({"key": BAD_KEY})
    with transaction() as session:
        created = Round(key=key, **_checked(values))
        session.add(created)
        try:
            session.flush()
        except IntegrityError:
            raise Invalid({"key": KEY_TAKEN}) from None
        record(actor, "round:create", created.id)
    return created


def change_round(actor: Actor, key: str, version: int, values: Mapping[str, Any]) -> None:
    """Change names, theme, slogan and times, not the key, which stands in codes. Raises NotFound, Stale, Invalid."""
    actor.require(Right.ADMINISTER)
    checked = _checked(values)
    with transaction():
        changed = round_by_key(key)
        if changed.version != version:
            raise Stale
        before = {name: getattr(changed, name) for name in checked}
        for name, value in checked.items():
            setattr(changed, name, value)
        changes = {name: [str(before[name]), str(checked[name])] for name in checked if before[name] != checked[name]}
        record(actor, "round:change", changed.id, changes=changes)


def extend(
    actor: Actor, key: str, unit_id: int | None, closes_at: datetime, reason: str, version: int | None = None
) -> None:
    """Give a unit until an aware moment; with the `version` of what it was given before, change that.

    Tells the unit's officers. Raises NotFound, Stale, Invalid.
    """
    actor.require(Right.ADMINISTER)
    with transaction() as session:
        round_ = _locked(key)
        unit = session.get(Unit, unit_id) if unit_id is not None else None
        if unit is None:
            raise Invalid({"unit_id": UNIT_NEEDED})
        row = extension(round_, unit.id)
        if row and version is None:
            raise Invalid({"unit_id": HAS_MORE_TIME})
        if version != (row.version if row else None):
            raise Stale
        reason = _checked_extension(round_, closes_at, reason)
        if row is None:
            row = RoundExtension(round_id=round_.id, unit_id=unit.id, closes_at=round_.closes_at)
            session.add(row)
        before, row.closes_at, row.reason = row.closes_at, closes_at, reason
        changes = {"closes_at": [str(before), str(closes_at)]}
        record(actor, "round:extend", round_.id, comment=f"{unit.name_vi}: {reason}", changes=changes)
        if closes_at != before:
            tell_officers("extended", round_, unit, closes_at, reason)


def end_extension(actor: Actor, key: str, unit_id: int, version: int) -> None:
    """Take a unit's longer time back; its officers are told. Raises NotFound, Stale."""
    actor.require(Right.ADMINISTER)
    with transaction() as session:
        round_ = _locked(key)
        row = extension(round_, unit_id)
        if row is None:
            raise NotFound
        if row.version != version:
            raise Stale
        session.delete(row)
        changes = {"closes_at": [str(row.closes_at), str(round_.closes_at)]}
        record(actor, "round:end_extension", round_.id, comment=row.unit.name_vi, changes=changes)
        tell_officers("no_longer_extended", round_, row.unit, round_.closes_at)


def claim_step(round_: Round, unit_id: int, step: str, closes_at: datetime) -> bool:
    """Take a step of a unit towards a deadline, inside the transaction under way; False when somebody has."""
    insert = _INSERT[db.engine.dialect.name](DeadlineStep)
    row = insert.values(round_id=round_.id, unit_id=unit_id, step=step, closes_at=closes_at, taken_at=clock.now())
    return db.session.scalar(row.on_conflict_do_nothing().returning(DeadlineStep.id)) is not None


def _locked(key: str) -> Round:
    """The round, held until the commit: what is due at its deadlines waits, or is seen here."""
    round_ = round_by_key(key)
    return db.session.get_one(Round, round_.id, with_for_update=True, populate_existing=True)


def _checked_extension(round_: Round, closes_at: datetime, reason: str) -> str:
    reason = clean(reason)
    problems = {}
    if closes_at <= round_.closes_at:
        problems["closes_at"] = NOT_LATER
    if not 0 < len(reason) <= 300:
        problems["reason"] = REASON_NEEDED
    if problems:
        raise Invalid(problems)
    return reason


def values_of(round_: Round) -> dict[str, Any]:
    """What `create_round` takes, of a round that is not stored."""
    return {name: getattr(round_, name) for name in (*TEXTS, *MOMENTS)}


def _checked(values: Mapping[str, Any]) -> dict[str, Any]:
    checked = {name: clean(values.get(name) or "") for name in TEXTS} | {name: values[name] for name in MOMENTS}
    problems = {name: NAME_NEEDED for name in ("name_vi", "name_en") if not checked[name]}
    if checked["closes_at"] <= checked["opens_at"]:
        problems["closes_at"] = CLOSES_FIRST
    if problems:
        raise Invalid(problems)
    return checked
