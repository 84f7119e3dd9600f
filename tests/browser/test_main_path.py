"""The whole path in a browser: a district's file becomes an entry that an NGO finds, on both databases."""

import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from docx import Document
from flask import Flask
from openpyxl import load_workbook
from playwright.sync_api import BrowserContext, Page, expect

from catalog import clock
from catalog.accounts.actor import SYSTEM
from catalog.rounds.services import create_round
from catalog.settings import PROJECT
from tests.conftest import PASSWORD

FILES = PROJECT / "tests" / "data" / "district-files"
CODE = "SD-2023-02"
TITLE = "Xây dựng 02 phòng học mầm non tại điểm trường lẻ xã Hữu Sản"
ENGLISH_TITLE = "Two nursery classrooms at an outlying site in Huu San Commune"
ANSWERS = {
    "place": {"implementer": "UBND xã Hữu Sản"},
    "kind": {"aid_form": "project"},
    "need": {
        "summary": "58 trẻ mầm non ở điểm trường lẻ có hai phòng học an toàn thay cho phòng tạm.",
        "need": "58 trẻ từ 3 đến 5 tuổi đang học trong phòng tạm bằng tre, mái tôn; trời mưa phải nghỉ học.",
    },
}
QUESTION = "Nêu rõ kết quả có thể kiểm tra khi kết thúc."
ANSWER = "Đã bổ sung kết quả dự kiến."


@pytest.fixture
def open_round(app: Flask) -> None:
    """A round that units may send to, and the people who have a part."""
    opens = datetime(2023, 5, 4, tzinfo=UTC)
    names = {"name_vi": "Tháng hành động vì trẻ em 2023", "name_en": "Month of Action for Children 2023"}
    with app.app_context():
        create_round(SYSTEM, "2023", names | {"opens_at": opens, "closes_at": clock.now() + timedelta(days=9)})


@pytest.fixture
def desk_of(new_context: Callable[..., BrowserContext], person: Callable) -> Callable[..., Page]:
    """Open a desk in a browser of its own: `desk_of("reviewer")`, `desk_of("officer", "220")`."""

    def enter(role: str, unit: str | None = None) -> Page:
        email = f"{role}.{unit or 'office'}@example.org"
        person(email, role, unit=unit)
        page = new_context(locale="vi-VN").new_page()
        page.goto("/sign-in")
        page.fill("[name=email]", email)
        page.fill("[name=password]", PASSWORD)
        page.get_by_role("button", name="Đăng nhập").click()
        page.wait_for_url("**/desk/**")
        return page

    return enter


def bring_in(page: Page, name: str, drafts: int) -> None:
    """Send a file, look at its preview, make the drafts."""
    page.goto("/desk/import")
    page.set_input_files("[name=file]", FILES / name)
    page.get_by_role("button", name="Xem nội dung tệp").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    page.get_by_role("button", name=f"Tạo {drafts} bản nháp").click()
    page.wait_for_url("**/desk/proposals")
    expect(page.locator("main")).to_contain_text(f"Đã tạo {drafts} bản nháp")


def complete_and_send(page: Page) -> None:
    """Fill what the file did not say, check, declare, send."""
    for section, answers in ANSWERS.items():
        page.goto(f"/desk/proposals/{CODE}/{section}")
        for name, value in answers.items():
            field = page.locator(f"[name={name}]")
            if field.first.evaluate("e => e.tagName") == "SELECT":
                field.select_option(value)
            elif field.first.get_attribute("type") == "radio":
                page.check(f"[name={name}][value={value}]")
            else:
                field.fill(value)
        go_on(page)
    send(page)


def go_on(page: Page) -> None:
    """Save the section; the button waits for an autosave that is on its way."""
    with page.expect_navigation():
        page.get_by_role("button", name="Lưu và sang mục sau").click()


def send(page: Page, comment: str = "") -> None:
    page.goto(f"/desk/proposals/{CODE}/check")
    if comment:
        page.fill("[name=comment]", comment)
    page.check("[name=declaration]")
    page.get_by_role("button", name="Gửi về Sở Ngoại vụ").click()
    page.wait_for_url("**/receipt")
    expect(page.locator("main")).to_contain_text(CODE)


def decide(page: Page, action: str, comment: str = "") -> None:
    page.goto(f"/desk/review/{CODE}")
    page.fill("[name=comment]", comment)
    with page.expect_navigation():
        page.locator(f"button[name=action][value={action}]").click()


def translate(page: Page) -> None:
    """English for every segment, each ticked as checked."""
    page.goto(f"/desk/translation/{CODE}")
    for box in page.locator("textarea").all():
        name = box.get_attribute("name") or ""
        box.fill(ENGLISH_TITLE if name == "target.title" else f"English of {name.removeprefix('target.')}")
    for tick in page.locator("input[type=checkbox][name^='checked.']").all():
        tick.check()
    with page.expect_navigation():
        page.get_by_role("button", name="Lưu tất cả").click()
    expect(page.locator("textarea[name='target.title']")).to_have_value(ENGLISH_TITLE)


def download(page: Page, site: str, format_: str) -> bytes:
    answer = page.request.get(f"{site}/en/editions/2023-1/list.{format_}?lang=both")
    assert answer.status == 200
    return answer.body()


def review_and_answer(officer: Page, reviewer: Page) -> None:
    """The Division asks for a change, the unit answers, the Division accepts."""
    reviewer.goto("/desk/review")
    expect(reviewer.get_by_role("link", name=TITLE)).to_be_visible()
    decide(reviewer, "request_changes", QUESTION)

    officer.goto(f"/desk/proposals/{CODE}")
    expect(officer.locator("main")).to_contain_text(QUESTION)
    officer.goto(f"/desk/proposals/{CODE}/work")
    officer.fill("[name=results]", "Hai phòng học được nghiệm thu và đưa vào sử dụng.")
    go_on(officer)
    send(officer, ANSWER)

    reviewer.goto(f"/desk/review/{CODE}")
    expect(reviewer.locator("main")).to_contain_text(ANSWER)
    decide(reviewer, "accept")


def release(reviewer: Page, publisher: Page) -> None:
    """The Division puts the list together, the publisher releases it."""
    reviewer.goto("/desk/editions")
    reviewer.get_by_role("button", name="2023-1").click()
    reviewer.wait_for_url("**/desk/editions/2023-1")
    with reviewer.expect_navigation():
        reviewer.get_by_role("button", name="Đưa vào danh mục").click()
    publisher.goto("/desk/editions/2023-1/release")
    publisher.check("[name=confirmed]")
    publisher.get_by_role("button", name="Công bố danh mục 2023-1").click()
    # By the page of the work, which goes on by itself.
    publisher.wait_for_url("**/desk/editions/2023-1")
    expect(publisher.locator("main")).to_contain_text(TITLE)


def find(page: Page) -> None:
    """An NGO types Vietnamese without accents and lands on the English page."""
    page.goto("/en/")
    page.locator("input[name=q]").first.fill("truong mam non")
    page.locator("input[name=q]").first.press("Enter")
    page.get_by_role("link", name=ENGLISH_TITLE).click()
    page.wait_for_url(f"**/en/projects/{CODE}")
    expect(page.get_by_role("heading", level=1)).to_have_text(ENGLISH_TITLE)
    expect(page.locator("main")).to_contain_text("VND 1,250,000,000")


def words_of(format_: str, data: bytes) -> str:
    """All cells of a downloaded list."""
    if format_ == "xlsx":
        sheets = load_workbook(io.BytesIO(data)).worksheets
        return "\n".join(str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row)
    tables = Document(io.BytesIO(data)).tables
    return "\n".join(cell.text for table in tables for row in table.rows for cell in row.cells)


@pytest.mark.both_databases
def test_from_a_districts_file_to_a_published_bilingual_list(
    open_round: None, desk_of: Callable[..., Page], page: Page, site: str
) -> None:
    officer = desk_of("officer", "220")
    bring_in(officer, "son-dong-2023-phu-luc.xlsx", 4)
    bring_in(desk_of("officer", "219"), "luc-ngan-2023.xlsx", 4)
    bring_in(desk_of("officer", "218"), "luc-nam-2023.docx", 3)
    complete_and_send(officer)
    reviewer = desk_of("reviewer")
    review_and_answer(officer, reviewer)
    translate(reviewer)
    before = page.goto(f"/en/projects/{CODE}")
    assert before is not None
    assert before.status == 404
    release(reviewer, desk_of("publisher"))
    find(page)
    for format_ in ("xlsx", "docx"):
        words = words_of(format_, download(page, site, format_))
        assert (TITLE in words, ENGLISH_TITLE in words) == (True, True), format_
