"""Photos in the catalogue: only those that a released edition shows, until they are taken down."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from sqlalchemy import select

from catalog import clock, storage
from catalog.accounts.actor import Actor
from catalog.attachments import services as attachments
from catalog.attachments import services_lighter
from catalog.attachments.models import LighterPhoto
from catalog.attachments.services import Description, Typed
from catalog.db import db, transaction
from catalog.editions import queries as editions_read
from catalog.editions import services as editions
from catalog.errors import NotAllowed, NotFound
from catalog.office.models import ExchangeRate
from catalog.proposals import services as proposals
from catalog.proposals.models import Attachment, Proposal
from catalog.proposals.queries import proposal_by_code
from catalog.translation import services as translation
from catalog.translation.segments import sources
from catalog.translation.services import TargetInput
from tests.attachments import build
from tests.editions.scene import FULL
from tests.proposals import scene

DESCRIPTION = Description(
    caption="Phòng học hiện nay", alternative_text="Bàn ghế cũ", credit="Phòng Giáo dục", consent="no_child"
)
SECRET = Description(caption="Cô giáo trước lớp", alternative_text="Một lớp học", credit="Trường Tiểu học", consent="")


@dataclass
class Shown:
    """A released proposal and what it has in its files, by hash."""

    code: str
    key: str
    released: dict[str, str]
    lacking: dict[str, str]
    document: str
    draft: dict[str, str]


def photo(officer: Actor, code: str, name: str, width: int, description: Description) -> Attachment:
    made = attachments.add(officer, code, "photo", name, build.photo(width, 480))
    base = Description.of(made).fingerprint()
    attachments.describe(officer, code, {made.id: Typed(description, base)})
    return made


def release(round_, reviewer: Actor, publisher: Actor, code: str) -> str:
    """Translate what is there, list it, release the list; gives its key."""
    proposal = proposal_by_code(reviewer, code)
    given = {source.key: TargetInput(f"English {source.key}", True, 0) for source in sources(proposal)}
    translation.save(reviewer, code, given)
    key = editions.create(reviewer, round_).key
    editions.add(reviewer, key, code)
    editions.release(publisher, key)
    return key


@pytest.fixture
def people(app: Flask) -> dict[str, Actor]:
    with app.app_context():
        return {role: scene.actor(role) for role in ("officer", "reviewer", "publisher")}


@pytest.fixture
def shown(app: Flask, people: dict[str, Actor]) -> Shown:
    """One released proposal with a whole photo, one without consent and a document; another in draft with a photo."""
    officer, reviewer, publisher = people.values()
    with app.app_context():
        round_ = scene.a_round()
        with transaction() as session:
            session.add(ExchangeRate(date=clock.today(), vnd_per_usd=23_500, source_vi="Kho bạc", source_en="Treasury"))
        code = scene.draft(officer, round_, **FULL).code
        whole = photo(officer, code, "a.jpg", 1300, DESCRIPTION).sizes
        lacking = photo(officer, code, "b.jpg", 700, SECRET).sizes
        document = attachments.add(officer, code, "document", "don.pdf", build.pdf()).sha256
        other = scene.draft(officer, round_, **FULL).code
        draft = photo(officer, other, "c.jpg", 800, DESCRIPTION).sizes
        proposals.submit(officer, code)
        proposals.perform(reviewer, code, "accept")
        key = release(round_, reviewer, publisher, code)
        return Shown(code, key, dict(whole), dict(lacking), document, dict(draft))


def statuses(client: FlaskClient, names: list[str]) -> list[int]:
    return [client.get(f"/photos/{name}.jpg").status_code for name in names]


@pytest.mark.both_databases
def test_only_photos_of_a_release_are_public(client: FlaskClient, shown: Shown) -> None:
    hidden = [*shown.lacking.values(), *shown.draft.values(), shown.document, "0" * 64, "..%2Fkey", "a"]
    assert statuses(client, hidden) == [404] * len(hidden)
    assert statuses(client, list(shown.released.values())) == [200] * len(shown.released)


def test_the_project_page_and_the_list_show_the_photo_with_caption_and_credit(
    client: FlaskClient, shown: Shown
) -> None:
    for language, caption in (("en", "English photo:"), ("vi", "Phòng học hiện nay")):
        page = client.get(f"/{language}/projects/{shown.code}").text
        assert set(re.findall(r"/photos/(\w+)\.jpg", page)) == set(shown.released.values())
        assert (caption in page, "Phòng Giáo dục" in page, "Cô giáo" in page) == (True, True, False)
    cards = client.get("/en/projects").text
    assert set(re.findall(r"/photos/(\w+)\.jpg", cards)) == set(shown.released.values())
    assert "img/plates" not in cards


def test_a_photo_is_kept_for_a_day_and_asked_for_again(client: FlaskClient, shown: Shown) -> None:
    name = next(iter(shown.released.values()))
    answer = client.get(f"/photos/{name}.jpg")
    assert (answer.headers["Cache-Control"], answer.mimetype) == ("public, max-age=86400, s-maxage=60", "image/jpeg")
    again = client.get(f"/photos/{name}.jpg", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.both_databases
def test_a_photo_taken_down_is_gone_at_once_and_leaves_a_note(
    app: Flask, client: FlaskClient, shown: Shown, people: dict[str, Actor]
) -> None:
    address = f"/en/projects/{shown.code}"
    before = client.get(address)
    largest = shown.released[max(shown.released, key=int)]
    with app.app_context():
        with pytest.raises(NotAllowed):
            editions.take_down_photo(people["publisher"], shown.code, largest)
        with pytest.raises(NotFound):
            editions.take_down_photo(people["reviewer"], shown.code, shown.document)
        editions.take_down_photo(people["reviewer"], shown.code, largest)
        proposal = proposal_by_code(people["reviewer"], shown.code)
        newest = scene.newest(proposal)
        assert (newest.event, newest.comment) == ("proposal:take_down_photo", "a.jpg")
        assert [row.consent for row in proposal.attachments if row.sha256 == largest] == [""]
        assert editions_read.shown_photos(shown.code) == []
        with pytest.raises(NotFound):
            editions.take_down_photo(people["reviewer"], shown.code, largest)
    assert statuses(client, list(shown.released.values())) == [404] * len(shown.released)
    page = client.get(address, headers={"If-None-Match": before.headers["ETag"]})
    assert (page.status_code, "/photos/" in page.text) == (200, False)
    assert "1 photo of this project was taken down after the release." in page.text


ENDINGS = ("jpg", "avif", "webp")


def forms(client: FlaskClient, names: Iterable[str]) -> set[tuple[int, str]]:
    """Status and media type of every form of some files."""
    answers = [client.get(f"/photos/{name}.{ending}") for name in names for ending in ENDINGS]
    return {(answer.status_code, answer.mimetype) for answer in answers}


@pytest.mark.both_databases
def test_lighter_forms_are_made_beside_the_answers_and_go_with_the_photo(
    app: Flask, client: FlaskClient, shown: Shown, people: dict[str, Actor]
) -> None:
    names = shown.released.values()
    page = html.document_fromstring(client.get(f"/en/projects/{shown.code}").text)
    offered = {source.get("type"): source.get("srcset") for source in page.xpath("//picture[1]//source")}
    assert set(offered) == {"image/avif", "image/webp"}
    assert set(re.findall(r"/photos/(\w+)\.avif \d+w", offered["image/avif"])) == set(names)
    # Until then the address has the photo as it is.
    assert forms(client, names) == {(200, "image/jpeg")}
    with app.app_context():
        assert (services_lighter.make_missing(), services_lighter.make_missing()) == (2 * len(names), 0)
        files = set(db.session.scalars(select(LighterPhoto.sha256)))
    assert forms(client, names) == {(200, "image/jpeg"), (200, "image/avif"), (200, "image/webp")}
    for name in names:
        sizes = {ending: len(client.get(f"/photos/{name}.{ending}").data) for ending in ENDINGS}
        assert sizes["avif"] < sizes["jpg"] > sizes["webp"]
    assert forms(client, [*shown.lacking.values(), *shown.draft.values()]) == {(404, "text/html")}
    with app.app_context():
        editions.take_down_photo(people["reviewer"], shown.code, shown.released[max(shown.released, key=int)])
        assert db.session.scalars(select(LighterPhoto)).all() == []
        assert len(files & storage.names(storage.ATTACHMENTS, -1)) == 0
    assert forms(client, names) == {(404, "text/html")}


def test_the_file_of_a_removed_photo_stays_while_an_edition_shows_it(
    app: Flask, client: FlaskClient, shown: Shown, people: dict[str, Actor]
) -> None:
    names = list(shown.released.values())
    largest = shown.released[max(shown.released, key=int)]
    with app.app_context():
        with transaction():
            proposal = db.session.query(Proposal).filter_by(code=shown.code).one()
            removed = [row for row in proposal.attachments if row.sha256 == largest]
            proposal.attachments.remove(removed[0])
        attachments.delete_unused(set(names))
    assert statuses(client, names) == [200] * len(names)
    with app.app_context():
        editions.take_down_photo(people["reviewer"], shown.code, largest)
        for name in names:
            with pytest.raises(FileNotFoundError):
                storage.load(name, storage.ATTACHMENTS)


def test_the_list_says_which_photo_stays_out_and_why(app: Flask, shown: Shown) -> None:
    with app.app_context():
        candidate = editions_read.chosen_items(editions_read.edition_by_key(shown.key))[0]
        assert candidate.is_ready
        assert [note.en for note in candidate.notes] == ["Not published: Photo 2: no kind of consent chosen yet."]


def test_the_office_takes_a_photo_down_by_one_button(
    client: FlaskClient, shown: Shown, person: Callable, sign_in: Callable
) -> None:
    person("desk@example.org", "reviewer")
    visitor = sign_in("desk@example.org")
    action = f"/desk/review/{shown.code}/take-down-photo?view=waiting"
    assert visitor.submit(f"/desk/review/{shown.code}", action=action).status_code == 303
    assert statuses(client, list(shown.released.values())) == [404] * len(shown.released)
