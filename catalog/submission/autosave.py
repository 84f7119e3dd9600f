"""Saving a section: as a whole by its buttons, and as far as it goes while somebody types."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import Response, jsonify
from flask_babel import gettext as _
from flask_babel import ngettext

from catalog import clock
from catalog.access import current_actor
from catalog.errors import DomainError, Invalid, Stale
from catalog.forms import errors_from
from catalog.proposals import queries, services
from catalog.proposals.fields import Kind, fields_of
from catalog.proposals.models import Proposal
from catalog.recovery import for_script
from catalog.submission.conflicts import differences, fingerprint
from catalog.submission.forms import SectionForm

# Values, then rules between fields, then all fields that such rules are about: what is left is right.
ATTEMPTS = 4
BOUND_TO_OTHERS = (Kind.COUNT, Kind.MONTH)


def save(code: str, form: SectionForm) -> Proposal:
    """Save; it is no conflict to send the same twice, or after somebody saved another section.

    Raises NotFound, NotAllowed, Invalid and Stale.
    """
    actor = current_actor()
    try:
        return services.save(actor, code, form.version_number, form.values(), **form.row_inputs())
    except Stale:
        proposal = queries.proposal_by_code(actor, code)
        if not differences(proposal, form):
            return proposal
        if form.base.data != fingerprint(proposal, form.section):
            raise
        return services.save(actor, code, proposal.version, form.values(), **form.row_inputs())


def answer(code: str, form: SectionForm) -> Response:
    """Save what is right, and tell what was saved, when, and what is not right: that stays in the browser.

    JSON: version, base, saved_at (ISO), words for the status line, rows {key sent: id stored}, errors {id of a control
    or table: text}. When nothing could be saved, only words, with the status of the refusal.
    """
    form.validate()
    _leave_out_what_is_wrong(code, form)
    try:
        proposal = _save_what_is_right(code, form)
    except Stale:
        return for_script(Stale.status, _("Somebody else has saved this section meanwhile."))
    except DomainError as error:
        return for_script(error.status, str(error.message))
    return told(proposal, fingerprint(proposal, form.section), _errors(form), _row_ids(proposal, form))


def told(proposal: Proposal, base: str, errors: Mapping[str, str], rows: Mapping[str, int] = {}) -> Response:
    """Tell a script what was saved."""
    moment = clock.now()
    return jsonify(
        version=proposal.version,
        base=base,
        saved_at=moment.isoformat(),
        words=_words(f"{clock.to_local(moment):%H:%M}", len(errors)),
        rows=rows,
        errors=errors,
    )


def _leave_out_what_is_wrong(code: str, form: SectionForm) -> None:
    form.left_out |= {key for key in form.errors if key in form._fields and key != form.rows_key}
    if form.rows is not None and form.rows.errors:
        form.rows.mend(getattr(queries.proposal_by_code(current_actor(), code), form.rows_key))


def _save_what_is_right(code: str, form: SectionForm) -> Proposal:
    for _attempt in range(ATTEMPTS):
        try:
            return save(code, form)
        except Invalid as error:
            errors_from(form, error.fields)
            form.left_out |= _to_leave_out(form, error.fields)
    raise Invalid({})


def _to_leave_out(form: SectionForm, wrong: Iterable[str]) -> set[str]:
    """The fields to blame; where all of them are left out already, what was typed contradicts what is stored."""
    return set(wrong) - form.left_out or {
        field.key for field in fields_of(form.section) if field.kind in BOUND_TO_OTHERS
    }


def _errors(form: SectionForm) -> dict[str, str]:
    """What is wrong, by the id of the control; of a table as a whole by the table's."""
    found: dict[str, Any] = {field.id: field.errors for field in form if field.name != form.rows_key and field.errors}
    if form.rows is not None:
        found |= {
            cell.id: cell.errors
            for row in form.rows.entries
            if not row.form.is_blank
            for cell in row.form
            if cell.errors
        }
        found |= {form.rows_key: [text for text in form.rows.errors if isinstance(text, str)]}
    return {key: " ".join(dict.fromkeys(map(str, texts))) for key, texts in found.items() if texts}


def _row_ids(proposal: Proposal, form: SectionForm) -> dict[str, int]:
    """Under which id each row of the page is stored now."""
    if form.rows is None or form.rows_key in form.left_out:
        return {}
    typed = [row.key for row in form.rows.entries if not row.form.is_blank]
    return dict(zip(typed, (row.id for row in getattr(proposal, form.rows_key)), strict=True))


def _words(time: str, wrong: int) -> str:
    saved = _("Saved %(time)s", time=time)
    if not wrong:
        return saved
    kept = ngettext(
        "%(num)s answer is not right yet and is kept on this computer only",
        "%(num)s answers are not right yet and are kept on this computer only",
        wrong,
    )
    return f"{saved}. {kept}."
