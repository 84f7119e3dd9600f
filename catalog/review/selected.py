"""One thing done with all proposals that are ticked in the queue."""

from collections.abc import Callable

from flask import Response, flash, make_response, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from catalog.access import allow, current_actor
from catalog.accounts import queries as accounts
from catalog.accounts.actor import Actor
from catalog.accounts.rights import Right
from catalog.editions import services as editions
from catalog.errors import Invalid, NotFound
from catalog.proposals import services, services_tags
from catalog.review.filters import filters_from
from catalog.review.forms import SelectedForm

# By the button that was pressed: what a service does with each code.
DEEDS: dict[str, Callable[[Actor, str, SelectedForm], object]] = {
    "assign_to_me": lambda actor, code, _form: services.assign(actor, code, actor.person_id),
    "assign": lambda actor, code, form: services.assign(actor, code, form.person.data),
    "add_to_list": lambda actor, code, _form: editions.add_to_draft(actor, code),
    "add_tag": lambda actor, code, form: services_tags.add_tag(actor, code, form.tag.data or ""),
    "remove_tag": lambda actor, code, form: services_tags.remove_tag(actor, code, form.tag.data or ""),
}


@allow(Right.REVIEW, Right.COMPILE_LIST)
def act_on_selected() -> Response:
    """Do what the button says with each ticked proposal, and say with which it could not be done."""
    form, actor = SelectedForm(accounts.reviewers()), current_actor()
    deed = DEEDS.get(form.do.data or "")
    if deed is None or (form.do.data == "assign" and not form.person.validate(form)):
        raise NotFound
    if form.codes:
        _do(form.codes, lambda code: deed(actor, code, form))
    else:
        flash(_("No proposal was selected."), "warning")
    return make_response(redirect(url_for("review.queue", **filters_from(request.args)), 303))


def _do(codes: list[str], act: Callable[[str], object]) -> None:
    try:
        refused = services_tags.each(codes, act)
    except Invalid as error:
        flash(str(error.message), "error")
        return
    done = [code for code in codes if code not in {refusal.code for refusal in refused}]
    if done:
        listed = ", ".join(done)
        flash(
            ngettext(
                "Done for %(num)s proposal: %(codes)s.",
                "Done for %(num)s proposals: %(codes)s.",
                len(done),
                codes=listed,
            )
        )
    for refusal in refused:
        flash(_("Not done for %(code)s: %(reason)s", code=refusal.code, reason=refusal.reason), "warning")
