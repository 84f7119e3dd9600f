"""Enquiries for tests, about entries that stand on the shelf."""

import itertools
from typing import Any

from flask import Flask

from catalog.db import db, transaction
from catalog.editions.queries import newest_entry
from catalog.funding import services
from catalog.funding.checks import Interest
from catalog.funding.models import Enquiry
from catalog.proposals.workflow import State
from catalog.rounds.models import Round
from tests.proposals import scene
from tests.public import shelf

CODE = "SD-2023-01"
SENDER = {
    "organisation": "Books for All",
    "contact_name": "Ann Example",
    "email": "ann@books.example.org",
    "phone": "+47 22 00 00 00",
    "message": "We would like to help.",
    "certificate": "",
}
NUMBERS = itertools.count(1)


def line(item: str, english: str, amount_vnd: int, funding: str = "aid") -> dict[str, Any]:
    """A frozen budget line of one piece, at 23,500 đồng for a dollar."""
    return {
        "item": shelf.both(item, english),
        "quantity": "1",
        "unit": shelf.both("bộ", "set"),
        "unit_cost_vnd": amount_vnd,
        "amount_vnd": amount_vnd,
        "amount_usd": round(amount_vnd / 23_500),
        "funding": funding,
        "optional": False,
    }


BUDGET = [
    line("Giá sách", "Shelves", 47_000_000),
    line("Sách", "Books", 23_500_000),
    line("Sửa phòng", "Repair of the room", 10_000_000, "counterpart"),
]
NEEDS = [{"item": shelf.both("Máy tính", "Computers"), "quantity": "5", "unit": shelf.both("chiếc", "pieces")}]


def library(code: str = CODE, **parts: Any) -> dict[str, Any]:
    """Frozen data of an entry with two lines that ask for aid, 70.5 million đồng or 3,000 dollars, and one need."""
    sums = {"aid_vnd": 70_500_000, "aid_usd": 3_000, "total_vnd": 80_500_000, "total_usd": 3_426}
    return shelf.frozen(code, title="Thư viện thân thiện", **{"budget": BUDGET, "in_kind": NEEDS} | sums | parts)


def released(app: Flask, *codes: str, **parts: Any) -> None:
    """Put an edition with such entries on the shelf, with the proposals of Sơn Động that they came from."""
    codes = codes or (CODE,)
    shelf.release(app, *(library(code, **parts) for code in codes))
    with app.app_context():
        round_ = db.session.query(Round).filter_by(key="2023").one()
        for code in codes:
            made = scene.proposal_in(State.PUBLISHED, round_)
            with transaction():
                made.code = code


def interest(*codes: str, **parts: Any) -> Interest:
    """What a form says; by default all of one entry."""
    entries = [newest_entry(code) for code in codes or (CODE,)]
    texts = SENDER | {key: parts.pop(key) for key in SENDER.keys() & parts.keys()}
    given = {"kind": "fund_all", "country": "NO", "registration": "no", "language": "en"} | parts
    return Interest(entries=entries, texts=texts, **given)


def received(*codes: str, **parts: Any) -> Enquiry:
    """An enquiry from the catalogue."""
    number = next(NUMBERS)
    parts.setdefault("email", f"ann{number}@books.example.org")
    return services.receive(interest(*codes, **parts), f"key-{number}", "I agree.", f"192.0.2.{number % 250}")
