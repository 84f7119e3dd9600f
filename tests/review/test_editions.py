"""Lists on the desk: started, filled, ordered, compared, released, and read as they were frozen."""

import hashlib

import pytest
from lxml import html

from catalog.db import db, transaction
from catalog.editions import queries, services
from catalog.exchange.documents import every_document
from catalog.proposals.models import Proposal
from catalog.rounds.models import Round
from tests.accounts.people import statements
from tests.editions import scene
from tests.public.reading import facts, inside, parsed, text
from tests.review.desk import COLLEAGUE, MANAGER, PUBLISHER, REVIEWER, Office

DRAFT = "/desk/editions/2023-1"


def ready(office: Office, category: str = "library", **values: object) -> str:
    """A proposal that can be released; gives its code."""
    reviewer = office.actor(REVIEWER)
    with office.app.app_context():
        round_ = db.session.query(Round).one()
        return scene.ready(reviewer, round_, category_key=category, **values).code


def unready(office: Office) -> str:
    """An accepted proposal without English."""
    with office.app.app_context():
        return scene.accepted(db.session.query(Round).one()).code


def listed(office: Office, *codes: str) -> None:
    """A draft with these proposals on it."""
    reviewer = office.actor(REVIEWER)
    with office.app.app_context():
        key = services.create(reviewer, db.session.query(Round).one()).key
        for code in codes:
            services.add(reviewer, key, code)


def page_of(office: Office, address: str = DRAFT, email: str = REVIEWER, language: str = "en") -> html.HtmlElement:
    answer = office.visitor(email, language).get(address)
    assert answer.status_code == 200
    return parsed(answer.text)


def order(office: Office, key: str = "2023-1") -> list[str]:
    with office.app.app_context():
        return [candidate.proposal.code for candidate in queries.chosen_items(queries.edition_by_key(key))]


def rows(page: html.HtmlElement, heading: str) -> list[str]:
    """The rows of a section of the draft, without their controls."""
    found = page.xpath(f"//section[@aria-labelledby='{heading}']//tbody/tr")
    return [" ".join(text(cell) for cell in row.xpath("*[not(.//form)]")) for row in found]


def release(office: Office, fields: dict[str, str] | None = None):
    """Fill the release form and press its button."""
    return office.visitor(PUBLISHER).submit(f"{DRAFT}/release", {"confirmed": "y"} | (fields or {}))


# All editions


def test_a_list_is_started_from_its_round(office: Office) -> None:
    page = page_of(office, "/desk/editions")
    assert [text(button) for button in page.xpath("//button[@name='round']")] == ["Start edition 2023-1"]
    answer = office.visitor(REVIEWER).submit("/desk/editions", button="round=2023")
    assert (answer.status_code, answer.location) == (303, DRAFT)
    page = page_of(office, "/desk/editions")
    assert [text(row) for row in page.xpath("//tbody/tr")] == ["Edition 2023-1 Draft 0 – – –"]
    assert page.xpath("//button[@name='round']") == []


def test_a_round_that_is_not_there_starts_nothing(office: Office) -> None:
    answer = office.visitor(REVIEWER).submit("/desk/editions", button="round=1999")
    assert answer.status_code == 404


# Choosing and ordering


def test_the_draft_shows_what_is_chosen_by_sector_and_what_could_be(office: Office) -> None:
    swimming, library, spare = ready(office, "swimming"), ready(office), ready(office)
    missing = unready(office)
    listed(office, swimming, library)
    page = page_of(office)
    name = "Thư viện thân thiện cho Trường Tiểu học xã Hữu Sản"
    assert rows(page, "list-title") == [
        "I. Education and training",
        f"1 {name} {library} · Son Dong District · Libraries VND 54,000,000 Ready",
        "II. Social issues",
        f"2 {name} {swimming} · Son Dong District · Drowning prevention VND 54,000,000 Ready",
    ]
    others = rows(page, "others-title")
    assert others[0] == f"{name} {spare} · Son Dong District · Libraries VND 54,000,000 Ready"
    assert others[1].startswith(f"{name} {missing} · Son Dong District · Libraries VND 54,000,000 10 things to mend ")
    assert [text(figure) for figure in inside(page, "figures", "/li")] == [
        "2 on the list",
        "2 ready",
        "2 accepted, not on the list",
        "USD 4,459 VND 108,000,000",
    ]


def test_what_is_not_ready_says_why_and_where_it_is_mended(office: Office) -> None:
    code = unready(office)
    listed(office, code)
    page = page_of(office)
    assert [text(item) for item in inside(page, "hindrances", "//li")][:2] == [
        "No English yet: Title",
        "No English yet: Location",
    ]
    assert [link.get("href") for link in inside(page, "hindrances", "//a")] == [f"/desk/translation/{code}"]


def test_proposals_are_added_and_removed(office: Office) -> None:
    first, second = ready(office), ready(office)
    listed(office, first)
    answer = office.visitor(REVIEWER).submit(DRAFT, action=f"{DRAFT}/add")
    assert (answer.status_code, answer.location, order(office)) == (303, DRAFT, [first, second])
    answer = office.visitor(REVIEWER).submit(DRAFT, action=f"{DRAFT}/remove")
    assert (answer.status_code, answer.location, order(office)) == (303, DRAFT, [second])
    assert [text(told) for told in inside(page_of(office), "notice-ok")] == [f"{first} is no longer on the list."]


@pytest.mark.parametrize(
    ("fields", "button", "expected", "told"),
    [
        ({}, "step=1", [1, 0, 2], "Moved from no. 1 to no. 2. Undo"),
        ({"number": "3"}, None, [1, 2, 0], "Moved from no. 1 to no. 3. Undo"),
        ({"number": "99"}, None, [1, 2, 0], "Moved from no. 1 to no. 3. Undo"),
        ({"number": "1"}, None, [0, 1, 2], "It can't go further: it stays among its sector."),
        ({"number": "2"}, "step=-1", [0, 1, 2], "It can't go further: it stays among its sector."),
    ],
)
def test_the_row_that_moved_says_where_it_went_and_has_the_focus(
    office: Office, fields: dict[str, str], button: str | None, expected: list[int], told: str
) -> None:
    codes = [ready(office), ready(office), ready(office)]
    listed(office, *codes)
    answer = office.visitor(REVIEWER).submit(DRAFT, fields, action=f"{DRAFT}/move", button=button)
    assert answer.status_code == 303
    assert order(office) == [codes[index] for index in expected]
    page = page_of(office, answer.location)
    (row,) = inside(page, "is-marked")
    assert (row.get("id"), text(row.xpath(".//*[@role='status']")[0])) == (codes[0], told)
    (focus,) = page.xpath("//*[@autofocus]")
    assert focus.get("aria-describedby") == "went"
    assert focus.xpath("ancestor::tr")[0] is row


def test_steps_are_taken_back_one_after_the_other(office: Office) -> None:
    codes = [ready(office), ready(office), ready(office)]
    listed(office, *codes)
    visitor = office.visitor(REVIEWER)
    visitor.submit(DRAFT, {"number": "3"}, action=f"{DRAFT}/move")
    visitor.submit(DRAFT, action=f"{DRAFT}/remove")
    assert order(office) == [codes[2], codes[0]]
    page = page_of(office)
    assert text(page.get_element_by_id("undo")) == f"Last step: {codes[1]} removed (reviewer) Undo"
    visitor.submit(DRAFT, action=f"{DRAFT}/undo")
    assert order(office) == [codes[1], codes[2], codes[0]]
    answer = visitor.submit(DRAFT, action=f"{DRAFT}/undo")
    assert order(office) == codes
    page = page_of(office, answer.location)
    assert text(inside(page, "went")[0]) == "Moved from no. 3 to no. 1. Undo"
    assert text(page.get_element_by_id("undo")) == f"Last step: {codes[2]} added (reviewer) Undo"


def test_a_list_as_it_began_has_nothing_to_take_back(office: Office) -> None:
    listed(office)
    assert page_of(office).get_element_by_id("undo").get("hidden") is not None


def test_a_move_on_a_list_that_changed_meanwhile_is_offered_again(office: Office) -> None:
    codes = [ready(office), ready(office), ready(office)]
    listed(office, *codes)
    visitor = office.visitor(REVIEWER)
    forms = [form for form in parsed(visitor.get(DRAFT).text).forms if form.action == f"{DRAFT}/move"]
    with office.app.app_context():
        services.move(office.actor(COLLEAGUE), "2023-1", codes[2], 1)
    answer = visitor.post(f"{DRAFT}/move", data=dict(forms[0].form_values()) | {"number": "3"})
    assert (answer.status_code, order(office)) == (409, [codes[2], codes[0], codes[1]])
    page = parsed(answer.text)
    told = page.xpath("//*[@role='alert']//p")[0]
    assert text(told).startswith("Somebody else has just changed the order of this list")
    assert text(page.get_element_by_id("undo")).startswith(f"Last step: {codes[2]} from place 3 to place 1 (colleague)")
    (again,) = page.xpath("//*[@role='alert']//form")
    visitor.post(again.action, data=dict(again.form_values()))
    assert order(office) == [codes[2], codes[1], codes[0]]


def test_the_script_of_the_page_is_told_the_order(office: Office) -> None:
    codes = [ready(office), ready(office)]
    listed(office, *codes)
    visitor = office.visitor(REVIEWER)
    (form, _) = [form for form in parsed(visitor.get(DRAFT).text).forms if form.action == f"{DRAFT}/move"]
    sent = dict(form.form_values()) | {"number": "2"}
    answer = visitor.post(f"{DRAFT}/move", data=sent, headers={"Accept": "application/json"})
    told = answer.get_json()
    with office.app.app_context():
        version = queries.edition_by_key("2023-1").version
    assert told["words"] == f"{codes[0]} moved from place 1 to place 2."
    assert (told["version"], told["rows"]) == (version, [[codes[1], 1], [codes[0], 2]])
    assert told["undo"]["words"] == f"{codes[0]} from place 1 to place 2 (reviewer)"
    stale = visitor.post(f"{DRAFT}/move", data=sent, headers={"Accept": "application/json"})
    assert (stale.status_code, list(stale.get_json())) == (409, ["words"])
    undone = {"csrf_token": sent["csrf_token"], "undone": told["undo"]["id"]}
    answer = visitor.post(f"{DRAFT}/undo", data=undone, headers={"Accept": "application/json"})
    assert answer.get_json()["rows"] == [[codes[0], 1], [codes[1], 2]]
    stale = visitor.post(f"{DRAFT}/undo", data=undone, headers={"Accept": "application/json"})
    assert (stale.status_code, order(office)) == (409, codes)


@pytest.mark.parametrize("sent", [{"number": "x"}, {"number": ""}, {"code": ""}, {"was": "x"}, {"code": "SD-2023-999"}])
def test_a_move_that_makes_no_sense_moves_nothing(office: Office, sent: dict[str, str]) -> None:
    codes = [ready(office), ready(office)]
    listed(office, *codes)
    answer = office.visitor(REVIEWER).submit(DRAFT, {"number": "2"} | sent, action=f"{DRAFT}/move")
    assert (answer.status_code, order(office)) == (404, codes)


def test_the_draft_costs_the_same_queries_for_one_and_for_three(office: Office) -> None:
    listed(office)
    costs = []
    for more in (1, 2):
        with office.app.app_context():
            codes = [ready(office) for _ in range(more)]
            for code in codes:
                services.add(office.actor(REVIEWER), "2023-1", code)
            unready(office)
        visitor = office.visitor(REVIEWER)
        with statements(office.app) as seen:
            visitor.get(DRAFT)
        costs.append(len(seen))
    assert costs[0] == costs[1]


def test_a_reader_sees_the_list_and_no_controls(office: Office) -> None:
    listed(office, ready(office))
    page = page_of(office, email=MANAGER)
    assert len(page.xpath("//tbody/tr")) == 2
    assert page.xpath("//main//form") == []
    assert page.xpath(f"//a[@href='{DRAFT}/release']") == []
    for act in ("add", "remove", "move", "undo"):
        assert office.visitor(MANAGER).get(f"{DRAFT}/{act}").status_code == 405


# Releasing


def test_the_publisher_reads_names_the_document_and_releases(office: Office) -> None:
    code = ready(office)
    listed(office, code)
    page = page_of(office, f"{DRAFT}/release", PUBLISHER)
    assert text(inside(page, "notice-ok")[0]) == "The proposal on the list is ready."
    assert text(page.xpath("//section[@id='changes']/p")[0]) == "This is the first edition of its round."
    answer = release(office, {"kind": "Quyết định", "number": "12/QĐ-UBND", "date": "2023-06-01", "signer": "Nguyễn A"})
    assert (answer.status_code, answer.location) == (303, "/desk/work/1")
    work = page_of(office, answer.location, PUBLISHER)
    assert text(inside(work, "notice-ok")[0]) == "It is done."
    assert inside(work, "btn-primary")[-1].get("href") == DRAFT
    page = page_of(office, email=PUBLISHER)
    assert facts(page) == {
        "Approved by": "Quyết định 12/QĐ-UBND",
        "Date": "1 June 2023",
        "Signed by": "Nguyễn A",
        "Rate": "VND 24,221 = USD 1 1 October 2024",
    }
    assert office.state(code) == "published"


def test_the_button_is_named_by_its_effect_in_both_languages(office: Office) -> None:
    listed(office, ready(office))
    names = [
        text(inside(page_of(office, f"{DRAFT}/release", PUBLISHER, language), "btn-hot")[0])
        for language in ("vi", "en")
    ]
    assert names == ["Công bố danh mục 2023-1", "Release edition 2023-1"]


def test_nothing_is_released_without_the_word_that_it_was_read(office: Office) -> None:
    listed(office, ready(office))
    answer = release(office, {"confirmed": None, "number": "12/QĐ-UBND"})
    page = parsed(answer.text)
    assert answer.status_code == 422
    assert [link.get("href") for link in inside(page, "error-summary", "//a")] == ["#confirmed"]
    assert page.get_element_by_id("number").get("value") == "12/QĐ-UBND"
    assert not parsed(office.visitor(REVIEWER).get("/desk/editions").text).xpath("//*[contains(text(), 'Released')]/td")


def test_what_is_not_ready_stops_the_release_and_is_listed(office: Office) -> None:
    code = unready(office)
    listed(office, ready(office), code)
    page = page_of(office, f"{DRAFT}/release", PUBLISHER)
    assert text(page.get_element_by_id("unready-title")) == "1 proposal is not ready"
    answer = release(office)
    page = parsed(answer.text)
    assert answer.status_code == 422
    assert text(inside(page, "error-summary", "//li")[0]) == f"{code}: No English yet: Title"
    assert office.state(code) == "accepted"


def test_a_list_that_changed_since_it_was_read_is_read_again(office: Office) -> None:
    first, second = ready(office), ready(office)
    listed(office, first, second)
    visitor = office.visitor(PUBLISHER)
    (form,) = [form for form in parsed(visitor.get(f"{DRAFT}/release").text).forms if form.xpath(".//*[@name='seen']")]
    with office.app.app_context():
        services.remove(office.actor(REVIEWER), "2023-1", second)
    approval = {"kind": "Quyết định", "number": "12", "date": "2023-06-01"}
    answer = visitor.post(f"{DRAFT}/release", data=dict(form.form_values()) | approval | {"confirmed": "y"})
    assert answer.status_code == 409
    assert parsed(answer.text).get_element_by_id("number").get("value") == "12"
    assert release(office).status_code == 303


def test_reviewers_do_not_release(office: Office) -> None:
    listed(office, ready(office))
    assert page_of(office).xpath(f"//a[@href='{DRAFT}/release']") == []
    assert office.visitor(REVIEWER).get(f"{DRAFT}/release").status_code == 403


# After the release


def test_a_released_edition_is_read_as_it_was_frozen_with_its_documents(office: Office) -> None:
    code = ready(office)
    listed(office, code)
    release(office)
    with office.app.app_context(), transaction() as session:
        session.query(Proposal).filter_by(code=code).one().title = "Tên mới"
    page = page_of(office)
    assert [text(row) for row in page.xpath("//tbody/tr")] == [
        "I. Education and training",
        f"1 {code} TITLE Son Dong District 54,000,000 2,229",
    ]
    links = [link.get("href") for link in inside(page, "documents", "//a")]
    assert sorted(links) == sorted(
        f"/en/editions/2023-1/list.{document.format}?lang={document.language}&layout={document.layout}"
        for document in every_document()
    )
    visitor = office.visitor(PUBLISHER)
    assert [text(code) for code in inside(page, "checksums", "//code")] == [
        hashlib.sha256(visitor.get(link).data).hexdigest() for link in links
    ]
    assert page.xpath("//a[@href='/en/editions/2023-1']") != []
    answer = office.visitor(PUBLISHER).get(f"{DRAFT}/release")
    assert (answer.status_code, answer.location) == (303, DRAFT)


def test_the_next_list_shows_what_changed_since_the_last(office: Office) -> None:
    stays, goes = ready(office), ready(office)
    listed(office, goes, stays)
    release(office)
    new = ready(office, "swimming")
    with office.app.app_context():
        reviewer = office.actor(REVIEWER)
        services.create(reviewer, db.session.query(Round).one())
        services.remove(reviewer, "2023-2", goes)
        services.add(reviewer, "2023-2", new)
        with transaction() as session:
            session.query(Proposal).filter_by(code=stays).one().budget_lines[0].unit_cost_vnd = 5_000_000
    page = page_of(office, "/desk/editions/2023-2")
    section = page.get_element_by_id("changes")
    raised = "Aid requested: VND 54,000,000 → VND 60,000,000 (+VND 6,000,000)"
    assert [text(child) for child in section.xpath("h2 | h3 | .//li")] == [
        "Changes since edition 2023-1",
        "Added 1",
        f"No. 2 {new} TITLE",
        "Removed 1",
        f"No. 1 {goes} TITLE",
        "Moved or changed 1",
        f"No. 1 {stays} TITLE was No. 2 {raised} Changed: Budget lines",
    ]


def test_a_released_edition_can_not_be_changed_from_an_old_page(office: Office) -> None:
    code = ready(office)
    listed(office, code)
    visitor = office.visitor(REVIEWER)
    (form,) = [form for form in parsed(visitor.get(DRAFT).text).forms if form.action == f"{DRAFT}/remove"]
    release(office)
    assert visitor.post(form.action, data=dict(form.form_values())).status_code == 403
    assert order(office) == [code]
