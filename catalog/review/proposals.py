"""The queue of the office, and one proposal in it: read, assigned, decided."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _

from catalog import audit, clock, recovery
from catalog.access import allow, current_actor
from catalog.accounts import queries as accounts
from catalog.accounts.actor import Actor
from catalog.accounts.rights import Right, Role
from catalog.amendments import services as amendments
from catalog.attachments import queries as attachments
from catalog.editions import queries as editions_read
from catalog.editions import services as editions
from catalog.editions.versions import versions
from catalog.errors import Invalid, NotAllowed, NotFound, Stale
from catalog.forms import Form, errors_from
from catalog.money import to_usd
from catalog.office import queries as office
from catalog.presence.queries import others
from catalog.presence.services import be_seen
from catalog.proposals import acceptance, checks, permissions, queries, services, services_hits
from catalog.proposals.answers import Marker, answers
from catalog.proposals.checks import TextHit
from catalog.proposals.choices import FUNDING
from catalog.proposals.models import Proposal
from catalog.proposals.workflow import ACTIONS
from catalog.review.assessment import assessment
from catalog.review.filters import NARROWING, filters_from, kept
from catalog.review.forms import AssignForm, DecisionForm, FilterForm, RequestForm, SelectedForm, TagForm
from catalog.review.history import events
from catalog.review.questions import asking
from catalog.review.queue import Queue
from catalog.review.views import VIEWS
from catalog.translation.exposure import english_hits, places
from catalog.translation.queries import segments_of
from catalog.translation.segments import counts

# Actions that do more than to lead to another state.
DEEDS = {"close": editions.close, "accept_amendment": amendments.accept}


@allow(Right.READ_OFFICE)
def queue() -> str:
    """The proposals that the office has, as the address asks for them; without an address, what there is to do."""
    filters = filters_from(request.args)
    found = Queue(current_actor(), filters)
    return render_template(
        "review/queue.html",
        queue=found,
        view=VIEWS[filters["view"]],
        is_home=not request.args,
        filters=filters,
        is_narrowed=any(key in filters for key in NARROWING),
        kept=partial(kept, filters),
        filter_form=FilterForm(found, formdata=None, data=filters),
        selected_form=_selected_form(),
    )


def _selected_form() -> SelectedForm | None:
    """What the person may do with ticked proposals; None for who only reads."""
    actor = current_actor()
    if not (actor.has(Right.REVIEW) or actor.has(Right.COMPILE_LIST)):
        return None
    return SelectedForm(accounts.reviewers() if actor.has(Right.REVIEW) else (), formdata=None)


@allow(Right.READ_OFFICE)
def proposal(code: str) -> Response:
    """Everything about one proposal, and what may be done with it now."""
    be_seen(current_actor(), code, "review")
    found = queries.proposal_by_code(current_actor(), code)
    return page(found, DecisionForm(data={"version": found.version}))


@allow(Right.REVIEW, Right.RELEASE)
@recovery.recallable
def act(code: str) -> Response:
    """Do one action of the workflow; what was typed stays when it can't be done."""
    form = DecisionForm()
    if recovery.is_recalled():
        return page(queries.proposal_by_code(current_actor(), code), form)
    action = ACTIONS.get(form.action.data or "")
    if action is None or not form.validate():
        raise NotFound
    try:
        _perform(code, action.key, form.comment.data or "", form.version.data)
    except Invalid as error:
        errors_from(form, error.fields)
        return page(queries.proposal_by_code(current_actor(), code), form, 422)
    except (NotAllowed, Stale) as error:
        return page(queries.proposal_by_code(current_actor(), code), form, error.status, error)
    flash(_("%(code)s: %(done)s.", code=code, done=action.done))
    return _back(code)


def _perform(code: str, action_key: str, comment: str, version: int | None) -> None:
    do = DEEDS.get(action_key)
    if do:
        do(current_actor(), code, comment, version)
    else:
        services.perform(current_actor(), code, action_key, comment, version)


@allow(Right.REVIEW)
def assign(code: str) -> Response:
    """Give the proposal to a reviewer, or to nobody."""
    form = AssignForm(accounts.people(role=Role.REVIEWER))
    if not form.validate():
        raise NotFound
    assigned = services.assign(current_actor(), code, form.person.data or None).assignee
    flash(
        _("%(code)s is assigned to %(name)s.", code=code, name=assigned.name)
        if assigned
        else _("%(code)s is assigned to nobody.", code=code)
    )
    return _back(code)


@allow(Right.REVIEW)
def clear_hit(code: str) -> Response:
    """Confirm that a marked place shows no child's details."""
    services_hits.clear_hit(current_actor(), code, request.form.get("hit", ""), _english_hits(code))
    flash(_("Confirmed: this place shows no child's details."))
    return _back(code)


@allow(Right.REVIEW)
def take_down_photo(code: str) -> Response:
    """Take a photo out of the public catalogue at once."""
    editions.take_down_photo(current_actor(), code, request.form.get("photo", ""))
    flash(_("The photo is no longer public."))
    return _back(code)


@allow(Right.REVIEW)
def reopen_hit(code: str) -> Response:
    """Take such a confirmation back."""
    services_hits.reopen_hit(current_actor(), code, request.form.get("hit", ""), _english_hits(code))
    flash(_("Taken back: this place stops the release again."))
    return _back(code)


def _english_hits(code: str) -> list[TextHit]:
    return english_hits(segments_of(queries.proposal_by_code(current_actor(), code)))


def _back(code: str) -> Response:
    return make_response(redirect(url_for("review.proposal", code=code, **filters_from(request.args)), 303))


def page(
    proposal: Proposal,
    form: DecisionForm,
    status: int = 200,
    conflict: NotAllowed | Stale | None = None,
    asked: RequestForm | None = None,
    refused: Form | None = None,
) -> Response:
    """The page of a proposal; `asked` is a question, `refused` another form that is to be mended there."""
    actor, filters = current_actor(), filters_from(request.args)
    marker, entries = Marker(proposal), audit.history_of("proposal", proposal.id)
    history = events(proposal, entries, queries.categories())
    body = render_template(
        "review/proposal.html",
        proposal=proposal,
        **_in_money(),
        sections=answers(proposal, marker),
        marker=marker,
        line_label=checks.BUDGET_LINE,
        need_label=checks.IN_KIND_NEED,
        funding=FUNDING,
        missing=checks.missing_to_publish(proposal),
        warnings=[*checks.warnings(proposal), *attachments.problems(proposal)],
        others=others(actor, proposal),
        **_files(proposal),
        history=history,
        asking=asking(actor, proposal, entries, asked),
        since=[event for event in history if event.entry.id > (form.seen.data or 0)] if conflict else [],
        conflict=conflict,
        **_in_queue(actor, filters, proposal.code),
        filters=filters,
        **_english(proposal),
        versions=versions(actor, proposal, entries),
        **_decisions(actor, proposal),
        form=form,
        assign_form=_assign_form(proposal),
        **assessment(actor, proposal, refused),
    )
    return make_response(body, status)


def _decisions(actor: Actor, proposal: Proposal) -> dict[str, Any]:
    """The buttons of the actor, and why accepting is left to somebody else."""
    buttons = permissions.buttons(actor, proposal)
    held = acceptance.hindrance(actor, proposal) if any(action.four_eyes for action in buttons) else None
    return {"buttons": [action for action in buttons if not (held and action.four_eyes)], "held": held}


def _english(proposal: Proposal) -> dict[str, Any]:
    """How far its English is, and what may expose a child in either language."""
    segments = segments_of(proposal)
    return {"translated": counts(segments), "places": places(proposal, segments)}


def _files(proposal: Proposal) -> dict[str, Any]:
    """Its photos and documents, and which of the photos are public."""
    return {
        "files": attachments.files_of(proposal),
        "public_photos": editions_read.shown_photos(proposal.code),
        "may_take_down": permissions.may(current_actor(), ACTIONS["take_down_photo"], proposal),
    }


def _in_queue(actor: Actor, filters: Mapping[str, str], code: str) -> dict[str, Any]:
    """What stands before and behind a proposal, and what the office calls it."""
    queue = Queue(actor, filters)
    return {
        "neighbours": queue.neighbours(code),
        "tags": queue.tags_of(code),
        "tag_names": queue.tag_names(),
        "tag_form": TagForm(formdata=None) if actor.has(Right.REVIEW) else None,
    }


def _in_money() -> dict[str, Any]:
    """The rate of the day, and what turns đồng into US dollars at it."""
    rate = office.exchange_rate(clock.today())
    return {"rate": rate, "in_usd": partial(to_usd, vnd_per_usd=rate.vnd_per_usd)}


def _assign_form(proposal: Proposal) -> AssignForm | None:
    if not permissions.may(current_actor(), ACTIONS["assign"], proposal):
        return None
    reviewers = [person for person in accounts.people(role=Role.REVIEWER) if person.active]
    return AssignForm(reviewers, formdata=None, data={"person": proposal.assignee_id or 0})
