"""A typing error in an answer, corrected for the unit: it is told, and the history shows it as an office correction."""

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _

from catalog import audit, recovery
from catalog.access import allow, current_actor
from catalog.accounts.rights import Right
from catalog.errors import Invalid, NotAllowed, NotFound, Stale
from catalog.forms import errors_from
from catalog.proposals import permissions, queries, services_review
from catalog.proposals.fields import BY_KEY
from catalog.proposals.models import Proposal
from catalog.proposals.workflow import ACTIONS
from catalog.review.filters import filters_from
from catalog.review.forms import CorrectionForm
from catalog.text import differences


@allow(Right.REVIEW)
@recovery.recallable
def correct(code: str, key: str) -> Response:
    """The text in a box, with the reason; saved only over the text that the page showed."""
    proposal = queries.proposal_by_code(current_actor(), code)
    if key not in services_review.CORRECTABLE or not getattr(proposal, key):
        raise NotFound
    if not permissions.may(current_actor(), ACTIONS["correct"], proposal):
        raise NotAllowed
    services_review.refuse_while_amended(proposal)
    stored = getattr(proposal, key)
    form = CorrectionForm(data={"text": stored, "shown": services_review.text_stamp(stored)})
    if request.method == "GET" or recovery.is_recalled():
        return _page(proposal, key, form)
    try:
        services_review.correct(
            current_actor(), code, key, form.text.data or "", form.reason.data or "", form.shown.data or ""
        )
    except (Invalid, Stale) as error:
        if isinstance(error, Invalid):
            errors_from(form, error.fields)
        return _page(queries.proposal_by_code(current_actor(), code), key, form, error)
    flash(_("The text is corrected, and the unit is told."))
    return make_response(
        redirect(url_for("review.proposal", code=code, _anchor=key, **filters_from(request.args)), 303)
    )


def _page(proposal: Proposal, key: str, form: CorrectionForm, error: Invalid | Stale | None = None) -> Response:
    """On a conflict the stored text stands beside the typed one, which may then be saved over it."""
    stored, conflict = getattr(proposal, key), error if isinstance(error, Stale) else None
    if conflict:
        form.shown.data = services_review.text_stamp(stored)
    body = render_template(
        "review/correct.html",
        proposal=proposal,
        answer=BY_KEY[key],
        stored=stored,
        form=form,
        conflict=conflict,
        pieces=differences(stored, form.text.data or "") if conflict else [],
        newest=audit.history_of("proposal", proposal.id)[:1] if conflict else [],
        filters=filters_from(request.args),
    )
    return make_response(body, error.status if error else 200)
