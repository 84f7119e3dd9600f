"""Forms of the administrator; they check shapes only, the services know the rules."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields import DateField, DateTimeLocalField, EmailField
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from catalog.accounts.rights import ROLE_LABELS
from catalog.forms import Form, MoneyField
from catalog.i18n import LANGUAGE_NAMES, attribute
from catalog.units.models import Unit

_MOMENT = "%Y-%m-%dT%H:%M"
# What a browser may send of any text; how long each may be says the table of texts.
LONGEST_TEXT = 40_000
_needed = InputRequired(_l("This field is required."))


def _text(label: str, longest: int, *validators: Any, description: str = "") -> StringField:
    too_long = _l("At most %(limit)s characters", limit=longest)
    return StringField(label, [*validators, Length(max=longest, message=too_long)], description=description)


def _lines(label: str, longest: int, description: str = "") -> TextAreaField:
    too_long = _l("At most %(limit)s characters", limit=longest)
    return TextAreaField(label, [_needed, Length(max=longest, message=too_long)], description=description)


class VersionedForm(Form):
    """A form that knows which version of the row it shows."""

    version = HiddenField()

    @property
    def version_number(self) -> int:
        """The version as sent; what is no number matches none."""
        version = self.version.data or ""
        return int(version) if version.isdecimal() else -1


class RolesField(SelectMultipleField):
    """All roles as boxes to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class PersonForm(VersionedForm):
    """Name, language, roles and unit of somebody."""

    name = _text(_l("Name"), 120, _needed)
    roles = RolesField(_l("Roles"))
    unit_id = SelectField(_l("Unit"), coerce=lambda value: int(value) if value else None)
    language = SelectField(_l("Language"), choices=LANGUAGE_NAMES)

    def __init__(self, units: Iterable[Unit], *arguments: Any, **values: Any) -> None:
        super().__init__(*arguments, **values)
        self.roles.choices = {str(role): str(label) for role, label in ROLE_LABELS.items()}
        self.unit_id.choices = unit_choices(units, _("none: works for the office"))

    def values(self) -> dict[str, Any]:
        """The answers as the services take them."""
        return {name: self[name].data for name in ("name", "roles", "unit_id", "language")}


class InvitationForm(PersonForm):
    """Somebody new."""

    email = EmailField(_l("E-mail address"), [_needed, Length(max=254)])


class RoundForm(VersionedForm):
    """A round in both languages; times are local."""

    name_vi = _text(_l("Name in Vietnamese"), 160, _needed)
    name_en = _text(_l("Name in English"), 160, _needed)
    theme_vi = _text(_l("Theme in Vietnamese"), 300)
    theme_en = _text(_l("Theme in English"), 300)
    slogan_vi = _text(_l("Slogan in Vietnamese"), 300)
    slogan_en = _text(_l("Slogan in English"), 300)
    opens_at = DateTimeLocalField(_l("Opens"), [_needed], format=_MOMENT)
    closes_at = DateTimeLocalField(_l("Closes"), [_needed], format=_MOMENT)


class NewRoundForm(RoundForm):
    """A round that is not there yet."""

    key = _text(_l("Key"), 12, _needed)


class ExtensionForm(VersionedForm):
    """A later deadline for one unit; the time is local."""

    closes_at = DateTimeLocalField(_l("New deadline"), [_needed], format=_MOMENT)
    reason = _text(_l("Reason"), 300, _needed)


class NewExtensionForm(ExtensionForm):
    """More time for a unit that has no more than the others yet."""

    unit_id = SelectField(_l("Unit"), coerce=lambda value: int(value) if value else None)

    def __init__(self, units: Iterable[Unit], *arguments: Any, **values: Any) -> None:
        super().__init__(*arguments, **values)
        self.unit_id.choices = unit_choices(units, _("choose a unit"))


class IssuingBodyForm(VersionedForm):
    """The issuing body from a day on."""

    valid_from = DateField(_l("Valid from"), [_needed])
    name_vi = _text(_l("Name in Vietnamese"), 160, _needed)
    name_en = _text(_l("Name in English"), 160, _needed)
    parent_vi = _text(_l("Parent body in Vietnamese"), 160, _needed)
    parent_en = _text(_l("Parent body in English"), 160, _needed)
    division_vi = _text(_l("Division in Vietnamese"), 160, _needed)
    division_en = _text(_l("Division in English"), 160, _needed)
    symbol = _text(_l("Symbol in document numbers"), 20, _needed)
    seat_vi = _text(_l("Seat in Vietnamese"), 80, _needed)
    seat_en = _text(_l("Seat in English"), 80, _needed)
    address_vi = _text(_l("Address in Vietnamese"), 200)
    address_en = _text(_l("Address in English"), 200)
    phone = _text(_l("Telephone"), 40)
    email = _text(_l("E-mail address"), 254)
    answer_days = IntegerField(_l("Answers enquiries within (working days)"), [_needed])
    list_months = IntegerField(
        _l("A list is valid for (months)"), [Optional()], description=_l("From its release; empty: until a newer one.")
    )
    second_person_checks = BooleanField(_l("English is checked by somebody else than who wrote it"))
    second_person_accepts = BooleanField(_l("A proposal is accepted by somebody else than who checked it"))
    marks_translation = BooleanField(_l("English documents are marked as an unofficial translation"))


class SignerForm(VersionedForm):
    """Who signs between two days."""

    valid_from = DateField(_l("Valid from"), [_needed])
    valid_to = DateField(_l("No longer valid from"), [Optional()])
    title_vi = _lines(
        _l("Title of the signer in Vietnamese"), 160, _l("On two lines where somebody signs for another.")
    )
    title_en = _lines(_l("Title of the signer in English"), 160)
    name = _text(_l("Name"), 120, description=_l("As printed under the signature; empty: it is written by hand."))
    position = IntegerField(
        _l("Place in order"), [_needed], description=_l("Of several who are in force the first one signs."), default=1
    )


class RecipientsForm(VersionedForm):
    """Who receives documents from a day on."""

    valid_from = DateField(_l("Valid from"), [_needed])
    lines_vi = _lines(
        _l("Recipients in Vietnamese"),
        2000,
        _l("One on each line, without dash and semicolon; the last is the file copy: Lưu: VT, NV"),
    )
    lines_en = _lines(_l("Recipients in English"), 2000, _l("The same, line by line."))


class LegalBasisForm(VersionedForm):
    """An act that documents may stand on."""

    symbol = _text(_l("Symbol"), 60, _needed)
    valid_from = DateField(_l("Valid from"), [_needed])
    valid_to = DateField(_l("No longer valid from"), [Optional()])
    title_vi = _lines(
        _l("Title in Vietnamese"),
        2000,
        _l("As it stands after “Căn cứ”: kind, number, date, who issued it, its subject."),
    )
    title_en = _lines(_l("Title in English"), 2000)
    position = IntegerField(
        _l("Place in order"),
        [Optional()],
        description=_l("Among the grounds of a document; empty: documents don't cite it."),
    )


class MessageForm(VersionedForm):
    """A text of the site between two days, in both languages."""

    valid_from = DateField(_l("Shown from"), [_needed])
    valid_to = DateField(
        _l("No longer shown from"), [Optional()], description=_l("Empty: until another text takes its place.")
    )
    text_vi = _lines(_l("Text in Vietnamese"), LONGEST_TEXT)
    text_en = _lines(_l("Text in English"), LONGEST_TEXT)

    def __init__(self, limit: int, *arguments: Any, **values: Any) -> None:
        super().__init__(*arguments, **values)
        self.limit = limit


class BoundariesForm(Form):
    """A file of boundaries, from a day on."""

    valid_from = DateField(_l("Units of the map as from"), [_needed])
    source = _text(
        _l("Source"), 300, _needed, description=_l("Who surveyed them, where the file is from, under what licence.")
    )
    file = FileField(_l("GeoJSON file"), [FileRequired(_l("Choose a file."))])


class TemplateForm(Form):
    """A Word file of the office for its documents."""

    language = SelectField(_l("Language of the document"), choices=LANGUAGE_NAMES)
    file = FileField(_l("Word file (.docx)"), [FileRequired(_l("Choose a file."))])


class HolidayForm(Form):
    """Days on which the office does not work."""

    first = DateField(_l("First day"), [_needed])
    last = DateField(_l("Last day"), [Optional()])
    name_vi = _text(_l("Name in Vietnamese"), 160, _needed)
    name_en = _text(_l("Name in English"), 160, _needed)


class RateForm(Form):
    """An exchange rate from a day on."""

    date = DateField(_l("Valid from"), [_needed])
    vnd_per_usd = MoneyField(_l("Đồng for one US dollar"), [_needed])
    source_vi = _text(_l("Source in Vietnamese"), 200, _needed)
    source_en = _text(_l("Source in English"), 200, _needed)


def unit_choices(units: Iterable[Unit], nothing: str) -> dict[str, str | dict[str, str]]:
    """Choices of a unit, those of today before those of the past."""
    today: dict[str, str] = {}
    former: dict[str, str] = {}
    for unit in units:
        group = today if unit.valid_to is None else former
        group[str(unit.id)] = f"{attribute(unit, 'name')} ({unit.code})"
    return {"": nothing, _("Units of today"): today, _("Former units"): former}
