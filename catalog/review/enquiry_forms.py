"""The forms of the office's list of enquiries: the shape of what is sent, no rules."""

import secrets
from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    DateField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields import EmailField, TelField
from wtforms.validators import InputRequired, Optional

from catalog import clock
from catalog.accounts.models import Person
from catalog.editions.models import Entry
from catalog.forms import Form
from catalog.funding import countries
from catalog.funding.checks import LIMITS, Interest
from catalog.funding.workflow import KIND_NAMES, REGISTRATION_NAMES, SOURCE_NAMES, STAGE_NAMES, Source
from catalog.i18n import LANGUAGE_NAMES, current_language
from catalog.text import clean


class EnquiryFilterForm(Form):
    """What the list is searched and narrowed down by; it is sent in the address."""

    q = StringField(_l("Search"))
    state = SelectField(_l("State"), validate_choice=False)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(meta={"csrf": False}, formdata=None, **kwargs)
        self.state.choices = [("", _("All")), *((stage.value, str(name)) for stage, name in STAGE_NAMES.items())]


class StepForm(Form):
    """An action of the workflow; `on` is the day of an answer."""

    comment = TextAreaField(_l("What was said or agreed"))
    on = DateField(_l("Answered on"), [Optional()])
    action = HiddenField()
    version = IntegerField(validators=[InputRequired()])


class OwnerForm(Form):
    """Who answers."""

    person = SelectField(_l("Owner"), coerce=int)
    version = IntegerField(validators=[InputRequired()])

    def __init__(self, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.person.choices = [(0, _("Nobody yet")), *((person.id, person.name) for person in people)]


class PlanForm(Form):
    """When it goes on."""

    next_on = DateField(_l("Next date"), [Optional()])
    version = IntegerField(validators=[InputRequired()])


class VersionForm(Form):
    """A button, and the version that its page showed."""

    version = IntegerField(validators=[InputRequired()])


class EnquiryNoteForm(Form):
    """Words that only the office reads."""

    comment = TextAreaField(_l("Note for the office"), id="note")


def new_key() -> str:
    """A key for one form: sent twice, it makes one enquiry."""
    return secrets.token_urlsafe(16)


class EnquiryForm(Form):
    """An enquiry that came by letter, visit or telephone."""

    key = HiddenField()
    source = RadioField(_l("How it came"), validate_choice=False)
    came_on = DateField(_l("It came on"), [InputRequired(_l("Say on which day."))])
    codes = StringField(_l("Projects"))
    kind = RadioField(_l("What it is about"), validate_choice=False)
    organisation = StringField(_l("Organisation"))
    country = SelectField(_l("Country"), validate_choice=False)
    registration = RadioField(_l("Is the organisation registered in Viet Nam?"), validate_choice=False)
    certificate = StringField(_l("Number of the registration certificate"))
    contact_name = StringField(_l("Contact person"))
    email = EmailField(_l("E-mail address"))
    phone = TelField(_l("Telephone"))
    language = RadioField(_l("Language of the answer"), validate_choice=False)
    message = TextAreaField(_l("What was said or written"))

    def __init__(self) -> None:
        super().__init__(data={"key": new_key(), "came_on": clock.today(), "language": "en"})
        own = set(Source) - {Source.CATALOGUE}
        self.source.choices = [(key.value, str(name)) for key, name in SOURCE_NAMES.items() if key in own]
        # Budget lines are chosen in the catalogue; what was said of them stands in the message.
        self.kind.choices = [(key.value, str(name)) for key, name in KIND_NAMES.items() if key != "lines"]
        self.registration.choices = [(key.value, str(name)) for key, name in REGISTRATION_NAMES.items()]
        self.country.choices = [("", _("Choose a country")), *countries.choices(current_language())]
        self.language.choices = list(LANGUAGE_NAMES.items())

    @property
    def wanted(self) -> list[str]:
        """The codes that were typed, however they were parted."""
        return clean(self.codes.data or "").replace(",", " ").replace(";", " ").split()

    def interest(self, entries: Sequence[Entry]) -> Interest:
        """What was typed, as the services take it."""
        return Interest(
            kind=self.kind.data or "",
            entries=list(entries),
            texts={key: self[key].data for key in LIMITS},
            country=self.country.data or "",
            registration=self.registration.data or "",
            language=self.language.data if self.language.data in LANGUAGE_NAMES else "en",
        )
