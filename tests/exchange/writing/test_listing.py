"""An edition as documents tell it: sectors, sums, who issues it, what a reader must know."""

from datetime import date

import pytest

from catalog.exchange.writing import notes
from catalog.i18n import Bilingual
from tests.exchange.writing.lists import EDITION, HEALTH, ISSUER, both, entry, listing


def test_entries_stand_in_sectors_under_their_own_numbers() -> None:
    sectors = listing(entry(1), entry(2), entry(3, sector=HEALTH)).sectors
    assert [(sector.numeral, sector.name.en, [one.number for one in sector.entries]) for sector in sectors] == [
        ("I", "Education and training", [1, 2]),
        ("II", "Health care", [3]),
    ]


def test_sums_are_those_of_the_entries() -> None:
    assert [listing().sum(key) for key in ("total_vnd", "aid_vnd", "counterpart_vnd", "children")] == [
        4_509_000_000,
        4_500_000_000,
        9_000_000,
        720,
    ]


def test_the_issuing_body_is_named_without_the_province_below_its_parent() -> None:
    assert listing().organ == Bilingual("Sở Ngoại vụ", "Department of Foreign Affairs")
    other = ISSUER | {"name": both("Trung tâm Hữu nghị", "Friendship Centre")}
    assert listing(data=EDITION["data"] | {"issuer": other}).organ == Bilingual(
        "Trung tâm Hữu nghị", "Friendship Centre"
    )


def test_the_rate_is_told_with_its_day() -> None:
    assert [listing().rate(language) for language in ("vi", "en")] == [
        "1 USD = 23.500 đồng (31/05/2023)",
        "1 USD = VND 23,500 (31 May 2023)",
    ]


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2023, 1, 5), "05 tháng 01 năm 2023"),
        (date(2023, 2, 15), "15 tháng 02 năm 2023"),
        (date(2023, 6, 9), "09 tháng 6 năm 2023"),
        (date(2023, 12, 31), "31 tháng 12 năm 2023"),
    ],
)
def test_official_dates_have_zeros_only_where_the_decree_wants_them(day: date, text: str) -> None:
    assert notes.official_date(day) == text


@pytest.mark.parametrize(
    ("approval", "vietnamese", "english"),
    [
        ({}, "", ""),
        (
            {"approval_kind": "Quyết định", "approval_number": "123/QĐ-UBND", "approval_date": date(2023, 6, 5)},
            "Quyết định số 123/QĐ-UBND ngày 05 tháng 6 năm 2023",
            "Decision No. 123/QĐ-UBND of 5 June 2023",
        ),
        ({"approval_kind": "Giấy", "approval_number": "7"}, "Giấy số 7", "Document No. 7"),
        ({"approval_number": "7"}, "Văn bản số 7", "Document No. 7"),
    ],
)
def test_the_approving_document_is_named_where_there_is_one(
    approval: dict[str, str], vietnamese: str, english: str
) -> None:
    shown = listing(**approval)
    assert (notes.approval(shown, "vi"), notes.approval(shown, "en")) == (vietnamese, english)


def test_about_leaves_out_what_is_not_known() -> None:
    topics = [topic for topic, _ in notes.about(listing(), "en")]
    assert topics == [
        "Edition",
        "Released on",
        "Issued by",
        "Projects and grants",
        "Children who benefit directly (may be counted twice)",
        "Estimated budget",
        "Aid requested",
        "Counterpart",
        "Exchange rate",
        "Legal bases",
        "Please note",
        "Protection of children",
        "Hotline 111",
    ]


def test_about_tells_where_the_office_is_reached() -> None:
    known = ISSUER | {"address": both("Số 1, Bắc Giang", "1, Bac Giang"), "phone": "0204", "email": "so@example.org"}
    about = dict(notes.about(listing(data=EDITION["data"] | {"issuer": known}), "vi"))
    assert about["Cơ quan ban hành"].split("\n") == [
        "Sở Ngoại vụ tỉnh Bắc Giang",
        "Phòng Nghiệp vụ",
        "Địa chỉ: Số 1, Bắc Giang",
        "Điện thoại: 0204",
        "Thư điện tử: so@example.org",
    ]
