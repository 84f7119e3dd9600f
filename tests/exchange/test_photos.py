"""Photos in documents: which show them, and that one that is taken down is in none of them from then on."""

from flask import Flask
from flask.testing import FlaskClient

from catalog import clock, storage
from catalog.accounts.actor import Actor
from catalog.db import db
from catalog.editions import services as editions
from catalog.editions.models import EditionDocument
from catalog.editions.queries import entries_of, released_edition
from catalog.exchange import documents, services_release, stored
from catalog.exchange.documents import WITH_PHOTOS, Document, every_document
from tests.attachments import build
from tests.exchange.writing.lists import entry, listing
from tests.exchange.writing.test_dossier import photo
from tests.public.test_photos import Shown, people, shown  # noqa: F401 - fixtures


def with_photos(document: Document) -> bool:
    return not WITH_PHOTOS.isdisjoint(document)


def test_every_document_that_a_photo_changes_is_named(database) -> None:
    name = storage.store(build.photo(960, 640), storage.ATTACHMENTS)
    there, gone = entry(1, photos=[photo(name, "A room")]), entry(1)
    gone.data = there.data
    gone.withdrawn_photos = {name: clock.now().isoformat()}
    lists = listing(there), listing(gone)
    changed = {
        document
        for document in every_document()
        if documents.write(lists[0], document) != documents.write(lists[1], document)
    }
    assert changed == set(filter(with_photos, every_document()))


def test_a_photo_taken_down_takes_the_documents_that_show_it(
    app: Flask,
    client: FlaskClient,
    shown: Shown,  # noqa: F811
    people: dict[str, Actor],  # noqa: F811
) -> None:
    largest = shown.released[max(shown.released, key=int)]
    with app.app_context():
        edition = released_edition(shown.key)
        services_release.store_documents(edition)
        names = {document: stored.find(edition, document).sha256 for document in every_document()}
        before = {document: stored.read(edition, document) for document in every_document()}
        editions.take_down_photo(people["reviewer"], shown.code, largest)
        kept = {Document(row.format, row.language, row.layout) for row in edition_rows(edition.id)}
        assert kept == {document for document in every_document() if not with_photos(document)}
        assert storage.names(storage.DOCUMENTS, -1) == {names[document] for document in kept}
        assert entries_of(edition)[0].photos == []
        after = {document: stored.read(edition, document) for document in every_document()}
        assert {document for document in after if after[document] == before[document]} == kept
    for fmt, layout in (("json", "annex"), ("pdf", "dossier"), ("docx", "dossier")):
        answer = client.get(f"/en/editions/{shown.key}/list.{fmt}?lang=en&layout={layout}")
        assert (answer.status_code, answer.data) == (200, after[Document(fmt, "en", layout)])


def edition_rows(edition_id: int) -> list[EditionDocument]:
    return list(db.session.query(EditionDocument).filter_by(edition_id=edition_id))
