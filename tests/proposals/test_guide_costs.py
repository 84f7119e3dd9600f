"""Planning ranges: which line of a budget is held against which, and what is left alone."""

import pytest

from catalog.proposals import guide_costs
from catalog.proposals.models import BudgetLine

# Item, unit of measure, unit cost in đồng, and the range it lies outside of.
LINES = [
    ("Phòng học", "phòng", 520_000_000, None),
    ("Phòng học", "phòng", 450_000_000, None),
    ("Phòng học", "phòng", 600_000_000, None),
    ("Phòng học", "phòng", 449_999_999, "Classroom"),
    ("Xây dựng mới 02 phòng học kiên cố", "Phòng", 900_000_000, "Classroom"),
    ("XAY 2 PHONG HOC", "phong", 60_000_000, "Classroom"),
    ("Phòng học mầm non có nhà vệ sinh", "phòng", 640_000_000, None),
    ("Phòng học mầm non có nhà vệ sinh", "phòng", 460_000_000, None),  # as a classroom it is usual
    ("Phòng học mầm non", "phòng", 700_000_000, "Pre-school room with toilet"),
    ("Nhà bán trú cấp III", "m2", 9_000_000, "Semi-boarding house"),
    ("Nhà bán trú cấp III", "m²", 6_500_000, None),
    ("Học bổng", "em/năm", 12_000_000, "Scholarship"),
    ("Học bổng (3 năm)", "suất-năm", 4_500_000, None),
    ("Áo ấm", "cái", 90_000, "Warm coat"),
    ("Suất quà Tết", "suất", 2_000_000, "Gift"),
    ("Bể bơi di động", "bể", 300_000_000, "Mobile pool"),
    # Equipment, repairs, parts, more than the thing itself, other units: nobody is warned.
    ("Bàn ghế phòng học", "phòng", 38_000_000, None),
    ("Phòng học: bàn ghế, quạt", "phòng", 38_000_000, None),
    ("Thiết bị phòng học", "phòng", 95_000_000, None),
    ("Sửa chữa phòng học", "phòng", 80_000_000, None),
    ("Phòng học và phòng vệ sinh", "phòng", 900_000_000, None),
    ("Phòng học", "m²", 7_000_000, None),
    ("Phòng học", "", 7_000_000, None),
    ("Phòng họp", "phòng", 7_000_000, None),
    ("Thư viện: sách", "thư viện", 20_000_000, None),
    ("Học bổng", "suất", 500_000, None),  # for a month or a year, who knows
    ("Áo ấm kèm ủng", "chiếc", 900_000, None),
    ("Nhà che bể bơi", "bể", 45_000_000, None),
    ("Phòng học", "phòng", None, None),
    (None, None, 5_000_000, None),
]


@pytest.mark.parametrize(("item", "unit", "cost", "missed"), LINES)
def test_lines_are_held_against_what_they_are_surely_about(
    item: str | None, unit: str | None, cost: int | None, missed: str | None
) -> None:
    found = guide_costs.missed_by(BudgetLine(item=item, unit=unit, unit_cost_vnd=cost))
    assert (found and found.item.en) == missed


def test_ranges_are_read_in_both_languages() -> None:
    assert [(cost.item.vi, *cost.amounts) for cost in guide_costs.of_category("gifts")] == [
        ("Áo ấm", "400.000–600.000 đồng/chiếc", "VND 400,000–600,000 per coat"),
        ("Suất quà", "300.000–500.000 đồng/suất", "VND 300,000–500,000 per gift"),
    ]
    assert [cost.amounts for cost in guide_costs.of_category("scholarship")] == [
        ("1,5–4,5 triệu đồng/trẻ/năm", "VND 1.5–4.5 million per child a year")
    ]


@pytest.mark.parametrize("key", [None, "medical_care"])
def test_some_types_have_no_usual_cost(key: str | None) -> None:
    assert guide_costs.of_category(key) == []
