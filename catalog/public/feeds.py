"""Feeds of the newest edition, Atom (RFC 4287) and JSON Feed 1.1, filtered by the address as the list is."""

import json
from typing import Any, NamedTuple

from flask import Response, current_app, render_template, request, url_for
from flask_babel import gettext as _

from catalog.access import ANYONE, allow
from catalog.editions import queries as editions_read
from catalog.editions.models import Edition, Entry
from catalog.editions.search import Criteria, entries_in_order, found_ids, search
from catalog.editions.summary import conditions
from catalog.i18n import current_language
from catalog.public.caching import kept
from catalog.public.filters import Filters

JSON_FEED = "https://jsonfeed.org/version/1.1"
MOST = 100
NEWEST = "newest"


class Feed(NamedTuple):
    """What a feed tells: the open entries of an edition that the address asks for, new ones first."""

    edition: Edition | None
    entries: list[Entry]
    title: str
    filters: Filters

    def address(self, endpoint: str) -> str:
        """The whole address of a view with the same filters."""
        return _base_url() + self.filters.url(endpoint=endpoint)


@allow(ANYONE)
def atom_feed() -> Response:
    """The projects of the newest edition as an Atom feed, those first that were first listed last."""
    edition = editions_read.latest_edition()

    def atom() -> Response:
        return Response(render_template("public/feed.xml", feed=_feed(edition)), mimetype="application/atom+xml")

    return kept(edition, atom)


@allow(ANYONE)
def json_feed() -> Response:
    """The same as a JSON Feed."""
    edition = editions_read.latest_edition()

    def described() -> Response:
        feed = _feed(edition)
        told = {
            "version": JSON_FEED,
            "title": feed.title,
            "home_page_url": feed.address("public.projects"),
            "feed_url": feed.address("public.json_feed"),
            "language": current_language(),
            "items": [_item(entry, edition) for entry in feed.entries if edition],
        }
        return Response(json.dumps(told, ensure_ascii=False, indent=2), mimetype="application/feed+json")

    return kept(edition, described)


def _feed(edition: Edition | None) -> Feed:
    asked = Criteria.read(request.args.get("q", ""), request.args.getlist)
    title = _("Children's Aid Catalogue: projects that look for a partner")
    if edition is None:
        return Feed(None, [], title, Filters(current_language(), Criteria()))
    found = search(edition, asked)
    if not found.criteria.is_empty:
        title = f"{title} ({conditions(found.criteria, found.names, found.matches.instead)})"
    # Unless the address says which, only what still looks for a partner is news.
    wanted = found.criteria if found.criteria.of("state") else found.criteria.but("state", ["open"])
    entries = entries_in_order(found_ids(edition, wanted, NEWEST)[:MOST])
    return Feed(edition, entries, title, Filters(current_language(), found.criteria))


def _item(entry: Entry, edition: Edition) -> dict[str, Any]:
    language = current_language()
    address = _base_url() + url_for("public.project", language=language, code=entry.code)
    return {
        "id": address,
        "url": address,
        "title": entry.text("title"),
        "content_text": entry.text("summary") or entry.text("objective") or entry.text("title"),
        "date_published": edition.released_at.isoformat() if edition.released_at else None,
        "tags": [entry.data["category"][language], entry.data["unit"][language]],
    }


def _base_url() -> str:
    return current_app.config["CATALOG"].base_url
