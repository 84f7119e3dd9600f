"""Templates: safe under the strict policy, in both languages, each with its view."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import meta

from tests.code.source import calls, files, read, strings

TEMPLATES = files("templates/**/*.html", "templates/**/*.txt")
PAGES = [path for path in TEMPLATES if path.suffix == ".html"]
# What the policy of every page refuses, or what would let a user's text be run.
REFUSED = {
    # A block of data is no script: browsers do not run it, and `tojson` lets no word of it end it.
    "inline script": r"<script(?![^>]*\bsrc=)(?! type=\"application/ld\+json\">\{\{ \w+\|tojson \}\}</script>)",
    "inline style sheet": r"<style\b",
    "style attribute": r"\sstyle\s*=",
    "event attribute": r"<[a-z][^<>]*\son[a-z]+\s*=",
    "script address": r"javascript:",
    "unescaped text": r"\|\s*safe\b|autoescape\s+false|\bMarkup\(",
    "other host": r"(?:src|href|action)\s*=\s*[\"'](?:https?:)?//",
}
SHOWN_ATTRIBUTES = {"alt", "aria-label", "placeholder", "title", "aria-description"}
# Names that are the same in every language, the abbreviations of currencies and file kinds, and keys of a keyboard.
NO_WORDS = {"Alt", "Ctrl", "Shift", "Bootstrap", "CSV", "Excel", "NGO", "SDG", "USD", "VND", "Word"}


@pytest.mark.parametrize("kind", REFUSED)
def test_templates_hold_nothing_that_the_policy_refuses(kind: str) -> None:
    found = {str(path): re.findall(REFUSED[kind], read(path), re.IGNORECASE) for path in PAGES}
    assert {path: hits for path, hits in found.items() if hits} == {}


def test_every_template_compiles(app: Flask) -> None:
    for path in TEMPLATES:
        app.jinja_env.get_template(_name(path))


def test_every_template_has_its_view_or_its_user(app: Flask) -> None:
    named = {endpoint.replace(".", "/") + ".html" for endpoint in app.view_functions}
    named |= {text for path in files("*.py") if path.parts[0] != "tests" for text in strings(path)}
    for path in TEMPLATES:
        named |= {name for name in meta.find_referenced_templates(app.jinja_env.parse(read(path))) if name}
    assert [str(path) for path in TEMPLATES if _name(path) not in named] == []


def test_no_code_makes_text_safe() -> None:
    assert [
        str(path) for path in files("catalog/**/*.py", "app.py") if calls(path) & {"Markup", "markupsafe.Markup"}
    ] == []


def test_every_word_of_a_page_is_in_the_catalogue() -> None:
    words = {str(path): _bare_words(read(path)) for path in PAGES}
    assert {path: found for path, found in words.items() if found} == {}


def _name(path: Path) -> str:
    return path.relative_to("templates").as_posix()


def _bare_words(template: str) -> list[str]:
    """Text and shown attributes with letters that stand in a template itself, outside of gettext."""
    reader = _Words()
    without_statements = re.sub(
        r"\{#.*?#\}|\{%-?\s*trans\b.*?endtrans\s*-?%\}|\{%.*?%\}", " ", template, flags=re.DOTALL
    )
    reader.feed(re.sub(r"\{\{.*?\}\}", "x", without_statements, flags=re.DOTALL))
    return [text for text in reader.found if set(re.findall(r"(?!x+\b)[^\W\d_]{2,}", text)) - NO_WORDS]


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data.strip())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in SHOWN_ATTRIBUTES and value]
