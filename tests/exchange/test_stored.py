"""Documents written once: stored at release, given out byte for byte, whatever becomes of code and data."""

import hashlib
import logging

import pytest

from catalog import storage
from catalog.accounts.actor import Actor
from catalog.db import db, transaction
from catalog.editions import services as editions
from catalog.editions.models import Edition, EditionDocument, Entry
from catalog.editions.queries import edition_by_key, entries_of
from catalog.errors import NotFound, Stale
from catalog.exchange import documents, services_release, stored
from catalog.exchange.documents import FORMATS, Document, every_document
from catalog.exchange.stored import Lost
from catalog.proposals.models import Proposal
from tests.editions.scene import ready
from tests.proposals import scene

CSV = Document("csv", "vi", "annex")


@pytest.fixture
def publisher(database) -> Actor:
    return scene.actor("publisher")


@pytest.fixture
def draft(database) -> Edition:
    """A draft with one proposal that is ready."""
    reviewer, round_ = scene.actor("reviewer"), scene.a_round()
    edition = editions.create(reviewer, round_)
    editions.add(reviewer, edition.key, ready(reviewer, round_).code)
    return edition


def release(actor: Actor, **options) -> Edition:
    return services_release.release(actor, editions.prepare(actor, "2023-1"), **options)


def rows() -> list[EditionDocument]:
    return db.session.query(EditionDocument).order_by(EditionDocument.id).all()


def on_shelf() -> set[str]:
    """The hashes of all files that are stored as documents."""
    return storage.names(storage.DOCUMENTS, -1)


@pytest.mark.both_databases
def test_a_release_stores_every_document_with_its_hash(draft: Edition, publisher: Actor) -> None:
    edition = release(publisher)
    assert [Document(row.format, row.language, row.layout) for row in rows()] == every_document()
    for row in rows():
        data = storage.load(row.sha256, storage.DOCUMENTS)
        assert (hashlib.sha256(data).hexdigest(), len(data)) == (row.sha256, row.size)
    assert on_shelf() == {row.sha256 for row in rows()}
    db.session.expire_all()
    # What was written of the list in memory is what the stored list gives.
    written = [documents.render(edition, *document) for document in every_document()]
    assert [hashlib.sha256(data).hexdigest() for data in written] == [row.sha256 for row in rows()]


def test_a_stored_document_stays_when_the_code_changes(
    draft: Edition, publisher: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = release(publisher)
    before = {document: stored.read(edition, document) for document in every_document()}
    for format_ in FORMATS.values():
        for layout in format_.layouts:
            monkeypatch.setitem(format_.layouts, layout, lambda _listing, _languages: b"of another version")
    assert documents.render(edition, *CSV) == b"of another version"
    assert {document: stored.read(edition, document) for document in every_document()} == before


def test_a_stored_document_stays_when_a_call_ends(draft: Edition, publisher: Actor) -> None:
    edition = release(publisher)
    before = stored.read(edition, CSV)
    editions.close(publisher, edition.items[0].proposal.code, "Đã có nhà tài trợ.")
    assert documents.render(edition, *CSV) != before
    assert stored.read(edition, CSV) == before


def test_an_edition_released_without_documents_writes_them_when_asked(draft: Edition, publisher: Actor) -> None:
    edition = editions.release(publisher, "2023-1")
    assert [file.stored for shelf in stored.shelves(edition) for file in shelf.files] == [None] * len(every_document())
    assert stored.read(edition, CSV) == documents.render(edition, *CSV)
    services_release.store_documents(edition)
    assert len(rows()) == len(every_document())


def test_a_draft_has_no_document_to_read(draft: Edition) -> None:
    with pytest.raises(NotFound):
        stored.read(draft, CSV)


# All or nothing


def test_a_list_that_changes_while_documents_are_written_is_not_released(draft: Edition, publisher: Actor) -> None:
    def change(done: int, _total: int) -> None:
        if done == 1:
            with transaction() as session:
                session.query(Proposal).one().children = 300

    with pytest.raises(Stale):
        release(publisher, progress=change)
    assert (rows(), on_shelf(), db.session.query(Entry).count()) == ([], set(), 0)
    assert release(publisher).is_released


def test_a_release_that_is_ended_leaves_nothing(draft: Edition, publisher: Actor) -> None:
    def end(done: int, total: int) -> None:
        if done == total:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        release(publisher, progress=end)
    assert (rows(), on_shelf(), edition_by_key("2023-1").state) == ([], set(), "draft")


def test_progress_counts_the_documents(draft: Edition, publisher: Actor) -> None:
    told = []
    release(publisher, progress=lambda done, total: told.append((done, total)))
    total = len(every_document())
    assert told == [(done, total) for done in range(total + 1)]


def test_what_a_killed_release_left_goes_with_the_next(
    draft: Edition, publisher: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services_release, "LEFT_OVER_SECONDS", -1)
    left_over = storage.store(b"half of a release", storage.DOCUMENTS)
    release(publisher)
    assert left_over not in on_shelf()
    used = on_shelf()
    editions.create(publisher, draft.round)
    services_release.release(publisher, editions.prepare(publisher, "2023-2"))
    assert used - on_shelf() == set()


# Damage


@pytest.mark.parametrize("damage", ["gone", "changed"])
def test_a_damaged_file_is_written_anew_as_it_was(
    draft: Edition, publisher: Actor, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    edition = release(publisher)
    before = stored.read(edition, CSV)
    # The list is written as it was released, not as it is now.
    editions.close(publisher, edition.items[0].proposal.code, "Đã có nhà tài trợ.")
    spoil(stored.find(edition, CSV).sha256, damage)
    with caplog.at_level(logging.WARNING):
        assert stored.read(edition, CSV) == before
    assert [record.message for record in caplog.records] == [
        "a stored document was written anew: danh-muc-vien-tro-2023-1.csv of edition 2023-1"
    ]
    assert storage.load(stored.find(edition, CSV).sha256, storage.DOCUMENTS) == before


def test_a_damaged_file_of_another_version_is_lost_in_words(
    draft: Edition, publisher: Actor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    edition = release(publisher)
    spoil(stored.find(edition, CSV).sha256, "changed")
    monkeypatch.setitem(FORMATS["csv"].layouts, "annex", lambda _listing, _languages: b"of another version")
    with pytest.raises(Lost) as refused:
        stored.read(edition, CSV)
    assert refused.value.message.en == (
        "The file danh-muc-vien-tro-2023-1.csv of edition 2023-1 is lost or damaged, "
        "and can't be restored as it was released."
    )
    assert [record.levelname for record in caplog.records] == ["ERROR"]


def spoil(name: str, damage: str) -> None:
    """Damage a stored document."""
    path = next(storage._place().folder.glob(f"documents/*/{name}"))
    path.unlink() if damage == "gone" else path.write_bytes(b"another")


def test_a_stored_document_can_not_be_changed(draft: Edition, publisher: Actor) -> None:
    release(publisher)
    with pytest.raises(RuntimeError, match="does not change"), transaction():
        rows()[0].size = 1


def test_every_layout_and_format_has_a_name() -> None:
    assert set(documents.LAYOUTS) - set(documents.LAYOUT_NAMES) == set()
    assert set(FORMATS) - set(documents.FORMAT_NAMES) == set()


def test_entries_in_memory_are_those_that_are_stored(draft: Edition, publisher: Actor) -> None:
    prepared = editions.prepare(publisher, "2023-1")
    columns = ("number", "position", "code", "unit_code", "category_key", "data")
    before = [[getattr(entry, name) for name in columns] for entry in prepared.entries]
    edition = services_release.release(publisher, prepared)
    db.session.expire_all()
    assert [[getattr(entry, name) for name in columns] for entry in entries_of(edition)] == before
