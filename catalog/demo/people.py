"""The demo accounts: who is who, without anybody's name."""

from collections.abc import Iterator
from dataclasses import dataclass

from catalog.accounts.rights import Role
from catalog.units.models import Unit

DOMAIN = "example.org"
OFFICE = {
    Role.REVIEWER: "Chuyên viên Phòng Nghiệp vụ",
    Role.PUBLISHER: "Lãnh đạo Sở Ngoại vụ",
    Role.MANAGER: "Văn phòng Sở",
    Role.ADMINISTRATOR: "Quản trị hệ thống",
}
UNIT_PEOPLE = {Role.OFFICER: "Cán bộ", Role.LEADER: "Lãnh đạo"}
ADDRESSES = {Role.ADMINISTRATOR: "admin"}


@dataclass(frozen=True)
class DemoPerson:
    """One account to make; without a unit it is one of the office."""

    email: str
    name: str
    role: Role
    unit: Unit | None = None


def demo_people(units: list[Unit]) -> Iterator[DemoPerson]:
    """An account for each role of the office, and an officer and a leader for each unit: officer.220@example.org."""
    for role, name in OFFICE.items():
        yield DemoPerson(f"{ADDRESSES.get(role, role.value)}@{DOMAIN}", name, role)
    for unit in units:
        for role, name in UNIT_PEOPLE.items():
            yield DemoPerson(f"{role.value}.{unit.code.lower()}@{DOMAIN}", f"{name} {_within_text(unit)}", role, unit)


def _within_text(unit: Unit) -> str:
    """The name as it is written inside a sentence: "huyện Sơn Động", but "Sở Y tế"."""
    if unit.kind in ("city", "town", "district"):
        return unit.name_vi[0].lower() + unit.name_vi[1:]
    return unit.name_vi
