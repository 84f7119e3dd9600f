"""The administrator's pages: people, units, what the office says of itself, the history."""

from datetime import datetime
from typing import Any

from flask import Response, flash, render_template, request, session, url_for
from flask_babel import gettext as _

from catalog import clock
from catalog.access import allow, current_actor
from catalog.accounts import queries as accounts
from catalog.accounts import services as account_services
from catalog.accounts.links import Link
from catalog.accounts.models import Person
from catalog.accounts.rights import ROLE_DUTIES, ROLE_LABELS, Right
from catalog.administration import (
    administration,
    holidays,
    maps,
    official,
    outbox,
    presenters,
    queries,
    rounds,
    templates,
    texts,
)
from catalog.administration.forms import InvitationForm, IssuingBodyForm, PersonForm, RateForm
from catalog.administration.saving import SAVED, attempt, conflict, form_page, see, sent_version
from catalog.office import services as office_services
from catalog.office.models import IssuingBody
from catalog.office.services import OPTIONAL, REQUIRED, SWITCHES
from catalog.recovery import recallable
from catalog.units import services as unit_services
from catalog.units.models import KINDS, LINK_KINDS

__all__ = ["administration", "holidays", "maps", "official", "outbox", "rounds", "templates", "texts"]

NEW_LINK = "new_link"
BODY_FIELDS = ("valid_from", *REQUIRED, *OPTIONAL, "answer_days", "list_months", *SWITCHES)

# People


@administration.get("")
@allow(Right.ADMINISTER)
def people() -> str:
    """Everybody with an account, by unit and role when asked."""
    role = request.args.get("role")
    role = role if role in ROLE_LABELS else None
    unit_id = request.args.get("unit", type=int)
    return render_template(
        "administration/people.html",
        people=accounts.people(unit_id, role),
        units=queries.units(),
        unit_id=unit_id,
        role=role,
        role_labels=ROLE_LABELS,
    )


@administration.route("/people/new", methods=["GET", "POST"])
@allow(Right.ADMINISTER)
@recallable
def invite() -> Response:
    """Give somebody an account; the link to come in by is shown on the page that follows."""
    form = InvitationForm(queries.units())

    def save() -> None:
        values: dict[str, Any] = {**form.values(), "email": form.email.data}
        _show_once(*account_services.invite(current_actor(), **values))

    status = attempt(form, save)
    if status == SAVED:
        flash(_("The person is invited."))
        return see(url_for(".person", person_id=session[NEW_LINK]["person_id"]))
    return form_page("administration/invite.html", form, status, duties=ROLE_DUTIES, role_labels=ROLE_LABELS)


@administration.route("/people/<int:person_id>", methods=["GET", "POST"])
@allow(Right.ADMINISTER)
def person(person_id: int) -> Response:
    """One account: name, roles and unit; buttons for links, sessions and an end."""
    stored = _person_values(accounts.person(person_id))
    form = PersonForm(queries.units(), data=stored | {"version": accounts.person(person_id).version})
    status = attempt(
        form,
        lambda: account_services.change_person(current_actor(), person_id, form.version_number, **form.values()),
    )
    if status == SAVED:
        flash(_("Saved."))
        return see(url_for(".person", person_id=person_id))
    shown = accounts.person(person_id)
    return form_page(
        "administration/person.html",
        form,
        status,
        person=shown,
        stored=conflict(form, status, shown, _person_values(shown)),
        open_sessions=accounts.open_sessions(person_id),
        link=_shown_once(person_id),
        duties=ROLE_DUTIES,
        role_labels=ROLE_LABELS,
    )


@administration.post("/people/<int:person_id>/deactivate")
@allow(Right.ADMINISTER)
def deactivate(person_id: int) -> Response:
    """Shut an account."""
    account_services.set_active(current_actor(), person_id, sent_version(), active=False)
    flash(_("The account is deactivated; open sessions are ended."))
    return see(url_for(".person", person_id=person_id))


@administration.post("/people/<int:person_id>/reactivate")
@allow(Right.ADMINISTER)
def reactivate(person_id: int) -> Response:
    """Open an account again."""
    account_services.set_active(current_actor(), person_id, sent_version(), active=True)
    flash(_("The account is active again."))
    return see(url_for(".person", person_id=person_id))


@administration.post("/people/<int:person_id>/new-link")
@allow(Right.ADMINISTER)
def new_link(person_id: int) -> Response:
    """A further invitation, or a link to a new password; earlier links stop working."""
    _show_once(*account_services.send_new_link(current_actor(), person_id))
    return see(url_for(".person", person_id=person_id))


@administration.post("/people/<int:person_id>/end-sessions")
@allow(Right.ADMINISTER)
def end_sessions(person_id: int) -> Response:
    """Sign somebody out everywhere."""
    account_services.end_sessions(current_actor(), person_id)
    flash(_("All sessions of this person are ended."))
    return see(url_for(".person", person_id=person_id))


# Units


@administration.get("/units")
@allow(Right.ADMINISTER)
def units() -> str:
    """Units with their dates and what became of them."""
    return render_template("administration/units.html", units=queries.units(), kinds=KINDS, link_kinds=LINK_KINDS)


@administration.post("/units/<int:unit_id>/sign-off")
@allow(Right.ADMINISTER)
def set_signs_off(unit_id: int) -> Response:
    """Switch the leader's sign-off of a unit."""
    unit_services.set_signs_off(current_actor(), unit_id, sent_version(), request.form.get("signs_off") == "yes")
    flash(_("Saved."))
    return see(url_for(".units", _anchor=f"unit-{unit_id}"))


# The issuing body and rates


@administration.get("/issuing-body")
@allow(Right.ADMINISTER)
def issuing_bodies() -> str:
    """Who issued lists from which day on."""
    return render_template("administration/issuing_bodies.html", bodies=queries.issuing_bodies())


@administration.route("/issuing-body/new", methods=["GET", "POST"])
@allow(Right.ADMINISTER)
@recallable
def new_issuing_body() -> Response:
    """Other names, seat or symbol from a day on; starts from what is in force."""
    newest = next(iter(queries.issuing_bodies()), None)
    form = IssuingBodyForm(data=(_body_values(newest) | {"valid_from": clock.today()}) if newest else None)
    status = attempt(form, lambda: office_services.save_issuing_body(current_actor(), _body_input(form)))
    if status == SAVED:
        flash(_("Saved."))
        return see(url_for(".issuing_bodies"))
    return form_page("administration/issuing_body.html", form, status, body=None, stored=[])


@administration.route("/issuing-body/<int:body_id>", methods=["GET", "POST"])
@allow(Right.ADMINISTER)
@recallable
def issuing_body(body_id: int) -> Response:
    """Correct an entry."""
    current = queries.dated_row(IssuingBody, body_id)
    form = IssuingBodyForm(data=_body_values(current) | {"version": current.version})
    status = attempt(
        form,
        lambda: office_services.save_issuing_body(current_actor(), _body_input(form), body_id, form.version_number),
    )
    if status == SAVED:
        flash(_("Saved."))
        return see(url_for(".issuing_bodies"))
    current = queries.dated_row(IssuingBody, body_id)
    stored = conflict(form, status, current, _body_values(current))
    return form_page("administration/issuing_body.html", form, status, body=current, stored=stored)


@administration.route("/exchange-rates", methods=["GET", "POST"])
@allow(Right.ADMINISTER)
@recallable
def exchange_rates() -> Response:
    """All rates, and a new one."""
    form = RateForm(data={"date": clock.today()})

    def save() -> None:
        values: list[Any] = [form[name].data for name in ("date", "vnd_per_usd", "source_vi", "source_en")]
        office_services.add_exchange_rate(current_actor(), *values)

    status = attempt(form, save)
    if status == SAVED:
        flash(_("The rate is added."))
        return see(url_for(".exchange_rates"))
    return form_page("administration/exchange_rates.html", form, status, rates=queries.exchange_rates())


# History


@administration.get("/history")
@allow(Right.ADMINISTER)
def history() -> str:
    """Who did what, the newest first."""
    subject = request.args.get("subject")
    subject = subject if subject in presenters.SUBJECTS else None
    page = max(1, request.args.get("page", 1, type=int))
    entries, pages = queries.history(page, subject)
    return render_template(
        "administration/history.html",
        entries=entries,
        names=queries.names_of(entries),
        page=page,
        pages=pages,
        subject=subject,
        subjects=presenters.SUBJECTS,
        event_words=presenters.event_words,
        changed_fields=presenters.changed_fields,
    )


def _show_once(person: Person, link: Link) -> None:
    session[NEW_LINK] = {"person_id": person.id, "address": link.address, "expires_at": link.expires_at.isoformat()}


def _shown_once(person_id: int) -> dict[str, Any] | None:
    """The link just made for this person: it lies in the administrator's own cookie until it is shown."""
    if session.get(NEW_LINK, {}).get("person_id") != person_id:
        return None
    link = session.pop(NEW_LINK)
    return link | {"expires_at": datetime.fromisoformat(link["expires_at"])}


def _person_values(person: Person) -> dict[str, Any]:
    return {
        "name": person.name,
        "roles": sorted(person.roles),
        "unit_id": person.unit_id,
        "language": person.language,
    }


def _body_values(body: IssuingBody) -> dict[str, Any]:
    return {name: getattr(body, name) for name in BODY_FIELDS}


def _body_input(form: IssuingBodyForm) -> dict[str, Any]:
    return {name: form[name].data for name in BODY_FIELDS}
