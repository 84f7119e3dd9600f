"""Text on its way into files: nothing breaks them, nothing comes alive in a spreadsheet."""

import pytest

from catalog.exchange.writing.cells import LONGEST_CELL, inert, safe


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Trường Mầm non", "Trường Mầm non"),
        ("Tru\u031bo\u031b\u0300ng", "Trường"),
        ("a\uffffb\ufffec\x00d\x0be\ud800f", "abcd\nef"),
        ("dòng một\r\ndòng hai", "dòng một\ndòng hai"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("", ""),
    ],
)
def test_what_files_cannot_hold_is_left_out(text: str, kept: str) -> None:
    assert safe(text) == kept


@pytest.mark.parametrize("letter", ["a", "ệ", "😀"])
def test_text_is_cut_where_a_cell_of_a_workbook_ends(letter: str) -> None:
    units = len(letter.encode("utf-16-le")) // 2
    fitting = letter * (LONGEST_CELL // units)
    assert safe(fitting) == fitting
    cut = safe(letter * 40_000)
    assert cut.endswith(f"{letter}…")
    assert len(cut.encode("utf-16-le")) // 2 in (LONGEST_CELL, LONGEST_CELL - 1)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(start: str) -> None:
    assert inert(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("text", ["", "Thư viện", "1-2", "a=b", "<10", "'=1"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert inert(text) == text
