"""Words: how a text is parted, what a typed word finds, what is marked."""

import sys
import unicodedata
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.editions.words import LONGEST, WORD, Sought, entry_words, folded, marked, sought, stem, words_of
from tests.public.shelf import both, frozen


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Trường  Mầm non", ["trường", "mầm", "non"]),
        (unicodedata.normalize("NFD", "Trường Mầm non"), ["trường", "mầm", "non"]),
        ("đào-tạo (2023)", ["đào", "tạo", "2023"]),
        ('"OR" * %_', ["or"]),
        ("x" * 99, ["x" * LONGEST]),
        ("\U0001f3eb", []),
        ("", []),
    ],
)
def test_a_text_is_parted_into_words(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("typed", "word", "met"),
    [
        ("thu", "Thư", True),
        ("thư", "thu", True),
        ("dan", "Đan", True),
        ("đan", "Dân", True),
        ("truo", "trường", True),
        ("schools", "school", True),
        ("school", "Schools", True),
        ("libraries", "library", True),
        ("librar", "library", True),
        ("building", "builds", True),
        ("rary", "library", False),
        ("schoolroom", "school", False),
    ],
)
def test_what_a_typed_word_finds(typed: str, word: str, met: bool) -> None:
    (wanted,) = sought(typed)
    assert wanted.is_met_by(word) is met


def test_an_entry_is_found_by_both_languages_and_its_budget() -> None:
    words = entry_words(frozen("SD-2023-01", title="Thư viện Đồng Hưu"))
    assert words.title == {"thu", "vien", "dong", "huu", "en"}
    assert words.words == {
        *("sd", "2023", "01", "thu", "vien", "dong", "huu", "en", "co", "noi", "doc", "sach"),
        *("a", "place", "to", "read", "huyen", "son", "district", "gia", "shelves", "shelv"),
        *("librari", "libraries", "giao", "duc", "va", "dao", "tao"),
        *("education", "educ", "and", "training", "train"),
    }
    assert {"thư", "viện", "đồng", "hưu"} <= words.written


@pytest.mark.parametrize(
    ("text", "typed", "shown"),
    [
        ("Thư viện xã Tân Sơn", "tan thu", "[Thư] viện xã [Tân] Sơn"),
        ("Two libraries, one Library.", "library", "Two [libraries], one [Library]."),
        ("<b>school</b>", "b", "<[b]>school</[b]>"),
        ("no hit", "none", "no hit"),
        ("", "x", ""),
    ],
)
def test_what_was_sought_is_set_apart(text: str, typed: str, shown: str) -> None:
    pieces = marked(text, sought(typed))
    assert "".join(f"[{piece}]" if is_sought else piece for piece, is_sought in pieces) == shown


@given(st.text(max_size=80), st.text(max_size=20))
def test_marking_loses_no_letter(text: str, typed: str) -> None:
    pieces = marked(text, sought(typed))
    assert "".join(piece for piece, _ in pieces) == text
    assert all(WORD.fullmatch(piece) for piece, is_sought in pieces if is_sought)


@given(st.text(max_size=60))
def test_a_text_is_found_by_each_of_its_own_words(text: str) -> None:
    words = entry_words(frozen("SD-2023-01") | {"texts": {"title": both(text, text)}})
    for word in sought(text):
        assert any(known.startswith(word.prefix) for known in words.title)
        assert word.typed in words.written
        assert folded(word.typed) == Sought(word.typed).prefix


BEGINNINGS = ("school", "nation", "librari", "communic", "educat", "relat", "hope", "digit", "vietnam", "electric")
ENDINGS = ("", "s", "es", "ational", "fulness", "ization", "iveness", "ousli", "biliti", "ement", "ing", "edly")


def test_visitors_who_search_at_once_get_the_same_stems() -> None:
    words = [f"{beginning}{ending}" for beginning in BEGINNINGS for ending in ENDINGS]
    alone = [stem.__wrapped__(word) for word in words]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as pool:
            at_once = list(pool.map(lambda _number: [stem.__wrapped__(word) for word in words], range(4)))
    finally:
        sys.setswitchinterval(interval)
    assert at_once == [alone] * 4
