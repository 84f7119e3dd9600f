"""Released editions for tests, put straight on the shelf in the form that a release freezes."""

from datetime import UTC, date, datetime
from typing import Any

from flask import Flask

from catalog.db import db, transaction
from catalog.editions.models import Edition, Entry
from catalog.editions.services_index import index
from catalog.rounds.models import Round
from tests.proposals.scene import a_round

UNITS = {"220": ("Huyện Sơn Động", "Son Dong District"), "218": ("Huyện Lục Nam", "Luc Nam District")}
CATEGORIES = {
    "library": ("Thư viện", "Libraries"),
    "classroom": ("Lớp học, phòng học", "Classrooms"),
    "swimming": ("Phòng, chống đuối nước", "Drowning prevention"),
}
ROUND = ("name", "theme", "slogan")
REACH = {"symbol": "SNgV", "phone": "", "email": "office@example.org", "answer_days": 5}
ISSUER = ("name", "parent", "division", "seat", "address")


def both(vi: str, en: str) -> dict[str, str]:
    """Words as frozen data hold them."""
    return {"vi": vi, "en": en}


def frozen(code: str, unit: str = "220", category: str = "library", title: str = "", **parts: Any) -> dict[str, Any]:
    """Frozen data of an entry that asks for 47,000,000 đồng (2,000 US dollars); `parts` replaces some of it."""
    line = {"item": both("Giá sách", "Shelves"), "quantity": "10", "unit": both("chiếc", "pieces")}
    line |= {
        "unit_cost_vnd": 4_700_000,
        "amount_vnd": 47_000_000,
        "amount_usd": 2_000,
        "funding": "aid",
        "optional": False,
    }
    sums = {f"{key}_vnd": 47_000_000 for key in ("aid", "total")} | {f"{key}_usd": 2_000 for key in ("aid", "total")}
    title = title or f"Thư viện số {code}"
    return {
        "code": code,
        "unit": {"code": unit, **both(*UNITS[unit])},
        "category": {"key": category, **both(*CATEGORIES[category])},
        "sector": both("Giáo dục và đào tạo", "Education and training"),
        "dac": {"code": "11220", "name": "Primary education"},
        "sdg": ["4.1", "4.7"],
        "aid_form": "project",
        "has_construction": False,
        "texts": {"title": both(title, f"{title} (en)"), "summary": both("Có nơi đọc sách.", "A place to read.")},
        "beneficiaries": {"children": 240, "girls": 110, "boys": 130, "with_disability": "<10"},
        "ages": [6, 10],
        "planned_start": "2023-09-01",
        "planned_end": "2024-05-31",
        "budget": [line],
        "in_kind": [],
        **sums,
        "counterpart_vnd": 0,
        "counterpart_usd": 0,
    } | parts


def release(app: Flask, *entries: dict[str, Any], number: int = 1, state: str = "released") -> None:
    """Put an edition 2023-`number` with these entries on the shelf, released on that day of June."""
    with app.app_context():
        round_ = db.session.query(Round).filter_by(key="2023").one_or_none() or a_round()
        released = {"released_at": datetime(2023, 6, number, tzinfo=UTC), "vnd_per_usd": 23_500}
        edition = Edition(
            key=f"2023-{number}",
            round_id=round_.id,
            number=number,
            state=state,
            rate_date=date(2023, 5, 31),
            data={
                "round": {"key": "2023", **{name: both("Đợt 2023", "Call 2023") for name in ROUND}},
                "issuer": {name: both("Sở", "Department") for name in ISSUER} | REACH,
                "legal_bases": [],
                "rate": {"source": both("Kho bạc", "Treasury")},
            },
            **(released if state == "released" else {}),
        )
        for place, data in enumerate(entries, start=1):
            edition.entries.append(_entry(place, data))
        with transaction() as session:
            session.add(edition)
            index(session, edition.entries)


def _entry(place: int, data: dict[str, Any]) -> Entry:
    return Entry(
        number=place,
        code=data["code"],
        unit_code=data["unit"]["code"],
        category_key=data["category"]["key"],
        data=data,
    )
