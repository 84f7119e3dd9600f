"""What is made of one project: its files, and the picture that stands beside links to it."""

import io
from itertools import product

import docx
import pypdfium2
import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from catalog import storage
from catalog.db import db
from catalog.editions.models import Entry
from catalog.exchange.writing import share
from catalog.public import made
from tests.attachments import build
from tests.public.shelf import both, frozen, release

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
    assert len(app.extensions["made"].files) == 1
    assert client.get(f"{SHEET}.pdf", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


def test_few_files_are_made_at_a_time(app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    release(app, frozen("SD-2023-01"))
    client.get(f"{SHEET}.pdf")
    monkeypatch.setattr(made, "LONGEST_WAIT_SECONDS", 0.01)
    turns = app.extensions["made"].turns
    for _ in range(made.AT_A_TIME):
        turns.acquire()
    assert client.get(f"{SHEET}.docx").status_code == 503
    assert client.get(f"{SHEET}.pdf").status_code == 200
    turns.release()
    assert client.get(f"{SHEET}.docx").status_code == 200


def test_the_picture_shows_the_photo_until_it_is_taken_down(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        name = storage.store(build.photo(1200), storage.ATTACHMENTS)
    photo = {"sha256": name, "sizes": {"1200": name}, "caption": both("Trường", "School"), "credit": "A"}
    release(app, frozen("SD-2023-01", photos=[photo | {"alternative_text": both("Trường", "School")}]))
    with_photo = client.get(PICTURE)
    assert with_photo.headers["Cache-Control"] == "public, max-age=86400"
    with app.app_context():
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
