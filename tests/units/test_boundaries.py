"""Boundaries of the office: what is refused, how they are matched and made small, and where they are drawn."""

import io
import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask
from lxml import html

from catalog.accounts.actor import Actor
from catalog.accounts.rights import Role
from catalog.db import db
from catalog.errors import NotAllowed
from catalog.units.geojson import LARGEST_FILE, RefusedBoundaries, read
from catalog.units.models import Boundaries
from catalog.units.queries import drawing_on, units_on
from catalog.units.services_boundaries import add_boundaries
from catalog.units.simplify import simplified
from catalog.units.sketch import SKETCH
from tests.accounts.people import add, sign_in
from tests.exchange.writing import portable
from tests.public.shelf import frozen, release
from tests.visitor import Visitor, form_of

MAP = "/desk/administration/map"
THEN = date(2023, 5, 4)
# A square of a tenth of a degree, and the one east of it that shares a side.
WEST = [[106.0, 21.2], [106.1, 21.2], [106.1, 21.25], [106.1, 21.3], [106.0, 21.3], [106.0, 21.2]]
EAST = [[106.1, 21.2], [106.2, 21.2], [106.2, 21.3], [106.1, 21.3], [106.1, 21.25], [106.1, 21.2]]


def feature(ring: Any = WEST, kind: str = "Polygon", **properties: Any) -> dict[str, Any]:
    lines = [ring] if kind == "Polygon" else [[ring]]
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": lines}}


def collection(*features: Any, **more: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features, **more}, ensure_ascii=False).encode()


SON_DONG = feature(TEN="Huyện Sơn Động", OBJECTID=1)
LUC_NAM = feature(EAST, "MultiPolygon", TEN="Lục Nam", OBJECTID=213)
REFUSED = {
    "empty": (b"", "cannot be read"),
    "not text": (b"\xff\xfe\x00\x01", "cannot be read"),
    "cut short": (collection(SON_DONG)[:-5], "cannot be read"),
    "deep": (b"[" * 200_000, "cannot be read"),
    "not a number": (collection(SON_DONG).replace(b"21.25", b"NaN"), "cannot be read"),
    "a long number": (collection(SON_DONG).replace(b"21.25", b"9" * 5_000), "cannot be read"),
    "endless": (collection(SON_DONG).replace(b"21.25", b"1e999"), "outside of Viet Nam"),
    "a huge whole number": (collection(SON_DONG).replace(b"21.25", b"9" * 400), "outside of Viet Nam"),
    "too large": (b" " * (LARGEST_FILE + 1), "larger than 5 MB"),
    "a list": (b"[]", "FeatureCollection"),
    "no features": (collection(), "FeatureCollection"),
    "features of text": (collection("x"), "FeatureCollection"),
    "one feature": (json.dumps(SON_DONG).encode(), "FeatureCollection"),
    "too many": (collection(*[SON_DONG] * 1_001), "more than 1000 features"),
    "too many points": (collection(*[feature(WEST[:-1] * 400 + WEST[:1], TEN="x")] * 80), "150000 points"),
    "metres": (collection(feature([[412_000.5, 2_345_000.1]] * 4, TEN="x")), "metres of VN-2000"),
    "turned round": (collection(feature([[y, x] for x, y in WEST], TEN="x")), "outside of Viet Nam"),
    "another system": (collection(SON_DONG, crs={"properties": {"name": "EPSG:9210"}}), "another coordinate system"),
    "a point": (collection({"geometry": {"type": "Point", "coordinates": [106, 21]}}), "no Polygon"),
    "no geometry": (collection({"properties": {"TEN": "Huyện Sơn Động"}, "geometry": None}), "no Polygon"),
    "open": (collection(feature(WEST[:-1], TEN="x")), "broken ring"),
    "a line": (collection(feature([WEST[0], WEST[1], WEST[0], WEST[0]], TEN="x")), "broken ring"),
    "text for numbers": (collection(feature([["106", "21"]] * 4, TEN="x")), "broken ring"),
    "truth for numbers": (collection(feature([[True, True]] * 4, TEN="x")), "broken ring"),
    "no coordinates": (collection({"geometry": {"type": "Polygon", "coordinates": [[]]}}), "broken ring"),
    "coordinates of text": (collection({"geometry": {"type": "Polygon", "coordinates": "x"}}), "no Polygon"),
    "places elsewhere": (collection(feature(TEN="Huyện Chí Linh")), "No feature bears"),
    "no properties": (collection(feature()), "No feature bears"),
}


@pytest.fixture
def then(app: Flask) -> list[Any]:
    """The units of the day."""
    with app.app_context():
        return list(units_on(THEN))


@pytest.mark.parametrize("kind", REFUSED)
def test_a_hostile_or_broken_file_is_refused(then: list[Any], kind: str) -> None:
    data, said = REFUSED[kind]
    with pytest.raises(RefusedBoundaries) as refused:
        read(data, then)
    assert said in refused.value.message.en
    assert refused.value.message.vi != refused.value.message.en


@pytest.mark.parametrize(
    "properties",
    [
        {"TEN": "Huyện Sơn Động"},
        {"TEN": "Sơn Động", "OBJECTID": 213},
        {"NAME_2": "SON DONG", "NAME_1": "Bac Giang"},
        {"name:en": "Son Dong District"},
        {"ma": 220},
        {"ma": "220", "ten": "\u0000\ud800Sơn"},
    ],
)
def test_a_feature_is_matched_by_code_or_name(then: list[Any], properties: dict[str, Any]) -> None:
    data = json.dumps({"type": "FeatureCollection", "features": [feature(**properties)]}).encode()
    assert list(read(data, then).rings) == ["220"]


def test_what_belongs_to_no_unit_is_told_by_name(then: list[Any]) -> None:
    matched = read(collection(SON_DONG, LUC_NAM, feature(TEN="Huyện Chí Linh <b>")), then)
    assert (sorted(matched.rings), matched.unmatched) == (["218", "220"], ["Huyện Chí Linh <b>"])


def wavy(start: tuple[float, float], end: tuple[float, float], points: int) -> list[tuple[float, float]]:
    """A line with small teeth."""
    (x1, y1), (x2, y2) = start, end
    inner = [(x1 + (x2 - x1) * i / points, y1 + (y2 - y1) * i / points) for i in range(points + 1)]
    return [
        (x + 0.0005 * (i % 2), y + 0.0005 * (i % 3)) if 0 < i < points else (x, y) for i, (x, y) in enumerate(inner)
    ]


def test_neighbours_stay_neighbours_when_they_are_made_small() -> None:
    a, b, c, d, e, f = [(106.0 + x / 10, 21.0 + y / 10) for y in (0, 1) for x in (0, 1, 2)]
    shared = wavy(b, e, 900)
    west = wavy(a, b, 300)[:-1] + shared[:-1] + wavy(e, d, 300)[:-1] + wavy(d, a, 300)[:-1]
    east = wavy(b, c, 300)[:-1] + wavy(c, f, 300)[:-1] + wavy(f, e, 300)[:-1] + shared[:0:-1]
    small = simplified({"west": [west], "east": [east]}, 60)
    (first,), (second,) = small["west"], small["east"]
    assert 50 <= len(set(first) | set(second)) <= 62
    assert set(first) & set(shared) == set(second) & set(shared)
    assert {a, b, e, d} & set(first) >= {b, e}


def test_no_unit_is_lost_and_islets_are() -> None:
    islet = [(107.0, 20.0), (107.0001, 20.0), (107.0, 20.0001)]
    square = [(106.0, 21.0), (107.0, 21.0), (107.0, 22.0), (106.0, 22.0)]
    small = simplified({"a": [square, islet], "b": [islet]}, 0)
    assert ({code: len(rings) for code, rings in small.items()}, len(small["b"][0])) == ({"a": 1, "b": 1}, 3)


@pytest.fixture
def manager(app: Flask) -> Visitor:
    """A manager of the office, signed in, who reads English."""
    add(app, "manager@example.org", "manager")
    client = app.test_client()
    sign_in(client, "manager@example.org")
    client.set_cookie("language", "en")
    return client


def send(client: Visitor, data: bytes, day: str = "2021-01-01", source: str = "Sở Tài nguyên"):
    return client.submit(MAP, {"valid_from": day, "source": source, "file": (io.BytesIO(data), "map.geojson")})


@pytest.fixture
def paths(client: Visitor) -> Callable[[str], list[str]]:
    """The outlines that a page draws of the units on its map."""

    def drawn(address: str) -> list[str]:
        page = html.document_fromstring(client.get(address).text)
        return page.xpath("//*[contains(@class, 'unit') or contains(@class, 'locator')]/path/@d")

    return drawn


def test_boundaries_are_looked_at_used_replaced_and_removed(
    app: Flask, manager: Visitor, paths: Callable[[str], list[str]]
) -> None:
    release(app, frozen("SD-2023-01"), frozen("LN-2023-01", unit="218"))
    sketched = paths("/en/")
    answer = send(manager, collection(SON_DONG, LUC_NAM, feature(TEN="Chí <b>Linh")))
    assert (answer.status_code, answer.location) == (303, f"{MAP}/1")
    preview = manager.get(answer.location).text
    assert "Chí &lt;b&gt;Linh" in preview
    assert "Units of this day that the file does not draw: Bac Giang City" in " ".join(
        re.sub(r"<[^>]+>", " ", preview).split()
    )
    assert paths("/en/") == sketched
    assert manager.submit(f"{MAP}/1", action=f"{MAP}/1/use").status_code == 303
    assert len(paths("/en/")) == len(paths("/vi/projects/SD-2023-01")) == 2
    sheet = app.test_client().get("/en/projects/SD-2023-01/sheet.pdf").data
    assert "Son Dong District on the map of the province" in portable.alternatives(sheet)
    assert manager.submit(f"{MAP}/1", action=f"{MAP}/1/remove").status_code == 303
    assert paths("/en/") == sketched


def test_of_a_day_one_is_used(app: Flask, manager: Visitor) -> None:
    for _ in range(2):
        send(manager, collection(SON_DONG))
    for row in (1, 2):
        manager.submit(f"{MAP}/{row}", action=f"{MAP}/{row}/use")
    with app.app_context():
        assert [row.is_used for row in db.session.query(Boundaries).order_by(Boundaries.id)] == [False, True]
        assert list(drawing_on(THEN).areas) == ["220"]
        assert drawing_on(date(2020, 1, 1)) is SKETCH


def test_what_is_refused_is_said_and_nothing_is_kept(app: Flask, manager: Visitor) -> None:
    answer = send(manager, REFUSED["metres"][0])
    assert (answer.status_code, "not metres of VN-2000" in answer.text) == (422, True)
    assert send(manager, collection(SON_DONG), source=" ").status_code == 422
    with app.app_context():
        assert db.session.query(Boundaries).count() == 0


def test_a_version_that_is_gone_does_nothing(manager: Visitor) -> None:
    send(manager, collection(SON_DONG))
    token = form_of(manager.get(f"{MAP}/1"), f"{MAP}/1/use").fields["csrf_token"]
    assert manager.post(f"{MAP}/1/use", data={"csrf_token": token, "version": "9"}).status_code == 409
    assert manager.post(f"{MAP}/7/use", data={"csrf_token": token, "version": "1"}).status_code == 404


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.MANAGER, Role.ADMINISTRATOR}))
def test_nobody_else_may_send_boundaries(app: Flask, role: str) -> None:
    with app.app_context(), pytest.raises(NotAllowed):
        add_boundaries(Actor(1, "", frozenset({role})), collection(SON_DONG), THEN, "x")
