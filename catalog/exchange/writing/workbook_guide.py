"""The first sheet of the fill-in workbook: how to fill it in, until when, whom to ask, and what not to write."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from catalog import clock
from catalog.exchange.writing.cells import safe
from catalog.exchange.writing.notes import HOTLINE
from catalog.exchange.writing.workbook_sheets import A4, FONT
from catalog.i18n import Bilingual, format_date

if TYPE_CHECKING:
    from catalog.exchange.writing.workbook import FillIn

WEEKDAYS = (
    Bilingual("thứ Hai", "Monday"),
    Bilingual("thứ Ba", "Tuesday"),
    Bilingual("thứ Tư", "Wednesday"),
    Bilingual("thứ Năm", "Thursday"),
    Bilingual("thứ Sáu", "Friday"),
    Bilingual("thứ Bảy", "Saturday"),
    Bilingual("Chủ nhật", "Sunday"),
)
DEADLINE = Bilingual("{time} {weekday}, {day} (giờ Việt Nam)", "{time} {weekday}, {day} (Vietnam time)")
MADE_FOR = Bilingual("Đơn vị: {unit}. Đợt: {round}.", "Unit: {unit}. Call: {round}.")
HOW = Bilingual("Cách điền", "How to fill it in")
UNTIL = Bilingual("Hạn gửi", "Deadline")
OFFICE = Bilingual("Nơi hỏi", "Whom to ask")
CHILDREN = Bilingual("Bảo vệ trẻ em", "Protection of children")
GUIDES = Bilingual("Mức chi phí tham khảo", "Suggested unit costs")
STEPS = (
    Bilingual(
        "1. Trang Đề xuất: mỗi đề xuất một dòng. Mục có dấu * cần có khi gửi về Sở; mục khác có thể bổ sung sau.",
        "1. Sheet Đề xuất: one proposal a row. What is marked * is needed for sending; the rest can follow.",
    ),
    Bilingual(
        "2. Trang Dự toán: mỗi nội dung chi một dòng, ghi số của đề xuất ở cột đầu. Thành tiền và tổng tự tính.",
        "2. Sheet Dự toán: one item a row, with the proposal's number in the first column. Sums are computed.",
    ),
    Bilingual(
        "3. Trang Hiện vật: hàng hóa, dịch vụ có thể nhận thay cho tiền.",
        "3. Sheet Hiện vật: goods and services that are as good as money.",
    ),
    Bilingual(
        "4. Được thêm dòng, đổi tên trang, ẩn cột không dùng. Xuống dòng trong ô: Alt + Enter.",
        "4. Rows may be added, sheets renamed, columns hidden. A new line within a cell: Alt + Enter.",
    ),
    Bilingual(
        "5. Lưu tệp dạng .xlsx rồi gửi ở mục “Nhập từ tệp”. Hệ thống hiện nội dung đã đọc trước khi lưu.",
        "5. Save it as .xlsx and send it at “Bring in from a file”. You see what was read before anything is stored.",
    ),
    Bilingual(
        "6. Không sửa cột Mã đề xuất: nhờ mã này, bản sửa cập nhật đúng bản nháp đã có. Ô để trống không xóa gì.",
        "6. Leave the codes as they are: by them a corrected file finds its draft. An empty cell deletes nothing.",
    ),
)
WARNING = Bilingual(
    "Không ghi tên, ngày sinh, địa chỉ, số điện thoại, hình ảnh hay bệnh tật của bất kỳ trẻ em nào. "
    "Chỉ ghi số lượng và hoàn cảnh chung.",
    "No child's name, birthday, address, telephone number, picture or illness. Give numbers and common circumstances "
    "only.",
)


def write_guide(workbook: Any, page: Any, form: "FillIn") -> None:
    """Write the sheet; Vietnamese with the English below it."""
    looks = {
        "title": workbook.add_format({**FONT, "bold": True, "font_size": 16}),
        "topic": workbook.add_format({**FONT, "bold": True, "font_size": 13, "font_color": "#1F4E5F"}),
        "text": workbook.add_format(FONT),
        "english": workbook.add_format({**FONT, "italic": True, "font_color": "#595959"}),
        "warning": workbook.add_format({**FONT, "bold": True, "bg_color": "#FBE5C8", "border": 1}),
    }
    page.set_column(0, 0, 110)
    page.hide_gridlines(2)
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    for row, (look, text) in enumerate(_lines(form)):
        page.write_string(row, 0, safe(text), looks[look])
        if len(text) > 125:
            page.set_row(row, 33)


def _lines(form: "FillIn") -> Iterator[tuple[str, str]]:
    """The lines of the sheet with their looks."""
    yield "title", form.title.vi
    yield "english", form.title.en
    yield from _both(MADE_FOR.format(unit=form.unit, round=form.round))
    yield "topic", f"{UNTIL.vi} / {UNTIL.en}"
    yield from _both(deadline_words(form.deadline))
    yield "topic", f"{HOW.vi} / {HOW.en}"
    for step in STEPS:
        yield from _both(step)
    yield "topic", f"{CHILDREN.vi} / {CHILDREN.en}"
    yield "warning", WARNING.vi
    yield "english", WARNING.en
    yield from _both(HOTLINE)
    if form.guides:
        yield "topic", f"{GUIDES.vi} / {GUIDES.en}"
        for guide in form.guides:
            yield from _both(guide)
    yield "topic", f"{OFFICE.vi} / {OFFICE.en}"
    for line in form.office:
        yield "text", line


def _both(words: Bilingual) -> Iterator[tuple[str, str]]:
    yield "text", words.vi
    yield "english", words.en


def deadline_words(moment: datetime) -> Bilingual:
    """17:00 thứ Sáu, 19/5/2023 (giờ Việt Nam)."""
    local = clock.to_local(moment)
    day = Bilingual(format_date(local, "vi"), format_date(local, "en"))
    return DEADLINE.format(time=f"{local:%H:%M}", weekday=WEEKDAYS[local.weekday()], day=day)
