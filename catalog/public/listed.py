"""The list of the newest edition, searched and filtered by what stands in the address, as a page and as files."""

from dataclasses import dataclass

from flask import Response, render_template, request

from catalog.access import ANYONE, allow
from catalog.downloads import attached
from catalog.editions import queries as editions_read
from catalog.editions.facets import FACETS, SORTS
from catalog.editions.models import Edition
from catalog.editions.search import Found, entries_in_order, found_ids
from catalog.editions.summary import summary
from catalog.errors import NotFound
from catalog.exchange import documents, selection
from catalog.i18n import current_language
from catalog.public import filters as filtering
from catalog.public.caching import kept
from catalog.public.filters import Filters
from catalog.public.highlights import Highlights

# Data go in both languages, pages to read in that of the page.
IN_BOTH = frozenset({"csv", "json"})


@allow(ANYONE)
def projects() -> Response:
    """The newest edition's entries, searched and filtered by what stands in the address."""
    edition = editions_read.latest_edition()
    return kept(edition, lambda: _list_page(edition) if edition else render_template("public/projects.html"))


def _list_page(edition: Edition) -> str:
    found = filtering.asked(edition, request.args)
    filters = Filters(current_language(), found.criteria, found.sort)
    return render_template(
        "public/projects.html",
        edition=edition,
        found=found,
        highlights=Highlights(found.matches.words, current_language()),
        filters=filters,
        shown_facets=FACETS,
        sorts=SORTS,
        capital=filtering.capital,
        shown_pills=filtering.pills(filters, found),
        sentence=summary(found),
        ways_out=[] if found.total else filtering.ways_out(edition, filters),
        files=_files(filters, found),
    )


@dataclass(frozen=True)
class ListFile:
    """A file of the list; without an address where it would have too many projects."""

    name: str
    url: str


def _files(filters: Filters, found: Found) -> list[ListFile]:
    """The files of what is on the screen; none where that is the edition, whose own are ready, or nothing."""
    if not found.total or (found.criteria.is_empty and not found.sort):
        return []
    urls = {
        fmt: filters.url(endpoint="public.listed_file", fmt=fmt, lang="both" if fmt in IN_BOTH else filters.language)
        for fmt in selection.WRITERS
    }
    names = documents.FORMAT_NAMES
    return [ListFile(names[fmt], url if selection.fits(fmt, found.total) else "") for fmt, url in urls.items()]


@allow(ANYONE)
def listed_file(fmt: str) -> Response:
    """Just what a search finds, in its order, as a file in `?lang=`: vi, en or both (that of the page, unless said)."""
    edition, language = editions_read.latest_edition(), request.args.get("lang", current_language())
    if edition is None:
        raise NotFound

    def download() -> Response:
        found = filtering.asked(edition, request.args)
        selection.check(fmt, language, found.total)
        entries = entries_in_order(found_ids(edition, found.criteria, found.sort))
        data = selection.write(edition, entries, summary(found), fmt, language)
        return attached(data, selection.mime_type(fmt), selection.filename(edition, fmt, language))

    return kept(edition, download)
