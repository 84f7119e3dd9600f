"""Templates that are compiled for a language say the same as those that look up every word."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from catalog.i18n import LANGUAGES
from catalog.templating import Environment

PUBLIC = (
    "",
    "projects",
    "projects?q=thu+vien&type=library",
    "projects?q=nothing+at+all",
    "editions",
    "editions/2023-1",
)
DESK = {
    "officer.220": ("/desk/proposals", "/desk/import", "/account"),
    "reviewer": ("/desk/review", "/desk/review?view=all", "/desk/translation", "/desk/editions", "/nowhere"),
}
# A secret, which differs from page to page.
TOKEN = re.compile(r'<input[^>]* name="csrf_token"[^>]*>')


def looking_up(app: Flask) -> None:
    """Let the application look every word up while it makes a page, as Jinja does by itself."""
    environment = app.jinja_env
    assert isinstance(environment, Environment)
    for language in LANGUAGES:
        environment.by_language[language] = made = environment.overlay(cache_size=400)
        made.language = ""


def read(client: FlaskClient, paths: list[str]) -> dict[str, str]:
    return {path: TOKEN.sub("", client.get(path).text) for path in paths}


@pytest.mark.demo
def test_public_pages_are_the_same_letter_for_letter(app: Flask) -> None:
    code = re.findall(r"/en/projects/([A-Z0-9-]+)", app.test_client().get("/en/projects").text)[0]
    paths = [f"/{language}/{path}" for language in LANGUAGES for path in (*PUBLIC, f"projects/{code}")]
    compiled = read(app.test_client(), paths)
    looking_up(app)
    assert compiled == read(app.test_client(), paths)
    assert len(set(compiled.values())) == len(paths)


@pytest.mark.demo
@pytest.mark.parametrize("name", DESK)
def test_pages_of_the_desk_are_the_same_in_both_languages(app: Flask, sign_in, name: str) -> None:
    client = sign_in(f"{name}@example.org")
    pages = {}
    for way in ("compiled", "looked up"):
        for language in LANGUAGES:
            client.set_cookie("language", language)
            pages[way, language] = read(client, list(DESK[name]))
        looking_up(app)
    for language in LANGUAGES:
        assert pages["compiled", language] == pages["looked up", language]
    assert pages["compiled", "vi"] != pages["compiled", "en"]


CASES = {
    '{{ _("Sign out") }}': "Sign out",
    '{{ _("Photo: %(credit)s", credit="<b>") }}': "Photo: &lt;b&gt;",
    '{% for count in (1, 2) %}{{ ngettext("%(count)s month", "%(count)s months", count, count=count) }} {% endfor %}': (
        "1 month 2 months "
    ),
    '{% for n in (1, 3) %}{{ ngettext("%(num)s project", "%(num)s projects", n) }} {% endfor %}': (
        "1 project 3 projects "
    ),
    '{{ ngettext("%(num)s project", "%(num)s projects", dict(n=2).get("n")) }}': "2 projects",
    "{% set words = _(missing) %}{{ words }}|{{ current_language() }}": "|en",
}


@pytest.mark.parametrize("source", CASES)
def test_every_way_of_writing_a_word(app: Flask, source: str) -> None:
    with app.test_request_context("/en/"):
        for language in ("en", ""):
            made = app.jinja_env.overlay()
            assert isinstance(made, Environment)
            made.language = language
            assert made.from_string(source).render() == CASES[source]
