"""Bringing files in by the pages: bad files are told and not kept, good ones go on to their preview."""

import io

import pytest
from sqlalchemy import func, select

from catalog.db import db
from catalog.exchange.models import ImportFile
from catalog.proposals.models import Proposal
from catalog.settings import PROJECT

pytestmark = pytest.mark.demo

FILES = PROJECT / "tests" / "data" / "district-files"
OFFICER = "officer.220@example.org"


def upload(visitor, data: bytes, name: str):
    return visitor.submit("/desk/import", {"file": (io.BytesIO(data), name)})


def kept(app) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(ImportFile)) or 0


def drafts(app) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Proposal)) or 0


def test_a_file_is_shown_then_brought_in_once(app, sign_in):
    visitor, before = sign_in(OFFICER), drafts(app)
    answer = upload(visitor, (FILES / "son-dong-2023-phu-luc.xlsx").read_bytes(), "phụ lục.xlsx")
    assert answer.status_code == 303
    address = answer.location
    assert "phụ lục.xlsx" in visitor.get(address).text
    assert drafts(app) == before
    assert visitor.submit(address).status_code == 303
    assert drafts(app) == before + 4
    again = upload(visitor, (FILES / "son-dong-2023-phu-luc.xlsx").read_bytes(), "phụ lục.xlsx").location
    assert "Không có dòng nào của tệp nhập được" in visitor.get(again).text


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "empty.xlsx"),
        (b"%PDF-1.7", "list.pdf"),
        (b"PK\x03\x04 broken", "list.xlsx"),
        ("Kính gửi Sở Ngoại vụ".encode(), "letter.txt"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "list.xlsx"),
    ],
)
def test_a_bad_file_is_told_and_not_kept(app, sign_in, data, name):
    answer = upload(sign_in(OFFICER), data, name)
    assert answer.status_code == 422
    assert "Lỗi" in answer.text
    assert kept(app) == 0


def test_no_file_at_all(app, sign_in):
    answer = sign_in(OFFICER).submit("/desk/import", {"file": (io.BytesIO(b""), "")})
    assert (answer.status_code, kept(app)) == (422, 0)


def test_another_units_file_is_not_there(app, sign_in):
    address = upload(sign_in(OFFICER), (FILES / "luc-ngan-2023.xlsx").read_bytes(), "a.xlsx").location
    stranger = sign_in("officer.219@example.org")
    assert stranger.get(address).status_code == 404


@pytest.mark.parametrize("who", ["leader.220", "reviewer", "publisher", "manager", "admin"])
def test_only_officers_bring_files_in(sign_in, who):
    assert sign_in(f"{who}@example.org").get("/desk/import").status_code == 403


def test_too_big_a_file(app, sign_in):
    visitor = sign_in(OFFICER)
    app.config["MAX_CONTENT_LENGTH"] = 10_000
    assert upload(visitor, b"0" * 10_001, "big.csv").status_code == 413
