"""The queue as an address asks for it: narrowed down, counted, sorted, cut into pages."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import Any

from flask import current_app
from flask_babel import gettext as _

from catalog.accounts.actor import Actor
from catalog.editions.queue import WAITING, Line, lines
from catalog.i18n import Bilingual
from catalog.proposals.state_names import STATE_NAMES
from catalog.proposals.workflow import State
from catalog.review.filters import FIRST_ORDER, MINE, NARROWING, NOBODY
from catalog.review.views import TODO, VIEWS, View
from catalog.text import fold

PAGE_SIZE = 50
STATES = (State.SUBMITTED, State.CHANGES_REQUESTED, State.ACCEPTED, State.PUBLISHED)
STATES += tuple(state for state in State if state not in STATES)
# Columns that the queue can be sorted by; a "-" before the key turns it around.
SORTS: dict[str, Callable[[Line], Any]] = {
    "code": attrgetter("code"),
    "title": lambda line: (fold(line.title), line.title),
    "unit": lambda line: fold(str(line.unit_name)),
    "amount": attrgetter("aid_vnd"),
    "state": lambda line: STATES.index(State(line.state)),
    "waiting": lambda line: (line.state in WAITING, -line.submitted_at.timestamp()),
}

Choice = tuple[str, Bilingual | str, int]


class Queue:
    """The lines of the queue that an address asks for, and what they can be narrowed down to."""

    def __init__(self, actor: Actor, filters: Mapping[str, str]) -> None:
        known = current_app.extensions.setdefault("readiness", {})
        words = fold(filters.get("q", "")).split()
        self._actor, self._view = actor, VIEWS[filters["view"]]
        self._every = lines(actor, known)
        self._lines = [line for line in self._every if _holds_all(line, words)] if words else self._every
        self._wanted = {key: filters[key] for key in NARROWING if key != "q" and key in filters}
        if self._wanted.get("assignee") == MINE:
            self._wanted["assignee"] = str(actor.person_id)
        self.order = _order(filters.get("sort", ""))
        self.found = self._sorted([line for line in self._narrowed() if self._view.holds(line, actor)])
        self.pages = max(1, -(-len(self.found) // PAGE_SIZE))
        asked = filters.get("page", "1")
        self.number = min(max(int(asked) if asked.isdecimal() and len(asked) < 7 else 1, 1), self.pages)

    @property
    def page(self) -> list[Line]:
        """The lines of the page that is asked for; one beyond the last is the last."""
        return self.found[(self.number - 1) * PAGE_SIZE : self.number * PAGE_SIZE]

    def views(self) -> list[tuple[View, int]]:
        """Every view with how many it holds, the other filters applied."""
        narrowed = self._narrowed()
        return [(view, sum(view.holds(line, self._actor) for line in narrowed)) for view in VIEWS.values()]

    def todo(self) -> list[tuple[View, int]]:
        """The views that are work, with how many there are in all."""
        return [(view, sum(view.holds(line, self._actor) for line in self._every)) for view in TODO]

    def neighbours(self, code: str) -> tuple[str | None, str | None]:
        """The codes before and after a proposal, whether it is still in the view or an action took it out."""
        here = [line for line in self._every if line.code == code and line not in self.found]
        codes = [line.code for line in self._sorted([*self.found, *here])]
        if code not in codes:
            return None, None
        place = codes.index(code)
        return codes[place - 1] if place else None, codes[place + 1] if place + 1 < len(codes) else None

    def tags_of(self, code: str) -> tuple[str, ...]:
        """The tags of a proposal, by name."""
        return next((line.tags for line in self._every if line.code == code), ())

    def tag_names(self) -> list[str]:
        """Every tag that is in use, by name."""
        return sorted({tag for line in self._every for tag in line.tags}, key=fold)

    def choices(self, key: str) -> list[Choice]:
        """(value, name, count) of what occurs in a filter of the view, the other filters applied."""
        counts: Counter[str] = Counter()
        names: dict[str, Bilingual | str] = {}
        for line in self._narrowed(but=key):
            for value, name in _values(line, key) if self._view.holds(line, self._actor) else ():
                counts[value] += 1
                names[value] = name
        ordered = sorted((value for value in names if value), key=lambda value: _place(key, value, names[value]))
        return [(value, names[value], counts[value]) for value in ordered]

    def assignees(self) -> list[Choice]:
        """Mine and nobody's first, then the colleagues."""
        choices = self.choices("assignee")
        counts = {value: count for value, _name, count in choices}
        me = str(self._actor.person_id)
        first = [(MINE, _("Mine"), counts.get(me, 0)), (NOBODY, _("Nobody yet"), counts.get(NOBODY, 0))]
        return [*first, *(choice for choice in choices if choice[0] not in (me, NOBODY))]

    def _narrowed(self, but: str = "") -> list[Line]:
        wanted = [(key, value) for key, value in self._wanted.items() if key != but]
        return [line for line in self._lines if all(_has(line, key, value) for key, value in wanted)]

    def _sorted(self, found: Sequence[Line]) -> list[Line]:
        by_code = sorted(found, key=attrgetter("code"))
        return sorted(by_code, key=SORTS[self.order.removeprefix("-")], reverse=self.order.startswith("-"))


def _holds_all(line: Line, words: Sequence[str]) -> bool:
    searched = fold(f"{line.code} {line.title} {line.location} {line.unit_name.vi} {line.unit_name.en}")
    return all(word in searched for word in words)


def _order(asked: str) -> str:
    return asked if asked.removeprefix("-") in SORTS else FIRST_ORDER


def _has(line: Line, key: str, value: str) -> bool:
    return any(value == having for having, _name in _values(line, key))


def _values(line: Line, key: str) -> list[tuple[str, Bilingual | str]]:
    """What a line has in a filter, as (value, name)."""
    if key == "tag":
        return [(tag, tag) for tag in line.tags]
    if key == "assignee":
        return [(NOBODY, "")] if line.assignee is None else [(str(line.assignee), line.assignee_name)]
    if key == "state":
        return [(line.state, STATE_NAMES[State(line.state)].office)]
    return [(getattr(line, key), getattr(line, f"{key}_name"))]


def _place(key: str, value: str, name: Bilingual | str) -> Any:
    return STATES.index(State(value)) if key == "state" else fold(str(name))
