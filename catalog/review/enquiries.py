"""What donors ask: the office's list with its clock, one enquiry with all that was done, one entered by hand."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import quote, urlencode

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from catalog import audit, clock, recovery
from catalog.access import allow, current_actor
from catalog.accounts.rights import Right
from catalog.errors import DomainError, Invalid, NotAllowed, Stale
from catalog.forms import Form, errors_from
from catalog.funding import permissions, queries, services
from catalog.funding.countries import countries
from catalog.funding.models import Enquiry
from catalog.funding.workflow import (
    ACTIONS,
    EVENTS,
    KIND_NAMES,
    REGISTRATION_NAMES,
    SOURCE_NAMES,
    STAGE_NAMES,
    Kind,
)
from catalog.i18n import Bilingual
from catalog.office import calendar
from catalog.review.enquiry_forms import (
    EnquiryFilterForm,
    EnquiryForm,
    EnquiryNoteForm,
    OwnerForm,
    PlanForm,
    StepForm,
    VersionForm,
    new_key,
)

NAMES = {"kinds": KIND_NAMES, "sources": SOURCE_NAMES, "stages": STAGE_NAMES, "registrations": REGISTRATION_NAMES}
MAIL_STATES = {"waiting": _l("Waiting"), "sent": _l("Mailed"), "failed": _l("Failed")}
UNKNOWN_CODES = Bilingual(
    "Danh mục không có dự án đang kêu gọi với mã {codes}.", "The catalogue has no open project with the code {codes}."
)


@allow(Right.READ_OFFICE)
def enquiries() -> str:
    """The enquiries of a view, those that wait longest for an answer first."""
    actor, asked = current_actor(), request.args
    view = asked.get("view", "open")
    view = view if view in queries.VIEWS else "open"
    words, state = asked.get("q", "").strip(), asked.get("state", "")
    found = queries.enquiries(actor, view, state, words, asked.get("page", 1, type=int))
    return render_template(
        "review/enquiries.html",
        found=found,
        view=view,
        views=queries.VIEWS,
        counts=queries.counts(actor),
        filter_form=EnquiryFilterForm(data={"q": words, "state": state}),
        kept={key: value for key, value in (("q", words), ("state", state)) if value},
        days_left=_clock(),
        may_answer=actor.has(Right.ANSWER),
        **NAMES,
    )


@allow(Right.READ_OFFICE)
def enquiry(reference: str) -> Response:
    """Everything about one enquiry, and what may be done with it now."""
    return _page(reference)


@allow(Right.ANSWER)
@recovery.recallable
def act_on_enquiry(reference: str) -> Response:
    """Do one action of the workflow; what was typed stays when it can't be done."""
    form = StepForm()

    def do() -> None:
        action, words = form.action.data or "", form.comment.data or ""
        services.perform(current_actor(), reference, action, words, form.version.data, form.on.data)

    return _attempt(reference, "step_form", form, do)


@allow(Right.ANSWER)
def assign_enquiry(reference: str) -> Response:
    """Give it to somebody who may answer, or take it oneself."""
    form = OwnerForm(queries.answering())
    return _attempt(
        reference,
        "owner_form",
        form,
        lambda: services.assign(current_actor(), reference, form.person.data or None, form.version.data),
    )


@allow(Right.ANSWER)
def plan_enquiry(reference: str) -> Response:
    """Say when it goes on."""
    form = PlanForm()
    return _attempt(
        reference,
        "plan_form",
        form,
        lambda: services.plan(current_actor(), reference, form.next_on.data, form.version.data),
    )


@allow(Right.ANSWER)
@recovery.recallable
def note_enquiry(reference: str) -> Response:
    """Note something that only the office reads."""
    form = EnquiryNoteForm()
    return _attempt(
        reference,
        "note_form",
        form,
        lambda: services.add_note(current_actor(), reference, form.comment.data or ""),
    )


@allow(Right.ANSWER)
def erase_enquiry(reference: str) -> Response:
    """Delete what tells who wrote, when the sender asks for it."""
    form = VersionForm()
    return _attempt(
        reference, "erase_form", form, lambda: services.erase(current_actor(), reference, form.version.data)
    )


@allow(Right.ANSWER)
@recovery.recallable
def new_enquiry() -> Response:
    """Enter what came by letter, visit or telephone."""
    form = EnquiryForm()
    if not form.is_submitted():
        return _new_page(form, 200)
    if not form.validate():
        return _new_page(form, 422)
    found = queries.wanted_entries(form.wanted)
    unknown = [code for code in form.wanted if code.upper() not in {entry.code.upper() for entry in found}]
    try:
        if unknown:
            raise Invalid({"codes": UNKNOWN_CODES.format(codes=", ".join(unknown))})
        came_on: date = form.came_on.data or clock.today()
        values = form.interest(found), form.key.data or new_key(), form.source.data or "", came_on
        made = services.enter(current_actor(), *values)
    except Invalid as error:
        errors_from(form, error.fields)
        return _new_page(form, error.status)
    flash(_("Enquiry %(reference)s is entered.", reference=made.reference))
    return _back(made.reference)


def _new_page(form: EnquiryForm, status: int) -> Response:
    return make_response(render_template("review/new_enquiry.html", form=form), status)


def _attempt(reference: str, name: str, form: Form, do: Callable[[], Any]) -> Response:
    """Check a form and run its service; what it refuses stands beside what was typed."""
    queries.enquiry_by_reference(current_actor(), reference)
    if not form.validate():
        return _page(reference, 200 if recovery.is_recalled() else 422, forms={name: form})
    try:
        do()
    except Invalid as error:
        errors_from(form, error.fields)
        return _page(reference, error.status, forms={name: form})
    except (NotAllowed, Stale) as error:
        return _page(reference, error.status, error, forms={name: form})
    flash(_("Saved."))
    return _back(reference)


def _back(reference: str) -> Response:
    return make_response(redirect(url_for("review.enquiry", reference=reference), 303))


def _page(
    reference: str, status: int = 200, refused: DomainError | None = None, forms: Mapping[str, Form] = {}
) -> Response:
    actor = current_actor()
    shown = queries.enquiry_by_reference(actor, reference)
    body = render_template(
        "review/enquiry.html",
        enquiry=shown,
        country=countries()[shown.country],
        days_left=_clock(),
        history=[(entry, EVENTS.get(entry.event, entry.event)) for entry in audit.history_of("enquiry", shown.id)],
        mails=queries.mails_of(actor, shown),
        mail_states=MAIL_STATES,
        buttons=permissions.buttons(actor, shown),
        refused=refused,
        mailto=_mailto(shown),
        **{**_forms(shown), **forms},
        **NAMES,
    )
    return make_response(body, status)


def _forms(shown: Enquiry) -> dict[str, Form]:
    """The forms that this person may send now."""
    actor = current_actor()
    if not actor.has(Right.ANSWER):
        return {}
    forms: dict[str, Form] = {"note_form": EnquiryNoteForm(formdata=None)}
    if permissions.buttons(actor, shown):
        forms["step_form"] = StepForm(formdata=None, data={"on": clock.today()})
    if permissions.may(actor, ACTIONS["erase"], shown) and not shown.erased_at:
        forms["erase_form"] = VersionForm(formdata=None)
    if permissions.may(actor, ACTIONS["assign"], shown):
        forms["owner_form"] = OwnerForm(queries.answering(), formdata=None, data={"person": shown.owner_id or 0})
        forms["plan_form"] = PlanForm(formdata=None, data={"next_on": shown.next_on})
    return forms


def _clock() -> Callable[[Enquiry], int | None]:
    """What tells of each enquiry how many working days are left; the holidays are read once."""
    return partial(queries.days_left, entered=calendar.entered_days())


def _mailto(shown: Enquiry) -> str:
    """A link that opens an answer in the office's own mail program, with the reference in its subject."""
    if not shown.email:
        return ""
    subject = (
        f"[{shown.reference}] {KIND_NAMES[Kind(shown.kind)].in_(shown.language)}: {', '.join(shown.codes)}".rstrip(": ")
    )
    return f"mailto:{quote(shown.email, safe='@')}?{urlencode({'subject': subject}, quote_via=quote)}"
