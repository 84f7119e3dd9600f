"""How the administrator's forms are saved: checked, handed to a service, shown again with what was refused."""

from collections.abc import Callable
from typing import Any

from flask import Response, make_response, redirect, render_template, request

from catalog.administration import presenters
from catalog.administration.forms import VersionedForm
from catalog.errors import Invalid, Stale
from catalog.forms import Form, errors_from

SAVED, REFUSED = 303, 422


def attempt(form: Form, save: Callable[[], Any]) -> int:
    """Check the form and run the service; returns the status of the answer, and leaves what was refused in the form."""
    if not form.is_submitted():
        return 200
    if not form.validate():
        return REFUSED
    try:
        save()
    except Invalid as error:
        errors_from(form, error.fields)
        return error.status
    except Stale as error:
        form.form_errors.append(str(error.message))
        return error.status
    return SAVED


def conflict(form: VersionedForm, status: int, row: Any, values: dict[str, Any]) -> list[tuple[str, str]]:
    """After a conflict: what is stored now beside what was typed; saving again replaces it knowingly."""
    if status != Stale.status:
        return []
    form.version.data = str(row.version)
    return presenters.stored_now(form, values)


def form_page(template: str, form: Form, status: int, **shown: Any) -> Response:
    """A page with a form, answered with the status that saving gave."""
    return make_response(render_template(template, form=form, **shown), status)


def see(address: str) -> Response:
    """Go on to another page."""
    return make_response(redirect(address, 303))


def sent_version() -> int:
    """The version that a button carried; what is no number matches none."""
    return request.form.get("version", -1, type=int)
