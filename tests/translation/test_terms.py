"""The glossary's English is looked for in the English of a text."""

import pytest

from catalog.translation.models import Term
from catalog.translation.terms import translated_otherwise

LIBRARY = Term(source="thư viện", target="library", category="works")
BOARDING = Term(source="nhà bán trú", target="semi-boarding house", category="works")
OWNER = Term(source="chủ dự án", target="project owner / owner", category="aid")
SECOND = Term(source="Thư viện", target="reading room", category="form")
CLASS = Term(source="lớp", target="class (in a school)", category="works")


@pytest.mark.parametrize(
    ("english", "hits", "otherwise"),
    [
        ("A friendly Library for all", [LIBRARY], []),
        ("Two libraries", [LIBRARY], []),
        ("A reading corner", [LIBRARY], [LIBRARY]),
        ("A semi-boarding house", [BOARDING], []),
        ("Semi boarding houses", [BOARDING], []),
        ("A house for boarding", [BOARDING], [BOARDING]),
        ("The owner pays", [OWNER], []),
        ("A reading room", [LIBRARY, SECOND], []),
        ("Three classes", [CLASS], []),
        ("A glass house", [CLASS], [CLASS]),
        ("", [LIBRARY], []),
    ],
)
def test_what_is_said_otherwise(english: str, hits: list[Term], otherwise: list[Term]) -> None:
    assert translated_otherwise(english, hits) == otherwise
