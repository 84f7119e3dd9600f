"""The office's own Word files for its documents: taken in, looked at, taken into use, set aside."""

from flask import Response, flash, make_response, render_template, url_for
from flask_babel import gettext as _

from catalog import storage
from catalog.access import allow, current_actor
from catalog.accounts.rights import Right
from catalog.administration import administration, queries
from catalog.administration.forms import TemplateForm
from catalog.administration.saving import SAVED, attempt, see, sent_version
from catalog.downloads import attached
from catalog.errors import Invalid, NotFound
from catalog.exchange import services_templates as services
from catalog.exchange.documents import MIME_TYPES
from catalog.exchange.writing import docx
from catalog.exchange.writing.template_refusals import RefusedTemplate
from catalog.exchange.writing.template_words import APPENDICES, APPENDICES_SAID, FACTS, LINES
from catalog.i18n import LANGUAGES

# Names that every file system knows.
USUAL_NAMES = {"vi": "mau-van-ban", "en": "document-template"}
PREVIEW_NAME = "xem-truoc-preview"


@administration.route("/official/templates/new", methods=["GET", "POST"])
@allow(Right.ADMINISTER)
def new_template() -> Response:
    """Send a file in; what is wrong with it is said."""
    form = TemplateForm()

    def save() -> None:
        file = form.file.data
        try:
            services.add(current_actor(), form.language.data, file.filename or "", file.read())
        except RefusedTemplate as error:
            raise Invalid({"file": error.message}) from None

    status = attempt(form, save)
    if status == SAVED:
        flash(_("The template is stored. Look at it, then take it into use."))
        return see(url_for(".official", _anchor="templates"))
    page = render_template(
        "administration/new_template.html",
        form=form,
        facts=FACTS,
        lines=LINES,
        appendices={APPENDICES: APPENDICES_SAID},
        languages=LANGUAGES,
    )
    return make_response(page, status)


@administration.get("/official/templates/usual/<language>")
@allow(Right.ADMINISTER)
def usual_template(language: str) -> Response:
    """The document that the application writes itself, to start from."""
    if language not in LANGUAGES:
        raise NotFound
    return attached(docx.template(language), MIME_TYPES["docx"], f"{USUAL_NAMES[language]}.docx")


@administration.get("/official/templates/<int:template_id>/file")
@allow(Right.ADMINISTER)
def template_file(template_id: int) -> Response:
    """A template as it was sent in."""
    template = queries.template(template_id)
    return attached(storage.load(template.sha256, storage.TEMPLATES), MIME_TYPES["docx"], template.name)


@administration.get("/official/templates/<int:template_id>/preview")
@allow(Right.ADMINISTER)
def template_preview(template_id: int) -> Response:
    """The newest edition made from a template."""
    return attached(
        services.preview(queries.template(template_id)), MIME_TYPES["docx"], f"{PREVIEW_NAME}-{template_id}.docx"
    )


@administration.post("/official/templates/<int:template_id>/use")
@allow(Right.ADMINISTER)
def use_template(template_id: int) -> Response:
    """Make documents from it from now on."""
    services.use(current_actor(), template_id, sent_version())
    flash(_("Editions that are released from now on are made from this template."))
    return see(url_for(".official", _anchor="templates"))


@administration.post("/official/templates/<int:template_id>/stop")
@allow(Right.ADMINISTER)
def stop_template(template_id: int) -> Response:
    """Go back to the usual document."""
    services.stop(current_actor(), template_id, sent_version())
    flash(_("Documents have their usual form again; what is released stays."))
    return see(url_for(".official", _anchor="templates"))


@administration.post("/official/templates/<int:template_id>/remove")
@allow(Right.ADMINISTER)
def remove_template(template_id: int) -> Response:
    """Forget one that was never used."""
    services.remove(current_actor(), template_id, sent_version())
    flash(_("The template is removed."))
    return see(url_for(".official", _anchor="templates"))
