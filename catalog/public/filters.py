"""What a visitor filters the list by: read from the address, told in a sentence, written back into addresses."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.datastructures import MultiDict

from catalog.editions.search import Found
from catalog.i18n import format_number
from catalog.public.queries import Choices

LONGEST_WORDS = 200


@dataclass(frozen=True)
class Filters:
    """Words, types (category keys), areas (unit codes) and page; each key at most once, in the order of the choices."""

    language: str
    words: str = ""
    types: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    page: int = 1

    @classmethod
    def of(cls, language: str, arguments: MultiDict[str, str], choices: Choices) -> "Filters":
        """Read a query string; what is unknown is left out."""
        return cls(
            language,
            " ".join(arguments.get("q", "")[:LONGEST_WORDS].split()),
            _known(arguments.getlist("type"), choices.types),
            _known(arguments.getlist("area"), choices.areas),
            max(1, arguments.get("page", 1, type=int)),
        )

    def url(self, page: int = 1, **parts: Any) -> str:
        """Address of the list with these filters, some of them replaced."""
        wanted = replace(self, **parts)
        return url_for(
            "public.projects",
            language=wanted.language,
            q=wanted.words or None,
            type=wanted.types,
            area=wanted.areas,
            page=page if page > 1 else None,
        )

    def url_of_page(self, page: int) -> str:
        """Address of another page of the same list."""
        return self.url(page)


def _known(wanted: Collection[str], choices: Collection[str]) -> tuple[str, ...]:
    return tuple(key for key in choices if key in wanted)


@dataclass(frozen=True)
class Pill:
    """One filter that is on, and the address of the list without it."""

    text: str
    url: str


def pills(filters: Filters, choices: Choices) -> list[Pill]:
    """The filters that are on, each removable."""
    words = [Pill(f"“{filters.words}”", filters.url(words=""))] if filters.words else []
    types = [Pill(str(choices.types[key]), filters.url(types=_without(filters.types, key))) for key in filters.types]
    areas = [Pill(str(choices.areas[key]), filters.url(areas=_without(filters.areas, key))) for key in filters.areas]
    return words + types + areas


def _without(keys: tuple[str, ...], key: str) -> tuple[str, ...]:
    return tuple(other for other in keys if other != key)


def sentence(found: Found, filters: Filters, choices: Choices) -> str:
    """What the list shows, in one sentence: "3 projects of the type Libraries in Son Dong District"."""
    parts = [ngettext("%(count)s project", "%(count)s projects", found.total, count=format_number(found.total))]
    if filters.types:
        parts.append(_("of the type %(types)s", types=_any_of(filters.types, choices.types)))
    if filters.areas:
        parts.append(_("in %(areas)s", areas=_any_of(filters.areas, choices.areas)))
    if filters.words:
        parts.append(_("with the words “%(words)s”", words=found.matches.instead or filters.words))
    return " ".join(parts)


def _any_of(keys: tuple[str, ...], names: dict[str, Any]) -> str:
    return f" {_('or')} ".join(str(names[key]) for key in keys)


@dataclass(frozen=True)
class WayOut:
    """A filter to drop from an empty result, and how many projects that brings back."""

    text: str
    url: str
    total: int


def ways_out(filters: Filters, found: Found, total_without_words: int) -> list[WayOut]:
    """Which kind of filter to drop so that something is found; none where dropping one does not help."""
    candidates = []
    if filters.words:
        candidates.append(WayOut(_("Drop the words"), filters.url(words=""), total_without_words))
    if filters.types:
        candidates.append(WayOut(_("Drop the type of support"), filters.url(types=()), sum(found.types.values())))
    if filters.areas:
        candidates.append(WayOut(_("Drop the area"), filters.url(areas=()), sum(found.areas.values())))
    return [way for way in candidates if way.total]
