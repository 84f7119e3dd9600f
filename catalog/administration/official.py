"""What official documents carry, each with its dates: who signs, who receives them, the acts they stand on."""

from collections.abc import Callable
from typing import Any, NamedTuple

from flask import Response, flash, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from catalog import clock
from catalog.access import allow, current_actor
from catalog.accounts.rights import Right
from catalog.administration import administration, queries
from catalog.administration.forms import LegalBasisForm, RecipientsForm, SignerForm, VersionedForm
from catalog.administration.saving import SAVED, attempt, conflict, form_page, see
from catalog.errors import NotFound
from catalog.exchange.writing.letter import SIGNERS, usual_recipients
from catalog.i18n import LANGUAGE_NAMES, Bilingual
from catalog.office import services_official as services
from catalog.office.models import LegalBasis, Recipients, Signer
from catalog.office.queries import issuing_body
from catalog.recovery import recallable


class Kind(NamedTuple):
    """A kind of dated row: its table, its form, the service that saves it; names of fields with two languages first."""

    model: type[Any]
    form: type[VersionedForm]
    save: Callable[..., Any]
    pairs: tuple[str, ...]
    singles: tuple[str, ...]
    name: str
    new: str

    def values(self, row: Any) -> dict[str, Any]:
        """What the form shows of a row."""
        return {name: getattr(row, name) for name in self.fields}

    @property
    def fields(self) -> tuple[str, ...]:
        """Names of all fields but the version."""
        return (*(f"{name}_{language}" for name in self.pairs for language in ("vi", "en")), *self.singles)


KINDS = {
    "signers": Kind(
        Signer,
        SignerForm,
        services.save_signer,
        ("title",),
        ("name", "position", "valid_from", "valid_to"),
        _l("Signer"),
        _l("Add a signer"),
    ),
    "recipients": Kind(
        Recipients,
        RecipientsForm,
        services.save_recipients,
        ("lines",),
        ("valid_from",),
        _l("Recipients"),
        _l("Other recipients from a day on"),
    ),
    "legal-bases": Kind(
        LegalBasis,
        LegalBasisForm,
        services.save_legal_basis,
        ("title",),
        ("symbol", "position", "valid_from", "valid_to"),
        _l("Legal basis"),
        _l("Add a legal basis"),
    ),
}


@administration.get("/official")
@allow(Right.ADMINISTER)
def official() -> str:
    """Who signs, who receives, on what grounds: everything with its dates."""
    return render_template(
        "administration/official.html",
        signers=queries.signers(),
        recipients=queries.recipients(),
        bases=queries.legal_bases(),
        templates=queries.templates(),
        language_names=LANGUAGE_NAMES,
        usual_signer=SIGNERS,
        usual_recipients=_usual_recipients(),
        today=clock.today(),
    )


@administration.route("/official/<kind>/new", methods=["GET", "POST"])
@allow(Right.ADMINISTER)
@recallable
def new_official_row(kind: str) -> Response:
    """Another row of a kind."""
    chosen = _kind(kind)
    form = chosen.form(data=_beginning(kind) | {"valid_from": clock.today()})
    status = attempt(form, lambda: chosen.save(current_actor(), _input(chosen, form)))
    if status == SAVED:
        flash(_("Saved."))
        return see(url_for(".official", _anchor=kind))
    return _page(kind, form, status, row=None, stored=[])


@administration.route("/official/<kind>/<int:row_id>", methods=["GET", "POST"])
@allow(Right.ADMINISTER)
@recallable
def official_row(kind: str, row_id: int) -> Response:
    """Correct a row, or give it an end; released editions keep what they were released with."""
    chosen = _kind(kind)
    row = queries.dated_row(chosen.model, row_id)
    form = chosen.form(data=chosen.values(row) | {"version": row.version})
    status = attempt(form, lambda: chosen.save(current_actor(), _input(chosen, form), row_id, form.version_number))
    if status == SAVED:
        flash(_("Saved."))
        return see(url_for(".official", _anchor=kind))
    row = queries.dated_row(chosen.model, row_id)
    return _page(kind, form, status, row=row, stored=conflict(form, status, row, chosen.values(row)))


def _kind(key: str) -> Kind:
    if key not in KINDS:
        raise NotFound
    return KINDS[key]


def _page(key: str, form: VersionedForm, status: int, **shown: Any) -> Response:
    return form_page("administration/official_row.html", form, status, key=key, kind=KINDS[key], **shown)


def _input(kind: Kind, form: VersionedForm) -> dict[str, Any]:
    return {name: form[name].data for name in kind.fields}


def _beginning(key: str) -> dict[str, Any]:
    """What the form of another row starts from: recipients from those of today."""
    if key != "recipients":
        return {}
    newest = next(iter(queries.recipients()), None)
    lines = Bilingual(newest.lines_vi, newest.lines_en) if newest else _usual_recipients()
    return {"lines_vi": lines.vi, "lines_en": lines.en}


def _usual_recipients() -> Bilingual:
    """Who receives a document as long as the office has said nothing, a line each."""
    body = issuing_body(clock.today())
    return usual_recipients(Bilingual(body.parent_vi, body.parent_en) if body else Bilingual("", ""))
