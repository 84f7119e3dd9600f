"""Figures of both texts: what agrees, what is missing, what is extra."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.i18n import format_number, format_vnd
from catalog.translation.figures import compare

AGREE = [
    ("1.240 học sinh", "1,240 pupils"),
    ("1.500.000 đồng", "VND 1,500,000"),
    ("1.000.000đ", "VND 1,000,000"),
    ("1,5 tỷ đồng", "VND 1.5 billion"),
    ("1,5 tỷ đồng", "VND 1,500,000,000"),
    ("1 tỷ 250 triệu đồng", "VND 1.25 billion"),
    ("1 tỷ rưỡi", "1.5 billion"),
    ("200 nghìn đồng/tháng", "VND 200,000 a month"),
    ("khoảng 3,6 triệu người", "about 3.6 million people"),
    ("500 USD", "$500"),
    ("giảm còn 5,27 %", "down to 5.27 per cent"),
    ("ngày 18 tháng 5 năm 2023", "18 May 2023"),
    ("18/5/2023", "May 18, 2023"),
    ("tháng 6/2023", "June 2023"),
    ("từ tháng 9 đến tháng 5", "from September to May"),
    ("trong 9 tháng", "for 9 months"),
    ("lúc 17 giờ 30", "at 5:30 p.m."),
    ("năm học 2023-2024", "school year 2023–2024"),
    ("2 phòng học", "two classrooms"),
    ("24 em", "twenty-four children"),
    ("hai phòng", "2 rooms"),
    ("quý I/2024", "first quarter of 2024"),
    ("80m2 và 3 tầng", "80 m² on 3 floors"),
    ("5x6 m", "5 × 6 m"),
    ("Nghị định 80/2020/NĐ-CP", "Decree 80/2020/ND-CP"),
    ("3-6 tuổi", "aged 3 to 6"),
    ("lớp 3", "grade 3"),
    ("không có số", "no figure"),
]
DIFFER = [
    ("Có 1.240 học sinh", "There are 240 pupils", ["1.240"], ["240"]),
    ("1.240 học sinh", "1.240 pupils", ["1.240"], ["1.240"]),
    ("450 triệu đồng", "450 million", ["450 triệu đồng"], ["450 million"]),
    ("450 triệu đồng", "USD 450 million", ["450 triệu đồng"], ["usd 450 million"]),
    ("tháng 9 năm 2023", "October 2023", ["tháng 9 năm 2023"], ["october 2023"]),
    ("120 em, 60 em gái", "120 children, 60 girls, 60 boys", [], ["60"]),
    ("120 em, 60 em gái, 60 em trai", "120 children, 60 girls", ["60"], []),
    ("50 em", "50 %", ["50"], ["50 %"]),
    ("17 giờ", "17:30", ["17 giờ"], ["17:30"]),
]


@pytest.mark.parametrize(("vietnamese", "english"), AGREE)
def test_the_same_figures_agree(vietnamese: str, english: str) -> None:
    found = compare(vietnamese, english)
    assert (found.missing, found.extra) == ([], [])


@pytest.mark.parametrize(("vietnamese", "english", "missing", "extra"), DIFFER)
def test_other_figures_are_pointed_at(vietnamese: str, english: str, missing: list[str], extra: list[str]) -> None:
    found = compare(vietnamese, english)
    assert ([figure.text for figure in found.missing], [figure.text for figure in found.extra]) == (missing, extra)


numbers = st.decimals(0, 10**12, allow_nan=False, allow_infinity=False, places=2)


@given(st.lists(st.one_of(numbers, st.integers(0, 10**12).map(Decimal)), min_size=1, max_size=5))
def test_numbers_agree_as_each_language_writes_them(values: list[Decimal]) -> None:
    vietnamese, english = (
        ", ".join(f"a {format_number(value, language)} b" for value in values) for language in ("vi", "en")
    )
    assert compare(vietnamese, english).agrees


@given(st.integers(0, 10**13), st.integers(0, 10**13))
def test_amounts_agree_only_when_they_are_the_same(one: int, other: int) -> None:
    vietnamese, english = format_vnd(one, "vi"), format_vnd(other, "en")
    assert compare(f"Kinh phí {vietnamese}.", f"Costs: {english}.").agrees == (one == other)


@given(st.text())
def test_any_text_can_be_compared(text: str) -> None:
    compare(text, text)
