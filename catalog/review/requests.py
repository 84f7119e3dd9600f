"""What the office asks of a unit: collected on the page of a proposal, read as the mail that it makes, sent."""

from dataclasses import dataclass

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _

from catalog import recovery
from catalog.access import allow, current_actor
from catalog.accounts.models import Person
from catalog.accounts.rights import Right
from catalog.errors import Invalid, NotAllowed, NotFound, Stale
from catalog.forms import errors_from
from catalog.i18n import LANGUAGES, Bilingual
from catalog.proposals import mails, permissions, queries, requests, services
from catalog.proposals.models import Proposal
from catalog.proposals.workflow import ACTIONS
from catalog.review.filters import filters_from
from catalog.review.forms import DecisionForm, MailForm, RequestForm
from catalog.review.proposals import page
from catalog.text import clean

ACTION = ACTIONS["request_changes"]


@allow(Right.REVIEW)
@recovery.recallable
def collect_request(code: str) -> Response:
    """Put a question about one answer to the others; nothing is sent yet, and what was typed stays when refused."""
    form = RequestForm()
    if recovery.is_recalled():
        return _page(code, form)
    try:
        services.collect_request(
            current_actor(), code, form.key.data or "", form.reason.data or "", form.words.data or "", form.shown.data
        )
    except (Invalid, Stale) as error:
        if isinstance(error, Invalid):
            errors_from(form, error.fields)
        return _page(code, form, error.status, error if isinstance(error, Stale) else None)
    flash(_("The question is collected. It is sent when you ask for changes."))
    return _back(code, form.key.data)


def _page(code: str, asked: RequestForm, status: int = 200, conflict: Stale | None = None) -> Response:
    proposal = queries.proposal_by_code(current_actor(), code)
    decision = DecisionForm(formdata=None, data={"version": proposal.version})
    return page(proposal, decision, status, conflict, asked)


@allow(Right.REVIEW)
def drop_request(code: str) -> Response:
    """Take a collected question back."""
    services.drop_request(current_actor(), code, request.form.get("key", ""))
    flash(_("The question is removed."))
    return _back(code, request.form.get("key"))


@allow(Right.REVIEW)
def settle_request(code: str) -> Response:
    """Say that an answer is fine now."""
    services.settle_request(current_actor(), code, request.form.get("key", ""))
    flash(_("The answer is marked as fine."))
    return _back(code, request.form.get("key"))


def _back(code: str, key: str | None) -> Response:
    address = url_for("review.proposal", code=code, _anchor=key, **filters_from(request.args))
    return make_response(redirect(address, 303))


@dataclass(frozen=True)
class Preview:
    """The mail in one language, with the people who get it in that language."""

    language: str
    people: list[Person]
    subject: str
    body: str


@allow(Right.REVIEW)
@recovery.recallable
def request_changes(code: str) -> Response:
    """The mail exactly as it will go and to whom; sent only as it was shown."""
    proposal = queries.proposal_by_code(current_actor(), code)
    if not permissions.may(current_actor(), ACTION, proposal):
        raise NotAllowed
    form, error = MailForm(data={"version": proposal.version}), None
    if request.form.get("do") == "send" and not recovery.is_recalled():
        if not form.validate():
            raise NotFound
        try:
            if form.is_as_shown:
                return _send(code, form)
        except (Invalid, Stale) as refused:
            error = refused
            proposal = queries.proposal_by_code(current_actor(), code)
    return _mail_page(proposal, form, error)


def _send(code: str, form: MailForm) -> Response:
    services.perform(current_actor(), code, ACTION.key, form.comment.data or "", form.version.data)
    flash(_("%(code)s: %(done)s.", code=code, done=ACTION.done))
    return make_response(redirect(url_for("review.proposal", code=code, **filters_from(request.args)), 303))


def _mail_page(proposal: Proposal, form: MailForm, error: Invalid | Stale | None) -> Response:
    if isinstance(error, Invalid):
        errors_from(form, error.fields)
    has_changed = form.shown.data is not None and not form.is_as_shown
    collected = requests.collected(proposal)
    comment = clean(form.comment.data or "")
    form.shown.data, form.version.data = comment, proposal.version
    body = render_template(
        "review/request_changes.html",
        proposal=proposal,
        form=form,
        previews=_previews(proposal, requests.message(comment, collected)) if comment or collected else [],
        collected=collected,
        has_changed=has_changed,
        conflict=error if isinstance(error, Stale) else None,
        filters=filters_from(request.args),
    )
    return make_response(body, error.status if error else 200)


def _previews(proposal: Proposal, said: Bilingual) -> list[Preview]:
    """The mail as each language's readers get it; in Vietnamese where nobody would get it."""
    letter = mails.letter("changes_requested", proposal, said)
    readers = {language: [person for person in letter.people if person.language == language] for language in LANGUAGES}
    return [
        Preview(language, people, letter.subject.in_(language), letter.body.in_(language))
        for language, people in readers.items()
        if people or (language == "vi" and not letter.people)
    ]
