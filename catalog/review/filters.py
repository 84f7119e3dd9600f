"""The filters of the queue: as they stand in an address, and as lists to choose from with counts."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _

from catalog.accounts.actor import Actor
from catalog.i18n import Bilingual
from catalog.proposals.queries import QueueGroup
from catalog.proposals.workflow import STATE_NAMES, State

KEYS = ("state", "unit", "category", "round", "assignee")
ALL = "all"
MINE, NOBODY = "me", "none"
# In the order in which the office works on them; the others are shown where there are any.
WORKED_ON = (State.SUBMITTED, State.CHANGES_REQUESTED, State.ACCEPTED, State.PUBLISHED)
STATES = (*WORKED_ON, *(state for state in State if state not in WORKED_ON))

Choice = tuple[str, Bilingual | str, int]


def filters_from(values: Mapping[str, str]) -> dict[str, Any]:
    """The filters of an address; without a state, the proposals that wait for the office."""
    return {"state": State.SUBMITTED.value} | {key: values[key] for key in KEYS if values.get(key)}


class Facets:
    """What the queue can be narrowed down to, each choice counted with the other filters applied."""

    def __init__(self, groups: Sequence[QueueGroup], filters: Mapping[str, str], actor: Actor) -> None:
        self._groups = groups
        self._wanted = {key: value for key, value in filters.items() if value != ALL}
        if self._wanted.get("assignee") == MINE:
            self._wanted["assignee"] = str(actor.person_id)
        self._me = str(actor.person_id)

    def tabs(self) -> list[Choice]:
        """The states, then all of them together."""
        counts = self._counts("state")
        shown = [state for state in STATES if state in WORKED_ON or counts[state]]
        return [
            *((state.value, STATE_NAMES[state].office, counts[state]) for state in shown),
            (ALL, _("All"), counts.total()),
        ]

    def choices(self, key: str) -> list[Choice]:
        """(value, name, count) of what occurs in a filter, in the order of its list."""
        counts = self._counts(key)
        names = {_value(group, key): getattr(group, f"{key}_name") for group in self._groups}
        return [(value, name, counts[value]) for value, name in names.items() if value not in ("", NOBODY)]

    def assignees(self) -> list[Choice]:
        """Mine and nobody's first, then the colleagues."""
        counts = self._counts("assignee")
        first = [
            (MINE, _("Mine"), counts[self._me]),
            (NOBODY, _("Nobody yet"), counts[NOBODY]),
        ]
        return first + [choice for choice in self.choices("assignee") if choice[0] != self._me]

    def _counts(self, key: str) -> Counter[str]:
        counts: Counter[str] = Counter()
        for group in self._groups:
            if all(_value(group, other) == value for other, value in self._wanted.items() if other != key):
                counts[_value(group, key)] += group.proposals
        return counts


def _value(group: QueueGroup, key: str) -> str:
    value = getattr(group, key)
    return (NOBODY if key == "assignee" else "") if value is None else str(value)
