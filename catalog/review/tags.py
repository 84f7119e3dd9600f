"""Tags of a proposal: the office's own labels."""

from flask import Response, flash, make_response, redirect, request, url_for
from flask_babel import gettext as _

from catalog.access import allow, current_actor
from catalog.accounts.rights import Right
from catalog.errors import Invalid
from catalog.proposals import services_tags
from catalog.review.filters import filters_from
from catalog.review.forms import TagForm


@allow(Right.REVIEW)
def add_tag(code: str) -> Response:
    """Put a tag on a proposal."""
    name = TagForm().tag.data or ""
    try:
        services_tags.add_tag(current_actor(), code, name)
    except Invalid as error:
        flash(str(error.message), "error")
    else:
        flash(_("The tag “%(name)s” is added.", name=name.strip()))
    return _back(code)


@allow(Right.REVIEW)
def remove_tag(code: str) -> Response:
    """Take a tag off a proposal."""
    name = TagForm().tag.data or ""
    services_tags.remove_tag(current_actor(), code, name)
    flash(_("The tag “%(name)s” is removed.", name=name))
    return _back(code)


def _back(code: str) -> Response:
    return make_response(redirect(url_for("review.proposal", code=code, **filters_from(request.args)), 303))
