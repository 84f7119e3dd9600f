"""What search engines, readers of feeds and old links find."""

import io
from datetime import datetime
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import etree
from PIL import Image

from catalog.public import findable
from tests.public.reading import inside, parsed, text
from tests.public.shelf import both, frozen, release
from tests.public.test_pages import PAGES, close

ATOM = {"a": "http://www.w3.org/2005/Atom"}
MAP = {"m": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
HOSTILE = both("Nhà & <b>bếp</b> ]]>", "House & <b>kitchen</b> ]]>")


@pytest.fixture
def shelf(app: Flask) -> Flask:
    release(app, frozen("SD-2023-01"), frozen("LN-2023-01", unit="218", texts={"title": HOSTILE, "summary": HOSTILE}))
    return app


def xml(client: FlaskClient, path: str, mimetype: str) -> etree._Element:
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (200, mimetype)
    return etree.fromstring(answer.data)


def test_robots_are_told_where_to_go(client: FlaskClient) -> None:
    lines = client.get("/robots.txt").text.splitlines()
    assert lines[0] == "User-agent: *"
    assert "Disallow: /desk/" in lines
    assert lines[-1] == "Sitemap: http://localhost/sitemap.xml"


def test_the_sitemap_names_every_page_in_both_languages(shelf: Flask, client: FlaskClient) -> None:
    root = xml(client, "/sitemap.xml", "application/xml")
    addresses = [urlsplit(place).path for place in root.xpath("//m:url/m:loc/text()", namespaces=MAP)]
    pages = ["/", "/projects", "/editions", "/privacy", "/accessibility", "/child-protection"]
    pages += ["/api", "/embed", "/editions/2023-1", "/projects/LN-2023-01", "/projects/SD-2023-01"]
    assert addresses == [f"/{language}{page}" for page in pages for language in ("vi", "en")]
    assert {client.get(address).status_code for address in addresses} == {200}
    for url in root.xpath("//m:url", namespaces=MAP):
        names = url.xpath("x:link/@hreflang", namespaces=MAP)
        assert names == ["vi", "en", "x-default"]


def test_each_page_of_the_sitemap_tells_when_it_changed(shelf: Flask, client: FlaskClient) -> None:
    release(shelf, frozen("SD-2023-01"), number=2)
    root = xml(client, "/sitemap.xml", "application/xml")
    days = {
        urlsplit(url.findtext("m:loc", namespaces=MAP)).path: url.findtext("m:lastmod", namespaces=MAP)[:10]
        for url in root.xpath("//m:url", namespaces=MAP)
    }
    assert {path: days[path] for path in ("/en/editions/2023-1", "/en/editions/2023-2", "/vi/projects/SD-2023-01")} == {
        "/en/editions/2023-1": "2023-06-01",
        "/en/editions/2023-2": "2023-06-02",
        "/vi/projects/SD-2023-01": "2023-06-02",
    }


def test_a_large_sitemap_comes_in_parts(shelf: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findable, "PAGES_A_PART", 4)
    index = xml(client, "/sitemap.xml", "application/xml")
    parts = [urlsplit(part).path for part in index.xpath("/m:sitemapindex/m:sitemap/m:loc/text()", namespaces=MAP)]
    assert parts == ["/sitemap-1.xml", "/sitemap-2.xml", "/sitemap-3.xml"]
    held = [xml(client, part, "application/xml").xpath("//m:loc/text()", namespaces=MAP) for part in parts]
    assert [len(part) for part in held] == [8, 8, 6]
    assert len({place for part in held for place in part}) == 22
    assert [client.get(f"/sitemap-{part}.xml").status_code for part in (0, 4)] == [404, 404]


def test_the_sitemap_before_the_first_release(client: FlaskClient) -> None:
    root = xml(client, "/sitemap.xml", "application/xml")
    assert len(root.xpath("//m:loc", namespaces=MAP)) == 16


def test_the_feed_of_a_language(shelf: Flask, client: FlaskClient) -> None:
    release(shelf, frozen("SD-2023-01"), frozen("SD-2023-02"), frozen("SD-2023-03"), number=2)
    close(shelf, "SD-2023-03")
    feed = xml(client, "/vi/feed.atom", "application/atom+xml")
    titles = feed.xpath("//a:entry/a:title/text()", namespaces=ATOM)
    assert titles == ["Thư viện số SD-2023-02", "Thư viện số SD-2023-01"]
    assert feed.xpath("string(a:updated)", namespaces=ATOM) == "2023-06-02T00:00:00+00:00"
    links = feed.xpath("//a:entry/a:link/@href", namespaces=ATOM)
    assert [urlsplit(link).path for link in links] == ["/vi/projects/SD-2023-02", "/vi/projects/SD-2023-01"]
    items = client.get("/vi/feed.json").json["items"]
    assert [(item["title"], item["url"]) for item in items] == list(zip(titles, links, strict=True))


def test_feeds_hold_texts_as_they_are(shelf: Flask, client: FlaskClient) -> None:
    feed = xml(client, "/en/feed.atom", "application/atom+xml")
    assert feed.xpath("//a:entry/a:summary/text()", namespaces=ATOM)[1] == HOSTILE["en"]
    assert client.get("/en/feed.json").json["items"][1]["content_text"] == HOSTILE["en"]


def test_a_feed_follows_the_filters_of_the_list(shelf: Flask, client: FlaskClient) -> None:
    release(
        shelf,
        frozen("SD-2023-01"),
        frozen("SD-2023-02", category="swimming", title="Bể bơi"),
        frozen("LN-2023-01", unit="218"),
        number=2,
    )
    close(shelf, "LN-2023-01")
    page = parsed(client.get("/en/projects?area=220&q=thu+vien&sort=gap").text)
    heads = {link.get("type"): link.get("href") for link in page.xpath("//head/link[@rel='alternate'][@type]")}
    atom, feed = heads["application/atom+xml"], heads["application/feed+json"]
    read = xml(client, atom, "application/atom+xml")
    assert read.xpath("//a:entry/a:id/text()", namespaces=ATOM) == ["http://localhost/en/projects/SD-2023-01"]
    told = client.get(feed).json
    assert [item["id"] for item in told["items"]] == ["http://localhost/en/projects/SD-2023-01"]
    assert told["title"].endswith("(in Son Dong District, with the words “thu vien”)")
    assert client.get(told["feed_url"]).json == told
    assert client.get(told["home_page_url"]).status_code == 200
    closed = client.get("/en/feed.json?state=closed").json["items"]
    assert [item["id"] for item in closed] == ["http://localhost/en/projects/LN-2023-01"]


def test_feeds_are_as_their_standards_want(shelf: Flask, client: FlaskClient) -> None:
    read = xml(client, "/vi/feed.atom?area=218", "application/atom+xml")
    for place, names in (("/a:feed", "id title updated author"), ("/a:feed/a:entry", "id title updated")):
        for element in read.xpath(place, namespaces=ATOM):
            for name in names.split():
                assert len(element.findall(f"{{{ATOM['a']}}}{name}")) == 1
            moment = element.findtext(f"{{{ATOM['a']}}}updated")
            assert datetime.fromisoformat(moment).tzinfo
    own, other = (read.xpath(f"string(a:link[@rel='{rel}']/@href)", namespaces=ATOM) for rel in ("self", "alternate"))
    assert own == read.xpath("string(a:id)", namespaces=ATOM) == "http://localhost/vi/feed.atom?area=218"
    assert other == "http://localhost/vi/projects?area=218"
    told = client.get("/vi/feed.json").json
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert {"title", "home_page_url", "feed_url", "language", "items"} <= told.keys()
    for item in told["items"]:
        assert {"id", "url", "title", "content_text", "date_published", "tags"} == item.keys()
        assert datetime.fromisoformat(item["date_published"]).tzinfo


def test_feeds_before_the_first_release(client: FlaskClient) -> None:
    assert xml(client, "/en/feed.atom", "application/atom+xml").xpath("//a:entry", namespaces=ATOM) == []
    assert client.get("/en/feed.json").json["items"] == []


def test_a_link_shows_what_it_leads_to(shelf: Flask, client: FlaskClient) -> None:
    page = parsed(client.get("/en/projects/LN-2023-01").text)
    said = {meta.get("property"): meta.get("content") for meta in page.xpath("//meta[starts-with(@property, 'og:')]")}
    assert said == {
        "og:site_name": "Children's Aid Catalogue",
        "og:type": "article",
        "og:locale": "en_GB",
        "og:locale:alternate": "vi_VN",
        "og:title": HOSTILE["en"],
        "og:description": HOSTILE["en"],
        "og:url": "http://localhost/en/projects/LN-2023-01",
        "og:image": "http://localhost/en/projects/LN-2023-01/share.jpg?of=2023-1",
        "og:image:type": "image/jpeg",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": f"{HOSTILE['en']}: USD 2,000 still needed",
    }
    assert page.xpath("string(//meta[@name='twitter:card']/@content)") == "summary_large_image"


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_a_picture_for_links(shelf: Flask, client: FlaskClient, path: str) -> None:
    page = parsed(client.get(f"/vi/{path}").text)
    image = client.get(page.xpath("string(//meta[@property='og:image']/@content)"))
    assert (image.status_code, image.mimetype) == (200, "image/jpeg")
    assert Image.open(io.BytesIO(image.data)).size == (1200, 630)


@pytest.mark.parametrize(
    ("old", "status", "place"),
    [
        ("/projects", 302, "/en/projects"),
        ("/projects/sd-2023-01?edition=2023-1", 302, "/en/projects/sd-2023-01?edition=2023-1"),
        ("/en/projects/", 301, "/en/projects"),
        ("/vi/projects/SD-2023-01/?edition=2023-1", 301, "/vi/projects/SD-2023-01?edition=2023-1"),
        ("/EN/Projects/SD-2023-01", 301, "/en/projects/SD-2023-01"),
        ("/api", 302, "/en/api"),
        ("/editions/2023-1/list.csv", 302, "/en/editions/2023-1/list.csv"),
        ("/en/nothing/", 404, None),
        ("/nothing", 404, None),
        ("/sign-in/", 404, None),
        ("/en/en/projects", 404, None),
    ],
)
def test_an_old_address_leads_on(shelf: Flask, client: FlaskClient, old: str, status: int, place: str | None) -> None:
    answer = client.get(old)
    assert (answer.status_code, answer.location) == (status, place)
    assert ("Accept-Language" in answer.headers.get("Vary", "")) == (status == 302)


@pytest.mark.both_databases
def test_a_code_in_other_capitals_leads_to_the_page(app: Flask, client: FlaskClient) -> None:
    release(app, frozen("LNg-2023-01"))
    answer = client.get("/en/projects/lng-2023-01?edition=2023-1")
    assert (answer.status_code, answer.location) == (301, "/en/projects/LNg-2023-01?edition=2023-1")
    assert client.get("/en/projects/lng-2023-02").status_code == 404


def test_a_project_taken_off_the_list_says_so(shelf: Flask, client: FlaskClient) -> None:
    release(shelf, frozen("SD-2023-01"), frozen("SD-2023-02"), number=2)
    close(shelf, "SD-2023-02")
    answer = client.get("/en/projects/LN-2023-01")
    page = parsed(answer.text)
    assert answer.status_code == 410
    assert text(inside(page, "notice")[0]) == (
        "This project is no longer on the list: edition 2023-2, released on 2 June 2023, does not have it."
        " As it was listed in edition 2023-1"
    )
    assert [link.get("href") for link in inside(page, "card-name", "/a")] == ["/en/projects/SD-2023-01"]
    assert client.get("/en/projects/LN-2023-01?edition=2023-1").status_code == 200
    assert client.get("/en/projects/SD-2023-01").status_code == 200
