"""All writes of rounds."""

import re
from collections.abc import Mapping
from typing import Any

from sqlalchemy.exc import IntegrityError

from catalog.accounts.actor import Actor
from catalog.accounts.rights import Right
from catalog.audit import record
from catalog.db import transaction
from catalog.errors import Invalid, Stale
from catalog.i18n import Bilingual
from catalog.rounds.models import Round
from catalog.rounds.queries import round_by_key
from catalog.text import clean

EVENTS = {
    "round:create": Bilingual(vi="tạo đợt vận động", en="created a round"),
    "round:change": Bilingual(vi="sửa đợt vận động", en="changed a round"),
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
