"""Nothing private reaches the public: a marker fills every private field and is looked for in every page and file."""

import io
import re
import zipfile
from datetime import date
from decimal import Decimal
from typing import Any

import pypdfium2
import pytest
from flask import Flask
from flask.testing import FlaskClient

from catalog import clock
from catalog.accounts.actor import Actor
from catalog.accounts.models import Person
from catalog.amendments import services as amendments
from catalog.attachments import services as attachments
from catalog.attachments.services import Description, Typed
from catalog.db import db, transaction
from catalog.editions import services as editions
from catalog.exchange import documents
from catalog.office.models import ExchangeRate
from catalog.proposals import queries as proposals_read
from catalog.proposals import services as proposals
from catalog.proposals import services_review, services_tags
from catalog.proposals.checks import TEXT_KINDS
from catalog.proposals.fields import FIELDS, Kind
from catalog.proposals.models import Proposal
from catalog.proposals.rows import LineInput, NeedInput
from catalog.rounds.models import Round
from catalog.translation import services as translation
from catalog.translation.segments import sources
from catalog.translation.services import TargetInput
from tests.attachments import build
from tests.proposals import scene
from tests.public.reading import parsed

MARKER = "zqxmarker"
PRIVATE = [field for field in FIELDS if not field.public]
PUBLISHABLE = {
    "summary": "240 học sinh có nơi đọc sách.",
    "need": "Trường chưa có thư viện.",
    "aid_form": "project",
    "objective": "240 học sinh có nơi đọc sách.",
}
EXAMPLES: dict[Kind, Any] = {
    Kind.TEXT: f"{MARKER} 12/CV",
    Kind.LONG_TEXT: f"{MARKER} private",
    Kind.EMAIL: f"{MARKER}@example.org",
    Kind.DATE: date(1987, 6, 5),
    Kind.CHOICE: 3,
}
# The marked date as pages, files and programs could write it.
TRACES = [MARKER, "05/06/1987", "5/6/1987", "5 june 1987", "1987-06-05"]


@pytest.fixture
def hidden(app: Flask) -> list[str]:
    """Release one proposal among many that must not be seen; gives the codes of those."""
    with app.app_context():
        round_ = scene.a_round()
        people = {role: _marked(role) for role in ("officer", "reviewer", "publisher")}
        officer, reviewer, publisher = people.values()
        released = scene.draft(officer, round_, needs=[scene.BOOKS], **PUBLISHABLE, **_private_values())
        _attach(officer, released.code)
        _accept(officer, reviewer, released.code)
        _translate(reviewer, released.code, "English text")
        unseen = _others(officer, reviewer, round_)
        with transaction() as session:
            session.add(ExchangeRate(date=clock.today(), vnd_per_usd=23_500, source_vi="Kho bạc", source_en="Treasury"))
        key = editions.create(reviewer, round_).key
        editions.add(reviewer, key, released.code)
        editions.release(publisher, key)
        unseen.append(_edit(officer, released.code))
        editions.release(publisher, editions.create(reviewer, round_).key)
        _change_after_release(reviewer, publisher, round_, released.code)
        return unseen


def _marked(role: str) -> Actor:
    """Somebody whose name and address carry the marker."""
    made = scene.person(role)
    with transaction():
        person = db.session.get_one(Person, made.id)
        person.name, person.email = f"{MARKER} {role}", f"{MARKER}.{role}@example.org"
    return db.session.get_one(Person, made.id).as_actor()


def _private_values() -> dict[str, Any]:
    return {field.key: EXAMPLES[field.kind] for field in PRIVATE}


def _attach(officer: Actor, code: str, shown_as: str = "Phòng đọc", widths: tuple[int, int] = (64, 80)) -> None:
    """A photo to be published, one that lacks its consent, and a document; what stays inside carries the marker."""
    said = {"caption": shown_as, "alternative_text": "Một phòng trống", "credit": "Nhà trường"}
    shown = Description(**said, consent="written", consent_reference=f"{MARKER} 12/HS", note=f"{MARKER} note")
    kept = Description(**dict.fromkeys(said, f"{MARKER} unpublished"))
    described = {}
    for width, description in zip(widths, (shown, kept), strict=True):
        row = attachments.add(officer, code, "photo", f"{MARKER} {width}.jpg", build.photo(width))
        described[row.id] = Typed(description, Description.of(row).fingerprint())
    row = attachments.add(officer, code, "document", f"{MARKER}.pdf", build.pdf())
    described[row.id] = Typed(Description(note=f"{MARKER} evidence"), Description.of(row).fingerprint())
    attachments.describe(officer, code, described)


def _accept(officer: Actor, reviewer: Actor, code: str) -> None:
    """Through review with a question and an answer; every comment carries the marker."""
    proposals.submit(officer, code, f"{MARKER} sent")
    proposals.assign(reviewer, code, reviewer.person_id)
    services_review.add_note(reviewer, code, f"{MARKER} note")
    services_tags.add_tag(reviewer, code, f"{MARKER} tag")
    services_review.check_point(reviewer, code, "upkeep", "not_fine", f"{MARKER} not fine")
    proposals.perform(reviewer, code, "request_changes", f"{MARKER} question")
    proposals.submit(officer, code, f"{MARKER} answer")
    proposals.perform(reviewer, code, "accept", f"{MARKER} accepted")


def _translate(reviewer: Actor, code: str, text: str) -> None:
    proposal = proposals_read.proposal_by_code(reviewer, code)
    given = {source.key: TargetInput(text, checked=True, version=0) for source in sources(proposal)}
    translation.save(reviewer, code, given)


def _others(officer: Actor, reviewer: Actor, round_: Round) -> list[str]:
    """Proposals that no edition lists: a draft, one sent, one accepted and translated."""
    texts = {"title": f"{MARKER} title", "objective": f"{MARKER} objective", "location": f"{MARKER} place"}
    codes = [scene.draft(officer, round_, **PUBLISHABLE | texts).code for _ in range(3)]
    proposals.submit(officer, codes[1])
    _accept(officer, reviewer, codes[2])
    _translate(reviewer, codes[2], f"{MARKER} English")
    return codes


def _edit(officer: Actor, code: str) -> str:
    """An edit of what is published, with the marker in all that would be public; a list is released meanwhile."""
    made = amendments.begin(officer, code)
    public = [
        field.key for field in FIELDS if field.public and field.kind in TEXT_KINDS and field.key != "commune_code"
    ]
    texts = {key: f"{MARKER} {key}" for key in public}
    lines = [LineInput(f"{MARKER} item", Decimal(1), f"{MARKER} unit", 1_000_000)]
    proposals.save(officer, made.code, made.version, texts, lines, [NeedInput(f"{MARKER} need")])
    _attach(officer, made.code, f"{MARKER} caption", (96, 112))
    proposals.submit(officer, made.code)
    return made.code


def _change_after_release(reviewer: Actor, publisher: Actor, round_: Round, code: str) -> None:
    """What is written after a release stays inside until the next one, which is being prepared."""
    with transaction():
        proposal = db.session.query(Proposal).filter_by(code=code).one()
        proposal.title, proposal.need = f"{MARKER} new title", f"{MARKER} new need"
    key = editions.create(reviewer, round_).key
    editions.add(reviewer, key, code)


def read_all(client: FlaskClient) -> dict[str, bytes]:
    """Every page and file that links lead to from both home pages, by address; zipped files unpacked."""
    found: dict[str, bytes] = {}
    waiting = ["/", "/vi/", "/en/"]
    while waiting:
        address = waiting.pop()
        if address in found:
            continue
        answer = client.get(address)
        assert answer.status_code in (200, 302), address
        found[address] = str(answer.headers).encode() + _unpacked(answer.data)
        if answer.mimetype == "text/html":
            waiting += _public_links(answer.text)
    return found


def _unpacked(data: bytes) -> bytes:
    """A file with what it holds in compressed parts: members of an archive, words and properties of a PDF."""
    if data.startswith(b"%PDF"):
        document = pypdfium2.PdfDocument(data)
        words = [page.get_textpage().get_text_range() for page in document]
        return data + "\n".join([*words, *document.get_metadata_dict().values()]).encode()
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"".join(name.encode() + archive.read(name) for name in archive.namelist())


def _public_links(source: str) -> list[str]:
    page = parsed(source)
    links = {link.partition("#")[0] for _, _, link, _ in page.iterlinks()}
    links |= {image.removeprefix("http://localhost") for image in page.xpath("//meta[@property='og:image']/@content")}
    return [link for link in links if link.startswith(("/vi/", "/en/"))]


def test_every_private_kind_has_an_example() -> None:
    assert {field.kind for field in PRIVATE} <= EXAMPLES.keys()


@pytest.mark.both_databases
def test_no_page_and_no_file_holds_a_private_word(client: FlaskClient, hidden: list[str]) -> None:
    found = read_all(client)
    leaks = {(address, trace) for address, data in found.items() for trace in TRACES if trace.encode() in data.lower()}
    assert leaks == set()
    assert any(b"/photos/" in data for data in found.values())
    seen = {match[1] for address in found if (match := re.match(r"/../projects/([A-Z]+-[0-9-]+)", address))}
    assert len(seen) == 1
    files = {address.partition("?")[0].rpartition(".")[2] for address in found if "/list." in address}
    assert files == set(documents.FORMATS)
    made = {
        address.partition("?")[0].rpartition("/")[2] for address in found if ".jpg" in address or "/sheet." in address
    }
    assert made == {"share.jpg", "sheet.pdf", "sheet.docx"}


def test_what_is_not_released_is_not_there(client: FlaskClient, hidden: list[str]) -> None:
    addresses = [f"/en/projects/{code}" for code in hidden] + ["/en/editions/2023-3", "/en/editions/2023-3/list.csv"]
    assert [client.get(address).status_code for address in addresses] == [404] * len(addresses)
    assert MARKER not in client.get("/en/projects?q=zqx").text
