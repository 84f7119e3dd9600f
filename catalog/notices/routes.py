"""What one is told: the list of notices, opening one, and marking them read."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from catalog.access import allow, current_actor, own_path
from catalog.accounts.rights import Right
from catalog.notices import queries, services

notices = Blueprint("notices", __name__, url_prefix="/desk/notices")


@notices.get("", endpoint="notices")
@allow(Right.SIGNED_IN)
def all_notices() -> str:
    """One's own notices, the newest first."""
    person_id = current_actor().person_id or 0
    page = max(1, request.args.get("page", 1, type=int))
    shown, pages = queries.notices_of(person_id, page)
    return render_template(
        "notices/notices.html", notices=shown, page=page, pages=pages, unread=queries.unread(person_id)
    )


@notices.post("/<int:notice_id>")
@allow(Right.SIGNED_IN)
def open_notice(notice_id: int) -> Response:
    """Go to what a notice is about; it counts as read."""
    notice = services.open_notice(current_actor(), notice_id)
    return redirect(own_path(notice.path) or url_for(".notices"), 303)


@notices.post("/read")
@allow(Right.SIGNED_IN)
def mark_read() -> Response:
    """Mark everything on the page, and what is older, as read."""
    services.mark_read(current_actor(), request.form.get("newest", 0, type=int))
    return redirect(url_for(".notices"), 303)
