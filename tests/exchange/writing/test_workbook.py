"""The fill-in workbook as it is written: what is asked, checked and hidden, and text that stays text."""

import io
import zipfile
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from defusedxml import ElementTree

from catalog.exchange.reading import read
from catalog.exchange.writing.workbook import write
from catalog.proposals.fields import FIELDS
from catalog.proposals.models import BudgetLine, InKindNeed, Proposal
from tests.exchange import filled
from tests.exchange.writing.excel_rules import broken_rules

KEYS = 6  # the hidden row that names the columns
SHELVES = BudgetLine(item="Giá sách", quantity=Decimal(12), unit="chiếc", unit_cost_vnd=4_500_000, funding="aid")
ROOM = BudgetLine(item="Sửa phòng", quantity=Decimal(1), unit_cost_vnd=36_000_000, funding="counterpart")


def a_proposal(**values) -> Proposal:
    return Proposal(
        title="Thư viện xã Hữu Sản",
        budget_lines=[SHELVES, ROOM],
        in_kind_needs=[InKindNeed(item="Sách", quantity=Decimal(800), unit="cuốn")],
        **values,
    )


def opened(*given: Proposal, category_key: str | None = None) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(filled.workbook(*given, category_key=category_key)))


def keys(sheet) -> list[str]:
    return [cell.value for cell in sheet[KEYS]][1:]


def cells(sheet, row: int) -> dict[str, object]:
    """A row by the keys of its columns; the first one is the number."""
    return dict(zip(["number", *keys(sheet)], (cell.value for cell in sheet[row]), strict=True))


def test_sheets_and_what_is_hidden() -> None:
    book = opened()
    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [
        *(("Hướng dẫn", "visible"), ("Đề xuất", "visible"), ("Dự toán", "visible"), ("Hiện vật", "visible")),
        ("catalog", "hidden"),
    ]
    assert [sheet.row_dimensions[KEYS].hidden for sheet in book][1:4] == [True, True, True]
    assert [sheet.freeze_panes for sheet in book][1:4] == ["D7", "D7", "D7"]
    sheet = book["Đề xuất"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)


def test_it_opens_without_repair() -> None:
    assert broken_rules(filled.workbook()) == []
    proposal = a_proposal(summary="<r>x</r>", need="<r></r>")
    proposal.title = "<r>&</r>"
    data = filled.workbook(proposal, category_key="library")
    assert broken_rules(data) == []
    [row] = read(data, "a.xlsx").rows
    assert (row.title, row.summary, row.need) == ("<r>&</r>", "<r>x</r>", "<r></r>")


@pytest.mark.parametrize(
    ("category", "left_out"),
    [
        (None, set()),
        ("library", {"category_key", "months", "hospital"}),
        ("scholarship", {"category_key", "hospital"}),
        ("medical_care", {"category_key", "months"}),
    ],
)
def test_a_type_of_support_is_asked_only_what_it_needs(category, left_out) -> None:
    sheet = opened(category_key=category)["Đề xuất"]
    asked = [field.key for field in FIELDS if field.key not in left_out]
    assert keys(sheet) == ["code", *asked, "sum_aid", "sum_counterpart", "sum_total", "version"]


def test_an_answer_that_its_type_does_not_ask_stays() -> None:
    proposal = a_proposal(category_key="library", months=0)
    assert "months" in keys(opened(proposal, category_key="library")["Đề xuất"])


def test_required_ones_are_marked() -> None:
    sheet = opened()["Đề xuất"]
    marked = [key for key, cell in zip(keys(sheet), sheet[4][1:], strict=True) if "*" in str(cell.value)]
    assert marked == [field.key for field in FIELDS if field.required_to_submit]


def test_what_is_typed_is_checked() -> None:
    """Kind of check by column; lists come from the hidden sheet."""
    sheet = opened()["Đề xuất"]
    names = {cell.column_letter: cell.value for cell in sheet[KEYS]}
    found = {
        names["".join(filter(str.isalpha, str(check.sqref).split(":")[0]))]: check
        for check in sheet.data_validations.dataValidation
    }
    assert {key: found[key].type for key in ("title", "children", "planned_start", "letter_date", "aid_form")} == {
        "title": "textLength",
        "children": "whole",
        "planned_start": "date",
        "letter_date": "date",
        "aid_form": "list",
    }
    assert {key for key, check in found.items() if check.type == "list"} == {
        *("commune_code", "category_key", "aid_form", "has_construction", "dac_code", "sdg_targets", "priority"),
    }
    assert (found["age_to"].formula2, found["children"].formula1) == ("15", "0")
    assert [len(check.prompt or "") <= 255 and len(check.promptTitle) <= 32 for check in found.values()] == (
        [True] * len(found)
    )
    book = opened()
    offered = {
        key: [cell.value for row in book["catalog"][found[key].formula1.split("!")[1].replace("$", "")] for cell in row]
        for key in ("aid_form", "has_construction")
    }
    assert offered == {
        "aid_form": ["Chương trình", "Dự án", "Khoản viện trợ phi dự án"],
        "has_construction": ["Có", "Không"],
    }


def test_a_stored_proposal_fills_the_first_row() -> None:
    given = a_proposal(
        code="SD-2023-01",
        version=3,
        planned_start=date(2024, 2, 1),
        priority=1,
        has_construction=True,
        sdg_targets=["4.a", "4.5"],
    )
    book = opened(given)
    first = cells(book["Đề xuất"], KEYS + 1)
    assert (first["number"], first["code"], first["version"], first["title"]) == (1, "SD-2023-01", 3, given.title)
    assert (first["planned_start"].date(), first["priority"]) == (date(2024, 2, 1), "Ưu tiên 1 (cấp thiết nhất)")
    assert (first["has_construction"], first["sdg_targets"]) == ("Có", "4.a, 4.5")
    line = cells(book["Dự toán"], KEYS + 2)
    assert (line["number"], line["item"], line["funding"]) == (1, "Sửa phòng", "Vốn đối ứng")
    assert cells(book["Hiện vật"], KEYS + 1)["quantity"] == 800
    assert cells(book["Đề xuất"], KEYS + 2)["number"] == 2


def test_sums_are_formulas_and_hold_their_values() -> None:
    data = filled.workbook(a_proposal())
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    first = cells(book["Đề xuất"], KEYS + 1)
    assert [first[f"sum_{part}"] for part in ("aid", "counterpart", "total")] == [54_000_000, 36_000_000, 90_000_000]
    assert cells(book["Dự toán"], KEYS + 1)["amount"] == 54_000_000
    assert cells(openpyxl.load_workbook(io.BytesIO(data))["Dự toán"], KEYS + 1)["amount"] == (
        '=IF(OR(D7="",F7=""),"",ROUND(D7*F7,0))'
    )


def test_text_stays_text_and_is_cut_where_a_cell_ends() -> None:
    given = a_proposal(need="=HYPERLINK(1)", objective="ệ" * 40_000, results="x" * 32_000)
    data = filled.workbook(given)
    first = openpyxl.load_workbook(io.BytesIO(data))["Đề xuất"]
    types = {key: cell.data_type for key, cell in zip(keys(first), first[KEYS + 1][1:], strict=True)}
    assert (types["need"], types["objective"]) == ("s", "s")
    [row] = read(data, "mẫu.xlsx").rows
    assert (row.need, row.results, row.objective) == ("=HYPERLINK(1)", "x" * 32_000, f"{'ệ' * 32_766}…")


def test_every_part_of_the_package_is_sound() -> None:
    """All parts are XML, are there once, and have a type."""
    with zipfile.ZipFile(io.BytesIO(filled.workbook(a_proposal()))) as package:
        names = package.namelist()
        assert len(names) == len(set(names))
        types = ElementTree.fromstring(package.read("[Content_Types].xml"))
        parts = {part.get("PartName") for part in types if part.get("PartName")}
        known = {part.get("Extension") for part in types if part.get("Extension")}
        assert [name for name in names if f"/{name}" not in parts and name.rpartition(".")[2] not in known] == []
        assert [ElementTree.fromstring(package.read(name)).tag != "" for name in names] == [True] * len(names)


def test_the_guide_says_when_whom_and_what_not() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(write(filled.form())))["Hướng dẫn"]
    lines = [row[0].value for row in sheet]
    assert "17:00 thứ Sáu, 19/05/2023 (giờ Việt Nam)" in lines
    assert lines[-1] == "Sở Ngoại vụ tỉnh Bắc Giang"
    assert [line for line in lines if str(line).startswith("Không ghi tên")] != []
