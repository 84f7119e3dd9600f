"""A map as data: outlines of units in the coordinates of an SVG, whoever draws it."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from catalog.i18n import Bilingual

# Of what is drawn from boundaries, in the units of the SVG.
WIDTH, HIGHEST, MARGIN = 610, 420, 5


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


def drawn(outlines: Mapping[str, Mapping[str, Any]]) -> Drawing:
    """The map of units with {"vi", "en"} names and "rings" of [longitude, latitude], as wide as the sketch.

    A degree of longitude is as long as in the middle of the map: over a province that is true to a pixel.
    """
    points = [point for outline in outlines.values() for ring in outline["rings"] for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    shrunk = math.cos(math.radians((south + north) / 2))
    scale = min(WIDTH / ((east - west) * shrunk), HIGHEST / (north - south))
    height = math.ceil((north - south) * scale)

    def placed(ring: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
        return [(round((x - west) * shrunk * scale, 1), round((north - y) * scale, 1)) for x, y in ring]

    areas = {}
    for code, outline in outlines.items():
        rings = [placed(ring) for ring in outline["rings"]]
        x, y = _middle(max(rings, key=_extent))
        areas[code] = Area("".join(map(_path, rings)), x, y, Bilingual(outline["vi"], outline["en"]))
    width = math.ceil((east - west) * shrunk * scale)
    return Drawing((-MARGIN, -MARGIN, width + 2 * MARGIN, height + 2 * MARGIN), areas)


def _path(ring: Sequence[tuple[float, float]]) -> str:
    """A closed line; steps in tenths are shorter to write than places."""
    (x, y), *_ = ring
    steps = (f"{after[0] - before[0]:.3g},{after[1] - before[1]:.3g}" for before, after in pairwise(ring))
    return f"M{x:g},{y:g}l{' '.join(steps)}z"


def _extent(ring: Sequence[tuple[float, float]]) -> float:
    return (max(x for x, _ in ring) - min(x for x, _ in ring)) * (max(y for _, y in ring) - min(y for _, y in ring))


def _middle(ring: Sequence[tuple[float, float]]) -> tuple[int, int]:
    """Where a name fits: the middle of the widest stretch inside, half way down."""
    y = (min(y for _, y in ring) + max(y for _, y in ring)) / 2 + 0.05
    around = zip(ring, [*ring[1:], ring[0]], strict=True)
    crossed = sorted(x1 + (y - y1) * (x2 - x1) / (y2 - y1) for (x1, y1), (x2, y2) in around if (y1 > y) != (y2 > y))
    stretches = list(zip(crossed[::2], crossed[1::2], strict=False)) or [(ring[0][0], ring[0][0])]
    start, end = max(stretches, key=lambda stretch: stretch[1] - stretch[0])
    return round((start + end) / 2), round(y)
