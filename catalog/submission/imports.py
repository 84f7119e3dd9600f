"""Bringing a file in, in two steps: what was understood of it, then all of it or nothing."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_wtf.file import FileField, FileRequired
from werkzeug.wrappers import Response
from wtforms.validators import ValidationError

from catalog.access import allow, current_actor
from catalog.accounts.rights import Right
from catalog.errors import NotFound
from catalog.exchange import imports
from catalog.exchange.reading.messages import UnreadableFile
from catalog.forms import Form
from catalog.rounds import queries as rounds
from catalog.submission import submission
from catalog.submission.workbook import WorkbookForm
from catalog.units.models import Unit
from catalog.units.queries import unit_by_id


class FileForm(Form):
    """One file as the unit has it."""

    file = FileField(_l("Excel or Word file"), validators=[FileRequired(_l("Choose a file."))])

    def validate_file(self, field: FileField) -> None:
        """Read it at once: what can't be read is not kept."""
        self.content = field.data.read()
        try:
            imports.read(self.content, field.data.filename)
        except UnreadableFile as error:
            raise ValidationError(str(error.message)) from None


class ConfirmForm(Form):
    """Nothing but the decision."""


def _unit() -> Unit:
    unit_id = current_actor().unit_id
    if unit_id is None:
        raise NotFound
    return unit_by_id(unit_id)


@submission.route("/import", methods=["GET", "POST"])
@allow(Right.PROPOSE)
def import_file() -> Response | str | tuple[str, int]:
    """Choose a file; it is read at once and kept for its preview."""
    unit, form = _unit(), FileForm()
    round_ = rounds.open_round_for(unit.id)
    if round_ and form.validate_on_submit():
        kept = imports.keep(current_actor(), form.content, form.file.data.filename, unit, round_)
        return redirect(url_for(".import_preview", file_id=kept.id), 303)
    page = render_template(
        "submission/import_file.html",
        form=form,
        workbook=WorkbookForm(),
        unit=unit,
        round=round_,
        files=imports.files_of_unit(unit.id),
    )
    return (page, 422) if request.method == "POST" else page


@submission.route("/import/<int:file_id>")
@allow(Right.PROPOSE)
def import_preview(file_id: int) -> str:
    """What was understood, row by row with the file's own row numbers; nothing is stored yet."""
    kept = imports.kept_file(current_actor(), file_id)
    found = imports.preview_kept(kept)
    return render_template("submission/import_preview.html", form=ConfirmForm(), kept=kept, preview=found)


@submission.post("/import/<int:file_id>")
@allow(Right.PROPOSE)
def import_bring_in(file_id: int) -> Response:
    """Make a draft of every good row."""
    actor = current_actor()
    codes = imports.bring_in(actor, imports.kept_file(actor, file_id)).made
    if codes:
        listed = ", ".join(codes)
        flash(
            ngettext(
                "%(num)d draft was made: %(codes)s",
                "%(num)d drafts were made: %(codes)s",
                len(codes),
                codes=listed,
            ),
            "success",
        )
    else:
        flash(_("Nothing was made: every row of this file is here already, or can't be brought in."), "info")
    return redirect(url_for(".proposals"), 303)
