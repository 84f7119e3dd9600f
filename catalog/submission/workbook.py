"""The fill-in workbook to download, from the page that takes it back."""

from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import BooleanField, SelectField
from wtforms.fields.choices import SelectChoice  # pyright: ignore[reportAttributeAccessIssue] - newer than its types

from catalog.access import allow, current_actor
from catalog.accounts.rights import Right
from catalog.downloads import attached
from catalog.errors import NotFound
from catalog.exchange import fill_in
from catalog.forms import Form
from catalog.rounds import queries as rounds
from catalog.submission.forms import category_choices
from catalog.units.queries import unit_by_id


class WorkbookForm(Form):
    """Which workbook: it only asks for a file, so it is sent by GET and carries no token."""

    category = SelectField(_l("Type of support"), validate_choice=False)
    drafts = BooleanField(_l("With the drafts that we have already"))

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(formdata=None, meta={"csrf": False}, **kwargs)
        self.category.choices = [SelectChoice("", _l("All types of support")), *category_choices()[1:]]


@allow(Right.PROPOSE)
def workbook() -> Response:
    """The workbook for `?category=` (none: all types of support); with `?drafts=…` the unit's drafts are in it."""
    actor = current_actor()
    unit, round_ = unit_by_id(actor.unit_id or 0), rounds.open_round_for(actor.unit_id)
    if round_ is None:
        raise NotFound(rounds.NO_OPEN_ROUND)
    category = request.args.get("category") or None
    stored = fill_in.drafts(actor, unit, round_) if request.args.get("drafts") else ()
    data = fill_in.workbook(unit, round_, category, stored)
    return attached(data, fill_in.MIME_TYPE, fill_in.filename(unit, category))
