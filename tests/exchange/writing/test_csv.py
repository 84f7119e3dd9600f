"""The list as comma-separated text."""

import csv as reader
import io

from catalog.exchange.columns import COLUMNS
from catalog.exchange.writing import csv
from tests.exchange.writing.lists import both, entry, listing


def table(data: bytes) -> list[dict[str, str]]:
    return list(reader.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_excel_reads_it_as_unicode_and_lines_end_as_the_standard_says() -> None:
    data = csv.write(listing(), ("vi",))
    assert data[:3] == b"\xef\xbb\xbf"
    assert data.count(b"\r\n") == 4
    assert data.endswith(b"\r\n")


def test_numbers_and_dates_are_bare() -> None:
    row = table(csv.write(listing(), ("en",)))[0]
    headings = [
        "No.",
        "Children",
        "With disability",
        "Start",
        "End",
        "Total budget (VND)",
        "Aid requested (USD)",
        "DAC code",
    ]
    assert [row[heading] for heading in headings] == [
        "1", "240", "<10", "2023-09-01", "2024-05-31", "1503000000", "63830", "11220",
    ]  # fmt: skip


def test_both_languages_stand_side_by_side() -> None:
    row = table(csv.write(listing(), ("vi", "en")))[0]
    assert (row["Tên chương trình, dự án"], row["Project title"]) == (
        "Thư viện thân thiện xã Hữu Sản",
        "Friendly library in Huu San Commune",
    )
    assert len(row) == len(COLUMNS) + sum(column.kind in ("text", "lines") for column in COLUMNS)


def test_nothing_in_it_is_a_formula() -> None:
    hostile = both('=HYPERLINK("x")', "＠SUM(A1)")
    row = table(csv.write(listing(entry(texts={"title": hostile, "owner": both("-1+1", "+1")})), ("vi", "en")))[0]
    assert row["Tên chương trình, dự án"] == '\'=HYPERLINK("x")'
    assert row["Project title"] == "'＠SUM(A1)"
    assert (row["Chủ khoản viện trợ"], row["Owner of the aid"]) == ("'-1+1", "'+1")
