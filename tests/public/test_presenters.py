"""What pages derive from frozen entries."""

from decimal import Decimal

import pytest

from catalog.editions.models import Entry
from catalog.public import presenters
from tests.public.shelf import both, frozen


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2024-03-01", "2024-12-31", 10),
        ("2024-03-01", "2024-03-31", 1),
        ("2023-09-01", "2025-05-31", 21),
        (None, "2024-12-31", None),
        ("2024-03-01", None, None),
    ],
)
def test_first_and_last_month_count(start: str | None, end: str | None, months: int | None) -> None:
    assert presenters.months({"planned_start": start, "planned_end": end}) == months


@pytest.mark.parametrize(
    ("local", "total", "share"),
    [(261_000_000, 3_303_000_000, "7.9"), (0, 1_000_000, "0.0"), (0, 0, "0.0"), (5, 5, "100.0")],
)
def test_local_share(local: int, total: int, share: str) -> None:
    assert presenters.share({"counterpart_vnd": local, "total_vnd": total}) == Decimal(share)


def test_targets_stand_under_their_goal() -> None:
    goals = [(goal, name.en, targets) for goal, name, targets in presenters.goals({"sdg": ["4.a", "16.2", "4.1"]})]
    assert goals == [
        ("4", "Quality education", ["4.a", "4.1"]),
        ("16", "Peace, justice and strong institutions", ["16.2"]),
    ]


def test_a_mail_carries_code_title_and_address() -> None:
    data = frozen("SD-2023-01", texts={"title": both("Thư viện & sách", "Library & books?")})
    entry = Entry(code="SD-2023-01", data=data)
    assert presenters.mailto("office@example.org", entry, "http://localhost/vi/projects/SD-2023-01") == (
        "mailto:office@example.org?subject=SD-2023-01%3A%20Th%C6%B0%20vi%E1%BB%87n%20%26%20s%C3%A1ch"
        "&body=http%3A%2F%2Flocalhost%2Fvi%2Fprojects%2FSD-2023-01"
    )
