"""Checking by a second person at the desk: who wrote it, and who is offered the tick."""

import pytest
from lxml import html

from catalog.db import transaction
from catalog.office.models import IssuingBody
from catalog.proposals.workflow import State
from tests.public.reading import parsed, text
from tests.review.desk import COLLEAGUE, REVIEWER, Office
from tests.review.translating import address, form_values, page_of, save, stored, translate


@pytest.fixture
def code(office: Office) -> str:
    """An accepted proposal with eight segments, none of them in English."""
    return office.proposal(State.ACCEPTED)


@pytest.fixture
def second(office: Office) -> None:
    """The office has English checked by a second person."""
    with office.app.app_context(), transaction() as session:
        session.query(IssuingBody).update({"second_person_checks": True})


def ticks(page: html.HtmlElement, key: str) -> list[tuple[str, bool]]:
    return [(box.get("type"), box.get("checked") is not None) for box in page.xpath(f"//*[@name='checked.{key}']")]


def written_by(page: html.HtmlElement, key: str) -> list[str]:
    return [
        text(line)
        for line in page.xpath(f"//section[@aria-labelledby='text-{key}-label']//p[contains(@class, 'writer')]")
    ]


def test_without_the_setting_nobody_is_told_who_wrote_it(office: Office, code: str) -> None:
    translate(office, code, "title", "A library")
    page = page_of(office, code)
    assert (ticks(page, "title"), written_by(page, "title")) == ([("checkbox", False)], [])


def test_the_desk_offers_checked_to_others_than_who_wrote_it(office: Office, code: str, second: None) -> None:
    translate(office, code, "title", "A library")
    own, others = page_of(office, code, COLLEAGUE), page_of(office, code)
    assert (ticks(own, "title"), ticks(own, "location")) == ([], [])
    assert written_by(own, "title") == ["Written by colleague. Somebody else checks it."]
    assert (ticks(others, "title"), ticks(others, "location")) == ([("checkbox", False)], [])
    assert written_by(others, "title") == ["Written by colleague."]


def test_what_another_checked_stays_so_until_it_is_changed(office: Office, code: str, second: None) -> None:
    translate(office, code, "title", "A library")
    save(office, code, title_checked="1")
    assert stored(office, code) == {"title": ("A library", "checked")}
    assert ticks(page_of(office, code, COLLEAGUE), "title") == [("hidden", False)]
    save(office, code, COLLEAGUE, location="Huu San Commune")
    assert stored(office, code)["title"] == ("A library", "checked")
    save(office, code, COLLEAGUE, title="The library")
    assert stored(office, code)["title"] == ("The library", "draft")


def test_a_tick_for_ones_own_english_is_refused(office: Office, code: str, second: None) -> None:
    visitor = office.visitor(REVIEWER)
    save(office, code, title="A library")
    sent = form_values(parsed(visitor.get(address(code)).text)) | {"checked.title": "1", "save": "all"}
    answer = visitor.post(address(code), data=sent)
    assert answer.status_code == 422
    error = text(parsed(answer.text).get_element_by_id("text-title-error"))
    assert (error, stored(office, code)) == (
        "Error: Somebody else checks what you wrote.",
        {"title": ("A library", "draft")},
    )
