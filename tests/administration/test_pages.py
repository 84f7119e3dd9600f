"""The administrator's pages: who may open them, what they do, what they say in either language."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from catalog.accounts.models import Person
from catalog.accounts.rights import Role
from catalog.audit import HistoryEntry
from catalog.db import db
from catalog.office.models import ExchangeRate, IssuingBody
from catalog.rounds.models import Round
from catalog.units.models import Unit
from tests.accounts.people import PASSWORD, add, sign_in, unit_id
from tests.visitor import Visitor, form_of

DESK = "/desk/administration"
HEADINGS = {
    "": ("Người dùng", "People"),
    "/people/new": ("Mời người dùng", "Invite somebody"),
    "/people/1": ("Quản trị viên", "Quản trị viên"),
    "/units": ("Đơn vị", "Units"),
    "/rounds": ("Đợt vận động", "Rounds"),
    "/rounds/new": ("Đợt mới", "New round"),
    "/rounds/2023": ("Tháng hành động vì trẻ em 2023", "Month of Action for Children 2023"),
    "/rounds/2023/extensions/new": ("Gia hạn cho một đơn vị", "Give a unit more time"),
    "/outbox": ("Thư gửi đi", "Outbox"),
    "/outbox/1": (
        "Tài khoản sử dụng Danh mục dự án vận động viện trợ",
        "Tài khoản sử dụng Danh mục dự án vận động viện trợ",
    ),
    "/issuing-body": ("Cơ quan ban hành", "Issuing body"),
    "/issuing-body/new": ("Thay đổi từ một ngày", "Change from a day on"),
    "/issuing-body/1": ("Từ 01/01/2021", "From 1 January 2021"),
    "/official": ("Văn bản hành chính", "Official documents"),
    "/official/signers/new": ("Thêm người ký", "Add a signer"),
    "/official/recipients/new": ("Nơi nhận khác từ một ngày", "Other recipients from a day on"),
    "/official/legal-bases/new": ("Thêm căn cứ pháp lý", "Add a legal basis"),
    "/official/legal-bases/1": ("Từ 01/06/2017", "From 1 June 2017"),
    "/exchange-rates": ("Tỷ giá", "Exchange rates"),
    "/holidays": ("Ngày nghỉ", "Holidays"),
    "/texts": ("Văn bản, thông báo", "Texts"),
    "/texts/notice/new": ("Văn bản khác từ một ngày", "Other words from a day on"),
    "/texts/hotline/1": ("Từ 06/12/2017", "From 6 December 2017"),
    "/history": ("Lịch sử", "History"),
}
ROUND = {
    "key": "2023",
    "name_vi": "Tháng hành động vì trẻ em 2023",
    "name_en": "Month of Action for Children 2023",
    "theme_vi": "Chung tay bảo vệ trẻ em",
    "theme_en": "Together for children",
    "slogan_vi": "Lắng nghe trẻ em",
    "slogan_en": "Listen to children",
    "opens_at": "2023-05-02T08:00",
    "closes_at": "2023-05-19T17:00",
}
ACTIONS = {
    "/people/new": {"name": "B", "email": "b@example.org", "roles": "reviewer", "unit_id": "", "language": "vi"},
    "/people/1": {"name": "B", "roles": "administrator", "unit_id": "", "language": "vi", "version": "3"},
    "/people/1/deactivate": {"version": "3"},
    "/people/1/reactivate": {"version": "3"},
    "/people/1/new-link": {},
    "/people/1/end-sessions": {},
    "/units/1/sign-off": {"version": "1", "signs_off": "yes"},
    "/rounds/new": ROUND | {"key": "2024"},
    "/rounds/2023": ROUND | {"version": "1"},
    "/rounds/2023/extensions/new": {"unit_id": "9", "closes_at": "2023-05-22T17:00", "reason": "Mưa lũ."},
    "/rounds/2023/extensions/9": {"closes_at": "2023-05-22T17:00", "reason": "Mưa lũ.", "version": "1"},
    "/rounds/2023/extensions/9/remove": {"version": "1"},
    "/outbox/1/send-again": {},
    "/issuing-body/new": {},
    "/issuing-body/1": {},
    "/official/signers/new": {
        "title_vi": "GIÁM ĐỐC",
        "title_en": "DIRECTOR",
        "position": "1",
        "valid_from": "2023-01-01",
    },
    "/official/recipients/new": {"lines_vi": "Lưu: VT", "lines_en": "File: VT", "valid_from": "2023-01-01"},
    "/official/legal-bases/new": {"symbol": "1", "title_vi": "a", "title_en": "b", "valid_from": "2023-01-01"},
    "/official/legal-bases/1": {
        "symbol": "1",
        "title_vi": "a",
        "title_en": "b",
        "valid_from": "2023-01-01",
        "version": "1",
    },
    "/texts/notice/new": {"text_vi": "a", "text_en": "b", "valid_from": "2023-05-01"},
    "/texts/hotline/1": {"text_vi": "a", "text_en": "b", "valid_from": "2023-05-01", "version": "1"},
    "/exchange-rates": {"date": "2023-05-18", "vnd_per_usd": "23.500", "source_vi": "Bộ", "source_en": "Ministry"},
}


@pytest.fixture
def admin(app: Flask) -> Visitor:
    """An administrator, signed in; the first person of all."""
    add(app, "admin@example.org", "administrator", name="Quản trị viên")
    client = app.test_client()
    sign_in(client, "admin@example.org")
    return client


@pytest.fixture
def read(app: Flask) -> Callable:
    """Read the database in a context of its own: `read(query)` gives the first value."""

    def value(query: object) -> object:
        with app.app_context():
            return db.session.scalar(query)

    return value


def heading(page: str) -> str:
    return re.search(r"<h1>(.*?)</h1>", page).group(1)


# Who may enter


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_opens_in_both_languages(admin: Visitor, language: str) -> None:
    assert admin.submit(f"{DESK}/rounds/new", ROUND).status_code == 303
    admin.set_cookie("language", language)
    pages = {path: admin.get(DESK + path) for path in HEADINGS}
    assert {path: page.status_code for path, page in pages.items()} == dict.fromkeys(HEADINGS, 200)
    column = ("vi", "en").index(language)
    assert {path: heading(page.text) for path, page in pages.items()} == {
        path: words[column] for path, words in HEADINGS.items()
    }
    assert {re.search(r'<html lang="(..)"', page.text).group(1) for page in pages.values()} == {language}


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}))
def test_nobody_else_may_enter_or_act(app: Flask, admin: Visitor, role: str) -> None:
    admin.submit(f"{DESK}/rounds/new", ROUND)
    add(app, "b@example.org", role)
    client = app.test_client()
    sign_in(client, "b@example.org")
    with app.app_context():
        before = db.session.scalars(select(HistoryEntry.id)).all()
    csrf = form_of(client.get("/account")).fields["csrf_token"]
    # The office's manager writes the texts of the site: test_texts.py.
    open_to_role = "/texts" if role == Role.MANAGER else "/nothing"
    pages, actions = ([path for path in table if not path.startswith(open_to_role)] for table in (HEADINGS, ACTIONS))
    assert {path: client.get(DESK + path).status_code for path in pages} == dict.fromkeys(pages, 403)
    answers = {path: client.post(DESK + path, data=ACTIONS[path] | {"csrf_token": csrf}) for path in actions}
    assert {path: answer.status_code for path, answer in answers.items()} == dict.fromkeys(actions, 403)
    with app.app_context():
        assert db.session.scalars(select(HistoryEntry.id)).all() == before


def test_who_is_not_signed_in_is_asked_to(client: Visitor) -> None:
    assert {client.get(DESK + path).location for path in HEADINGS} == {
        f"/sign-in?next={DESK}{path}" for path in HEADINGS
    }


def test_a_form_without_its_token_does_nothing(app: Flask, admin: Visitor) -> None:
    admin.submit(f"{DESK}/rounds/new", ROUND)
    with app.app_context():
        before = db.session.scalars(select(HistoryEntry.id)).all()
    assert {path: admin.post(DESK + path, data=sent).status_code for path, sent in ACTIONS.items()} == dict.fromkeys(
        ACTIONS, 400
    )
    with app.app_context():
        assert db.session.scalars(select(HistoryEntry.id)).all() == before


@pytest.mark.parametrize(
    "path",
    [
        "/people/999",
        "/rounds/1999",
        "/issuing-body/999",
        "/official/signers/1",
        "/official/legal-bases/999",
        "/official/kings/new",
        "/official/kings/1",
        "/people/x",
        "/nothing",
    ],
)
def test_what_is_not_there_is_missing(admin: Visitor, path: str) -> None:
    assert admin.get(DESK + path).status_code == 404


@pytest.mark.parametrize("path", ["/people/999/new-link", "/people/999/end-sessions", "/units/999/sign-off"])
def test_actions_on_what_is_not_there_are_missing(admin: Visitor, path: str) -> None:
    csrf = form_of(admin.get("/account")).fields["csrf_token"]
    assert admin.post(DESK + path, data={"csrf_token": csrf}).status_code == 404


# People


def test_the_link_of_an_invitation_is_shown_once_and_works(app: Flask, admin: Visitor) -> None:
    sent = {"name": "Lan", "email": "lan@example.org", "roles": ["officer", "leader"], "language": "vi"}
    with app.app_context():
        sent["unit_id"] = str(unit_id())
    answer = admin.submit(f"{DESK}/people/new", sent)
    assert (answer.status_code, answer.location) == (303, f"{DESK}/people/2")
    address = re.search(r"http://localhost(/invitation/[\w-]+)", admin.get(answer.location).text).group(1)
    assert address not in admin.get(answer.location).text
    person = app.test_client()
    assert person.submit(address, {"password": PASSWORD, "repeated": PASSWORD}).status_code == 303
    assert sign_in(person, "lan@example.org").status_code == 303
    assert "Lãnh đạo đơn vị (Huyện Sơn Động); Cán bộ đơn vị (Huyện Sơn Động)" in person.get("/account").text


def test_what_a_service_refuses_stands_beside_its_field(admin: Visitor) -> None:
    sent = {"name": "Lan", "email": "admin@example.org", "roles": ["officer", "reviewer"], "language": "vi"}
    answer = admin.submit(f"{DESK}/people/new", sent)
    assert answer.status_code == 422
    assert 'href="#roles-0"' in answer.text
    assert "không đồng thời cả hai" in answer.text
    assert 'value="Lan"' in answer.text
    answer = admin.submit(f"{DESK}/people/new", sent | {"roles": ["reviewer"]})
    assert "Địa chỉ này đã có tài khoản." in answer.text


def test_two_administrators_at_one_person_lose_neither_text(app: Flask, admin: Visitor, read: Callable) -> None:
    person_id = add(app, "lan@example.org", "reviewer", name="Lan")
    path = f"{DESK}/people/{person_id}"
    opened = form_of(admin.get(path)).form_values()
    assert admin.submit(path, {"name": "Lan Anh", "roles": ["manager"]}).status_code == 303
    conflict = admin.post(path, data=dict(opened) | {"name": "Lan Chi"})
    assert conflict.status_code == 409
    assert "<dt>Tên</dt><dd>Lan Anh</dd>" in conflict.text
    assert "<dt>Vai trò</dt><dd>Văn phòng Sở (theo dõi)</dd>" in conflict.text
    assert 'value="Lan Chi"' in conflict.text
    assert read(select(Person.name).where(Person.id == person_id)) == "Lan Anh"
    assert admin.post(path, data=dict(form_of(conflict).form_values())).status_code == 303
    assert read(select(Person.name).where(Person.id == person_id)) == "Lan Chi"


def test_an_account_is_shut_and_opened_again(app: Flask, admin: Visitor, read: Callable) -> None:
    person_id = add(app, "lan@example.org", "reviewer")
    path = f"{DESK}/people/{person_id}"
    person = app.test_client()
    sign_in(person, "lan@example.org")
    assert admin.submit(path, action=f"{path}/deactivate").status_code == 303
    assert person.get("/account").status_code == 303
    assert sign_in(person, "lan@example.org").status_code == 422
    assert admin.submit(path, action=f"{path}/reactivate").status_code == 303
    assert sign_in(person, "lan@example.org").status_code == 303
    assert admin.submit(path, action=f"{path}/end-sessions").status_code == 303
    assert person.get("/account").status_code == 303
    assert admin.submit(path, action=f"{path}/new-link").status_code == 303
    assert "http://localhost/password-reset/" in admin.get(path).text


def test_the_last_administrator_cannot_shut_the_door(admin: Visitor) -> None:
    assert admin.submit(f"{DESK}/people/1", action=f"{DESK}/people/1/deactivate").status_code == 403
    assert admin.submit(f"{DESK}/people/1", {"roles": ["manager"]}).status_code == 403


def test_people_are_listed_by_unit_and_role(app: Flask, admin: Visitor) -> None:
    add(app, "sd@example.org", "officer", unit="220")
    add(app, "ln@example.org", "officer", unit="219")
    add(app, "sd-leader@example.org", "leader", unit="220")
    with app.app_context():
        unit = unit_id("220")

    def listed(query: str) -> list[str]:
        return sorted(re.findall(r">([\w-]+)@example.org<", admin.get(f"{DESK}?{query}").text))

    assert listed("") == ["admin", "ln", "sd", "sd-leader"]
    assert listed(f"unit={unit}") == ["sd", "sd-leader"]
    assert listed("role=officer") == ["ln", "sd"]
    assert listed(f"unit={unit}&role=leader") == ["sd-leader"]
    assert listed("role=king&unit=x") == ["admin", "ln", "sd", "sd-leader"]
    assert listed("role=publisher") == []


# Units, rounds, issuing body, rates


def test_the_leaders_sign_off_is_switched(app: Flask, admin: Visitor, read: Callable) -> None:
    with app.app_context():
        unit = unit_id("220")
    signs_off = select(Unit.signs_off).where(Unit.id == unit)
    for expected in (True, False):
        admin.submit(f"{DESK}/units", action=f"{DESK}/units/{unit}/sign-off")
        assert read(signs_off) is expected


def test_units_tell_what_became_of_them(admin: Visitor) -> None:
    page = " ".join(re.sub(r"<[^>]+>", " ", admin.get(f"{DESK}/units").text).split())
    assert "đổi tên, đổi cấp: Thị xã Việt Yên (01/02/2024, 938/NQ-UBTVQH15)" in page
    assert "nhập vào: Thành phố Bắc Giang (01/01/2025, 1191/NQ-UBTVQH15)" in page


def test_times_of_a_round_are_vietnamese(admin: Visitor, read: Callable) -> None:
    admin.submit(f"{DESK}/rounds/new", ROUND)
    assert read(select(Round.closes_at)).isoformat() == "2023-05-19T10:00:00+00:00"
    assert form_of(admin.get(f"{DESK}/rounds/2023")).fields["closes_at"] == "2023-05-19T17:00"
    assert admin.submit(f"{DESK}/rounds/2023", {"closes_at": "2023-05-26T17:00"}).status_code == 303
    assert read(select(Round.closes_at)).isoformat() == "2023-05-26T10:00:00+00:00"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"key": "năm 2023"}, "Mã đợt gồm"),
        ({"name_vi": ""}, "Cần điền nội dung này."),
        ({"name_en": "\u200b"}, "Cần có tên đợt."),
        ({"closes_at": "2023-05-02T08:00"}, "phải sau thời điểm bắt đầu"),
        ({"closes_at": "tomorrow"}, "error"),
    ],
)
def test_a_wrong_round_is_refused(admin: Visitor, read: Callable, fields: dict[str, str], words: str) -> None:
    answer = admin.submit(f"{DESK}/rounds/new", ROUND | fields)
    assert (answer.status_code, words in answer.text) == (422, True)
    assert read(select(Round)) is None


def test_a_key_is_given_once(admin: Visitor) -> None:
    admin.submit(f"{DESK}/rounds/new", ROUND)
    answer = admin.submit(f"{DESK}/rounds/new", ROUND)
    assert (answer.status_code, "Đã có đợt mang mã này." in answer.text) == (422, True)


def test_a_stale_round_answers_with_both_texts(admin: Visitor, read: Callable) -> None:
    admin.submit(f"{DESK}/rounds/new", ROUND)
    opened = dict(form_of(admin.get(f"{DESK}/rounds/2023")).form_values())
    admin.submit(f"{DESK}/rounds/2023", {"theme_vi": "Chủ đề mới"})
    conflict = admin.post(f"{DESK}/rounds/2023", data=opened | {"slogan_vi": "Khẩu hiệu mới"})
    assert conflict.status_code == 409
    assert "<dt>Chủ đề tiếng Việt</dt><dd>Chủ đề mới</dd>" in conflict.text
    assert 'value="Khẩu hiệu mới"' in conflict.text
    assert read(select(Round.slogan_vi)) == ROUND["slogan_vi"]


def test_the_issuing_body_changes_from_a_day_on(admin: Visitor, read: Callable) -> None:
    answer = admin.submit(f"{DESK}/issuing-body/new", {"valid_from": "2030-01-01", "symbol": "SNgV2"})
    assert answer.status_code == 303
    assert read(select(IssuingBody.symbol).where(IssuingBody.valid_from == date(2030, 1, 1))) == "SNgV2"
    again = admin.submit(f"{DESK}/issuing-body/new", {"valid_from": "2030-01-01"})
    assert (again.status_code, "Đã có bản ghi cho ngày này." in again.text) == (422, True)
    body_id = read(select(IssuingBody.id).where(IssuingBody.valid_from == date(2030, 1, 1)))
    wrong = admin.submit(f"{DESK}/issuing-body/{body_id}", {"answer_days": "0"})
    assert (wrong.status_code, "Từ 1 đến 60 ngày làm việc." in wrong.text) == (422, True)
    assert admin.submit(f"{DESK}/issuing-body/{body_id}", {"symbol": "SNgV"}).status_code == 303


def test_checking_by_a_second_person_is_off_until_it_is_set(admin: Visitor, read: Callable) -> None:
    body_id = read(select(IssuingBody.id))
    for ticked, stored in ((None, False), ("y", True), (None, False)):
        assert admin.submit(f"{DESK}/issuing-body/{body_id}", {"second_person_checks": ticked}).status_code == 303
        assert read(select(IssuingBody.second_person_checks)) is stored


@pytest.mark.parametrize(("typed", "stored"), [("25.120", 25120), ("25120", 25120), ("25.120 đồng", 25120)])
def test_a_rate_is_added(admin: Visitor, read: Callable, typed: str, stored: int) -> None:
    sent = ACTIONS["/exchange-rates"] | {"date": "2030-01-01", "vnd_per_usd": typed}
    assert admin.submit(f"{DESK}/exchange-rates", sent).status_code == 303
    assert read(select(ExchangeRate.vnd_per_usd).where(ExchangeRate.date == date(2030, 1, 1))) == stored


@pytest.mark.parametrize("typed", ["", "many", "12", "25.120.000", "-25120"])
def test_a_wrong_rate_is_refused(admin: Visitor, read: Callable, typed: str) -> None:
    sent = ACTIONS["/exchange-rates"] | {"date": "2030-01-01", "vnd_per_usd": typed}
    assert admin.submit(f"{DESK}/exchange-rates", sent).status_code == 422
    assert read(select(ExchangeRate.id).where(ExchangeRate.date == date(2030, 1, 1))) is None


# History


def test_the_history_tells_who_did_what(app: Flask, admin: Visitor) -> None:
    admin.submit(f"{DESK}/rounds/new", ROUND)
    add(app, "lan@example.org", "reviewer", name="Lan")
    page = " ".join(re.sub(r"<[^>]+>", " ", admin.get(f"{DESK}/history").text).split())
    assert "Quản trị viên tạo đợt vận động Đợt vận động: 2023" in page
    assert "Hệ thống mời người dùng Người dùng: Lan" in page
    only_rounds = admin.get(f"{DESK}/history?subject=round").text
    assert ("mời người dùng" in only_rounds, "tạo đợt vận động" in only_rounds) == (False, True)


def test_the_history_has_pages(app: Flask, admin: Visitor) -> None:
    for _ in range(26):
        admin.submit("/account", {"language": "vi"}, action="/language")
        admin.submit("/account", {"language": "en"}, action="/language")
    first, second, beyond = (admin.get(f"{DESK}/history?page={page}").text for page in (1, 2, 99))
    assert [page.count("<tr>") - 1 for page in (first, second)] == [50, 6]
    assert 'rel="next"' in first
    assert 'rel="prev"' in second
    assert "No entries" in beyond
