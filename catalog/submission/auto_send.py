"""The switch of a unit: whether complete drafts are sent by themselves at its deadline."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from catalog.access import allow, current_actor
from catalog.accounts.rights import Right
from catalog.units.services import set_auto_sends


@allow(Right.PROPOSE, Right.SIGN)
def set_auto_send() -> Response:
    """Switch it on, with the declaration of sending, or off."""
    actor, wanted = current_actor(), request.form.get("auto_sends") == "yes"
    set_auto_sends(actor, actor.unit_id or 0, request.form.get("version", -1, type=int), wanted)
    if wanted:
        flash(_("Automatic sending is on: complete drafts are sent at the deadline."))
    else:
        flash(_("Automatic sending is off: what you do not send stays a draft."))
    return redirect(url_for(".proposals"), 303)
