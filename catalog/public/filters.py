"""What a visitor filters the list by: read from the address, written back into addresses, and ways to drop it."""

from dataclasses import dataclass, replace
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from catalog.editions.facets import BY_KEY, FACETS, OFFICE
from catalog.editions.models import Edition
from catalog.editions.search import Criteria, Found, count, search

FARTHEST_PAGE = 10**9


@dataclass(frozen=True)
class Filters:
    """The criteria and the order of a list, as addresses have them."""

    language: str
    criteria: Criteria
    sort: str = OFFICE

    def url(self, page: int = 1, endpoint: str = "public.projects", **values: Any) -> str:
        """Address of the list, or of something else with the same filters."""
        return url_for(
            endpoint,
            language=self.language,
            q=self.criteria.words or None,
            **self._chosen(),
            sort=self.sort or None,
            page=page if page > 1 else None,
            **values,
        )

    def _chosen(self) -> dict[str, Any]:
        return {facet.key: self.criteria.of(facet.key) for facet in FACETS}

    def url_of_page(self, page: int) -> str:
        """Address of another page of the same list."""
        return self.url(page)

    def sorted_by(self, sort: str) -> "Filters":
        """The same in another order."""
        return replace(self, sort=sort)

    def without(self, facet: str, value: str | None = None) -> "Filters":
        """The same with one value of a facet taken off, or all of them."""
        rest = [other for other in self.criteria.of(facet) if value and other != value]
        return replace(self, criteria=self.criteria.but(facet, rest))

    def without_words(self) -> "Filters":
        """The same whatever the words."""
        return replace(self, criteria=self.criteria.without_words())


def asked(edition: Edition, arguments: MultiDict[str, str]) -> Found:
    """The page of the list that a query string asks for; what is unknown in it is left out."""
    criteria = Criteria.read(arguments.get("q", ""), arguments.getlist)
    page = min(arguments.get("page", 1, type=int), FARTHEST_PAGE)
    return search(edition, criteria, arguments.get("sort", OFFICE), page)


@dataclass(frozen=True)
class Pill:
    """One filter that is on, and the address of the list without it."""

    text: str
    url: str


def pills(filters: Filters, found: Found) -> list[Pill]:
    """The filters that are on, each removable."""
    words = filters.criteria.words
    chosen = [
        Pill(capital(str(found.names[key][value])), filters.without(key, value).url())
        for key, values in filters.criteria.chosen.items()
        for value in values
    ]
    return [Pill(f"“{words}”", filters.without_words().url()), *chosen] if words else chosen


def capital(text: str) -> str:
    """Words of a sentence where they stand alone."""
    return text[:1].upper() + text[1:]


@dataclass(frozen=True)
class WayOut:
    """A filter to drop from an empty result, and how many projects that brings back."""

    text: str
    url: str
    total: int


def ways_out(edition: Edition, filters: Filters) -> list[WayOut]:
    """Which kind of filter to drop so that something is found; none where dropping one does not help."""
    candidates = [(_("Drop the words"), filters.without_words())] if filters.criteria.words else []
    for key in filters.criteria.chosen:
        text = _("Drop the filter “%(name)s”", name=BY_KEY[key].label)
        candidates.append((text, filters.without(key)))
    ways = (WayOut(text, other.url(), count(edition, other.criteria)) for text, other in candidates)
    return [way for way in ways if way.total]
