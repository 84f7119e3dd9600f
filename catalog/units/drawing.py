"""A map as data: outlines of units in the coordinates of an SVG, whoever draws it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from catalog.i18n import Bilingual


class Area(NamedTuple):
    """A unit on the map: its outline as the path of an SVG, where its short name stands, and that name."""

    outline: str
    x: int
    y: int
    name: Bilingual


@dataclass(frozen=True)
class Drawing:
    """A map of units by their codes; `view` is left, top, width and height of what is drawn.

    A sketch follows the lie of the land and has rivers and hills; what is none is drawn from surveyed boundaries.
    """

    view: tuple[int, int, int, int]
    areas: Mapping[str, Area]
    rivers: Sequence[str] = ()
    is_sketch: bool = False

    @property
    def has_names(self) -> bool:
        """Whether there is room for names on it: a few districts, not a hundred communes."""
        return len(self.areas) <= 16
