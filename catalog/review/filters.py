"""What an address says about the queue: the view, the filters, the order, the page."""

from collections.abc import Mapping
from typing import Any

from catalog.proposals.workflow import State
from catalog.review.views import VIEWS

# What narrows a view down; the order and the page only say how it is shown.
NARROWING = ("q", "state", "unit", "category", "round", "assignee", "tag")
KEYS = ("view", *NARROWING, "sort", "page")
ALL = "all"
MINE, NOBODY = "me", "none"
FIRST_VIEW, FIRST_ORDER = "waiting", "-waiting"


def filters_from(values: Mapping[str, str]) -> dict[str, Any]:
    """The state of the queue that an address holds; without a view, what waits for the office."""
    given = {key: values[key] for key in KEYS if values.get(key, "").strip()}
    # A state without a view is looked for everywhere.
    first = ALL if "state" in given else FIRST_VIEW
    if given.get("state") not in set(State):
        given.pop("state", None)
    if given.get("sort") == FIRST_ORDER:
        del given["sort"]
    view = given.pop("view", first)
    return {"view": view if view in VIEWS else first} | given


def kept(filters: Mapping[str, Any], **changed: str) -> dict[str, Any]:
    """The filters of another view, order or narrowing of the same queue: it begins at its first page."""
    return {key: value for key, value in (dict(filters) | changed).items() if key != "page" and value}
