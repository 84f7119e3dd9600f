"""Writes of what official documents carry: who signs them, who receives them, the acts they stand on."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import or_, select

from catalog.accounts.actor import Actor
from catalog.accounts.rights import Right
from catalog.db import db, transaction
from catalog.errors import Invalid
from catalog.i18n import LANGUAGES, Bilingual, format_date
from catalog.office.models import LegalBasis, Recipients, Signer
from catalog.office.services import DAY_TAKEN, NEEDED, save_row
from catalog.text import clean

OFFICIAL_EVENTS = {
    "signer:create": Bilingual(vi="thêm người ký", en="added a signer"),
    "signer:change": Bilingual(vi="sửa người ký", en="changed a signer"),
    "recipients:create": Bilingual(vi="thêm nơi nhận", en="added recipients"),
    "recipients:change": Bilingual(vi="sửa nơi nhận", en="changed recipients"),
    "legal_basis:create": Bilingual(vi="thêm căn cứ pháp lý", en="added a legal basis"),
    "legal_basis:change": Bilingual(vi="sửa căn cứ pháp lý", en="changed a legal basis"),
}

ENDS_BEFORE = Bilingual(
    vi="Ngày hết hiệu lực phải sau ngày bắt đầu hiệu lực.", en="The end must come after the beginning."
)
POSITIONS = range(1, 100)
POSITION_RANGE = Bilingual(vi="Thứ tự là số từ 1 đến 99.", en="The place is a number from 1 to 99.")
PLACE_TAKEN = Bilingual(
    vi="Thứ tự {position} trong thời gian này là của “{name}” ({period}). Hãy cho bản ghi kia hết hiệu lực trước, "
    "hoặc chọn thứ tự khác.",
    en="Place {position} belongs to “{name}” in this time ({period}). End that entry first, or choose another place.",
)
FROM_TO = Bilingual(vi="từ {start} đến trước {end}", en="from {start} until before {end}")
FROM_ON = Bilingual(vi="từ {start}", en="from {start}")
SYMBOL_TAKEN = Bilingual(
    vi="Đã có văn bản mang số, ký hiệu này; hãy sửa bản ghi đó.",
    en="There is an act of this symbol: change that entry.",
)
# Decree 30/2020/NĐ-CP: the last line names the file copies.
FILE_COPY = "Lưu:"
NO_FILE_COPY = Bilingual(
    vi="Dòng cuối phải là nơi lưu, như “Lưu: VT, NV”.", en="The Vietnamese list must end with the file copy, “Lưu: …”."
)


def save_signer(
    actor: Actor, values: Mapping[str, Any], signer_id: int | None = None, version: int | None = None
) -> Signer:
    """Who signs between two days, from `title_vi`, `title_en`, `name`, `position`, `valid_from`, `valid_to`.

    Without `signer_id` somebody new. Raises NotFound, Stale, Invalid.
    """
    actor.require(Right.ADMINISTER)
    texts = _texts(values, "title_vi", "title_en", "name")
    titles = {name: "\n".join(_lines(texts[name])) for name in ("title_vi", "title_en")}
    checked = {**texts, **titles, **_period(values), "position": values["position"]}
    _refuse(_needed(checked, "title_vi", "title_en") | _period_problems(checked) | _position_problem(checked))
    with transaction():
        _require_free(Signer, checked, signer_id)
        return save_row(actor, Signer, checked, signer_id, version, {})


def save_recipients(
    actor: Actor, values: Mapping[str, Any], recipients_id: int | None = None, version: int | None = None
) -> Recipients:
    """Who receives documents from `valid_from` on, a line each in `lines_vi` and `lines_en`.

    Dashes and stops typed around a line are left out: the document puts its own. Raises NotFound, Stale, Invalid.
    """
    actor.require(Right.ADMINISTER)
    lines = {name: _lines(clean(values.get(name) or "")) for name in ("lines_vi", "lines_en")}
    problems = {name: NEEDED for name in lines if not lines[name]}
    if lines["lines_vi"] and not lines["lines_vi"][-1].startswith(FILE_COPY):
        problems["lines_vi"] = NO_FILE_COPY
    _refuse(problems)
    checked = {name: "\n".join(each) for name, each in lines.items()} | {"valid_from": values["valid_from"]}
    with transaction():
        return save_row(actor, Recipients, checked, recipients_id, version, {"valid_from": DAY_TAKEN})


def save_legal_basis(
    actor: Actor, values: Mapping[str, Any], basis_id: int | None = None, version: int | None = None
) -> LegalBasis:
    """An act from `symbol`, `title_vi`, `title_en`, `valid_from`, `valid_to`, and `position` where documents cite it.

    Two acts don't hold one place at a time, so that what replaces an act is never cited beside it. Raises NotFound,
    Stale, Invalid.
    """
    actor.require(Right.ADMINISTER)
    texts = _texts(values, "symbol", "title_vi", "title_en")
    checked = {**texts, **_period(values), "position": values["position"]}
    problems = _needed(checked, "symbol", "title_vi", "title_en") | _period_problems(checked)
    _refuse(problems | (_position_problem(checked) if checked["position"] is not None else {}))
    with transaction():
        if checked["position"] is not None:
            _require_free(LegalBasis, checked, basis_id)
        return save_row(actor, LegalBasis, checked, basis_id, version, {"symbol": SYMBOL_TAKEN})


def _texts(values: Mapping[str, Any], *names: str) -> dict[str, str]:
    return {name: clean(values.get(name) or "") for name in names}


def _period(values: Mapping[str, Any]) -> dict[str, date | None]:
    return {"valid_from": values["valid_from"], "valid_to": values.get("valid_to")}


def _lines(text: str) -> list[str]:
    """The lines of a text that say something, without the dash before and the stop behind."""
    lines = (line.strip().lstrip("-–•").rstrip(";.,").strip() for line in text.split("\n"))
    return [line for line in lines if line]


def _needed(values: Mapping[str, Any], *names: str) -> dict[str, Bilingual]:
    return {name: NEEDED for name in names if not values[name]}


def _period_problems(values: Mapping[str, Any]) -> dict[str, Bilingual]:
    ends = values["valid_to"]
    return {"valid_to": ENDS_BEFORE} if ends and ends <= values["valid_from"] else {}


def _position_problem(values: Mapping[str, Any]) -> dict[str, Bilingual]:
    return {} if values["position"] in POSITIONS else {"position": POSITION_RANGE}


def _refuse(problems: Mapping[str, Bilingual]) -> None:
    if problems:
        raise Invalid(problems)


def _require_free(model: type[LegalBasis | Signer], values: Mapping[str, Any], row_id: int | None) -> None:
    """Raise Invalid where another row has the place at any time of these."""
    others = select(model).where(
        model.position == values["position"], or_(model.valid_to.is_(None), model.valid_to > values["valid_from"])
    )
    if values["valid_to"]:
        others = others.where(model.valid_from < values["valid_to"])
    if row_id:
        others = others.where(model.id != row_id)
    other = db.session.scalar(others.order_by(model.valid_from).limit(1))
    if other is not None:
        name = other.title_vi.replace("\n", " ") if isinstance(other, Signer) else other.symbol
        taken = PLACE_TAKEN.format(position=other.position, name=name, period=_in_words(other))
        raise Invalid({"position": taken})


def _in_words(row: LegalBasis | Signer) -> Bilingual:
    if row.valid_to is None:
        return FROM_ON.format(start=_day(row.valid_from))
    return FROM_TO.format(start=_day(row.valid_from), end=_day(row.valid_to))


def _day(day: date) -> Bilingual:
    return Bilingual(*(format_date(day, language) for language in LANGUAGES))
