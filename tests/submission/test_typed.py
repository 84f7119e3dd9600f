"""Values as people type them."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from catalog.submission import typed

READ: list[tuple[Callable[[str], Any], str, Any]] = [
    (typed.count, "240", 240),
    (typed.count, "0", 0),
    (typed.count, "1.200", 1200),
    (typed.count, "1,200", 1200),
    (typed.count, "1 200 000", 1_200_000),
    (typed.month, "03/2024", (2024, 3)),
    (typed.month, "3/2024", (2024, 3)),
    (typed.month, "3-2024", (2024, 3)),
    (typed.month, "2024-03", (2024, 3)),
    (typed.month, "Tháng 3 năm 2024", (2024, 3)),
    (typed.month, "tháng 3/2024", (2024, 3)),
    (typed.month, "T3/2024", (2024, 3)),
    (typed.day, "18/05/2023", date(2023, 5, 18)),
    (typed.day, "18/5/2023", date(2023, 5, 18)),
    (typed.day, "18.5.2023", date(2023, 5, 18)),
    (typed.day, "2023-05-18", date(2023, 5, 18)),
    (typed.day, "ngày 18 tháng 5 năm 2023", date(2023, 5, 18)),
    (typed.targets, "4.A, 4.5;4.a 17.19", ["4.a", "4.5", "17.19"]),
]
REFUSED: list[tuple[Callable[[str], Any], str]] = [
    *((typed.count, text) for text in ("-1", "1.2", "1.20", "240 em", "1.200,5", "1..200")),
    *((typed.month, text) for text in ("13/2024", "0/2024", "2024", "03/24", "18/05/2023", "3/1024", "tháng ba 2024")),
    *((typed.day, text) for text in ("31/02/2023", "5/2023", "18/5/23", "2023-13-01", "hôm nay")),
]
QUANTITIES = [
    ("vi", "12", "12"), ("vi", "1,5", "1.5"), ("vi", "1.5", "1.5"), ("vi", "1.200", "1200"), ("vi", "1 200", "1200"),
    ("vi", "1.200,25", "1200.25"), ("vi", "0,125", "0.125"), ("en", "1.5", "1.5"), ("en", "1,5", "1.5"),
    ("en", "1,200", "1200"), ("en", "1,200.25", "1200.25"), ("en", "0.125", "0.125"),
]  # fmt: skip


@pytest.mark.parametrize(("read", "text", "value"), READ)
def test_read(read: Callable[[str], Any], text: str, value: Any) -> None:
    assert read(text) == value


def is_refused(read: Callable[..., Any], *arguments: str) -> bool:
    try:
        read(*arguments)
    except ValueError:
        return True
    return False


@pytest.mark.parametrize(("read", "text"), REFUSED)
def test_refused(read: Callable[[str], Any], text: str) -> None:
    assert is_refused(read, text)


@pytest.mark.parametrize(("language", "text", "value"), QUANTITIES)
def test_quantities_follow_the_language(language: str, text: str, value: str) -> None:
    assert typed.quantity(text, language) == Decimal(value)


@pytest.mark.parametrize("text", ["", "-1", "1,2345", "12 bộ", "1.2.3", "1,200.5"])
def test_refused_quantities(text: str) -> None:
    assert is_refused(typed.quantity, text, "vi")
