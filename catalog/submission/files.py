"""The section of photos and documents: added at once, described, ordered, removed, and sent to who may see them."""

import io
from typing import Any

from flask import flash, make_response, redirect, render_template, request, send_file, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from catalog import clock, recovery
from catalog.access import allow, current_actor
from catalog.accounts.rights import Right
from catalog.attachments import queries as attachments
from catalog.attachments import services
from catalog.attachments.consents import RULES
from catalog.attachments.refusals import (
    MOST_DOCUMENT_BYTES,
    MOST_DOCUMENTS,
    MOST_PHOTO_BYTES,
    MOST_PHOTOS,
    RefusedFile,
)
from catalog.audit import history_of
from catalog.errors import DomainError, Invalid, NotAllowed, NotFound, Stale
from catalog.proposals import checks, permissions
from catalog.proposals.choices import CONSENTS
from catalog.proposals.models import Attachment, Proposal
from catalog.proposals.queries import proposal_by_code
from catalog.proposals.sections import SECTION_NAMES, Section
from catalog.proposals.workflow import ACTIONS
from catalog.submission import autosave, presenters
from catalog.submission.file_form import FilesForm, base_of, differences, files_form

REFUSED = 422
KINDS = {"photos": "photo", "documents": "document"}
MOVES = {"up": -1, "down": 1}
# A file opened by its own address is alone in its box: no script, no form, no other site.
BOX = "default-src 'none'; sandbox"
KEPT_SECONDS = 600


@allow(Right.PROPOSE)
def files(code: str) -> Response:
    """The photos and documents with what is written of them; where the unit may not write, all answers."""
    proposal = proposal_by_code(current_actor(), code)
    if not permissions.may(current_actor(), ACTIONS["describe_file"], proposal):
        return redirect(url_for(".proposal", code=code), 303)
    form = files_form(attachments.files_of(proposal))
    form.base.data = base_of(attachments.files_of(proposal))
    return _page(proposal, form, 200)


@allow(Right.PROPOSE)
@recovery.recallable
def save_files(code: str) -> Response:
    """Take new files in, save what was written, do what the button says: what fails takes nothing else with it."""
    if recovery.is_script():
        return _autosave(code)
    if recovery.is_recalled():
        return _page(proposal_by_code(current_actor(), code), _form(code), 200)
    verb, _colon, key = request.form.get("do", "stay").partition(":")
    refused = _take_in(code)
    form = _form(code)
    try:
        services.describe(current_actor(), code, form.typed())
        _rearrange(code, verb, key)
    except Invalid as error:
        form.refuse(error.fields)
    except (NotAllowed, Stale) as error:
        return _refused(code, form, error)
    else:
        form.base.data = base_of(attachments.files_of(proposal_by_code(current_actor(), code)))
    for name, errors in refused.items():
        form[name].errors = errors
    if form.errors:
        return _page(proposal_by_code(current_actor(), code), form, REFUSED)
    flash(_("Saved at %(time)s.", time=f"{clock.to_local(clock.now()):%H:%M}"))
    return redirect(_next_page(code, verb, key), 303)


@allow(Right.PROPOSE)
def add_file(code: str) -> Response:
    """Take one file in for a script; answers with its place on the page, or with the reason in words."""
    sent, kind = request.files.get("file"), request.form.get("kind", "")
    if sent is None or kind not in KINDS.values():
        raise NotFound
    try:
        row = services.add(current_actor(), code, kind, sent.filename or "", sent.stream.read())
    except (RefusedFile, NotAllowed) as error:
        return make_response(str(error.message), error.status, {"Content-Type": "text/plain; charset=utf-8"})
    proposal = proposal_by_code(current_actor(), code)
    found = attachments.files_of(proposal)
    shown = next((photo for photo in found.photos if photo.row.id == row.id), None)
    page = render_template(
        "submission/add_file.html", row=row, photo=shown, form=files_form(found, formdata=None), **_words()
    )
    return make_response(page, 201)


@allow(Right.VIEW_UNIT, Right.READ_OFFICE)
def photo(file_id: int, width: int) -> Response:
    """A photo in one of its widths."""
    row = attachments.attachment(current_actor(), file_id)
    return _served(row, attachments.content(row, width))


@allow(Right.VIEW_UNIT, Right.READ_OFFICE)
def document(file_id: int) -> Response:
    """A document, to be kept rather than shown."""
    row = attachments.attachment(current_actor(), file_id)
    if row.kind != "document":
        raise NotFound
    return _served(row, attachments.content(row))


def _served(row: Attachment, data: bytes) -> Response:
    response = send_file(
        io.BytesIO(data), row.media_type, as_attachment=row.kind == "document", download_name=row.name, etag=row.sha256
    )
    response.headers["Cache-Control"] = f"private, max-age={KEPT_SECONDS}"
    response.headers["Content-Security-Policy"] = BOX
    return response


def _form(code: str) -> FilesForm:
    return files_form(attachments.files_of(proposal_by_code(current_actor(), code)))


def _take_in(code: str) -> dict[str, list[str]]:
    """Store what was chosen, file by file; returns what was refused, in words, by the field it was chosen in."""
    refused: dict[str, list[str]] = {}
    for name, kind in KINDS.items():
        for sent in request.files.getlist(name):
            if not sent.filename:
                continue
            try:
                services.add(current_actor(), code, kind, sent.filename, sent.stream.read())
            except (RefusedFile, NotAllowed) as error:
                refused.setdefault(name, []).append(f"{sent.filename}: {error.message}")
    return refused


def _rearrange(code: str, verb: str, key: str) -> None:
    if verb in MOVES and key.isdecimal():
        services.move(current_actor(), code, int(key), MOVES[verb])
    if verb == "drop" and key.isdecimal():
        services.remove(current_actor(), code, int(key))


def _autosave(code: str) -> Response:
    """Save what is right of what was written, while somebody types."""
    typed, errors = _form(code).typed(), {}
    try:
        try:
            proposal = services.describe(current_actor(), code, typed)
        except Invalid as error:
            errors = {name: str(text) for name, text in error.fields.items()}
            wrong = {int(name.split("-")[1]) for name in errors}
            right = {file_id: one for file_id, one in typed.items() if file_id not in wrong}
            proposal = services.describe(current_actor(), code, right)
    except Stale:
        return recovery.for_script(Stale.status, _("Somebody else has saved this section meanwhile."))
    except DomainError as error:
        return recovery.for_script(error.status, str(error.message))
    return autosave.told(proposal, base_of(attachments.files_of(proposal)), errors)


def _refused(code: str, form: FilesForm, error: NotAllowed | Stale) -> Response:
    """The page with everything still filled in; after somebody else's words with both."""
    proposal = proposal_by_code(current_actor(), code)
    found = attachments.files_of(proposal)
    stored = differences(found, form) if isinstance(error, Stale) else {}
    form.base.data = base_of(found)
    return _page(proposal, form, error.status, refused=error, stored=stored)


def _next_page(code: str, verb: str, key: str) -> str:
    if verb == "back":
        return url_for(".proposal", code=code)
    if verb == "next":
        later = list(Section)[list(Section).index(Section.FILES) + 1]
        return url_for(".section", code=code, section=later)
    if verb == "remove":
        return url_for(".files", code=code, remove=key, _anchor=f"file-{key}")
    anchor = f"file-{key}" if verb in MOVES else "photos" if verb == "upload" else None
    return url_for(".files", code=code, _anchor=anchor)


def _words() -> dict[str, Any]:
    """What the page of files and the place of a single one say."""
    return {
        "consents": CONSENTS,
        "rules": RULES,
        "labels": checks.PHOTO_TEXTS,
        "limits": services.LIMITS,
        "most": {"photos": MOST_PHOTOS, "documents": MOST_DOCUMENTS},
        "most_bytes": {"photos": MOST_PHOTO_BYTES, "documents": MOST_DOCUMENT_BYTES},
        "to_remove": request.args.get("remove", type=int),
    }


def _page(
    proposal: Proposal, form: FilesForm, status: int, refused: Exception | None = None, stored: Any = None
) -> Response:
    entries = history_of("proposal", proposal.id)
    form.version.data = str(proposal.version)
    page = render_template(
        "submission/files.html",
        proposal=proposal,
        form=form,
        files=attachments.files_of(proposal),
        name=SECTION_NAMES[Section.FILES],
        tasks=presenters.tasks(proposal),
        status_names=presenters.STATUS_NAMES,
        answered=presenters.answered(proposal, entries),
        questions=presenters.questions(proposal, entries),
        newest=entries[0] if entries else None,
        hits=[hit for hit in checks.text_hits(proposal) if hit.section is Section.FILES],
        refused=refused,
        stored=stored or {},
        **_words(),
    )
    return make_response(page, status)
