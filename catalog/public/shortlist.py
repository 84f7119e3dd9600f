"""The shortlist of a visitor: codes in a cookie that scripts read too, its page, sharing it, comparing."""

from typing import Any

from flask import Response, current_app, make_response, redirect, render_template, request, url_for

from catalog.access import ANYONE, allow
from catalog.downloads import attached
from catalog.editions.queries import latest_edition
from catalog.exchange import choice
from catalog.exchange.documents import MIME_TYPES
from catalog.i18n import current_language
from catalog.public import comparing
from catalog.public.caching import kept
from catalog.public.made import made
from catalog.public.tokens import guarded
from catalog.shortlists import codes as change
from catalog.shortlists import queries, services
from catalog.shortlists.codes import Codes

# Read and written by shortlist.js too.
COOKIE = "shortlist"
BETWEEN = "."
HALF_A_YEAR = 182 * 24 * 3600
CHANGES = {"add": change.added, "remove": change.removed, "up": change.up, "down": change.down}


def chosen() -> Codes:
    """The codes in the visitor's cookie."""
    return change.tidy(request.cookies.get(COOKIE, "").split(BETWEEN))


@allow(ANYONE)
def shortlist() -> Response:
    """What the visitor put aside; kept nowhere, since the cookie decides."""
    edition = latest_edition()
    found = queries.shortlist(edition, chosen())
    response = make_response(render_template("public/shortlist.html", edition=edition, found=found, **_limits()))
    response.headers["Cache-Control"] = "no-store"
    return response


@allow(ANYONE)
@guarded
def change_shortlist() -> Response:
    """Do what the button of the form says with its code, empty the list, or take over a shared one."""
    codes = chosen()
    for name, changed in CHANGES.items():
        if name in request.form:
            codes = changed(codes, request.form[name])
    if "take" in request.form:
        codes = change.tidy((*codes, *request.form.getlist("code")))
    if "clear" in request.form:
        codes = ()
    response = make_response(redirect(url_for(".shortlist", language=current_language()), 303))
    _keep(response, codes)
    return response


def _keep(response: Response, codes: Codes) -> None:
    secure = current_app.config["CATALOG"].base_url.startswith("https://")
    if codes:
        response.set_cookie(COOKIE, BETWEEN.join(codes), HALF_A_YEAR, secure=secure, samesite="Lax")
    else:
        response.delete_cookie(COOKIE, secure=secure, samesite="Lax")


@allow(ANYONE)
@guarded
def share_shortlist() -> Response:
    """Give the visitor's list an address to send to others."""
    shared = services.share(chosen(), request.remote_addr or "")
    address = url_for(".shared_shortlist", language=current_language(), token=shared.token)
    return make_response(redirect(address, 303))


@allow(ANYONE)
def shared_shortlist(token: str) -> Response:
    """A list that somebody shared, as the newest edition has its projects."""
    edition, shared = latest_edition(), queries.shared(token)

    def page() -> str:
        found = queries.shortlist(edition, tuple(shared.codes))
        return render_template("public/shared_shortlist.html", edition=edition, shared=shared, found=found, **_limits())

    return kept(edition, page)


@allow(ANYONE)
@guarded
def shortlist_dossier() -> Response:
    """The projects of the form as one file, in their order; made anew only where something changed since."""
    edition = latest_edition()
    found = queries.shortlist(edition, change.tidy(request.form.getlist("code")))
    entries = found.entries[: choice.MOST]
    if edition is None or not entries:
        return make_response(redirect(url_for(".shortlist", language=current_language()), 303))
    wanted = choice.known(request.form.get("format", ""), request.form.get("words", ""))
    services.count_dossier(request.remote_addr or "")
    state = [(entry.id, entry.closed_at, tuple(sorted(entry.withdrawn_photos))) for entry in entries]
    data = made(("dossier", wanted, *state), lambda: choice.write(edition, entries, wanted))
    return attached(data, MIME_TYPES[wanted.format], choice.filename(edition, wanted))


@allow(ANYONE)
def compare() -> Response:
    """Some projects side by side: the codes stand in the address."""
    edition = latest_edition()
    codes = change.tidy(request.args.getlist("code"))

    def page() -> str:
        found = queries.shortlist(edition, codes)
        entries = found.entries[: comparing.MOST]
        return render_template(
            "public/compare.html",
            edition=edition,
            entries=entries,
            left_out=found.entries[comparing.MOST :],
            facts=comparing.facts(entries, current_language()),
            **_limits(),
        )

    return kept(edition, page)


def _limits() -> dict[str, Any]:
    return {"most": change.MOST, "most_compared": comparing.MOST, "most_in_dossier": choice.MOST}
