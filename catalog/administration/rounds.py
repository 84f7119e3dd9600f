"""The rounds: their names and times, and the units that were given more time."""

from datetime import UTC, datetime
from typing import Any

from flask import Response, flash, render_template, url_for
from flask_babel import gettext as _

from catalog import clock
from catalog.access import allow, current_actor
from catalog.accounts.rights import Right
from catalog.administration import administration, queries
from catalog.administration.forms import ExtensionForm, NewExtensionForm, NewRoundForm, RoundForm
from catalog.administration.saving import SAVED, attempt, conflict, form_page, see, sent_version
from catalog.errors import NotFound
from catalog.recovery import recallable
from catalog.rounds import queries as rounds_queries
from catalog.rounds import services as round_services
from catalog.rounds.models import Round, RoundExtension
from catalog.rounds.services import MOMENTS, TEXTS
from catalog.units.queries import unit_by_id


@administration.get("/rounds")
@allow(Right.ADMINISTER)
def rounds() -> str:
    """All rounds."""
    return render_template("administration/rounds.html", rounds=rounds_queries.rounds())


@administration.route("/rounds/new", methods=["GET", "POST"])
@allow(Right.ADMINISTER)
@recallable
def new_round() -> Response:
    """Open a call for proposals."""
    form = NewRoundForm()
    status = attempt(
        form, lambda: round_services.create_round(current_actor(), (form.key.data or "").strip(), _round_input(form))
    )
    if status == SAVED:
        flash(_("The round is created."))
        return see(url_for(".rounds"))
    return form_page("administration/new_round.html", form, status)


@administration.route("/rounds/<key>", methods=["GET", "POST"])
@allow(Right.ADMINISTER)
@recallable
def round(key: str) -> Response:  # noqa: A001 - the page is called like the thing
    """Names, theme, slogan and times of a round."""
    current = rounds_queries.round_by_key(key)
    form = RoundForm(data=_round_values(current) | {"version": current.version})
    status = attempt(
        form, lambda: round_services.change_round(current_actor(), key, form.version_number, _round_input(form))
    )
    if status == SAVED:
        flash(_("Saved."))
        return see(url_for(".rounds"))
    current = rounds_queries.round_by_key(key)
    stored = conflict(form, status, current, _round_values(current))
    extensions = rounds_queries.extensions(current)
    return form_page("administration/round.html", form, status, round=current, stored=stored, extensions=extensions)


@administration.route("/rounds/<key>/extensions/new", methods=["GET", "POST"])
@allow(Right.ADMINISTER)
def new_extension(key: str) -> Response:
    """Give a unit more time; its officers are told."""
    current = rounds_queries.round_by_key(key)
    form = NewExtensionForm(queries.units(), data={"closes_at": _as_typed(current.closes_at)})
    status = attempt(
        form,
        lambda: round_services.extend(
            current_actor(), key, form.unit_id.data, _as_stored(form.closes_at.data), form.reason.data or ""
        ),
    )
    if status == SAVED:
        flash(_("The unit has more time; its officers are told."))
        return see(url_for(".round", key=key, _anchor="extensions"))
    current = rounds_queries.round_by_key(key)
    return form_page("administration/extension.html", form, status, round=current, unit=None, stored=[])


@administration.route("/rounds/<key>/extensions/<int:unit_id>", methods=["GET", "POST"])
@allow(Right.ADMINISTER)
def extension(key: str, unit_id: int) -> Response:
    """Change the longer time of a unit, or its reason."""
    row = _extension(key, unit_id)
    form = ExtensionForm(data=_extension_values(row) | {"version": row.version})
    status = attempt(
        form,
        lambda: round_services.extend(
            current_actor(), key, unit_id, _as_stored(form.closes_at.data), form.reason.data or "", form.version_number
        ),
    )
    if status == SAVED:
        flash(_("Saved."))
        return see(url_for(".round", key=key, _anchor="extensions"))
    row = _extension(key, unit_id)
    stored = conflict(form, status, row, _extension_values(row))
    shown = {"round": rounds_queries.round_by_key(key), "unit": unit_by_id(unit_id), "stored": stored}
    return form_page("administration/extension.html", form, status, **shown)


@administration.post("/rounds/<key>/extensions/<int:unit_id>/remove")
@allow(Right.ADMINISTER)
def end_extension(key: str, unit_id: int) -> Response:
    """Take the longer time back; the officers are told."""
    round_services.end_extension(current_actor(), key, unit_id, sent_version())
    flash(_("The unit has the deadline of all units again; its officers are told."))
    return see(url_for(".round", key=key, _anchor="extensions"))


def _extension(key: str, unit_id: int) -> RoundExtension:
    found = rounds_queries.extension(rounds_queries.round_by_key(key), unit_id)
    if found is None:
        raise NotFound
    return found


def _extension_values(row: RoundExtension) -> dict[str, Any]:
    return {"closes_at": _as_typed(row.closes_at), "reason": row.reason}


def _as_typed(moment: datetime) -> datetime:
    """A moment as forms show it: local, without its zone."""
    return clock.to_local(moment).replace(tzinfo=None)


def _as_stored(typed: Any) -> datetime:
    return typed.replace(tzinfo=clock.zone()).astimezone(UTC)


def _round_values(current: Round) -> dict[str, Any]:
    moments = {name: _as_typed(getattr(current, name)) for name in MOMENTS}
    return {name: getattr(current, name) for name in TEXTS} | moments


def _round_input(form: RoundForm) -> dict[str, Any]:
    moments = {name: _as_stored(form[name].data) for name in MOMENTS}
    return {name: form[name].data for name in TEXTS} | moments
