"""What the office notes for itself beside a proposal; no unit sees it."""

from flask import Response, flash, make_response, redirect, request, url_for
from flask_babel import gettext as _

from catalog import recovery
from catalog.access import allow, current_actor
from catalog.accounts.rights import Right
from catalog.errors import Invalid
from catalog.forms import errors_from
from catalog.proposals import queries, services_review
from catalog.review.filters import filters_from
from catalog.review.forms import DecisionForm, NoteForm
from catalog.review.proposals import page


@allow(Right.REVIEW)
@recovery.recallable
def add_note(code: str) -> Response:
    """Note something; what was typed stays when it can't be kept."""
    form = NoteForm()
    if recovery.is_recalled():
        return _page(code, form)
    try:
        services_review.add_note(current_actor(), code, form.words.data or "")
    except Invalid as error:
        errors_from(form, error.fields)
        return _page(code, form, error.status)
    flash(_("The note is kept. The unit does not see it."))
    return _back(code)


@allow(Right.REVIEW)
def withdraw_note(code: str, note_id: int) -> Response:
    """Take one's own note back."""
    services_review.withdraw_note(current_actor(), code, note_id)
    flash(_("The note is withdrawn."))
    return _back(code)


def _page(code: str, form: NoteForm, status: int = 200) -> Response:
    proposal = queries.proposal_by_code(current_actor(), code)
    return page(proposal, DecisionForm(formdata=None, data={"version": proposal.version}), status, noted=form)


def _back(code: str) -> Response:
    return make_response(
        redirect(url_for("review.proposal", code=code, _anchor="notes", **filters_from(request.args)), 303)
    )
