"""The fill-in workbook of a unit for a round: what it is made of is gathered here, its sheets are written elsewhere."""

from collections.abc import Sequence
from datetime import date

from catalog import clock
from catalog.accounts.actor import Actor
from catalog.errors import NotFound
from catalog.exchange.documents import MIME_TYPES
from catalog.exchange.writing import workbook as writing
from catalog.i18n import Bilingual
from catalog.office import queries as office
from catalog.proposals import guide_costs
from catalog.proposals import queries as proposals
from catalog.proposals.models import Proposal
from catalog.proposals.workflow import UNIT_MAY_WRITE
from catalog.rounds import queries as rounds
from catalog.rounds.models import Round
from catalog.text import fold
from catalog.units.models import Unit
from catalog.units.queries import units_on

MIME_TYPE = MIME_TYPES["xlsx"]
COMMUNE_KINDS = ("commune", "ward", "township")
NO_CATEGORY = Bilingual("Không có loại hỗ trợ “{key}”.", "There is no type of support “{key}”.")


def workbook(unit: Unit, round_: Round, category_key: str | None = None, stored: Sequence[Proposal] = ()) -> bytes:
    """The workbook of one type of support, or with None of all; `stored` proposals fill its first rows.

    Of one type, proposals of others are left out. Raises NotFound for an unknown type.
    """
    categories = _categories()
    if category_key is not None and category_key not in categories:
        raise NotFound(NO_CATEGORY.format(key=category_key))
    return writing.write(
        writing.FillIn(
            unit_code=unit.code,
            unit=Bilingual(unit.name_vi, unit.name_en),
            round_key=round_.key,
            round=Bilingual(round_.name_vi, round_.name_en),
            deadline=rounds.deadline(round_, unit.id),
            office=_office(clock.today()),
            categories=categories,
            communes=_communes(unit, round_.opens_on),
            category_key=category_key,
            guides=_guides(category_key),
            proposals=[kept for kept in stored if category_key in (None, kept.category_key)],
        )
    )


def filename(unit: Unit, category_key: str | None = None) -> str:
    """Name to save it under, in letters that every file system knows: mau-de-xuat-220-thu-vien.xlsx."""
    name = _categories()[category_key].vi if category_key else "chung"
    words = "".join(letter if letter.isalnum() else " " for letter in fold(name))
    return f"mau-de-xuat-{unit.code}-{'-'.join(words.split())}.xlsx"


def drafts(actor: Actor, unit: Unit, round_: Round) -> list[Proposal]:
    """The proposals of the actor's unit in a round that it may still write, in the order of their codes."""
    found = proposals.proposals_of_unit(actor, round_.id)
    own = [proposal for proposal in found if proposal.unit_id == unit.id and not proposal.is_amendment]
    return [proposal for proposal in own if proposal.state in UNIT_MAY_WRITE]


def _categories() -> dict[str, Bilingual]:
    return {category.key: Bilingual(category.name_vi, category.name_en) for category in proposals.categories()}


def _communes(unit: Unit, day: date) -> dict[str, Bilingual]:
    """Known communes within a unit; a commune itself, and for a department those of its province."""
    home = {unit.id} if unit.kind != "department" else {unit.id, unit.parent_id}
    near = (c for c in units_on(day, COMMUNE_KINDS) if c.id == unit.id or c.parent_id in home)
    return {commune.code: Bilingual(commune.name_vi, commune.name_en) for commune in near}


def _guides(category_key: str | None) -> list[Bilingual]:
    """Suggested unit costs of a type of support, or of all types."""
    costs = guide_costs.of_category(category_key) if category_key else guide_costs.GUIDE_COSTS
    return [Bilingual("{item}: {amounts}", "{item}: {amounts}").format(item=c.item, amounts=c.amounts) for c in costs]


def _office(day: date) -> list[str]:
    """Where the office is reached, line by line."""
    body = office.issuing_body(day)
    if body is None:
        return []
    lines = [f"{body.name_vi} / {body.name_en}", body.division_vi, body.address_vi]
    told = (("Điện thoại", body.phone), ("Thư điện tử", body.email))
    return list(filter(None, (*lines, *(f"{name}: {value}" for name, value in told if value))))
