"""What clerks do with their tables: sections, sums, continuations, signatures, odd numbers, doubtful figures."""

import pytest

from tests.exchange.reading.build import codes, rows_of

N = None
MILLION = 1_000_000


def kinds(rows):
    return [(row.row, row.left_out or "project") for row in rows]


WHOLE_SHEET = [
    ["STT", "Tên dự án", "Địa điểm", "Số trẻ em", "Kinh phí (triệu đồng)"],
    [1, 2, 3, 4, "5=6+7"],
    [N, "TỔNG CỘNG", N, 380, 1400],
    ["A", "LĨNH VỰC GIÁO DỤC", N, 180, 1200],
    ["I", "Phòng học", N, N, N],
    [1, "Xây trường An Bá", "Xã An Bá", 100, 800],
    ["STT", "Tên dự án", "Địa điểm", "Số trẻ em", "Kinh phí (triệu đồng)"],
    ["2.", "Xây trường Lệ Viễn", "Xã Lệ Viễn", 80, 400],
    [N, "Cộng mục A", N, 180, 1200],
    ["B", "Y tế", N, N, N],
    ["03", "Khám bệnh", "Huyện", 200, 200],
    [4, N, N, N, N],
    [N, "Tổng cộng (A+B)", N, 380, 1400],
    ["Ghi chú: số liệu tạm tính", N, N, N, N],
    [N, N, N, N, "Sơn Động, ngày 15 tháng 5 năm 2023"],
    ["NGƯỜI LẬP BIỂU", N, N, N, "TM. ỦY BAN NHÂN DÂN"],
    [N, N, N, N, "Nguyễn Văn X"],
    [9, "Dự án nằm dưới chữ ký", "Xã X", 5, 50],
]


def test_everything_around_the_projects_is_left_out_and_said():
    rows = rows_of(WHOLE_SHEET)
    assert kinds(rows) == [
        (2, "column_numbers"),
        (3, "total"),
        (4, "section"),
        (5, "section"),
        (6, "project"),
        (7, "repeated_header"),
        (8, "project"),
        (9, "subtotal"),
        (10, "section"),
        (11, "project"),
        (12, "only_number"),
        (13, "total"),
        (14, "footnote"),
        (15, "signature"),
        (16, "signature"),
        (17, "signature"),
        (18, "after_signature"),
    ]
    assert [codes(row) for row in rows if row.left_out] == [[row.left_out] for row in rows if row.left_out]
    assert [row.section for row in rows if not row.left_out] == ["Phòng học", "Phòng học", "Y tế"]


STATED = [
    # where the sum stands, what it says, what is found wrong
    ([N, "Tổng cộng", 300], "last", []),
    ([N, "Tổng cộng", 310], "last", ["sum_differs"]),
    ([N, "Tổng số", 300], "first", []),
    ([N, "Tổng số", 250], "first", ["sum_differs"]),
    ([N, "Cộng", 300], "last", []),
    ([N, "Cộng:", 1], "last", ["sum_differs"]),
    (["Tổng cộng:", N, 300], "last", []),
    ([N, N, 300], "last", []),
    (["I", "Lĩnh vực giáo dục", 300], "first", []),
    (["I", "Lĩnh vực giáo dục", 301], "first", ["sum_differs"]),
]


@pytest.mark.parametrize(("stated", "place", "wrong"), STATED)
def test_a_stated_sum_is_checked(stated, place, wrong):
    projects = [[1, "Dự án một", 100], [2, "Dự án hai", 200]]
    content = [stated, *projects] if place == "first" else [*projects, stated]
    rows = rows_of([["TT", "Tên dự án", "Tổng kinh phí (triệu đồng)"], *content])
    row = next(row for row in rows if row.left_out)
    assert [code for code in codes(row) if code == "sum_differs"] == wrong
    assert row.status == "skipped"


def test_sums_of_nested_sections():
    rows = rows_of(
        [
            ["TT", "Tên dự án", "Tổng kinh phí (triệu đồng)"],
            ["A", "Giáo dục", 600],
            ["I", "Xã An Bá", 300],
            [1, "Một", 100],
            [2, "Hai", 200],
            ["II", "Xã Lệ Viễn", 299],
            [1, "Ba", 300],
            [N, "Cộng A", 600],
            ["B", "Y tế", 50],
            [1, "Bốn", 50],
            [N, "Tổng cộng", 650],
        ]
    )
    assert [row.row for row in rows if "sum_differs" in codes(row)] == [6]
    said = next(said for said in rows[4].messages if said.code == "sum_differs")
    assert said.text.vi == "Tệp ghi 299.000.000 đồng, nhưng cộng các dòng được 300.000.000 đồng."
    assert rows[2].location == "Xã An Bá"


def test_titles_that_begin_like_sums_are_projects():
    rows = rows_of(
        [
            ["STT", "Tên dự án", "Kinh phí (tỷ đồng)"],
            [1, "Cộng đồng an toàn cho trẻ em", 1.2],
            [2, "Tổng vệ sinh trường học", "0,86"],
        ]
    )
    assert [(row.title, row.total_vnd) for row in rows] == [
        ("Cộng đồng an toàn cho trẻ em", 1_200 * MILLION),
        ("Tổng vệ sinh trường học", 860 * MILLION),
    ]


def test_sections_as_merged_titles_without_numbers():
    rows = rows_of(
        [
            ["Tên công trình", "Địa điểm", "Kinh phí (tr.đồng)", "Số HS"],
            ["Lĩnh vực y tế", N, N, N],
            ["Khám mắt", "Xã A", 300, 50],
            ["Công trình khác", N, N, N],
            ["Phòng học", "Xã B", "600", 100],
        ],
        ["A2:D2", "A4:D4"],
    )
    assert kinds(rows) == [(2, "section"), (3, "project"), (4, "section"), (5, "project")]
    assert [row.section for row in rows if not row.left_out] == ["Lĩnh vực y tế", "Công trình khác"]


def test_section_in_the_number_column():
    rows = rows_of(
        [["STT", "Tên dự án", "Kinh phí"], ["I. Lĩnh vực y tế", N, N], [1, "Khám mắt", "50 triệu"]], ["A2:C2"]
    )
    assert rows[1].section == "Lĩnh vực y tế"


@pytest.mark.parametrize("number", ["1", "1.", "01", "1)", "(1)", "I.1", "1.1", "A.1"])
def test_numbers_that_projects_have(number):
    rows = rows_of([["STT", "Tên dự án", "Địa điểm"], [number, "Khám mắt", "Xã A"]])
    assert [(row.left_out, row.title) for row in rows] == [("", "Khám mắt")]


def test_numbered_rows_with_parts_are_sections():
    rows = rows_of(
        [
            ["STT", "Tên dự án", "Địa điểm", "Kinh phí (triệu đồng)"],
            [1, "Giáo dục", N, 300],
            ["1.1", "Trường A", "Xã A", 100],
            ["1.2", "Trường B", "Xã B", 200],
            [2, "Y tế", N, N],
            ["a)", "Trạm C", "Xã C", 50],
        ]
    )
    assert [(row.left_out, row.section) for row in rows] == [
        ("section", ""),
        ("", "Giáo dục"),
        ("", "Giáo dục"),
        ("section", ""),
        ("", "Y tế"),
    ]


def test_rows_with_dashes_under_a_numbered_section():
    rows = rows_of(
        [
            ["STT", "Tên dự án", "Địa điểm", "Kinh phí (triệu đồng)"],
            [1, "Giáo dục", N, 300],
            ["-", "Trường A", "Xã A", 100],
            ["-", "Trường B", "Xã B", 200],
            [2, "Tổng cộng", N, 300],
        ]
    )
    assert kinds(rows) == [(2, "section"), (3, "project"), (4, "project"), (5, "total")]
    assert [row.section for row in rows[1:3]] == ["Giáo dục", "Giáo dục"]


def test_as_above():
    rows = rows_of(
        [
            ["STT", "Tên dự án", "Địa điểm", "Đơn vị thực hiện"],
            [1, "Dự án một", "Xã An Bá", "UBND xã"],
            [2, "Dự án hai", "nt", '"'],
            [3, "Dự án ba", "-nt-", "Như trên"],
        ]
    )
    assert [(row.location, row.implementer) for row in rows] == [("Xã An Bá", "UBND xã")] * 3
    assert [codes(row) for row in rows] == [[], ["ditto", "ditto"], ["ditto", "ditto"]]


def test_beneficiaries_in_words_beside_their_number():
    rows = rows_of(
        [
            ["STT", "Tên dự án", "Đối tượng", "Số trẻ em"],
            [1, "Dự án một", "Học sinh nghèo từ 6 đến 11 tuổi", 50],
            [2, "Dự án hai", "40 học sinh, 20 nữ", N],
        ]
    )
    assert [(row.children, row.girls, row.age_from, row.age_to, row.beneficiaries) for row in rows] == [
        (50, N, 6, 11, "Học sinh nghèo từ 6 đến 11 tuổi"),
        (40, 20, N, N, "40 học sinh, 20 nữ"),
    ]


def test_rows_that_continue_the_one_above():
    rows = rows_of(
        [
            ["STT", "Tên dự án", "Nội dung", "Kinh phí (triệu đồng)"],
            [1, "Xây trường", "Xây 2 phòng", 500],
            [N, N, "- Mua bàn ghế", N],
            [N, "cho trẻ mầm non", N, N],
            ["a)", "Làm sân", N, 20],
            [2, "Khám mắt", "Khám", 300],
        ]
    )
    assert kinds(rows) == [
        (2, "project"),
        (3, "continuation"),
        (4, "continuation"),
        (5, "continuation"),
        (6, "project"),
    ]
    first = rows[0]
    assert (first.title, first.objective, first.activities) == (
        "Xây trường cho trẻ mầm non",
        "Xây 2 phòng",
        "Mua bàn ghế\nLàm sân",
    )
    assert first.total_vnd == 500 * MILLION
    assert codes(first) == ["appended", "appended", "appended", "appended_amounts", "only_total"]
    assert [codes(row) for row in rows[1:4]] == [["continuation"]] * 3


def test_merged_cells_give_their_value_to_all_rows():
    rows = rows_of(
        [
            ["STT", "Tên dự án", "Địa điểm", "Thời gian", "Kinh phí (triệu đồng)"],
            [1, "Dự án một", "Xã An Bá", "03/2024 - 05/2024", 100],
            [2, "Dự án hai", N, N, N],
        ],
        ["C2:C3", "D2:D3", "E2:E3"],
    )
    second = rows[1]
    assert (second.location, second.start, second.end, second.total_vnd) == ("Xã An Bá", "2024-03", "2024-05", N)
    assert codes(second) == ["merged_value", "merged_value", "amount_missing"]


def test_row_without_a_title_is_an_error():
    rows = rows_of(
        [["TT", "Tên dự án", "Địa điểm", "Kinh phí (đồng)"], [1, N, "Xã A", 50_000_000], [N, N, "Xã B", 60_000_000]]
    )
    assert [(row.status, codes(row, "error")) for row in rows] == [("error", ["title_missing"])] * 2
