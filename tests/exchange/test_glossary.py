"""The glossary as a file, out and in again."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.exchange import glossary
from catalog.exchange.reading.messages import UnreadableFile
from catalog.reference.shipped import read
from catalog.text import clean
from catalog.translation.models import TERM_CATEGORIES, Term
from catalog.translation.services import TermInput
from tests.exchange.writing.excel_rules import broken_rules
from tests.exchange.writing.lists import opened, values

# Words as they are; letters in any order would be read as a text of old keyboards (TCVN3, VNI) and repaired.
SPOKEN = [word for row in read("glossary.csv") for word in (row["source"], row["target"])]
words = (
    st.lists(st.sampled_from([*SPOKEN, "=1+1", "-", "@", "＝2", ";", '"', "\n", "'"]), min_size=1, max_size=4)
    .map(" ".join)
    .map(clean)
    .filter(lambda text: 0 < len(text) <= 200 and not text.startswith("'"))
)
terms = st.lists(
    st.builds(Term, source=words, target=words, category=st.sampled_from(sorted(TERM_CATEGORIES))),
    min_size=1,
    max_size=6,
    unique_by=lambda term: (term.source, term.category),
)


@pytest.mark.parametrize("format_", ["xlsx", "csv"])
@pytest.mark.parametrize("language", ["vi", "en"])
@settings(deadline=None, max_examples=50)
@given(found=terms)
def test_what_goes_out_comes_back_equal(format_: str, language: str, found: list[Term]) -> None:
    rows = glossary.read(glossary.write(found, format_, language))
    assert [(row.term, row.error) for row in rows] == [
        (TermInput(term.source, term.target, term.category), None) for term in found
    ]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_workbook_opens_without_repair_and_offers_the_groups(language: str) -> None:
    data = glossary.write([Term(source="huyện", target="district", category="admin")], "xlsx", language)
    assert broken_rules(data) == []
    terms, groups = opened(data).worksheets
    (check,) = terms.data_validations.dataValidation
    names = [name.in_(language) for name in TERM_CATEGORIES.values()]
    assert (str(check.sqref), check.formula1) == ("C2:C203", f"'{groups.title}'!$A$1:$A${len(names)}")
    assert values(groups) == [[name] for name in names]


def test_rows_that_can_not_be_taken_say_why() -> None:
    file = "Thuật ngữ;English;Nhóm\nhuyện;district;admin\n;x;admin\nxã;commune;Đơn vị hành chính\n"
    file += "xã;village;admin\na;b;c\n"
    assert [(row.number, row.term.category, row.error and row.error.en) for row in glossary.read(file.encode())] == [
        (2, "admin", None),
        (3, "admin", "Vietnamese or English is missing."),
        (4, "admin", None),
        (5, "admin", "It stands in row 4 of the file already."),
        (6, "", "There is no group “c”."),
    ]


@pytest.mark.parametrize("data", [b"a;b\n1;2\n", b"", b"%PDF-1.4"])
def test_other_files_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        glossary.read(data)
