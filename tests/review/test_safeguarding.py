"""What may expose a child, in both languages: shown, ticked by whom and when, taken back, listed before a release."""

import pytest
from lxml import html

from catalog.db import db, transaction
from catalog.editions import services as editions
from catalog.proposals.models import Attachment, Proposal
from catalog.proposals.workflow import State
from catalog.rounds.models import Round
from catalog.translation import services as translation
from catalog.translation.queries import segments_of
from catalog.translation.services import TargetInput
from tests.accounts.people import statements
from tests.editions.scene import FULL, translate
from tests.public.reading import inside, parsed, text
from tests.review.desk import COLLEAGUE, PUBLISHER, REVIEWER, Office

PHONE = "0912345678"


def in_english(office: Office, code: str, key: str, target: str) -> None:
    """Write the English of one answer."""
    reviewer = office.actor(REVIEWER)
    with office.app.app_context():
        proposal = db.session.query(Proposal).filter_by(code=code).one()
        version = {segment.source.key: segment.version for segment in segments_of(proposal)}[key]
        translation.save(reviewer, code, {key: TargetInput(target, True, version)})


def places(page: html.HtmlElement) -> list[str]:
    return [text(item) for item in page.xpath("//section[@id='child-protection']//li/strong")]


def page_of(office: Office, code: str, email: str = REVIEWER) -> html.HtmlElement:
    return parsed(office.visitor(email).get(f"/desk/review/{code}").text)


def tick(office: Office, code: str, email: str = REVIEWER, action: str = "clear-hit") -> None:
    """Press the button at the first place that has it."""
    answer = office.visitor(email).submit(f"/desk/review/{code}", action=f"/desk/review/{code}/{action}?view=waiting")
    assert answer.status_code == 303


def listed(office: Office, *codes: str) -> str:
    """A draft list with some proposals; gives its key."""
    reviewer = office.actor(REVIEWER)
    with office.app.app_context():
        key = editions.create(reviewer, db.session.query(Round).one()).key
        for code in codes:
            editions.add(reviewer, key, code)
        return key


def test_a_name_that_only_the_english_has_is_ticked_and_taken_back_with_who_and_when(office: Office) -> None:
    code = office.proposal(State.ACCEPTED, need="Trường chưa có thư viện.")
    in_english(office, code, "need", f"Call {PHONE}.")
    assert places(page_of(office, code)) == ["Need (English)"]
    tick(office, code, COLLEAGUE)
    page = page_of(office, code)
    assert (inside(page, "notice-danger", "//p"), page.xpath("//form[contains(@action, 'clear-hit')]")) == ([], [])
    assert "Confirmed: colleague · " in text(page.xpath("//section[@id='child-protection']//li")[0])
    tick(office, code, COLLEAGUE, "reopen-hit")
    page = page_of(office, code)
    assert text(inside(page, "notice-danger", "//li")[0]) == f"Need (English): a telephone number “{PHONE}”"
    history = [text(item) for item in page.xpath("//section[@id='history']//li/strong/..")][:2]
    assert ["took back the confirmation" in line for line in history] == [True, False]
    assert ["confirmed that no child's details show" in line for line in history] == [False, True]


def test_a_tick_is_for_this_very_text(office: Office) -> None:
    code = office.proposal(State.ACCEPTED, need="Trường chưa có thư viện.")
    in_english(office, code, "need", f"Call {PHONE}.")
    tick(office, code)
    in_english(office, code, "need", f"Call {PHONE} now.")
    assert len(page_of(office, code).xpath("//form[contains(@action, 'clear-hit')]")) == 1


def test_nobody_but_a_reviewer_ticks_or_takes_back(office: Office) -> None:
    code = office.proposal(State.ACCEPTED, need=f"Gọi {PHONE}.")
    tick(office, code)
    page = page_of(office, code, PUBLISHER)
    assert (places(page), page.xpath("//form[contains(@action, '-hit')]")) == (["Need"], [])


def rows(page: html.HtmlElement, label: str) -> list[str]:
    return [text(row) for row in page.xpath(f'//div[@aria-label="{label}"]//tbody/tr')]


def test_the_publisher_reads_all_places_of_a_list_before_its_release(office: Office) -> None:
    open_one = office.proposal(State.ACCEPTED, need=f"Gọi {PHONE}.")
    ticked = office.proposal(State.ACCEPTED, need="Ví dụ em Nguyễn Văn Bình.")
    with office.app.app_context(), transaction():
        photo = Attachment(
            kind="photo", name="a.jpg", media_type="image/jpeg", size=1, position=1, width=1, height=1,
            sha256="a" * 64, source_sha256="b" * 64, caption="Em Trần Thị Lan trước lớp học",
        )  # fmt: skip
        proposal = db.session.query(Proposal).filter_by(code=open_one).one()
        proposal.attachments.append(photo)
    tick(office, ticked)
    key = listed(office, open_one, ticked)
    publisher = office.visitor(PUBLISHER)
    assert f"/desk/editions/{key}/safeguarding" in publisher.get(f"/desk/editions/{key}").text
    page = parsed(publisher.get(f"/desk/editions/{key}/safeguarding").text)
    found = rows(page, "Not looked at yet")
    assert [line.split()[0] for line in found] == [open_one, open_one]
    assert [PHONE in found[0], "Em Trần Thị Lan" in found[1]] == [True, True]
    (line,) = rows(page, "Confirmed: no child's details")
    assert [part in line for part in (ticked, "em Nguyễn Văn Bình", "reviewer · ")] == [True] * 3


def test_the_list_of_places_costs_the_same_queries_for_one_and_for_three(office: Office) -> None:
    codes = [office.proposal(State.ACCEPTED, need=f"Gọi {PHONE}.") for _ in range(3)]
    key = listed(office, codes[0])
    tick(office, codes[0])
    costs = []
    for more in ([], codes[1:]):
        with office.app.app_context():
            for code in more:
                editions.add(office.actor(REVIEWER), key, code)
        for code in more[:1]:
            tick(office, code)
        visitor = office.visitor(PUBLISHER)
        with statements(office.app) as seen:
            visitor.get(f"/desk/editions/{key}/safeguarding")
        costs.append(len(seen))
    assert costs[0] == costs[1]


@pytest.mark.both_databases
def test_a_release_waits_for_the_last_place(office: Office) -> None:
    code = office.proposal(State.ACCEPTED, **FULL)
    with office.app.app_context():
        proposal = db.session.query(Proposal).filter_by(code=code).one()
        translate(office.actor(REVIEWER), proposal)
    in_english(office, code, "need", f"Call {PHONE}.")
    key = listed(office, code)
    assert "1 proposal is not ready" in office.visitor(PUBLISHER).get(f"/desk/editions/{key}/release").text
    tick(office, code)
    assert "The proposal on the list is ready." in office.visitor(PUBLISHER).get(f"/desk/editions/{key}/release").text
