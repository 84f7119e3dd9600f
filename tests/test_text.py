"""Cleaning and folding Vietnamese text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.text import clean, fold, roman

CLEANED = [
    ("  Sơn Động\t", "Sơn Động"),
    (unicodedata.normalize("NFD", "Trường Mầm non Đồng Vương"), "Trường Mầm non Đồng Vương"),
    ("1\u00a0500\u202f000", "1 500 000"),
    ("bán\u00ad trú\u200b\ufeff", "bán trú"),
    ("a\x00b\x07c\ud800d\uffffe", "abcde"),
    ("một\r\nhai\rba\u2028bốn\x0bnăm", "một\nhai\nba\nbốn\nnăm"),
    ("be\u0301\u0302p", "bếp"),  # tone typed before the sign of the vowel
    ("Ðại hội, ðường", "Đại hội, đường"),
    ("giữ  hai dấu cách", "giữ  hai dấu cách"),
    ("", ""),
]
FOLDED = [
    ("Trường  Mầm\nnon", "truong mam non"),
    ("ĐỒNG ĐĂNG, đường đèo", "dong dang, duong deo"),
    (unicodedata.normalize("NFD", "Tỷ lệ"), "ty le"),
    ("ABC 123", "abc 123"),
    ("70 m²", "70 m²"),
]


@pytest.mark.parametrize(("text", "expected"), CLEANED)
def test_clean(text, expected):
    assert clean(text) == expected


@pytest.mark.parametrize(("text", "expected"), FOLDED)
def test_fold(text, expected):
    assert fold(text) == expected


@given(st.text())
def test_cleaning_twice_changes_nothing(text):
    assert clean(clean(text)) == clean(text)


@given(st.text(alphabet="aăâeêioôơuưyđAĂÂĐẾỆữợỹ bcdghklmnpqrstvx\n"))
def test_decomposed_text_cleans_and_folds_alike(text):
    decomposed = unicodedata.normalize("NFD", text)
    assert clean(decomposed) == clean(text)
    assert fold(decomposed) == fold(text)


@given(st.text())
def test_folding_is_stable_and_blind_to_case(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("number", "numeral"), [(1, "I"), (3, "III"), (4, "IV"), (9, "IX"), (14, "XIV"), (29, "XXIX"), (44, "XLIV")]
)
def test_sections_have_roman_numerals(number: int, numeral: str) -> None:
    assert roman(number) == numeral
