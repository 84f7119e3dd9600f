"""The list as comma-separated text."""

import csv as reader
import dataclasses
import io

from hypothesis import example, given
from hypothesis import strategies as st

from catalog.exchange.columns import BY_KEY, COLUMNS
from catalog.exchange.writing import csv
from catalog.exchange.writing.cells import LIVE, safe
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


def test_it_has_the_columns_that_were_chosen() -> None:
    chosen = dataclasses.replace(listing(), columns=[BY_KEY[key] for key in ("code", "title", "aid_usd")])
    assert csv.write(chosen, ("en",)).decode("utf-8-sig").split("\r\n")[:2] == [
        "Code,Project title,Aid requested (USD)",
        "SD-2023-01,Friendly library in Huu San Commune,63830",
    ]


ANY_TEXT = st.text(st.characters())  # lone surrogates too


@example("=1+1")
@example("+84 912")
@example("-5")
@example("@SUM(A1)")
@example("\t=1")
@example("\r=1")
@example("Tru\u031bo\u031b\u0300ng")
@example("a\uffffb\ufffe\x00c")
@example('"a",\r\n"b"; \ud800')
@given(ANY_TEXT)
def test_what_was_written_is_read_back(text: str) -> None:
    """Whatever a text says, the cell holds it as it is stored; one sign stands before what a program would run."""
    said = {"title": both(text, f"en {text}"), "owner": both(f"={text}", "")}
    row = table(csv.write(listing(entry(texts=said)), ("vi", "en")))[0]
    stored = safe(text)
    assert row["Tên chương trình, dự án"] == (f"'{stored}" if stored.startswith(LIVE) else stored)
    assert row["Project title"] == safe(f"en {text}")
    assert row["Chủ khoản viện trợ"] == f"'{safe('=' + text)}"
    assert row["Tổng kinh phí (đồng) / Total budget (VND)"] == "1503000000"
