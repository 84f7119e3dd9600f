"""The office's own Word files: sent in, looked at, taken into use, kept with the editions that they made."""

import io

import pytest
from flask import Flask
from sqlalchemy import select

from catalog import storage
from catalog.audit import HistoryEntry
from catalog.db import db
from catalog.editions import services as editions
from catalog.exchange import documents
from catalog.exchange.documents import MIME_TYPES
from catalog.exchange.writing import docx
from catalog.office.models import DocumentTemplate
from catalog.rounds.models import Round
from tests.accounts.people import add, sign_in
from tests.editions.scene import ready
from tests.exchange.writing.test_docx import lines
from tests.exchange.writing.test_template import MARKER, own
from tests.proposals import scene
from tests.visitor import Visitor, form_of

OFFICIAL = "/desk/administration/official"
NEW = f"{OFFICIAL}/templates/new"


@pytest.fixture
def admin(app: Flask) -> Visitor:
    """An administrator, signed in."""
    add(app, "admin@example.org", "administrator")
    client = app.test_client()
    sign_in(client, "admin@example.org")
    return client


def send(admin: Visitor, data: bytes, name: str = "mau.docx", language: str = "vi"):
    """Send a file in by the form."""
    return admin.submit(NEW, {"language": language, "file": (io.BytesIO(data), name)})


def press(admin: Visitor, template_id: int, action: str):
    return admin.submit(OFFICIAL, action=f"{OFFICIAL}/templates/{template_id}/{action}")


def test_a_template_is_looked_at_before_it_is_used_and_makes_what_is_released_then(app: Flask, admin: Visitor) -> None:
    assert send(admin, own("Mẫu của Sở: {{ count }} dự án", MARKER)).status_code == 303
    preview = admin.get(f"{OFFICIAL}/templates/1/preview")
    assert (preview.status_code, preview.content_type) == (200, MIME_TYPES["docx"])
    assert next(lines(preview.data)) == "Mẫu của Sở: 0 dự án"
    with app.app_context():
        reviewer, publisher, round_id = scene.actor("reviewer"), scene.actor("publisher"), scene.a_round().id

    def released() -> str:
        """Release an edition with one project more; gives what its document says first."""
        round_ = db.session.get_one(Round, round_id)
        key = editions.create(reviewer, round_).key
        editions.add(reviewer, key, ready(reviewer, round_).code)
        return next(lines(documents.render(editions.release(publisher, key), "docx", "vi")))

    with app.app_context():
        usual = "UBND TỈNH BẮC GIANG / SỞ NGOẠI VỤ / "
        assert released().startswith(usual)
    assert press(admin, 1, "use").status_code == 303
    with app.app_context():
        assert released() == "Mẫu của Sở: 2 dự án"
        own_edition = editions.queries.edition_by_key("2023-2")
        english = next(lines(documents.render(own_edition, "docx", "en")))
        assert english.startswith("PEOPLE'S COMMITTEE OF BAC GIANG PROVINCE")
    assert press(admin, 1, "stop").status_code == 303
    with app.app_context():
        assert released().startswith(usual)
        own_edition = editions.queries.edition_by_key("2023-2")
        assert next(lines(documents.render(own_edition, "docx", "vi"))) == "Mẫu của Sở: 2 dự án"
        events = db.session.scalars(
            select(HistoryEntry.event).where(HistoryEntry.subject == "document_template").order_by(HistoryEntry.id)
        ).all()
    assert events == ["document_template:add", "document_template:use", "document_template:stop"]


@pytest.mark.both_databases
def test_one_of_a_language_is_used_at_a_time(app: Flask, admin: Visitor) -> None:
    for words, language in (("một", "vi"), ("hai", "vi"), ("three", "en")):
        send(admin, own(words, MARKER), language=language)
    for template_id in (1, 3, 2):
        assert press(admin, template_id, "use").status_code == 303
    with app.app_context():
        used = db.session.scalars(select(DocumentTemplate).order_by(DocumentTemplate.id)).all()
        assert [template.is_used for template in used] == [False, True, True]
        assert used[0].used_to is not None


def test_what_was_used_is_kept_and_what_was_not_is_forgotten(app: Flask, admin: Visitor) -> None:
    used, unused = own("một", MARKER), own("hai", MARKER)
    for data in (used, unused, unused):
        send(admin, data)
    press(admin, 1, "use")
    assert f"{OFFICIAL}/templates/1/remove" not in admin.get(OFFICIAL).text
    assert press(admin, 2, "remove").status_code == 303
    with app.app_context():
        left = db.session.scalars(select(DocumentTemplate).order_by(DocumentTemplate.id)).all()
        assert [template.id for template in left] == [1, 3]
        name = left[1].sha256
        assert storage.load(name, storage.TEMPLATES) == unused
    assert press(admin, 3, "remove").status_code == 303
    with app.app_context(), pytest.raises(FileNotFoundError):
        storage.load(name, storage.TEMPLATES)


@pytest.mark.parametrize(
    ("language", "words"), [("vi", "Không có chỗ điền “7*7”."), ("en", "There is no placeholder “7*7”.")]
)
def test_what_is_wrong_is_said_in_the_language_of_the_page(
    app: Flask, admin: Visitor, language: str, words: str
) -> None:
    admin.set_cookie("language", language)
    answer = send(admin, own("{{ 7*7 }}", MARKER))
    assert (answer.status_code, words in answer.text) == (422, True)
    with app.app_context():
        assert db.session.scalars(select(DocumentTemplate)).all() == []


def test_files_are_given_back_as_they_were_sent(admin: Visitor) -> None:
    data = own("một", MARKER)
    send(admin, data, name="../../Mẫu công văn.docx")
    answer = admin.get(f"{OFFICIAL}/templates/1/file")
    assert answer.data == data
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert ".." not in answer.headers["Content-Disposition"]
    for language in ("vi", "en"):
        assert admin.get(f"{OFFICIAL}/templates/usual/{language}").data == docx.template(language)
    for path in ("usual/fr", "9/file", "9/preview"):
        assert admin.get(f"{OFFICIAL}/templates/{path}").status_code == 404


def test_a_stale_button_does_nothing(app: Flask, admin: Visitor) -> None:
    send(admin, own("một", MARKER))
    page = admin.get(OFFICIAL)
    press(admin, 1, "use")
    form = form_of(page, f"{OFFICIAL}/templates/1/use")
    assert admin.post(form.action, data=dict(form.form_values())).status_code == 409
