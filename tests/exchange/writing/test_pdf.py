"""The official list as PDF: it says what the Word file says, and can be read by people of any sight."""

from collections import Counter
from typing import Any

import pytest
from docx.oxml.ns import qn

from catalog.exchange.columns import PRINTED
from catalog.exchange.writing import docx, pdf
from catalog.exchange.writing.typesetting import NO_LETTER
from tests.exchange.writing import portable
from tests.exchange.writing.lists import EDITION, both, document, entry, listing

HOSTILE = r"#import \ $x$ <b> = *đậm* _a_ @ref // `raw` \u{41} #sys.inputs ]]> & 'a' -- ... \" {{7*7}} <script>"
LAYOUTS = {"annex": (docx.write, pdf.write), "sheets": (docx.write_sheets, pdf.write_sheets)}
LANGUAGES = [("vi",), ("en",), ("vi", "en")]


def said_by_word(data: bytes) -> Counter[str]:
    words = "".join(text.text or "" for text in document(data).element.body.iter(qn("w:t")))
    return Counter(portable.solid(words))


@pytest.fixture(scope="module")
def file() -> bytes:
    return pdf.write(listing(), ("vi", "en"))


@pytest.mark.parametrize("languages", LANGUAGES)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_it_says_what_the_word_file_says(layout: str, languages: tuple[str, ...]) -> None:
    in_word, in_pdf = (write(listing(), languages) for write in LAYOUTS[layout])
    assert portable.letters(in_pdf) == said_by_word(in_word)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_list_has_the_cells_of_the_other_formats(language: str) -> None:
    entries = entry(1, has_construction=True), entry(2, beneficiaries={"children": 1_234}, planned_end=None)
    page = portable.solid(portable.pages(pdf.write(listing(*entries), (language,)))[-4])
    rows = ["".join(portable.solid(column.text(one, language)) for column in PRINTED) for one in entries]
    assert [page.count(row) for row in rows] == [1, 1]


def test_each_part_counts_its_pages_anew_and_the_list_lies_across(file: bytes) -> None:
    first_lines = [page.split("\r\n")[0] for page in portable.pages(file)]
    numbers = [int(line) if line.isdigit() else 1 for line in first_lines]
    assert numbers == [1, 2, 1, 1, 2, 3, 4] * 2
    assert [first_lines[place] for place in (2, 3, 9, 10)] == ["Phụ lục I", "Phụ lục II", "Appendix I", "Appendix II"]
    assert [width > height for width, height in portable.sizes(file)] == [False, False, True, *[False] * 4] * 2


def test_the_heading_of_the_list_is_repeated_and_rows_are_not_split() -> None:
    long = [entry(number, texts={"objective": both("dài " * 100, "long " * 100)}) for number in range(1, 9)]
    file = pdf.write(listing(*long), ("vi",))
    pages = zip(map(portable.solid, portable.pages(file)), portable.sizes(file), strict=True)
    across = [page for page, (width, height) in pages if width > height]
    assert len(across) > 1
    assert all("Đơnvịđềxuất/đơnvịthựchiện" in page for page in across)
    assert sum(page.count("dài" * 100) for page in across) == 8


def test_a_row_that_is_higher_than_a_page_is_split_and_nothing_is_lost() -> None:
    words = "wow " * 3_000  # no letter of Vietnamese
    file = pdf.write(listing(entry(texts={"objective": both(words, words)})), ("vi",))
    assert portable.letters(file)["w"] == 2 * 2 * 3_000
    assert portable.outside(file) == []


def test_it_is_tagged_and_says_its_language_and_title(file: bytes) -> None:
    assert portable.is_tagged(file)
    assert portable.language(file) == "vi"
    assert portable.language(pdf.write(listing(), ("en",))) == "en"
    assert portable.standards(file) == {"pdfaid:part": "2", "pdfaid:conformance": "A", "pdfuaid:part": "1"}
    assert portable.title(file).startswith("Danh mục dự án, khoản viện trợ cho trẻ em")
    kinds = portable.elements(file)
    assert (kinds["H1"], kinds["H2"], kinds["H3"]) == (6, 6 + 4, 6)
    # In each language the list with the five cells that head each of its two sectors, and a budget of each record.
    assert kinds["TH"] == 2 * (len(PRINTED) + 1 + 2 * 5) + 6 * 8


def test_all_fonts_come_with_it(file: bytes) -> None:
    assert portable.has_all_fonts(file)


def test_hostile_text_stands_as_it_was_written() -> None:
    texts = dict.fromkeys(("title", "objective", "activities", "contact", "location", "need"), both(HOSTILE, HOSTILE))
    item = {"item": both(HOSTILE, HOSTILE), "quantity": "1", "unit": both(HOSTILE, HOSTILE)}
    bad = listing(entry(texts=texts, in_kind=[item], unit={"code": "1", **both(HOSTILE, HOSTILE)}))
    in_word, in_pdf = said_by_word(docx.write(bad, ("vi",))), pdf.write(bad, ("vi",))
    assert {sign: portable.letters(in_pdf)[sign] for sign in "#$@\\`{}"} == {sign: in_word[sign] for sign in "#$@\\`{}"}
    assert "".join(map(portable.solid, portable.pages(in_pdf))).count(portable.solid(HOSTILE)) == 15
    assert portable.outside(in_pdf) == []


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("e\u0302\u0301 o\u031b", "ế ơ"),
        ("a\uffff\x00\u202e\ud800b", "ab"),
        ("\ue000 \U000f1234", f"{NO_LETTER} {NO_LETTER}"),
        ("\U0001fbff", NO_LETTER),  # not yet a letter in any font
    ],
)
def test_letters_that_no_reader_knows_never_stop_it(typed: str, printed: str) -> None:
    file = pdf.write_sheets(listing(entry(texts={"need": both(f"[{typed}]", "")})), ("vi",))
    assert portable.solid(f"[{printed}]") in "".join(map(portable.solid, portable.pages(file)))
    assert portable.standards(file)["pdfaid:part"] == "2"


def test_very_long_words_stay_on_the_page() -> None:
    word = "ệ" * 3_000
    file = pdf.write(listing(entry(texts=dict.fromkeys(("title", "location", "need"), both(word, word)))), ("en",))
    assert portable.outside(file) == []
    assert portable.letters(file)["ệ"] == 3_000 * 5


def test_the_same_list_makes_the_same_bytes(file: bytes) -> None:
    assert pdf.write(listing(), ("vi", "en")) == file


def test_a_list_without_legal_bases_is_whole() -> None:
    without: Any = listing(data=EDITION["data"] | {"legal_bases": []})
    assert "Căn cứ" not in portable.pages(pdf.write(without, ("vi",)))[0]


@pytest.mark.parametrize("words", [76, 88])
def test_no_page_ends_with_the_heading_of_a_sector(words: int) -> None:
    """With so many words three entries leave room for one more row, and not for the entry after it."""
    long = [entry(number, texts={"objective": both("dài " * words, "long " * words)}) for number in range(1, 4)]
    file = pdf.write(listing(*long, entry(4, sector=both("Y tế", "Health care"))), ("vi",))
    pages = zip(map(portable.solid, portable.pages(file)), portable.sizes(file), strict=True)
    across = [page for page, (width, height) in pages if width > height]
    assert ["YTẾ" in page for page in across] == [False, False, True]
