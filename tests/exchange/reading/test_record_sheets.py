"""Word files that describe each project under numbered headings, as Đồng Nai does, and our own records read back."""

import docx
import pytest

from catalog.exchange.reading import PreviewRow, UnreadableFile, read
from catalog.exchange.writing import docx as writing
from tests.exchange.reading.build import add_table, codes, saved
from tests.exchange.writing.lists import both, entry, listing

VIETNAMESE = """DANH MỤC DỰ ÁN KÊU GỌI VIỆN TRỢ PHI CHÍNH PHỦ NƯỚC NGOÀI
LĨNH VỰC GIÁO DỤC VÀ ĐÀO TẠO
DỰ ÁN 1
1. Tên dự án: Xây dựng phân hiệu Trường Mầm non Sông Ray
2. Địa điểm dự án
Xã Sông Ray, huyện Cẩm Mỹ
3. Cơ quan thực hiện dự án: Phòng Giáo dục và Đào tạo
4. Mục đích dự án: Có chỗ học an toàn cho 120 trẻ em.
5. Nội dung đề nghị tài trợ
5.1. Quy mô
a. Hạng mục xây dựng mới
- 04 phòng học, bếp ăn
b. Hạng mục thiết bị
- Bàn ghế, đồ chơi
5.2. Tổng vốn thực hiện dự án: 2,6 tỷ đồng. Trong đó: - Kinh phí xin viện trợ: 2 tỷ đồng
- Vốn đối ứng: 600 triệu đồng
5.3 Thời gian thực hiện: 03/2024 - 12/2024
LĨNH VỰC XÃ HỘI
DỰ ÁN 2
1. Tên dự án
Học bổng cho con em gia đình nạn nhân chất độc da cam
2. Địa điểm dự án: Toàn tỉnh
3. Cơ quan thực hiện dự án: Hội Nạn nhân chất độc da cam
4. Mục đích dự án: Giúp 114 học sinh đến trường.
5. Nội dung đề nghị tài trợ
5.1. Quy mô: 114 suất trong 9 tháng, tổng số tiền 446,4 triệu đồng
5.2. Tổng vốn: 372,6 triệu đồng
5.3. Thời gian: Năm học 2023-2024
Nơi nhận:
- Lưu: VT, NV."""
ENGLISH = """EDUCATION AND TRAINING
PROJECT 30
1. Project's name: Branch of Song Ray kindergarten
2. Project location: Song Ray Commune
3. Project implementation unit: Division of Education
4. Aim of the Project: A safe place for 120 children.
5. Description of request for funding
5.1. Scale
a. New buildings
- Four rooms
5.2. Total cost for project implementation: VND 2,600,000,000
Of which: - Funding requested: VND 2,000,000,000
- Counterpart: VND 600,000,000
5.3. Project implementation term: 03/2024 - 12/2024"""


def word(text: str, bold: bool = False) -> bytes:
    """A document with these lines as paragraphs."""
    document = docx.Document()
    for line in text.split("\n"):
        document.add_paragraph().add_run(line).bold = bold
    return saved(document)


def said(row: PreviewRow) -> tuple:
    """The facts of the first project, in whatever language and layout."""
    return (row.implementer, row.total_vnd, row.aid_vnd, row.counterpart_vnd, row.start, row.end)


MONEY = (2_600_000_000, 2_000_000_000, 600_000_000)
SONG_RAY = ("Phòng Giáo dục và Đào tạo", *MONEY, "2024-03", "2024-12")


@pytest.mark.parametrize("bold", [False, True])
def test_headings_of_dong_nai(bold) -> None:
    first, second = read(word(VIETNAMESE, bold), "list.docx").rows
    assert (first.row, first.number, first.title) == (1, "1", "Xây dựng phân hiệu Trường Mầm non Sông Ray")
    assert (first.location, first.objective) == (
        "Xã Sông Ray, huyện Cẩm Mỹ",
        "Có chỗ học an toàn cho 120 trẻ em.",
    )
    assert first.activities.split("\n") == [
        *("a. Hạng mục xây dựng mới", "04 phòng học, bếp ăn"),
        *("b. Hạng mục thiết bị", "Bàn ghế, đồ chơi"),
    ]
    assert (said(first), first.notes) == (SONG_RAY, "Lĩnh vực: LĨNH VỰC GIÁO DỤC VÀ ĐÀO TẠO")
    assert (second.row, second.title) == (2, "Học bổng cho con em gia đình nạn nhân chất độc da cam")
    assert (second.total_vnd, second.start, second.end) == (372_600_000, "2023-09", "2024-05")
    assert (second.category_key, second.notes) == ("scholarship", "Lĩnh vực: LĨNH VỰC XÃ HỘI")


def test_an_amount_in_the_text_that_is_not_the_total() -> None:
    """The real error: 446.4 million in the text, 372.6 as total."""
    first, second = read(word(VIETNAMESE), "list.docx").rows
    assert (codes(first, "warning"), codes(second, "warning")) == ([], ["amount_in_text"])
    assert second.messages[-1].text.en == (
        "The text says “446,4 triệu đồng”, but the amount is VND 372,600,000: check which is right."
    )


def test_parts_that_do_not_make_the_total() -> None:
    [first, _] = read(word(VIETNAMESE.replace("600 triệu đồng", "500 triệu đồng")), "list.docx").rows
    assert codes(first, "warning") == ["total_differs"]


def test_english_headings() -> None:
    [row] = read(word(ENGLISH), "list.docx").rows
    assert (row.number, row.title, row.location) == ("30", "Branch of Song Ray kindergarten", "Song Ray Commune")
    assert said(row) == ("Division of Education", *MONEY, "2024-03", "2024-12")
    assert (row.objective, row.activities) == ("A safe place for 120 children.", "a. New buildings\nFour rooms")


PAIRS = [
    ("Tên dự án", "Xây dựng phân hiệu Trường Mầm non Sông Ray"),
    ("Địa điểm dự án", "Xã Sông Ray"),
    ("Cơ quan thực hiện dự án:", "Phòng Giáo dục và Đào tạo"),
    ("Mục đích dự án", "Có chỗ học an toàn."),
    ("Quy mô", "- 04 phòng học\n- Bếp ăn"),
    ("Tổng vốn", "2,6 tỷ đồng\nKinh phí xin viện trợ: 2 tỷ đồng\nVốn đối ứng: 600 triệu đồng"),
    ("Thời gian", "03/2024 - 12/2024"),
]


@pytest.mark.parametrize("numbered", [False, True])
def test_a_form_in_a_table(numbered) -> None:
    document = docx.Document()
    rows = [(f"{place}.", *pair) if numbered else pair for place, pair in enumerate(PAIRS, start=1)]
    for title in ("Xây dựng phân hiệu Trường Mầm non Sông Ray", "Thư viện xã Lang Minh"):
        rows[0] = (*rows[0][:-1], title)
        add_table(document, rows)
        document.add_paragraph("")
    first, second = read(saved(document), "list.docx").rows
    assert (said(first), first.activities) == (SONG_RAY, "04 phòng học\nBếp ăn")
    assert (first.title, second.title) == ("Xây dựng phân hiệu Trường Mầm non Sông Ray", "Thư viện xã Lang Minh")


def test_headings_that_word_numbers_by_itself_and_titles_in_the_separator() -> None:
    document = docx.Document()
    document.add_paragraph("Dự án 7: Thư viện xã Lang Minh")
    for line in ("Địa điểm dự án: Xã Lang Minh", "Mục đích dự án", "Thời gian: 2024"):
        document.add_paragraph(line, style="List Number")
    [row] = read(saved(document), "list.docx").rows
    assert (row.number, row.title, row.location) == ("7", "Thư viện xã Lang Minh", "Xã Lang Minh")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1. Tên dự án",
        "1. Tên dự án: Chỉ có tên",
        "1. Địa điểm: Xã A\n2. Thời gian: 2024\n3. Mục đích: Học tập",
        "Kính gửi: Sở Ngoại vụ\nThời gian: 8 giờ\nĐịa điểm: Hội trường\nTên dự án không có ở đây",
        "Tên dự án: \nDỰ ÁN 1\nDỰ ÁN 2\nDỰ ÁN III",
        "1. Tên dự án: " + "1. Tên dự án: " * 3_000,
        "İstanbul ﷺ 1. Tên dự án: x\n" * 50,
    ],
)
def test_what_is_no_record_sheet(text) -> None:
    with pytest.raises(UnreadableFile):
        read(word(text), "letter.docx")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_our_own_records_are_read_back(language) -> None:
    made = entry(title=both("Thư viện thân thiện", "Friendly library"), location=both("Xã Hữu Sản", "Huu San Commune"))
    [row] = read(writing.write(listing(made), (language,)), "danh-muc.docx").rows
    data, words = made.data, {key: made.words(key).in_(language) for key in ("title", "location", "objective")}
    assert {key: getattr(row, key) for key in words} == words
    assert row.implementer == made.words("implementer").in_(language)
    assert (row.total_vnd, row.aid_vnd, row.counterpart_vnd) == (
        *(data["total_vnd"], data["aid_vnd"]),
        data["counterpart_vnd"],
    )
    assert (row.start, row.end) == (data["planned_start"][:7], data["planned_end"][:7])
