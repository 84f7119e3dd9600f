"""The public catalogue: released entries in two languages, without account, session or script."""

import json
from typing import Any

from flask import Blueprint, Response, current_app, make_response, render_template, request

from catalog.access import ANYONE, allow
from catalog.attachments import queries as attachments
from catalog.downloads import attached
from catalog.editions import queries as editions_read
from catalog.editions.changes import change_log, changes, numbered
from catalog.exchange import documents, stored
from catalog.exchange.columns import BY_KEY, COLUMNS, PAID_BY, PRINTED, TOTAL, chosen_columns
from catalog.exchange.writing import json_schema
from catalog.funding import slices
from catalog.i18n import current_language
from catalog.public import (
    addresses,
    feeds,
    findable,
    home,
    interest,
    listed,
    presenters,
    project,
    shortlist,
    structured,
    trust,
)
from catalog.public.caching import for_a_day, kept, kept_file

ONE_DAY = 24 * 3600
LANGUAGE = "/<any(vi, en):language>"

public = Blueprint("public", __name__)
public.get("/")(addresses.root)
public.get("/<path:page>")(addresses.elsewhere)
public.get("/<path:page>/")(addresses.elsewhere)
public.get(f"{LANGUAGE}/")(home.home)
public.get("/robots.txt")(findable.robots)
public.get("/sitemap.xml")(findable.sitemap)
public.get("/sitemap-<int:part>.xml")(findable.sitemap_part)
public.get(f"{LANGUAGE}/feed.atom")(feeds.atom_feed)
public.get(f"{LANGUAGE}/feed.json")(feeds.json_feed)
public.get(f"{LANGUAGE}/share.jpg")(findable.share_image)
public.get(f"{LANGUAGE}/projects")(listed.projects)
public.get(f"{LANGUAGE}/projects/list.<fmt>")(listed.listed_file)
public.get(f"{LANGUAGE}/projects/<code>")(project.project)
public.get(f"{LANGUAGE}/projects/<code>/sheet.<fmt>")(project.project_sheet)
public.get(f"{LANGUAGE}/projects/<code>/share.jpg")(project.project_image)
public.get(f"{LANGUAGE}/privacy")(trust.privacy)
public.get(f"{LANGUAGE}/accessibility")(trust.accessibility)
public.get(f"{LANGUAGE}/child-protection")(trust.child_protection)
public.get(f"{LANGUAGE}/shortlist")(shortlist.shortlist)
public.post(f"{LANGUAGE}/shortlist")(shortlist.change_shortlist)
public.post(f"{LANGUAGE}/shortlist/share")(shortlist.share_shortlist)
public.post(f"{LANGUAGE}/shortlist/dossier")(shortlist.shortlist_dossier)
public.get(f"{LANGUAGE}/shortlists/<token>")(shortlist.shared_shortlist)
public.get(f"{LANGUAGE}/compare")(shortlist.compare)
public.route(f"{LANGUAGE}/projects/<code>/interest", methods=["GET", "POST"])(interest.interest)
public.route(f"{LANGUAGE}/interest", methods=["GET", "POST"])(interest.interest_in)
public.get(f"{LANGUAGE}/interest/<key>")(interest.thanks)


@public.url_value_preprocessor
def leave_language_to_i18n(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """`current_language()` reads the language from the address: no view needs to take it."""
    (values or {}).pop("language", None)


@public.context_processor
def shown_everywhere() -> dict[str, Any]:
    """Names that every page of the catalogue uses."""
    return {
        "base_url": current_app.config["CATALOG"].base_url,
        "columns": BY_KEY,
        "printed": {column.key: column for column in PRINTED},
        "parts": {**PAID_BY, "total": TOTAL},
        "asked_columns": _asked_columns(),
        "language": current_language(),
        "presenters": presenters,
        "slices": slices,
    }


def _asked_columns() -> list[str]:
    """The keys in `?columns=`, with commas between or one each."""
    return [key for part in request.args.getlist("columns") for key in part.split(",") if key in BY_KEY]


@public.get("/photos/<name>.jpg", defaults={"ending": "jpg"})
@public.get("/photos/<name>.<any(avif, webp):ending>")
@allow(ANYONE)
def photo(name: str, ending: str) -> Response:
    """A photo of a released edition in one of its sizes, as JPEG as long as there is no lighter form of it."""
    data, media_type = attachments.released_content(name, ending)
    response = make_response(data)
    response.content_type = media_type
    response.set_etag(f"{name}.{media_type.rpartition('/')[2]}")
    for_a_day(response)
    response.make_conditional(request)
    return response


@public.get(f"{LANGUAGE}/editions")
@allow(ANYONE)
def editions() -> Response:
    """All released editions, the newest first."""
    released = editions_read.released_editions()
    return kept(
        released[0] if released else None,
        lambda: render_template("public/editions.html", editions=released, counts=editions_read.entry_counts()),
    )


@public.get(f"{LANGUAGE}/editions/<key>")
@allow(ANYONE)
def edition(key: str) -> Response:
    """One edition as it was released, and what changed since the one before it, or in all of its revisions."""
    shown, latest = editions_read.released_edition(key), editions_read.latest_edition()

    def page() -> str:
        entries = editions_read.entries_of(shown)
        previous = None if shown.revision else editions_read.previous_edition(shown)
        return render_template(
            "public/edition.html",
            edition=shown,
            latest=latest,
            entries=entries,
            log=change_log(shown) if shown.revision else None,
            previous=previous,
            changed=changes(numbered(editions_read.entries_of(previous)), numbered(entries)) if previous else None,
            shelves=stored.shelves(shown),
            described=structured.edition(shown, current_app.config["CATALOG"].base_url),
        )

    return kept(shown, page, latest)


@public.get(f"{LANGUAGE}/editions/<key>/list.<fmt>")
@allow(ANYONE)
def document(key: str, fmt: str) -> Response:
    """An edition as a document in `?lang=`: vi, en or both (the language of the page, unless said), and `?layout=`.

    Of flat tables `?columns=` chooses the columns by their keys, with commas between or one each.
    """
    shown, words = editions_read.released_edition(key), request.args.get("lang", current_language())
    columns = chosen_columns(_asked_columns())
    wanted = documents.known(fmt, words, request.args.get("layout", ""))
    row = stored.find(shown, wanted) if columns == COLUMNS else None

    def download() -> Response:
        data = stored.content(shown, row) if row else documents.render(shown, *wanted, columns)
        return attached(data, documents.MIME_TYPES[fmt], documents.filename(shown, *wanted))

    return kept_file(row.sha256, download) if row else kept(shown, download)


@public.get(json_schema.SCHEMA_PATH)
@allow(ANYONE)
def edition_schema() -> Response:
    """The JSON Schema of editions as JSON, at the address that it calls its own."""
    described = json_schema.schema(current_app.config["CATALOG"].base_url)
    response = Response(json.dumps(described, ensure_ascii=False, indent=2), mimetype=json_schema.MEDIA_TYPE)
    response.headers["Cache-Control"] = f"public, max-age={ONE_DAY}"
    return response
