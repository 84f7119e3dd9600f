"""The home page: what the newest edition asks for, where, for what and how much, and the way to the office."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, current_app, render_template, request

from catalog import clock
from catalog.access import ANYONE, allow
from catalog.editions import queries as editions_read
from catalog.editions.figures import Figures, FiguresOfEdition, figures
from catalog.editions.models import Edition
from catalog.editions.search import Found, search
from catalog.i18n import Bilingual
from catalog.proposals.queries import categories
from catalog.public import structured
from catalog.public.caching import kept
from catalog.public.filters import capital
from catalog.rounds.models import Round
from catalog.rounds.queries import rounds
from catalog.units.drawing import drawn
from catalog.units.queries import Today, boundaries_on, units_today
from catalog.units.sketch import SKETCH

NEWEST = 6
BY_DATE = "newest"
UNITS_OF_TODAY = "today"


@dataclass(frozen=True)
class Choice:
    """A value that the list can be filtered by: how many projects it has, and what share of the most, in per cent."""

    key: str
    name: Bilingual
    count: int
    share: int


@dataclass(frozen=True)
class Place:
    """An area that proposed: how many projects it has, what the open ones ask for, and what it is today."""

    code: str
    name: Bilingual
    count: int
    figures: Figures
    today: Today | None


@allow(ANYONE)
def home() -> Response:
    """The call, figures, map, types of support, amounts, newest projects and the way to the office."""
    edition, call = editions_read.latest_edition(), _open(rounds())
    boundaries = boundaries_on(edition.round.opens_on) if edition else None
    drawing = drawn(boundaries.outlines) if boundaries else SKETCH

    def page() -> str:
        if edition is None:
            return render_template("public/home.html", categories=categories(), call=call, drawing=drawing, areas={})
        found, sums = search(edition, sort=BY_DATE), figures(edition)
        with_today = request.args.get("units") == UNITS_OF_TODAY
        listed = places(edition, found, sums, with_today)
        return render_template(
            "public/home.html",
            edition=edition,
            call=call,
            sums=sums.all,
            types=[choice for choice in choices(found, "type") if choice.count],
            amounts=choices(found, "amount"),
            capital=capital,
            places=listed,
            drawing=drawing,
            areas={place.code: (place.name, place.count) for place in listed},
            with_today=with_today,
            described=structured.site(edition, current_app.config["CATALOG"].base_url),
            newest=[entry for entry in found.entries if not entry.closed_at][:NEWEST],
        )

    return kept(edition, page, also=[row and (row.id, row.version) for row in (call, boundaries)])


def _open(every: Sequence[Round]) -> Round | None:
    """The call that is open now; of several the one that closes first."""
    return min((round_ for round_ in every if round_.is_open), key=lambda round_: round_.closes_at, default=None)


def choices(found: Found, facet: str) -> list[Choice]:
    """The values of a facet with their counts, as the list offers them."""
    counts = found.counts[facet]
    most = max(counts.values(), default=0) or 1
    return [Choice(key, found.names[facet][key], count, round(100 * count / most)) for key, count in counts.items()]


def places(edition: Edition, found: Found, sums: FiguresOfEdition, with_today: bool) -> list[Place]:
    """The areas of an edition, by code."""
    areas = choices(found, "area")
    codes = [choice.key for choice in areas] if with_today else []
    today = units_today(codes, edition.round.opens_on, clock.today()) if codes else {}
    return [Place(area.key, area.name, area.count, sums.of(area.key), today.get(area.key)) for area in areas]
