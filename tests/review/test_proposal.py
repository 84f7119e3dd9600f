"""One proposal on the desk: everything it says, what may expose a child, what is decided and by whom."""

from datetime import date
from decimal import Decimal

import pytest
from lxml import html

from catalog.audit import history_of
from catalog.db import db, transaction
from catalog.proposals import services
from catalog.proposals.fields import FIELDS
from catalog.proposals.models import BudgetLine, Proposal
from catalog.proposals.sections import SECTION_NAMES
from catalog.proposals.workflow import ACTIONS, State
from tests.public.reading import facts, inside, parsed, text
from tests.review.desk import COLLEAGUE, MANAGER, PUBLISHER, REVIEWER, Office

PRIVATE = {"contact_email": "phonggd@example.org", "letter_number": "12/UBND-GD", "notes": "Đã gọi điện."}


def address(code: str) -> str:
    return f"/desk/review/{code}"


def page_of(office: Office, code: str, email: str = REVIEWER, language: str = "en") -> html.HtmlElement:
    answer = office.visitor(email, language).get(address(code))
    assert answer.status_code == 200
    return parsed(answer.text)


def answers(page: html.HtmlElement) -> dict[str, str]:
    return {text(pair[0]): text(pair[1]) for pair in inside(page, "answers", "/div")}


def buttons(page: html.HtmlElement) -> list[str]:
    return [text(button) for button in page.xpath("//button[@name='action']")]


def decide(office: Office, code: str, action: str, comment: str = "", email: str = REVIEWER):
    """Press a button of the decision on the page as it is now."""
    where = f"{address(code)}?view=waiting"
    return office.visitor(email).submit(address(code), {"comment": comment}, action=where, button=f"action={action}")


# Reading


def test_every_answer_is_there_in_words_private_ones_too(office: Office) -> None:
    code = office.proposal(
        State.SUBMITTED, **PRIVATE, aid_form="non_project", planned_start=date(2024, 3, 1), priority=1, girls=1_200,
        sdg_targets=["4.a", "4.5"], letter_date=date(2023, 5, 18), has_construction=True, boys=34, children=1_234,
    )  # fmt: skip
    shown = answers(page_of(office, code))
    assert len(shown) == len(FIELDS) - 2  # months and hospital are not asked of a library
    assert {key: value for key, value in shown.items() if value not in ("–", "No", "Missing")} == {
        "Title": "Thư viện thân thiện cho Trường Tiểu học xã Hữu Sản",
        "Location": "Xã Hữu Sản, huyện Sơn Động",
        "Implementing organisation": "Phòng Giáo dục và Đào tạo huyện Sơn Động",
        "Office e-mail (not public)": "phonggd@example.org",
        "Type of support": "Education and training · Libraries",
        "Form of aid": "Non-project grant",
        "Includes construction": "Yes",
        "SDG targets": "4.a, 4.5",
        "Children who benefit directly": "1,234",
        "Of these: girls": "1,200",
        "Of these: boys": "34",
        "Objective": "240 học sinh có nơi đọc sách.",
        "Start (month/year)": "March 2024",
        "Number of the letter (not public)": "12/UBND-GD",
        "Date of the letter (not public)": "18 May 2023",
        "Priority for the unit (not public)": "Priority 1 (most urgent)",
        "Notes (not public) (not public)": "Đã gọi điện.",
    }


def test_sections_stand_in_the_order_of_the_form_in_vietnamese(office: Office) -> None:
    page = page_of(office, office.proposal(State.SUBMITTED), language="vi")
    headings = [text(heading) for heading in page.xpath("//section/h2")]
    assert headings[: len(SECTION_NAMES)] == [name.vi for name in SECTION_NAMES.values()]
    assert answers(page)["Số trẻ em hưởng lợi trực tiếp"] == "240"
    assert [element.get("lang") for element in page.xpath("//dt[@id='objective']/following-sibling::dd[1]")] == ["vi"]


def test_the_budget_is_summed_converted_and_read_out(office: Office) -> None:
    code = office.proposal(State.SUBMITTED)
    with office.app.app_context(), transaction() as session:
        proposal = session.query(Proposal).filter_by(code=code).one()
        proposal.budget_lines.append(
            BudgetLine(position=2, item="Sửa phòng", quantity=Decimal("1.5"), unit="phòng", unit_cost_vnd=24_000_000,
                       funding="counterpart", optional=True)
        )  # fmt: skip
    page = page_of(office, code)
    assert [text(row) for row in page.xpath("//section[@id='budget']//tbody/tr")] == [
        "Giá sách 12 chiếc VND 4,500,000 Aid requested VND 54,000,000",
        "Sửa phòng (may be left out) 1.5 phòng VND 24,000,000 Local contribution VND 36,000,000",
    ]
    assert [text(row) for row in page.xpath("//section[@id='budget']//tfoot/tr")] == [
        "Aid requested VND 54,000,000 USD 2,229",
        "Local contribution VND 36,000,000 USD 1,486",
        "Total VND 90,000,000 USD 3,716",
    ]
    assert text(page.xpath("//section[@id='budget']/p")[-1]).startswith(
        "Chín mươi triệu đồng · USD at the rate of VND 24,221 of 1 October 2024"
    )
    assert text(page.xpath("//section[@id='contributions']//li")[0]) == "Sách thiếu nhi : 800 cuốn"


def test_what_publishing_still_wants_and_what_looks_odd_is_said_on_top(office: Office) -> None:
    page = page_of(office, office.proposal(State.SUBMITTED))
    assert [text(item) for item in inside(page, "notice-warn", "//li")] == [
        "Missing: Form of aid (needed to publish)",
        "Missing: Summary in one sentence (needed to publish)",
        "Missing: Need (needed to publish)",
        "There is no local contribution.",
        "There are no planned dates.",
    ]
    for link in inside(page, "notice-warn", "//a"):
        assert page.get_element_by_id(link.get("href").removeprefix("#")) is not None


@pytest.mark.parametrize("state", [State.DRAFT, State.AWAITING_SIGNATURE])
def test_what_was_never_sent_looks_missing(office: Office, state: State) -> None:
    assert office.visitor(REVIEWER).get(address(office.proposal(state))).status_code == 404


# Protecting children


def test_what_may_expose_a_child_is_marked_where_it_stands_and_ticked_there(office: Office) -> None:
    code = office.proposal(State.SUBMITTED, need="Ví dụ em Nguyễn Văn Bình, số 0912345678.")
    page = page_of(office, code)
    assert [text(mark) for mark in page.xpath("//mark")] == ["em Nguyễn Văn Bình", "0912345678"]
    assert text(inside(page, "notice-danger", "//p")[0]).startswith("2 places may expose a child.")
    tick = f"{address(code)}/clear-hit?view=waiting"
    answer = office.visitor(REVIEWER).submit(address(code), action=tick)
    assert (answer.status_code, answer.location) == (303, f"{address(code)}?view=waiting")
    page = page_of(office, code)
    assert [text(link) for link in inside(page, "notice-danger", "//li")] == ["Need: a telephone number “0912345678”"]
    assert [text(chip) for chip in inside(page, "tick", "//*[contains(@class, 'chip-ok')]")] == [
        "“em Nguyễn Văn Bình”: confirmed, no child's details"
    ]


def test_only_reviewers_tick(office: Office) -> None:
    code = office.proposal(State.SUBMITTED, need="Gọi 0912345678.")
    page = page_of(office, code, PUBLISHER)
    assert (len(page.xpath("//mark")), inside(page, "tick", "//button")) == (1, [])


# Deciding


@pytest.mark.parametrize(
    ("email", "state", "expected"),
    [
        (REVIEWER, State.SUBMITTED, ["Ask for changes", "Accept", "Reject"]),
        (REVIEWER, State.ACCEPTED, ["Ask for changes", "Reject"]),
        (REVIEWER, State.CHANGES_REQUESTED, []),
        (REVIEWER, State.PUBLISHED, []),
        (PUBLISHER, State.SUBMITTED, []),
        (PUBLISHER, State.PUBLISHED, ["Close"]),
        (MANAGER, State.SUBMITTED, []),
    ],
)
def test_the_buttons_are_those_of_the_workflow(office: Office, email: str, state: State, expected: list[str]) -> None:
    assert buttons(page_of(office, office.proposal(state), email)) == expected


@pytest.mark.parametrize(
    ("action", "comment", "state", "said"),
    [
        ("accept", "", State.ACCEPTED, "accepted"),
        ("accept", "Cảm ơn đơn vị.", State.ACCEPTED, "accepted"),
        ("request_changes", "Nêu rõ số trẻ.", State.CHANGES_REQUESTED, "asked for changes"),
        ("reject", "Ngoài đối tượng trẻ em.", State.REJECTED, "rejected"),
    ],
)
def test_a_decision_is_carried_out_and_stands_in_the_history(
    office: Office, action: str, comment: str, state: State, said: str
) -> None:
    code = office.proposal(State.SUBMITTED)
    answer = decide(office, code, action, comment)
    assert (answer.status_code, answer.location) == (303, f"{address(code)}?view=waiting")
    page = page_of(office, code)
    assert text(inside(page, "notice-ok")[0]) == f"{code}: {said}."
    newest = inside(page, "timeline", "/li")[0]
    assert text(newest).startswith(f"reviewer {said}")
    assert [text(words) for words in newest.xpath("blockquote")] == ([comment] if comment else [])
    assert office.state(code) == state


@pytest.mark.parametrize(("action", "typed"), [("request_changes", ""), ("reject", " \n ")])
def test_a_decision_that_needs_words_asks_for_them(office: Office, action: str, typed: str) -> None:
    code = office.proposal(State.SUBMITTED)
    answer = decide(office, code, action, typed)
    page = parsed(answer.text)
    assert answer.status_code == 422
    assert [link.get("href") for link in inside(page, "error-summary", "//a")] == ["#comment"]
    assert text(page.get_element_by_id("comment-error")) == "Error: Say why."
    assert page.xpath("//title")[0].text.startswith("Error: ")
    assert office.state(code) == State.SUBMITTED


def overtaken(office: Office, code: str, comment: str, meanwhile) -> tuple[int, html.HtmlElement]:
    """Press "ask for changes" on a page that was opened before a colleague did something."""
    visitor = office.visitor(REVIEWER)
    page = parsed(visitor.get(address(code)).text)
    (form,) = [form for form in page.forms if form.xpath(".//button[@name='action']")]
    sent = dict(form.form_values()) | {"comment": comment, "action": "request_changes"}
    with office.app.app_context():
        meanwhile(office.actor(COLLEAGUE), code)
    answer = visitor.post(form.action, data=sent)
    return answer.status_code, parsed(answer.text)


def test_who_is_overtaken_sees_what_happened_and_keeps_the_words(office: Office) -> None:
    code = office.proposal(State.SUBMITTED)
    status, page = overtaken(
        office, code, "Nêu rõ số trẻ.", lambda actor, code: services.assign(actor, code, actor.person_id)
    )
    assert status == 409
    (event,) = inside(page, "notice-danger", "//li")
    assert text(event).startswith("colleague assigned · ")
    assert text(page.get_element_by_id("comment")) == "Nêu rõ số trẻ."
    (form,) = [form for form in page.forms if form.xpath(".//button[@name='action']")]
    again = dict(form.form_values()) | {"action": "request_changes"}
    assert office.visitor(REVIEWER).post(form.action, data=again).status_code == 303
    assert office.state(code) == State.CHANGES_REQUESTED


def test_who_comes_too_late_is_told_so_rather_than_refused(office: Office) -> None:
    code = office.proposal(State.SUBMITTED)
    status, page = overtaken(
        office, code, "Nêu rõ số trẻ.", lambda actor, code: services.perform(actor, code, "reject", "Trùng lặp.")
    )
    assert status == 409
    assert [text(event).partition(" · ")[0] for event in inside(page, "notice-danger", "//li")] == [
        "colleague rejected"
    ]
    assert office.state(code) == State.REJECTED


def test_the_publisher_closes_and_the_catalogue_hears_of_it(office: Office) -> None:
    code = office.proposal(State.PUBLISHED)
    answer = decide(office, code, "close", "Đã có nhà tài trợ.", PUBLISHER)
    assert (answer.status_code, office.state(code)) == (303, State.CLOSED)


@pytest.mark.parametrize("action", ["", "nonsense", "edit", "publish"])
def test_what_is_no_button_is_not_found(office: Office, action: str) -> None:
    code = office.proposal(State.SUBMITTED)
    assert decide(office, code, action, "Vì sao").status_code == 404


@pytest.mark.parametrize("action", sorted(key for key, action in ACTIONS.items() if action.by_unit and action.button))
def test_the_office_does_not_act_for_a_unit(office: Office, action: str) -> None:
    code = office.proposal(State.SUBMITTED)
    assert decide(office, code, action, "Vì sao").status_code == 403
    assert office.state(code) == State.SUBMITTED


# Assigning


def test_a_proposal_is_given_to_a_reviewer_and_taken_back(office: Office) -> None:
    code = office.proposal(State.SUBMITTED)
    colleague = office.actor(COLLEAGUE)
    form = f"{address(code)}/assign?view=waiting"

    def assign(person: int) -> str:
        assert office.visitor(REVIEWER).submit(address(code), {"person": str(person)}, action=form).status_code == 303
        return text(inside(page_of(office, code), "notice-ok")[0])

    assert assign(colleague.person_id) == f"{code} is assigned to colleague."
    with office.app.app_context():
        assert db.session.query(Proposal).filter_by(code=code).one().assignee_id == colleague.person_id
        assert history_of("proposal", 1)[0].changes == {"assignee": ["", "colleague"]}
    assert assign(0) == f"{code} is assigned to nobody."


def test_only_reviewers_can_be_chosen(office: Office) -> None:
    code = office.proposal(State.SUBMITTED)
    publisher = office.actor(PUBLISHER)
    page = page_of(office, code)
    assert [text(option) for option in page.xpath("//select[@name='person']/option")] == ["Nobody yet", "reviewer"]
    answer = office.visitor(REVIEWER).submit(
        address(code), {"person": str(publisher.person_id)}, action=f"{address(code)}/assign?view=waiting"
    )
    assert answer.status_code == 404


def test_readers_see_who_reviews_it_but_can_not_assign(office: Office) -> None:
    code = office.proposal(State.SUBMITTED)
    page = page_of(office, code, MANAGER)
    assert page.xpath("//select[@name='person']") == []
    assert facts(page)["Assigned to"] == "Nobody yet"


# History


def test_the_history_shows_what_changed_word_by_word(office: Office) -> None:
    code = office.proposal(State.CHANGES_REQUESTED)
    with office.app.app_context():
        unit_id = db.session.query(Proposal).one().unit_id
        officer = type(office.actor(REVIEWER))(None, "Cán bộ", frozenset({"officer"}), frozenset({unit_id}), True)
        services.save(officer, code, 1, {"objective": "260 học sinh có nơi đọc sách.", "children": 260})
    changes = inside(page_of(office, code), "changes", "//dl")[0]
    shown = [(text(term), [(piece.tag, text(piece)) for piece in term.getnext()]) for term in changes.findall("dt")]
    assert shown == [
        ("Children who benefit directly", [("del", "removed: 240"), ("ins", "added: 260")]),
        ("Objective", [("del", "removed: 240"), ("ins", "added: 260")]),
    ]
