"""Lists for tests of documents: entries that say something in every column, without a database."""

import io
from datetime import UTC, date, datetime
from typing import Any

import docx
import openpyxl

from catalog.editions.models import Edition, Entry
from catalog.exchange.writing.listing import Listing
from catalog.proposals.fields import TRANSLATABLE
from tests.public.shelf import both, frozen

TEXTS = {
    field.key: both(f"{field.label.vi} của dự án", f"{field.label.en} of the project")
    for field in TRANSLATABLE
    if field.public
} | {
    "title": both("Thư viện thân thiện xã Hữu Sản", "Friendly library in Huu San Commune"),
    "location": both("Xã Hữu Sản, huyện Sơn Động", "Huu San Commune, Son Dong District"),
    "activities": both("Sửa phòng đọc\nMua 800 cuốn sách", "Repair the reading room\nBuy 800 books"),
    "contact": both("Phòng Nghiệp vụ", "Professional Affairs Division"),
}
LINES = [
    {
        "item": both("Giá sách", "Shelves"),
        "quantity": "12",
        "unit": both("chiếc", "pieces"),
        "unit_cost_vnd": 125_000_000,
        "amount_vnd": 1_500_000_000,
        "amount_usd": 63_830,
        "funding": "aid",
        "optional": True,
    },
    {
        "item": both("Sửa phòng đọc", "Repair of the room"),
        "quantity": "1.5",
        "unit": both("phòng", "rooms"),
        "unit_cost_vnd": 2_000_000,
        "amount_vnd": 3_000_000,
        "amount_usd": 128,
        "funding": "counterpart",
        "optional": False,
    },
]
IN_KIND = [{"item": both("Sách thiếu nhi", "Children's books"), "quantity": None, "unit": both("", "")}]
AMOUNTS = {
    "aid_vnd": 1_500_000_000,
    "aid_usd": 63_830,
    "counterpart_vnd": 3_000_000,
    "counterpart_usd": 128,
    "total_vnd": 1_503_000_000,
    "total_usd": 63_957,
}
HEALTH = both("Y tế", "Health care")


def entry(number: int = 1, **parts: Any) -> Entry:
    """A released entry; `parts` replaces some of its frozen data, and in `texts` some of its texts."""
    texts = TEXTS | parts.pop("texts", {})
    code = f"SD-2023-{number:02}"
    data = frozen(code) | {"texts": texts, "budget": LINES, "in_kind": IN_KIND} | AMOUNTS | parts
    codes = {"code": code, "unit_code": "220", "category_key": "library"}
    return Entry(number=number, data=data, withdrawn_photos={}, **codes)


def listing(*entries: Entry, **edition: Any) -> Listing:
    """A released list of the Department; without entries of three in two sectors."""
    two_sectors = entry(1), entry(2, has_construction=True), entry(3, sector=HEALTH, aid_form="non_project")
    return Listing(Edition(**EDITION | edition), entries or two_sectors)


ISSUER = {
    "name": both("Sở Ngoại vụ tỉnh Bắc Giang", "Department of Foreign Affairs of Bac Giang Province"),
    "parent": both("Ủy ban nhân dân tỉnh Bắc Giang", "People's Committee of Bac Giang Province"),
    "division": both("Phòng Nghiệp vụ", "Professional Affairs Division"),
    "seat": both("Bắc Giang", "Bac Giang"),
    "address": both("", ""),
    "symbol": "SNgV",
    "phone": "",
    "email": "",
    "answer_days": 5,
}
BASES = [
    {"symbol": "102/2016/QH13", "title": both("Luật Trẻ em số 102/2016/QH13", "Law on Children No. 102/2016/QH13")},
    {"symbol": "80/2020/NĐ-CP", "title": both("Nghị định số 80/2020/NĐ-CP", "Decree No. 80/2020/ND-CP")},
]
EDITION = {
    "key": "2023-1",
    "number": 1,
    "state": "released",
    "released_at": datetime(2023, 6, 1, 2, tzinfo=UTC),
    "released_by": "Publisher Person",
    "vnd_per_usd": 23_500,
    "rate_date": date(2023, 5, 31),
    "approval_kind": "",
    "approval_number": "",
    "approval_date": None,
    "data": {
        "round": {
            "key": "2023",
            "name": both("Tháng hành động vì trẻ em năm 2023", "Month of Action for Children 2023"),
            "theme": both("", ""),
            "slogan": both("", ""),
        },
        "issuer": ISSUER,
        "legal_bases": BASES,
        "rate": {"source": both("Kho bạc Nhà nước", "State Treasury")},
    },
}


def opened(data: bytes) -> Any:
    """A workbook as openpyxl reads it, formulas as formulas."""
    return openpyxl.load_workbook(io.BytesIO(data))


def reckoned(data: bytes) -> Any:
    """A workbook as openpyxl reads it, formulas as the values that stand with them."""
    return openpyxl.load_workbook(io.BytesIO(data), data_only=True)


def values(sheet: Any) -> list[list[Any]]:
    """What stands in a sheet, row by row."""
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def document(data: bytes) -> Any:
    """A Word file as python-docx reads it."""
    return docx.Document(io.BytesIO(data))
