"""The donor dossier in Word: complete in each language, with the photos that may be shown, as words and as pictures."""

import re
import zipfile
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from flask import Flask

from catalog import storage
from catalog.exchange.writing import docx_dossier, dossier
from catalog.exchange.writing.listing import Listing
from tests.attachments import build
from tests.exchange.writing.lists import both, document, entry, listing
from tests.exchange.writing.test_docx import lines, markup
from tests.exchange.writing.test_dossier import ADDRESS, HOSTILE, photo


@pytest.fixture
def stored(app: Flask) -> Any:
    """Two photos in the storage."""
    with app.app_context():
        yield [storage.store(build.photo(960, 640 + place), storage.ATTACHMENTS) for place in range(2)]


def on_the_web() -> Listing:
    return replace(listing(), base_url=ADDRESS)


def pictures(file: bytes) -> dict[str, str]:
    """What each picture shows in words, by the name of its file."""
    targets = dict(
        re.findall(r'Id="(picture\d+)"[^>]+Target="media/([^"]+)"', markup(file, "word/_rels/document.xml.rels"))
    )
    shown = re.findall(r'<wp:docPr [^>]*descr="([^"]*)".*?r:embed="([^"]+)"', markup(file))
    return {targets[relation]: words for words, relation in shown}


def test_every_project_has_its_pages_in_each_language() -> None:
    file = docx_dossier.write(on_the_web(), ("vi", "en"))
    said = list(lines(file))
    for language, approval in (("vi", "Viện trợ được phê duyệt thế nào"), ("en", "How aid is approved")):
        assert said.count(approval) == 1
        titles = [dossier.project(listing(), each, language).title for each in listing().entries]
        assert [line for line in said if line in set(titles)] == titles
    places = re.findall(r'<w:bookmarkStart w:id="\d+" w:name="(\w+)"', markup(file))
    assert places == [f"{language}_SD_2023_0{number}" for language in ("vi", "en") for number in (1, 2, 3)]
    assert re.findall(r'<w:hyperlink w:anchor="(\w+)"', markup(file)) == places
    assert docx_dossier.write(on_the_web(), ("vi", "en")) == file


def test_every_picture_says_what_it_shows_or_is_decoration(stored: list[str]) -> None:
    one = entry(1, photos=[photo(stored[0], "Shown room"), photo(stored[1], "Withdrawn room")])
    one.withdrawn_photos = {stored[1]: "2023-07-01T00:00:00+00:00"}
    file = docx_dossier.write(replace(listing(one, entry(2)), base_url=ADDRESS), ("en",))
    assert pictures(file) == {
        f"{stored[0]}.jpg": "Shown room",
        "map-220.png": "Son Dong District on a sketch map of the province, not to scale",
        "code-en_SD_2023_01.png": f"QR code of {ADDRESS}/en/projects/SD-2023-01",
        "plate-library.png": "",
        "code-en_SD_2023_02.png": f"QR code of {ADDRESS}/en/projects/SD-2023-02",
    }
    assert markup(file).count("decorative") == markup(file).count('descr=""') * 2
    assert "Withdrawn" not in "".join(lines(file))
    with zipfile.ZipFile(BytesIO(file)) as package:
        assert package.read(f"word/media/{stored[0]}.jpg") == storage.load(stored[0], storage.ATTACHMENTS)
    numbers = re.findall(r'(?:docPr id|bookmarkStart w:id)="(\d+)"', markup(file))
    assert len(numbers) == len(set(numbers)) == 8


def test_a_photo_whose_file_is_gone_is_left_out(stored: list[str]) -> None:
    storage.delete(stored[0], storage.ATTACHMENTS)
    file = docx_dossier.write(listing(entry(1, photos=[photo(stored[0], "Lost room")])), ("en",))
    assert list(pictures(file)) == ["plate-library.png", "map-220.png"]
    assert "Lost room" not in "".join(lines(file))


def test_hostile_text_stands_as_it_was_written() -> None:
    words = both(f"{HOSTILE}\uffff", HOSTILE)
    file = docx_dossier.write(listing(entry(1, texts=dict.fromkeys(("title", "need", "activities"), words))), ("en",))
    # The title stands among the contents, too.
    assert "\n".join(lines(file)).count(HOSTILE) == 4


def test_a_choice_says_that_it_is_one_and_keeps_its_order() -> None:
    chosen = replace(listing(entry(3), entry(1)), is_choice=True)
    file = docx_dossier.write(chosen, ("en",))
    assert document(file).tables[0].cell(0, 0).paragraphs[2].text == dossier.SUBTITLE_OF_CHOICE.en
    assert re.findall(r'w:name="(\w+)"', markup(file)) == ["en_SD_2023_03", "en_SD_2023_01"]


def test_words_without_anything_to_say_are_left_out() -> None:
    little = entry(1, texts={"summary": both("", ""), "need": both("", "")}, budget=[], in_kind=[])
    said = list(lines(docx_dossier.write(listing(little), ("en",))))
    assert not {"Budget", "Why it is needed", "Needed in kind", "Photos"} & set(said)
