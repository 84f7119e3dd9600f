"""Boundaries of a survey made small enough for a page, without gaps between neighbours.

Douglas and Peucker's way, from coarse to fine: of all lines the point is kept next that lies farthest from what would
be drawn without it, until there are as many as a page may carry. What two units share is one line, simplified once.
"""

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence

from catalog.units.geojson import Point, Ring

# Of a whole map, shared lines counted once: some ten kilobytes of a page.
MOST_KEPT = 1_000
# Islands smaller than this part of the map, in each direction, are left out.
SMALLEST = 0.004

Arc = tuple[Point, ...]


def simplified(rings: Mapping[str, Sequence[Ring]], most: int = MOST_KEPT) -> dict[str, list[Ring]]:
    """The rings of each unit with at most about `most` points in all; no unit loses its largest ring."""
    whole = _size(ring for each in rings.values() for ring in each)
    chosen = {code: _worth_drawing(each, whole) for code, each in rings.items()}
    junctions = _junctions(ring for each in chosen.values() for ring in each)
    arcs = {code: [list(_arcs(ring, junctions)) for ring in each] for code, each in chosen.items()}
    kept = _kept({_canonical(arc) for each in arcs.values() for ring in each for arc in ring}, most)
    return {code: [_joined(ring, kept) for ring in each] for code, each in arcs.items()}


def _size(rings: Iterable[Ring]) -> float:
    points = [point for ring in rings for point in ring]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return max(max(xs) - min(xs), max(ys) - min(ys))


def _worth_drawing(rings: Sequence[Ring], whole: float) -> list[Ring]:
    sizes = [_size([ring]) for ring in rings]
    return [ring for ring, size in zip(rings, sizes, strict=True) if size == max(sizes) or size > SMALLEST * whole]


def _junctions(rings: Iterable[Ring]) -> set[Point]:
    """Points at which lines of several units meet: more than two other points follow or precede them."""
    neighbours: dict[Point, set[Point]] = {}
    for ring in rings:
        for before, point, after in zip([ring[-1], *ring], ring, [*ring[1:], ring[0]], strict=False):
            neighbours.setdefault(point, set()).update((before, after))
    return {point for point, around in neighbours.items() if len(around) > 2}


def _arcs(ring: Ring, junctions: set[Point]) -> Iterator[Arc]:
    """A ring cut at its junctions; one without is cut at its ends from west to east, as its neighbour would be."""
    cuts = [place for place, point in enumerate(ring) if point in junctions]
    if len(cuts) < 2:
        cuts = sorted({ring.index(min(ring)), ring.index(max(ring)), *cuts})
    for start, end in zip(cuts, [*cuts[1:], cuts[0] + len(ring)], strict=True):
        yield tuple((ring + ring)[start : end + 1])


def _canonical(arc: Arc) -> Arc:
    return min(arc, arc[::-1])


def _kept(arcs: Iterable[Arc], most: int) -> dict[Arc, list[Point]]:
    """The points of each line that stay: its ends, one between them, and of all lines those that matter most."""
    places: dict[Arc, set[int]] = {}
    waiting: list[tuple[float, Arc, int, int, int]] = []
    for arc in arcs:
        places[arc] = {0, len(arc) - 1}
        if span := _farthest(arc, 0, len(arc) - 1):
            # Without it a ring of two lines would be drawn as one.
            waiting.append((float("-inf"), arc, *span[1:]))
    heapq.heapify(waiting)
    count = sum(map(len, places.values()))
    while waiting and (count < most or waiting[0][0] == float("-inf")):
        _, arc, start, place, end = heapq.heappop(waiting)
        places[arc].add(place)
        count += 1
        for span in (_farthest(arc, start, place), _farthest(arc, place, end)):
            if span:
                heapq.heappush(waiting, (-span[0], arc, *span[1:]))
    return {arc: [arc[place] for place in sorted(found)] for arc, found in places.items()}


def _farthest(arc: Arc, start: int, end: int) -> tuple[float, int, int, int] | None:
    """How far the farthest point between two of a line lies from their chord, squared, and the three places."""
    if end - start < 2:
        return None
    (x1, y1), (x2, y2) = arc[start], arc[end]
    dx, dy = x2 - x1, y2 - y1
    length = dx * dx + dy * dy
    best, place = -1.0, start + 1
    for i in range(start + 1, end):
        x, y = arc[i]
        along = ((x - x1) * dx + (y - y1) * dy) / length if length else 0.0
        along = 0.0 if along < 0 else 1.0 if along > 1 else along
        away = (x - x1 - along * dx) ** 2 + (y - y1 - along * dy) ** 2
        if away > best:
            best, place = away, i
    return best, start, place, end


def _joined(ring: Sequence[Arc], kept: Mapping[Arc, Sequence[Point]]) -> Ring:
    points: Ring = []
    for arc in ring:
        canonical = _canonical(arc)
        line = kept[canonical] if canonical == arc else list(kept[canonical])[::-1]
        points += line[:-1]
    return points
