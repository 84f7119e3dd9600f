"""Pages on privacy, accessibility and the protection of children, in both languages."""

from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from catalog.db import db, transaction
from catalog.office.models import SiteMessage
from tests.public.reading import inside, parsed, text

HEADINGS = {
    "privacy": ("Quyền riêng tư", "Privacy"),
    "accessibility": ("Khả năng tiếp cận", "Accessibility"),
    "child-protection": ("Bảo vệ trẻ em", "Protecting children"),
}
PAGES = [(path, language) for path in HEADINGS for language in ("vi", "en")]


@pytest.mark.parametrize(("path", "language"), PAGES)
def test_a_page_stands_in_the_foot_of_every_other(client: FlaskClient, path: str, language: str) -> None:
    answer = client.get(f"/{language}/{path}")
    assert (answer.status_code, answer.cache_control.public, answer.headers.get("Set-Cookie")) == (200, True, None)
    page = parsed(answer.text)
    assert text(page.find(".//h1")) == HEADINGS[path][language == "en"]
    for other in (*HEADINGS, "", "projects", "editions"):
        links = inside(parsed(client.get(f"/{language}/{other}").text), "foot", "//a")
        assert f"/{language}/{path}" in [link.get("href") for link in links]


@pytest.mark.parametrize("path", HEADINGS)
def test_the_office_adds_its_own_part(app: Flask, client: FlaskClient, path: str) -> None:
    key = f"{path.replace('-', '_')}_page"
    before = client.get(f"/en/{path}")
    with app.app_context(), transaction() as session:
        words = {"text_vi": "Gọi **Sở Y tế**", "text_en": "Call [Health](https://example.org/)\n\n- <b>one</b>"}
        session.add(SiteMessage(key=key, valid_from=date(2023, 5, 1), **words))
    again = client.get(f"/en/{path}", headers={"If-None-Match": before.headers["ETag"]})
    assert (again.status_code, '<a href="https://example.org/" rel="noopener">Health</a>' in again.text) == (200, True)
    assert "<li>&lt;b&gt;one&lt;/b&gt;</li>" in again.text
    assert "<b>one" not in before.text + again.text
    assert "<strong>Sở Y tế</strong>" in client.get(f"/vi/{path}").text


def test_nothing_is_promised_that_nobody_has_written(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        db.session.query(SiteMessage).delete()
        db.session.commit()
    page = client.get("/en/child-protection").text
    assert "Free of charge, 24 hours a day" in page
    assert "The office has not published further addresses here yet." in page
    assert client.get("/vi/privacy").status_code == 200
