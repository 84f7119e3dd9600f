"""Whether a draft list can be released: everything that is missing, each with the way to where it is mended."""

from functools import partial

from flask import Response, make_response, render_template, url_for

from catalog import clock
from catalog.access import allow, current_actor
from catalog.accounts.rights import Right
from catalog.editions import queries
from catalog.editions.models import Edition
from catalog.editions.readiness import Remark
from catalog.editions.standing import standing
from catalog.review.ordering import to_list
from catalog.review.translation import anchor

# Where the administration keeps what a list stands on: a view and a place on its page.
ADMINISTRATION = {
    "issuing_body": ("administration.issuing_bodies", "main"),
    "exchange_rates": ("administration.exchange_rates", "vnd_per_usd"),
    "legal_bases": ("administration.official", "legal-bases"),
    "signers": ("administration.official", "signers"),
    "recipients": ("administration.official", "recipients"),
}


@allow(Right.COMPILE_LIST, Right.RELEASE, Right.READ_OFFICE)
def readiness(key: str) -> Response:
    """What stops the release of a draft list, and what is worth a look before, by proposal."""
    edition = queries.edition_by_key(key)
    if edition.is_released:
        return to_list(key)
    found = standing(edition, queries.chosen_items(edition), clock.today())
    page = render_template("review/readiness.html", edition=edition, standing=found, way_to=partial(way_to, edition))
    return make_response(page)


def way_to(edition: Edition, remark: Remark, code: str = "") -> str | None:
    """Where a remark on a list, or on its proposal of a code, is mended; None where the reader may not go."""
    code = remark.code or code
    if remark.desk == "review":
        return url_for("review.proposal", code=code, state="all", _anchor=remark.place)
    if remark.desk == "translation":
        return url_for("review.translate", code=code, _anchor=anchor(remark.place))
    if remark.desk == "edition":
        return url_for("review.edition", key=edition.key, _anchor=remark.place)
    view, place = ADMINISTRATION[remark.place]
    return url_for(view, _anchor=place) if current_actor().has(Right.ADMINISTER) else None
