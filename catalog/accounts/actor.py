"""Who is acting: the first argument of every service."""

from dataclasses import dataclass

from catalog.accounts.rights import Right, rights_of
from catalog.errors import NotAllowed


@dataclass(frozen=True)
class Actor:
    """A person, or the command line, as the services see it: an immutable copy made once per request."""

    person_id: int | None
    name: str
    roles: frozenset[str] = frozenset()
    unit_ids: frozenset[int] = frozenset()
    is_system: bool = False

    @property
    def rights(self) -> frozenset[Right]:
        """Every right of the roles held; somebody who is not signed in has none."""
        if self.is_system:
            return frozenset(Right)
        if self.person_id is None:
            return frozenset()
        return rights_of(self.roles) | {Right.SIGNED_IN}

    @property
    def unit_id(self) -> int | None:
        """The unit this person acts for, or None for people of the office."""
        return min(self.unit_ids, default=None)

    def has(self, right: Right) -> bool:
        """Whether any role of this actor carries the right."""
        return right in self.rights

    def require(self, right: Right) -> None:
        """Raise NotAllowed unless this actor has the right."""
        if not self.has(right):
            raise NotAllowed

    def of_unit(self, unit_id: int) -> bool:
        """Whether this actor acts for the unit; the command line acts for all of them."""
        return self.is_system or unit_id in self.unit_ids


ANONYMOUS = Actor(person_id=None, name="")
SYSTEM = Actor(person_id=None, name="Hệ thống", is_system=True)
