"""Revisions on the desk and in the public: begun, explained by a form, read word by word, released, told for good."""

import pytest
from lxml import html

from catalog.db import db, transaction
from catalog.editions import services
from catalog.i18n import Bilingual
from catalog.proposals.models import Proposal
from catalog.rounds.models import Round
from catalog.translation import services as translation
from catalog.translation.queries import segments_of
from catalog.translation.services import TargetInput
from tests.editions import scene
from tests.public.reading import inside, parsed, text
from tests.review.desk import MANAGER, PUBLISHER, REVIEWER, Office

REVISION = "/desk/editions/2023-1-r1"
REASON = {"reason_vi": "Sửa số liệu một dự án.", "reason_en": "Figures of a project corrected."}


@pytest.fixture
def code(office: Office) -> str:
    """A proposal that edition 2023-1 lists, alone."""
    reviewer, publisher = office.actor(REVIEWER), office.actor(PUBLISHER)
    with office.app.app_context():
        round_ = db.session.query(Round).one()
        code = scene.ready(reviewer, round_).code
        services.add(reviewer, services.create(reviewer, round_).key, code)
        services.release(publisher, "2023-1")
        return code


def begun(office: Office) -> None:
    with office.app.app_context():
        services.revise(office.actor(REVIEWER), "2023-1")


def change(office: Office, code: str) -> None:
    """Another need, in both languages, and a dearer shelf."""
    with office.app.app_context():
        with transaction():
            proposal = db.session.query(Proposal).filter_by(code=code).one()
            proposal.need = "Trường chưa có phòng thư viện."
            proposal.budget_lines[0].unit_cost_vnd = 5_000_000
        (need,) = (each for each in segments_of(proposal) if each.source.key == "need")
        given = {"need": TargetInput("NEED of a room", True, need.version)}
        translation.save(office.actor(REVIEWER), code, given)


def page_of(office: Office, address: str, email: str = REVIEWER) -> html.HtmlElement:
    answer = office.visitor(email).get(address)
    assert answer.status_code == 200
    return parsed(answer.text)


def words(page: html.HtmlElement) -> list[str]:
    """Every word-by-word difference that a page shows: label, before and now."""
    return [text(item) for item in inside(page, "changes-list", "/li")]


IN_WORDS = [
    "Need Tiếng Việt Before: Trường chưa có thư viện. Now: Trường chưa có added: phòng thư viện.",
    "Need English Before: NEED Now: NEED added: of a room",
    (
        "Budget lines Tiếng Việt Before: Giá sách: 12 chiếc × removed: 4.500.000 đồng (Đề nghị viện trợ)"
        " Now: Giá sách: 12 chiếc × added: 5.000.000 đồng (Đề nghị viện trợ)"
    ),
]


def test_a_revision_is_begun_from_the_edition_and_from_all_of_them(office: Office, code: str) -> None:
    for address in ("/desk/editions/2023-1", "/desk/editions"):
        answer = office.visitor(REVIEWER).submit(address, action="/desk/editions/2023-1/revise")
        assert (answer.status_code, answer.location) == (303, REVISION)
        page = page_of(office, REVISION)
        assert text(inside(page, "kicker")[0]) == "Draft of a revision"
        assert page.get_element_by_id(code) is not None
        answer = office.visitor(REVIEWER).submit(REVISION, action=f"{REVISION}/discard")
        assert (answer.status_code, answer.location) == (303, "/desk/editions")
        assert office.visitor(REVIEWER).get(REVISION).status_code == 404


def test_the_reason_is_asked_for_and_kept_in_both_languages(office: Office, code: str) -> None:
    begun(office)
    answer = office.visitor(REVIEWER).submit(REVISION, {"reason_vi": REASON["reason_vi"]}, action=f"{REVISION}/reason")
    assert (answer.status_code, answer.location) == (303, REVISION)
    answer = office.visitor(PUBLISHER).submit(f"{REVISION}/release", {"confirmed": "y"})
    refused = "The reason of the revision is not given in both languages."
    assert [text(item) for item in inside(parsed(answer.text), "error-summary", "//li")] == [refused]
    office.visitor(REVIEWER).submit(REVISION, REASON, action=f"{REVISION}/reason")
    panel = page_of(office, REVISION).get_element_by_id("reason")
    assert [text(box) for box in panel.xpath(".//textarea")] == list(REASON.values())
    assert page_of(office, REVISION, MANAGER).xpath("//*[@id='reason']") == []


def test_the_publisher_reads_word_by_word_what_the_public_then_reads(office: Office, code: str) -> None:
    begun(office)
    change(office, code)
    office.visitor(REVIEWER).submit(REVISION, REASON, action=f"{REVISION}/reason")
    page = page_of(office, f"{REVISION}/release", PUBLISHER)
    assert words(page)[:3] == IN_WORDS
    assert "(+VND 6,000,000)" in text(page.get_element_by_id("changes"))
    approval = {"kind": "Quyết định", "number": "12/QĐ-UBND", "date": "2023-07-01", "signer": "Nguyễn A"}
    answer = office.visitor(PUBLISHER).submit(f"{REVISION}/release", {"confirmed": "y"} | approval)
    assert answer.status_code == 303
    visitor = office.app.test_client()
    page = parsed(visitor.get("/en/editions/2023-1-r1").text)
    assert "Approved by Decision No. 12/QĐ-UBND of 1 July 2023, signed by Nguyễn A" in [
        text(paragraph) for paragraph in page.xpath("//main/p")
    ]
    newest, first = inside(page, "change-log", "/li")
    assert text(newest.xpath("p")[0]) == "Figures of a project corrected."
    assert words(newest)[:3] == IN_WORDS
    assert text(first.xpath("p")[0]) == "First release."
    listed = inside(parsed(visitor.get("/vi/editions").text), "panel")[0]
    assert "Phê duyệt tại Quyết định số 12/QĐ-UBND ngày 01 tháng 7 năm 2023" in text(listed)
    vietnamese = parsed(visitor.get("/vi/editions/2023-1-r1").text)
    assert text(inside(vietnamese, "change-log", "/li/p")[0]) == "Sửa số liệu một dự án."
    assert inside(parsed(visitor.get("/en/editions/2023-1").text), "change-log") == []


def test_a_revision_that_changes_nothing_says_so(office: Office, code: str) -> None:
    begun(office)
    with office.app.app_context():
        services.explain(office.actor(REVIEWER), "2023-1-r1", Bilingual("Không đổi", "No change"))
        services.release(office.actor(PUBLISHER), "2023-1-r1")
    page = parsed(office.app.test_client().get("/en/editions/2023-1-r1").text)
    assert text(inside(page, "change-log", "/li")[0]).endswith("No change Nothing changed.")
