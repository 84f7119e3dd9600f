"""Notices in the application: the number in the frame, the list, reading."""

from typing import Any

import pytest
from flask import Flask

from catalog.accounts.actor import Actor
from catalog.accounts.queries import person as person_by_id
from catalog.db import transaction
from catalog.i18n import Bilingual
from catalog.notices.queries import NOTICES_A_PAGE
from catalog.notices.services import notify
from tests.accounts.people import statements
from tests.submission.pages import found
from tests.visitor import Visitor

NOTICES = "/desk/notices"
BELL = "//a[contains(@class, 'bell')]"
SUBJECTS = "//li[contains(@class, 'told')]//button"


@pytest.fixture
def officer(person: Any) -> Actor:
    return person("officer@example.org", "officer", unit="220")


@pytest.fixture
def visitor(officer: Actor, sign_in: Any) -> Visitor:
    client = sign_in("officer@example.org")
    client.set_cookie("language", "en")
    return client


def tell(app: Flask, actor: Actor, *keys: str, path: str = "/desk/proposals") -> None:
    with app.app_context(), transaction():
        for key in keys:
            words = Bilingual(f"Tin {key}", f"Notice {key}")
            notify(person_by_id(actor.person_id), words, words, path, key)


def test_nobody_is_told_anything_yet(visitor: Visitor) -> None:
    page = visitor.get(NOTICES)
    assert (found(page, "//div[@class='empty']/h2"), found(page, BELL)) == (["No notices yet"], ["Notices"])


def test_the_number_of_unread_stands_on_every_desk_page(app: Flask, visitor: Visitor, officer: Actor) -> None:
    tell(app, officer, "a", "b")
    for address in ("/account", "/desk/proposals", NOTICES):
        assert found(visitor.get(address), BELL) == ["Notices2 unread"]


def test_opening_leads_there_and_counts_as_read(app: Flask, visitor: Visitor, officer: Actor) -> None:
    tell(app, officer, "a", "b")
    assert found(visitor.get(NOTICES), SUBJECTS) == ["Tin b", "Tin a"]
    address = found(visitor.get(NOTICES), "//li//form/@action")[0]
    answer = visitor.submit(NOTICES, action=address)
    assert (answer.status_code, answer.location) == (303, "/desk/proposals")
    assert found(visitor.get(NOTICES), "//li[contains(@class, 'is-unread')]//button") == ["Tin a"]
    assert visitor.submit(NOTICES, action=f"{NOTICES}/read").location == NOTICES
    assert found(visitor.get(NOTICES), BELL) == ["Notices"]


def test_a_path_never_leads_to_another_site(app: Flask, visitor: Visitor, officer: Actor) -> None:
    tell(app, officer, "a", path="//evil.example/")
    assert visitor.submit(NOTICES, action=found(visitor.get(NOTICES), "//li//form/@action")[0]).location == NOTICES


def test_what_comes_meanwhile_stays_unread(app: Flask, visitor: Visitor, officer: Actor) -> None:
    tell(app, officer, "a")
    page = visitor.get(NOTICES)
    fields = {name: found(page, f"//form[@action='{NOTICES}/read']//input[@name='{name}']/@value")[0]
              for name in ("csrf_token", "newest")}  # fmt: skip
    tell(app, officer, "b")
    visitor.post(f"{NOTICES}/read", data=fields)
    assert found(visitor.get(NOTICES), "//li[contains(@class, 'is-unread')]//button") == ["Tin b"]


def test_notices_of_others_are_not_there(app: Flask, visitor: Visitor, person: Any) -> None:
    tell(app, person("reviewer@example.org", "reviewer"), "secret")
    page = visitor.get(NOTICES)
    assert (found(page, SUBJECTS), visitor.get(f"{NOTICES}?page=99").status_code) == ([], 200)
    token = found(page, "//input[@name='csrf_token']/@value")[0]
    assert visitor.post(f"{NOTICES}/1", data={"csrf_token": token}).status_code == 404


def test_many_notices_come_in_pages(app: Flask, visitor: Visitor, officer: Actor) -> None:
    tell(app, officer, *map(str, range(NOTICES_A_PAGE + 1)))
    assert len(found(visitor.get(NOTICES), SUBJECTS)) == NOTICES_A_PAGE
    assert found(visitor.get(f"{NOTICES}?page=2"), SUBJECTS) == ["Tin 0"]


def test_a_longer_list_asks_no_more(app: Flask, visitor: Visitor, officer: Actor) -> None:
    asked = []
    for keys in ("a", "bc"):
        tell(app, officer, *keys)
        with statements(app) as seen:
            visitor.get(NOTICES)
        asked.append(len(seen))
    assert asked[0] == asked[1]


def test_public_pages_ask_for_no_notices(app: Flask, visitor: Visitor) -> None:
    with statements(app) as seen:
        visitor.get("/en/")
    assert [query for query in seen if "FROM notice" in query] == []


def test_how_often_mails_come_is_chosen_on_the_account_page(visitor: Visitor) -> None:
    chosen = "//section[@id='mails']//button[@aria-current]"
    assert found(visitor.get("/account"), chosen) == ["A mail for every notice, at once"]
    answer = visitor.submit("/account", action="/account/mail-rhythm", button="rhythm=daily")
    assert (answer.status_code, answer.location) == (303, "/account#mails")
    assert found(visitor.get("/account"), chosen) == ["One mail a day, at 7 in the morning"]
    assert visitor.submit("/account", action="/account/mail-rhythm", button="rhythm=never").status_code == 404
