"""Amounts: reading, printing, words, dollars."""

from decimal import Decimal

import pytest
import vn_money
from hypothesis import given
from hypothesis import strategies as st

from catalog.money import LARGEST_VND, ParsedAmount, format_vnd, in_words, parse_vnd, to_usd

MILLION = 1_000_000
BILLION = 1_000_000_000

CERTAIN = [
    ("1.500.000", 1, 1_500_000),
    ("1,500,000", 1, 1_500_000),
    ("1500000", 1, 1_500_000),
    ("1 250 000 000", 1, 1_250_000_000),
    ("1\u00a0250\u202f000", 1, 1_250_000),
    ("1'250'000", 1, 1_250_000),
    ("1.250.000.000 đ", 1, 1_250_000_000),
    ("1.700.000.000đ", MILLION, 1_700_000_000),
    ("12 000 000đ", 1, 12_000_000),
    ("VNĐ 500.000.000", 1, 500_000_000),
    ("500.000.000 VND", 1, 500_000_000),
    ("1.500.000,-", 1, 1_500_000),
    ("1.500.000 đồng (Một triệu năm trăm nghìn đồng)", 1, 1_500_000),
    ("1,5 tỷ", 1, 1_500_000_000),
    ("1.5 tỷ", 1, 1_500_000_000),
    ("2,6 tỉ", 1, 2_600_000_000),
    ("0,250 tỷ", 1, 250 * MILLION),
    ("1,2 tỷ đồng", 1, 1_200_000_000),
    ("1,2 tỷ đồng", MILLION, 1_200_000_000),
    ("1 tỷ 250 triệu", 1, 1_250_000_000),
    ("1tỷ 200tr", 1, 1_200_000_000),
    ("2 triệu rưỡi", 1, 2_500_000),
    ("1 nghìn tỷ", 1, 10**12),
    ("5 trăm triệu", 1, 500 * MILLION),
    ("860 triệu", 1, 860 * MILLION),
    ("860 triệu đ.", 1, 860 * MILLION),
    ("860tr", 1, 860 * MILLION),
    ("860 trđ", 1, 860 * MILLION),
    ("860 tr.đ", 1, 860 * MILLION),
    ("860 Tr. đồng", 1, 860 * MILLION),
    ("350 nghìn", 1, 350_000),
    ("350 ngàn đồng", 1, 350_000),
    ("350k", 1, 350_000),
    ("VND 2.6 billion", 1, 2_600_000_000),
    ("VND 350 million", 1, 350 * MILLION),
    ("1.234,5 triệu đồng", 1, 1_234_500_000),
    ("1,234.5 million", 1, 1_234_500_000),
    ("1.250", 1, 1_250),
    ("3303.0", MILLION, 3_303 * MILLION),
    ("147,5", MILLION, 147_500_000),
    ("3042", MILLION, 3_042 * MILLION),
    ("1.5E+09", 1, 1_500_000_000),
    ("１．５００", 1, 1_500),
    (3303.0, MILLION, 3_303 * MILLION),
    (1397.5, MILLION, 1_397_500_000),
    (0.1 + 0.2, BILLION, 300 * MILLION),
    (1_059_000_000, 1, 1_059_000_000),
    (33_333.333, 1_000, 33_333_333),
    (Decimal("1.1"), MILLION, 1_100_000),
    ("0", 1, 0),
    (0, MILLION, 0),
    ("không", 1, 0),
    ("", 1, None),
    ("-", 1, None),
    (None, 1, None),
    (True, 1, None),
]
DOUBTFUL = [
    ("1.250", MILLION, 1_250 * MILLION, "grouping"),
    ("1,250", MILLION, 1_250 * MILLION, "grouping"),
    ("1.250 triệu", 1, 1_250 * MILLION, "grouping"),
    ("1.250 tỷ", 1, 1_250 * MILLION, "grouping"),
    ("1,2 - 1,5 tỷ", 1, 1_500 * MILLION, "range"),
    ("từ 800 đến 900 triệu", 1, 900 * MILLION, "range"),
    ("800 triệu – 1,2 tỷ", 1, 1_200 * MILLION, "range"),
    ("khoảng 90 triệu", 1, 90 * MILLION, "approximate"),
    ("≈ 3 tỷ", 1, 3_000 * MILLION, "approximate"),
    ("1 tỷ 250", 1, 1_250 * MILLION, "shorthand"),
    ("1 tỷ 2", 1, 1_200 * MILLION, "shorthand"),
    ("2 triệu 5", 1, 2_500_000, "shorthand"),
    ("1.700.000.000", MILLION, 1_700_000_000, "unit"),
    (1_700_000_000.0, MILLION, 1_700_000_000, "unit"),
    ("1.500.000,5", 1, 1_500_001, "rounded"),
    (3333.3333333, 1_000, 3_333_333, "rounded"),
    ("1,2 tỷ đồng (tương đương 50.000 đô)", 1, 1_200 * MILLION, "extra"),
    ("1,2 tỷ (đối ứng 200 triệu)", 1, 1_200 * MILLION, "extra"),
    ("1.000 triệu\nTrong đó viện trợ: 800 triệu", 1, 1_000 * MILLION, "grouping"),
    ("Ngân sách huyện 60.000.000", 1, 60_000_000, "extra"),
    ("350.000 đồng/tháng", 1, 350_000, "extra"),
]
NO_AMOUNT = [
    ("-5", "negative"),
    (-5, "negative"),
    ("(500)", "negative"),
    ("abc", "unreadable"),
    ("1.50.000", "unreadable"),
    ("12 34", "unreadable"),
    ("120 trẻ", "unreadable"),
    ("2 phòng", "unreadable"),
    ("10%", "unreadable"),
    ("350.000 x 9", "unreadable"),
    ("Tổng 1,2 tỷ; viện trợ 1 tỷ", "unreadable"),
    ("1,5 - 1,2 tỷ", "unreadable"),
    ("9" * 20, "unreadable"),
    (float("nan"), "unreadable"),
    (float("inf"), "unreadable"),
    ("50.000 USD", "foreign"),
    ("$50,000", "foreign"),
    ("12.000 euro", "foreign"),
]


@pytest.mark.parametrize(("text", "unit", "value"), CERTAIN)
def test_certain_amounts(text, unit, value):
    assert parse_vnd(text, unit) == ParsedAmount(value)


@pytest.mark.parametrize(("text", "unit", "value", "doubt"), DOUBTFUL)
def test_doubtful_amounts_say_why(text, unit, value, doubt):
    assert parse_vnd(text, unit) == ParsedAmount(value, False, doubt)


@pytest.mark.parametrize(("text", "doubt"), NO_AMOUNT)
def test_what_is_no_amount(text, doubt):
    assert parse_vnd(text) == ParsedAmount(None, False, doubt)


@given(st.integers(0, LARGEST_VND), st.sampled_from(["vi", "en"]), st.sampled_from([1, 1_000, MILLION]))
def test_what_is_printed_is_read_back(value, language, unit):
    assert parse_vnd(format_vnd(value, language), unit) == ParsedAmount(value)


@given(st.integers(0, 10**11), st.sampled_from([("tỷ", 9), ("triệu", 6), ("nghìn", 3)]))
def test_decimals_under_a_unit_are_exact(value, unit):
    word, places = unit
    number = f"{Decimal(value).scaleb(-places):f}".replace(".", ",")
    parsed = parse_vnd(f"{number} {word}")
    assert parsed.value == value or parsed.doubt == "grouping"


@given(st.integers(0, 10**9), st.integers(0, 3))
def test_numbers_from_a_spreadsheet_have_no_float_error(value, places):
    assert parse_vnd(value / 10**places, 1_000) == parse_vnd(Decimal(value).scaleb(-places), 1_000)


@given(st.text())
def test_any_text_gives_an_answer(text):
    parsed = parse_vnd(text, MILLION)
    assert parsed.certain is (parsed.doubt is None)


def test_printing():
    assert format_vnd(1_500_000, "vi") == "1.500.000 đồng"
    assert format_vnd(1_500_000, "en") == "VND 1,500,000"


WORDS = [
    (0, "Không đồng"),
    (5, "Năm đồng"),
    (10, "Mười đồng"),
    (11, "Mười một đồng"),
    (14, "Mười bốn đồng"),
    (15, "Mười lăm đồng"),
    (21, "Hai mươi mốt đồng"),
    (24, "Hai mươi tư đồng"),
    (55, "Năm mươi lăm đồng"),
    (105, "Một trăm linh năm đồng"),
    (110, "Một trăm mười đồng"),
    (100_000_000, "Một trăm triệu đồng"),
    (1_000_001, "Một triệu không trăm linh một đồng"),
    (30_400_014, "Ba mươi triệu bốn trăm nghìn không trăm mười bốn đồng"),
    (1_397_500_000, "Một tỷ ba trăm chín mươi bảy triệu năm trăm nghìn đồng"),
    (10**12, "Một nghìn tỷ đồng"),
]


@pytest.mark.parametrize(("value", "words"), WORDS)
def test_words(value, words):
    assert in_words(value) == words


@given(st.integers(1, 999_999_999_999))
def test_words_agree_with_another_reader(value):
    """vn-money speaks empty groups ("không nghìn") and we do not; all else is equal below a thousand billion."""
    spoken = vn_money.to_words(value)
    for group in ("không triệu ", "không nghìn "):
        spoken = spoken.replace(f" {group}", " ")
    assert in_words(value).lower() == f"{spoken} đồng"


def test_no_words_below_zero():
    with pytest.raises(ValueError, match="never negative"):
        in_words(-1)


@pytest.mark.parametrize(
    ("vnd", "rate", "usd"),
    [
        (3_042_000_000, 23_500, 129_447),
        (23_500, "47000", 1),
        (23_499, 47_000, 0),
        (0, 23_500, 0),
        (10**15, Decimal("23063.5"), 43_358_553_559),
    ],
)
def test_dollars_are_rounded_half_up(vnd, rate, usd):
    assert to_usd(vnd, rate) == usd
