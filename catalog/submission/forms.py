"""The forms of the unit's desk; those of the sections follow the table of fields."""

import secrets
from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms import Field as FormField
from wtforms.fields import EmailField
from wtforms.fields.choices import SelectChoice  # pyright: ignore[reportAttributeAccessIssue] - newer than its types
from wtforms.validators import DataRequired, InputRequired, Length

from catalog.forms import Form
from catalog.i18n import attribute, format_number
from catalog.proposals import queries
from catalog.proposals.answers import CHOICES
from catalog.proposals.fields import BY_KEY, Field, Kind, fields_of
from catalog.proposals.sections import Section
from catalog.proposals.values import first_of_month, last_of_month
from catalog.submission import typed
from catalog.submission.rows import LineForm, NeedForm, RowsField, choices_of

LONGEST_COMMENT = 4000
TOO_LONG = _l("At most %(max)d characters.")
short_comment = Length(max=LONGEST_COMMENT, message=TOO_LONG)
short_key = Length(max=40, message=TOO_LONG)


class TypedField(StringField):
    """Text that is read as a value; what can't be read is kept and shown again beside the reason."""

    data: Any
    read: Callable[[str], Any]
    show: Callable[[Any], str]
    wrong: Any

    def _value(self) -> str:
        if self.raw_data:
            return self.raw_data[0]
        return "" if self.data in (None, []) else self.show(self.data)

    def process_formdata(self, valuelist: list[str]) -> None:
        text = valuelist[0].strip() if valuelist else ""
        self.data = None
        if text:
            try:
                self.data = self.read(text)
            except ValueError:
                raise ValueError(str(self.wrong)) from None


class CountField(TypedField):
    """A number of persons or years."""

    read = staticmethod(typed.count)
    show = staticmethod(format_number)
    wrong = _l("Enter a whole number, as 240 or 1.200.")


class MonthField(TypedField):
    """A month, stored as its first day or, with `is_end`, as its last."""

    show = staticmethod(lambda day: f"{day:%m/%Y}")
    wrong = _l("Enter month and year, as 03/2024.")

    def __init__(self, *args: Any, is_end: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stored_as = last_of_month if is_end else first_of_month
        self.read = lambda text: stored_as(*typed.month(text))


class DayField(TypedField):
    """A day."""

    read = staticmethod(typed.day)
    show = staticmethod(lambda day: f"{day:%d/%m/%Y}")
    wrong = _l("Enter day, month and year, as 18/05/2023.")


class TargetsField(TypedField):
    """SDG targets in one line."""

    read = staticmethod(typed.targets)
    show = staticmethod(", ".join)

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        self.data = self.data or []


def category_choices() -> list[SelectChoice]:
    """The types of support by sector, in the plan's order, and none."""
    kinds = [
        SelectChoice(row.key, attribute(row, "name"), optgroup=attribute(row, "sector")) for row in queries.categories()
    ]
    return [SelectChoice("", _("Not chosen yet")), *kinds]


def _priority(value: Any) -> int | None:
    return int(value) if str(value).isdecimal() else None


def _choice(field: Field, **described: Any) -> FormField:
    """A field that offers a table; whether a value is one of them is for the service to say."""
    described["validate_choice"] = False
    if field.key == "category_key":
        return SelectField(choices=[], **described)
    choices = choices_of(CHOICES[field.key])
    if field.key == "aid_form":
        return RadioField(choices=choices, **described)
    described["coerce"] = _priority if field.key == "priority" else str
    return SelectField(choices=[SelectChoice("", _l("Not chosen yet")), *choices], **described)


FIELD_OF_KIND: dict[Kind, Callable[..., FormField]] = {
    Kind.TEXT: StringField,
    Kind.LONG_TEXT: TextAreaField,
    Kind.LINES: TextAreaField,
    Kind.FLAG: BooleanField,
    Kind.COUNT: CountField,
    Kind.DATE: DayField,
    Kind.EMAIL: EmailField,
    Kind.TARGETS: TargetsField,
}


def form_field(field: Field, *validators: Callable[..., Any]) -> Any:
    """How a field of the table is asked for."""
    described = {"label": field.label, "validators": validators, "description": field.help if field.help.en else ""}
    if field.kind is Kind.CHOICE:
        return _choice(field, **described)
    if field.kind is Kind.MONTH:
        return MonthField(is_end=field.key == "planned_end", **described)
    return FIELD_OF_KIND[field.kind](**described)


class VersionedForm(Form):
    """A form that tells which version of the proposal its page showed."""

    version = HiddenField()

    @property
    def version_number(self) -> int:
        """The version as sent; what is no number is older than any."""
        sent = self.version.data or ""
        return int(sent) if sent.isdecimal() else -1


class SectionForm(VersionedForm):
    """One section; `base` tells what it held when the page was made."""

    section: Section
    rows_key = ""
    base = HiddenField()

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        # Keys of fields and of the table of rows that an autosave can't store as they stand.
        self.left_out: set[str] = set()
        category = self._fields.get("category_key")
        if isinstance(category, SelectField):
            category.choices = category_choices()

    @property
    def rows(self) -> RowsField | None:
        """The section's table of rows, where it has one."""
        found = self._fields.get(self.rows_key)
        return found if isinstance(found, RowsField) else None

    def values(self) -> dict[str, Any]:
        """What was sent and is not left out, by field key; a box that is not ticked sends nothing."""
        chosen = {field.key: self[field.key] for field in fields_of(self.section) if field.key not in self.left_out}
        return {key: f.data for key, f in chosen.items() if f.raw_data or isinstance(f, BooleanField)}

    def row_inputs(self) -> dict[str, Any]:
        """Lines or needs as the service takes them."""
        if self.rows is None or self.rows_key in self.left_out:
            return {}
        return {"lines" if self.section is Section.BUDGET else "needs": self.rows.inputs()}


def _section_form(section: Section) -> type[SectionForm]:
    parts: dict[str, Any] = {field.key: form_field(field) for field in fields_of(section)}
    if section is Section.BUDGET:
        parts |= {"budget_lines": RowsField(LineForm, _l("Budget lines")), "rows_key": "budget_lines"}
    if section is Section.CONTRIBUTIONS:
        parts |= {"in_kind_needs": RowsField(NeedForm, _l("In-kind needs")), "rows_key": "in_kind_needs"}
    return type(f"{section.title()}Form", (SectionForm,), parts | {"section": section})


SECTION_FORMS = {section: _section_form(section) for section in Section}


def new_draft_key() -> str:
    """A key for a form that has made nothing yet."""
    return secrets.token_urlsafe(24)


class NewProposalForm(Form):
    """Enough to begin with. `draft_key` belongs to this form: however often it is sent, it makes one proposal."""

    title = form_field(BY_KEY["title"], DataRequired(_l("Give the proposal a title.")))
    category_key = form_field(BY_KEY["category_key"])
    draft_key = HiddenField(validators=[InputRequired(), short_key], default=new_draft_key)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.category_key.choices = category_choices()

    def values(self) -> dict[str, Any]:
        """What was sent, by field key."""
        return {"title": self.title.data, "category_key": self.category_key.data}


class CopyForm(Form):
    """The button that copies a proposal; `draft_key` belongs to the button as shown: it makes one copy."""

    draft_key = HiddenField(validators=[InputRequired(), short_key])


class ActionForm(VersionedForm):
    """A plain action of the workflow with its comment; fields are named after the key of the action."""

    comment = TextAreaField(_l("Comment"), [short_comment])

    def __init__(self, key: str, **kwargs: Any) -> None:
        super().__init__(prefix=key, **kwargs)
        self.key = key


class SendForm(VersionedForm):
    """The last look before a proposal leaves."""

    comment = TextAreaField(_l("Answer to the Department"), [short_comment])
    declaration = BooleanField(
        _l(
            "I have checked the answers: they are true, the unit agrees with them, and no child can be recognised "
            "from them."
        ),
        [InputRequired(_l("Tick the declaration before sending."))],
    )
