"""Projects on the pages of others: a list or a card in a frame, by one line of HTML, without script or cookie."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from flask import Response, current_app, make_response, render_template, request
from flask_babel import gettext as _
from markupsafe import escape

from catalog import context, headers
from catalog.access import ANYONE, allow
from catalog.api import answers, searching
from catalog.api.caching import kept
from catalog.editions import queries as editions_read
from catalog.editions.models import Edition, Entry
from catalog.exchange.writing.notes import NO_RESERVATION
from catalog.i18n import current_language

USUAL, MOST = 6, 20
# Of the frames, in pixels; as wide as their places.
LIST_HEIGHT, CARD_HEIGHT = 640, 560
LINE = (
    '<iframe src="{address}" title="{title}" width="100%" height="{height}" loading="lazy" style="border:0"></iframe>'
)
# Pictures and style sheets, and nothing else.
POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"


class Frame(NamedTuple):
    """What a frame shows: `whole` is the address of the page that tells more."""

    edition: Edition | None
    entries: Sequence[Entry]
    whole: str
    is_list: bool = False
    is_withdrawn: bool = False


@allow(ANYONE)
def embedded_list() -> Response:
    """The first projects of the list as its page filters it, in a frame."""
    edition = editions_read.latest_edition()

    def frame() -> Frame:
        most = min(max(request.args.get("limit", USUAL, type=int), 1), MOST)
        asked = searching.as_on_page(request.args)
        return Frame(edition, searching.first_of(edition, asked, most), _list_page(asked), is_list=True)

    return _framed(edition, frame)


@allow(ANYONE)
def embedded_card(code: str) -> Response:
    """One project as it was last released, in a frame; 410 where it was taken off the list."""
    entry = editions_read.newest_entry(code)
    is_withdrawn = bool(editions_read.edition_without(entry))

    def frame() -> Frame:
        page = answers.address("public.project", language=current_language(), code=entry.code)
        return Frame(entry.edition, () if is_withdrawn else (entry,), page, is_withdrawn=is_withdrawn)

    response = _framed(entry.edition, frame)
    if is_withdrawn and response.status_code == 200:
        response.status_code = 410
    return response


@allow(ANYONE)
def embedding() -> Response:
    """How to put the list as it is filtered, or one project with `?code=`, on a page of one's own."""
    language, code = current_language(), request.args.get("code", "")
    latest, entry = editions_read.latest_edition(), editions_read.newest_entry(code) if code else None

    def page() -> Response:
        if entry:
            title, height = entry.text("title"), CARD_HEIGHT
            address = answers.address("api.embedded_card", language=language, code=entry.code)
            whole = answers.address("public.project", language=language, code=entry.code)
        else:
            asked = searching.as_on_page(request.args)
            title, height, whole = _("Projects that look for a partner"), LIST_HEIGHT, _list_page(asked)
            address = answers.address("api.embedded_list", language=language, **asked.parameters, limit=USUAL)
        line = LINE.format(address=escape(address), title=escape(title), height=height)
        shown = {"address": address, "title": title, "whole": whole, "line": line, "height": height, "entry": entry}
        base_url = current_app.config["CATALOG"].base_url
        return make_response(render_template("api/embedding.html", base_url=base_url, language=language, **shown))

    response = kept((latest and latest.key, editions_read.changed_since_release(), context.stamp()), page)
    response.headers["Content-Security-Policy"] = f"{headers.POLICY}; frame-src 'self'"
    return response


def _list_page(asked: searching.Asked) -> str:
    return answers.address("public.projects", language=current_language(), **asked.parameters)


def _framed(edition: Edition | None, make: Callable[[], Frame]) -> Response:
    def page() -> Response:
        shown: dict[str, Any] = make()._asdict()
        return make_response(
            render_template("api/embed.html", language=current_language(), no_reservation=NO_RESERVATION, **shown)
        )

    response = kept((edition and edition.key, editions_read.changed_since_release(), context.stamp()), page)
    ancestors = current_app.config["CATALOG"].embed_origins
    response.headers["Content-Security-Policy"] = f"{POLICY}; frame-ancestors {ancestors}"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
