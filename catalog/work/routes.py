"""The page of a piece of long work, and its end."""

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from catalog.access import allow, current_actor, own_path
from catalog.accounts.rights import Right
from catalog.work import queries, services

work = Blueprint("work", __name__, url_prefix="/desk/work")


@work.get("/<int:work_id>", endpoint="work")
@allow(Right.SIGNED_IN)
def page(work_id: int) -> str:
    """How far the work is, or how it ended; the page looks again by itself."""
    found = queries.work_by_id(current_actor(), work_id)
    return render_template(
        "work/work.html",
        work=found,
        state=found.shown_state,
        then=own_path(found.path),
        may_cancel=queries.may_cancel(current_actor(), found),
    )


@work.post("/<int:work_id>/cancel")
@allow(Right.SIGNED_IN)
def cancel(work_id: int) -> Response:
    """Ask for the end of the work."""
    services.cancel(current_actor(), work_id)
    return redirect(url_for(".work", work_id=work_id), 303)
