"""Internal notes: kept beside a proposal, withdrawn by who wrote them, and nowhere where a unit can look."""

import io
import zipfile

import pytest
from sqlalchemy import select

from catalog.db import db
from catalog.mail import OutboxMessage
from catalog.notices.models import Notice
from catalog.proposals import services, services_review
from catalog.proposals.models import InternalNote
from catalog.proposals.queries import notes_of, proposal_by_code
from catalog.proposals.workflow import State
from catalog.rounds.models import Round
from tests.accounts.people import statements
from tests.proposals import scene
from tests.public.reading import inside, parsed, text
from tests.review.desk import COLLEAGUE, MANAGER, PUBLISHER, REVIEWER, Office

WORDS = "Đã hỏi Sở Tài chính: chưa rõ nguồn."


def address(code: str, tail: str = "") -> str:
    return f"/desk/review/{code}{tail}?view=waiting"


def page_of(office: Office, code: str, email: str = REVIEWER):
    answer = office.visitor(email).get(address(code))
    assert answer.status_code == 200
    return parsed(answer.text)


def note(office: Office, code: str, words: str, email: str = REVIEWER):
    """Write into the box of the page as it is now."""
    return office.visitor(email).submit(address(code), {"words": words}, action=address(code, "/notes"))


def token(office: Office, code: str, email: str) -> dict[str, str]:
    """What lets somebody send a form that their page does not have."""
    return {"X-CSRFToken": page_of(office, code, email).xpath("string(//input[@name='csrf_token']/@value)")}


def shown(office: Office, code: str, email: str = REVIEWER) -> list[tuple[str, str]]:
    """Words and writers of the notes that stand, the newest first."""
    rows = page_of(office, code, email).xpath("//section[@id='internal-notes']/ol/li")
    return [(text(row[0]), text(row[1]).partition(" · ")[0]) for row in rows]


def test_notes_are_read_by_all_of_the_office_the_newest_first(office: Office) -> None:
    code = office.proposal(State.SUBMITTED)
    answer = note(office, code, f"  {WORDS} ")
    assert (answer.status_code, answer.location) == (303, f"{address(code)}#internal-notes")
    note(office, code, "Chờ trả lời.", COLLEAGUE)
    for email in (REVIEWER, COLLEAGUE, PUBLISHER, MANAGER):
        assert shown(office, code, email) == [("Chờ trả lời.", "colleague"), (WORDS, "reviewer")]
    page = page_of(office, code, MANAGER)
    assert text(page.get_element_by_id("notes-title")) == "Internal notes – the unit does not see them"
    assert page.xpath("//section[@id='internal-notes']//form") == []


def test_only_who_wrote_a_note_withdraws_it_and_it_stays_readable(office: Office) -> None:
    code = office.proposal(State.SUBMITTED)
    note(office, code, WORDS)
    assert page_of(office, code, COLLEAGUE).xpath("//section[@id='internal-notes']//li//form") == []
    withdraw = address(code, "/notes/1/withdraw")
    refused = office.visitor(COLLEAGUE).post(withdraw, headers=token(office, code, COLLEAGUE))
    assert (refused.status_code, shown(office, code)) == (403, [(WORDS, "reviewer")])
    assert office.visitor(REVIEWER).submit(address(code), action=withdraw).status_code == 303
    page = page_of(office, code)
    assert shown(office, code) == []
    assert text(page.xpath("//section[@id='internal-notes']//summary")[0]) == "1 withdrawn note"
    assert WORDS in text(inside(page, "withdrawn", "/li")[0])
    told = [text(row).split(" ", 1)[1].partition(" 20")[0] for row in page.xpath("//section[@id='history']/ol/li")]
    assert [words[: words.index(" note")] for words in told] == ["withdrew an internal", "wrote an internal"]


@pytest.mark.parametrize("words", [" ", "x" * (services_review.LONGEST_NOTE + 1)])
def test_a_note_that_is_refused_stays_in_its_box(office: Office, words: str) -> None:
    code = office.proposal(State.SUBMITTED)
    answer = note(office, code, words)
    page = parsed(answer.text)
    assert (answer.status_code, page.get_element_by_id("words").text.strip()) == (422, words.strip())
    assert text(page.get_element_by_id("words-error")).startswith("Error: Write something")


def test_a_note_of_another_proposal_is_not_there(office: Office) -> None:
    code, other = office.proposal(State.SUBMITTED), office.proposal(State.SUBMITTED)
    note(office, code, WORDS)
    answer = office.visitor(REVIEWER).post(address(other, "/notes/1/withdraw"), headers=token(office, code, REVIEWER))
    assert answer.status_code == 404


def test_notes_cost_one_query_however_many(office: Office) -> None:
    code = office.proposal(State.SUBMITTED)

    costs = []
    for more in (1, 2):
        for _ in range(more):
            note(office, code, WORDS)
        visitor = office.visitor(REVIEWER)
        visitor.get(address(code))
        with statements(office.app) as seen:
            visitor.get(address(code))
        costs.append(len(seen))
    assert costs[0] == costs[1]


# Nothing of it leaves the office


def everything(office: Office, officer, code: str) -> dict[str, str]:
    """All that a unit and the public can open, and all that was sent, as text."""
    found = {}
    for url in (
        "/desk/",
        "/desk/proposals",
        f"/desk/proposals/{code}",
        f"/desk/proposals/{code}/receipt",
        f"/desk/proposals/{code}/check",
        f"/desk/proposals/{code}/questions",
        f"/desk/proposals/{code}/form.docx",
        "/desk/notices",
        "/en/",
        "/en/projects",
        f"/en/projects/{code}",
        f"/vi/projects/{code}",
    ):
        answer = officer.get(url)
        body = answer.data
        if body.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(body)) as archive:
                body = b"".join(archive.read(name) for name in archive.namelist())
        found[url] = body.decode(errors="replace")
    with office.app.app_context():
        found["mails"] = "".join(row.subject + row.body for row in db.session.scalars(select(OutboxMessage)))
        found["notices"] = "".join(row.subject + row.body for row in db.session.scalars(select(Notice)))
    return found


def test_a_unit_finds_no_trace_of_the_notes(office: Office, person, sign_in) -> None:
    officer = person("officer.220@example.org", "officer", unit="220")
    with office.app.app_context():
        code = services.submit(officer, scene.draft(officer, db.session.query(Round).one()).code).code
    note(office, code, WORDS)
    office.visitor(REVIEWER).submit(address(code), action=address(code, "/notes/1/withdraw"))
    note(office, code, f"Lần hai. {WORDS}")
    with office.app.app_context():
        services.perform(office.actor(REVIEWER), code, "request_changes", "Bổ sung số liệu.")
        assert len(db.session.scalars(select(InternalNote)).all()) == 2
        assert notes_of(officer, proposal_by_code(officer, code)) == []
    visitor = sign_in("officer.220@example.org")
    for language in ("vi", "en"):
        visitor.set_cookie("language", language)
        found = everything(office, visitor, code)
        assert "Bổ sung số liệu." in found[f"/desk/proposals/{code}"]
        assert "Bổ sung số liệu." in found["mails"]
        traces = ("Sở Tài chính", "internal note", "ghi chú nội bộ", "Ghi chú nội bộ")
        assert {place for place, body in found.items() if any(trace in body for trace in traces)} == set()
    assert visitor.get(address(code)).status_code == 403
