"""What may identify a child is found, and what only looks like it is not."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.proposals.safeguarding import KINDS, scan

FOUND = [
    ("Liên hệ gia đình em Nguyễn Thị A.", [("name", "gia đình em Nguyễn Thị A")]),
    ("cháu Lò Văn Bình bị bệnh tim", [("name", "cháu Lò Văn Bình")]),
    ("bé Na cần phẫu thuật", [("name", "bé Na")]),
    ("Giúp em Lan, mồ côi cha", [("name", "em Lan")]),
    ("em A, nhà ở thôn Mới", [("name", "em A")]),
    ("em N.T.H. ở bản Nà Hin", [("name", "em N.T.H.")]),
    ("học sinh Trần Văn C", [("name", "học sinh Trần Văn C")]),
    ("Trẻ em Hoàng Thị Mai Anh", [("name", "Trẻ em Hoàng Thị Mai Anh")]),
    ("con ông Nguyễn Văn D", [("name", "con ông Nguyễn Văn D")]),
    ("Họ và tên: Giáp Thị Mai", [("name", "Họ và tên: Giáp Thị Mai")]),
    ("EM NGUYỄN THỊ HOA", [("name", "EM NGUYỄN THỊ HOA")]),
    ("em Nguyen Van Nam", [("name", "em Nguyen Van Nam")]),
    ("a pupil named Nguyen Thi Hoa", [("name", "named Nguyen Thi Hoa")]),
    ("ĐT 0912 345 678", [("phone", "0912 345 678")]),
    ("ĐT: 0912.345.678.", [("phone", "0912.345.678")]),
    ("+84 912 345 678", [("phone", "+84 912 345 678")]),
    ("(0204) 3854 123", [("phone", "(0204) 3854 123")]),
    ("hoa@example.org", [("email", "hoa@example.org")]),
    ("sinh ngày 12/3/2014", [("birth_date", "sinh ngày 12/3/2014")]),
    ("sinh năm 2015", [("birth_date", "sinh năm 2015")]),
    ("(SN 2012)", [("birth_date", "SN 2012")]),
    ("CCCD 024123456789", [("id_number", "CCCD 024123456789")]),
    ("Số CMND: 121234567", [("id_number", "CMND: 121234567")]),
    ("mã 121234567", [("id_number", "121234567")]),
    ("học lớp 4B", [("school_class", "lớp 4B")]),
    ("lớp 9A2 năm nay", [("school_class", "lớp 9A2")]),
    ("em bị xâm hại", [("health_or_abuse", "bị xâm hại")]),
    ("01 em bị xâm hại", [("health_or_abuse", "bị xâm hại")]),
    ("cháu Hoa nhiễm HIV", [("health_or_abuse", "nhiễm HIV")]),
    (
        "Liên hệ gia đình em Nguyễn Thị A, lớp 4B, ĐT 0912 345 678.",
        [("name", "gia đình em Nguyễn Thị A"), ("school_class", "lớp 4B"), ("phone", "0912 345 678")],
    ),
]
HARMLESS = [
    "em Dân tộc Tày", "112 em Nùng", "các em Hè vui", "anh em Tày", "con em đồng bào", "Chị em Phụ Nữ",
    "học sinh Trường Tiểu học xã Bình Sơn", "cho học sinh Trường PTDTBT THCS Vân Sơn", "118 học sinh bán trú",
    "Học sinh Lục Nam", "trẻ em Sơn Động", "học sinh Dương Hưu", "học sinh Việt Nam", "Trẻ Em Vùng Cao",
    "Học Sinh Nghèo Vượt Khó", "CHO TRẺ EM DÂN TỘC THIỂU SỐ", "Trường THCS Nguyễn Văn Trỗi",
    "Đoàn TNCS Hồ Chí Minh xã Phong Vân", "12 triệu", "1.700.000.000 đồng", "450000000", "450000000 đồng",
    "03/2024 - 12/2024", "ngày 01/06/2023", "Tổng đài 111", "trẻ sinh năm 2015-2018", "lớp 4", "1 phòng/1 lớp",
    "Khối 4 A và B", "lớp học 2 tầng", "10 lớp 5 tuổi", "phòng, chống xâm hại cho học sinh 05 trường THCS",
    "trẻ em nhiễm HIV", "hỗ trợ 12 trẻ nhiễm HIV", "trẻ em có nguy cơ bị xâm hại", "trẻ em bị bạo hành, xâm hại",
    "children of Van Son", "pupils in Son Dong", "",
]  # fmt: skip


@pytest.mark.parametrize(("text", "hits"), FOUND)
def test_found(text, hits):
    assert [(hit.kind, hit.excerpt) for hit in scan(text)] == hits


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless(text):
    assert scan(text) == []


@given(st.text(), st.sampled_from([text for text, _ in FOUND]), st.text())
def test_places_of_hits_are_those_of_their_words(before, text, after):
    whole = f"{before} {text} {after}"
    hits = scan(whole)
    assert all(whole[hit.start : hit.end].strip() == hit.excerpt and hit.kind in KINDS for hit in hits)
    assert all(first.end <= second.start for first, second in pairwise(hits))
