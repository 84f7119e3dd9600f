"""The form of a proposal's photos and documents: what is written of each, beside the files to be added."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import MultipleFileField
from wtforms import FormField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # pyright: ignore[reportAttributeAccessIssue] - newer than its types

from catalog.attachments.queries import Files
from catalog.attachments.services import Description, Typed
from catalog.forms import Form
from catalog.i18n import Bilingual
from catalog.proposals.choices import CONSENTS
from catalog.proposals.models import Attachment
from catalog.submission.forms import VersionedForm
from catalog.submission.rows import choices_of

NOTHING = Description().fingerprint()
# Of a form inside another one, which carries the token.
PART = {"meta": {"csrf": False}}


class PhotoForm(Form):
    """What is written of one photo."""

    caption = StringField(_l("Caption"))
    alternative_text = TextAreaField(_l("Description for those who can't see it"))
    credit = StringField(_l("Credit"))
    consent = SelectField(_l("Consent"), validate_choice=False)
    consent_reference = StringField(_l("Number of the file with the consent"))

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs | PART)
        self.consent.choices = [SelectChoice("", _l("Not chosen yet")), *choices_of(CONSENTS)]


class DocumentForm(Form):
    """What is written of one document."""

    note = StringField(_l("What it shows"))

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs | PART)


class FilesForm(VersionedForm):
    """All photos and documents; `base` holds the fingerprint of each description that the page showed, as JSON."""

    base = HiddenField()
    photos = MultipleFileField(_l("Add photos"))
    documents = MultipleFileField(_l("Add documents"))

    def typed(self) -> dict[int, Typed]:
        """What stands in the form of each photo and document, by its id; of a new one its page showed nothing."""
        bases = _read(self.base.data)
        return {
            _id(field.name): Typed(Description(**field.data), str(bases.get(field.name, NOTHING)))
            for field in self
            if isinstance(field, FormField)
        }

    def refuse(self, errors: Mapping[str, Bilingual]) -> None:
        """Put what a service refused beside the fields that it names, as "file-7-caption"."""
        for name, text in errors.items():
            part, _dash, key = name.rpartition("-")
            described: Any = self[part]
            cell = described.form[key]
            cell.errors = [*cell.errors, str(text)]


def files_form(files: Files, **options: Any) -> FilesForm:
    """The form of a proposal's files, as it was sent or with what is stored."""
    rows = _rows(files)
    parts = {_name(row): FormField(PhotoForm if row.kind == "photo" else DocumentForm) for row in rows}
    stored = {_name(row): asdict(Description.of(row)) for row in rows}
    return type("FilesForm", (FilesForm,), parts)(data=stored, **options)


def base_of(files: Files) -> str:
    """The fingerprints of all descriptions that are stored."""
    return json.dumps({_name(row): Description.of(row).fingerprint() for row in _rows(files)})


def differences(files: Files, form: FilesForm) -> dict[str, list[tuple[Any, str]]]:
    """What is stored of a photo or document, as (label, text), where somebody else wrote something else meanwhile."""
    typed = form.typed()
    return {
        _name(row): _in_words(Description.of(row))
        for row in _rows(files)
        if typed[row.id].clashes_with(Description.of(row))
    }


def _in_words(stored: Description) -> list[tuple[Any, str]]:
    labels = {field.name: field.label.text for form in (PhotoForm, DocumentForm) for field in form(formdata=None)}
    return [(labels[key], str(CONSENTS.get(text, text))) for key, text in asdict(stored).items() if text]


def _rows(files: Files) -> list[Attachment]:
    return [*(photo.row for photo in files.photos), *files.documents]


def _name(row: Attachment) -> str:
    return f"file-{row.id}"


def _id(name: str) -> int:
    return int(name.removeprefix("file-"))


def _read(base: str | None) -> dict[str, Any]:
    """The fingerprints as a page sent them; what is no such list tells nothing."""
    try:
        found = json.loads(base or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
