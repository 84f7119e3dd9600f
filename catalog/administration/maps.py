"""Boundaries that maps are drawn from: sent in as GeoJSON, looked at, taken into use, removed."""

from flask import Response, flash, render_template, url_for
from flask_babel import gettext as _

from catalog import clock
from catalog.access import allow, current_actor
from catalog.accounts.rights import Right
from catalog.administration import administration, queries
from catalog.administration.forms import BoundariesForm
from catalog.administration.saving import SAVED, attempt, form_page, see, sent_version
from catalog.units import services_boundaries as services
from catalog.units.drawing import drawn
from catalog.units.geojson import LARGEST_FILE
from catalog.units.models import Boundaries
from catalog.units.queries import names_on


@administration.route("/map", methods=["GET", "POST"])
@allow(Right.WRITE_SITE)
def maps() -> Response:
    """What maps are drawn from, and a form for other boundaries."""
    form = BoundariesForm(data={"valid_from": clock.today()})
    added: list[Boundaries] = []

    def save() -> None:
        data, day = form.file.data.read(LARGEST_FILE + 1), form.valid_from.data or clock.today()
        added.append(services.add_boundaries(current_actor(), data, day, form.source.data))

    status = attempt(form, save)
    if status == SAVED:
        flash(_("The boundaries are stored. Look at them, then take them into use."))
        return see(url_for(".map", boundaries_id=added[0].id))
    return form_page("administration/maps.html", form, status, boundaries=queries.boundaries())


@administration.get("/map/<int:boundaries_id>")
@allow(Right.WRITE_SITE)
def map(boundaries_id: int) -> str:  # noqa: A001
    """Boundaries as a map, which units they draw, and what could not be matched."""
    row = queries.dated_row(Boundaries, boundaries_id)
    return render_template(
        "administration/map.html", row=row, drawing=drawn(row.outlines), names=names_on(row.valid_from)
    )


@administration.post("/map/<int:boundaries_id>/use")
@allow(Right.WRITE_SITE)
def use_map(boundaries_id: int) -> Response:
    """Draw the maps of their time from them."""
    services.use_boundaries(current_actor(), boundaries_id, sent_version())
    flash(_("Maps are drawn from these boundaries now."))
    return see(url_for(".maps"))


@administration.post("/map/<int:boundaries_id>/remove")
@allow(Right.WRITE_SITE)
def remove_map(boundaries_id: int) -> Response:
    """Forget them."""
    services.remove_boundaries(current_actor(), boundaries_id, sent_version())
    flash(_("The boundaries are removed."))
    return see(url_for(".maps"))
