"""One section of a proposal: shown, saved with gaps, and both texts shown where two people wrote."""

from collections.abc import Mapping
from itertools import groupby

from flask import flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from catalog import clock, recovery
from catalog.access import allow, current_actor
from catalog.accounts.rights import Right
from catalog.audit import history_of
from catalog.errors import Invalid, NotAllowed, Stale
from catalog.forms import errors_from
from catalog.offline import kept_offline
from catalog.proposals import checks, guidance, guide_costs, permissions, queries, similar
from catalog.proposals.choices import FUNDING
from catalog.proposals.fields import Field, Kind, fields_of
from catalog.proposals.models import Proposal
from catalog.proposals.sections import SECTION_NAMES, Section
from catalog.proposals.similar import Sought
from catalog.proposals.workflow import ACTIONS
from catalog.submission import autosave, presenters
from catalog.submission.conflicts import Difference, differences, fingerprint
from catalog.submission.forms import SECTION_FORMS, SectionForm
from catalog.submission.rows import RowsField

REFUSED = 422
FIRST_BLANKS, MOST_BLANKS = 3, 20
SHORT = (Kind.COUNT, Kind.MONTH)


@allow(Right.PROPOSE)
@kept_offline
def section(code: str, section: str) -> Response:
    """The form of a section; where the unit may not write any more, the page with all answers."""
    proposal = queries.proposal_by_code(current_actor(), code)
    if not permissions.may(current_actor(), ACTIONS["edit"], proposal):
        return redirect(url_for(".proposal", code=code), 303)
    form = SECTION_FORMS[Section(section)](obj=proposal)
    form.base.data = fingerprint(proposal, form.section)
    return _page(proposal, form, 200)


@allow(Right.PROPOSE)
@recovery.recallable
def save_section(code: str, section: str) -> Response:
    """Save what was typed, gaps and all, and go where the button says; to a script, tell what was saved."""
    form = SECTION_FORMS[Section(section)]()
    if recovery.is_script():
        return autosave.answer(code, form)
    if recovery.is_recalled():
        return _recalled(code, form)
    verb, _colon, key = request.form.get("do", "stay").partition(":")
    number = form.rows.rearrange(verb, key) if form.rows is not None else 0
    if not form.validate():
        return _page(queries.proposal_by_code(current_actor(), code), form, REFUSED)
    try:
        autosave.save(code, form)
    except (Invalid, NotAllowed, Stale) as error:
        return _refused(code, form, error)
    flash(_("Saved at %(time)s.", time=f"{clock.to_local(clock.now()):%H:%M}"))
    return redirect(_next_page(code, form, verb, number), 303)


def _recalled(code: str, form: SectionForm) -> Response:
    """The page as it was filled in before; with both texts where somebody has saved meanwhile."""
    proposal = queries.proposal_by_code(current_actor(), code)
    if form.base.data != fingerprint(proposal, form.section) and differences(proposal, form):
        return _refused(code, form, Stale())
    return _page(proposal, form, 200)


def _refused(code: str, form: SectionForm, error: Invalid | NotAllowed | Stale) -> Response:
    """The page with everything still filled in; after somebody else's save with both texts."""
    proposal = queries.proposal_by_code(current_actor(), code)
    if isinstance(error, Invalid):
        errors_from(form, error.fields)
        return _page(proposal, form, error.status)
    if isinstance(error, NotAllowed):
        return _page(proposal, form, error.status, refused=error)
    form.base.data = fingerprint(proposal, form.section)
    return _page(proposal, form, error.status, refused=error, stored=differences(proposal, form))


def _next_page(code: str, form: SectionForm, verb: str, number: int) -> str:
    here = url_for(".section", code=code, section=form.section)
    if verb == "back":
        return url_for(".proposal", code=code)
    if verb == "next":
        later = list(Section)[list(Section).index(form.section) + 1 :]
        return url_for(".section", code=code, section=later[0]) if later else url_for(".check", code=code)
    if verb == "add" and form.rows is not None:
        return url_for(".section", code=code, section=form.section, blanks=form.rows.blanks() + 1)
    return f"{here}?at={verb}:{number}" if number else here


def _page(
    proposal: Proposal,
    form: SectionForm,
    status: int,
    refused: Exception | None = None,
    stored: Mapping[str, Difference] | None = None,
) -> Response:
    if status != REFUSED:
        form.version.data = str(proposal.version)
    if form.rows is not None:
        form.rows.offer(_blanks(form.rows))
    entries = history_of("proposal", proposal.id)
    page = render_template(
        "submission/section.html",
        proposal=proposal,
        form=form,
        groups=_groups(proposal, form),
        name=SECTION_NAMES[form.section],
        tasks=presenters.tasks(proposal),
        status_names=presenters.STATUS_NAMES,
        sums=presenters.sums(form.rows.lines()) if form.rows else None,
        usual=guide_costs.of_category(proposal.category_key),
        guidance=guidance,
        funding=FUNDING,
        answered=presenters.answered(proposal, entries),
        questions=presenters.questions(proposal, entries),
        newest=entries[0] if entries else None,
        hits=[hit for hit in checks.text_hits(proposal) if hit.section is form.section],
        similar=similar.find(current_actor(), Sought.of(proposal)) if form.section is Section.PLACE else [],
        refused=refused,
        stored=stored or {},
        at=_focus(form),
    )
    return make_response(page, status)


def _groups(proposal: Proposal, form: SectionForm) -> list[tuple[bool, list[Field]]]:
    """The fields to ask in order; short ones that follow each other stand in one grid (True). What was sent stays."""
    asked = [f for f in fields_of(form.section) if checks.is_asked(proposal, f) or form[f.key].raw_data]
    return [(is_short, list(fields)) for is_short, fields in groupby(asked, lambda f: f.kind in SHORT)]


def _blanks(rows: RowsField) -> int:
    """How many empty rows to offer: some to begin with, one more where it was asked for."""
    asked = rows.blanks() + 1 if request.form.get("do") == "add" else request.args.get("blanks", 0, type=int)
    return min(max(asked, 1 if rows.entries else FIRST_BLANKS), MOST_BLANKS)


def _focus(form: SectionForm) -> str:
    """What the keyboard stands on after a button was pressed: that button in a row, by number, or a row to write in."""
    if form.rows is not None and "blanks" in request.args:
        return f"item:{len(form.rows.entries) - form.rows.blanks() + 1}"
    return request.args.get("at", "")
