"""The registry of columns: what documents tell, typed and printed in each language."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from catalog.exchange.columns import (
    BUDGET_COLUMNS,
    BY_KEY,
    COLUMNS,
    PRINTED,
    Kind,
    Value,
    budget_rows,
    priced,
    printed,
    spread,
    total,
)
from catalog.proposals.fields import FIELDS
from tests.exchange.writing.lists import entry

# Fields that stand in a column of another name.
RENAMED = {
    "dac_code": "dac",
    "sdg_targets": "sdg",
    "has_construction": "construction",
    "planned_start": "start",
    "planned_end": "end",
}
# What is not asked but computed, or follows from other answers.
DERIVED = {
    "number",
    "code",
    "unit",
    "unit_code",
    "sector",
    "category",
    "dac_name",
    "aid_form_code",
    "status",
    "status_code",
}
DERIVED |= {f"{part}_{currency}" for part in ("total", "aid", "counterpart") for currency in ("vnd", "usd")}


def test_keys_are_given_once() -> None:
    assert [key for key, count in Counter(column.key for column in COLUMNS).items() if count > 1] == []
    assert [key for key, count in Counter(column.key for column in PRINTED).items() if count > 1] == []


def test_every_public_field_has_a_column_and_no_private_one() -> None:
    asked = {RENAMED.get(field.key, field.key) for field in FIELDS if field.public}
    assert asked | DERIVED == BY_KEY.keys()
    assert BY_KEY.keys() & {field.key for field in FIELDS if not field.public} == set()


def test_every_column_says_something_of_a_full_entry() -> None:
    full = entry(has_construction=True, months=9, commune_code="07687", beneficiaries=dict.fromkeys(BENEFICIARIES, 12))
    silent = {column.key for column in COLUMNS for language in ("vi", "en") if not column.text(full, language)}
    assert silent == set()


BENEFICIARIES = ("children", "girls", "boys", "ethnic_minority", "with_disability", "poor_or_near_poor", "indirect")


@pytest.mark.parametrize(
    ("kind", "value", "vietnamese", "english"),
    [
        (Kind.TEXT, "Thư viện", "Thư viện", "Thư viện"),
        (Kind.TEXT, None, "", ""),
        (Kind.LINES, "Sửa\nMua", "- Sửa\n- Mua", "- Sửa\n- Mua"),
        (Kind.LINES, "", "", ""),
        (Kind.INTEGER, 1_200, "1.200", "1,200"),
        (Kind.INTEGER, 0, "0", "0"),
        (Kind.INTEGER, "<10", "<10", "<10"),
        (Kind.DECIMAL, Decimal("1.50"), "1,5", "1.5"),
        (Kind.VND, 1_500_000_000, "1.500.000.000", "1,500,000,000"),
        (Kind.USD, 63_830, "63.830", "63,830"),
        (Kind.MONTH, date(2024, 3, 31), "03/2024", "Mar 2024"),
    ],
)
def test_values_are_printed_as_each_language_writes_them(
    kind: Kind, value: Value, vietnamese: str, english: str
) -> None:
    assert (printed(kind, value, "vi"), printed(kind, value, "en")) == (vietnamese, english)


def test_amounts_beside_one_another_name_their_currencies() -> None:
    assert [priced(kind, 1_500, language) for kind in (Kind.VND, Kind.USD) for language in ("vi", "en")] == [
        "1.500",
        "VND 1,500",
        "1.500 USD",
        "USD 1,500",
    ]


def test_small_counts_of_sensitive_groups_stay_hidden_and_add_nothing() -> None:
    disability = BY_KEY["with_disability"]
    entries = [entry(beneficiaries={"with_disability": count}) for count in ("<10", 12, 30)]
    assert [disability.value(one, "vi") for one in entries] == ["<10", 12, 30]
    assert total(disability, entries) == 42


@pytest.mark.parametrize(
    ("key", "vietnamese", "english"),
    [
        ("number", "1", "1"),
        (
            "unit",
            "Huyện Sơn Động\nĐơn vị thực hiện của dự án",
            "Son Dong District\nImplementing organisation of the project",
        ),
        (
            "content",
            "Mục tiêu của dự án\n- Sửa phòng đọc\n- Mua 800 cuốn sách",
            "Objective of the project\n- Repair the reading room\n- Buy 800 books",
        ),
        (
            "beneficiaries",
            "Số trẻ em: 240\nEm gái: 110\nEm trai: 130\nKhuyết tật: <10",
            "Children: 240\nGirls: 110\nBoys: 130\nWith disability: <10",
        ),
        ("duration", "09/2023 - 05/2024", "Sep 2023 - May 2024"),
        ("total", "1.503.000.000\n63.957 USD", "USD 63,957\nVND 1,503,000,000"),
        ("remarks", "Dự án\nCó xây dựng", "Project\nWith building works"),
    ],
)  # fmt: skip
def test_cells_of_the_printed_list_put_columns_together(key: str, vietnamese: str, english: str) -> None:
    column = next(column for column in PRINTED if column.key == key)
    one = entry(has_construction=True)
    assert (column.text(one, "vi"), column.text(one, "en")) == (vietnamese, english)


def test_what_is_missing_or_none_leaves_no_trace_in_the_printed_list() -> None:
    one = entry(planned_end=None, beneficiaries={"children": 5, "girls": 5, "boys": 0}, aid_form="")
    texts = {column.key: column.text(one, "vi") for column in PRINTED}
    assert texts["duration"] == "09/2023"
    assert texts["beneficiaries"] == "Số trẻ em: 5\nEm gái: 5"
    assert texts["remarks"] == ""


def test_the_printed_list_fills_the_width_between_the_margins() -> None:
    assert [round(sum(column.widths[place] for column in PRINTED), 3) for place in (0, 1)] == [252, 252]


def test_words_stand_in_two_columns_and_numbers_in_one() -> None:
    columns = [BY_KEY[key] for key in ("number", "title", "total_vnd")]
    assert [field.heading for field in spread(columns, ("vi",))] == [
        "STT",
        "Tên chương trình, dự án",
        "Tổng kinh phí (đồng)",
    ]
    both = spread(columns, ("vi", "en"))
    assert [field.heading for field in both] == [
        "STT / No.",
        "Tên chương trình, dự án",
        "Project title",
        "Tổng kinh phí (đồng) / Total budget (VND)",
    ]
    assert [field.value(entry()) for field in both] == [
        1,
        "Thư viện thân thiện xã Hữu Sản",
        "Friendly library in Huu San Commune",
        1_503_000_000,
    ]


def test_codes_stand_beside_what_they_mean() -> None:
    """Several in one cell, one after another; an entry of an edition before the code was kept has none."""
    keys = ("sdg", "dac", "dac_name", "unit_code", "commune_code", "aid_form_code", "category_key", "status_code")
    assert {BY_KEY[key].kind for key in keys} == {Kind.CODE, Kind.CODES}
    assert [BY_KEY[key].text(entry(), "vi") for key in keys] == [
        "4.1, 4.7",
        "11220",
        "Primary education",
        "220",
        "",
        "project",
        "library",
        "published",
    ]


def test_budget_lines_come_before_what_is_wanted_in_kind() -> None:
    rows = [[column.text(row, "en") for column in BUDGET_COLUMNS[3:]] for row in budget_rows(entry())]
    assert rows == [
        ["1", "Shelves", "12", "pieces", "125,000,000", "1,500,000,000", "63,830", "Aid requested", "Optional", "aid"],
        ["2", "Repair of the room", "1.5", "rooms", "2,000,000", "3,000,000", "128", "Counterpart", "", "counterpart"],
        ["3", "Children's books", "", "", "", "", "", "Requested in kind", "", "in_kind"],
    ]
