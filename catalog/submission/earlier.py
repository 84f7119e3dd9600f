"""What was proposed before: an earlier proposal copied, similar ones pointed out, the official form of one."""

from itertools import groupby

from flask import flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from catalog.access import allow, current_actor
from catalog.accounts.rights import Right
from catalog.downloads import attached
from catalog.errors import Invalid, NotFound
from catalog.exchange import official_form
from catalog.proposals import copies, queries, services, similar
from catalog.proposals.similar import Sought
from catalog.rounds.queries import NO_OPEN_ROUND, open_round_for
from catalog.submission.forms import CopyForm, new_draft_key


@allow(Right.PROPOSE)
def earlier() -> str:
    """Every proposal that may be copied into the open round, by round."""
    actor = current_actor()
    now_open = open_round_for(actor.unit_id)
    grouped = groupby(copies.copyable(actor), lambda proposal: proposal.round)
    return render_template(
        "submission/earlier.html",
        groups=[(round_, list(proposals)) for round_, proposals in grouped],
        open_round=now_open,
        own_units=actor.unit_ids,
        new_draft_key=new_draft_key,
    )


@allow(Right.PROPOSE)
def copy(code: str) -> Response:
    """Make a draft of an earlier proposal; the same button pressed again leads to what it made before."""
    form, actor = CopyForm(), current_actor()
    round_ = open_round_for(actor.unit_id)
    if round_ is None:
        flash(str(NO_OPEN_ROUND), "info")
        return redirect(url_for(".proposals"), 303)
    if not form.validate():
        raise NotFound
    try:
        made = services.copy(actor, code, round_, form.draft_key.data)
    except Invalid as error:
        for text in error.fields.values():
            flash(str(text), "warning")
        return redirect(url_for(".earlier"), 303)
    flash(_("Proposal %(code)s is there, copied from %(source)s.", code=made.code, source=code))
    return redirect(url_for(".proposal", code=made.code), 303)


@allow(Right.PROPOSE)
def similar_proposals() -> Response:
    """A piece of a page, for the script that asks while a title is typed: what is similar to it."""
    title, location, commune, category, code = (
        request.args.get(name, "") for name in ("title", "location", "commune_code", "category_key", "code")
    )
    sought = Sought(title, location, commune, category, code=code)
    page = render_template("submission/similar_proposals.html", found=similar.find(current_actor(), sought))
    response = make_response(page)
    response.cache_control.no_store = True
    return response


@allow(Right.VIEW_UNIT)
def form(code: str, fmt: str) -> Response:
    """The official form as a Word file or PDF, to be signed and sent with the unit's letter."""
    return form_of(code, fmt)


def form_of(code: str, fmt: str) -> Response:
    """The download, for whoever may see the proposal."""
    shown = queries.proposal_by_code(current_actor(), code)
    data = official_form.render(shown, fmt)
    return attached(data, official_form.MIME_TYPES[fmt], official_form.filename(shown, fmt))
