"""Reading boundaries that somebody sends: GeoJSON (RFC 7946), checked to the last coordinate."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from catalog.i18n import Bilingual
from catalog.text import clean, fold
from catalog.units.models import KINDS, Unit

LARGEST_FILE = 5 * 1024 * 1024
MOST_FEATURES, MOST_POINTS = 1_000, 150_000
LONGEST_NAME = 80
# Viet Nam with its islands, in degrees: west, south, east, north.
VIET_NAM = (102.0, 6.0, 118.0, 24.0)
WGS84 = ("CRS84", "EPSG::4326", "EPSG:4326")

# A ring is a closed line of (longitude, latitude); its end is not repeated.
Point = tuple[float, float]
Ring = list[Point]


class RefusedBoundaries(ValueError):
    """A file that is not taken, and why in one sentence."""

    def __init__(self, message: Bilingual) -> None:
        super().__init__(message.en)
        self.message = message


TOO_LARGE = Bilingual("Tệp lớn hơn 5 MB; hãy đơn giản hóa ranh giới trước.", "The file is larger than 5 MB.")
NOT_JSON = Bilingual("Tệp không phải GeoJSON: không đọc được.", "The file is no GeoJSON: it cannot be read.")
NO_COLLECTION = Bilingual(
    "Tệp phải là một FeatureCollection có ít nhất một đối tượng.",
    "The file must be a FeatureCollection with at least one feature.",
)
TOO_MANY = Bilingual(
    "Tệp có hơn {features} đối tượng hoặc {points} điểm.",
    "The file has more than {features} features or {points} points.",
)
NO_POLYGON = Bilingual(
    "Đối tượng thứ {number} không phải Polygon hay MultiPolygon.", "Feature {number} is no Polygon or MultiPolygon."
)
BAD_RING = Bilingual(
    "Đối tượng thứ {number} có đường ranh giới hỏng: mỗi đường là một vòng khép kín có ít nhất bốn điểm, "
    "mỗi điểm hai số.",
    "Feature {number} has a broken ring: each is a closed line of at least four points of two numbers.",
)
OUTSIDE = Bilingual(
    "Đối tượng thứ {number} có tọa độ ngoài Việt Nam ({x}, {y}). Tọa độ phải là kinh độ, vĩ độ WGS 84, không phải mét "
    "VN-2000.",
    "Feature {number} has a coordinate outside of Viet Nam ({x}, {y}). Coordinates must be longitude and latitude in "
    "WGS 84, not metres of VN-2000.",
)
OTHER_CRS = Bilingual(
    "Tệp ghi hệ tọa độ khác WGS 84 ({name}).", "The file names another coordinate system than WGS 84 ({name})."
)
NO_MATCH = Bilingual(
    "Không đối tượng nào mang mã hoặc tên của một đơn vị ở ngày này.",
    "No feature bears the code or the name of a unit of this day.",
)


@dataclass(frozen=True)
class Matched:
    """The rings of each unit by its code, and how the features are called that belong to none."""

    rings: dict[str, list[Ring]]  # of polygons and their holes alike: filled by the even-odd rule
    unmatched: list[str]


def read(data: bytes, units: Sequence[Unit]) -> Matched:
    """The boundaries in a file, of the units that there are on a day; raises RefusedBoundaries.

    Which property tells the unit is the one whose values are codes or names of the most of them.
    """
    features = _features(data)
    names = _names(units)
    rings = [list(_rings(number, feature)) for number, feature in enumerate(features, 1)]
    if sum(len(ring) for each in rings for ring in each) > MOST_POINTS:
        raise RefusedBoundaries(TOO_MANY.format(features=MOST_FEATURES, points=MOST_POINTS))
    told = [_properties(feature) for feature in features]
    key = _telling(told, names)
    found: dict[str, list[Ring]] = {}
    unmatched = []
    for properties, each in zip(told, rings, strict=True):
        code = names.get(fold(properties.get(key, "")))
        if code:
            found.setdefault(code, []).extend(each)
        else:
            unmatched.append(properties.get(key) or next(iter(properties.values()), "?"))
    if not found:
        raise RefusedBoundaries(NO_MATCH)
    return Matched(found, unmatched)


def _features(data: bytes) -> list[dict[str, Any]]:
    if len(data) > LARGEST_FILE:
        raise RefusedBoundaries(TOO_LARGE)
    try:
        content = json.loads(data.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise RefusedBoundaries(NOT_JSON) from None
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list) or not features or content.get("type") != "FeatureCollection":
        raise RefusedBoundaries(NO_COLLECTION)
    if len(features) > MOST_FEATURES:
        raise RefusedBoundaries(TOO_MANY.format(features=MOST_FEATURES, points=MOST_POINTS))
    if not all(isinstance(feature, dict) for feature in features):
        raise RefusedBoundaries(NO_COLLECTION)
    if "crs" in content and not any(name in json.dumps(content["crs"]) for name in WGS84):
        raise RefusedBoundaries(OTHER_CRS.format(name=json.dumps(content["crs"], ensure_ascii=False)[:80]))
    return features


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _rings(number: int, feature: Mapping[str, Any]) -> Iterator[Ring]:
    """The lines of a feature's polygons: around them, and around their holes."""
    geometry = feature.get("geometry")
    geometry = geometry if isinstance(geometry, dict) else {}
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind not in ("Polygon", "MultiPolygon") or not isinstance(coordinates, list) or not coordinates:
        raise RefusedBoundaries(NO_POLYGON.format(number=number))
    for polygon in [coordinates] if kind == "Polygon" else coordinates:
        if not isinstance(polygon, list) or not polygon or not all(isinstance(line, list) for line in polygon):
            raise RefusedBoundaries(BAD_RING.format(number=number))
        yield from (_ring(number, line) for line in polygon)


def _ring(number: int, line: Sequence[Any]) -> Ring:
    ring = [_point(number, position) for position in line]
    if len(ring) < 4 or ring[0] != ring[-1] or len(set(ring)) < 3:
        raise RefusedBoundaries(BAD_RING.format(number=number))
    return ring[:-1]


def _point(number: int, position: Any) -> Point:
    if not isinstance(position, list) or len(position) < 2 or not all(type(part) in (int, float) for part in position):
        raise RefusedBoundaries(BAD_RING.format(number=number))
    x, y = position[:2]
    west, south, east, north = VIET_NAM
    if not (west <= x <= east and south <= y <= north):
        raise RefusedBoundaries(OUTSIDE.format(number=number, x=str(x)[:12], y=str(y)[:12]))
    return float(x), float(y)


def _properties(feature: Mapping[str, Any]) -> dict[str, str]:
    """What a feature says of itself, as text; its id too."""
    properties = feature.get("properties")
    told = {str(key): value for key, value in (properties if isinstance(properties, dict) else {}).items()}
    told |= {"id": feature["id"]} if "id" in feature else {}
    return {key: clean(str(value)[:LONGEST_NAME]) for key, value in told.items() if type(value) in (str, int)}


def _names(units: Sequence[Unit]) -> dict[str, str]:
    """Codes by what a unit may be called: its code, its names, and these without the kind where no other has them."""
    full: dict[str, str] = {}
    short: list[tuple[str, str]] = []
    for unit in units:
        full |= dict.fromkeys((fold(unit.code), fold(unit.name_vi), fold(unit.name_en)), unit.code)
        kind = KINDS[unit.kind]
        short.append((fold(unit.name_vi).removeprefix(fold(kind.vi)).strip(), unit.code))
    known = Counter(name for name, _ in short)
    return {name: code for name, code in short if known[name] == 1} | full


def _telling(told: Sequence[Mapping[str, str]], names: Mapping[str, str]) -> str:
    """The property that names the most units; of equal ones the first."""
    units: dict[str, set[str]] = {}
    for properties in told:
        for key, value in properties.items():
            units.setdefault(key, set()).add(names.get(fold(value), ""))
    return max(units, key=lambda key: len(units[key] - {""}), default="")
