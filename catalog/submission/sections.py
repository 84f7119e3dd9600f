"""One section of a proposal: shown, saved with gaps, and both texts shown where two people wrote."""

import hashlib
from collections.abc import Mapping
from itertools import groupby
from typing import Any

from flask import flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from catalog import clock
from catalog.access import allow, current_actor
from catalog.accounts.rights import Right
from catalog.audit import history_of
from catalog.errors import Invalid, NotAllowed, Stale
from catalog.forms import errors_from
from catalog.i18n import format_number, format_vnd
from catalog.proposals import checks, permissions, queries, services
from catalog.proposals.answers import in_words
from catalog.proposals.fields import FUNDING, SECTION_NAMES, Field, Kind, Section, fields_of
from catalog.proposals.models import Proposal
from catalog.proposals.values import cleaned
from catalog.proposals.workflow import ACTIONS
from catalog.submission import presenters
from catalog.submission.forms import SECTION_FORMS, SectionForm
from catalog.submission.rows import RowsField

REFUSED = 422
FIRST_BLANKS, MOST_BLANKS = 3, 20
SHORT = (Kind.COUNT, Kind.MONTH)


@allow(Right.PROPOSE)
def section(code: str, section: str) -> Response:
    """The form of a section; where the unit may not write any more, the page with all answers."""
    proposal = queries.proposal_by_code(current_actor(), code)
    if not permissions.may(current_actor(), ACTIONS["edit"], proposal):
        return redirect(url_for(".proposal", code=code), 303)
    form = SECTION_FORMS[Section(section)](obj=proposal)
    form.base.data = _fingerprint(proposal, form.section)
    return _page(proposal, form, 200)


@allow(Right.PROPOSE)
def save_section(code: str, section: str) -> Response:
    """Save what was typed, gaps and all, and go where the button says."""
    form = SECTION_FORMS[Section(section)]()
    verb, _colon, key = request.form.get("do", "stay").partition(":")
    if form.rows is not None:
        form.rows.rearrange(verb, key)
    if not form.validate():
        return _page(queries.proposal_by_code(current_actor(), code), form, 422)
    try:
        _save(code, form)
    except Invalid as error:
        errors_from(form, error.fields)
        return _page(queries.proposal_by_code(current_actor(), code), form, error.status)
    except Stale as error:
        return _conflict(code, form, error)
    except NotAllowed as error:
        return _page(queries.proposal_by_code(current_actor(), code), form, error.status, refused=error)
    flash(_("Saved at %(time)s.", time=f"{clock.to_local(clock.now()):%H:%M}"))
    return redirect(_next_page(code, form, verb, key), 303)


def _save(code: str, form: SectionForm) -> None:
    """Save; a version that is old only because another section was saved meanwhile is no conflict."""
    actor = current_actor()
    try:
        services.save(actor, code, form.version_number, form.values(), **form.row_inputs())
    except Stale:
        proposal = queries.proposal_by_code(actor, code)
        if form.base.data != _fingerprint(proposal, form.section):
            raise
        services.save(actor, code, proposal.version, form.values(), **form.row_inputs())


def _conflict(code: str, form: SectionForm, error: Stale) -> Response:
    """Both texts, nothing lost; somebody who sends the same a second time is told that it is saved."""
    proposal = queries.proposal_by_code(current_actor(), code)
    stored = _stored_otherwise(proposal, form)
    if not stored:
        return redirect(url_for(".section", code=code, section=form.section), 303)
    form.base.data = _fingerprint(proposal, form.section)
    return _page(proposal, form, error.status, refused=error, stored=stored)


def _stored_otherwise(proposal: Proposal, form: SectionForm) -> dict[str, str]:
    """By field, what is stored now in words, where something else was typed."""
    typed = cleaned(form.values())
    fields = [field for field in fields_of(form.section) if field.key in typed]
    found = {
        field.key: "" if checks.is_empty(proposal, field) else in_words(proposal, field)
        for field in fields
        if _or_none(typed[field.key]) != _or_none(getattr(proposal, field.key))
    }
    if form.rows is not None:
        rows = getattr(proposal, form.rows_key)
        if [_row_in_words(row) for row in rows] != [_row_in_words(row) for row in form.rows.inputs()]:
            found[form.rows_key] = "\n".join(map(_row_in_words, rows))
    return found


def _or_none(value: Any) -> Any:
    return None if value in ("", []) else value


def _row_in_words(row: Any) -> str:
    """A line or need in one line, stored or typed."""
    words = f"{row.item.strip()}: {format_number(row.quantity)} {row.unit.strip()}"
    if hasattr(row, "unit_cost_vnd"):
        optional = f", {_('may be left out')}" if row.optional else ""
        words += f" × {format_vnd(row.unit_cost_vnd)} ({FUNDING[row.funding]}{optional})"
    return words


def _fingerprint(proposal: Proposal, section: Section) -> str:
    """What tells whether a section still holds what it held when a page was made."""
    held = [getattr(proposal, field.key) for field in fields_of(section)]
    if section is Section.BUDGET:
        held += [(row.id, _row_in_words(row)) for row in proposal.budget_lines]
    if section is Section.CONTRIBUTIONS:
        held += [(row.id, _row_in_words(row)) for row in proposal.in_kind_needs]
    return hashlib.sha256(repr(held).encode()).hexdigest()[:32]


def _next_page(code: str, form: SectionForm, verb: str, key: str) -> str:
    here = url_for(".section", code=code, section=form.section)
    if verb == "back":
        return url_for(".proposal", code=code)
    if verb == "next":
        later = list(Section)[list(Section).index(form.section) + 1 :]
        return url_for(".section", code=code, section=later[0]) if later else url_for(".check", code=code)
    if verb == "add" and form.rows is not None:
        return url_for(".section", code=code, section=form.section, blanks=form.rows.blanks() + 1)
    return f"{here}?at={verb}:{key}" if verb in ("up", "down") else here


def _page(
    proposal: Proposal,
    form: SectionForm,
    status: int,
    refused: Exception | None = None,
    stored: Mapping[str, str] | None = None,
) -> Response:
    if status != REFUSED:
        form.version.data = str(proposal.version)
    if form.rows is not None:
        form.rows.offer(_blanks(form.rows))
    page = render_template(
        "submission/section.html",
        proposal=proposal,
        form=form,
        groups=_groups(form.section),
        name=SECTION_NAMES[form.section],
        tasks=presenters.tasks(proposal),
        status_names=presenters.STATUS_NAMES,
        sums=presenters.sums(form.rows.lines()) if form.section is Section.BUDGET else None,
        funding=FUNDING,
        answered=presenters.answered(proposal, history_of("proposal", proposal.id)),
        refused=refused,
        stored=stored or {},
        at=_focus(form),
    )
    return make_response(page, status)


def _groups(section: Section) -> list[tuple[bool, list[Field]]]:
    """The fields of a section in order; short ones that follow each other stand in one grid (True)."""
    return [(is_short, list(fields)) for is_short, fields in groupby(fields_of(section), lambda f: f.kind in SHORT)]


def _blanks(rows: RowsField) -> int:
    """How many empty rows to offer: some to begin with, one more where it was asked for."""
    asked = rows.blanks() + 1 if request.form.get("do") == "add" else request.args.get("blanks", 0, type=int)
    return min(max(asked, 1 if rows.entries else FIRST_BLANKS), MOST_BLANKS)


def _focus(form: SectionForm) -> str:
    """What the keyboard stands on after a button was pressed: the button of a moved row, or the row just added."""
    if form.rows is not None and "blanks" in request.args:
        return f"item:{form.rows.entries[-1].key}"
    return request.args.get("at", "")
