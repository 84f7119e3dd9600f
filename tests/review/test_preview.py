"""A draft list as the public will see it: pages and documents before the release, for the office only."""

from collections.abc import Callable
from typing import Any

from lxml import html

from catalog.attachments import services as attachments
from catalog.attachments.services import Description, Typed
from catalog.db import db, transaction
from catalog.editions import services
from catalog.exchange.documents import FORMATS, every_document
from catalog.i18n import Bilingual
from catalog.proposals.models import Proposal
from catalog.rounds.models import Round
from tests.accounts.people import statements
from tests.attachments import build
from tests.editions import scene
from tests.proposals.scene import person as somebody
from tests.public.reading import inside, parsed, text
from tests.review.desk import PUBLISHER, REVIEWER, Office

TITLE = "Thư viện thân thiện cho Trường Tiểu học xã Hữu Sản"


def listed(office: Office, number: int = 1) -> list[str]:
    """A draft with so many ready proposals on it; gives their codes."""
    reviewer = office.actor(REVIEWER)
    with office.app.app_context():
        round_ = db.session.query(Round).one()
        codes = [scene.ready(reviewer, round_).code for _ in range(number)]
        key = services.create(reviewer, round_).key
        for code in codes:
            services.add(reviewer, key, code)
        return codes


def page_of(office: Office, address: str, email: str = REVIEWER) -> html.HtmlElement:
    answer = office.visitor(email).get(address)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    page = parsed(answer.text)
    (band,) = inside(page, "preview-band")
    assert text(band).startswith("Preview, not released Edition 2023-1") or address.startswith("/vi/")
    return page


def test_the_draft_leads_to_its_preview_in_both_languages(office: Office) -> None:
    (code,) = listed(office)
    (link,) = parsed(office.visitor(REVIEWER).get("/desk/editions/2023-1").text).xpath(
        "//a[contains(@href, 'preview')]"
    )
    page = page_of(office, link.get("href"))
    assert [text(card) for card in inside(page, "card-name")] == ["TITLE"]
    (shown,) = inside(page, "card-name", "/a/@href")
    assert shown == f"/en/preview/2023-1/projects/{code}"
    assert text(page_of(office, shown).xpath("//h1")[0]) == "TITLE"
    vietnamese = page_of(office, shown.replace("/en/", "/vi/"))
    assert text(vietnamese.xpath("//h1")[0]) == TITLE
    assert vietnamese.xpath(f"//header//a[@href='{shown}']") != []


def test_the_page_of_the_edition_is_the_public_one(office: Office) -> None:
    """But for the addresses: what is shown before and after the release is the same."""
    listed(office, 2)
    before = page_of(office, "/en/preview/2023-1", PUBLISHER)
    shown = [text(row) for row in before.xpath("//main//tr")]
    links = [link.replace("/en/preview/2023-1", "/en/editions/2023-1") for link in before.xpath("//main//a/@href")]
    with office.app.app_context():
        services.release(office.actor(PUBLISHER), "2023-1")
    after = parsed(office.app.test_client().get("/en/editions/2023-1").text)
    assert [text(row) for row in after.xpath("//main//tr")] == shown
    assert len(after.xpath("//main//a/@href")) == len(links)
    assert office.visitor(REVIEWER).get("/en/preview/2023-1").status_code == 403


def test_every_document_is_written_as_it_will_be(office: Office) -> None:
    listed(office)
    page = page_of(office, "/en/preview/2023-1")
    links = inside(page, "documents", "//a/@href")
    assert sorted(links) == sorted(
        f"/en/preview/2023-1/list.{each.format}?lang={each.language}&layout={each.layout}" for each in every_document()
    )
    csv = office.visitor(REVIEWER).get("/en/preview/2023-1/list.csv?lang=en")
    assert "TITLE" in csv.text
    assert csv.headers["Content-Disposition"] == "attachment; filename=preview-aid-project-list-2023-1.csv"
    assert csv.headers["Cache-Control"] == "no-store"
    assert office.visitor(REVIEWER).get("/en/preview/2023-1/list.odt").status_code == 404


def test_every_layout_of_every_format_is_written_from_memory(office: Office) -> None:
    listed(office)
    written = {
        (each.format, each.layout): office.visitor(REVIEWER).get(
            f"/vi/preview/2023-1/list.{each.format}?lang=vi&layout={each.layout}"
        )
        for each in every_document()
        if each.language == "vi"
    }
    assert {key: (answer.status_code, answer.mimetype) for key, answer in written.items()} == {
        (name, layout): (200, format_.mime_type.partition(";")[0])
        for name, format_ in FORMATS.items()
        for layout in format_.layouts
    }
    assert all("filename=xem-truoc-" in answer.headers["Content-Disposition"] for answer in written.values())


def test_one_project_is_written_as_a_file(office: Office) -> None:
    (code,) = listed(office)
    answer = office.visitor(REVIEWER).get(f"/en/preview/2023-1/projects/{code}/sheet.docx")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == f"attachment; filename=preview-project-{code}.docx"


def test_what_is_missing_is_blank(office: Office) -> None:
    listed(office)
    with office.app.app_context():
        code = scene.accepted(db.session.query(Round).one()).code
        services.add(office.actor(REVIEWER), "2023-1", code)
    titles = [text(card) for card in inside(page_of(office, "/en/preview/2023-1/projects"), "card-name")]
    assert titles == ["TITLE", ""]
    page_of(office, f"/en/preview/2023-1/projects/{code}")


def test_a_revision_shows_its_change_log(office: Office) -> None:
    listed(office)
    with office.app.app_context():
        services.release(office.actor(PUBLISHER), "2023-1")
        key = services.revise(office.actor(REVIEWER), "2023-1").key
        services.explain(office.actor(REVIEWER), key, Bilingual("Thêm một dự án", "One more project"))
        more = scene.ready(office.actor(REVIEWER), db.session.query(Round).one())
        services.add(office.actor(REVIEWER), key, more.code)
    page = page_of(office, f"/en/preview/{key}")
    (newest, first) = inside(page, "change-log", "/li")
    assert "One more project New No. 2 TITLE" in text(newest)
    assert "First release." in text(first)


def a_photo(office: Office, code: str) -> None:
    """One that may be published, with its English."""
    with office.app.app_context():
        with transaction():
            proposal = db.session.query(Proposal).filter_by(code=code).one()
            proposal.state = "draft"
            officer = somebody("officer")
        officer = officer.as_actor()
        row = attachments.add(officer, code, "photo", "a.jpg", build.photo(640, 480))
        said = Description("Phòng đọc", "Một phòng trống", "Nhà trường", consent="no_child")
        attachments.describe(officer, code, {row.id: Typed(said, Description.of(row).fingerprint())})
        with transaction():
            proposal.state = "accepted"
        scene.translate(office.actor(REVIEWER), proposal)


PEOPLE = (("officer", "220"), ("leader", "220"), ("manager", None), ("administrator", None))


def test_nobody_else_sees_it(office: Office, person: Callable[..., Any], sign_in: Callable[[str], Any]) -> None:
    """The office sees every page, file and photo of it; units, readers and the public none."""
    (code,) = listed(office)
    a_photo(office, code)
    base = "/en/preview/2023-1"
    (photo,) = inside(page_of(office, f"{base}/projects"), "plate-photo")
    addresses = [base, f"{base}/projects", f"{base}/projects/{code}", f"{base}/list.csv", photo.get("src")]
    addresses.append(f"{base}/projects/{code}/sheet.docx")
    office_sees = [office.visitor(REVIEWER).get(address) for address in addresses]
    assert [answer.status_code for answer in office_sees] == [200] * len(addresses)
    assert {answer.headers["Cache-Control"] for answer in office_sees} == {"no-store"}
    assert photo.get("src").startswith(f"{base}/photos/")
    assert office.visitor(REVIEWER).get(f"{base}/photos/{'0' * 64}.jpg").status_code == 404
    for role, unit in PEOPLE:
        person(f"{role}.other@example.org", role, unit=unit)
        visitor = sign_in(f"{role}.other@example.org")
        assert [visitor.get(address).status_code for address in addresses] == [403] * len(addresses)
    public = office.app.test_client()
    assert [public.get(address).location for address in addresses] == [
        f"/sign-in?next={address}" for address in addresses
    ]
    name = photo.get("src").rpartition("/")[2]
    released = [f"/photos/{name}", f"/en/projects/{code}", "/en/editions/2023-1", "/en/editions/2023-1/list.csv"]
    assert [public.get(address).status_code for address in released] == [404] * len(released)


def test_the_preview_costs_the_same_queries_for_one_and_for_three(office: Office) -> None:
    listed(office)
    costs = []
    for more in (0, 2):
        with office.app.app_context():
            for _ in range(more):
                code = scene.ready(office.actor(REVIEWER), db.session.query(Round).one()).code
                services.add(office.actor(REVIEWER), "2023-1", code)
        visitor = office.visitor(REVIEWER)
        with statements(office.app) as seen:
            visitor.get("/en/preview/2023-1/projects")
        costs.append(len(seen))
    assert costs[0] == costs[1]
