"""What is frozen of a proposal: the public fields in both languages, computed amounts, nothing else."""

from datetime import date
from decimal import Decimal

import pytest

from catalog.editions.snapshot import entry_data
from catalog.proposals.fields import FIELDS
from catalog.proposals.models import BudgetLine, Category, InKindNeed, Proposal
from catalog.translation.segments import Segment, TranslationState, sources
from catalog.units.models import Unit

VND_PER_USD = 23_500
PRIVATE = {"contact_email": "rieng@example.org", "letter_number": "99/CV-BIMAT", "notes": "ghi chú riêng"}


def category() -> Category:
    return Category(
        key="library", sector_vi="Giáo dục", sector_en="Education", name_vi="Thư viện", name_en="Libraries",
        dac_code="11220", dac_name="Primary education", sdg_targets=["4.1"], position=1,
    )  # fmt: skip


def proposal(**values: object) -> Proposal:
    texts = {field.key: f"[{field.key}]" for field in FIELDS if field.translatable}
    made = Proposal(
        **texts | PRIVATE | {"priority": 1, "sdg_targets": [], "aid_form": "project", "has_construction": False}
        | {"planned_start": date(2024, 3, 1), "planned_end": None, "children": 240, "age_from": 6, "age_to": 10}
        | {"code": "SD-2023-01", "unit_name_vi": "Huyện Sơn Động", "unit_name_en": "Son Dong District"} | values
    )  # fmt: skip
    made.category = category()
    made.unit = Unit(code="220", kind="district", name_vi="Tên mới", name_en="New name")
    made.budget_lines.append(
        BudgetLine(id=7, position=1, item="Giá sách", quantity=Decimal("2.50"), unit="bộ", unit_cost_vnd=4_700_000,
                   funding="aid", optional=True)
    )  # fmt: skip
    made.budget_lines.append(
        BudgetLine(id=8, position=2, item="Nhân công", quantity=Decimal(1), unit="", unit_cost_vnd=1_000_000,
                   funding="counterpart", optional=False)
    )  # fmt: skip
    made.in_kind_needs.append(InKindNeed(id=3, position=1, item="Sách", quantity=None, unit="cuốn"))
    return made


def frozen(made: Proposal) -> dict:
    english = [Segment(each, f"EN {each.text}", TranslationState.CHECKED, 1) for each in sources(made)]
    return entry_data(made, english, VND_PER_USD)


def test_texts_are_those_of_the_public_translatable_fields_in_both_languages() -> None:
    keys = [field.key for field in FIELDS if field.translatable and field.public]
    assert frozen(proposal())["texts"] == {key: {"vi": f"[{key}]", "en": f"EN [{key}]"} for key in keys}


def test_nothing_private_is_frozen() -> None:
    assert [value for value in PRIVATE.values() if value in str(frozen(proposal()))] == []
    assert {field.key for field in FIELDS if not field.public} == {*PRIVATE, "letter_date", "priority"}


def test_money_is_computed_and_converted_line_by_line_and_in_all() -> None:
    data = frozen(proposal())
    assert data["budget"] == [
        {
            "item": {"vi": "Giá sách", "en": "EN Giá sách"},
            "quantity": "2.5",
            "unit": {"vi": "bộ", "en": "EN bộ"},
            "unit_cost_vnd": 4_700_000,
            "amount_vnd": 11_750_000,
            "amount_usd": 500,
            "funding": "aid",
            "optional": True,
        },
        {
            "item": {"vi": "Nhân công", "en": "EN Nhân công"},
            "quantity": "1",
            "unit": {"vi": "", "en": ""},
            "unit_cost_vnd": 1_000_000,
            "amount_vnd": 1_000_000,
            "amount_usd": 43,
            "funding": "counterpart",
            "optional": False,
        },
    ]
    sums = {key: value for key, value in data.items() if key.endswith(("_vnd", "_usd"))}
    assert sums == {
        "aid_vnd": 11_750_000,
        "counterpart_vnd": 1_000_000,
        "total_vnd": 12_750_000,
        "aid_usd": 500,
        "counterpart_usd": 43,
        "total_usd": 543,
    }


def test_the_unit_keeps_the_name_that_it_had_when_it_sent() -> None:
    assert frozen(proposal())["unit"] == {
        "code": "220",
        "kind": "district",
        "vi": "Huyện Sơn Động",
        "en": "Son Dong District",
    }


@pytest.mark.parametrize(("count", "shown"), [(None, None), (0, 0), (1, "<10"), (9, "<10"), (10, 10), (120, 120)])
def test_few_children_of_a_sensitive_group_are_not_told_apart(count: int | None, shown: int | str | None) -> None:
    assert frozen(proposal(with_disability=count))["beneficiaries"].get("with_disability") == shown


def test_other_counts_dates_and_needs_are_as_they_are() -> None:
    data = frozen(proposal(girls=3, boys=237, indirect=0))
    assert data["beneficiaries"] == {"children": 240, "girls": 3, "boys": 237, "indirect": 0}
    assert (data["ages"], data["planned_start"], data["planned_end"]) == ([6, 10], "2024-03-01", None)
    assert data["in_kind"] == [
        {"item": {"vi": "Sách", "en": "EN Sách"}, "quantity": None, "unit": {"vi": "cuốn", "en": "EN cuốn"}}
    ]


@pytest.mark.parametrize(("own", "frozen_targets"), [([], ["4.1"]), (["4.a", "4.5"], ["4.a", "4.5"])])
def test_targets_are_the_proposals_own_or_those_of_its_category(own: list[str], frozen_targets: list[str]) -> None:
    assert frozen(proposal(sdg_targets=own))["sdg"] == frozen_targets
