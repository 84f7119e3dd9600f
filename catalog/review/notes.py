"""What the office checks and notes for itself beside a proposal; no unit sees it."""

from flask import Response, flash, make_response, redirect, request, url_for
from flask_babel import gettext as _

from catalog import recovery
from catalog.access import allow, current_actor
from catalog.accounts.rights import Right
from catalog.errors import Invalid, Stale
from catalog.forms import Form, errors_from
from catalog.proposals import queries, services_review
from catalog.review.filters import filters_from
from catalog.review.forms import DecisionForm, NoteForm, PointForm
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


@allow(Right.REVIEW)
@recovery.recallable
def check_point(code: str) -> Response:
    """Say how a point of the checklist stands; what was typed stays when it can't be kept."""
    form = PointForm()
    if recovery.is_recalled():
        return _page(code, form)
    try:
        services_review.check_point(
            current_actor(),
            code,
            form.key.data or "",
            form.verdict.data or "",
            form.words.data or "",
            form.shown.data or "",
        )
    except (Invalid, Stale) as error:
        if isinstance(error, Invalid):
            errors_from(form, error.fields)
        return _page(code, form, error.status, error if isinstance(error, Stale) else None)
    flash(_("The point is kept. The unit does not see it."))
    return _back(code, f"point-{form.key.data}")


def _page(code: str, refused: Form, status: int = 200, conflict: Stale | None = None) -> Response:
    proposal = queries.proposal_by_code(current_actor(), code)
    decision = DecisionForm(formdata=None, data={"version": proposal.version})
    return page(proposal, decision, status, conflict, refused=refused)


def _back(code: str, anchor: str = "internal-notes") -> Response:
    address = url_for("review.proposal", code=code, _anchor=anchor, **filters_from(request.args))
    return make_response(redirect(address, 303))
