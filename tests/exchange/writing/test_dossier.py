"""The donor dossier as PDF: a page of each project as its public page has it, with photos that may be shown."""

from typing import Any

import pytest
from flask import Flask

from catalog import storage
from catalog.exchange.writing import dossier_pdf
from catalog.exchange.writing.listing import Listing
from tests.attachments import build
from tests.exchange.writing import portable
from tests.exchange.writing.lists import both, entry, listing

HOSTILE = r"#import \ $x$ <b> = *đậm* _a_ @ref // `raw` \u{41} ]]> {{7*7}} <script>"
ADDRESS = "https://catalogue.example.org"


def photo(name: str, shown: str) -> dict[str, Any]:
    size = {"sha256": name, "sizes": {"960": name}, "width": 960, "height": 640}
    return size | {"caption": both(shown, shown), "alternative_text": both(shown, shown), "credit": "Unit"}


@pytest.fixture
def stored(app: Flask) -> Any:
    """Two photos in the storage."""
    with app.app_context():
        yield [storage.store(build.photo(960, 640 + place), storage.ATTACHMENTS) for place in range(2)]


def test_every_project_has_its_page_in_each_language() -> None:
    three = Listing(listing().edition, listing().entries, base_url=ADDRESS)
    file = dossier_pdf.write(three, ("vi", "en"))
    text = "".join(map(portable.solid, portable.pages(file)))
    assert [text.count(f"{ADDRESS}/{language}/projects/SD-2023-02") for language in ("vi", "en")] == [1, 1]
    assert text.count("Howaidisapproved") == text.count("Việntrợđượcphêduyệtthếnào") == 1
    assert portable.elements(file)["H1"] == 2
    assert portable.standards(file) == {"pdfaid:part": "2", "pdfaid:conformance": "A", "pdfuaid:part": "1"}
    assert portable.has_all_fonts(file)
    assert dossier_pdf.write(three, ("vi", "en")) == file


def test_a_photo_that_was_taken_down_is_not_shown(stored: list[str]) -> None:
    one = entry(photos=[photo(stored[0], "Shown room"), photo(stored[1], "Withdrawn room")])
    one.withdrawn_photos = {stored[1]: "2023-07-01T00:00:00+00:00"}
    file = dossier_pdf.write(listing(one), ("en",))
    assert [said for said in portable.alternatives(file) if "room" in said] == ["Shown room"]
    assert "Withdrawn" not in "".join(portable.pages(file))


def test_a_project_without_a_photo_has_no_picture_of_anybody() -> None:
    file = dossier_pdf.write(listing(entry()), ("en",))
    assert portable.alternatives(file) == ["Son Dong District on a sketch map of the province, not to scale"]


def test_hostile_text_stands_as_it_was_written() -> None:
    words = both(f"{HOSTILE}\uffff", HOSTILE)
    file = dossier_pdf.write(listing(entry(texts=dict.fromkeys(("title", "need", "activities"), words))), ("vi",))
    # The title stands among the contents, too.
    assert "".join(map(portable.solid, portable.pages(file))).count(portable.solid(HOSTILE)) == 4
    assert portable.outside(file) == []
