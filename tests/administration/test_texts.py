"""Texts of the office on the public site: written by its manager, looked at first, shown between two days."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from catalog import clock
from catalog.audit import HistoryEntry
from catalog.db import db
from catalog.office.models import SiteMessage
from tests.accounts.people import add, sign_in
from tests.visitor import Visitor

TEXTS = "/desk/administration/texts"
PAGES = [TEXTS, "/desk/administration/map"]
NOTICE = {"text_vi": "Sở nghỉ Tết đến **20/2**.", "text_en": "The office is closed until **20 February**."}
DAY = timedelta(days=1)


@pytest.fixture
def manager(app: Flask) -> Visitor:
    """A manager of the office, signed in."""
    add(app, "manager@example.org", "manager")
    client = app.test_client()
    sign_in(client, "manager@example.org")
    return client


def text_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_a_notice_is_looked_at_then_shown_in_both_languages(app: Flask, manager: Visitor, client: Visitor) -> None:
    preview = manager.submit(f"{TEXTS}/notice/new", NOTICE | {"preview": "yes"})
    assert (preview.status_code, "<p>Sở nghỉ Tết đến <strong>20/2</strong>.</p>" in preview.text) == (200, True)
    assert "The office is closed" not in client.get("/en/").text
    answer = manager.submit(f"{TEXTS}/notice/new", NOTICE)
    assert (answer.status_code, answer.location) == (303, f"{TEXTS}#notice")
    assert "The office is closed until <strong>20 February</strong>." in client.get("/en/projects").text
    assert "Sở nghỉ Tết đến <strong>20/2</strong>." in client.get("/vi/editions").text


def test_a_text_begins_and_ends_on_its_days(manager: Visitor, client: Visitor) -> None:
    today = clock.today()
    assert "Together for a safe" not in client.get("/en/").text  # its time was 2023
    manager.submit(f"{TEXTS}/notice/new", NOTICE | {"valid_from": (today + DAY).isoformat()})
    assert "The office is closed" not in client.get("/en/").text
    row = f"{TEXTS}/notice/5"
    assert manager.submit(row, {"valid_from": (today - 2 * DAY).isoformat()}).status_code == 303
    assert "The office is closed" in client.get("/en/").text
    assert manager.submit(row, {"valid_to": today.isoformat()}).status_code == 303
    assert "The office is closed" not in client.get("/en/").text


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"text_en": ""}, "Text in English: This field is required."),
        ({"text_vi": "a" * 601}, "Text in Vietnamese: At most 600 characters."),
        ({"valid_from": "2026-01-02", "valid_to": "2026-01-01"}, "The end must come after the beginning."),
        ({"valid_from": ""}, "Shown from: This field is required."),
    ],
)
def test_what_cannot_be_is_said_and_kept(manager: Visitor, sent: dict[str, str], said: str) -> None:
    manager.set_cookie("language", "en")
    answer = manager.submit(f"{TEXTS}/notice/new", NOTICE | sent)
    assert (answer.status_code, said in text_of(answer.text)) == (422, True)
    assert "Sở nghỉ Tết" in answer.text or "text_vi" in sent


def test_two_at_one_text_lose_neither(app: Flask, manager: Visitor) -> None:
    manager.submit(f"{TEXTS}/hotline/1", {"text_en": "Call 111."})
    stale = manager.submit(f"{TEXTS}/hotline/1", {"text_en": "Dial 111.", "version": "1"})
    assert (stale.status_code, "<dd>Call 111.</dd>" in stale.text, "Dial 111.</textarea>" in stale.text) == (
        409,
        True,
        True,
    )


def test_the_history_keeps_the_words_before(app: Flask, manager: Visitor) -> None:
    manager.submit(f"{TEXTS}/hotline/1", {"text_en": "Call 111."})
    page = manager.get(f"{TEXTS}/hotline/1").text
    assert '<blockquote lang="en">National Child Protection Hotline 111: free of charge' in page
    with app.app_context():
        entry = db.session.scalar(select(HistoryEntry).order_by(HistoryEntry.id.desc()).limit(1))
        assert (entry.event, list(entry.changes)) == ("site_message:change", ["text_en"])


def test_a_line_stays_a_line(app: Flask, manager: Visitor) -> None:
    manager.submit(f"{TEXTS}/slogan/new", {"text_vi": "Một\n\nhai", "text_en": "One\n\ntwo"})
    with app.app_context():
        newest = db.session.scalar(select(SiteMessage).order_by(SiteMessage.id.desc()).limit(1))
        assert (newest.text_vi, newest.text_en) == ("Một hai", "One two")


@pytest.mark.parametrize("path", ["/king/new", "/king/1", "/notice/1", "/hotline/999"])
def test_what_is_not_there_is_missing(manager: Visitor, path: str) -> None:
    assert manager.get(TEXTS + path).status_code == 404


def test_the_manager_sees_no_other_page_of_the_administration(manager: Visitor) -> None:
    page = manager.get(TEXTS).text
    assert re.findall(r'href="(/desk/administration[^"#]*)"', page.split("</header>")[1].split("</nav>")[0]) == PAGES
