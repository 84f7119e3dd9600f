"""The glossary: found, changed, taken out as a file and brought in again."""

from typing import Any

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from catalog import recovery, storage
from catalog.access import allow, current_actor
from catalog.accounts.rights import Right
from catalog.downloads import attached
from catalog.errors import Invalid, Stale
from catalog.exchange import glossary as files
from catalog.exchange.documents import MIME_TYPES
from catalog.forms import errors_from
from catalog.i18n import current_language
from catalog.review.forms import GlossaryFileForm, TermForm
from catalog.review.kept import kept_file
from catalog.translation import queries, services
from catalog.translation.models import TERM_CATEGORIES


@allow(Right.TRANSLATE, Right.READ_OFFICE)
def glossary() -> Response:
    """The terms that hold what is looked for."""
    return _list(TermForm(formdata=None, category=request.args.get("group", "")), 200)


@allow(Right.TRANSLATE)
@recovery.recallable
def add_term() -> Response:
    """Add a term."""
    form = TermForm()
    if recovery.is_recalled():
        return _list(form, 200)
    try:
        term = services.add_term(current_actor(), form.given())
    except Invalid as error:
        errors_from(form, error.fields)
        return _list(form, error.status)
    flash(_("“%(term)s” is in the glossary.", term=term.source))
    return _see("review.glossary", q=term.source)


@allow(Right.TRANSLATE, Right.READ_OFFICE)
def term(term_id: int) -> Response:
    """A term, and the translations that use it."""
    found = queries.term(term_id)
    return _term_page(term_id, TermForm(formdata=None, obj=found), 200)


@allow(Right.TRANSLATE)
@recovery.recallable
def save_term(term_id: int) -> Response:
    """Change a term."""
    form = TermForm()
    if recovery.is_recalled():
        return _term_page(term_id, form, 200)
    try:
        changed = services.change_term(current_actor(), term_id, form.version_number, form.given())
    except (Invalid, Stale) as error:
        errors_from(form, error.fields if isinstance(error, Invalid) else {"target": error.message})
        return _term_page(term_id, form, error.status)
    flash(_("“%(term)s” is saved. Below stands where it is used.", term=changed.source))
    return _see("review.term", term_id=term_id)


@allow(Right.TRANSLATE)
def remove_term(term_id: int) -> Response:
    """Remove a term."""
    form = TermForm()
    try:
        services.remove_term(current_actor(), term_id, form.version_number)
    except Stale as error:
        errors_from(form, {"target": error.message})
        return _term_page(term_id, form, error.status)
    flash(_("The term is removed."))
    return _see("review.glossary")


@allow(Right.TRANSLATE, Right.READ_OFFICE)
def glossary_file(format_: str) -> Response:
    """All terms as a file."""
    language = current_language()
    name = {"vi": "bang-thuat-ngu", "en": "glossary"}[language]
    data = files.write(queries.glossary(), format_, language)
    return attached(data, MIME_TYPES[format_], f"{name}.{format_}")


@allow(Right.TRANSLATE)
def check_glossary_file() -> Response:
    """Read a file, keep it, and go to what it would change."""
    form = GlossaryFileForm()
    if not form.validate():
        return _list(TermForm(formdata=None), 422, form)
    return _see("review.glossary_import", sha256=storage.store(form.content))


@allow(Right.TRANSLATE)
def glossary_import(sha256: str) -> str:
    """What a file would add and change; nothing is stored yet."""
    known = {(term.source, term.category): term.target for term in queries.glossary()}
    rows = [(row, known.get((row.term.source, row.term.category))) for row in files.read(kept_file(sha256))]
    wanted = [(row, before) for row, before in rows if row.error or before != row.term.target]
    return render_template(
        "review/glossary_import.html",
        rows=wanted,
        same=len(rows) - len(wanted),
        usable=[row for row, _before in wanted if not row.error],
        categories=TERM_CATEGORIES,
    )


@allow(Right.TRANSLATE)
def bring_in_glossary(sha256: str) -> Response:
    """Take over the good rows of a file."""
    rows = files.read(kept_file(sha256))
    done = services.import_terms(current_actor(), [row.term for row in rows if not row.error])
    flash(
        "{} {}".format(
            ngettext("%(num)s term was added.", "%(num)s terms were added.", done.added),
            ngettext("%(num)s was changed.", "%(num)s were changed.", done.changed),
        )
    )
    return _see("review.glossary")


def _list(form: TermForm, status: int, file_form: GlossaryFileForm | None = None) -> Response:
    words, group = request.args.get("q", "").strip(), request.args.get("group", "")
    group = group if group in TERM_CATEGORIES else ""
    terms = queries.terms_with(words, group)
    body = render_template(
        "review/glossary.html",
        terms=terms,
        words=words,
        group=group,
        categories=TERM_CATEGORIES,
        form=form,
        file_form=file_form or GlossaryFileForm(formdata=None),
        may_change=current_actor().has(Right.TRANSLATE),
    )
    return make_response(body, status)


def _term_page(term_id: int, form: TermForm, status: int) -> Response:
    found = queries.term(term_id)
    form.version.data = str(found.version)
    body = render_template(
        "review/term.html",
        term=found,
        form=form,
        uses=queries.uses_of(current_actor(), found),
        categories=TERM_CATEGORIES,
        may_change=current_actor().has(Right.TRANSLATE),
    )
    return make_response(body, status)


def _see(endpoint: str, **values: Any) -> Response:
    return make_response(redirect(url_for(endpoint, **values), 303))
