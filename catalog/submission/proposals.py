"""One proposal: its task list or its answers, checking and sending, the receipt, the plain actions."""

from collections.abc import Sequence
from typing import Any

from flask import flash, make_response, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from catalog import money
from catalog.access import allow, current_actor
from catalog.accounts.rights import Right
from catalog.attachments import queries as attachments
from catalog.audit import HistoryEntry, history_of
from catalog.editions.versions import versions
from catalog.errors import Invalid, NotAllowed, NotFound, NotReady, Stale
from catalog.forms import errors_from
from catalog.funding.queries import asked_about
from catalog.i18n import Bilingual
from catalog.offline import kept_offline
from catalog.proposals import checks, copies, permissions, queries, requests, services, similar
from catalog.proposals.answers import Marker, answers
from catalog.proposals.choices import FUNDING
from catalog.proposals.fields import section_of
from catalog.proposals.models import Proposal
from catalog.proposals.sections import Section
from catalog.proposals.similar import Sought
from catalog.proposals.snapshots import label_of
from catalog.proposals.state_names import names_of
from catalog.proposals.workflow import ACTIONS, UNIT_MAY_WRITE, Action, State
from catalog.recovery import recallable
from catalog.rounds.queries import open_round_for
from catalog.submission import presenters
from catalog.submission.forms import ActionForm, SendForm, new_draft_key
from catalog.submission.overview import deadline_of

# What a receipt says of the way ahead, in order.
AFTER_SENDING = (State.SUBMITTED, State.CHANGES_REQUESTED, State.ACCEPTED, State.PUBLISHED)
AFTER_AMENDING = (State.SUBMITTED, State.CHANGES_REQUESTED, State.CLOSED)


@allow(Right.VIEW_UNIT)
@kept_offline
def proposal(code: str) -> Response:
    """The task list while the unit may write; all answers once it may not."""
    return _proposal_page(queries.proposal_by_code(current_actor(), code), 200)


@allow(Right.PROPOSE, Right.SIGN)
@recallable
def act(code: str, action: str) -> Response:
    """Withdraw, take up again, approve or give back; what was typed stays when it can't be done."""
    form = ActionForm(action.replace("-", "_"))
    if not form.validate():
        return _proposal_page(queries.proposal_by_code(current_actor(), code), 422, form)
    try:
        done = services.perform(current_actor(), code, form.key, form.comment.data or "", form.version_number)
    except Invalid as error:
        errors_from(form, error.fields)
        return _proposal_page(queries.proposal_by_code(current_actor(), code), error.status, form)
    except (NotAllowed, Stale) as error:
        return _proposal_page(queries.proposal_by_code(current_actor(), code), error.status, form, error)
    flash(_("%(code)s: %(state)s.", code=done.code, state=done.names.unit))
    return redirect(url_for(".proposal", code=code), 303)


@allow(Right.PROPOSE)
def check(code: str) -> Response:
    """All answers on one page, what is missing and what looks odd; from here the proposal leaves."""
    shown = queries.proposal_by_code(current_actor(), code)
    if not permissions.may(current_actor(), ACTIONS["submit"], shown):
        return redirect(url_for(".proposal", code=code), 303)
    return _check_page(shown, SendForm(), 200)


@allow(Right.PROPOSE)
@recallable
def send(code: str) -> Response:
    """Send the proposal, or hand it to the unit's leader."""
    form = SendForm()
    if not form.validate():
        return _check_page(queries.proposal_by_code(current_actor(), code), form, 422)
    try:
        services.submit(current_actor(), code, form.comment.data or "", form.version_number)
    except (NotReady, NotAllowed, Stale) as error:
        return _check_page(queries.proposal_by_code(current_actor(), code), form, error.status, error)
    return redirect(url_for(".receipt", code=code), 303)


@allow(Right.VIEW_UNIT)
def receipt(code: str) -> str:
    """What was sent, when and by whom, and what happens next: a page to print and keep."""
    shown = queries.proposal_by_code(current_actor(), code)
    sendings = presenters.sendings(history_of("proposal", shown.id))
    if not sendings:
        raise NotFound
    return render_template(
        "submission/receipt.html",
        proposal=shown,
        sendings=sendings,
        moment_in_words=presenters.moment_in_words,
        is_changed=shown.updated_at > sendings[-1].at and shown.state in UNIT_MAY_WRITE,
        contents=presenters.contents(answers(shown, Marker(shown)), shown),
        sums=presenters.sums(shown.budget_lines),
        steps=[names_of(step, shown.is_amendment) for step in _steps(shown)],
        in_words=money.in_words,
        funding=FUNDING,
    )


def _steps(shown: Proposal) -> Sequence[State]:
    return AFTER_AMENDING if shown.is_amendment else AFTER_SENDING


def _proposal_page(
    shown: Proposal, status: int, sent: ActionForm | None = None, refused: Exception | None = None
) -> Response:
    actor, entries = current_actor(), history_of("proposal", shown.id)
    may_edit = permissions.may(actor, ACTIONS["edit"], shown)
    page = render_template(
        "submission/proposal.html",
        may_edit=may_edit,
        tasks=(tasks := presenters.tasks(shown) if may_edit else []),
        next_task=presenters.next_task(tasks),
        buttons=[(action, _action_form(action, shown, sent)) for action in permissions.buttons(actor, shown)],
        refused=refused,
        events=presenters.events(entries),
        was_sent=presenters.sent(entries) is not None,
        # For the leader who signs it.
        changes=presenters.changes(shown, entries) if shown.state == State.AWAITING_SIGNATURE else [],
        may_amend=permissions.may(actor, ACTIONS["amend"], shown) and queries.open_amendment(shown) is None,
        may_copy=not shown.is_amendment and actor.has(Right.PROPOSE) and open_round_for(actor.unit_id) is not None,
        copy_key=new_draft_key(),
        look_again=_look_again(shown),
        asked_about=asked_about(actor, shown),
        **_shown(shown, entries),
    )
    return make_response(page, status)


def _action_form(action: Action, shown: Proposal, sent: ActionForm | None) -> ActionForm:
    """The form of an action, as it was sent or empty."""
    form = sent if sent and sent.key == action.key else ActionForm(action.key, formdata=None)
    form.version.data = str(shown.version)
    return form


def _look_again(shown: Proposal) -> list[tuple[str, Bilingual, Section]]:
    """Answers of a copy that may be out of date, until it is sent for the first time: key, name, section."""
    if not shown.copied_from or shown.submitted_at:
        return []
    return [(key, label_of(key), section_of(key)) for key in copies.LOOK_AGAIN]


def _check_page(shown: Proposal, form: SendForm, status: int, refused: Exception | None = None) -> Response:
    if refused or not form.is_submitted():
        form.version.data = str(shown.version)
    entries = history_of("proposal", shown.id)
    page = render_template(
        "submission/check.html",
        form=form,
        refused=refused,
        missing=checks.missing_to_submit(shown),
        warnings=[*checks.warnings(shown), *attachments.problems(shown)],
        changes=presenters.changes(shown, entries),
        similar=similar.find(current_actor(), Sought.of(shown)),
        **_shown(shown, entries),
    )
    return make_response(page, status)


def _shown(shown: Proposal, entries: Sequence[HistoryEntry]) -> dict[str, Any]:
    """What both pages show of a proposal."""
    marker, answered = Marker(shown), presenters.answered(shown, entries)
    return {
        "answered": answered,
        "questions": presenters.questions(shown, entries),
        "whole": requests.words_for_the_whole(answered.comment) if answered else "",
        "proposal": shown,
        "marker": marker,
        "line_label": checks.BUDGET_LINE,
        "need_label": checks.IN_KIND_NEED,
        "sections": answers(shown, marker),
        "files": attachments.files_of(shown),
        "sums": presenters.sums(shown.budget_lines),
        "versions": versions(current_actor(), shown, entries),
        "status_names": presenters.STATUS_NAMES,
        "funding": FUNDING,
        "deadline": deadline_of(shown.round, shown.unit_id),
    }
