"""The open API, `/api/v1/`: released entries for programs, read-only."""

import json
from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, current_app, g, request

from catalog.access import ANYONE, allow
from catalog.accounts.guesses import network
from catalog.api import answers, calendar, document, embed, page, problems, searching
from catalog.api.caching import kept
from catalog.api.limits import Meter
from catalog.api.operations import BY_NAME, ROOT
from catalog.api.parameters import read
from catalog.editions import queries as editions_read
from catalog.editions.models import Edition
from catalog.exchange.documents import DOCUMENT_LANGUAGES
from catalog.i18n import LANGUAGES
from catalog.rounds import queries as rounds_read

LANGUAGE = "/<any(vi, en):language>"
METER = "api_meter"
# Pages of any site may read what anybody may: no cookie is asked for or set.
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Accept-Language, If-None-Match",
    "Access-Control-Expose-Headers": "ETag, Link, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After",
    "Access-Control-Max-Age": "86400",
    "Cross-Origin-Resource-Policy": "cross-origin",
}

api = Blueprint("api", __name__)
api.get(f"{LANGUAGE}/rounds.ics")(calendar.rounds_calendar)
api.get(f"{LANGUAGE}/api")(page.page)
api.get(f"{LANGUAGE}/embed")(embed.embedding)
api.get(f"{LANGUAGE}/embed/projects")(embed.embedded_list)
api.get(f"{LANGUAGE}/embed/projects/<code>")(embed.embedded_card)


@api.record_once
def count_requests(state: Any) -> None:
    """Give the application its meter."""
    state.app.extensions[METER] = Meter()


@api.url_value_preprocessor
def leave_language_to_i18n(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """`current_language()` reads the language from the address: no view needs to take it."""
    (values or {}).pop("language", None)


@api.before_app_request
def receive() -> Response | None:
    """Of the requests of programs, turn away those that come too often or can't read the answer."""
    if not problems.is_program() or request.method == "OPTIONS":
        return None
    limit = current_app.config["CATALOG"].api_requests_per_minute
    g.allowance = current_app.extensions[METER].count(network(request.remote_addr or ""), limit)
    if g.allowance.is_spent:
        response = problems.answer(429)
        response.headers["Retry-After"] = str(g.allowance.reset)
        return response
    accepted = request.accept_mimetypes
    return problems.answer(406) if accepted and not accepted.accept_json else None


@api.after_app_request
def tell_terms(response: Response) -> Response:
    """Say on every answer to a program, problems among them, who may read it and how often one may ask."""
    if problems.is_program():
        response.headers.update(OPEN)
        response.headers.update(g.allowance.headers if "allowance" in g else {})
    return response


def answered(stamp: Any, make: Callable[[], answers.Told]) -> Response:
    """What `make` tells as JSON, with a link to the next page where there is one; or 304 without making it."""

    def response() -> Response:
        told = make()
        made = Response(json.dumps(told, ensure_ascii=False) + "\n", mimetype="application/json")
        if following := told.get("links", {}).get("next"):
            made.headers["Link"] = f'<{following}>; rel="next"'
        return made

    return kept(stamp, response)


def asked(name: str) -> dict[str, Any]:
    """The parameters of the request for one of the OPERATIONS that has no filters; raises Refused."""
    values = read(request.args, BY_NAME[name].parameters)
    return values | {"lang": DOCUMENT_LANGUAGES[values["lang"]]}


def stamp_of(edition: Edition) -> Any:
    """Changes with what may be told of an edition: entries are closed, and photos taken down."""
    return edition.key, edition.released_at, editions_read.changed_since_release()


@api.get(f"{ROOT}/")
@allow(ANYONE)
def start() -> Response:
    """Where everything is."""
    asked("start")
    return answered(None, answers.start)


@api.get(f"{ROOT}/projects")
@allow(ANYONE)
def projects() -> Response:
    """The projects of an edition, filtered and sorted as on the page, a part at a time."""
    wanted = searching.wanted("projects", request.args)
    return answered(stamp_of(wanted.edition), lambda: searching.found(wanted))


@api.get(f"{ROOT}/facets")
@allow(ANYONE)
def facets() -> Response:
    """What the projects of an edition can be filtered by, counted as beside the list."""
    wanted = searching.wanted("facets", request.args)
    return answered(stamp_of(wanted.edition), lambda: searching.facets(wanted))


@api.get(f"{ROOT}/projects/<code>")
@allow(ANYONE)
def project(code: str) -> Response:
    """One project as it was last released, or as an edition lists it; 410 where it was taken off."""
    values = asked("project")
    if values["edition"]:
        edition = editions_read.released_edition(values["edition"])
        entry = editions_read.entry_as_listed(edition, code)
    else:
        entry = editions_read.newest_entry(code)
        edition = entry.edition
        if editions_read.edition_without(entry):
            raise problems.Withdrawn
    return answered(stamp_of(edition), lambda: answers.project(edition, entry, values["lang"]))


@api.get(f"{ROOT}/editions")
@allow(ANYONE)
def editions() -> Response:
    """All released editions, the newest first."""
    values, released = asked("editions"), editions_read.released_editions()

    def told() -> answers.Told:
        counts = editions_read.entry_counts()
        lines = [answers.edition_line(edition, counts[edition.id], values["lang"]) for edition in released]
        return {"editions": lines, "links": {"self": answers.here()}}

    return answered([edition.key for edition in released], told)


@api.get(f"{ROOT}/editions/<key>")
@allow(ANYONE)
def edition(key: str) -> Response:
    """One released edition, and its documents."""
    values, shown = asked("edition"), editions_read.released_edition(key)

    def told() -> answers.Told:
        return answers.edition(shown, editions_read.entry_counts()[shown.id], values["lang"])

    return answered(stamp_of(shown), told)


@api.get(f"{ROOT}/categories")
@allow(ANYONE)
def categories() -> Response:
    """The types of support that an edition has projects of."""
    return _values("categories", "type")


@api.get(f"{ROOT}/areas")
@allow(ANYONE)
def areas() -> Response:
    """The units that an edition has projects of."""
    return _values("areas", "area")


def _values(name: str, facet: str) -> Response:
    values = asked(name)
    shown = editions_read.released_edition(values["edition"] or "latest")

    def told() -> answers.Told:
        return {name: searching.values_of(shown, facet, values["lang"]), "links": {"self": answers.here()}}

    return answered(stamp_of(shown), told)


@api.get(f"{ROOT}/rounds")
@allow(ANYONE)
def rounds() -> Response:
    """When calls open and close for everybody."""
    values, held = asked("rounds"), rounds_read.rounds()
    stamp = [(round_.id, round_.version) for round_ in held]

    def told() -> answers.Told:
        lines = [answers.round_(round_, values["lang"]) for round_ in held]
        return {"rounds": lines, "links": {"self": answers.here(), "calendar": answers.pages("api.rounds_calendar")}}

    return answered(stamp, told)


@api.get(f"{ROOT}/openapi.json")
@allow(ANYONE)
def description() -> Response:
    """The description of all this for programs, OpenAPI 3.1; in English, or in `?lang=`."""
    base_url, latest = current_app.config["CATALOG"].base_url, editions_read.latest_edition()
    language = request.args.get("lang", "")

    def told() -> answers.Told:
        return document.describe(base_url, language if language in LANGUAGES else "en", searching.filters(latest))

    return answered(latest and latest.key, told)
