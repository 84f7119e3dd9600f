"""Finding the header, naming its columns, telling the unit."""

import pytest

from catalog.exchange.reading.columns import find_header
from catalog.exchange.reading.grid import Merge, table
from catalog.exchange.reading.names import candidates
from catalog.exchange.reading.units import BILLION, DONG, FOREIGN, MILLION, THOUSAND, unit_of_heading, unit_of_line

N = None
HEADINGS = {
    "number": ["STT", "TT", "Stt", "S.T.T", "Số TT", "Số thứ tự", "No.", "#"],
    "title": [
        "Tên dự án", "Tên dự án/khoản viện trợ", "Tên công trình, hoạt động", "TÊN CHƯƠNG TRÌNH, DỰ ÁN",
        "Tên khoản viện trợ",
        "Danh mục dự án", "Danh mục công trình", "Chương trình, dự án", "Dự án", "Tên hạng mục", "Tên gọi",
        "ten du an",
        "Nội dung đề nghị hỗ trợ", "Hoạt động đề nghị hỗ trợ", "Project title", "Project name",
        "Name of the project", "Title",
    ],
    "location": [
        "Địa điểm", "Địa điểm thực hiện", "Địa bàn", "Nơi thực hiện", "Địa điểm xây dựng", "Xã/phường",
        "Xã, thị trấn",
        "Huyện", "Thôn, bản", "Location", "Place", "dia diem thuc hien",
    ],
    "objective": ["Mục tiêu", "Mục tiêu, nội dung chính", "Mục đích", "Nội dung", "Nội dung chính",
        "Quy mô", "Objectives"],
    "activities": ["Hoạt động chính", "Các hoạt động", "Main activities"],
    "need": ["Sự cần thiết", "Lý do đề nghị", "Hiện trạng", "Thực trạng", "Justification", "Nhu cầu"],
    "results": ["Kết quả dự kiến", "Kết quả mong đợi", "Expected results"],
    "children": [
        "Số trẻ em", "Số trẻ em thụ hưởng", "Số trẻ hưởng lợi", "Số HS", "SL trẻ", "Số lượng trẻ em", "Số học sinh",
        "Tổng số trẻ em", "Số người hưởng lợi", "Trẻ em", "Number of children", "so tre em", "Số lượng", "SL",
    ],
    "beneficiaries": ["Đối tượng hưởng lợi", "Đối tượng thụ hưởng", "Đối tượng", "Beneficiaries"],
    "girls": ["Trẻ em gái", "Nữ", "Số em gái", "Trong đó nữ", "Girls"],
    "boys": ["Trẻ em trai", "Em trai", "Học sinh nam", "Boys"],
    "ethnic_minority": ["Dân tộc thiểu số", "Trẻ em DTTS", "Người DTTS", "Ethnic minority"],
    "poor_or_near_poor": ["Hộ nghèo, cận nghèo", "Trẻ em nghèo", "Trẻ em có hoàn cảnh khó khăn"],
    "with_disability": ["Trẻ khuyết tật", "Children with disabilities"],
    "period": ["Thời gian", "Thời gian thực hiện", "Tiến độ", "Năm", "Năm thực hiện", "Giai đoạn",
        "Duration", "thoi gian"],
    "start": ["Bắt đầu", "Ngày bắt đầu", "Khởi công", "Start date"],
    "end": ["Kết thúc", "Ngày kết thúc", "Hoàn thành", "End"],
    "total": [
        "Tổng kinh phí", "Tổng kinh phí dự kiến", "Tổng KP", "Kinh phí", "KP (triệu đồng)",
        "Kinh phí dự kiến",
        "Tổng vốn",
        "Tổng mức đầu tư", "TMĐT", "Thành tiền", "Số tiền", "Dự toán", "Giá trị", "Tổng cộng",
        "Total cost", "Budget",
    ],
    "aid": [
        "Đề nghị viện trợ", "Trong đó: đề nghị viện trợ", "KP đề nghị hỗ trợ (đồng)", "Vốn viện trợ",
        "Kinh phí xin viện trợ",
        "Kinh phí kêu gọi", "Viện trợ", "Vốn PCPNN", "Kinh phí đề nghị tài trợ", "Xin hỗ trợ",
        "Aid requested",
        "Grant",
    ],
    "counterpart": [
        "Vốn đối ứng", "Đối ứng", "Vốn đối ứng của địa phương (đồng)", "Kinh phí địa phương",
        "Ngân sách huyện",
        "Địa phương đóng góp", "Đóng góp của nhân dân", "KP đối ứng", "Counterpart", "Local contribution",
        "NSNN",
    ],
    "implementer": ["Đơn vị thực hiện", "Cơ quan thực hiện", "Đơn vị chủ trì", "ĐV thực hiện",
        "Implementing agency"],
    "owner": ["Chủ đầu tư", "Chủ dự án", "Chủ khoản viện trợ", "Đơn vị thụ hưởng", "Đơn vị tiếp nhận",
        "Owner"],
    "managing_agency": ["Cơ quan chủ quản", "Managing agency"],
    "unit": ["Đơn vị đề xuất", "Cơ quan đề nghị", "Đơn vị", "ĐV"],
    "contact": ["Đầu mối liên hệ", "Người liên hệ", "Số điện thoại", "SĐT", "Cán bộ phụ trách", "Contact"],
    "category": ["Lĩnh vực", "Loại hình", "Nhóm", "Sector", "Category"],
    "notes": ["Ghi chú", "ghi chu", "Remarks", "Notes"],
    "measure": ["ĐVT", "Đơn vị tính"],
}  # fmt: skip
UNDER = [
    (("Kinh phí dự kiến", "Tổng số"), "total"),
    (("Kinh phí dự kiến (triệu đồng)", "Trong đó", "Viện trợ"), "aid"),
    (("Kinh phí", "Đề nghị NGO hỗ trợ"), "aid"),
    (("Nguồn vốn", "Địa phương"), "counterpart"),
    (("Nguồn kinh phí", "Huyện"), "counterpart"),
    (("Nguồn vốn", "Tổng cộng"), "total"),
    (("Số trẻ em hưởng lợi", "Tổng số"), "children"),
    (("Đối tượng hưởng lợi", "Số lượng"), "children"),
    (("Số trẻ em", "Trong đó", "Nam"), "boys"),
    (("Số trẻ em", "Trong đó", "Nữ"), "girls"),
    (("Số trẻ em", "Trong đó", "DTTS"), "ethnic_minority"),
    (("Thời gian thực hiện", "Từ"), "start"),
    (("Thời gian thực hiện", "Đến"), "end"),
    (("Thời gian thực hiện", "KC"), "start"),
    (("Thời gian", "(tháng/năm)"), "period"),
    (("Kinh phí", "(triệu đồng)"), "total"),
]


@pytest.mark.parametrize(
    ("heading", "field"), [(heading, field) for field, all_ in HEADINGS.items() for heading in all_]
)
def test_names_of_columns(heading, field):
    assert candidates((heading,))[0].field == field


@pytest.mark.parametrize(("path", "field"), UNDER)
def test_headings_above_decide(path, field):
    assert candidates(path)[0].field == field


@pytest.mark.parametrize("heading", ["Màu sắc", "Diện tích (m²)", "Số quyết định"])
def test_other_headings_are_not_understood(heading):
    assert candidates((heading,)) == ()


LINES = [
    ("ĐVT: triệu đồng", MILLION),
    ("Đơn vị tính: Triệu đồng", MILLION),
    ("(Đơn vị: Tr.đ)", MILLION),
    ("ĐVT: 1.000.000 đồng", MILLION),
    ("Đơn vị tính: 1.000 đồng", THOUSAND),
    ("ĐVT: 1.000đ", THOUSAND),
    ("ĐVT: nghìn đồng", THOUSAND),
    ("Đơn vị: ngàn đồng", THOUSAND),
    ("ĐVT: đồng", DONG),
    ("ĐVT: VNĐ", DONG),
    ("Đơn vị tính: tỷ đồng", BILLION),
    ("(Triệu đồng)", MILLION),
    ("Đơn vị tính: USD", FOREIGN),
    ("(Unit: million VND)", MILLION),
    ("DON VI TINH: TRIEU DONG", MILLION),
    ("Tổng kinh phí 20 tỷ đồng cho trẻ em", None),
    ("Đơn vị: Phòng Lao động huyện Lục Nam", None),
    ("Danh mục dự án cộng đồng năm 2023", None),
]
IN_HEADINGS = [
    ("Kinh phí (triệu đồng)", MILLION),
    ("Kinh phí (tr.đồng)", MILLION),
    ("Kinh phí (trđ)", MILLION),
    ("Kinh phí (triệu)", MILLION),
    ("Kinh phí, triệu đồng", MILLION),
    ("Tổng kinh phí\n(ĐVT: triệu đồng)", MILLION),
    ("Vốn đối ứng (đồng)", DONG),
    ("Thành tiền (đ)", DONG),
    ("Số tiền (VNĐ)", DONG),
    ("Kinh phí (1.000đ)", THOUSAND),
    ("Kinh phí (1000 đồng)", THOUSAND),
    ("Tổng vốn (tỷ đồng)", BILLION),
    ("Budget (million VND)", MILLION),
    ("Budget (USD)", FOREIGN),
    ("Đóng góp cộng đồng", None),
    ("Kinh phí", None),
    ("Ghi chú (kèm hồ sơ)", None),
]


@pytest.mark.parametrize(("line", "unit"), LINES)
def test_unit_above_the_table(line, unit):
    assert unit_of_line(line) == unit


@pytest.mark.parametrize(("heading", "unit"), IN_HEADINGS)
def test_unit_in_a_heading(heading, unit):
    assert unit_of_heading(heading) == unit


def fields(header):
    return {column.place: column.field for column in header.columns}


def test_header_below_titles():
    rows = [
        ["UBND HUYỆN X"],
        ["DANH MỤC DỰ ÁN"],
        *[[N]] * 8,
        ["ĐVT: triệu đồng"],
        ["STT", "Tên dự án", "Kinh phí"],
        [1, "A", 5],
    ]
    header = find_header(table("S", rows))
    assert (header.first, header.last, header.unit) == (11, 11, MILLION)
    assert fields(header) == {0: "number", 1: "title", 2: "total"}


def test_header_of_three_merged_rows():
    rows = [
        ["TT", "Tên dự án", "Số trẻ em", N, N, "Kinh phí", N, N],
        [N, N, "Tổng số", "Trong đó", N, "Tổng", "Trong đó", N],
        [N, N, N, "Nữ", "DTTS", N, "Viện trợ", "Đối ứng"],
        [1, "A", 5, 2, 1, 10, 8, 2],
    ]
    merges = [
        Merge(0, 0, 2, 0),
        Merge(0, 1, 2, 1),
        Merge(0, 2, 0, 4),
        Merge(0, 5, 0, 7),
        Merge(1, 3, 1, 4),
        Merge(1, 6, 1, 7),
    ]
    expected = dict(
        enumerate(["number", "title", "children", "girls", "ethnic_minority", "total", "aid", "counterpart"])
    )
    for known in (merges, []):  # a text file does not tell what was merged
        header = find_header(table("S", rows, merges=known))
        assert (header.first, header.last) == (0, 2)
        assert fields(header) == expected


def test_lines_with_the_unit_are_no_part_of_the_header():
    rows = [
        ["Biểu số 01", N, N, "ĐVT: 1.000 đồng"],
        ["TT", "Nội dung hỗ trợ", "Đối tượng", "Kinh phí"],
        [1, "A", "B", 2],
    ]
    header = find_header(table("S", rows))
    assert (header.first, header.last, header.unit) == (1, 1, THOUSAND)


def test_rows_below_that_belong_to_the_header():
    units = [["STT", "Tên dự án", "Số trẻ em", "Kinh phí"], [N, N, "(người)", "(triệu đồng)"], [1, "A", 5, 7]]
    years = [["STT", "Tên dự án", "Kinh phí (triệu đồng)", N], [N, N, "Năm 2023", "Năm 2024"], [1, "A", 5, 7]]
    merged = [["STT", "Tên dự án", "Kinh phí"], [N, N, "Ghi rõ nguồn"], [1, "A", 5]]
    with_units, with_years, with_merge = (
        find_header(table("S", units)),
        find_header(table("S", years)),
        find_header(table("S", merged, merges=[Merge(0, 0, 1, 0), Merge(0, 1, 1, 1)])),
    )
    assert [header.last for header in (with_units, with_years, with_merge)] == [1, 1, 1]
    assert with_units.of("total")[0].unit == MILLION
    assert [(column.field, column.sure) for column in with_years.columns[2:]] == [("total", False), (None, True)]


def test_two_columns_want_one_field():
    """The better name wins, the other column is kept as not understood."""
    header = find_header(table("S", [["TT", "Tên dự án", "Kinh phí", "Tổng kinh phí"], [1, "A", 1, 2]]))
    assert fields(header) == {0: "number", 1: "title", 2: None, 3: "total"}


def test_several_counterpart_columns_are_all_counterpart():
    header = find_header(
        table("S", [["Tên dự án", "Tổng vốn", "Viện trợ", "Ngân sách tỉnh", "Ngân sách huyện"], ["A"]])
    )
    assert [column.place for column in header.of("counterpart")] == [3, 4]


def test_contents_stand_in_for_a_missing_title():
    header = find_header(table("S", [["TT", "Nội dung", "Địa điểm", "Kinh phí"], [1, "A", "B", 2]]))
    assert fields(header)[1] == "title"


@pytest.mark.parametrize(
    "rows",
    [
        [["DANH MỤC DỰ ÁN NĂM 2023"], ["ĐVT: đồng"]],
        [["Họ tên", "Ngày sinh"], ["A", "B"]],
        [["Tên dự án"], ["A"]],
        [[1, 2, 3]],
        [],
    ],
)
def test_no_header(rows):
    assert find_header(table("S", rows)) is None
