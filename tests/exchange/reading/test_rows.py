"""What clerks do with their tables: sections, sums, continuations, signatures, odd numbers, doubtful figures."""

from datetime import date

import pytest

from catalog.exchange.reading import read
from tests.exchange.reading.build import xlsx

N = None
MILLION = 1_000_000


def rows_of(rows, merges=()):
    return read(xlsx(rows, merges), "list.xlsx").rows


def kinds(rows):
    return [(row.row, row.left_out or "project") for row in rows]


def codes(row, level=None):
    """Codes of a row's messages about the row itself (not about its category)."""
    return [
        said.code for said in row.messages if said.field != "category_key" and (level is None or said.level == level)
    ]


def test_everything_around_the_projects_is_left_out_and_said():
    rows = rows_of(
        [
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
    )
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


AMOUNTS = [
    # total, aid, counterpart as written under "triệu đồng"; as understood; messages
    ((1300, 1200, 100), (1300, 1200, 100), []),
    ((1300, 1200, N), (1300, 1200, 100), ["counterpart_derived"]),
    ((1300, N, 100), (1300, 1200, 100), ["aid_derived"]),
    ((N, 1200, 100), (1300, 1200, 100), ["total_derived"]),
    ((N, 1200, N), (N, 1200, N), ["only_aid"]),
    ((1300, N, N), (1300, N, N), ["only_total"]),
    ((N, N, N), (N, N, N), ["amount_missing"]),
    ((1400, 1200, 100), (1400, 1200, 100), ["total_differs"]),
    ((1000, 1200, N), (1000, 1200, N), ["part_exceeds_total"]),
    (("1,3 tỷ", "1.200 triệu", "100tr"), (1300, 1200, 100), ["grouping_confirmed"]),
    (("1.200", N, N), (1200, N, N), ["amount_grouping", "only_total"]),
    ((1_300_000_000, N, N), (1300, N, N), ["amount_unit", "only_total"]),
    (("khoảng 500", N, N), (500, N, N), ["amount_approximate", "only_total"]),
    (("500 - 600", N, N), (600, N, N), ["amount_range", "only_total"]),
    (("chưa xác định", N, N), (N, N, N), ["amount_missing"]),
    (("nhiều", N, N), (N, N, N), ["amount_unreadable", "amount_missing"]),
    (("50.000 USD", N, N), (N, N, N), ["amount_foreign", "amount_missing"]),
    ((-5, N, N), (N, N, N), ["amount_negative", "amount_missing"]),
    ((0.5, N, N), (0.5, N, N), ["only_total", "amount_small"]),
    ((200_000, N, N), (200_000, N, N), ["only_total", "amount_large"]),
]


@pytest.mark.parametrize(("written", "understood", "said"), AMOUNTS)
def test_amounts_of_a_row(written, understood, said):
    header = ["TT", "Tên dự án", "Tổng kinh phí", "Viện trợ", "Đối ứng"]
    row = rows_of([["ĐVT: triệu đồng"], header, [1, "Thư viện", *written]])[0]
    expected = tuple(N if value is N else int(value * MILLION) for value in understood)
    assert (row.total_vnd, row.aid_vnd, row.counterpart_vnd) == expected
    assert codes(row) == said


UNSTATED = [
    ([3303, 860, 1250.5], "triệu đồng", [3_303 * MILLION, 860 * MILLION, 1_250_500_000]),
    ([1.2, 0.86, 3], "tỷ đồng", [1_200 * MILLION, 860 * MILLION, 3_000 * MILLION]),
    ([1_250_000, 860_000, 450_000], "nghìn đồng", [1_250 * MILLION, 860 * MILLION, 450 * MILLION]),
    (["1.250.000.000", 860_000_000, "450 triệu"], None, [1_250 * MILLION, 860 * MILLION, 450 * MILLION]),
]


@pytest.mark.parametrize(("written", "unit", "amounts"), UNSTATED)
def test_a_unit_that_nobody_stated_is_guessed_and_said(written, unit, amounts):
    preview = read(xlsx([["TT", "Tên dự án", "Kinh phí"], *([1, f"Dự án {cell}", cell] for cell in written)]), "a.xlsx")
    assert preview.money_unit is None
    assert [row.total_vnd for row in preview.rows] == amounts
    said = [[said.text.vi for said in row.messages if said.code == "unit_guessed"] for row in preview.rows]
    assert said == [[f"Tệp không ghi đơn vị tính; đã đoán là {unit}."] if unit else []] * 3


def test_each_column_may_have_its_own_unit():
    preview = read(
        xlsx([["TT", "Tên dự án", "Viện trợ (triệu đồng)", "Đối ứng (đồng)"], [1, "Bể bơi", 800, 60_000_000]]), "a"
    )
    row = preview.rows[0]
    assert (row.aid_vnd, row.counterpart_vnd, row.total_vnd) == (800 * MILLION, 60 * MILLION, 860 * MILLION)
    assert [said.code for said in preview.messages] == ["mixed_units"]


def test_children_and_their_groups():
    header = ["TT", "Tên dự án", "Mục tiêu", "Số trẻ em", "Nữ", "Nam", "DTTS"]
    contents = [
        ["Giúp 100 em", 100, 60, 40, 90],
        ["Giúp 80 em", 100, 60, 50, 120],
        ["Giúp trẻ em", N, 60, 40, N],
        ["Giúp trẻ em", "nhiều", N, N, N],
    ]
    rows = rows_of([header, *([number, f"Dự án {number}", *cells] for number, cells in enumerate(contents, 1))])
    assert [(row.children, codes(row)) for row in rows] == [
        (100, []),
        (100, ["subgroup_exceeds", "girls_boys_differ", "children_differ"]),
        (100, ["children_parts"]),
        (N, ["children_unreadable"]),
    ]


def test_periods_from_one_column_or_two():
    one = rows_of([["TT", "Tên dự án", "Thời gian"], [1, "A", "Năm học 2023-2024"], [2, "B", date(2024, 3, 1)]])
    two = rows_of(
        [
            ["TT", "Tên dự án", "Thời gian", N],
            [N, N, "Bắt đầu", "Kết thúc"],
            [1, "A", date(2024, 3, 1), date(2024, 12, 1)],
            [2, "B", "T5/2024", "T2/2024"],
        ]
    )
    assert [(row.start, row.end, codes(row)) for row in one + two] == [
        ("2023-09", "2024-05", ["school_year"]),
        ("2024-03", "2024-03", []),
        ("2024-03", "2024-12", []),
        ("2024-05", "2024-02", ["end_before_start"]),
    ]


def test_details_of_a_child_are_pointed_out_and_contacts_only_mentioned():
    row = rows_of(
        [
            ["TT", "Tên dự án", "Nội dung", "Đầu mối liên hệ"],
            [1, "Hỗ trợ phẫu thuật", "Giúp em Nguyễn Thị A, lớp 4B", "Phòng LĐTBXH, 0912 345 678"],
        ]
    )[0]
    assert [(said.code, said.field) for said in row.messages if said.field != "category_key"] == [
        ("personal_details", "objective"),
        ("personal_details", "objective"),
        ("contact_details", "contact"),
    ]
    assert row.status == "warning"


def test_doubles_in_a_file():
    rows = rows_of(
        [["TT", "Tên dự án", "Địa điểm"], [1, "Bể bơi", "Xã A"], [2, "BỂ BƠI", "xã A"], [3, "Bể bơi", "Xã B"]]
    )
    assert [codes(row) for row in rows] == [[], ["duplicate"], []]


def test_nothing_in_the_file_is_lost():
    preview = read(
        xlsx([["TT", "Tên dự án", "Màu sơn", "Đơn vị", "Ghi chú"], [1, "Bể bơi", "xanh", "Trường A", "gấp"]]), "a"
    )
    assert preview.rows[0].notes == "gấp\nMàu sơn: xanh\nĐơn vị: Trường A"
    assert preview.unknown_columns == ["Màu sơn"]
    assert [said.text.vi for said in preview.messages] == [
        "Cột “Màu sơn” không nhận ra; nội dung được giữ trong ghi chú."
    ]


def test_a_guessed_column_is_said():
    row = rows_of([["TT", "Tên dự án", "Số lượng"], [1, "Bể bơi", 50]])[0]
    assert (row.children, codes(row)) == (50, ["column_guessed"])


def test_status_follows_messages_that_come_later():
    row = rows_of([["TT", "Tên dự án", "Địa điểm"], [1, "Bể bơi", "Xã A"]])[0]
    assert row.status == "ok"
    row.say("duplicate", "title", row=1)
    assert row.status == "warning"
    row.say("title_missing", "title")
    assert row.status == "error"


def test_summary_counts_and_adds_up():
    preview = read(
        xlsx(
            [
                ["ĐVT: triệu đồng"],
                ["TT", "Tên dự án", "Số trẻ em", "Viện trợ", "Đối ứng"],
                [1, "A", 5, 10, 2],
                [N, "Cộng", 5, 10, 2],
            ]
        ),
        "list.xlsx",
    )
    assert preview.summary("en") == {
        "rows": 2,
        "ok": 1,
        "warning": 0,
        "error": 0,
        "skipped": 1,
        "children": 5,
        "aid_vnd": 10 * MILLION,
        "counterpart_vnd": 2 * MILLION,
        "total_vnd": 12 * MILLION,
        "columns": {
            "number": "TT",
            "title": "Tên dự án",
            "children": "Số trẻ em",
            "aid": "Viện trợ",
            "counterpart": "Đối ứng",
        },
        "unknown_columns": [],
        "other_tables": [],
        "messages": [],
    }
