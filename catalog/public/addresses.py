"""Addresses that lead elsewhere: without a language, with a slash too many, in other capitals than the page has."""

from flask import Response, current_app, make_response, redirect, request, url_for
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound

from catalog.access import ANYONE, allow
from catalog.i18n import LANGUAGES
from catalog.public.caching import for_a_day

ELSEWHERE = "public.elsewhere"


@allow(ANYONE)
def root() -> Response:
    """To the catalogue in the visitor's language."""
    return _by_preference(url_for(".home", language=_preferred()))


@allow(ANYONE)
def elsewhere(page: str) -> Response:
    """To the page of the catalogue that an old or mistyped address means; 404 where there is none, 405 of a form."""
    parts = page.rstrip("/").split("/")
    given = parts[0].lower()
    language, rest = (given, parts[1:]) if given in LANGUAGES else (_preferred(), parts)
    # The first word is ours, what follows are codes, whose own page minds the capitals.
    path = "/".join(["", language, *(word.lower() for word in rest[:1]), *rest[1:]])
    if not _is_page(path):
        raise MethodNotAllowed(["POST"]) if _view_of(request.path, "POST") else NotFound
    query = request.query_string.decode("ascii", "replace")
    address = f"{path}?{query}" if query else path
    return for_a_day(make_response(redirect(address, 301))) if given in LANGUAGES else _by_preference(address)


def _is_page(path: str) -> bool:
    """Whether there is such a page, of the catalogue as everything under a language."""
    return _view_of(path, "GET") not in ("", ELSEWHERE)


def _view_of(path: str, method: str) -> str:
    """The view of an address; "" where there is none."""
    adapter = current_app.create_url_adapter(request)
    try:
        return adapter.match(path, method=method)[0] if adapter else ""
    except HTTPException:
        return ""


def _preferred() -> str:
    """Vietnamese where the browser prefers it, else English."""
    wanted = (tag.lower().partition("-")[0] for tag in request.accept_languages.values())
    return next((language for language in wanted if language in LANGUAGES), "en")


def _by_preference(address: str) -> Response:
    response = for_a_day(make_response(redirect(address)))
    response.vary.add("Accept-Language")
    return response
