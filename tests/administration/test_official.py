"""Pages of what official documents carry: added, corrected, never overwritten unseen."""

import re

import pytest
from flask import Flask
from sqlalchemy import select

from catalog.db import db
from catalog.office.models import LegalBasis, Recipients, Signer
from tests.accounts.people import add, sign_in
from tests.visitor import Visitor, form_of

OFFICIAL = "/desk/administration/official"
SIGNER = {"title_vi": "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC", "title_en": "DEPUTY DIRECTOR", "name": "Nguyễn Văn Mẫu"}


@pytest.fixture
def admin(app: Flask) -> Visitor:
    """An administrator, signed in."""
    add(app, "admin@example.org", "administrator")
    client = app.test_client()
    sign_in(client, "admin@example.org")
    return client


def text_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_a_signer_is_added_and_given_an_end(app: Flask, admin: Visitor) -> None:
    assert "họ tên ghi bằng tay" in admin.get(OFFICIAL).text
    answer = admin.submit(f"{OFFICIAL}/signers/new", SIGNER | {"valid_from": "2023-01-01"})
    assert (answer.status_code, answer.location) == (303, f"{OFFICIAL}#signers")
    assert "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC Nguyễn Văn Mẫu từ 01/01/2023" in text_of(admin.get(OFFICIAL).text)
    again = admin.submit(f"{OFFICIAL}/signers/new", SIGNER | {"valid_from": "2024-01-01"})
    assert (again.status_code, "Thứ tự 1 trong thời gian này" in again.text) == (422, True)
    assert admin.submit(f"{OFFICIAL}/signers/1", {"valid_to": "2024-01-01"}).status_code == 303
    assert admin.submit(f"{OFFICIAL}/signers/new", SIGNER | {"valid_from": "2024-01-01"}).status_code == 303
    with app.app_context():
        ends = db.session.scalars(select(Signer.valid_to).order_by(Signer.id)).all()
    assert [end and end.isoformat() for end in ends] == ["2024-01-01", None]


def test_recipients_start_from_those_of_today(app: Flask, admin: Visitor) -> None:
    form = form_of(admin.get(f"{OFFICIAL}/recipients/new"))
    usual = form.fields["lines_vi"].split()
    assert usual[:4] == ["UBND", "tỉnh", "Bắc", "Giang"]
    assert usual[-3:] == ["Lưu:", "VT,", "NV"]
    assert admin.submit(f"{OFFICIAL}/recipients/new", {"lines_vi": "- Các sở;\n- Lưu: VT."}).status_code == 303
    assert form_of(admin.get(f"{OFFICIAL}/recipients/new")).fields["lines_vi"].split() == ["Các", "sở", "Lưu:", "VT"]
    with app.app_context():
        assert db.session.scalar(select(Recipients.lines_vi)) == "Các sở\nLưu: VT"


def test_two_at_one_act_lose_neither_text(app: Flask, admin: Visitor) -> None:
    path = f"{OFFICIAL}/legal-bases/1"
    opened = dict(form_of(admin.get(path)).form_values())
    assert admin.submit(path, {"title_vi": "Luật Trẻ em, sửa lần một"}).status_code == 303
    conflict = admin.post(path, data=opened | {"title_vi": "Luật Trẻ em, sửa lần hai"})
    assert conflict.status_code == 409
    assert "<dd>Luật Trẻ em, sửa lần một</dd>" in conflict.text
    assert "Luật Trẻ em, sửa lần hai</textarea>" in conflict.text
    with app.app_context():
        assert db.session.get_one(LegalBasis, 1).title_vi == "Luật Trẻ em, sửa lần một"
    assert admin.post(path, data=dict(form_of(conflict).form_values())).status_code == 303
    with app.app_context():
        assert db.session.get_one(LegalBasis, 1).title_vi == "Luật Trẻ em, sửa lần hai"


def test_an_act_without_a_place_is_not_cited(admin: Visitor) -> None:
    assert admin.submit(f"{OFFICIAL}/legal-bases/1", {"position": ""}).status_code == 303
    assert "102/2016/QH13 Luật Trẻ em số 102/2016/QH13 từ 01/06/2017 không viện dẫn" in text_of(
        admin.get(OFFICIAL).text
    )


def test_changes_are_told_in_the_history(admin: Visitor) -> None:
    admin.submit(f"{OFFICIAL}/legal-bases/1", {"position": "8"})
    admin.submit(f"{OFFICIAL}/signers/new", SIGNER | {"valid_from": "2023-01-01"})
    page = text_of(admin.get("/desk/administration/history").text)
    assert "sửa căn cứ pháp lý" in page
    assert "thêm người ký" in page
