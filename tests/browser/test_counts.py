"""The characters left as the browser counts them are those that the server counts."""

import unicodedata

import pytest
from playwright.sync_api import Page

from catalog.proposals.fields import BY_KEY
from catalog.text import clean
from tests.browser.test_unit_desk import enter

pytestmark = pytest.mark.demo

TEXTS = [
    "",
    "  Trường Mầm non  ",
    unicodedata.normalize("NFD", "Trường Mầm non Đồng Kỳ"),
    "Trườ\u0301ng",
    "hai\ndòng\n",
    "hai\r\ndòng",
    "é\u0302 vòng dấu trước mũ: a\u0301\u0306",
    "🏫 trường 👨\u200d👩\u200d👧 gia đình 🇻🇳",
    "Tân\xa0Mỹ\u200b\ufeff \u2028 dòng\x85",
    "\xadẩn\u202e ngược\ud7ff",
    "x" * 161,
]


def test_characters_are_counted_as_the_server_does(page: Page) -> None:
    enter(page)
    page.goto("/desk/proposals/BG-2023-02/need")
    limit = BY_KEY["summary"].limit
    said = []
    for text in TEXTS:
        page.locator("#summary").fill(text)
        said.append(page.locator("#summary-count").text_content())
    left = [limit - len(clean(text)) for text in TEXTS]
    assert said == [f"{n} characters left" if n >= 0 else f"{-n} characters too many" for n in left]
