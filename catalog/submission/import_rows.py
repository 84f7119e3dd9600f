"""One row of a file: what it says, what was understood, and what the officer corrects before it comes in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask import make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice  # pyright: ignore[reportAttributeAccessIssue] - newer than its types

from catalog.access import allow, current_actor
from catalog.accounts.rights import Right
from catalog.errors import NotFound
from catalog.exchange import imports
from catalog.exchange.models import ImportFile
from catalog.exchange.reading import Preview, PreviewRow
from catalog.exchange.reading.choices import TableChoices, of_table
from catalog.exchange.reading.names import MONEY_FIELDS
from catalog.exchange.reading.rows import cell_text
from catalog.exchange.updates import updatable_codes
from catalog.forms import Form
from catalog.i18n import Bilingual
from catalog.proposals import queries as proposals
from catalog.proposals.choices import FUNDING
from catalog.proposals.fields import BY_KEY, Kind
from catalog.proposals.values import errors_in, first_of_month, last_of_month
from catalog.submission import submission
from catalog.submission.forms import category_choices, form_field
from catalog.submission.rows import CostField
from catalog.submission.sections import SHORT
from catalog.text import clean

# By the field of a row; of those that a proposal calls otherwise, its name there.
COUNTS = ("children", "girls", "boys", "ethnic_minority", "with_disability", "poor_or_near_poor", "indirect")
FIELDS = {
    **{key: key for key in ("title", "location", "category_key", *COUNTS, "age_from", "age_to")},
    "start": "planned_start",
    "end": "planned_end",
    **{key: key for key in ("objective", "activities", "need", "results", "summary")},
    **{key: key for key in ("implementer", "owner", "managing_agency", "contact", "counterpart_source")},
    **{key: key for key in ("sustainability", "readiness", "notes")},
}
MONEY: dict[str, Any] = {
    "aid_vnd": FUNDING["aid"],
    "counterpart_vnd": FUNDING["counterpart"],
    "total_vnd": Bilingual("Tổng kinh phí", "Total budget"),
}
GROUPS = (
    (_l("Title and location"), ("title", "location", "category_key")),
    (_l("Children and time"), (*COUNTS, "age_from", "age_to", "start", "end")),
    (_l("Budget"), tuple(MONEY)),
    (_l("What will be done"), ("objective", "activities", "need", "results", "summary")),
    (_l("Who does it, and the rest"), tuple(FIELDS)[-8:]),
)
# Columns of a file that fill a field of another name.
FILLED_BY = {"period": ("start", "end"), "category": ("category_key",), "beneficiaries": ("children",)} | {
    field: (f"{field}_vnd",) for field in MONEY_FIELDS
}
AUTOMATIC, NEW = "", "new"


class RowForm(Form):
    """The fields of a row; beside each the page sends what stood there, so that only what was changed is kept."""

    category_key: Any
    proposal = SelectField(_l("What becomes of this row"), default=AUTOMATIC)

    def __init__(self, codes: Sequence[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.category_key.choices = category_choices()
        self.proposal.choices = [
            SelectChoice(AUTOMATIC, _("Automatic: by code, title and place")),
            SelectChoice(NEW, _("A new draft")),
            *(SelectChoice(code, _("It updates %(code)s", code=code)) for code in codes),
        ]

    def shown(self) -> dict[str, str]:
        """What stands in each field of a row as the page writes it."""
        return {key: self.text(key) for key in (*FIELDS, *MONEY)}

    def text(self, key: str) -> str:
        """What stands in a field, as it is sent."""
        field = self[key]
        return getattr(field, "_value", lambda: str(field.data or ""))()

    def changed(self) -> Iterator[str]:
        """The fields that are not as the page showed them."""
        for key in (*FIELDS, *MONEY):
            before = request.form.get(f"was-{key}")
            if before is not None and clean(self.text(key)) != clean(before):
                yield key

    def value(self, key: str) -> Any:
        """A field as a row holds it, in plain data."""
        data = self[key].data
        if key in ("start", "end"):
            return f"{data:%Y-%m}" if data else None
        if key == "category_key":
            return data or None
        return clean(data) if isinstance(data, str) else data


for _key, _name in FIELDS.items():
    setattr(RowForm, _key, form_field(BY_KEY[_name]))
for _key, _label in MONEY.items():
    setattr(RowForm, _key, CostField(_label))


@dataclass(frozen=True)
class Written:
    """A cell of the file that a field was read from."""

    heading: str
    text: str


@dataclass(frozen=True)
class Place:
    """A row of a kept file with all that the page needs of it."""

    kept: ImportFile
    found: Preview
    row: PreviewRow
    chosen: TableChoices

    @property
    def decision(self) -> Mapping[str, Any]:
        """What was decided about the row."""
        return self.chosen.rows.get(self.row.row, {})

    def neighbours(self) -> tuple[int | None, int | None]:
        """The numbers of the projects before and after."""
        numbers = [row.row for row in self.found.rows if _is_open(row)]
        place = numbers.index(self.row.row)
        return (numbers[place - 1] if place else None, numbers[place + 1] if place + 1 < len(numbers) else None)

    def codes(self) -> Sequence[str]:
        """The proposals of the round that a row may update."""
        return updatable_codes(self.kept)

    def form(self, **sent: Any) -> RowForm:
        """The form with what was understood and corrected so far."""
        values = {key: getattr(self.row, key) for key in (*FIELDS, *MONEY)}
        for key, stored_as in (("start", first_of_month), ("end", last_of_month)):
            if values[key]:
                values[key] = stored_as(*map(int, values[key].split("-")))
        return RowForm(self.codes(), data=values | {"proposal": self.decision.get("proposal", AUTOMATIC)}, **sent)

    def written(self) -> tuple[list[Written], dict[str, list[Written]]]:
        """The cells of the row as they stand in the file, all of them and by the field that they fill."""
        found = self.found.written(self.row.row)
        cells: list[Written] = []
        by_field: dict[str, list[Written]] = {}
        for column in found[0].header.columns if found else ():
            if found and (text := cell_text(found[1].cells[column.place])):
                cells.append(Written(column.heading, text))
                for key in FILLED_BY.get(column.field or "", (column.field,)):
                    by_field.setdefault(key or "", []).append(cells[-1])
        return cells, by_field


def _is_open(row: PreviewRow) -> bool:
    """Whether a row is a project: ticked off, known or wrong, but no section, total or signature."""
    return row.left_out in ("", "unticked", "known", "sent", "repeated")


def _place(file_id: int, number: int) -> Place:
    kept = imports.kept_file(current_actor(), file_id)
    found = imports.preview_kept(kept)
    row = next((row for row in found.rows if row.row == number and _is_open(row)), None)
    if row is None:
        raise NotFound
    return Place(kept, found, row, of_table(kept.choices, found.sheet))


@submission.get("/import/<int:file_id>/rows/<int:number>")
@allow(Right.PROPOSE)
def import_row(file_id: int, number: int) -> Response:
    """A row with its fields, the file's own words beside them."""
    place = _place(file_id, number)
    return _page(place, place.form(formdata=None), 200)


@submission.post("/import/<int:file_id>/rows/<int:number>")
@allow(Right.PROPOSE)
def import_correct_row(file_id: int, number: int) -> Response:
    """Keep what was corrected, take back what is to be as in the file; the row is checked again by its page."""
    place = _place(file_id, number)
    form = place.form()
    now = place.form(formdata=None).shown()
    changed = list(form.changed())
    if not _is_sound(form, changed):
        return _page(place, form, 422)
    overtaken = [key for key in changed if clean(now[key]) not in (clean(_was(key)), clean(form.text(key)))]
    if overtaken:
        return _page(place, form, 409, stored={key: now[key] for key in overtaken}, shown=now)
    imports.decide(current_actor(), file_id, place.found.sheet, _decisions(place, form, changed))
    return redirect(_next_page(place), 303)


def _was(key: str) -> str:
    return request.form.get(f"was-{key}", "")


def _is_sound(form: RowForm, changed: list[str]) -> bool:
    """Whether what was changed can be read and stored; what the file itself says wrongly may wait."""
    form.validate()
    values = {FIELDS[key]: form[key].data for key in changed if key in FIELDS}
    refused = errors_in(values, frozenset(category.key for category in proposals.categories()))
    for key in (*FIELDS, *MONEY):
        if key not in changed:
            form[key].errors = ()
        elif FIELDS.get(key) in refused:
            form[key].errors = [*form[key].errors, str(refused[FIELDS[key]])]
    return not any(field.errors for field in form) and not form.form_errors


def _decisions(place: Place, form: RowForm, changed: list[str]) -> dict[tuple[str, ...], Any]:
    """What was changed on the page, by its path; a cell that is as in the file again is no correction."""
    row, cells = place.row, ("rows", str(place.row.row), "cells")
    verb, _colon, name = request.form.get("do", "").partition(":")
    decisions: dict[tuple[str, ...], Any] = {}
    for key in changed:
        value, read = form.value(key), row.understood.get(key, getattr(row, key))
        decisions[*cells, key] = imports.TAKEN_BACK if value == read else value
    if verb == "undo":
        decisions |= {(*cells, key): imports.TAKEN_BACK for key in row.understood if name in (key, "all")}
    offered, ticked = request.form.getlist("offered"), request.form.getlist("take")
    if offered:
        before = place.decision.get("take", [])
        taken = sorted({key for key in before if key not in offered} | {key for key in ticked if key in offered})
        decisions[*cells[:2], "take"] = taken or imports.TAKEN_BACK
    if form.proposal.data != request.form.get("was-proposal"):
        decisions[*cells[:2], "proposal"] = form.proposal.data or imports.TAKEN_BACK
    return decisions


def _next_page(place: Place) -> str:
    file_id, verb = place.kept.id, request.form.get("do", "")
    here = url_for(".import_row", file_id=file_id, number=place.row.row)
    after = place.neighbours()[1]
    if verb == "next" and after:
        return url_for(".import_row", file_id=file_id, number=after)
    if verb.startswith("undo") or verb == "stay":
        return here
    return url_for(".import_preview", file_id=file_id, _anchor=f"row-{place.row.row}")


def _runs(keys: tuple[str, ...]) -> list[tuple[bool, list[str]]]:
    """The fields of a group in order; short ones that follow each other stand in one grid (True)."""
    return [(short, list(run)) for short, run in groupby(keys, lambda key: key in MONEY or _kind(key) in SHORT)]


def _kind(key: str) -> Kind:
    return BY_KEY[FIELDS[key]].kind


def _page(
    place: Place,
    form: RowForm,
    status: int,
    stored: Mapping[str, str] | None = None,
    shown: Mapping[str, str] | None = None,
) -> Response:
    """The page, which tells with each field what stood there: after a conflict, what stands there now."""
    cells, by_field = place.written()
    was = {key: _was(key) for key in (*FIELDS, *MONEY)} if request.method == "POST" else form.shown()
    before, after = place.neighbours()
    page = render_template(
        "submission/import_row.html",
        kept=place.kept,
        row=place.row,
        form=form,
        groups=[(name, _runs(keys)) for name, keys in GROUPS if keys != tuple(MONEY) or not place.row.lines],
        kinds={key: _kind(key) for key in FIELDS},
        cells=cells,
        written=by_field,
        was={**was, **(shown or {})},
        stored=stored or {},
        update=place.found.updates.get(place.row.row),
        was_proposal=place.decision.get("proposal", AUTOMATIC),
        before=before,
        after=after,
    )
    return make_response(page, status)
