"""The forms of the catalogue: the shape of what visitors send, no rules."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields import EmailField, TelField

from catalog.editions.models import Entry
from catalog.funding import countries
from catalog.funding.checks import LIMITS, Interest
from catalog.funding.workflow import GENERAL_KINDS, KIND_NAMES, REGISTRATION_NAMES, Kind
from catalog.i18n import current_language
from catalog.public.tokens import OpenForm


class InterestForm(OpenForm):
    """An expression of interest in one project, in several, or in none yet."""

    purpose = "interest"

    kind = RadioField(_l("What would you like to do?"), validate_choice=False)
    line = SelectMultipleField(_l("Budget lines you would like to fund"), validate_choice=False)
    need = SelectMultipleField(_l("Needs you could meet in kind"), validate_choice=False)
    organisation = StringField(_l("Organisation"))
    country = SelectField(_l("Country"), validate_choice=False)
    registration = RadioField(_l("Is the organisation registered in Viet Nam?"), validate_choice=False)
    certificate = StringField(_l("Number of the registration certificate"))
    contact_name = StringField(_l("Your name"))
    email = EmailField(_l("E-mail address"))
    phone = TelField(_l("Telephone"))
    message = TextAreaField(_l("Message"))
    consent = BooleanField()

    def __init__(self, entries: Sequence[Entry], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._entries = list(entries)
        kinds = [kind for kind in Kind if entries or kind in GENERAL_KINDS]
        self.kind.choices = [(kind.value, str(KIND_NAMES[kind])) for kind in kinds]
        self.registration.choices = [(key.value, str(name)) for key, name in REGISTRATION_NAMES.items()]
        self.country.choices = [("", _("Choose a country")), *countries.choices(current_language())]

    def interest(self) -> Interest:
        """What was sent, as the services take it."""
        return Interest(
            kind=self.kind.data or "",
            entries=self._entries,
            texts={key: self[key].data for key in LIMITS},
            country=self.country.data or "",
            registration=self.registration.data or "",
            language=current_language(),
            lines=self.line.data or [],
            needs=self.need.data or [],
        )
