"""Which column of a file is which, from which sheet, below which row, in which money unit."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice  # pyright: ignore[reportAttributeAccessIssue] - newer than its types
from wtforms.validators import ValidationError

from catalog.access import allow, current_actor
from catalog.accounts.rights import Right
from catalog.exchange import imports
from catalog.exchange.models import ImportFile
from catalog.exchange.reading import Preview
from catalog.exchange.reading.choices import COLUMN_FIELDS, UNITS, TableChoices, automatic, of_table
from catalog.exchange.reading.columns import column_unit
from catalog.exchange.reading.grid import MAX_ROWS
from catalog.exchange.reading.names import MONEY_FIELDS
from catalog.exchange.reading.rows import cell_text
from catalog.forms import Form
from catalog.submission import submission
from catalog.submission.rows import choices_of

SAMPLES = 3


@dataclass(frozen=True)
class ColumnShown:
    """A column as the page shows it: its letter or number, heading, first values, and the name of its form field."""

    number: int
    heading: str
    samples: list[str]
    name: str


class ColumnsForm(Form):
    """What can be chosen of a table; the columns follow as column-0, column-1…"""

    sheet = SelectField(_l("Sheet or table"))
    header = StringField(_l("Row of the header"))
    unit = SelectField(_l("Money unit"))

    def validate_header(self, field: StringField) -> None:
        """A row of the file, or nothing."""
        text = (field.data or "").strip()
        if text and not (text.isdecimal() and 1 <= int(text) <= MAX_ROWS):
            raise ValidationError(_("Enter the number of a row."))

    def changed(self) -> Iterator[tuple[str, str]]:
        """The fields that differ from what the page showed, so that what another tab chose stays."""
        for field in self:
            before = request.form.get(f"was-{field.name}")
            if before is not None and (field.data or "").strip() != before:
                yield field.name, (field.data or "").strip()


def _form(found: Preview, chosen: TableChoices) -> ColumnsForm:
    """The form of a table: a select for each of its columns."""
    header = automatic(found.sources[0].table, chosen) if found.sources else None
    guessed = {column.place: column.field for column in header.columns} if header else {}
    known = choices_of(COLUMN_FIELDS)
    places = range(len(found.sources[0].table.rows[0].cells)) if found.sources else ()
    parts: dict[str, Any] = {}
    for place in places:
        meaning = COLUMN_FIELDS.get(guessed.get(place) or "", COLUMN_FIELDS["notes"])
        first = SelectChoice("", _("Automatic: %(meaning)s", meaning=meaning))
        parts[f"column-{place}"] = SelectField(_("Column %(number)s is", number=place + 1), choices=[first, *known])
    shown = {"sheet": found.sheet or "", "header": str(chosen.header or ""), "unit": chosen.unit or ""}
    shown |= {f"column-{place}": chosen.columns.get(place, "") for place in places}
    form = type("ChosenColumnsForm", (ColumnsForm,), parts)(data=shown)
    form.sheet.choices = [SelectChoice(name, name) for name in found.sheets or [found.sheet or ""]]
    form.unit.choices = [
        SelectChoice("", _("As in the file, or automatic")),
        *(SelectChoice(key, unit.name) for key, unit in UNITS.items()),
    ]
    return form


def _columns(found: Preview) -> list[ColumnShown]:
    if not found.sources:
        return []
    table, header, _offset = found.sources[0]
    headings = {column.place: column.heading for column in header.columns}
    shown = []
    for place in range(len(table.rows[0].cells)):
        cells = (row.cells[place] for row in table.rows[header.last + 1 :])
        samples = [text for cell in cells if (text := cell_text(cell))][:SAMPLES]
        if samples or place in headings:
            shown.append(ColumnShown(place + 1, headings.get(place, ""), samples, f"column-{place}"))
    return shown


def _asks_unit(found: Preview, chosen: TableChoices) -> bool:
    """Whether the file leaves the unit of an amount open."""
    header = automatic(found.sources[0].table, chosen) if found.sources else None
    columns = found.sources[0].header.columns if header else ()
    return header is not None and any(
        column.field in MONEY_FIELDS and column_unit(header, column) is None for column in columns
    )


def _page(kept: ImportFile, found: Preview, form: ColumnsForm) -> str:
    source = found.sources[0] if found.sources else None
    return render_template(
        "submission/import_columns.html",
        kept=kept,
        preview=found,
        form=form,
        columns=_columns(found),
        header_row=source.table.rows[source.header.first].number if source else None,
        asks_unit=_asks_unit(found, of_table(kept.choices, found.sheet)),
    )


@submission.get("/import/<int:file_id>/columns")
@allow(Right.PROPOSE)
def import_columns(file_id: int) -> str:
    """What each column was taken for, and what else it may be."""
    kept = imports.kept_file(current_actor(), file_id)
    found = imports.preview_kept(kept)
    return _page(kept, found, _form(found, of_table(kept.choices, found.sheet)))


@submission.post("/import/<int:file_id>/columns")
@allow(Right.PROPOSE)
def import_save_columns(file_id: int) -> Response | tuple[str, int]:
    """Keep what was chosen and read the file anew."""
    kept = imports.kept_file(current_actor(), file_id)
    found = imports.preview_kept(kept)
    form = _form(found, of_table(kept.choices, request.form.get("table", "")))
    if not form.validate():
        return _page(kept, found, form), 422
    changes: dict[tuple[str, ...], Any] = {}
    sheet = None
    for name, value in form.changed():
        kind, _dash, place = name.partition("-")
        chosen = value or imports.TAKEN_BACK
        if kind == "sheet":
            sheet = value
        elif kind == "column":
            changes["columns", place] = chosen
        else:
            changes[kind,] = int(value) if kind == "header" and value else chosen
    imports.decide(current_actor(), file_id, request.form.get("table", ""), changes, sheet)
    following = ".import_columns" if sheet else ".import_preview"
    return redirect(url_for(following, file_id=file_id), 303)
