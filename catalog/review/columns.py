"""Which columns a released edition has on the desk, remembered for each person."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from flask import Response, flash, make_response, redirect, request, url_for
from flask_babel import gettext as _

from catalog.access import allow, current_actor
from catalog.accounts.rights import Right
from catalog.editions.models import Entry
from catalog.editions.queries import edition_by_key
from catalog.exchange import queries, services
from catalog.exchange.columns import BY_KEY, COLUMNS, Column, chosen_columns
from catalog.exchange.documents import COLUMN_FORMATS, FORMAT_NAMES

# What people see who chose nothing; their files have every column.
SHOWN = ("number", "code", "title", "unit", "aid_vnd", "aid_usd")


class Choice(NamedTuple):
    """The columns of the table, those there are, the keys of one's own choice, and the formats that follow it."""

    shown: Sequence[Column[Entry]]
    offered: Sequence[Column[Entry]]
    own_keys: Sequence[str]
    formats: Mapping[str, str]


def choice() -> Choice:
    """What the person who asks chose of released editions."""
    own = queries.chosen_keys(current_actor(), queries.EDITION)
    formats = {name: FORMAT_NAMES[name] for name in COLUMN_FORMATS}
    return Choice(chosen_columns(own or SHOWN), COLUMNS, [key for key in own if key in BY_KEY], formats)


@allow(Right.COMPILE_LIST, Right.RELEASE, Right.READ_OFFICE)
def choose_columns(key: str) -> Response:
    """Remember the columns that were ticked, or forget the choice."""
    edition = edition_by_key(key)
    keys = [] if "reset" in request.form else [key for key in request.form.getlist("columns") if key in BY_KEY]
    services.choose_columns(current_actor(), queries.EDITION, keys)
    flash(_("Your columns are remembered.") if keys else _("You see the usual columns again."))
    return make_response(redirect(url_for("review.edition", key=edition.key), 303))
