"""What was typed comes back: through a sign-in, after a refused token, in trouble; and only to who typed it."""

from typing import Any

import pytest
from flask import Flask
from lxml import html
from sqlalchemy import event, text
from werkzeug.test import TestResponse

from catalog import recovery
from catalog.db import db
from catalog.recovery import MOST_CHARACTERS
from tests.conftest import PASSWORD
from tests.submission.pages import field, found, notices
from tests.visitor import Visitor, form_of

NEED = "Trường thiếu sách, và bàn."
OFFICER = "officer.220@example.org"


def filled(visitor: Visitor, address: str, **typed: str) -> dict[str, str]:
    """What the form of a page sends once something is typed into it."""
    return dict(form_of(visitor.get(address)).form_values()) | typed


def fields_of(answer: TestResponse, action: str) -> dict[str, str]:
    """The fields of the form of a page that posts to an address."""
    form = next(form for form in html.fromstring(answer.text).forms if form.get("action") == action)
    return {name: value.removeprefix("\n") for name, value in form.form_values()}


def sign_in_by(visitor: Visitor, answer: TestResponse, email: str = OFFICER, password: str = PASSWORD) -> TestResponse:
    """Sign in by the page that asked for it."""
    form = form_of(answer, next(path for path in found(answer, "//form/@action") if path.startswith("/sign-in")))
    data = dict(form.form_values()) | {"email": email, "password": password}
    return visitor.post(form.action, data=data)


@pytest.mark.parametrize("ended", ["the cookie is gone", "the session has ended"])
def test_after_a_lost_session_the_form_is_there_again(
    app: Flask,
    officer: Visitor,
    stored,
    look,
    ended: str,
) -> None:
    address = f"{stored()}/need"
    sent = filled(officer, address, need=NEED)
    lose_session(app, officer, ended)
    asked = officer.post(address, data=sent)
    assert (asked.status_code, field(asked, "email")) == (401, "")
    again = sign_in_by(officer, asked)
    assert again.status_code == 200
    back = officer.post(address, data=fields_of(again, address))
    assert (back.status_code, field(back, "need")) == (200, NEED)
    assert notices(back)[0] == "This is what you typed before. It is not saved yet."
    assert look(address, lambda row: row.need) == ""
    assert officer.post(address, data=fields_of(back, address)).status_code == 303
    assert look(address, lambda row: row.need) == NEED


def lose_session(app: Flask, visitor: Visitor, how: str = "the session has ended") -> None:
    """End it as time does; the cookie stays, or is gone like the window that it belonged to."""
    if how == "the cookie is gone":
        visitor.delete_cookie("session")
        return
    with app.app_context():
        db.session.execute(text("UPDATE sign_in_session SET expires_at = '2020-01-01'"))
        db.session.commit()


def test_a_wrong_password_on_the_way_loses_nothing(app: Flask, officer: Visitor, stored) -> None:
    address = f"{stored()}/need"
    sent = filled(officer, address, need=NEED)
    lose_session(app, officer)
    wrong = sign_in_by(officer, officer.post(address, data=sent), password="something else")
    assert wrong.status_code == 422
    assert fields_of(sign_in_by(officer, wrong), address)["need"] == NEED


def test_what_was_typed_is_nobody_elses(app: Flask, officer: Visitor, person, stored) -> None:
    person("other@example.org", "officer", unit="220")
    address = f"{stored()}/need"
    sent = filled(officer, address, need=NEED)
    lose_session(app, officer)
    answer = sign_in_by(officer, officer.post(address, data=sent), "other@example.org")
    assert (answer.status_code, answer.location) == (303, address)
    assert NEED not in officer.get(address).text


def test_what_another_site_sends_is_not_carried(app: Flask, officer: Visitor, stored) -> None:
    address = f"{stored()}/need"
    own_token = form_of(app.test_client().get("/sign-in")).fields["csrf_token"]
    for token in ("", "nonsense", own_token):
        visitor = app.test_client()
        answer = visitor.post(address, data={"csrf_token": token, "need": NEED})
        assert (answer.status_code, found(answer, "//input[@name='typed']")) == (401, [])
        assert (signed := sign_in_by(visitor, answer)).status_code == 303
        assert signed.location == address


@pytest.mark.parametrize("sealed", ["", "nonsense", "WzEsIi8vZWxzZXdoZXJlLyJd.aaaa.bbbb"])
def test_a_forged_text_is_dropped(app: Flask, officer: Visitor, sealed: str) -> None:
    form = filled(app.test_client(), "/sign-in?next=//elsewhere.example.org")
    visitor = app.test_client()
    form |= {"csrf_token": field(visitor.get("/sign-in"), "csrf_token") or ""}
    data = form | {"email": OFFICER, "password": PASSWORD, "typed": sealed}
    answer = visitor.post("/sign-in?next=//elsewhere.example.org", data=data)
    assert (answer.status_code, answer.location) == (303, "/desk/")


def test_a_text_for_another_address_is_dropped(app: Flask, officer: Visitor) -> None:
    with app.app_context():
        owner = db.session.execute(text("SELECT id FROM person WHERE email = :e"), {"e": OFFICER}).scalar_one()
    with app.test_request_context():
        sealed = recovery._seal().dumps([owner, "//elsewhere.example.org/", [["need", NEED]], False])
    visitor = app.test_client()
    data = filled(visitor, "/sign-in", email=OFFICER, password=PASSWORD, typed=sealed)
    answer = visitor.post("/sign-in", data=data)
    assert (answer.status_code, answer.location) == (303, "/desk/")


def test_more_than_any_form_holds_is_not_carried(app: Flask, officer: Visitor, stored) -> None:
    address = f"{stored()}/need"
    sent = filled(officer, address, need="x" * MOST_CHARACTERS)
    lose_session(app, officer)
    answer = officer.post(address, data=sent)
    assert (answer.status_code, found(answer, "//input[@name='typed']")) == (401, [])
    assert len(answer.data) < 30_000


# Every desk


def test_a_new_proposal_comes_back_and_is_made_once(app: Flask, officer: Visitor, stored) -> None:
    address = "/desk/proposals/new"
    sent = filled(officer, address, title="Tủ sách xã Hữu Sản")
    lose_session(app, officer)
    again = fields_of(sign_in_by(officer, officer.post(address, data=sent)), address)
    back = officer.post(address, data=again)
    assert field(back, "title") == "Tủ sách xã Hữu Sản"
    data = dict(form_of(back).form_values())
    assert data["draft_key"] == sent["draft_key"]
    assert len({officer.post(address, data=data).location for _ in "12"}) == 1


def test_a_leaders_comment_comes_back_and_nothing_is_done(app: Flask, visitor, stored, look) -> None:
    address, leader = stored("awaiting_signature"), visitor("leader")
    action = f"{address}/give-back"
    form = form_of(leader.get(address), action)
    sent = dict(form.form_values()) | {"give_back-comment": "Thiếu dự toán chi tiết."}
    lose_session(app, leader)
    asked = leader.post(action, data=sent)
    back = leader.post(action, data=fields_of(sign_in_by(leader, asked, "leader.220@example.org"), action))
    assert field(back, "give_back-comment") == "Thiếu dự toán chi tiết."
    assert look(address, lambda row: row.state) == "awaiting_signature"


def test_the_offices_words_come_back_and_nothing_is_done(app: Flask, visitor, stored, look) -> None:
    code, reviewer = stored("submitted").rpartition("/")[2], visitor("reviewer")
    address, email = f"/desk/review/{code}", "reviewer.220@example.org"
    page = reviewer.get(address)
    form = next(form for form in html.fromstring(page.text).forms if "comment" in form.fields)
    action = form.get("action") or address
    sent = dict(form.form_values()) | {"comment": "Đề nghị bổ sung ảnh.", "action": "accept"}
    lose_session(app, reviewer)
    back = reviewer.post(action, data=fields_of(sign_in_by(reviewer, reviewer.post(action, data=sent), email), action))
    assert (back.status_code, field(back, "comment")) == (200, "Đề nghị bổ sung ảnh.")
    assert look(f"/desk/proposals/{code}", lambda row: row.state) == "submitted"


def test_what_holds_no_text_is_not_recalled(officer: Visitor) -> None:
    token = field(officer.get("/desk/proposals/new"), "csrf_token")
    answer = officer.post("/account/end-sessions", data={"csrf_token": token, "recall": "1"})
    assert (answer.status_code, answer.location) == (303, "/desk/")
    assert officer.get("/account").status_code == 200


# A page that was open through another sign-in, and trouble


def test_a_page_older_than_the_session_gives_the_text_back(officer: Visitor, sign_in, stored) -> None:
    address = f"{stored()}/need"
    sent = filled(officer, address, need=NEED)
    later = sign_in(OFFICER)
    later.set_cookie("language", "en")
    answer = later.post(address, data=sent)
    assert answer.status_code == 400
    back = later.post(address, data=fields_of(answer, address))
    assert (back.status_code, field(back, "need")) == (200, NEED)


def test_a_page_of_somebody_else_gives_nothing_away(officer: Visitor, visitor, stored) -> None:
    address = f"{stored()}/need"
    sent = filled(officer, address, need=NEED)
    answer = visitor("officer", "218").post(address, data=sent)
    assert (answer.status_code, NEED in answer.text) == (400, False)


def test_trouble_with_the_database_keeps_the_text(app: Flask, officer: Visitor, stored, look) -> None:
    address = f"{stored()}/need"
    sent = filled(officer, address, need=NEED)
    with app.app_context():
        engine = db.engine

    def refuse_writing(connection: Any) -> None:
        connection.exec_driver_sql("PRAGMA query_only=ON")

    event.listen(engine, "begin", refuse_writing)
    answer = officer.post(address, data=sent)
    event.remove(engine, "begin", refuse_writing)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only=OFF")
    assert (answer.status_code, found(answer, "//textarea[@readonly]")) == (503, [NEED])
    assert officer.post(address, data=fields_of(answer, address)).status_code == 303
    assert look(address, lambda row: row.need) == NEED


# What stays in the browser


def test_only_the_pages_that_one_writes_on_may_stay_in_the_browser(officer: Visitor, visitor, stored) -> None:
    address, office = stored(), visitor("reviewer")
    pages = ("/desk/proposals", "/desk/proposals/new", address, f"{address}/need", f"{address}/check", "/account")
    assert [page for page in pages if "Kept-For" in officer.get(page).headers] == [address, f"{address}/need"]
    assert "Kept-For" not in office.get("/desk/review").headers
    assert "Kept-For" not in officer.get("/desk/proposals/SD-2023-99/need").headers
    assert officer.get(address).headers["Cache-Control"] == "no-store"


def test_signing_out_clears_the_browser(officer: Visitor) -> None:
    answer = officer.submit("/account", action="/sign-out")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'


# Scripts


def test_a_script_is_told_what_to_do(app: Flask, officer: Visitor, sign_in, stored, look) -> None:
    address, wants_data = f"{stored()}/need", {"Accept": "application/json"}
    sent = filled(officer, address, need=NEED)
    later = sign_in(OFFICER)
    fresh = later.post(address, data=sent, headers=wants_data)
    assert (fresh.status_code, sorted(fresh.json)) == (400, ["csrf_token", "words"])
    sent |= {"csrf_token": fresh.json["csrf_token"]}
    assert later.post(address, data=sent, headers=wants_data).status_code == 200
    assert look(address, lambda row: row.need) == NEED
    lose_session(app, later)
    ended = later.post(address, data=sent, headers=wants_data)
    assert (ended.status_code, list(ended.json)) == (401, ["words"])


def test_a_script_of_somebody_elses_page_gets_no_token(officer: Visitor, visitor, stored) -> None:
    address = f"{stored()}/need"
    sent = filled(officer, address, need=NEED)
    stranger = visitor("officer", "218")
    answer = stranger.post(address, data=sent, headers={"Accept": "application/json"})
    assert (answer.status_code, list(answer.json)) == (400, ["words"])


def test_the_next_page_tells_which_copy_has_arrived(officer: Visitor, stored) -> None:
    address = f"{stored()}/need"
    told = {}
    for copy, typed in (("a1-b2", NEED), ("<script>", NEED), ("c3", "x" * 9000)):
        answer = officer.post(address, data=filled(officer, address, need=typed) | {"copy": copy})
        cookie = next((value for value in answer.headers.getlist("Set-Cookie") if value.startswith("saved=")), "")
        told[copy] = (answer.status_code, cookie.split(";")[0])
    assert told == {"a1-b2": (303, "saved=a1-b2"), "<script>": (303, ""), "c3": (422, "")}


def test_a_copy_goes_once_its_text_stands_on_a_page_again(app: Flask, officer: Visitor, stored) -> None:
    address = f"{stored()}/need"
    sent = filled(officer, address, need=NEED) | {"copy": "a1-b2", "recall": "1"}
    lose_session(app, officer)
    asked = officer.post(address, data=sent)
    again = fields_of(sign_in_by(officer, asked), address)
    back = officer.post(address, data=again)
    told = [[value.split(";")[0] for value in answer.headers.getlist("Set-Cookie")] for answer in (asked, back)]
    assert [cookies.count("saved=a1-b2") for cookies in told] == [0, 1]
