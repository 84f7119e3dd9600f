"""The expression of interest: a form without account or session, and what follows it."""

from collections.abc import Sequence
from typing import Any

from flask import Response, make_response, redirect, render_template, request, url_for

from catalog import clock
from catalog.access import ANYONE, allow
from catalog.accounts.guesses import TooManyGuesses
from catalog.editions.models import Entry
from catalog.editions.queries import newest_entry
from catalog.errors import Invalid
from catalog.forms import errors_from
from catalog.funding import queries, services, slices
from catalog.funding.checks import CONSENT, LIMITS
from catalog.funding.workflow import KIND_NAMES, Kind
from catalog.i18n import Bilingual, current_language
from catalog.office.queries import issuing_body
from catalog.public.forms import InterestForm
from catalog.public.tokens import guarded


@allow(ANYONE)
@guarded
def interest(code: str) -> Response:
    """Interest in one project; ?line= and ?need= bring what was ticked on its page."""
    # What was closed while the form was open comes back with the form; nothing typed is lost.
    entry = newest_entry(code) if request.method == "POST" else queries.wanted_entry(code)
    if entry is None:
        return make_response(redirect(url_for(".project", language=current_language(), code=code)))
    return _answer([entry])


@allow(ANYONE)
@guarded
def interest_in() -> Response:
    """Interest in the projects of ?code=, each of which is given once, or in none in particular."""
    return _answer(queries.wanted_entries(request.args.getlist("code")))


def _answer(entries: Sequence[Entry]) -> Response:
    form = InterestForm(entries, data=_asked(entries))
    if not form.is_submitted():
        return _page(form, entries)
    if not form.validate():
        return _page(form, entries, 422)
    consent = str(_consent()) if form.consent.data else ""
    try:
        made = services.receive(form.interest(), form.key, consent, request.remote_addr or "")
    except Invalid as error:
        errors_from(form, error.fields)
        return _page(form, entries, error.status)
    except TooManyGuesses as error:
        form.form_errors.append(str(error.message))
        response = _page(form, entries, error.status)
        response.headers["Retry-After"] = str(error.retry_after)
        return response
    return make_response(redirect(url_for(".thanks", language=current_language(), key=made.key), 303))


def _asked(entries: Sequence[Entry]) -> dict[str, Any]:
    """What the form starts from: what was ticked on the page before, and the kind that fits it."""
    lines, needs = request.args.getlist("line"), request.args.getlist("need")
    kind = Kind.LINES if lines else Kind.IN_KIND if needs else request.args.get("kind")
    return {"line": lines, "need": needs, "kind": kind if entries else kind or Kind.QUESTION}


def _page(form: InterestForm, entries: Sequence[Entry], status: int = 200) -> Response:
    form.consent.label.text = str(_consent())
    ticked = [part for entry in entries for part in slices.chosen(form.line.data or [], slices.lines(entry))]
    body = render_template(
        "public/interest.html", form=form, entries=entries, slices=slices, limits=LIMITS, sums=slices.sums(ticked)
    )
    return make_response(body, status)


def _consent() -> Bilingual:
    """The words that are agreed to, as the page shows them."""
    body = issuing_body(clock.today())
    return CONSENT.format(office=Bilingual(body.name_vi, body.name_en) if body else Bilingual("", ""))


@allow(ANYONE)
def thanks(key: str) -> str:
    """That it arrived: its reference, and what happens next. Only who sent it knows this address."""
    enquiry = queries.thanks(key)
    return render_template("public/thanks.html", enquiry=enquiry, kind=KIND_NAMES[Kind(enquiry.kind)])
