"""What is read from the cells of one project, and every doubt about it."""

from datetime import date

import pytest

from catalog.exchange.reading import read
from tests.exchange.reading.build import codes, rows_of, xlsx

N = None
MILLION = 1_000_000


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


def test_columns_without_a_heading_are_kept_too():
    row = rows_of([["TT", "Tên dự án", "Địa điểm"], [1, "Bể bơi", "Xã A", "đã khảo sát"]])[0]
    assert row.notes == "Cột không tên 4: đã khảo sát"


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
