"""English names of places and institutions: the rules of domain.md §8 as a table, and the names of the demo."""

import json
from pathlib import Path

import pytest

from catalog.demo import load
from catalog.translation.names import named_otherwise, names_in, whole_name

DEMO = json.loads((Path(load.__file__).parent / "proposals.json").read_text())["proposals"]


@pytest.mark.parametrize(
    ("vietnamese", "english"),
    [
        ("xã Tân Sơn, huyện Lục Ngạn", "Tan Son Commune, Luc Ngan District"),
        ("Thôn Khe Táu, xã Yên Định", "Khe Tau Hamlet, Yen Dinh Commune"),
        ("thị trấn Đồi Ngô", "Doi Ngo Township"),
        ("thị xã Chũ", "Chu Town"),
        ("Phường Đa Mai, thành phố Bắc Giang, tỉnh Bắc Giang", "Da Mai Ward, Bac Giang City, Bac Giang Province"),
        ("TP Bắc Giang", "Bac Giang City"),
        ("xã Tân Sơn huyện Lục Ngạn", "Tan Son Commune, Luc Ngan District"),
        ("XÃ TÂN SƠN", "Tan Son Commune"),
        ("UBND huyện Sơn Động", "People's Committee of Son Dong District"),
        ("Ủy ban nhân dân xã Hữu Sản", "People's Committee of Huu San Commune"),
        ("UBND xã Tân Sơn, huyện Lục Ngạn", "People's Committee of Tan Son Commune, Luc Ngan District"),
        ("Sở Y tế tỉnh Bắc Giang", "Department of Health of Bac Giang Province"),
        (
            "Phòng Lao động - Thương binh và Xã hội huyện Tân Yên",
            "Tan Yen District Division of Labour, Invalids and Social Affairs",
        ),
        ("Ban Quản lý dự án huyện Lục Nam", "Luc Nam District Project Management Unit"),
        ("Trạm Y tế xã An Lạc", "An Lac Commune Health Station"),
        ("Huyện đoàn Sơn Động", "Son Dong District Youth Union"),
        ("Trường Tiểu học Tân Sơn", "Tan Son Primary School"),
        ("Trường Tiểu học xã Tân Sơn", "Tan Son Commune Primary School"),
        ("trường mầm non Sa Lý", "Sa Ly Pre-school"),
        ("Trường THCS Mai Đình", "Mai Dinh Lower Secondary School"),
        ("Trường PTDTBT THCS Vân Sơn", "Van Son Semi-boarding Lower Secondary School for Ethnic Minorities"),
        ("Trường PTDTNT huyện Sơn Động", "Son Dong District Ethnic Minority Boarding School"),
        ("Trường TH&THCS số 2 Tân Sơn", "Tan Son Primary and Lower Secondary School No. 2"),
        ("Trường Mầm non Tân Sơn số 1", "Tan Son Pre-school No. 1"),
        ("Xã Tân Sơn và xã Sa Lý.", "Tan Son Commune and Sa Ly Commune."),
        ("Xã Tân Sơn;\nxã Sa Lý", "Tan Son Commune;\nSa Ly Commune"),
    ],
)
def test_a_text_that_is_a_name_has_its_english(vietnamese: str, english: str) -> None:
    assert whole_name(vietnamese) == english


@pytest.mark.parametrize(
    "vietnamese",
    ["", "xã", "Năm xã vùng cao", "Năm xã vùng cao, huyện Lục Ngạn", "Thư viện xã Tân Sơn", "phòng học", "UBND các xã"],
)
def test_other_texts_have_no_whole_name(vietnamese: str) -> None:
    assert whole_name(vietnamese) is None


@pytest.mark.parametrize(
    ("vietnamese", "english"),
    [
        ("", []),
        ("Đời sống kinh tế xã hội của huyện còn khó khăn.", []),
        ("Phòng học của xã; trường lớp tạm.", []),
        ("Oxã Tân Sơn", []),
        ("Thư viện cho Trường Tiểu học xã Tân Sơn", ["Tan Son Commune Primary School"]),
        ("Trẻ em xã Lục Sơn và xã Trường Sơn đi học.", ["Luc Son Commune", "Truong Son Commune"]),
        ("Xã Tân Sơn. Huyện Lục Ngạn. Xã Tân Sơn.", ["Tan Son Commune", "Luc Ngan District"]),
        ("UBND huyện Sơn Động Hội Khuyến học huyện Sơn Động", [
            "People's Committee of Son Dong District", "Son Dong District Association for Promoting Education",
        ]),
    ],
)  # fmt: skip
def test_the_names_of_a_text_in_order_each_once(vietnamese: str, english: list[str]) -> None:
    assert [name.target for name in names_in(vietnamese)] == english


@pytest.mark.parametrize(
    ("english", "doubted"),
    [
        ("", []),
        ("A library in Tan Son Commune, Luc Ngan District", []),
        ("A library in Luc Ngan's TAN SON", []),
        ("A library in Tan Son (Tân Sơn), Luc Ngan", []),
        ("A library in Tân Sơn Commune, Luc Ngan", ["xã Tân Sơn"]),
        ("A library in Sa Ly Commune, Luc Ngan", ["xã Tân Sơn"]),
        ("A library in Tan Sonata, Lục Ngạn (Luc Ngan)", ["xã Tân Sơn", "huyện Lục Ngạn"]),
        ("A library", ["xã Tân Sơn", "huyện Lục Ngạn"]),
    ],
)
def test_a_name_with_accents_and_another_name_are_doubted(english: str, doubted: list[str]) -> None:
    names = names_in("Thư viện xã Tân Sơn của huyện Lục Ngạn")
    assert [name.source for name in named_otherwise(english, names)] == doubted


def test_the_english_of_the_demo_follows_the_rules() -> None:
    proposed = {}
    for made in DEMO:
        for key in ("location", "managing_agency", "owner", "implementer"):
            proposed[made["code"], key] = (whole_name(made["vietnamese"][key]), made["english"][key])
        texts = {key: text for key, text in made["vietnamese"].items() if isinstance(text, str)}
        doubted = [named_otherwise(made["english"].get(key, ""), names_in(text)) for key, text in texts.items()]
        assert doubted == [[]] * len(texts)
    differing = {place: said for place, (rule, said) in proposed.items() if rule != said}
    assert differing == {("LNg-2023-04", "location"): "Five highland communes, Luc Ngan District"}
