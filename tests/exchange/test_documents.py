"""Documents of a released edition, from the database to the file."""

import json
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
import time_machine

from catalog import clock
from catalog.db import transaction
from catalog.editions import services
from catalog.editions.models import Edition
from catalog.errors import NotFound
from catalog.exchange import documents
from catalog.exchange.columns import chosen_columns
from catalog.exchange.documents import DOCUMENT_LANGUAGES, FORMATS, filename, render
from tests.editions.scene import ready
from tests.exchange.writing import portable
from tests.exchange.writing.lists import document, opened, values
from tests.proposals import scene

TITLE = "Thư viện thân thiện cho Trường Tiểu học xã Hữu Sản"


@pytest.fixture
def draft(database) -> Edition:
    """A draft with one proposal that is ready."""
    reviewer, round_ = scene.actor("reviewer"), scene.a_round()
    edition = services.create(reviewer, round_)
    services.add(reviewer, edition.key, ready(reviewer, round_).code)
    return edition


@pytest.fixture
def released(draft: Edition) -> Edition:
    return services.release(scene.actor("publisher"), draft.key)


@pytest.mark.both_databases
def test_a_released_proposal_stands_in_every_format(released: Edition) -> None:
    workbook = opened(render(released, "xlsx", "both"))
    assert [row[2:4] for row in values(workbook.worksheets[1])[1:]] == [[TITLE, "TITLE"]]
    tables = document(render(released, "docx", "vi")).tables
    assert tables[2].rows[3].cells[1].text == TITLE
    assert render(released, "csv", "en").decode("utf-8-sig").split("\r\n")[1].split(",")[2] == "TITLE"


@pytest.mark.parametrize("language", DOCUMENT_LANGUAGES)
@pytest.mark.parametrize("format_", FORMATS)
def test_the_same_edition_gives_the_same_bytes_on_any_day(released: Edition, format_: str, language: str) -> None:
    today = render(released, format_, language)
    with time_machine.travel(clock.now() + timedelta(days=400)):
        assert render(released, format_, language) == today


def test_a_reader_may_choose_the_columns_of_flat_tables(released: Edition) -> None:
    columns = chosen_columns(["aid_usd", "title", "no such column"])
    assert render(released, "csv", "en", columns=columns).decode("utf-8-sig").split("\r\n")[0] == (
        "Project title,Aid requested (USD)"
    )
    entries = json.loads(render(released, "json", "en", columns=columns))["entries"]
    assert [list(entry) for entry in entries] == [["code", "title", "aid_usd"]]
    sheet = opened(render(released, "xlsx", "en", columns=columns)).worksheets[1]
    assert values(sheet)[0] == ["Project title", "Aid requested (USD)"]
    assert render(released, "csv", "en", columns=chosen_columns(["no such column"])) == render(released, "csv", "en")


def test_what_is_private_stands_in_no_document(draft: Edition) -> None:
    proposal = draft.items[0].proposal
    with transaction():
        proposal.contact_email, proposal.letter_number, proposal.notes = "private@example.org", "PRIVATE-1", "PRIVATE-2"
    edition = services.release(scene.actor("publisher"), draft.key)
    for format_ in FORMATS:
        data = render(edition, format_, "both")
        if format_ == "pdf":
            data = "".join(portable.pages(data)).encode()
        elif data.startswith(b"PK"):
            with ZipFile(BytesIO(data)) as package:
                data = b"".join(package.read(name) for name in package.namelist())
        assert b"private@" not in data
        assert b"PRIVATE" not in data


def test_a_draft_has_no_document(draft: Edition) -> None:
    with pytest.raises(NotFound) as refused:
        render(draft, "xlsx", "vi")
    assert refused.value.message.en == "Edition 2023-1 is not released."


@pytest.mark.parametrize(
    ("format_", "language", "said"),
    [
        ("odt", "vi", f"There is no format “odt”. Choose one of {', '.join(FORMATS)}."),
        ("", "vi", f"There is no format “”. Choose one of {', '.join(FORMATS)}."),
        ("xlsx", "fr", "There is no version “fr”. Choose one of vi, en, both."),
    ],
)
def test_an_unknown_format_or_language_is_refused_in_words(format_: str, language: str, said: str) -> None:
    edition = Edition(key="2023-1", state="released")
    for ask in (documents.render, documents.filename):
        with pytest.raises(NotFound) as refused:
            ask(edition, format_, language)
        assert refused.value.message.en == said


def test_an_unknown_layout_is_refused_in_words() -> None:
    with pytest.raises(NotFound) as refused:
        render(Edition(key="2023-1", state="released"), "csv", "en", "poster")
    assert refused.value.message.en == "There is no layout “poster” in this format. Choose one of annex."


@pytest.mark.parametrize(
    ("key", "format_", "language", "name"),
    [
        ("2023-1", "docx", "vi", "danh-muc-vien-tro-2023-1.docx"),
        ("2023-1", "xlsx", "en", "aid-project-list-2023-1.xlsx"),
        ("2023-1", "csv", "both", "danh-muc-vien-tro-aid-project-list-2023-1.csv"),
        ("2023-1", "iati", "en", "aid-project-list-2023-1.xml"),
        ("../hè 2023", "csv", "en", "aid-project-list-h-2023.csv"),
    ],
)
def test_files_have_names_that_every_system_knows(key: str, format_: str, language: str, name: str) -> None:
    assert filename(Edition(key=key), format_, language) == name


def test_every_layout_has_a_name_for_its_files() -> None:
    assert set(documents.LAYOUTS) == set(documents.STEMS)
