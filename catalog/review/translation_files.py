"""Work for a translator outside: a workbook of what has no English, and what comes back in it."""

from flask import Response, flash, make_response, redirect, render_template, url_for
from flask_babel import ngettext

from catalog import storage
from catalog.access import allow, current_actor
from catalog.accounts.rights import Right
from catalog.downloads import attached
from catalog.errors import Stale
from catalog.exchange import translations as files
from catalog.exchange.documents import MIME_TYPES
from catalog.i18n import current_language
from catalog.review.forms import TranslationFileForm
from catalog.review.kept import kept_file
from catalog.translation import queries, services


@allow(Right.TRANSLATE)
def translation_file() -> Response:
    """Everything that waits for English, as a workbook."""
    rows = queries.board(current_actor())
    segments = queries.segments_by_proposal([row.proposal for row in rows])
    name = {"vi": "can-dich", "en": "to-translate"}[current_language()]
    return attached(files.write(rows, segments, current_language()), MIME_TYPES["xlsx"], f"{name}.xlsx")


@allow(Right.TRANSLATE)
def check_translation_file() -> Response:
    """Read a returned file, keep it, and go to what it would change."""
    form = TranslationFileForm()
    if not form.validate():
        return make_response(render_template("review/translation_import.html", form=form, rows=None), 422)
    return make_response(redirect(url_for("review.translation_import", sha256=storage.store(form.content)), 303))


@allow(Right.TRANSLATE)
def translation_import(sha256: str) -> str:
    """What a returned file would change; nothing is stored yet."""
    form = TranslationFileForm(formdata=None)
    return render_template("review/translation_import.html", form=form, rows=_rows(sha256))


@allow(Right.TRANSLATE)
def bring_in_translations(sha256: str) -> Response:
    """Store the new English as drafts."""
    try:
        number = services.save_all(current_actor(), files.as_drafts(_rows(sha256)))
    except Stale as error:
        flash(str(error.message), "warning")
        return make_response(redirect(url_for("review.translation_import", sha256=sha256), 303))
    flash(
        ngettext(
            "%(num)s text is stored as a draft: check it.", "%(num)s texts are stored as drafts: check them.", number
        )
    )
    return make_response(redirect(url_for("review.translation_board"), 303))


def _rows(sha256: str) -> list[files.Compared]:
    filled = files.read(kept_file(sha256))
    proposals = [row.proposal for row in queries.board(current_actor())]
    segments = queries.segments_by_proposal(proposals)
    return files.compare(filled, {proposal.code: segments[proposal.id] for proposal in proposals})
