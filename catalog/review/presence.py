"""Who else has a proposal open: asked again by a script while one of its pages is open."""

from flask import Response, make_response, render_template, request

from catalog.access import allow, current_actor
from catalog.accounts.rights import Right
from catalog.errors import NotFound
from catalog.presence.models import PAGES
from catalog.presence.queries import others
from catalog.presence.services import be_seen
from catalog.proposals.queries import proposal_by_code


@allow(Right.READ_OFFICE, Right.TRANSLATE)
def seen(code: str) -> Response:
    """The notice anew, for the script of an open page."""
    page = request.form.get("page", "")
    if page not in PAGES:
        raise NotFound
    actor = current_actor()
    be_seen(actor, code, page)
    return make_response(render_template("review/seen.html", others=others(actor, proposal_by_code(actor, code))))
