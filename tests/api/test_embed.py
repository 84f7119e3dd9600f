"""Projects on pages of others: a frame under a narrow policy of its own, and no other page in any frame."""

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html

from catalog.settings import Settings, SettingsError
from tests.code.test_routes import requests
from tests.public.reading import inside, parsed, text
from tests.public.shelf import frozen, release
from tests.public.test_pages import close

FRAMES = {"api.embedded_list", "api.embedded_card"}


@pytest.fixture
def shelf(app: Flask) -> Flask:
    release(app, frozen("SD-2023-01"), frozen("LN-2023-01", unit="218"), frozen("LN-2023-02", unit="218"))
    return app


def policy(client: FlaskClient, path: str) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in client.get(path).headers["Content-Security-Policy"].split(";"))
    return {name: sources for name, _, sources in parts}


def test_only_frames_may_be_framed(shelf: Flask, client: FlaskClient) -> None:
    shown = {(name, address) for name, method, address in requests(shelf) if method == "GET"}
    shown |= {("api.embedded_card", "/en/embed/projects/SD-2023-01"), ("public.project", "/en/projects/SD-2023-01")}
    framed = {name for name, address in shown if policy(client, address)["frame-ancestors"] != "'none'"}
    assert framed == FRAMES


def test_a_frame_runs_no_script_and_its_links_leave_it(shelf: Flask, client: FlaskClient) -> None:
    close(shelf, "LN-2023-02")
    for path in ("/en/embed/projects?area=218&state=open", "/vi/embed/projects/LN-2023-01"):
        answer = client.get(path)
        page = parsed(answer.text)
        assert [text(title) for title in inside(page, "card", "//h2")] == [
            "Thư viện số LN-2023-01" + (" (en)" if path.startswith("/en") else "")
        ]
        links = page.xpath("//a")
        assert {(link.get("target"), link.get("rel")) for link in links} == {("_top", "noopener")}
        assert {client.get(link.get("href")).status_code for link in links} == {200}
        assert page.xpath("//script | //form | //iframe") == []
        assert "Set-Cookie" not in answer.headers
        assert client.get(path, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert policy(client, path) == {
        "default-src": "'none'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "*",
    }


def test_the_office_says_which_sites_may_show_frames(shelf: Flask, client: FlaskClient) -> None:
    given = {"CATALOG_DATA_DIR": str(shelf.config["CATALOG"].data_dir)}
    origins = Settings.from_env(
        {**given, "EMBED_ORIGINS": "https://portal.example.org http://a.example:81"}
    ).embed_origins
    shelf.config["CATALOG"] = replace(shelf.config["CATALOG"], embed_origins=origins)
    allowed = policy(client, "/en/embed/projects")["frame-ancestors"]
    assert allowed == "'self' https://portal.example.org http://a.example:81"
    for wrong in ("portal.example.org", "https://a.example; script-src *", "* https://a.example"):
        with pytest.raises(SettingsError):
            Settings.from_env({**given, "EMBED_ORIGINS": wrong})


def test_what_is_gone_says_so_in_its_frame(shelf: Flask, client: FlaskClient) -> None:
    release(shelf, frozen("SD-2023-01"), number=2)
    answer = client.get("/en/embed/projects/LN-2023-01")
    assert (answer.status_code, inside(parsed(answer.text), "card")) == (410, [])
    assert "no longer on the list" in answer.text
    assert client.get("/en/embed/projects/LN-2023-09").status_code == 404
    assert "No project fits" in client.get("/en/embed/projects?q=nowhere-to-be-found").text


def test_the_line_to_copy_shows_what_the_list_shows(shelf: Flask, client: FlaskClient) -> None:
    lists = parsed(client.get("/en/projects?area=218&q=thu+vien").text)
    (way,) = [link.get("href") for link in lists.xpath("//a") if link.get("href").startswith("/en/embed")]
    for path in (way, "/en/embed?code=SD-2023-01"):
        page = parsed(client.get(path).text)
        frame = html.fragment_fromstring(page.xpath("string(//textarea)"))
        assert (frame.tag, frame.get("title") != "") == ("iframe", True)
        assert frame.get("src") == "http://localhost" + page.xpath("string(//iframe/@src)")
        assert inside(parsed(client.get(frame.get("src")).text), "card")
        assert policy(client, path)["frame-src"] == "'self'"
    assert "area=218" in way
    cards = inside(parsed(client.get("/en/embed/projects?area=218&limit=1").text), "card")
    assert len(cards) == 1
