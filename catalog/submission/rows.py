"""Rows of a table inside a form: added, removed and moved with plain buttons that name a row, not its place."""

import itertools
import re
from collections.abc import Iterable, Mapping
from dataclasses import fields as dataclass_fields
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, SelectField, StringField
from wtforms.fields.choices import SelectChoice  # pyright: ignore[reportAttributeAccessIssue] - newer than its types
from wtforms.utils import unset_value

from catalog import money
from catalog.forms import Form, MoneyField
from catalog.i18n import Bilingual, current_language, format_number, format_vnd
from catalog.proposals import guide_costs
from catalog.proposals.choices import FUNDING
from catalog.proposals.models import BudgetLine
from catalog.proposals.rows import LineInput, NeedInput
from catalog.submission import typed

ROW_KEY = re.compile(r"[1-9]\d{0,17}|new\d{1,4}")
# Readings of an amount that might well be another one: the form asks back.
UNCLEAR = ("grouping", "unit", "range", "extra")
MOVES = {"remove": 0, "up": -1, "down": 1}


def choices_of(table: Mapping[Any, Bilingual]) -> list[SelectChoice]:
    """What a table of the domain offers; its words are those of the language of the page."""
    return [SelectChoice(key, words) for key, words in table.items()]


class QuantityField(StringField):
    """A quantity with up to three decimals, written as in the current language."""

    data: Any

    def _value(self) -> str:
        return self.raw_data[0] if self.raw_data else format_number(self.data)

    def process_formdata(self, valuelist: list[str]) -> None:
        text = valuelist[0].strip() if valuelist else ""
        self.data = None
        if text:
            try:
                self.data = typed.quantity(text, current_language())
            except ValueError:
                raise ValueError(_("This is not a quantity. Write it as 12 or 1,5.")) from None


class CostField(MoneyField):
    """An amount in đồng that can be read in one way only."""

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        if self.data is not None and money.parse_vnd(valuelist[0]).doubt in UNCLEAR:
            amount = format_vnd(self.data)
            raise ValueError(_("Is it %(amount)s? Write the amount in full, as 1.500.000.", amount=amount))


class RowForm(Form):
    """One row; its fields are named after its key."""

    input_type: type[LineInput | NeedInput]
    item = StringField(_l("Item"), default="")
    quantity = QuantityField(_l("Quantity"))
    unit = StringField(_l("Unit of measure"), default="")

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed into the row."""
        return not any(_text(field) for field in self if isinstance(field, StringField))


def _text(field: StringField) -> str:
    """What stands in a field, typed or stored."""
    return (field.raw_data[0] if field.raw_data else "" if field.data is None else str(field.data)).strip()


class LineForm(RowForm):
    """A line of the budget."""

    unit_cost_vnd = CostField(_l("Unit cost"))
    funding = SelectField(_l("Paid by"), choices=choices_of(FUNDING), default="aid")
    optional = BooleanField(_l("May be left out"))

    input_type = LineInput

    @property
    def line(self) -> BudgetLine:
        """The line as far as it can be read; it belongs to no proposal and is not stored."""
        names = ("item", "quantity", "unit", "unit_cost_vnd", "funding", "optional")
        return BudgetLine(**{name: self[name].data for name in names})

    @property
    def unusual(self) -> guide_costs.GuideCost | None:
        """The planning range that the unit cost lies outside of."""
        return guide_costs.missed_by(self.line)


class NeedForm(RowForm):
    """Something useful as goods."""

    input_type = NeedInput


class Row:
    """A row of a RowsField: `key` is the id of the stored row, or "new1", "new2"… of one that is not stored yet."""

    def __init__(self, key: str, form: RowForm) -> None:
        self.key = key
        self.form = form

    @property
    def is_stored(self) -> bool:
        """Whether the row was there when the page was made."""
        return self.key.isdecimal()

    def number(self, position: int) -> None:
        """Give the labels of its fields the number of the row: they stand in the summary of errors."""
        for field in self.form:
            field.label.text = _("%(label)s, line %(number)s", label=field.label.text, number=position)

    def as_input(self) -> Any:
        """The row as the service takes it."""
        names = [field.name for field in dataclass_fields(self.form.input_type) if field.name != "id"]
        values = {name: self.form[name].data for name in names}
        return self.form.input_type(**values, id=int(self.key) if self.is_stored else None)


class RowsField(Field):
    """A list of rows. The page sends the keys of all rows in their order, beside the fields of each row."""

    def __init__(self, row_form: type[RowForm], label: Any = None, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.row_form = row_form
        self.entries: list[Row] = []

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:  # noqa: ARG002 - WTForms' signature
        """Make the rows from what was sent, else from the stored ones."""
        self.process_errors = []
        sent = formdata.getlist(f"{self.name}-row") if formdata else []
        if formdata is not None:
            self.entries = [self._row(key, formdata) for key in dict.fromkeys(sent) if ROW_KEY.fullmatch(key)]
        else:
            stored = () if data is unset_value else data
            self.entries = [self._row(str(row.id), None, row) for row in stored]

    def _row(self, key: str, formdata: Any, stored: Any = None) -> Row:
        named = {"prefix": f"{self.name}-{key}-", "meta": {"csrf": False}}
        return Row(key, self.row_form(formdata=formdata, obj=stored, **named))

    def validate(self, form: Any, extra_validators: Iterable[Any] = ()) -> bool:  # noqa: ARG002 - WTForms' signature
        """Check every row; one in which nothing was typed is no row."""
        errors: Any = [row.form.errors for row in self.entries if not row.form.is_blank and not row.form.validate()]
        self.errors = errors
        return not errors

    def mend(self, stored: Iterable[Any]) -> None:
        """Put what is stored, else nothing, in the place of every cell that can't be read, so that the others count."""
        rows = {str(row.id): row for row in stored}
        for row in self.entries:
            for name in row.form.errors:
                row.form[name].data = getattr(rows.get(row.key), name, None)

    def inputs(self) -> list[Any]:
        """The rows as the service takes them, without the blank ones."""
        return [row.as_input() for row in self.entries if not row.form.is_blank]

    def lines(self) -> list[BudgetLine]:
        """The budget lines as far as they can be read, for sums."""
        return [row.form.line for row in self.entries if isinstance(row.form, LineForm)]

    def rearrange(self, verb: str, key: str) -> int:
        """Remove the row of a key, or move it up or down by one; gives the number it has then, or the next row has.

        Saving gives rows new keys, so it is the number, from 1, that finds the row again. Rows in which nothing is
        typed are dropped on the way: nobody means to move past them.
        """
        if key not in [row.key for row in self.entries] or verb not in MOVES:
            return 0
        self.entries = [row for row in self.entries if row.key == key or not row.form.is_blank]
        place = next(place for place, row in enumerate(self.entries) if row.key == key)
        row = self.entries.pop(place)
        if step := MOVES[verb]:
            place = min(max(place + step, 0), len(self.entries))
            self.entries.insert(place, row)
        return place + 1

    def blanks(self) -> int:
        """How many rows wait for something to be typed."""
        return sum(row.form.is_blank for row in self.entries)

    def offer(self, blanks: int) -> None:
        """Make the page ready: so many empty rows at the end, and every label with the number of its row."""
        taken = {row.key for row in self.entries}
        fresh = (key for n in itertools.count(1) if (key := f"new{n}") not in taken)
        self.entries += [self._row(key, None) for key in itertools.islice(fresh, max(blanks - self.blanks(), 0))]
        for position, row in enumerate(self.entries, start=1):
            row.number(position)
