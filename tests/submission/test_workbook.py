"""The fill-in workbook by the pages: downloaded, filled in, sent back; drafts of the unit and of nobody else."""

import io

import openpyxl
import pytest

from tests.exchange.reading.build import saved

PAGE = "/desk/import/workbook"
KEYS = 6


def sheet_of(answer, name: str = "Đề xuất"):
    return openpyxl.load_workbook(io.BytesIO(answer.data))[name]


def titles(answer) -> list[str]:
    """The titles in its rows."""
    return [row[2].value for row in sheet_of(answer).iter_rows(min_row=KEYS + 1) if row[2].value]


def upload(visitor, book) -> str:
    answer = visitor.submit("/desk/import", {"file": (io.BytesIO(saved(book)), "mẫu.xlsx")})
    assert answer.status_code == 303
    return answer.location


def test_the_page_offers_it(officer) -> None:
    page = officer.get("/desk/import").text
    assert 'action="/desk/import/workbook"' in page
    assert '<option value="library">' in page


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("", "mau-de-xuat-220-chung.xlsx"),
        ("?category=library", "mau-de-xuat-220-thu-vien.xlsx"),
        ("?category=swimming&drafts=y", "mau-de-xuat-220-phong-chong-duoi-nuoc.xlsx"),
    ],
)
def test_a_workbook_with_its_name(officer, query, name) -> None:
    answer = officer.get(f"{PAGE}{query}")
    assert (answer.status_code, answer.headers["Content-Disposition"]) == (200, f"attachment; filename={name}")
    assert titles(answer) == []


def test_an_unknown_type(officer) -> None:
    assert officer.get(f"{PAGE}?category=nothing").status_code == 404


@pytest.mark.parametrize("role", ["leader", "reviewer", "publisher", "manager", "administrator"])
def test_only_for_those_who_propose(visitor, role) -> None:
    assert visitor(role).get(PAGE).status_code == 403


def test_the_drafts_of_ones_own_unit_and_of_the_type(officer, stored) -> None:
    stored("draft", title="Nháp", category_key="library")
    stored("changes_requested", title="Trả lại", category_key="library")
    stored("draft", title="Lớp học", category_key="classroom")
    stored("submitted", title="Đã gửi", category_key="library")
    stored("draft", "218", title="Của huyện khác", category_key="library")
    assert titles(officer.get(PAGE)) == []
    assert titles(officer.get(f"{PAGE}?drafts=y&category=library")) == ["Nháp", "Trả lại"]
    assert titles(officer.get(f"{PAGE}?drafts=y")) == ["Nháp", "Trả lại", "Lớp học"]


def test_drafts_corrected_in_excel_come_back_without_a_question(officer, stored, look) -> None:
    address = stored("draft", title="Thư viện")
    ids = look(address, lambda proposal: [line.id for line in proposal.budget_lines])
    book = openpyxl.load_workbook(io.BytesIO(officer.get(f"{PAGE}?drafts=y").data))
    keys = {cell.value: cell.column for cell in book["Đề xuất"][KEYS]}
    book["Đề xuất"].cell(KEYS + 1, keys["title"], "Thư viện thân thiện")
    book["Đề xuất"].cell(KEYS + 1, keys["girls"], 100)
    book["Dự toán"].cell(KEYS + 1, 3, "Giá sách gỗ")
    preview = upload(officer, book)
    assert officer.submit(preview).status_code == 303
    changed = look(
        address,
        lambda p: (p.title, p.girls, [(line.id, line.item) for line in p.budget_lines], len(p.in_kind_needs)),
    )
    assert changed == ("Thư viện thân thiện", 100, [(ids[0], "Giá sách gỗ")], 1)


def test_a_draft_changed_meanwhile_is_not_overwritten_silently(officer, stored, look) -> None:
    address = stored("draft", title="Thư viện")
    book = openpyxl.load_workbook(io.BytesIO(officer.get(f"{PAGE}?drafts=y").data))
    officer.submit(f"{address}/need", {"need": "Viết trên trang"})
    book["Đề xuất"].cell(KEYS + 1, 3, "Thư viện mới")
    officer.submit(upload(officer, book))
    assert look(address, lambda proposal: (proposal.title, proposal.need)) == ("Thư viện", "Viết trên trang")


def test_a_workbook_of_another_unit_is_told(officer, visitor) -> None:
    book = openpyxl.load_workbook(io.BytesIO(visitor("officer", "218").get(PAGE).data))
    book["Đề xuất"].cell(KEYS + 1, 3, "Sân chơi")
    assert "This form was made for the unit 218 and the call 2023." in officer.get(upload(officer, book)).text


def test_the_copy_with_remarks_is_a_workbook_as_good_as_the_first(officer) -> None:
    book = openpyxl.load_workbook(io.BytesIO(officer.get(f"{PAGE}?category=library").data))
    book["Đề xuất"].cell(KEYS + 1, 3, "Sân chơi")
    for place, value in {1: 1, 3: "Cầu trượt", 4: "vài", 6: 4_500_000}.items():
        book["Dự toán"].cell(KEYS + 1, place, value)
    copy = officer.get(f"{upload(officer, book)}/remarks.xlsx")
    assert titles(copy) == ["Sân chơi"]
    corrected = openpyxl.load_workbook(io.BytesIO(copy.data))
    assert [(sheet.title, sheet.sheet_state) for sheet in corrected] == [
        *(("Đề xuất", "visible"), ("Dự toán", "visible"), ("Hiện vật", "visible")),
        ("catalog", "hidden"),
    ]
    corrected["Dự toán"].cell(KEYS + 1, 4, 12)
    page = officer.get(upload(officer, corrected)).text
    assert "it holds 1 proposals, 1 budget lines" in page
    assert "54,000,000" in page
    assert "was not understood" not in page
