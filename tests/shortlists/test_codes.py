"""A shortlist takes what may be a code, each once, and at most so many."""

import pytest

from catalog.shortlists import codes

THREE = ("SD-2023-01", "LNa-2023-02", "BG-2023-03")
FIRST, SECOND, LAST = THREE


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ([""], ()),
        ([FIRST, SECOND, FIRST], (FIRST, SECOND)),
        (["<b>", "SD 1", "x" * 31, "Đ-1", "a.b", FIRST], (FIRST,)),
        ([f"SD-{number}" for number in range(60)], tuple(f"SD-{number}" for number in range(codes.MOST))),
    ],
)
def test_what_can_not_be_on_a_list_is_left_out(given: list[str], kept: codes.Codes) -> None:
    assert codes.tidy(given) == kept


@pytest.mark.parametrize(
    ("changed", "code", "then"),
    [
        (codes.added, "YT-2023-09", (*THREE, "YT-2023-09")),
        (codes.added, SECOND, THREE),
        (codes.removed, SECOND, (FIRST, LAST)),
        (codes.removed, "YT-2023-09", THREE),
        (codes.up, LAST, (FIRST, LAST, SECOND)),
        (codes.up, FIRST, THREE),
        (codes.down, FIRST, (SECOND, FIRST, LAST)),
        (codes.down, LAST, THREE),
        (codes.down, "YT-2023-09", THREE),
    ],
)
def test_a_list_is_changed_by_one_code(changed, code: str, then: codes.Codes) -> None:
    assert changed(THREE, code) == then
