"""A proposal that says what another one says: marked as its duplicate, or merged into it."""

from flask import Response, flash, make_response, redirect, request, url_for
from flask_babel import gettext as _

from catalog import recovery
from catalog.access import allow, current_actor
from catalog.accounts.rights import Right
from catalog.errors import Invalid, NotFound, Stale
from catalog.forms import errors_from
from catalog.proposals import queries, services_review
from catalog.proposals.workflow import ACTIONS
from catalog.review.filters import filters_from
from catalog.review.forms import DecisionForm, SetAsideForm
from catalog.review.proposals import page


@allow(Right.REVIEW)
@recovery.recallable
def set_aside(code: str) -> Response:
    """End the proposal for another one; what was typed stays when it can't be done."""
    form = SetAsideForm()
    if recovery.is_recalled():
        return _page(code, form)
    if not form.validate():
        raise NotFound
    try:
        services_review.set_aside(
            current_actor(),
            code,
            form.action.data or "",
            (form.other.data or "").strip(),
            form.comment.data or "",
            form.version.data,
        )
    except (Invalid, Stale) as error:
        if isinstance(error, Invalid):
            errors_from(form, error.fields)
        return _page(code, form, error)
    flash(_("%(code)s: %(done)s.", code=code, done=ACTIONS[form.action.data or ""].done))
    return make_response(redirect(url_for("review.proposal", code=code, **filters_from(request.args)), 303))


def _page(code: str, form: SetAsideForm, error: Invalid | Stale | None = None) -> Response:
    proposal = queries.proposal_by_code(current_actor(), code)
    decision = DecisionForm(formdata=None, data={"version": proposal.version})
    conflict = error if isinstance(error, Stale) else None
    return page(proposal, decision, error.status if error else 200, conflict, refused=form)
