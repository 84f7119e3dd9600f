"""The page of one project, and what is made of it: a file, a picture for links, a description for programs."""

from typing import Any

from flask import Response, current_app, make_response, redirect, render_template, request, url_for

from catalog.access import ANYONE, allow
from catalog.downloads import attached
from catalog.editions import queries as editions_read
from catalog.editions.models import Edition, Entry
from catalog.editions.search import related
from catalog.exchange import documents, sheet
from catalog.exchange.writing import share
from catalog.i18n import current_language
from catalog.public import structured
from catalog.public.caching import for_a_day, kept
from catalog.public.made import made

MOST_RELATED = 3


@allow(ANYONE)
def project(code: str) -> Response:
    """One entry as it was last released, or, with ?edition=, as that edition has it; 410 where it was taken off."""
    newest = editions_read.newest_entry(code)
    key = request.args.get("edition")
    if newest.code != code:
        return make_response(
            redirect(url_for(".project", language=current_language(), code=newest.code, edition=key), 301)
        )
    latest = editions_read.latest_edition()
    is_latest = latest is not None and newest.edition_id == latest.id
    if not key and not is_latest and (without := editions_read.edition_without(newest)):
        return _withdrawn(newest, without)
    entry = editions_read.entry_as_listed(editions_read.released_edition(key), code) if key else newest
    return kept(latest, lambda: _page(entry, latest))


def _page(entry: Entry, latest: Edition | None) -> str:
    return render_template(
        "public/project.html",
        entry=entry,
        edition=entry.edition,
        latest=latest,
        related=related(latest, entry, MOST_RELATED) if latest else [],
        described=structured.project(entry, current_app.config["CATALOG"].base_url),
    )


def _withdrawn(entry: Entry, without: Edition) -> Response:
    """That a project was taken off the list, and what there is instead."""
    alternatives = related(without, entry, MOST_RELATED)
    page = render_template(
        "public/withdrawn.html", entry=entry, edition=entry.edition, without=without, alternatives=alternatives
    )
    return make_response(page, 410)


@allow(ANYONE)
def project_sheet(code: str, fmt: str) -> Response:
    """A project as a file for a board, in `?lang=`: vi, en or both (the language of the page, unless said)."""
    entry, words = editions_read.newest_entry(code), request.args.get("lang", current_language())
    name = sheet.filename(entry, fmt, words)

    def download() -> Response:
        key = ("sheet", fmt, words, *_state(entry))
        return attached(made(key, lambda: sheet.write(entry, fmt, words)), documents.MIME_TYPES[fmt], name)

    return kept(entry.edition, download)


@allow(ANYONE)
def project_image(code: str) -> Response:
    """The picture that other sites show beside a link to a project, as it was last released."""
    entry, language = editions_read.newest_entry(code), current_language()

    def picture() -> bytes:
        return share.project(documents.listing(entry.edition, [entry]), entry, language)

    key = ("share", language, *_state(entry))
    return for_a_day(kept(entry.edition, lambda: Response(made(key, picture), mimetype=share.MEDIA_TYPE)))


def _state(entry: Entry) -> tuple[Any, ...]:
    """Tells what an entry shows, which changes only where a call ends or a photo is taken down."""
    return entry.id, entry.closed_at, tuple(sorted(entry.withdrawn_photos))
