"""What all forms share: their messages in both languages, and fields for money, numbers and months."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, StringField

from catalog import money, recovery

# Messages of WTForms that our forms can show: it has none in Vietnamese, so they stand in our own catalogue.
_WTFORMS_MESSAGES = (
    _l("This field is required."),
    _l("Not a valid choice."),
    _l("Invalid Choice: could not coerce."),
    _l("Invalid email address."),
    _l("Invalid input."),
    _l("Not a valid date value."),
    _l("Not a valid datetime value."),
    _l("Not a valid integer value."),
    _l("Passwords must match."),
    _l("Field cannot be longer than %(max)d characters."),
)


class _Translations:
    """WTForms asks this object for its words."""

    gettext = staticmethod(gettext)

    @staticmethod
    def ngettext(one: str, many: str, number: int) -> str:
        """WTForms fills the values in itself, so a text comes with its placeholders; Vietnamese has no plural."""
        return gettext(one if number == 1 else many)


class Form(FlaskForm):
    """Base of every form."""

    class Meta(FlaskForm.Meta):
        def get_translations(self, form: Any) -> _Translations:  # noqa: ARG002
            return _Translations()

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the fields; what is only recalled is shown again filled in, and never taken."""
        return not recovery.is_recalled() and super().validate(extra_validators)


class MoneyField(StringField):
    """An amount in đồng, typed as people do ("1,5 tỷ", "1.500.000"); `data` is an int or None."""

    data: Any

    def _value(self) -> str:
        if self.raw_data:
            return self.raw_data[0]
        return "" if self.data is None else money.format_vnd(self.data, "vi").removesuffix(" đồng")

    def process_formdata(self, valuelist: list[str]) -> None:
        text = valuelist[0].strip() if valuelist else ""
        amount = money.parse_vnd(text) if text else None
        self.data = amount.value if amount else None
        if amount and amount.value is None:
            raise ValueError(gettext("This is not an amount. Write it as 1.500.000 or 1,5 tỷ."))


def errors_from(form: Form, errors: dict[str, Any]) -> None:
    """Put what a service refused beside the fields it names; what has no field goes to the form's own errors."""
    for key, text in errors.items():
        field: Field | None = form._fields.get(key)
        if field is None:
            form.form_errors.append(str(text))
        else:
            field.errors = [*field.errors, str(text)]
