"""The texts of the office on the public site: each with its days, looked at before it is saved."""

from typing import Any

from flask import Response, flash, render_template, request, url_for
from flask_babel import gettext as _

from catalog import clock
from catalog.access import allow, current_actor
from catalog.accounts.rights import Right
from catalog.administration import administration, presenters, queries
from catalog.administration.forms import MessageForm
from catalog.administration.saving import SAVED, attempt, conflict, form_page, see
from catalog.errors import NotFound
from catalog.office import queries as office
from catalog.office import services_messages as services
from catalog.office.messages import MESSAGES, Message
from catalog.office.models import SiteMessage
from catalog.recovery import recallable

FIELDS = ("text_vi", "text_en", "valid_from", "valid_to")
PREVIEW = "preview"


@administration.get("/texts")
@allow(Right.WRITE_SITE)
def texts() -> str:
    """Every text: what is shown today, and what was or will be."""
    today = clock.today()
    stored = queries.site_messages()
    return render_template(
        "administration/texts.html",
        kinds=MESSAGES,
        shown=office.site_messages(today),
        others={key: [row for row in stored if row.key == key] for key in MESSAGES},
        today=today,
    )


@administration.route("/texts/<key>/new", methods=["GET", "POST"])
@allow(Right.WRITE_SITE)
@recallable
def new_text(key: str) -> Response:
    """Other words from a day on; starts from those of today."""
    kind, newest = _kind(key), office.site_messages(clock.today()).get(key)
    beginning = {"text_vi": newest.text_vi, "text_en": newest.text_en} if newest else {}
    return _text_page(key, kind, MessageForm(kind.limit, data=beginning | {"valid_from": clock.today()}))


@administration.route("/texts/<key>/<int:row_id>", methods=["GET", "POST"])
@allow(Right.WRITE_SITE)
@recallable
def text(key: str, row_id: int) -> Response:
    """Correct a text, or give it an end."""
    row = queries.site_message(key, row_id)
    return _text_page(key, _kind(key), MessageForm(_kind(key).limit, data=_values(row) | {"version": row.version}), row)


def _text_page(key: str, kind: Message, form: MessageForm, row: SiteMessage | None = None) -> Response:
    only_look = PREVIEW in request.form
    row_id = row.id if row else None

    def save() -> None:
        values = {name: form[name].data for name in FIELDS}
        if only_look:
            services.checked_message(key, values)
        else:
            services.save_message(current_actor(), key, values, row_id, form.version_number if row_id else None)

    status = attempt(form, save)
    if status == SAVED and not only_look:
        flash(_("Saved."))
        return see(url_for(".texts", _anchor=key))
    row = queries.site_message(key, row_id) if row_id else None
    return form_page(
        "administration/text.html",
        form,
        200 if status == SAVED else status,
        kind=kind,
        key=key,
        row=row,
        preview=status == SAVED,
        stored=conflict(form, status, row, _values(row)) if row else [],
        history=queries.history_of_text(key),
        event_words=presenters.event_words,
    )


def _kind(key: str) -> Message:
    if key not in MESSAGES:
        raise NotFound
    return MESSAGES[key]


def _values(row: SiteMessage) -> dict[str, Any]:
    return {name: getattr(row, name) for name in FIELDS}
