"""Revisions of a released edition: begun, explained to the public, thrown away before they are released."""

from flask import Response, flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from catalog.access import allow, current_actor
from catalog.accounts.rights import Right
from catalog.editions import services
from catalog.review.forms import ReasonForm
from catalog.review.ordering import to_list


@allow(Right.COMPILE_LIST)
def revise_edition(key: str) -> Response:
    """Begin a revision of the edition released last."""
    edition = services.revise(current_actor(), key)
    flash(_("The draft of edition %(key)s is started. What stays on the list keeps its number.", key=edition.label))
    return to_list(edition.key)


@allow(Right.COMPILE_LIST)
def explain_revision(key: str) -> Response:
    """Say why the edition is revised."""
    form = ReasonForm()
    services.explain(current_actor(), key, form.reason())
    flash(_("The reason is saved."))
    return to_list(key)


@allow(Right.COMPILE_LIST)
def discard_edition(key: str) -> BaseResponse:
    """Throw a draft away."""
    services.discard(current_actor(), key)
    flash(_("Draft %(key)s is discarded. Its proposals stay as they are.", key=key))
    return redirect(url_for("review.editions"), 303)
