"""Periods and numbers of children as people write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.exchange.reading.counts import Counted, counts_in_text, parse_count
from catalog.exchange.reading.periods import Period, parse_period

PERIODS = [
    ("03/2024 - 12/2024", "2024-03", "2024-12", None),
    ("3/2024-12/2024", "2024-03", "2024-12", None),
    ("03-12/2024", "2024-03", "2024-12", None),
    ("3.2024 – 12.2024", "2024-03", "2024-12", None),
    ("T3/2024 - T12/2024", "2024-03", "2024-12", None),
    ("Tháng 6/2023", "2023-06", "2023-06", None),
    ("tháng 6, 7, 8/2023", "2023-06", "2023-08", None),
    ("từ tháng 3 đến tháng 12 năm 2024", "2024-03", "2024-12", None),
    ("Tháng 7 - tháng 12, năm 2023", "2023-07", "2023-12", None),
    ("tháng 9/2023 đến tháng 5/2025", "2023-09", "2025-05", None),
    ("Từ 01/2024 đến 06/2025 (18 tháng)", "2024-01", "2025-06", None),
    ("Quý III/2023 - Quý II/2024", "2023-07", "2024-06", None),
    ("Quý III/2023 đến hết quý II/2024", "2023-07", "2024-06", None),
    ("Quý IV/2023", "2023-10", "2023-12", None),
    ("Quý 3 năm 2023", "2023-07", "2023-09", None),
    ("Quý III, IV/2023", "2023-07", "2023-12", None),
    ("Quý I, II, III năm 2024", "2024-01", "2024-09", None),
    ("quy iii/2023", "2023-07", "2023-09", None),
    ("Q3/2023", "2023-07", "2023-09", None),
    ("6 tháng cuối năm 2023", "2023-07", "2023-12", None),
    ("06 tháng đầu năm 2024", "2024-01", "2024-06", None),
    ("Cả năm 2024", "2024-01", "2024-12", None),
    ("01/06/2023 - 31/12/2023", "2023-06", "2023-12", None),
    ("ngày 01 tháng 6 năm 2023", "2023-06", "2023-06", None),
    ("2024-03-01", "2024-03", "2024-03", None),
    ("2024-03", "2024-03", "2024-03", None),
    (date(2024, 3, 1), "2024-03", "2024-03", None),
    (3.2024, "2024-03", "2024-03", None),
    ("Năm học 2023-2024", "2023-09", "2024-05", "school_year"),
    ("năm học 2023 - 2024, 2024 - 2025", "2023-09", "2025-05", "school_year"),
    ("Học kỳ I năm học 2023-2024", "2023-09", "2024-01", "school_year"),
    ("School year 2023-2024", "2023-09", "2024-05", "school_year"),
    ("2024", "2024-01", "2024-12", "whole_year"),
    (2024, "2024-01", "2024-12", "whole_year"),
    (2024.0, "2024-01", "2024-12", "whole_year"),
    ("2023-2025", "2023-01", "2025-12", "whole_year"),
    ("Giai đoạn 2023 - 2025", "2023-01", "2025-12", "whole_year"),
    ("Từ năm 2023 đến năm 2025", "2023-01", "2025-12", "whole_year"),
    ("hè 2023", "2023-06", "2023-08", "season"),
    ("cuối năm 2023", "2023-10", "2023-12", "season"),
    ("03/24 - 12/24", "2024-03", "2024-12", "period_guessed"),
    ("III/2023 - II/2024", "2023-07", "2024-06", "period_guessed"),
    ("12 tháng kể từ 03/2024", "2024-03", "2025-02", "period_guessed"),
    ("March 2024 - December 2024", "2024-03", "2024-12", None),
    ("from June to August 2024", "2024-06", "2024-08", None),
    ("Từ 3/2024", "2024-03", None, "period_guessed"),
    ("Trước 30/6/2024", None, "2024-06", "period_guessed"),
    ("Tết Nguyên đán 2024", "2024-01", "2024-12", "period_guessed"),
    ("12 tháng", None, None, "period_unreadable"),
    ("dài hạn", None, None, "period_unreadable"),
    ("Tháng 6", None, None, "period_unreadable"),
    ("13/2024", None, None, "period_unreadable"),
    (date(1905, 7, 16), None, None, "period_unreadable"),
    (None, None, None, None),
    ("-", None, None, None),
]


@pytest.mark.parametrize(("written", "start", "end", "note"), PERIODS)
def test_periods(written, start, end, note):
    assert parse_period(written) == Period(start, end, note)


@given(st.text(alphabet="0123456789/-. quýthángnămhọcivIVđếntừ"))
def test_any_period_gives_an_answer(text):
    period = parse_period(text)
    assert period.note or (period.start is None) == (period.end is None)


@given(st.dates(date(2001, 1, 1), date(2099, 12, 31)), st.dates(date(2001, 1, 1), date(2099, 12, 31)))
def test_months_are_read_as_printed(first, last):
    expected = Period(f"{first:%Y-%m}", f"{last:%Y-%m}")
    assert parse_period(f"{first:%m/%Y} - {last:%m/%Y}") == expected
    assert parse_period(f"{first:%d/%m/%Y} - {last:%d/%m/%Y}") == expected


COUNTS = [
    (640, Counted(640)),
    (1200.0, Counted(1200)),
    ("1.200 em", Counted(1200)),
    ("1 200 em", Counted(1200)),
    ("1,200", Counted(1200)),
    ("36 em", Counted(36)),
    ("100 hs", Counted(100)),
    ("02 lớp (50 cháu)", Counted(50)),
    ("Trẻ em xã Phong Vân (640 em)", Counted(640)),
    ("Học sinh trường TH Bình Sơn: 128 em", Counted(128)),
    ("150 hộ gia đình, 300 trẻ em", Counted(300)),
    ("120 học sinh, 15 giáo viên", Counted(120)),
    ("Trẻ em dưới 16 tuổi: 250", Counted(250)),
    ("800 trẻ em từ 6 đến 15 tuổi", Counted(800, ages=(6, 15))),
    ("3-5 tuổi: 58 trẻ", Counted(58, ages=(3, 5))),
    ("khoảng 90", Counted(90, "approximate")),
    ("trên 200 em", Counted(200, "approximate")),
    ("80 - 100 em", Counted(100, "range")),
    ("98 cháu mầm non, 110 học sinh tiểu học", Counted(208, "added")),
    (1.2, Counted(1200, "fraction")),
    ("1.2", Counted(1200, "fraction")),
    (
        "118 trẻ em (trong đó 61 em gái; 112 em dân tộc thiểu số)",
        Counted(118, None, {"girls": 61, "ethnic_minority": 112}),
    ),
    ("118 trẻ em\n- Nữ: 61\n- DTTS: 112", Counted(118, None, {"girls": 61, "ethnic_minority": 112})),
    ("150 học sinh, 80 nữ", Counted(150, None, {"girls": 80})),
    ("120 (nữ 60)", Counted(120, None, {"girls": 60})),
    ("120/60 nữ", Counted(120, None, {"girls": 60})),
    ("Nam: 85; Nữ: 90", Counted(175, "parts", {"boys": 85, "girls": 90})),
    ("46 trẻ khuyết tật", Counted(46, None, {"with_disability": 46})),
    ("45 trẻ mồ côi và 20 trẻ khuyết tật", Counted(65, "added", {"with_disability": 20})),
    (
        "118 học sinh, trong đó: 61 nữ, 112 DTTS, 80 hộ nghèo, 2 khuyết tật",
        Counted(118, None, {"girls": 61, "ethnic_minority": 112, "poor_or_near_poor": 80, "with_disability": 2}),
    ),
    ("toàn bộ học sinh", Counted(None, "unreadable")),
    ("100% học sinh", Counted(None, "unreadable")),
    (-5, Counted(None, "unreadable")),
    (date(2023, 1, 1), Counted(None, "unreadable")),
    (None, Counted(None)),
]


@pytest.mark.parametrize(("written", "counted"), COUNTS)
def test_counts(written, counted):
    assert parse_count(written) == counted


@given(st.one_of(st.text(), st.floats(), st.integers()))
def test_any_count_gives_an_answer(value):
    counted = parse_count(value)
    assert counted.children is None or counted.children >= 0


IN_TEXT = [
    ("Bỏ học ca 2, bảo đảm 1 phòng/1 lớp cho 128 học sinh.", (128,)),
    ("Khám sàng lọc cho 1.200 trẻ dưới 16 tuổi", (1200,)),
    ("Tạo phòng học cho 58 trẻ từ 3 đến 5 tuổi.\n- Xây 02 phòng học, 70 m²/phòng", (58,)),
    ("35 học sinh/lớp, mỗi lớp 30 em", ()),
    ("Trao 600 áo ấm và 600 suất quà", ()),
    ("giảm 10% trẻ suy dinh dưỡng", ()),
    ("12 triệu", ()),
]


@pytest.mark.parametrize(("text", "counts"), IN_TEXT)
def test_children_that_a_text_counts(text, counts):
    assert counts_in_text(text) == counts
