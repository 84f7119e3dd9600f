"""A draft list as the public will see it: the catalogue's pages and documents, fed from memory, for the office only.

Its addresses begin with the language, as those of the catalogue do, so that the same templates serve both.
"""

from typing import Any, cast

from flask import Blueprint, Response, current_app, make_response, request, url_for
from jinja2 import ChainableUndefined

from catalog.access import allow, current_actor
from catalog.accounts.rights import Right
from catalog.attachments import queries as attachments
from catalog.attachments.images import MEDIA_TYPE
from catalog.downloads import attached
from catalog.editions import queries, services
from catalog.editions.changes import change_log, changes, numbered
from catalog.editions.freezing import Frozen
from catalog.editions.models import Entry
from catalog.errors import NotFound
from catalog.exchange import documents, sheet, stored
from catalog.exchange.columns import chosen_columns
from catalog.i18n import Bilingual, current_language
from catalog.templating import Environment

MAY_LOOK = (Right.COMPILE_LIST, Right.RELEASE)
# What the catalogue links to and the preview has a page of its own for, under the same name.
PREVIEWED = frozenset({"projects", "project", "project_sheet", "edition", "document", "photo"})
NAME = Bilingual("xem-truoc-{name}", "preview-{name}")

preview = Blueprint("preview", __name__, url_prefix="/<any(vi, en):language>/preview/<key>")


@preview.url_value_preprocessor
def leave_language_to_i18n(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """`current_language()` reads the language from the address: no view needs to take it."""
    (values or {}).pop("language", None)


@preview.context_processor
def shown_in_the_catalogue() -> dict[str, Any]:
    """Names that every page of the catalogue uses."""
    processors = current_app.template_context_processors["public"]
    return {name: value for give in processors for name, value in current_app.ensure_sync(give)().items()}


@preview.get("")
@allow(*MAY_LOOK)
def edition(key: str) -> Response:
    """The page of the edition, with its documents and what it changes."""
    frozen = services.look_ahead(current_actor(), key)
    shown = frozen.edition
    previous = None if shown.revision else queries.previous_edition(shown)
    return _page(
        "preview/edition.html",
        frozen,
        entries=frozen.entries,
        log=change_log(shown, frozen.entries) if shown.revision else None,
        previous=previous,
        changed=changes(numbered(queries.entries_of(previous)), numbered(frozen.entries)) if previous else None,
        shelves=stored.shelves(shown),
    )


@preview.get("/projects")
@allow(*MAY_LOOK)
def projects(key: str) -> Response:
    """The cards of the list, in the office's order."""
    frozen = services.look_ahead(current_actor(), key)
    return _page("preview/projects.html", frozen, entries=frozen.entries)


@preview.get("/projects/<code>")
@allow(*MAY_LOOK)
def project(key: str, code: str) -> Response:
    """The page of one project."""
    frozen = services.look_ahead(current_actor(), key)
    return _page("preview/project.html", frozen, entry=_entry(frozen, code))


@preview.get("/projects/<code>/sheet.<fmt>")
@allow(*MAY_LOOK)
def project_sheet(key: str, code: str, fmt: str) -> Response:
    """One project as a file."""
    entry = _entry(services.look_ahead(current_actor(), key), code)
    words = _words()
    return _file(sheet.write(entry, fmt, words), fmt, sheet.filename(entry, fmt, words))


@preview.get("/list.<fmt>")
@allow(*MAY_LOOK)
def document(key: str, fmt: str) -> Response:
    """A document as the release will write it, but for the approving document."""
    wanted = documents.known(fmt, _words(), request.args.get("layout", ""))
    frozen = services.look_ahead(current_actor(), key)
    columns = chosen_columns([each for part in request.args.getlist("columns") for each in part.split(",")])
    data = documents.write(documents.listing(frozen.edition, frozen.entries, columns), wanted)
    return _file(data, fmt, documents.filename(frozen.edition, *wanted))


@preview.get("/photos/<name>.jpg", defaults={"ending": "jpg"})
@preview.get("/photos/<name>.<any(avif, webp):ending>")
@allow(*MAY_LOOK)
def photo(key: str, name: str, ending: str) -> Response:  # noqa: ARG001 (the lighter forms come with the release)
    """A photo of the list in one of its sizes."""
    for row in queries.photos_on_list(key):
        for width, sha256 in row.sizes.items():
            if sha256 == name:
                response = make_response(attachments.content(row, int(width)))
                response.content_type = MEDIA_TYPE
                return response
    raise NotFound


def _words() -> str:
    return request.args.get("lang", current_language())


def _file(data: bytes, fmt: str, name: str) -> Response:
    return attached(data, documents.MIME_TYPES[fmt], str(NAME.format(name=name)))


def _entry(frozen: Frozen, code: str) -> Entry:
    """An entry of the list with its edition, as the public's have it; raises NotFound."""
    for entry in frozen.entries:
        if entry.code == code:
            entry.edition = frozen.edition
            return entry
    raise NotFound


def _page(name: str, frozen: Frozen, **values: Any) -> Response:
    """A page of the catalogue about the draft, as if it were the newest edition."""
    values |= {"edition": frozen.edition, "latest": frozen.edition}
    current_app.update_template_context(values)
    return make_response(_environment().get_template(name).render(values))


def _environment() -> Environment:
    """That of all pages, but for the addresses; made once, so that its templates are compiled once."""
    kept = current_app.extensions
    if "preview" not in kept:
        made = cast("Environment", current_app.jinja_env).with_globals(url_for=address)
        # What the catalogue looks up among released lists only, as projects of a kind, is left out.
        made.undefined = ChainableUndefined
        kept["preview"] = made
    return kept["preview"]


def address(endpoint: str, **values: Any) -> str:
    """As `url_for`; what the public will find under the draft leads to its preview."""
    key = (request.view_args or {})["key"]
    audience, _, view = endpoint.rpartition(".")
    if audience == "public" and view in PREVIEWED and values.get("key", key) == key:
        values.pop("edition", None)
        return url_for(f"preview.{view}", **values | {"key": key, "language": current_language()})
    return url_for(endpoint, **values)
