"""The heading of a unit's own letters: organs, number, place and date (Decree 30/2020/NĐ-CP, Annex I)."""

from dataclasses import dataclass

from catalog.exchange.writing.cells import safe
from catalog.exchange.writing.letter import STATE, WATCHWORD
from catalog.exchange.writing.notes import BLANK, official_date
from catalog.proposals.models import Proposal
from catalog.units.models import Unit

COMMITTEE = "ỦY BAN NHÂN DÂN"
# Kinds of units that a People's Committee acts for.
GOVERNED = ("province", "city", "town", "district", "commune", "ward", "township")
NUMBER = "Số: {number}"
NO_NUMBER = f"Số:{BLANK}/{BLANK}"
DATED = "{place}, ngày {day}"
UNDATED = f"{{place}}, ngày{BLANK}tháng{BLANK}năm{BLANK}"


@dataclass(frozen=True)
class Letterhead:
    """Left: the organ above, upright, and the organ itself, bold; right: the State; below: number, place and date."""

    parent: tuple[str, ...]
    organ: tuple[str, ...]
    number: str
    place_and_date: str
    state: str = STATE
    watchword: str = WATCHWORD


def letterhead(proposal: Proposal) -> Letterhead:
    """The heading of the letter that a proposal goes with; number and date as stored, else blank."""
    unit, number, day = proposal.unit, safe(proposal.letter_number), proposal.letter_date
    name = proposal.unit_name_vi or unit.name_vi
    place = _place(unit, name)
    return Letterhead(
        parent=_parent(unit),
        organ=_organ(unit, name),
        number=NUMBER.format(number=number) if number else NO_NUMBER,
        place_and_date=DATED.format(place=place, day=official_date(day)) if day else UNDATED.format(place=place),
    )


def _organ(unit: Unit, name: str) -> tuple[str, ...]:
    """ỦY BAN NHÂN DÂN / HUYỆN SƠN ĐỘNG; a body of the province under its full name: HỘI CHỮ THẬP ĐỎ TỈNH BẮC GIANG."""
    if unit.kind in GOVERNED:
        return COMMITTEE, name.upper()
    if unit.parent and name.endswith(" tỉnh"):
        name = f"{name.removesuffix(' tỉnh')} {unit.parent.name_vi}"
    return (name.upper(),)


def _parent(unit: Unit) -> tuple[str, ...]:
    """Departments belong to the People's Committee of the province; a committee, and a union, names none above it."""
    return (f"UBND {unit.parent.name_vi.upper()}",) if unit.kind == "department" and unit.parent else ()


def _place(unit: Unit, name: str) -> str:
    """The name of the unit without its kind: Sơn Động; bodies of the province write the name of the province."""
    named = name if unit.kind in GOVERNED else unit.parent.name_vi if unit.parent else name
    for kind in ("Thành phố ", "Thị xã ", "Thị trấn ", "Huyện ", "Phường ", "Xã ", "Tỉnh "):
        named = named.removeprefix(kind)
    return named
