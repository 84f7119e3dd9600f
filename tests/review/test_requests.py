"""Asking a unit: collected beside the answers, read as the mail it makes, sent once, labelled when it comes back."""

import pytest
from lxml import html
from sqlalchemy import select

from catalog.db import db
from catalog.mail import OutboxMessage
from catalog.proposals import services
from catalog.proposals.models import Proposal
from catalog.proposals.requests import LONGEST_WORDS
from catalog.proposals.workflow import State
from tests.proposals import scene
from tests.public.reading import inside, parsed, text
from tests.review.desk import COLLEAGUE, PUBLISHER, REVIEWER, Office

WORDS = "Nêu số học sinh từng khối."


def address(code: str, tail: str = "") -> str:
    return f"/desk/review/{code}{tail}"


def back_to(code: str) -> str:
    """The page of a proposal as one comes back to it, in the queue that it was opened from."""
    return address(code, "?view=waiting")


def page_of(office: Office, code: str, email: str = REVIEWER, language: str = "en") -> html.HtmlElement:
    answer = office.visitor(email, language).get(address(code))
    assert answer.status_code == 200
    return parsed(answer.text)


def collect(office: Office, code: str, key: str, reason: str = "", words: str = "", email: str = REVIEWER):
    """Fill in the box beside an answer, on the page as it is now."""
    visitor = office.visitor(email)
    (form,) = parsed(visitor.get(address(code)).text).xpath(f"//form[input[@name='key' and @value='{key}']]")
    return visitor.post(form.get("action"), data=dict(form.form_values()) | {"reason": reason, "words": words})


def panel(page: html.HtmlElement) -> list[str]:
    return [text(item) for item in inside(page, "collected", "/li")]


def boxes(page: html.HtmlElement) -> list[str]:
    """Keys of the answers whose box is open."""
    return page.xpath("//details[@open]//input[@name='key']/@value")


def mails(office: Office) -> list[tuple[str, str]]:
    with office.app.app_context():
        rows = db.session.scalars(select(OutboxMessage).where(OutboxMessage.subject.contains("Đề nghị bổ sung")))
        return [(row.recipient, row.body) for row in rows]


def test_questions_are_collected_beside_the_answers_and_a_colleague_sees_them(office: Office) -> None:
    code = office.proposal(State.SUBMITTED)
    answer = collect(office, code, "need", "missing_figures", WORDS)
    assert (answer.status_code, answer.location) == (303, f"{back_to(code)}#need")
    collect(office, code, "budget_lines", "budget_unclear")
    for email in (REVIEWER, COLLEAGUE, PUBLISHER):
        page = page_of(office, code, email)
        assert [text(item).split(" Change")[0] for item in inside(page, "collected", "/li")] == [
            f"Need : The need is not shown by figures . {WORDS}",
            "Budget : The estimate is not itemised, or its sums are wrong",
        ]
    assert boxes(page_of(office, code, COLLEAGUE)) == ["need", "budget_lines"]
    assert (page.xpath("//input[@name='key']"), office.state(code)) == ([], State.SUBMITTED)


def test_a_question_is_changed_and_removed(office: Office) -> None:
    code = office.proposal(State.SUBMITTED)
    collect(office, code, "need", words=WORDS)
    collect(office, code, "need", words="Ngắn hơn.")
    assert panel(page_of(office, code)) == ["Need : Ngắn hơn. Change : Need Remove : Need"]
    office.visitor(REVIEWER).submit(address(code), {"key": "need"}, action=address(code, "/requests/drop?view=waiting"))
    assert panel(page_of(office, code)) == []


@pytest.mark.parametrize("words", ["", "x" * (LONGEST_WORDS + 1)])
def test_what_was_refused_stays_in_its_box(office: Office, words: str) -> None:
    code = office.proposal(State.SUBMITTED)
    answer = collect(office, code, "need", words=words)
    page = parsed(answer.text)
    assert (answer.status_code, boxes(page)) == (422, ["need"])
    (box,) = page.xpath("//textarea[@id='words-need']")
    assert (box.get("aria-invalid"), box.text.strip()) == ("true", words)
    assert text(*page.xpath("//p[@id='words-need-error']")).startswith("Error: Choose a reason or say what to change")


def test_two_people_at_one_answer_lose_nothing(office: Office) -> None:
    code = office.proposal(State.SUBMITTED)
    visitor = office.visitor(REVIEWER)
    (form,) = parsed(visitor.get(address(code)).text).xpath("//form[input[@name='key' and @value='need']]")
    collect(office, code, "need", words=WORDS, email=COLLEAGUE)
    answer = visitor.post(form.get("action"), data=dict(form.form_values()) | {"words": "Ý kiến khác."})
    page = parsed(answer.text)
    assert (answer.status_code, panel(page)) == (409, [f"Need : {WORDS} Change : Need Remove : Need"])
    assert page.xpath("//textarea[@id='words-need']")[0].text.strip() == "Ý kiến khác."


def test_a_question_comes_back_after_a_sign_in_and_is_not_collected_yet(office: Office) -> None:
    code = office.proposal(State.SUBMITTED)
    visitor = office.visitor(REVIEWER)
    (form,) = parsed(visitor.get(address(code)).text).xpath("//form[input[@name='key' and @value='need']]")
    answer = visitor.post(form.get("action"), data=dict(form.form_values()) | {"words": WORDS, "recall": "1"})
    page = parsed(answer.text)
    assert (answer.status_code, boxes(page), panel(page)) == (200, ["need"], [])
    assert page.xpath("//textarea[@id='words-need']")[0].text.strip() == WORDS


def press(office: Office, shown, code: str, do: str, **fields: str):
    """Press a button of the page with the mail."""
    (form,) = [form for form in parsed(shown.text).forms if "shown" in form.fields and "key" not in form.fields]
    return office.visitor(REVIEWER).post(
        address(code, "/request-changes"), data=dict(form.form_values()) | fields | {"do": do}
    )


def to_the_mail(office: Office, code: str, comment: str):
    """Press "Ask for changes" in the decision, with a comment typed there."""
    page = parsed(office.visitor(REVIEWER).get(address(code)).text)
    (button,) = page.xpath("//button[@name='action' and @value='request_changes']")
    (form,) = button.iterancestors("form")
    return office.visitor(REVIEWER).post(button.get("formaction"), data=dict(form.form_values()) | {"comment": comment})


def letter(shown) -> str:
    return parsed(shown.text).xpath("string(//pre)")


def test_the_mail_is_sent_exactly_as_it_was_shown(office: Office, person) -> None:
    person("officer.220@example.org", "officer", unit="220")
    code = office.proposal(State.SUBMITTED)
    collect(office, code, "need", "missing_figures", WORDS)
    shown = to_the_mail(office, code, "Kính gửi đơn vị.")
    assert (shown.status_code, mails(office), office.state(code)) == (200, [], State.SUBMITTED)
    assert "Kính gửi đơn vị.\n\nĐề nghị sửa:\n1. Sự cần thiết: Thiếu số liệu" in letter(shown)
    people = [text(item) for item in inside(parsed(shown.text), "mail", "//dd/div")]
    assert people == ["officer.220 officer.220@example.org"]
    # Other words than those of the mail on the page: the mail is shown again.
    again = press(office, shown, code, "send", comment="Kính gửi quý đơn vị.")
    assert (again.status_code, mails(office)) == (200, [])
    assert "Nothing was sent" in text(inside(parsed(again.text), "notice")[0])
    sent = press(office, again, code, "send")
    assert (sent.status_code, sent.location, office.state(code)) == (303, back_to(code), State.CHANGES_REQUESTED)
    assert mails(office) == [("officer.220@example.org", letter(again))]
    assert "Kính gửi quý đơn vị." in letter(again)
    assert panel(page_of(office, code)) == []


def test_a_mail_comes_back_after_a_sign_in_and_is_not_sent_yet(office: Office, person) -> None:
    person("officer.220@example.org", "officer", unit="220")
    code = office.proposal(State.SUBMITTED)
    collect(office, code, "need", words=WORDS)
    shown = to_the_mail(office, code, "Đề nghị gửi lại.")
    again = press(office, shown, code, "send", recall="1")
    assert (again.status_code, mails(office), office.state(code)) == (200, [], State.SUBMITTED)
    assert "Đề nghị gửi lại." in letter(again)


def test_a_mail_that_a_colleague_added_to_is_shown_again(office: Office) -> None:
    code = office.proposal(State.SUBMITTED)
    collect(office, code, "need", words=WORDS)
    shown = to_the_mail(office, code, "")
    collect(office, code, "title", words="Ngắn hơn.", email=COLLEAGUE)
    again = press(office, shown, code, "send")
    assert (again.status_code, office.state(code)) == (409, State.SUBMITTED)
    assert "1. Tên dự án, khoản viện trợ: Ngắn hơn.\n2. Sự cần thiết" in letter(again)
    assert press(office, again, code, "send").status_code == 303


def test_where_nobody_gets_a_mail_the_page_says_so(office: Office) -> None:
    code = office.proposal(State.SUBMITTED)
    opened = office.visitor(REVIEWER).get(address(code, "/request-changes"))
    assert (opened.status_code, letter(opened)) == (200, "")
    assert not parsed(opened.text).xpath("//button[@value='send']")
    collect(office, code, "need", words=WORDS)
    shown = office.visitor(REVIEWER).get(address(code, "/request-changes"))
    assert "Nobody: the unit has no active officer" in text(inside(parsed(shown.text), "mail", "//dd")[0])


@pytest.mark.parametrize("state", [State.CHANGES_REQUESTED, State.PUBLISHED, State.REJECTED])
def test_nothing_is_asked_of_what_the_office_does_not_have(office: Office, state: str) -> None:
    code = office.proposal(state)
    assert office.visitor(REVIEWER).get(address(code, "/request-changes")).status_code == 403
    assert page_of(office, code).xpath("//details[@class='ask no-print']") == []


@pytest.fixture
def returned(office: Office, person) -> str:
    """Asked about two answers, changed one of them and another one, sent again."""
    officer = person("officer.220@example.org", "officer", unit="220")
    code = office.proposal(State.SUBMITTED)
    with office.app.app_context():
        proposal = db.session.scalars(select(Proposal)).one()
        services.perform(office.actor(REVIEWER), code, "request_changes", "Bổ sung.")
        services.submit(officer, code)
        for key in ("children", "objective"):
            services.collect_request(office.actor(REVIEWER), code, key, "missing_figures")
        services.perform(office.actor(REVIEWER), code, "request_changes")
        lines = [
            scene.LineInput("Giá sách", scene.SHELVES.quantity, "chiếc", 5_000_000, id=proposal.budget_lines[0].id)
        ]
        services.save(officer, code, proposal.version, {"children": 260}, lines=lines)
        services.submit(officer, code)
    return code


def test_what_comes_back_is_labelled(office: Office, returned: str) -> None:
    page = page_of(office, returned)
    found = {text(row.xpath(".//strong")[0]): text(row) for row in inside(page, "changes-list", "/li")}
    assert found == {
        "Children who benefit directly": (
            "Children who benefit directly Changed as asked Before: removed: 240 Now: added: 260 +20"
        ),
        "Objective": "Objective Asked, not changed Still as it was sent before.",
        "Budget": (
            "Budget Changed, not asked +VND 6,000,000 "
            "Before: Giá sách: 12 chiếc × VND removed: 4,500,000 (Aid requested) "
            "Now: Giá sách: 12 chiếc × VND added: 5,000,000 (Aid requested) +VND 6,000,000"
        ),
    }
    beside = [text(row).split(":")[0] for row in inside(page, "asked")]
    assert [" ".join(row.split()[:3]) for row in beside] == [
        "Changed as asked",
        "Asked, not changed",
        "Changed, not asked",
    ]
    assert page.xpath("//details//select[@id='reason-objective']/option[@selected]/@value") == ["missing_figures"]


def test_an_answer_that_is_fine_asks_no_more_but_keeps_its_label(office: Office, returned: str) -> None:
    visitor = office.visitor(REVIEWER)
    answer = visitor.submit(
        address(returned), {"key": "children"}, action=address(returned, "/requests/settle?view=waiting")
    )
    assert (answer.status_code, answer.location) == (303, f"{back_to(returned)}#children")
    page = page_of(office, returned)
    assert page.xpath("//div[@class='asked']//button/@value") == ["objective"]
    assert len(inside(page, "changes-list", "/li")) == 3


def test_the_history_tells_what_was_asked(office: Office, returned: str) -> None:
    comments = [quote.text for quote in page_of(office, returned).xpath("//blockquote")]
    assert (
        "Đề nghị sửa:\n1. Số trẻ em hưởng lợi trực tiếp: Thiếu số liệu chứng minh sự cần thiết\n"
        "2. Mục tiêu: Thiếu số liệu chứng minh sự cần thiết"
    ) in comments
