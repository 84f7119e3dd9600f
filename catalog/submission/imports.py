"""Bringing a file in, in two steps: what was understood of it, then all of it or nothing."""

from pathlib import PurePath
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_wtf.file import FileField, FileRequired
from werkzeug.wrappers import Response
from wtforms import SelectField
from wtforms.validators import ValidationError

from catalog.access import allow, current_actor
from catalog.accounts.rights import Right
from catalog.downloads import attached
from catalog.errors import NotFound
from catalog.exchange import imports
from catalog.exchange.documents import MIME_TYPES
from catalog.exchange.reading.choices import of_table
from catalog.exchange.reading.messages import UnreadableFile
from catalog.exchange.writing import remarks
from catalog.forms import Form
from catalog.i18n import current_language
from catalog.rounds import queries as rounds
from catalog.submission import submission
from catalog.submission.forms import category_choices
from catalog.submission.workbook import WorkbookForm
from catalog.units.models import Unit
from catalog.units.queries import unit_by_id

TICKED_OFF = "unticked"


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


class RowsForm(Form):
    """The ticks of the rows stand in their table; the type of support is that of all rows that have none."""

    category_key = SelectField(_l("Type of support of all rows that have none"), validate_choice=False)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.category_key.choices = category_choices()


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
    category = of_table(kept.choices, found.sheet).category
    usable = [row for row in found.rows if row.status in ("ok", "warning")]
    return render_template(
        "submission/import_preview.html",
        form=RowsForm(data={"category_key": category}),
        kept=kept,
        preview=found,
        usable=usable,
        updated=sum(row.row in found.updates for row in usable),
        offered=[row for row in found.rows if row.left_out in ("", TICKED_OFF)],
        category=category,
    )


@submission.post("/import/<int:file_id>")
@allow(Right.PROPOSE)
def import_bring_in(file_id: int) -> Response:
    """Make or update a draft of every good row that is ticked."""
    actor = current_actor()
    _save_ticks(file_id)
    brought = imports.bring_in(actor, imports.kept_file(actor, file_id))
    made, updated = (", ".join(codes) for codes in brought)
    if made:
        many = len(brought.made)
        flash(
            ngettext("%(num)d draft was made: %(codes)s", "%(num)d drafts were made: %(codes)s", many, codes=made),
            "success",
        )
    if updated:
        many = len(brought.updated)
        flash(
            ngettext(
                "%(num)d draft was updated: %(codes)s", "%(num)d drafts were updated: %(codes)s", many, codes=updated
            ),
            "success",
        )
    if not made and not updated:
        flash(_("Nothing was made: every row of this file is here already, or can't be brought in."), "info")
    return redirect(url_for(".proposals"), 303)


@submission.post("/import/<int:file_id>/rows")
@allow(Right.PROPOSE)
def import_choose(file_id: int) -> Response:
    """Keep which rows are ticked, and the type of support for all rows that have none."""
    _save_ticks(file_id)
    return redirect(url_for(".import_preview", file_id=file_id), 303)


def _save_ticks(file_id: int) -> None:
    """Keep only what was changed on this page, so that ticks set in another tab stay."""
    sent = request.form
    before, ticked = set(sent.get("ticked", "").split()), set(sent.getlist("take"))
    changes: dict[tuple[str, ...], Any] = {
        ("rows", number, "out"): imports.TAKEN_BACK if number in ticked else True
        for number in sorted(set(sent.get("offered", "").split()))
        if number.isdecimal() and (number in ticked) != (number in before)
    }
    category = sent.get("category_key", "")
    if category != sent.get("was-category_key", ""):
        if category and category not in {choice.value for choice in category_choices()}:
            abort(400)
        changes["category",] = category or imports.TAKEN_BACK
    if changes:
        imports.decide(current_actor(), file_id, sent.get("sheet"), changes)


@submission.route("/import/<int:file_id>/remarks.xlsx")
@allow(Right.PROPOSE)
def import_remarks(file_id: int) -> Response:
    """The file as a workbook with a column of remarks, to be corrected and sent again."""
    kept = imports.kept_file(current_actor(), file_id)
    data = remarks.write(imports.preview_kept(kept), current_language())
    name = f"{PurePath(kept.name).stem}-{_('remarks')}.xlsx"
    return attached(data, MIME_TYPES["xlsx"], name)
