"""What the API tells: the objects of an edition as JSON, with links from one to the other."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from flask import current_app, request, url_for

from catalog.editions.models import Edition, Entry
from catalog.exchange import documents, stored
from catalog.exchange.columns import COLUMNS, Column
from catalog.exchange.writing.jsonfile import edition_object, entry_object, plain
from catalog.i18n import LANGUAGES, Bilingual
from catalog.rounds.models import Round

Told = dict[str, Any]
STARTS = ("projects", "facets", "editions", "categories", "areas", "rounds", "description")
ROUND_WORDS = ("name", "theme", "slogan")


def address(endpoint: str, **values: Any) -> str:
    """The whole address of a view."""
    return current_app.config["CATALOG"].base_url + url_for(endpoint, **values)


def here(**changed: str) -> str:
    """The whole address that was asked, with some of its parameters replaced."""
    arguments = {**request.args.to_dict(flat=False), **{name: [value] for name, value in changed.items()}}
    query = urlencode(sorted(arguments.items()), doseq=True)
    return f"{current_app.config['CATALOG'].base_url}{request.path}{'?' if query else ''}{query}"


def pages(endpoint: str, **values: Any) -> dict[str, str]:
    """The addresses of a page of the catalogue by language."""
    return {language: address(endpoint, language=language, **values) for language in LANGUAGES}


def start() -> Told:
    """Where everything is."""
    starts = {name: address(f"api.{name}") for name in STARTS}
    return {"links": {"self": here(), **starts, "documentation": pages("api.page")}}


def project(edition: Edition, entry: Entry, languages: Sequence[str]) -> Told:
    """One entry, with the edition that lists it."""
    listing = documents.listing(edition, [entry])
    return {
        "project": entry_object(listing, entry, languages),
        "edition": edition_object(listing, languages),
        "links": {
            "self": here(),
            "edition": address("api.edition", key=edition.key),
            "projects": address("api.projects"),
        },
    }


def projects(
    edition: Edition, entries: Sequence[Entry], languages: Sequence[str], columns: Sequence[Column[Entry]] = COLUMNS
) -> Told:
    """Entries of an edition, and the edition."""
    listing = documents.listing(edition, entries, columns)
    return {
        "edition": edition_object(listing, languages),
        "projects": [entry_object(listing, entry, languages) for entry in entries],
    }


def edition_line(edition: Edition, count: int, languages: Sequence[str]) -> Told:
    """An edition, and how many projects it lists."""
    return {
        "edition": edition_object(documents.listing(edition, ()), languages),
        "projects": count,
        "links": {
            "self": address("api.edition", key=edition.key),
            "projects": address("api.projects", edition=edition.key),
        },
    }


def edition(edition: Edition, count: int, languages: Sequence[str]) -> Told:
    """The same, with its documents."""
    return edition_line(edition, count, languages) | {
        "documents": [_document(edition, shelf, file) for shelf in stored.shelves(edition) for file in shelf.files]
    }


def _document(edition: Edition, shelf: stored.Shelf, file: stored.File) -> Told:
    language = file.language if file.language in LANGUAGES else LANGUAGES[0]
    asked = {"fmt": shelf.format, "lang": file.language, "layout": shelf.layout}
    return {
        "name": file.name,
        "layout": shelf.layout,
        "language": file.language,
        "media_type": documents.MIME_TYPES[shelf.format],
        "address": address("public.document", language=language, key=edition.key, **asked),
        "size": file.stored.size if file.stored else None,
        "sha256": file.stored.sha256 if file.stored else None,
    }


def round_(round_: Round, languages: Sequence[str]) -> Told:
    """A call, with its dates for everybody."""
    words = {
        name: Bilingual(*(getattr(round_, f"{name}_{language}") for language in LANGUAGES)) for name in ROUND_WORDS
    }
    return {
        "key": round_.key,
        **{name: plain(value, languages) for name, value in words.items()},
        "opens_at": plain(round_.opens_at, languages),
        "closes_at": plain(round_.closes_at, languages),
    }
