"""Cleaning and folding Vietnamese text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.text import FOLDED_FROM, clean, differences, fold, roman, unchanged_apart

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


LONG = "Đoạn dài không đổi." * 9


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        (f"Một.\n{LONG}\nHai.", f"Một đổi.\n{LONG}\nHai.", ["delete", "insert", "unchanged"]),
        (f"{LONG}\nHai ba.", f"{LONG}\nHai bốn.", ["unchanged", "equal", "delete", "insert"]),
        (f"Một\n{LONG}\nHai", f"Một mới\n{LONG}\nHai mới", ["equal", "insert", "unchanged", "equal", "insert"]),
        # In one paragraph with a change, too short, or nothing changed at all.
        (f"{LONG} hai", f"{LONG} ba", ["equal", "delete", "insert"]),
        ("Một.\nNgắn.\nHai.", "Một đổi.\nNgắn.\nHai.", ["delete", "insert", "equal"]),
        (LONG, LONG, ["equal"]),
    ],
)
def test_long_unchanged_paragraphs_stand_apart(before: str, after: str, kinds: list[str]) -> None:
    assert [kind for kind, _ in unchanged_apart(differences(before, after))] == kinds


@given(st.lists(st.sampled_from(["a", "b c", LONG, ""])), st.lists(st.sampled_from(["a", "b d", LONG, ""])))
def test_setting_apart_loses_nothing(before: list[str], after: list[str]) -> None:
    pieces = differences("\n".join(before), "\n".join(after))
    apart = unchanged_apart(pieces)
    for kind in ("delete", "insert"):
        told = "".join(text for piece, text in apart if piece in ("equal", "unchanged", kind))
        assert told == "".join(text for piece, text in pieces if piece in ("equal", kind))
    assert all(len(text) >= FOLDED_FROM for piece, text in apart if piece == "unchanged")
