"""What search engines and readers of feeds find: the rules for robots, the sitemap, pictures for links."""

from typing import NamedTuple

from flask import Response, current_app, render_template

from catalog.access import ANYONE, allow
from catalog.editions import queries as editions_read
from catalog.editions.models import Edition
from catalog.errors import NotFound
from catalog.exchange import documents
from catalog.exchange.writing import share
from catalog.i18n import current_language
from catalog.public import queries, trust
from catalog.public.caching import for_a_day, kept
from catalog.public.made import made

# What is of no use to a search engine: desks, accounts, and the list filtered in every possible way.
NOT_FOR_ROBOTS = (
    "/desk/",
    "/sign-in",
    "/account",
    "/invitation/",
    "/password-reset",
    "/*/projects?",
    "/*/compare",
    "/*/shortlist",
    "/*/embed",
)
# A sitemap holds 50,000 addresses at most; a page has two, and names itself three times in each.
PAGES_A_PART = 10_000


class Page(NamedTuple):
    """A page for a sitemap: its endpoint, the values of its address, and the edition that it changed with."""

    endpoint: str
    values: dict[str, str]
    edition: Edition | None


@allow(ANYONE)
def robots() -> Response:
    """Where robots may not go, and where the sitemap is."""
    rules = ["User-agent: *", *(f"Disallow: {path}" for path in NOT_FOR_ROBOTS), f"Sitemap: {_base_url()}/sitemap.xml"]
    return kept(None, lambda: Response("\n".join([*rules, ""]), mimetype="text/plain"))


@allow(ANYONE)
def sitemap() -> Response:
    """Every page of the catalogue, each in both languages; where these are too many, the parts that hold them."""
    edition = editions_read.latest_edition()

    def pages() -> Response:
        found = _pages(edition)
        if len(found) > PAGES_A_PART:
            parts = range(1, -(-len(found) // PAGES_A_PART) + 1)
            return _xml(render_template("public/sitemaps.xml", parts=parts, edition=edition))
        return _xml(render_template("public/sitemap.xml", pages=found))

    return kept(edition, pages)


@allow(ANYONE)
def sitemap_part(part: int) -> Response:
    """A part of a sitemap that is too large for one file, counted from 1."""
    edition = editions_read.latest_edition()

    def pages() -> Response:
        found = _pages(edition)[(part - 1) * PAGES_A_PART : part * PAGES_A_PART] if part else []
        if not found:
            raise NotFound
        return _xml(render_template("public/sitemap.xml", pages=found))

    return kept(edition, pages)


def _pages(edition: Edition | None) -> list[Page]:
    fixed = [f"public.{name}" for name in ("home", "projects", "editions", *trust.PAGES)]
    pages = [Page(endpoint, {}, edition) for endpoint in (*fixed, "api.page", "api.embedding")]
    pages += [Page("public.edition", {"key": each.key}, each) for each in editions_read.released_editions()]
    codes = sorted(queries.codes_of(edition)) if edition else ()
    return pages + [Page("public.project", {"code": code}, edition) for code in codes]


def _xml(text: str) -> Response:
    return Response(text, mimetype="application/xml")


@allow(ANYONE)
def share_image() -> Response:
    """The picture that other sites show beside a link to any page but that of a project."""
    edition = editions_read.latest_edition()
    if edition is None:
        raise NotFound
    language = current_language()

    def picture() -> bytes:
        return share.edition(documents.listing(edition, editions_read.entries_of(edition)), language)

    key = ("share", edition.id, editions_read.last_closing(), language)
    return for_a_day(kept(edition, lambda: Response(made(key, picture), mimetype=share.MEDIA_TYPE)))


def _base_url() -> str:
    return current_app.config["CATALOG"].base_url
