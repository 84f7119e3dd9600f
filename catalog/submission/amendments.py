"""An edit of a published proposal, begun by the unit; it is then written and sent like any other proposal."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from catalog.access import allow, current_actor
from catalog.accounts.rights import Right
from catalog.amendments import services


@allow(Right.PROPOSE)
def amend(code: str) -> Response:
    """Begin the edit, or go on with the one that is open."""
    made = services.begin(current_actor(), code)
    flash(_("%(code)s: change what has to be changed, then send it. What is published stays as it is.", code=made.code))
    return redirect(url_for(".proposal", code=made.code), 303)
