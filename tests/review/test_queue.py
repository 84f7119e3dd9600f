"""The queue: what is in it, how it is narrowed down, and the way from one proposal to the next."""

from datetime import timedelta

import pytest
from lxml import html

from catalog import clock
from catalog.db import transaction
from catalog.proposals import services
from catalog.proposals.models import Proposal
from catalog.proposals.workflow import State
from tests.accounts.people import statements
from tests.public.reading import parsed, text
from tests.review.desk import COLLEAGUE, MANAGER, PUBLISHER, REVIEWER, Office


def waiting(office: Office, code: str, days: int) -> str:
    """Let a proposal have been sent so many days ago."""
    with office.app.app_context(), transaction() as session:
        session.query(Proposal).filter_by(code=code).one().submitted_at = clock.now() - timedelta(days=days)
    return code


def page_of(office: Office, query: str = "", email: str = REVIEWER) -> html.HtmlElement:
    answer = office.visitor(email).get(f"/desk/review{query}")
    assert answer.status_code == 200
    return parsed(answer.text)


def codes(page: html.HtmlElement) -> list[str]:
    return [text(cell) for cell in page.xpath("//table//tbody/tr/td[1]")]


def test_the_queue_opens_with_what_waits_for_the_office_the_longest_first(office: Office) -> None:
    recent, oldest = (waiting(office, office.proposal(State.SUBMITTED), days) for days in (2, 9))
    office.proposal(State.ACCEPTED)
    rows = page_of(office).xpath("//table//tbody/tr")
    assert [text(row) for row in rows] == [
        f"{code} Thư viện thân thiện cho Trường Tiểu học xã Hữu Sản Son Dong District Libraries VND 54,000,000 "
        f"Submitted waits {days} days Nobody yet"
        for code, days in ((oldest, 9), (recent, 2))
    ]


def test_days_are_counted_only_where_somebody_waits(office: Office) -> None:
    for state in (State.SUBMITTED, State.CHANGES_REQUESTED, State.ACCEPTED, State.PUBLISHED, State.REJECTED):
        waiting(office, office.proposal(state), 3)
    cells = page_of(office, "?state=all").xpath("//tbody/tr")
    days = {text(row.xpath("td")[5 - 1]): text(row.xpath("td")[6 - 1]) for row in cells}
    three = "waits 3 days"
    assert days == {
        "Submitted": three,
        "Changes requested": three,
        "Accepted": three,
        "Published": "–",
        "Rejected": "–",
    }


def test_the_office_sees_nothing_that_was_never_sent(office: Office) -> None:
    sent = office.proposal(State.SUBMITTED)
    for state in (State.DRAFT, State.AWAITING_SIGNATURE):
        office.proposal(state)
    assert codes(page_of(office, "?state=all")) == [sent]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", [0, 1, 2]),
        ("?unit=218", [1]),
        ("?category=swimming", [2]),
        ("?round=2023", [0, 1, 2]),
        ("?round=1999", []),
        ("?assignee=me", [0]),
        ("?assignee=none", [2]),
        ("?assignee=me&unit=218", []),
        ("?state=nonsense", [0, 1, 2, 3]),
        ("?state=all", [0, 1, 2, 3]),
        ("?view=nonsense", [0, 1, 2]),
        ("?view=all", [0, 1, 2, 3]),
        ("?view=all&state=rejected", [3]),
        ("?view=all&state=submitted&category=swimming", [2]),
        ("?unit=&category=&assignee=", [0, 1, 2]),
    ],
)
def test_filters_narrow_the_queue_down(office: Office, query: str, expected: list[int]) -> None:
    found = [
        waiting(office, office.proposal(State.SUBMITTED, **values), 9 - place)
        for place, values in enumerate(({}, {"unit": "218"}, {"category_key": "swimming"}))
    ]
    found.append(office.proposal(State.REJECTED))
    with office.app.app_context():
        for code, email in zip(found, (REVIEWER, COLLEAGUE), strict=False):
            services.assign(office.actor(REVIEWER), code, office.actor(email).person_id)
    assert codes(page_of(office, query)) == [found[index] for index in expected]


def test_filters_offer_what_occurs_with_counts_and_keep_what_is_chosen(office: Office) -> None:
    for unit, category in (("220", "library"), ("218", "library"), ("218", "swimming")):
        office.proposal(State.SUBMITTED, unit, category_key=category)
    office.proposal(State.REJECTED)
    form = page_of(office, "?unit=218").xpath("//form[@role='search']")[0]
    options = {
        select.get("name"): [text(option) for option in select.xpath("option")] for select in form.xpath(".//select")
    }
    orders = options.pop("sort")
    assert orders[0] == "Longest waiting first"
    assert options == {
        "assignee": ["All", "Mine (0)", "Nobody yet (2)"],
        "unit": ["All", "Luc Nam District (2)", "Son Dong District (1)"],
        "state": ["All", "Submitted (2)"],
        "category": ["All", "Drowning prevention (1)", "Libraries (1)"],
        "round": ["All", "Call 2023 (2)"],
        "tag": ["All"],
    }
    assert dict(form.form_values()) == {
        "view": "waiting",
        "q": "",
        "unit": "218",
        "state": "",
        "assignee": "",
        "category": "",
        "round": "",
        "tag": "",
        "sort": "-waiting",
    }


def test_filters_survive_going_into_a_proposal_and_back(office: Office) -> None:
    code = office.proposal(State.SUBMITTED)
    query = "?view=unassigned&q=th%C6%B0+vi%E1%BB%87n&unit=220&assignee=none&sort=title&page=1"
    (link,) = page_of(office, query).xpath("//tbody//a")
    assert link.get("href") == f"/desk/review/{code}{query}"
    opened = parsed(office.visitor(REVIEWER).get(link.get("href")).text)
    assert [back.get("href") for back in opened.xpath("//nav[@class='crumbs']//a")] == [f"/desk/review{query}"]
    answer = office.visitor(REVIEWER).submit(link.get("href"), action=link.get("href"), button="action=accept")
    assert (answer.status_code, answer.location) == (303, link.get("href"))


def test_previous_and_next_follow_the_filter_even_after_the_decision(office: Office) -> None:
    first, second, third = (waiting(office, office.proposal(State.SUBMITTED), days) for days in (9, 5, 1))
    waiting(office, office.proposal(State.SUBMITTED, "218"), 4)

    def neighbours(code: str) -> dict[str, str]:
        page = parsed(office.visitor(REVIEWER).get(f"/desk/review/{code}?view=waiting&unit=220").text)
        links = page.xpath("//a[@rel='prev' or @rel='next']")
        return {link.get("rel"): link.get("href").partition("?")[0].rpartition("/")[2] for link in links}

    assert [neighbours(code) for code in (first, second, third)] == [
        {"next": second},
        {"prev": first, "next": third},
        {"prev": second},
    ]
    with office.app.app_context():
        services.perform(office.actor(REVIEWER), second, "accept")
    assert neighbours(second) == {"prev": first, "next": third}
    assert neighbours(first) == {"next": third}


def test_an_empty_queue_says_what_to_do_next(office: Office) -> None:
    page = page_of(office, "?unit=220")
    assert text(page.xpath("//*[@class='empty']")[0]) == (
        "Nothing waits here No proposal of this view fits the search and the filters. Show all proposals"
    )


def test_the_queue_costs_the_same_queries_for_one_and_for_three_proposals(office: Office) -> None:
    costs = []
    for more in (1, 2):
        for _ in range(more):
            office.proposal(State.SUBMITTED)
        visitor = office.visitor(REVIEWER)
        with statements(office.app) as seen:
            visitor.get("/desk/review")
        costs.append(len(seen))
    assert costs[0] == costs[1] <= 9


@pytest.mark.parametrize("email", [PUBLISHER, MANAGER])
def test_all_of_the_office_reads_the_queue(office: Office, email: str) -> None:
    code = office.proposal(State.SUBMITTED)
    assert codes(page_of(office, email=email)) == [code]


def test_units_and_strangers_do_not(office: Office, person, sign_in) -> None:
    person("officer@example.org", "officer", unit="220")
    assert sign_in("officer@example.org").get("/desk/review").status_code == 403
    answer = office.app.test_client().get("/desk/review?unit=220")
    assert (answer.status_code, answer.location) == (303, "/sign-in?next=/desk/review?unit%3D220")


def test_the_queue_speaks_vietnamese(office: Office) -> None:
    office.proposal(State.SUBMITTED)
    page = parsed(office.visitor(REVIEWER, "vi").get("/desk/review").text)
    assert [text(cell) for cell in page.xpath("//thead//th")] == [
        "Mã", "Đề xuất", "Đơn vị", "Loại hỗ trợ", "Đề nghị viện trợ", "Trạng thái", "Đang chờ", "Người thẩm định"
    ]  # fmt: skip
    assert page.get("lang") == "vi"
