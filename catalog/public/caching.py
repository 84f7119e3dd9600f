"""Answers that a browser or a proxy may keep: asked again, they are compared before anything is looked up.

What a page shows, beside what stands in its address, is told by the moment of the catalogue: the few things that can
change around released entries, read once after a commit. A page that shows more than these needs a part in `_moment`.
"""

import functools
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, g, make_response, request

from catalog import clock, compression, context, db
from catalog.editions.models import Edition
from catalog.editions.queries import changed_since_release
from catalog.shelf import Shelf

ONE_DAY = 24 * 3600
# What a page is made of besides data: a new version of the application must not be answered with "not modified".
BUILD = ("templates/**/*.*", "catalog/**/*.py", "catalog/static/**/*.*", "catalog/translations/*/*/*.mo")
# A browser asks each time, which costs next to nothing. A cache in front of many visitors may answer by itself for a
# minute and no longer, and never with what is stale: no machine that the office can't reach goes on showing a project
# that was closed or a photo that was taken down.
SHARED_SECONDS = 60
KEPT = f"public, max-age=0, s-maxage={SHARED_SECONDS}, must-revalidate"
MOST_BYTES = 16 * 1024 * 1024
LARGEST_PAGE = 256 * 1024
NOTHING_ELSE = ""
# What "not modified" repeats of a page's headers.
VALIDATING = ("ETag", "Cache-Control", "Vary")


@dataclass(frozen=True)
class _Page:
    """A page as its view made it; `body` is None where only its tag is known yet.

    `moment` is that of the catalogue, or None for a page that also shows what the moment does not tell.
    """

    tag: str
    moment: str | None
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes | None = None

    def answer(self) -> Response | None:
        """The page for this visitor, or that it is the one that he has; None where it has to be made."""
        if request.if_none_match.contains_weak(self.tag):
            return Response(status=304, headers=[pair for pair in self.headers if pair[0] in VALIDATING])
        if self.body is None:
            return None
        compression.compress_once(self.tag)
        return Response(self.body, headers=list(self.headers))


class _Memory:
    """What a process remembers: pages by address, and the moment of the catalogue with the day and version it is of."""

    def __init__(self) -> None:
        self.pages: Shelf[_Page] = Shelf(MOST_BYTES, lambda page: len(page.body or b""))
        self.read: tuple[Any, str] = (None, "")


def init_app(app: Flask) -> None:
    """Answer with pages that are there already, before anything else looks at a request."""
    app.extensions["public_pages"] = _Memory()
    app.before_request(_answer_again)
    app.after_request(_remember)


def kept(
    edition: Edition | None,
    make: Callable[[], str | Response],
    latest: Edition | None = None,
    also: object = NOTHING_ELSE,
) -> Response:
    """The page that `make` makes, or 304 without making it when the visitor has it already.

    Released entries never change, so edition, address and the moment of the catalogue tell whether it did; `latest` is
    the newest edition where the page of an older one points to it; `also` tells whether anything else on it did change.
    """
    moment = _moment()
    parts = (_build(current_app.root_path), request.full_path, moment, edition and edition.key, latest and latest.key)
    tag = hashlib.sha256(repr((*parts, also)).encode()).hexdigest()[:32]
    before = _memory().pages.get(request.full_path)
    if before and before.tag == tag and (again := before.answer()):
        return again
    g.kept_page = _Page(tag, moment if also is NOTHING_ELSE else None)
    return _kept(tag, make)


def kept_file(sha256: str, make: Callable[[], Response]) -> Response:
    """A stored file, named by the hash of its content; asked for each time, since it may have been taken down."""
    return _kept(sha256, make)


def for_a_day(response: Response) -> Response:
    """The same, for whoever has seen it not to ask again within a day; a photo in it may be taken down meanwhile."""
    response.headers["Cache-Control"] = f"public, max-age={ONE_DAY}, s-maxage={SHARED_SECONDS}"
    return response


def _kept(tag: str, make: Callable[[], str | Response]) -> Response:
    return _tagged(Response(status=304) if request.if_none_match.contains_weak(tag) else make_response(make()), tag)


def _tagged(response: Response, tag: str) -> Response:
    # Weak: compression on the way changes the bytes, not what they say.
    response.set_etag(tag, weak=True)
    response.headers["Cache-Control"] = KEPT
    return response


def _answer_again() -> Response | None:
    """The page of this address without its view, if the catalogue did not change since it was made."""
    if request.method not in ("GET", "HEAD"):
        return None
    page = _memory().pages.get(request.full_path)
    return page.answer() if page and page.moment and page.moment == _moment() else None


def _remember(response: Response) -> Response:
    """Keep what a view made with `kept`, as it is before it is compressed."""
    page: _Page | None = g.pop("kept_page", None)
    if page is None or "Set-Cookie" in response.headers or response.is_streamed:
        return response
    headers = tuple(response.headers.items())
    if response.status_code == 304:
        _memory().pages.put(request.full_path, replace(page, headers=headers))
    elif response.status_code == 200 and request.method == "GET":
        body = response.get_data()
        if len(body) <= LARGEST_PAGE:
            compression.compress_once(page.tag)
            _memory().pages.put(request.full_path, replace(page, headers=headers, body=body))
    return response


def _memory() -> _Memory:
    return current_app.extensions["public_pages"]


def _moment() -> str:
    """What the catalogue shows around its entries, as a digest; read anew after a commit, and each day."""
    memory, now = _memory(), (db.version(), clock.today())
    if memory.read[0] != now:
        memory.read = now, hashlib.sha256(repr((changed_since_release(), context.stamp())).encode()).hexdigest()
    return memory.read[1]


@functools.cache
def _build(root: str) -> str:
    paths = sorted(path for pattern in BUILD for path in Path(root).glob(pattern))
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()
