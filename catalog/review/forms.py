"""The forms of the office's desks: the shape of what is sent, no rules."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from catalog.accounts.models import Person
from catalog.editions.services import Approval
from catalog.exchange import glossary, translations
from catalog.exchange.reading.messages import UnreadableFile
from catalog.forms import Form
from catalog.i18n import Bilingual, attribute, format_number
from catalog.reports.subjects import EXTENTS
from catalog.review.filters import FIRST_ORDER
from catalog.review.queue import PAGE_SIZE, Queue
from catalog.rounds.models import Round
from catalog.text import clean
from catalog.translation.models import TERM_CATEGORIES
from catalog.translation.services import TargetInput, TermInput


class FilterForm(Form):
    """What the queue is searched and narrowed down by, and its order; it is sent in the address."""

    q = StringField(_l("Search"))
    assignee = SelectField(_l("Assigned to"))
    unit = SelectField(_l("Unit"))
    state = SelectField(_l("State"))
    category = SelectField(_l("Type of support"))
    round = SelectField(_l("Round"))
    tag = SelectField(_l("Tag"))
    sort = SelectField(_l("Order"))

    def __init__(self, queue: Queue, **kwargs: Any) -> None:
        super().__init__(meta={"csrf": False}, **kwargs)
        for field in (self.assignee, self.unit, self.state, self.category, self.round, self.tag):
            choices = queue.assignees() if field is self.assignee else queue.choices(field.name)
            counted = [(value, f"{name} ({format_number(count)})") for value, name, count in choices]
            field.choices = [("", _("All")), *counted]
        self.sort.choices = [
            (FIRST_ORDER, _("Longest waiting first")),
            ("waiting", _("Latest sent first")),
            ("code", _("Code")),
            ("title", _("Title, A to Z")),
            ("unit", _("Unit, A to Z")),
            ("-amount", _("Largest amount first")),
            ("amount", _("Smallest amount first")),
            ("state", _("State")),
        ]
        self.sort.data = queue.order


class ReportForm(Form):
    """Which report is shown; it is sent in the address."""

    round = SelectField(_l("Round"))
    extent = SelectField(_l("Proposals counted"))

    def __init__(self, rounds: Sequence[Round], **kwargs: Any) -> None:
        super().__init__(meta={"csrf": False}, **kwargs)
        self.round.choices = [(round_.key, attribute(round_, "name")) for round_ in rounds]
        self.extent.choices = [(key, str(extent.name)) for key, extent in EXTENTS.items()]


class TagForm(Form):
    """One tag, to be put on a proposal or taken off it."""

    tag = StringField(_l("Tag"))


class SelectedForm(Form):
    """What is to be done with the ticked proposals: `all` of those that the page `shown`, or those of `code`."""

    code = SelectMultipleField(validate_choice=False)
    shown = SelectMultipleField(validate_choice=False)
    all = BooleanField(_l("All on this page"))
    person = SelectField(_l("Colleague"), coerce=int)
    # The filters above have a field of this name too.
    tag = StringField(_l("Tag"), id="selected-tag")
    do = HiddenField()

    def __init__(self, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.person.choices = [(person.id, person.name) for person in people if person.active]

    @property
    def codes(self) -> list[str]:
        """The proposals that are meant, each once."""
        chosen = self.shown.data if self.all.data else self.code.data
        return list(dict.fromkeys(chosen or []))[:PAGE_SIZE]


class DecisionForm(Form):
    """An action of the workflow with its comment; `version` and `seen` tell what the page showed."""

    comment = TextAreaField(_l("Comment to the unit"))
    action = HiddenField()
    version = IntegerField(validators=[InputRequired()])
    seen = IntegerField()


class RequestForm(Form):
    """A question about one answer; `shown` is the stamp of the question that the page showed."""

    key = HiddenField()
    reason = StringField(_l("Reason"))
    words = TextAreaField(_l("What to change"))
    shown = HiddenField()


class NoteForm(Form):
    """Words that only the office reads."""

    words = TextAreaField(_l("Note for the office"))


class PointForm(Form):
    """What a reviewer finds of a point of the checklist; `shown` is the stamp of the point that the page showed."""

    key = HiddenField()
    verdict = HiddenField()
    words = TextAreaField(_l("What is not fine, or what to remember"))
    shown = HiddenField()


class CorrectionForm(Form):
    """The Vietnamese of an answer as the office corrects it; `shown` is the stamp of the text that the page showed."""

    text = TextAreaField(_l("Corrected text"))
    reason = StringField(_l("Reason"))
    shown = HiddenField()


class SetAsideForm(Form):
    """Another proposal that this one ends for, by its code; `version` tells what the page showed."""

    other = StringField(_l("Code of the other proposal"))
    comment = TextAreaField(_l("Why, in words to the unit"))
    action = HiddenField()
    version = IntegerField(validators=[InputRequired()])

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(prefix="aside-", **kwargs)


class MailForm(Form):
    """The request for changes as a whole; `shown` are the words that stood in the mail on the page."""

    comment = TextAreaField(_l("Words before the questions"))
    shown = HiddenField()
    version = IntegerField(validators=[InputRequired()])

    @property
    def is_as_shown(self) -> bool:
        """Whether what is sent is what was shown."""
        return clean(self.shown.data or "") == clean(self.comment.data or "")


class AssignForm(Form):
    """Who is to review a proposal."""

    person = SelectField(_l("Assigned to"), coerce=int)

    def __init__(self, people: Sequence[Person] = (), **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.person.choices = [(0, _("Nobody yet")), *((person.id, person.name) for person in people)]


class MoveForm(Form):
    """Where a proposal goes on a list: to a place, or a step up or down from where it was on the list as shown."""

    code = HiddenField(validators=[InputRequired()])
    version = IntegerField(validators=[InputRequired()])
    was = IntegerField(validators=[InputRequired()])
    number = IntegerField(validators=[InputRequired()])
    step = IntegerField(validators=[Optional()])

    def target(self) -> int:
        """The place that is wanted."""
        if self.step.data is not None:
            return (self.was.data or 0) + self.step.data
        return self.number.data or 0


class UndoForm(Form):
    """The step of a list that is to be taken back."""

    undone = IntegerField(validators=[InputRequired()])


class ReasonForm(Form):
    """Why an edition is revised, for the public, in both languages."""

    reason_vi = TextAreaField(_l("Reason, in Vietnamese"))
    reason_en = TextAreaField(_l("Reason, in English"))

    def reason(self) -> Bilingual:
        """The reason as the service takes it."""
        return Bilingual(self.reason_vi.data or "", self.reason_en.data or "")


class ReleaseForm(Form):
    """The document that approves a list, where there is one, and the word that the list was read."""

    kind = StringField(_l("Kind of document"), [Length(max=60)])
    number = StringField(_l("Number and symbol"), [Length(max=60)])
    date = DateField(_l("Date"), [Optional()])
    signer = StringField(_l("Signed by"), [Length(max=120)])
    confirmed = BooleanField(
        _l("I have read the list and what changed. Once released, it is public and stays as it is."), [InputRequired()]
    )
    seen = HiddenField(validators=[InputRequired()])

    def approval(self) -> Approval:
        """The approving document as the service takes it."""
        return Approval(self.kind.data or "", self.number.data or "", self.date.data, self.signer.data or "")


class TermForm(Form):
    """A term of the glossary."""

    source = StringField(_l("Vietnamese"))
    target = StringField(_l("English"))
    category = SelectField(_l("Group"), validate_choice=False)
    version = HiddenField()

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        groups = [(key, str(name)) for key, name in TERM_CATEGORIES.items()]
        self.category.choices = [("", _("Not chosen yet")), *groups]

    @property
    def version_number(self) -> int:
        """The version as sent; what is no number is older than any."""
        sent = self.version.data or ""
        return int(sent) if sent.isdecimal() else -1

    def given(self) -> TermInput:
        """The term as the service takes it."""
        return TermInput(self.source.data or "", self.target.data or "", self.category.data or "")


class KnownFileForm(Form):
    """A file that the application can tell; `read` refuses others."""

    file = FileField(_l("Excel or CSV file"), validators=[FileRequired(_l("Choose a file."))])
    read: Callable[[bytes], Any]

    def validate_file(self, field: FileField) -> None:
        """Read it at once: what can't be read is not kept."""
        self.content = field.data.read()
        try:
            self.read(self.content)
        except UnreadableFile as error:
            raise ValidationError(str(error.message)) from None


class GlossaryFileForm(KnownFileForm):
    """A workbook or text file of terms."""

    read = staticmethod(glossary.read)


class TranslationFileForm(KnownFileForm):
    """A translator's workbook that comes back."""

    read = staticmethod(translations.read)


def targets_from(values: Mapping[str, str]) -> dict[str, TargetInput]:
    """The English that was changed or ticked on a page, by segment: "target.title", "checked.title"…

    A page sends all of its boxes; what still is as it was shown is left out, so that two people can work on different
    segments at once.
    """
    given = {}
    for key in (name.removeprefix("target.") for name in values if name.startswith("target.")):
        target, checked = values[f"target.{key}"].replace("\r\n", "\n").strip(), f"checked.{key}" in values
        if values.get(f"shown.{key}") != shown_stamp(target, checked):
            version = values.get(f"version.{key}", "")
            given[key] = TargetInput(
                target, checked, int(version) if version.isdecimal() else 0, values.get(f"source.{key}")
            )
    return given


def shown_stamp(target: str, checked: bool) -> str:
    """What tells whether a box and its tick still are as they were shown."""
    return hashlib.sha256(f"{checked} {target}".encode()).hexdigest()
