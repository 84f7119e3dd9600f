"""Reports of the call: how many units sent, what came in, who has not sent yet; as a page and as files."""

from typing import Any

from flask import Response, make_response, redirect, render_template, request, url_for

from catalog import clock
from catalog.access import allow, current_actor
from catalog.accounts.rights import Right
from catalog.downloads import attached
from catalog.i18n import current_language
from catalog.reports import files
from catalog.reports.report import report as report_of
from catalog.reports.subjects import EXTENTS, FIRST_EXTENT
from catalog.review.charts import picture
from catalog.review.forms import ReportForm
from catalog.rounds import queries


@allow(Right.READ_OFFICE)
def reports() -> Response:
    """To the report that is asked for; without a choice, to the one of the newest round that has opened."""
    known = queries.rounds()
    if not known:
        return make_response(render_template("review/reports.html"))
    opened = [round_.key for round_ in known if round_.opens_at <= clock.now()]
    key = request.args.get("round") or next(iter(opened), known[0].key)
    return make_response(redirect(url_for("review.report", key=key, **_extent()), 302))


@allow(Right.READ_OFFICE)
def report(key: str) -> str:
    """The figures of a round, with pictures of them."""
    found = report_of(current_actor(), key, _extent().get("extent", FIRST_EXTENT))
    return render_template(
        "review/report.html",
        report=found,
        extent=EXTENTS[found.extent],
        chosen=_extent(),
        picture=picture,
        form=ReportForm(queries.rounds(), formdata=None, data={"round": key, "extent": found.extent}),
    )


@allow(Right.READ_OFFICE)
def report_file(key: str, format_: str) -> Response:
    """The same as a file, in `?lang=`: vi or en (the language of the page, unless said)."""
    language = request.args.get("lang", current_language())
    found = report_of(current_actor(), key, _extent().get("extent", FIRST_EXTENT))
    data = files.render(found, format_, language)
    return attached(data, files.mime_type(format_), files.filename(found, format_, language))


def _extent() -> dict[str, Any]:
    """What the address says of the proposals to count, unless it is what is counted anyway or means nothing."""
    asked = request.args.get("extent", "")
    return {"extent": asked} if asked in EXTENTS and asked != FIRST_EXTENT else {}
