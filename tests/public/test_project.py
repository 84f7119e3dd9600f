"""What is made of one project: its files, the picture for links, its description for programs, what is like it."""

import io
import json
import re
from itertools import product
from typing import Any

import docx
import pypdfium2
import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from catalog import storage
from catalog.attachments.models import ReleasedPhoto
from catalog.db import db
from catalog.editions.models import Entry
from catalog.exchange.documents import FORMAT_NAMES
from catalog.exchange.writing import share
from catalog.public import made
from tests.attachments import build
from tests.public.reading import inside, parsed
from tests.public.shelf import both, frozen, release
from tests.public.test_pages import close

LONGEST = ("Xây dựng nhà ở bán trú và bếp ăn, nước sạch, thư viện ở những điểm trường lẻ của huyện Sơn Động " * 4)[:300]
# Grey values that are surely a letter, and surely none.
INK, PAPER = 90, 235
SHEET = "/en/projects/SD-2023-01/sheet"
PICTURE = "/vi/projects/SD-2023-01/share.jpg"


def words(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def test_a_project_is_a_file_of_its_own(app: Flask, client: FlaskClient) -> None:
    release(app, frozen("SD-2023-01"), frozen("SD-2023-02"))
    answers = {
        (fmt, lang): client.get(f"{SHEET}.{fmt}?lang={lang}") for fmt, lang in product(("pdf", "docx"), ("vi", "both"))
    }
    assert {key: answer.headers["Content-Disposition"] for key, answer in answers.items()} == {
        ("pdf", "vi"): "attachment; filename=du-an-SD-2023-01.pdf",
        ("pdf", "both"): "attachment; filename=du-an-project-SD-2023-01.pdf",
        ("docx", "vi"): "attachment; filename=du-an-SD-2023-01.docx",
        ("docx", "both"): "attachment; filename=du-an-project-SD-2023-01.docx",
    }
    pdf = words(answers["pdf", "both"].data)
    assert [pdf.count(said) for said in ("Thư viện số SD-2023-01", "SD-2023-02")] == [2, 0]
    word = docx.Document(io.BytesIO(answers["docx", "vi"].data))
    assert [paragraph.text for paragraph in word.paragraphs if "SD-2023" in paragraph.text] == [
        "DỰ ÁN 1 (SD-2023-01)",
        "1. Tên dự án: Thư viện số SD-2023-01",
    ]


def test_a_file_that_there_is_not(app: Flask, client: FlaskClient) -> None:
    release(app, frozen("SD-2023-01"))
    others = ("SD-2023-01/sheet.xlsx", "SD-2023-01/sheet.pdf?lang=fr", "SD-2023-09/sheet.pdf", "SD-2023-09/share.jpg")
    assert {client.get(f"/en/projects/{path}").status_code for path in others} == {404}


def test_a_file_is_made_once(app: Flask, client: FlaskClient) -> None:
    release(app, frozen("SD-2023-01"))
    first, again = client.get(f"{SHEET}.pdf"), client.get(f"{SHEET}.pdf?noise=1")
    assert first.data == again.data
    assert client.get(f"{SHEET}.pdf", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


def test_few_files_are_made_at_a_time(app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    release(app, frozen("SD-2023-01"))
    client.get(f"{SHEET}.pdf")
    monkeypatch.setattr(made, "LONGEST_WAIT_SECONDS", 0.01)
    turns = app.extensions["made"].turns
    for _ in range(made.AT_A_TIME):
        turns.acquire()
    busy = client.get(f"{SHEET}.docx")
    assert (busy.status_code, busy.headers["Retry-After"]) == (503, "10")
    assert client.get(f"{SHEET}.pdf?noise=1").status_code == 200
    turns.release()
    assert client.get(f"{SHEET}.docx").status_code == 200


def test_the_picture_shows_the_photo_until_it_is_taken_down(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        name = storage.store(build.photo(1200), storage.ATTACHMENTS)
    photo = {"sha256": name, "sizes": {"1200": name}, "caption": both("Trường", "School"), "credit": "A"}
    release(app, frozen("SD-2023-01", photos=[photo | {"alternative_text": both("Trường", "School")}]))
    with app.app_context():
        db.session.add(ReleasedPhoto(entry_id=db.session.query(Entry.id).scalar(), sha256=name, photo=name))
        db.session.commit()
    with_photo = client.get(PICTURE)
    assert with_photo.headers["Cache-Control"] == "public, max-age=86400, s-maxage=60"
    with app.app_context():
        db.session.query(ReleasedPhoto).delete()
        db.session.query(Entry).update({"withdrawn_photos": {name: "2023-07-01"}})
        db.session.commit()
    without = client.get(PICTURE)
    assert without.data != with_photo.data
    assert [Image.open(io.BytesIO(answer.data)).size for answer in (with_photo, without)] == [(1200, 630)] * 2


@pytest.mark.parametrize("title", [LONGEST, LONGEST.upper(), "Q" * 300], ids=["longest", "capitals", "one word"])
def test_the_longest_title_stays_in_its_place(title: str) -> None:
    facts = (("1.129.447 USD", "còn cần"), ("1.118", "trẻ em"))
    card = share.Card("vi", "Nhà bán trú · Xã Vân Sơn, huyện Sơn Động", title, facts, "Sở Ngoại vụ tỉnh Bắc Giang")
    drawn = Image.open(io.BytesIO(share.picture_of(card, {}))).convert("L")
    title_and_gap, below, beside = (60, 92, 720, 352), (60, 354, 720, 410), (722, 0, 756, 630)
    darkest = [drawn.crop(box).getextrema()[0] for box in (title_and_gap, below, beside)]
    assert darkest[0] < INK
    assert min(darkest[1:]) > PAPER


def described(client: FlaskClient, path: str) -> dict[str, Any]:
    """What a page tells programs, by type; references are followed to names."""
    block = parsed(client.get(path).text).xpath("string(//script[@type='application/ld+json'])")
    graph = json.loads(block)
    assert graph["@context"] == "https://schema.org"
    things = {thing["@id"]: thing for thing in graph["@graph"]}
    wanted = set(re.findall(r'\{"@id": "([^"]+)"\}', json.dumps(graph["@graph"])))
    assert wanted <= things.keys()
    return {thing["@type"]: thing for thing in graph["@graph"]}


def test_a_project_is_described_for_programs(app: Flask, client: FlaskClient) -> None:
    hostile = both("</script><b>", "Shelves </script> & <b>books")
    release(app, frozen("SD-2023-01", texts={"title": hostile, "location": both("Xã Vân Sơn", "Van Son Commune")}))
    told = described(client, "/en/projects/SD-2023-01")
    page = "http://localhost/en/projects/SD-2023-01"
    country = {"@type": "Country", "name": "Viet Nam", "identifier": "VN"}
    district = {"@type": "AdministrativeArea", "name": "Son Dong District", "containedInPlace": country}
    assert told["Project"] == {
        "@type": "Project",
        "@id": f"{page}#project",
        "name": hostile["en"],
        "description": hostile["en"],
        "identifier": "SD-2023-01",
        "url": page,
        "image": f"{page}/share.jpg?of=2023-1",
        "areaServed": {"@type": "Place", "name": "Van Son Commune", "containedInPlace": district},
        "parentOrganization": {"@type": "GovernmentOrganization", "name": "Son Dong District"},
        "keywords": ["Libraries", "SDG 4.1", "SDG 4.7"],
        "funding": {"@id": f"{page}#call"},
    }
    assert told["MonetaryGrant"]["amount"] == {"@type": "MonetaryAmount", "currency": "USD", "value": 2_000}
    assert "funder" not in told["MonetaryGrant"]
    assert [(step["position"], step["name"]) for step in told["BreadcrumbList"]["itemListElement"]] == [
        (1, "Projects"),
        (2, "Libraries"),
        (3, hostile["en"]),
    ]
    assert told["WebPage"]["dateModified"] == "2023-06-01T00:00:00+00:00"


def test_what_is_closed_asks_for_nothing(app: Flask, client: FlaskClient) -> None:
    release(app, frozen("SD-2023-01"))
    close(app, "SD-2023-01")
    told = described(client, "/vi/projects/SD-2023-01")
    assert "MonetaryGrant" not in told
    assert "funding" not in told["Project"]


def test_an_edition_is_described_as_a_dataset(app: Flask, client: FlaskClient) -> None:
    release(app, frozen("SD-2023-01"))
    dataset = described(client, "/vi/editions/2023-1")["Dataset"]
    assert (dataset["identifier"], dataset["inLanguage"]) == ("2023-1", ["vi", "en"])
    files = {file["name"]: client.get(file["contentUrl"]) for file in dataset["distribution"]}
    assert {name: answer.status_code for name, answer in files.items()} == dict.fromkeys(FORMAT_NAMES.values(), 200)
    told = {file["name"]: file["encodingFormat"] for file in dataset["distribution"]}
    assert told == {name: answer.mimetype for name, answer in files.items()}


def asks(code: str, usd: int, **parts: Any) -> dict[str, Any]:
    return frozen(code, aid_usd=usd, aid_vnd=usd * 23_500, **parts)


def alike(client: FlaskClient, path: str) -> list[str]:
    links = inside(parsed(client.get(path).text), "card-name", "/a")
    return [link.get("href").rpartition("/")[2] for link in links]


def test_projects_like_it(app: Flask, client: FlaskClient) -> None:
    release(app, asks("SD-2023-01", 2_500))
    release(
        app,
        asks("SD-2023-01", 3_000),
        asks("LN-2023-01", 3_100, unit="218"),
        asks("LN-2023-02", 90_000, unit="218"),
        asks("SD-2023-02", 50_000),
        asks("SD-2023-03", 3_200),
        asks("LN-2023-03", 3_000, unit="218", category="classroom"),
        asks("SD-2023-04", 3_000, category="classroom"),
        number=2,
    )
    close(app, "SD-2023-03")
    assert alike(client, "/en/projects/SD-2023-01") == ["SD-2023-02", "LN-2023-01", "LN-2023-02"]
    assert alike(client, "/vi/projects/SD-2023-04") == ["LN-2023-03", "SD-2023-01", "SD-2023-02"]
    assert alike(client, "/en/projects/SD-2023-01?edition=2023-1") == ["SD-2023-02", "LN-2023-01", "LN-2023-02"]


def test_nothing_is_like_what_stands_alone(app: Flask, client: FlaskClient) -> None:
    release(app, frozen("SD-2023-01"))
    assert alike(client, "/en/projects/SD-2023-01") == []
    assert "Projects like this one" not in client.get("/en/projects/SD-2023-01").text


def test_the_catalogue_is_described_with_its_search(app: Flask, client: FlaskClient) -> None:
    release(app, frozen("SD-2023-01"))
    told = described(client, "/en/")
    assert told["WebSite"]["name"] == "Children's Aid Catalogue"
    address = told["WebSite"]["potentialAction"]["target"].format(words="thu vien")
    assert alike(client, address) == ["SD-2023-01"]
    assert told["GovernmentOrganization"]["email"] == "office@example.org"
