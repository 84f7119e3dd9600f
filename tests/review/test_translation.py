"""The translation desk: both languages side by side, saved piece by piece, and nobody overwritten."""

from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from lxml import html

from catalog.db import transaction
from catalog.proposals.models import Proposal
from catalog.proposals.workflow import State
from tests.public.reading import inside, parsed, text
from tests.review.desk import MANAGER, PUBLISHER, REVIEWER, Office
from tests.review.translating import KEYS, TITLE, address, change_title, form_values, page_of, save, stored, translate
from tests.translation.machines import service


@pytest.fixture
def code(office: Office) -> str:
    """An accepted proposal with eight segments, none of them in English."""
    return office.proposal(State.ACCEPTED)


# Reading


def test_every_segment_stands_in_both_languages_with_its_state(office: Office, code: str) -> None:
    translate(office, code, "title", "A library", checked=True)
    translate(office, code, "location", "Huu San Commune")
    translate(office, code, "objective", "240 pupils can read.")
    with office.app.app_context(), transaction() as session:
        session.query(Proposal).filter_by(code=code).one().objective = "260 học sinh có nơi đọc sách."
    page = page_of(office, code)
    assert [box.get("name") for box in page.xpath("//textarea")] == [f"target.{key}" for key in KEYS]
    heads = [(text(head.xpath("h3")[0]), text(head.xpath("span")[0])) for head in inside(page, "segment-head")]
    assert heads == [
        ("Title", "Checked"),
        ("Location", "Draft"),
        ("Implementing organisation", "Missing"),
        ("Objective", "Stale: the Vietnamese changed"),
        ("Budget 1: item", "Missing"),
        ("Budget 1: unit", "Missing"),
        ("In kind 1: item", "Missing"),
        ("In kind 1: unit", "Missing"),
    ]
    assert [text(label) for label in inside(page, "tick-box")][2:5] == ["Checked", "Still correct", "Checked"]
    assert form_values(page)["checked.title"] == "1"
    assert "checked.objective" not in form_values(page)


def test_each_text_says_its_language(office: Office, code: str) -> None:
    page = page_of(office, code)
    segments = inside(page, "segment")
    assert {box.get("lang") for segment in segments for box in segment.xpath(".//textarea")} == {"en"}
    assert text(segments[0].xpath(".//div[@lang='vi']")[0]) == TITLE
    assert {term.get("lang") for term in page.xpath("//*[@data-term]")} == {"en"}


def test_the_glossary_stands_beside_the_text_that_uses_it(office: Office, code: str) -> None:
    lists = page_of(office, code).xpath("//ul[@data-terms-for='text-location']")
    assert [(each.get("aria-label"), [(term.get("data-key"), text(term)) for term in each]) for each in lists] == [
        ("Names", [("1", "Xã Hữu Sản, huyện Sơn Động → Huu San Commune, Son Dong District")]),
        ("Glossary", [("2", "xã → commune"), ("3", "huyện → district")]),
    ]
    marks = page_of(office, code).xpath("//section[@aria-labelledby='text-location-label']//mark")
    assert [text(mark) for mark in marks] == ["Xã", "huyện"]


def test_an_earlier_translation_of_the_same_words_is_offered(office: Office, code: str) -> None:
    other = office.proposal(State.ACCEPTED)
    translate(office, other, "title", "A friendly library", checked=True)
    translate(office, other, "location", "Huu San")
    assert offered(page_of(office, code), "title") == ["Translated elsewhere as: A friendly library"]
    translate(office, code, "title", "A friendly library")
    assert offered(page_of(office, code), "title") == []


def offered(page: html.HtmlElement, key: str) -> list[str]:
    return [text(box) for box in page.xpath(f"//*[@data-suggestion-for='text-{key}']")]


def test_a_text_that_is_only_a_name_has_its_english_proposed(office: Office, code: str) -> None:
    english = "Huu San Commune, Son Dong District"
    assert offered(page_of(office, code), "location") == [f"By the rules for names: {english}"]
    other = office.proposal(State.ACCEPTED)
    translate(office, other, "location", english, checked=True)
    assert offered(page_of(office, code), "location") == [f"Translated elsewhere as: {english}"]
    translate(office, code, "location", english)
    assert offered(page_of(office, code), "location") == []


def test_names_with_accents_and_other_names_are_pointed_at(office: Office, code: str) -> None:
    rule = "The name is written otherwise: Xã Hữu Sản, huyện Sơn Động → Huu San Commune, Son Dong District"
    translate(office, code, "location", "Hữu Sản Commune, Son Dong District")
    assert doubts(page_of(office, code), "location") == [rule]
    translate(office, code, "location", "An Lac Commune, Son Dong District")
    assert doubts(page_of(office, code), "location") == [rule]
    translate(office, code, "location", "Huu San Commune (Hữu Sản), Son Dong District")
    assert doubts(page_of(office, code), "location") == []


def test_english_of_similar_words_is_offered_with_what_differs(office: Office, code: str) -> None:
    other = office.proposal(State.ACCEPTED, title=TITLE.replace("Hữu Sản", "An Lạc"))
    translate(office, other, "title", "An Lac library", checked=True)
    assert offered(page_of(office, code), "title") == [
        (
            "Like another text (88 %): Thư viện thân thiện cho Trường Tiểu học xã removed: An Lạc added: Hữu Sản"
            " An Lac library"
        )
    ]


def test_figures_and_terms_that_differ_are_pointed_at(office: Office) -> None:
    code = office.proposal(State.ACCEPTED, location="Xã Hữu Sản, 1.240 dân")
    translate(office, code, "location", "Huu San Commune, 240 people")
    assert doubts(page_of(office, code), "location") == [
        "Figures not in the English: 1.240",
        "Figures only in the English: 240",
    ]
    translate(office, code, "location", "Huu San, 1,240 people")
    assert doubts(page_of(office, code), "location") == ["The glossary says it otherwise: xã → commune"]
    translate(office, code, "location", "Huu San Commune, 1,240 people")
    assert doubts(page_of(office, code), "location") == []


def doubts(page: html.HtmlElement, key: str) -> list[str]:
    return [text(line) for line in page.xpath(f"//ul[@id='text-{key}-doubts']/li")]


def test_a_stale_text_shows_what_changed_in_the_vietnamese(office: Office, code: str) -> None:
    translate(office, code, "title", "A library", checked=True)
    change_title(office, code, TITLE.replace("Hữu Sản", "An Lạc"))
    (since,) = inside(page_of(office, code), "since")
    assert text(since) == (
        "What changed in the Vietnamese since Thư viện thân thiện cho Trường Tiểu học xã removed: Hữu Sản added: An Lạc"
    )


@pytest.mark.parametrize("email", [PUBLISHER, MANAGER])
def test_other_readers_see_the_texts_and_no_boxes(office: Office, code: str, email: str) -> None:
    translate(office, code, "title", "A library")
    page = page_of(office, code, email)
    assert (page.xpath("//textarea"), page.xpath("//button[@name='save']")) == ([], [])
    assert text(page.get_element_by_id("text-title")) == "A library"
    assert office.visitor(email).submit("/account", {}, action="/sign-out").status_code == 303


def test_only_translators_can_save(office: Office, code: str) -> None:
    visitor = office.visitor(MANAGER)
    token = form_token(visitor)
    answer = visitor.post(address(code), data={"csrf_token": token, "target.title": "A library"})
    assert (answer.status_code, stored(office, code)) == (403, {})


def form_token(visitor: FlaskClient) -> str:
    page = parsed(visitor.get("/account").text)
    return page.xpath("//input[@name='csrf_token']")[0].get("value")


# Saving


def test_saving_stores_what_was_typed_and_ticked_and_nothing_else(office: Office, code: str) -> None:
    translate(office, code, "implementer", "Division of Education", checked=True)
    answer = save(office, code, title="A library", location="Huu San Commune", location_checked="1")
    assert (answer.status_code, answer.location) == (303, address(code))
    assert stored(office, code) == {
        "title": ("A library", "draft"),
        "location": ("Huu San Commune", "checked"),
        "implementer": ("Division of Education", "checked"),
    }
    assert text(inside(page_of(office, code), "notice-ok")[0]) == "2 texts are saved."


@pytest.mark.parametrize(
    ("done", "pressed", "place"),
    [
        ([], "title", "location"),
        (["location"], "title", "implementer"),
        ([], "in_kind:1:unit", "title"),
        (["title", "location"], "in_kind:1:unit", "implementer"),
        (KEYS, "location", "location"),
    ],
)
def test_saving_goes_on_to_the_next_segment_that_is_not_done(
    office: Office, code: str, done: list[str], pressed: str, place: str
) -> None:
    for key in done:
        translate(office, code, key, "English", checked=True)
    answer = save(office, code, button=f"save={pressed}", **{pressed: "English", f"{pressed}_checked": "1"})
    assert answer.location == f"{address(code)}#text-{place.replace(':', '-')}"


def test_line_breaks_are_stored_as_they_are_shown(office: Office, code: str) -> None:
    save(office, code, objective="One\r\nTwo")
    assert stored(office, code) == {"objective": ("One\nTwo", "draft")}
    save(office, code)
    assert text(inside(page_of(office, code), "notice-ok")[0]) == "0 texts are saved."


def test_still_correct_stamps_a_stale_text_anew(office: Office, code: str) -> None:
    translate(office, code, "title", "A library", checked=True)
    change_title(office, code, "Thư viện")
    assert stored(office, code)["title"] == ("A library", "stale")
    save(office, code, location="Huu San")
    assert stored(office, code)["title"] == ("A library", "stale")
    save(office, code, title_checked="1")
    assert stored(office, code)["title"] == ("A library", "checked")


def test_a_tick_without_english_is_refused_beside_its_box_and_nothing_is_lost(office: Office, code: str) -> None:
    answer = save(office, code, title="A library", location_checked="1")
    page = parsed(answer.text)
    assert answer.status_code == 422
    assert [link.get("href") for link in inside(page, "error-summary", "//a")] == ["#text-location"]
    assert text(page.get_element_by_id("text-location-error")) == "Error: There is no English to mark as checked."
    assert (form_values(page)["target.title"], form_values(page)["checked.location"]) == ("A library", "1")
    assert stored(office, code) == {}


def test_only_what_is_not_done_can_be_shown(office: Office, code: str) -> None:
    translate(office, code, "title", "A library", checked=True)
    undone = f"{address(code)}?show=undone"
    page = parsed(office.visitor(REVIEWER).get(undone).text)
    assert [box.get("name") for box in page.xpath("//textarea")] == [f"target.{key}" for key in KEYS[1:]]
    pills = [(text(pill), pill.get("aria-current")) for pill in page.xpath("//a[@class='pill']")]
    assert pills == [("All texts 8", None), ("What is not done 7", "page")]
    answer = office.visitor(REVIEWER).submit(
        undone, {"target.location": "Huu San Commune", "checked.location": "1"}, button="save=location"
    )
    assert answer.location == f"{undone}#text-implementer"
    for key in KEYS[2:]:
        translate(office, code, key, "English", checked=True)
    assert text(inside(parsed(office.visitor(REVIEWER).get(undone).text), "empty")[0]).startswith("Every text is")


def test_the_machine_is_offered_only_where_the_settings_name_one(office: Office, code: str) -> None:
    button = "//button[starts-with(normalize-space(), 'Have ')]"
    visitor, drafts = office.visitor(REVIEWER), f"{address(code)}/machine-drafts"
    assert page_of(office, code).xpath(button) == []
    assert visitor.post(drafts, data={"csrf_token": form_token(visitor)}).status_code == 404
    with service() as running:
        settings = replace(office.app.config["CATALOG"], machine_translation=f"libretranslate:{running.url}")
        office.app.config["CATALOG"] = settings
        assert text(page_of(office, code).xpath(button)[0]) == "Have LibreTranslate draft what is missing"
        answer = visitor.submit(address(code), {}, action=drafts)
        assert (answer.status_code, answer.location) == (303, address(code))
        assert stored(office, code)["title"] == (f"EN: {TITLE}", "machine")
        assert "8 machine drafts were made: read and check them." in map(text, inside(page_of(office, code), "notice"))


# Two people at once


def conflict(office: Office, code: str, typed: dict[str, str], meanwhile) -> tuple[int, html.HtmlElement]:
    """Send a page that was opened before a colleague did something."""
    visitor = office.visitor(REVIEWER)
    sent = form_values(parsed(visitor.get(address(code)).text)) | typed | {"save": "all"}
    meanwhile()
    answer = visitor.post(address(code), data=sent)
    return answer.status_code, parsed(answer.text)


def test_a_conflict_shows_both_texts_and_keeps_everything_typed(office: Office, code: str) -> None:
    typed = {"target.title": "My library", "target.location": "Huu San", "checked.location": "1"}
    status, page = conflict(office, code, typed, lambda: translate(office, code, "title", "Their library"))
    assert status == 409
    assert [link.get("href") for link in inside(page, "error-summary", "//a")] == ["#text-title"]
    assert text(inside(page, "error-summary", "/p")[0]).startswith("Last change: colleague, ")
    theirs = [text(line) for line in inside(page, "theirs", "/p")]
    assert theirs[0].startswith("Theirs (colleague, ")
    assert [text(line) for line in inside(page, "theirs", "/p[@lang]")] == [
        "Their library",
        "removed: Their added: My library",
    ]
    assert {key: form_values(page)[key] for key in typed} == typed
    assert stored(office, code) == {"title": ("Their library", "draft")}
    answer = office.visitor(REVIEWER).post(address(code), data=form_values(page) | {"save": "all"})
    assert answer.status_code == 303
    assert stored(office, code) == {"title": ("My library", "draft"), "location": ("Huu San", "checked")}


def test_the_texts_of_two_people_are_merged_without_a_script(office: Office, code: str) -> None:
    typed = {"target.title": "My library", "target.location": "Huu San"}
    _status, page = conflict(office, code, typed, lambda: translate(office, code, "title", "Their library"))
    visitor = office.visitor(REVIEWER)

    def press(side: str) -> html.HtmlElement:
        (button,) = page.xpath(f"//button[@name='merge'][starts-with(@value, '{side}')]")
        where = button.get("formaction").partition("#")[0]
        answer = visitor.post(where, data=form_values(page) | {"merge": button.get("value")})
        assert answer.status_code == 200
        return parsed(answer.text)

    page = press("theirs")
    assert (form_values(page)["target.title"], form_values(page)["target.location"]) == ("Their library", "Huu San")
    page = press("mine")
    assert (form_values(page)["target.title"], form_values(page)["target.location"]) == ("My library", "Huu San")
    assert stored(office, code) == {"title": ("Their library", "draft")}
    merged = {"target.title": "My and their library", "save": "all"}
    assert visitor.post(address(code), data=form_values(page) | merged).status_code == 303
    assert stored(office, code) == {"title": ("My and their library", "draft"), "location": ("Huu San", "draft")}


@pytest.mark.parametrize("merge", ["theirs:no-such-text", "hers:title", ""])
def test_what_no_button_sends_merges_nothing(office: Office, code: str, merge: str) -> None:
    visitor = office.visitor(REVIEWER)
    sent = form_values(parsed(visitor.get(address(code)).text)) | {"merge": merge}
    assert visitor.post(address(code), data=sent).status_code == 404


def test_vietnamese_that_changed_meanwhile_is_seen_before_it_is_stamped(office: Office, code: str) -> None:
    typed = {"target.title": "A library", "checked.title": "1"}
    status, page = conflict(office, code, typed, lambda: change_title(office, code, "Thư viện Vân Sơn"))
    assert status == 409
    assert text(page.xpath("//section[@aria-labelledby='text-title-label']//div[@lang='vi']")[0]) == "Thư viện Vân Sơn"
    assert inside(page, "theirs") == []
    assert stored(office, code) == {}


def test_two_people_on_different_segments_are_not_in_each_others_way(office: Office, code: str) -> None:
    visitor = office.visitor(REVIEWER)
    sent = form_values(parsed(visitor.get(address(code)).text)) | {"target.title": "A library", "save": "all"}
    translate(office, code, "location", "Huu San")
    assert visitor.post(address(code), data=sent).status_code == 303
    assert stored(office, code) == {"title": ("A library", "draft"), "location": ("Huu San", "draft")}
