"""What an officer decided about a file is what is read, and no more than that."""

from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.exchange.reading import read
from catalog.text import clean

HEADER = "STT\tTên dự án\tĐịa điểm\tSố trẻ em\tEm gái\tTổng kinh phí (đồng)\tViện trợ (đồng)\tVốn đối ứng (đồng)"
ROWS = ("1\tThư viện\tXã A\t100\t40\t300.000.000\t200.000.000\t", "2\tBể bơi\tXã B\t90\t\t\t150.000.000\t20.000.000")
DATA = "\n".join((HEADER, *ROWS)).encode()

texts = st.text(max_size=40).map(clean)
counts = st.none() | st.integers(0, 10_000_000)
months = st.none() | st.builds("{:04d}-{:02d}".format, st.integers(2000, 2100), st.integers(1, 12))
cells = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(("title", "location", "objective", "notes", "implementer"), texts),
        **dict.fromkeys(("children", "girls", "boys", "age_from", "total_vnd", "aid_vnd", "counterpart_vnd"), counts),
        **dict.fromkeys(("start", "end"), months),
        "category_key": st.sampled_from(["library", "gifts"]),
    },
)


def of_file(**chosen):
    return {"tables": {"": chosen}}


@settings(deadline=None, max_examples=60)
@given(cells)
def test_corrected_cells_read_back_equal_and_nothing_else_changes(corrected):
    plain, found = (
        read(DATA, "a.txt", choices=choices) for choices in (None, of_file(rows={"2": {"cells": corrected}}))
    )
    row, other = found.rows
    computed = {"total_vnd", "aid_vnd", "counterpart_vnd"}
    given_ = {key: value for key, value in corrected.items() if key not in computed or value is not None}
    assert {key: getattr(row, key) for key in given_} == given_
    assert set(row.understood) == set(corrected)
    assert {key: row.understood[key] for key in corrected} == {key: getattr(plain.rows[0], key) for key in corrected}
    untouched = {"location", "children", "girls", "objective", "title"} - corrected.keys()
    assert {key: getattr(row, key) for key in untouched} == {key: getattr(plain.rows[0], key) for key in untouched}
    assert other.as_json("vi")["title"] == "Bể bơi"


def test_sums_are_derived_anew_from_a_corrected_amount():
    row = read(DATA, "a.txt", choices=of_file(rows={"2": {"cells": {"aid_vnd": 250_000_000}}})).rows[0]
    assert (row.total_vnd, row.aid_vnd, row.counterpart_vnd) == (300_000_000, 250_000_000, 50_000_000)
    row = read(DATA, "a.txt", choices=of_file(rows={"3": {"cells": {"counterpart_vnd": 30_000_000}}})).rows[1]
    assert (row.total_vnd, row.status) == (180_000_000, "ok")


def test_a_chosen_column_takes_its_field_from_the_one_that_had_it():
    found = read(DATA, "a.txt", choices=of_file(columns={"2": "title", "3": "left_out"}))
    assert [(row.title, row.location, row.children, row.notes) for row in found.rows] == [
        ("Xã A", "", None, "Tên dự án: Thư viện"),
        ("Xã B", "", None, "Tên dự án: Bể bơi"),
    ]


def test_choices_that_lead_nowhere_do_no_harm():
    lost = {"sheet": "Không có"} | of_file(header=99, columns={"44": "notes"}, rows={"77": {"cells": {"title": "x"}}})
    assert [row.title for row in read(DATA, "a.txt", choices=lost).rows] == ["Thư viện", "Bể bơi"]
