"""The checklist on the page of a proposal: ticked, refused, overtaken, turned into a question, warned of."""

import pytest

from catalog.proposals.workflow import State
from tests.accounts.people import statements
from tests.public.reading import inside, parsed, text
from tests.review.desk import COLLEAGUE, MANAGER, REVIEWER, Office

WORDS = "Chưa nêu ai trả chi phí."


def address(code: str, tail: str = "") -> str:
    return f"/desk/review/{code}{tail}?view=waiting"


def page_of(office: Office, code: str, email: str = REVIEWER, language: str = "en"):
    answer = office.visitor(email, language).get(address(code))
    assert answer.status_code == 200
    return parsed(answer.text)


def form_of(page, key: str):
    (form,) = page.xpath(f"//li[@id='point-{key}']/details/form")
    return form


def check(office: Office, code: str, key: str, verdict: str, words: str = "", email: str = REVIEWER, page=None):
    """Press a button of a point, on a page as it is now or as it was."""
    form = form_of(page if page is not None else page_of(office, code, email), key)
    fields = dict(form.form_values()) | {"words": words, "verdict": verdict}
    return office.visitor(email).post(form.action, data=fields)


def point(page, key: str) -> str:
    """Name and standing of a point."""
    return text(page.xpath(f"//li[@id='point-{key}']//summary")[0])


def progress(page) -> str:
    return text(page.xpath("//section[@id='checklist']/div")[0])


def test_points_are_ticked_one_by_one_and_all_of_the_office_sees_it(office: Office) -> None:
    code = office.proposal(State.SUBMITTED)
    assert progress(page_of(office, code)) == "0 of 14 points checked"
    answer = check(office, code, "upkeep", "fine")
    assert (answer.status_code, answer.location) == (303, f"{address(code)}#point-upkeep")
    for email in (REVIEWER, COLLEAGUE, MANAGER):
        page = page_of(office, code, email)
        assert point(page, "upkeep") == "There is a plan for operation and upkeep Fine"
        assert text(page.xpath("//li[@id='point-upkeep']/details/p")[0]).startswith("reviewer · ")
        assert progress(page) == "1 of 14 points checked"
    assert page.xpath("//section[@id='checklist']//form") == []
    assert point(page_of(office, code, language="vi"), "upkeep") == "Có phương án vận hành, duy trì Đạt"


def test_what_is_not_fine_needs_words_and_keeps_them(office: Office) -> None:
    code = office.proposal(State.SUBMITTED)
    answer = check(office, code, "upkeep", "not_fine", " ")
    page = parsed(answer.text)
    assert (answer.status_code, len(page.xpath("//li[@id='point-upkeep']/details[@open]"))) == (422, 1)
    assert text(page.get_element_by_id("point-words-upkeep-error")).startswith("Error: Say what is not fine")


def test_who_is_overtaken_sees_the_colleagues_finding_and_keeps_the_words(office: Office) -> None:
    code = office.proposal(State.SUBMITTED)
    before = page_of(office, code)
    check(office, code, "upkeep", "fine", email=COLLEAGUE)
    answer = check(office, code, "upkeep", "not_fine", WORDS, page=before)
    page = parsed(answer.text)
    assert (answer.status_code, point(page, "upkeep").rsplit(" ", 1)[1]) == (409, "Fine")
    assert page.get_element_by_id("point-words-upkeep").text.strip() == WORDS
    assert "saved this" in text(inside(page, "notice-danger")[0])


def test_what_is_not_fine_becomes_a_question_with_its_reason(office: Office) -> None:
    code = office.proposal(State.SUBMITTED)
    check(office, code, "upkeep", "not_fine", WORDS)
    (form,) = page_of(office, code).xpath("//li[@id='point-upkeep']/form")
    assert text(form.xpath(".//button")[0]) == "Collect as a question: What happens afterwards"
    answer = office.visitor(REVIEWER).post(form.action, data=dict(form.form_values()))
    assert answer.status_code == 303
    page = page_of(office, code)
    assert [text(row).split(" Change")[0] for row in inside(page, "collected", "/li")] == [
        f"What happens afterwards : There is no plan for operation and upkeep . {WORDS}"
    ]
    assert page.xpath("//li[@id='point-upkeep']/form") == []
    assert page.xpath("//li[@id='point-upkeep']/p/a/@href") == ["#words-sustainability"]


def test_accepting_warns_of_what_is_open_and_does_not_stop(office: Office) -> None:
    code = office.proposal(State.SUBMITTED)
    check(office, code, "upkeep", "not_fine", WORDS)
    warning = "Checklist: 13 open, 1 not fine. It can be accepted all the same."
    assert text(inside(page_of(office, code), "warn-line")[0]) == warning
    office.visitor(REVIEWER).submit(address(code), action=address(code), button="action=accept")
    assert office.state(code) == State.ACCEPTED
    assert inside(page_of(office, code), "warn-line") == []


@pytest.mark.parametrize("state", [State.CHANGES_REQUESTED, State.PUBLISHED, State.REJECTED])
def test_nothing_is_ticked_where_the_office_does_not_have_it(office: Office, state: str) -> None:
    page = page_of(office, office.proposal(state))
    assert (len(inside(page, "checklist", "/li")), page.xpath("//section[@id='checklist']//form")) == (14, [])


def test_the_checklist_costs_the_same_queries_for_one_and_for_three_points(office: Office) -> None:
    code, costs = office.proposal(State.SUBMITTED), []
    for keys in (["upkeep"], ["counts", "itemised"]):
        for key in keys:
            check(office, code, key, "fine")
        page_of(office, code)
        with statements(office.app) as seen:
            page_of(office, code)
        costs.append(len(seen))
    assert costs[0] == costs[1]
