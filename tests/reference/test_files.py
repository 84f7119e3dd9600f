"""The shipped reference files agree with the facts they stand for."""

import re
from collections import Counter
from datetime import date

import pytest

from catalog.exchange.reading.categories import NAMES as CATEGORY_NAMES
from catalog.office.models import IssuingBody
from catalog.reference.files import SOURCES
from catalog.reference.shipped import Cells, read
from catalog.units.models import KINDS, LINK_KINDS

UNITS = read("units.csv")
DISTRICT_LEVEL = ("city", "district", "town")
COMMUNE_LEVEL = ("commune", "ward")
SDG_TARGETS = set(
    "1.2 1.3 2.1 2.2 3.2 3.4 3.6 3.8 4.1 4.2 4.5 4.7 4.a 4.c 5.2 5.3 6.1 6.2 8.7 10.2 11.2 11.7 16.1 16.2 16.9 17.3 "
    "17.17".split()
)
DAC_NAMES = {
    "11120": "Education facilities and training",
    "11220": "Primary education",
    "11231": "Basic life skills for youth",
    "11250": "School feeding",
    "12191": "Medical services",
    "14030": "Basic drinking water supply and basic sanitation",
    "16010": "Social Protection",
    "16065": "Recreation and sport",
    "21010": "Transport policy and administrative management",
    "43081": "Multisector education/training",
}
OF_MAY_2023 = {
    "213": "Thành phố Bắc Giang",
    "215": "Huyện Yên Thế",
    "216": "Huyện Tân Yên",
    "217": "Huyện Lạng Giang",
    "218": "Huyện Lục Nam",
    "219": "Huyện Lục Ngạn",
    "220": "Huyện Sơn Động",
    "221": "Huyện Yên Dũng",
    "222": "Huyện Việt Yên",
    "223": "Huyện Hiệp Hòa",
}


def on(day: str, kinds: tuple[str, ...]) -> dict[str, str]:
    """Vietnamese names of the units of some kinds on a day, by code."""
    return {
        row["code"]: row["name_vi"]
        for row in UNITS
        if row["kind"] in kinds and row["valid_from"] <= day and (not row["valid_to"] or day < row["valid_to"])
    }


def repeated(values: list[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.file)
def test_no_row_stands_twice(source) -> None:
    assert repeated([source.key_of(cells) for cells in read(source.file)]) == []


@pytest.mark.parametrize("name", ["units.csv", "legal_bases.csv", "messages.csv"])
def test_everything_ends_after_it_begins(name: str) -> None:
    wrong = [row for row in read(name) if row["valid_to"] and not valid_from(row) < date.fromisoformat(row["valid_to"])]
    assert wrong == []


def valid_from(row: Cells) -> date:
    return date.fromisoformat(row["valid_from"])


def test_the_ten_units_of_may_2023() -> None:
    assert on("2023-05-15", DISTRICT_LEVEL) == OF_MAY_2023


def test_viet_yen_is_a_town_from_february_2024() -> None:
    assert on("2024-01-31", DISTRICT_LEVEL) == OF_MAY_2023
    assert on("2024-02-01", DISTRICT_LEVEL) == OF_MAY_2023 | {"222": "Thị xã Việt Yên"}


def test_yen_dung_ends_and_chu_begins_in_january_2025() -> None:
    expected = OF_MAY_2023 | {"222": "Thị xã Việt Yên", "224": "Thị xã Chũ"}
    del expected["221"]
    assert on("2025-03-01", DISTRICT_LEVEL) == expected


@pytest.mark.parametrize(
    ("day", "districts", "communes", "wards", "province"),
    [
        ("2023-05-15", 10, 0, 0, "Tỉnh Bắc Giang"),
        ("2024-03-01", 10, 0, 0, "Tỉnh Bắc Giang"),
        ("2025-03-01", 10, 0, 0, "Tỉnh Bắc Giang"),
        ("2025-08-01", 0, 45, 13, "Tỉnh Bắc Ninh"),
    ],
)
def test_counts_of_each_level_on_a_day(day: str, districts: int, communes: int, wards: int, province: str) -> None:
    found = (len(on(day, DISTRICT_LEVEL)), len(on(day, ("commune",))), len(on(day, ("ward",))), on(day, ("province",)))
    assert found == (districts, communes, wards, {"24": province})


def test_agencies_and_the_end_of_the_labour_department() -> None:
    before, after = (on(day, ("department", "union")) for day in ("2023-05-15", "2025-08-01"))
    assert before.keys() - after.keys() == {"SLDTBXH"}
    assert len(before) == 12


def test_names_of_units_fit_their_kind() -> None:
    heads = {
        "province": ("Tỉnh ", " Province"),
        "city": ("Thành phố ", " City"),
        "town": ("Thị xã ", " Town"),
        "district": ("Huyện ", " District"),
        "commune": ("Xã ", " Commune"),
        "ward": ("Phường ", " Ward"),
    }
    wrong = [
        row["name_vi"]
        for row in UNITS
        if row["kind"] in heads
        and not (row["name_vi"].startswith(heads[row["kind"]][0]) and row["name_en"].endswith(heads[row["kind"]][1]))
    ]
    assert wrong == []
    assert {row["kind"] for row in UNITS} <= KINDS.keys()


def test_abbreviations_head_the_codes_of_one_unit_only() -> None:
    codes = {row["abbreviation"]: set() for row in UNITS}
    for row in UNITS:
        codes[row["abbreviation"]].add(row["code"])
    assert {abbreviation: found for abbreviation, found in codes.items() if len(found) > 1} == {}
    assert [name for name in codes if not re.fullmatch(r"[A-Za-z]+|\d{5}", name)] == []


def test_every_parent_was_there_when_its_unit_began() -> None:
    orphans = [row["code"] for row in UNITS if row["parent_code"] not in {"", *on(row["valid_from"], ("province",))}]
    assert orphans == []


def test_links_lead_from_unit_to_unit() -> None:
    known = {(row["code"], row["valid_from"]) for row in UNITS}
    links = read("unit_links.csv")
    ends = {(link[f"{side}_code"], link[f"{side}_valid_from"]) for link in links for side in ("old", "new")}
    assert ends - known == set()
    assert {link["kind"] for link in links} <= LINK_KINDS.keys()


def test_every_unit_that_ended_has_a_link_of_that_day() -> None:
    ended = {(row["code"], row["valid_from"], row["valid_to"]) for row in UNITS if row["valid_to"]}
    links = {(link["old_code"], link["old_valid_from"], link["date"]) for link in read("unit_links.csv")}
    assert ended - links == set()


def test_communes_of_2025_by_former_unit() -> None:
    links = [link for link in read("unit_links.csv") if link["date"] == "2025-07-01" and link["kind"] == "part_to"]
    assert Counter(link["old_code"] for link in links) == {
        "213": 8, "215": 5, "216": 5, "217": 5, "218": 8, "219": 7, "220": 8, "222": 4, "223": 4, "224": 4,
    }  # fmt: skip
    assert {link["new_code"] for link in links} == on("2025-08-01", COMMUNE_LEVEL).keys()


def test_categories_carry_exact_dac_codes_and_known_targets() -> None:
    categories = read("categories.csv")
    assert {row["key"]: row["dac_name"] for row in categories} == {
        row["key"]: DAC_NAMES[row["dac_code"]] for row in categories
    }
    assert {target for row in categories for target in row["sdg_targets"].split()} - SDG_TARGETS == set()
    assert [row["position"] for row in categories] == [str(number) for number in range(1, 15)]


def test_categories_of_a_sector_stand_together() -> None:
    sectors = [row["sector_en"] for row in read("categories.csv")]
    assert [sector for number, sector in enumerate(sectors) if sector != sectors[number - 1]] == [
        "Education and training", "Health care", "Social issues",
    ]  # fmt: skip


def test_guide_costs_belong_to_a_category_and_are_ranges() -> None:
    costs = read("guide_costs.csv")
    assert {row["category_key"] for row in costs} - {row["key"] for row in read("categories.csv")} == set()
    assert [row for row in costs if not int(row["from_vnd"]) < int(row["to_vnd"])] == []


def test_glossary_says_each_term_once_in_both_languages() -> None:
    terms = read("glossary.csv")
    assert repeated([term["source"].casefold() for term in terms]) == []
    assert [term for term in terms if not all(term.values())] == []
    assert [term for term in terms if set("()") & set("".join(term.values()))] == []


@pytest.mark.parametrize(
    ("day", "decree"),
    [("2023-05-31", "80/2020/NĐ-CP"), ("2025-12-07", "80/2020/NĐ-CP"), ("2025-12-08", "313/2025/NĐ-CP")],
)
def test_one_decree_on_aid_is_in_force_on_a_day(day: str, decree: str) -> None:
    in_force = [
        row["symbol"]
        for row in read("legal_bases.csv")
        if row["position"] == "2" and row["valid_from"] <= day and (not row["valid_to"] or day < row["valid_to"])
    ]
    assert in_force == [decree]


def test_what_is_not_known_of_the_issuing_body_is_empty() -> None:
    (body,) = read("issuing_body.json")
    assert body.keys() <= set(IssuingBody.__table__.columns.keys())
    assert {name for name, value in body.items() if not value} == {"address_vi", "address_en", "phone", "email"}


def test_files_that_are_read_name_the_categories_alike() -> None:
    """Reading a file knows no database; the names it guesses are those of the reference data all the same."""
    shipped = {row["key"]: (row["name_vi"], row["name_en"]) for row in read("categories.csv")}
    assert {key: tuple(name) for key, name in CATEGORY_NAMES.items()} == shipped
