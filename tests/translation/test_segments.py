"""What is to be translated, and in which of four states its English is."""

from decimal import Decimal

import pytest

from catalog.proposals.fields import TRANSLATABLE
from catalog.proposals.models import BudgetLine, InKindNeed, Proposal
from catalog.translation.models import Translation
from catalog.translation.segments import (
    LONG_KINDS,
    Segment,
    TranslationState,
    counts,
    segments,
    source_hash,
    sources,
)

TITLE = "Thư viện xã Hữu Sản"


def proposal(**values: str) -> Proposal:
    made = Proposal(**{field.key: "" for field in TRANSLATABLE} | values)
    made.budget_lines.append(BudgetLine(id=12, item="Giá sách", quantity=Decimal(3), unit="chiếc"))
    made.budget_lines.append(BudgetLine(id=11, item="Vận chuyển", quantity=Decimal(1), unit=""))
    made.in_kind_needs.append(InKindNeed(id=5, item="Sách thiếu nhi", unit="cuốn"))
    return made


def translation(target: str, state: str, source: str = TITLE, version: int = 4) -> Translation:
    return Translation(
        key="title", target=target, state=state, source=source, source_hash=source_hash(source), version=version
    )


def test_every_text_that_appears_in_english_is_a_source_in_the_order_of_the_form() -> None:
    found = list(sources(proposal(title=TITLE, need="Trường chưa có thư viện.", sustainability="Trường vận hành.")))
    assert [(source.key, source.text, str(source.label.en), source.is_long) for source in found] == [
        ("title", TITLE, "Title", False),
        ("need", "Trường chưa có thư viện.", "Need", True),
        ("budget:12:item", "Giá sách", "Budget 1: item", False),
        ("budget:12:unit", "chiếc", "Budget 1: unit", False),
        ("budget:11:item", "Vận chuyển", "Budget 2: item", False),
        ("sustainability", "Trường vận hành.", "What happens afterwards", True),
        ("in_kind:5:item", "Sách thiếu nhi", "In kind 1: item", False),
        ("in_kind:5:unit", "cuốn", "In kind 1: unit", False),
    ]


def test_every_translatable_field_is_a_source() -> None:
    filled = proposal(**{field.key: f"văn bản {field.key}" for field in TRANSLATABLE})
    fields = [source for source in sources(filled) if ":" not in source.key]
    assert {(source.key, source.is_long) for source in fields} == {
        (field.key, field.kind in LONG_KINDS) for field in TRANSLATABLE
    }


@pytest.mark.parametrize(
    ("stored", "state"),
    [
        (None, TranslationState.MISSING),
        (translation("Library", "draft"), TranslationState.DRAFT),
        (translation("Library", "checked"), TranslationState.CHECKED),
        (translation("Library", "draft", source="Thư viện"), TranslationState.STALE),
        (translation("Library", "checked", source="Thư viện"), TranslationState.STALE),
    ],
)
def test_the_state_follows_from_what_is_stored_and_from_the_vietnamese(
    stored: Translation | None, state: TranslationState
) -> None:
    title = segments(proposal(title=TITLE), {"title": stored} if stored else {})[0]
    assert (title.state, title.target, title.version) == (state, "Library" if stored else "", 4 if stored else 0)


def test_states_are_counted_and_none_is_left_out() -> None:
    found: list[Segment] = segments(proposal(title=TITLE), {"title": translation("Library", "checked")})
    assert counts(found) == {
        TranslationState.MISSING: 5,
        TranslationState.MACHINE: 0,
        TranslationState.DRAFT: 0,
        TranslationState.STALE: 0,
        TranslationState.CHECKED: 1,
    }
