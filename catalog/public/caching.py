"""Answers that a browser or a proxy may keep: asked again, they are compared before a page is made."""

import functools
import hashlib
from collections.abc import Callable
from pathlib import Path

from flask import Response, current_app, make_response, request

from catalog import clock
from catalog.editions.models import Edition
from catalog.editions.queries import changed_since_release

ONE_DAY = 24 * 3600
# What a page is made of besides data: a new version of the application must not be answered with "not modified".
BUILD = ("templates/base.html", "templates/_macros/*.html", "templates/public/*.html", "catalog/translations/*/*/*.mo")


def kept(
    edition: Edition | None, make: Callable[[], str | Response], latest: Edition | None = None, also: object = None
) -> Response:
    """The page that `make` makes, or 304 without making it when the visitor has it already.

    Released entries never change, so edition, address and the few things around a page tell whether it did; `latest` is
    the newest edition where the page of an older one points to it; `also` tells whether anything else on it did change.
    """
    return _kept(_tag(edition, latest, also), make)


def kept_file(sha256: str, make: Callable[[], Response]) -> Response:
    """A stored file, named by the hash of its content; asked for each time, since it may have been taken down."""
    return _kept(sha256, make)


def for_a_day(response: Response) -> Response:
    """The same, not to be asked for again within a day: no longer, for a photo in it may be taken down."""
    response.headers["Cache-Control"] = f"public, max-age={ONE_DAY}"
    return response


def _kept(tag: str, make: Callable[[], str | Response]) -> Response:
    response = Response(status=304) if request.if_none_match.contains_weak(tag) else make_response(make())
    # Weak: compression on the way changes the bytes, not what they say.
    response.set_etag(tag, weak=True)
    response.headers["Cache-Control"] = "public, no-cache"
    return response


def _tag(edition: Edition | None, latest: Edition | None, also: object) -> str:
    shown = current_app.jinja_env.globals
    body = shown["issuing_body"]()
    messages = shown["site_messages"]()
    parts = (
        _build(current_app.root_path),
        request.full_path,
        clock.today(),
        edition and (edition.key, edition.released_at),
        latest and latest.key,
        changed_since_release(),
        body and (body.id, body.version),
        [(message.text_vi, message.text_en) for message in messages.values()],
        shown["demo"](),
        also,
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


@functools.cache
def _build(root: str) -> str:
    paths = sorted(path for pattern in BUILD for path in Path(root).glob(pattern))
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()
