"""The mails that left, wait or failed: which, to whom, why, and what stands in them."""

from flask import Response, flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from catalog import mail
from catalog.access import allow, current_actor
from catalog.accounts.rights import Right
from catalog.administration import administration, queries
from catalog.administration.saving import see

STATE_NAMES = {"waiting": _l("Waiting"), "sent": _l("Mailed"), "failed": _l("Failed")}


@administration.get("/outbox", endpoint="outbox")
@allow(Right.ADMINISTER)
def messages() -> str:
    """Every mail, the newest first; of one state when asked."""
    state = request.args.get("state")
    state = state if state in mail.STATES else None
    page = max(1, request.args.get("page", 1, type=int))
    shown, pages = queries.outbox(page, state)
    return render_template(
        "administration/outbox.html",
        messages=shown,
        page=page,
        pages=pages,
        state=state,
        states=STATE_NAMES,
        counts=queries.outbox_counts(),
        by_smtp=mail.leaves_by_smtp(),
    )


@administration.get("/outbox/<int:message_id>")
@allow(Right.ADMINISTER)
def message(message_id: int) -> str:
    """One mail as it goes; the secret of a one-time link is not part of it."""
    return render_template(
        "administration/message.html", message=queries.mail(message_id), sender=mail.sender(), states=STATE_NAMES
    )


@administration.post("/outbox/<int:message_id>/send-again")
@allow(Right.ADMINISTER)
def send_again(message_id: int) -> Response:
    """Try a mail that failed from the beginning."""
    mail.send_again(current_actor(), message_id)
    flash(_("The mail is tried again."))
    return see(url_for(".message", message_id=message_id))
