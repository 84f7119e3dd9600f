"""What was typed into a form that could not be taken: carried through a sign-in, kept on an error page.

Nothing is stored on the server. The text travels in the answer itself, signed, and bound to the person to whom the
page with the form was given; a view that may be asked for it back is declared with `@recallable`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask, Response, current_app, g, jsonify, redirect, request
from flask_babel import gettext as _
from flask_wtf.csrf import generate_csrf
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as BaseResponse

from catalog.access import ANYONE, current_actor, own_path
from catalog.accounts import sessions
from catalog.accounts.rights import Right
from catalog.errors import DomainError

RECALL = "recall"
# Room for the longest section in full, written in three bytes a character, and a long budget.
MOST_CHARACTERS = 400_000
CSRF_FIELD = "csrf_token"  # at the end of its name: forms may have a prefix
LEFT_OUT = frozenset({"do", "typed", RECALL})
HIDDEN = frozenset({"version", "base", "draft_key", "action", "seen"})
# A number chosen by the page's script for its copy in the browser.
COPY = re.compile(r"[a-z0-9-]{1,40}")
# A form that was recalled: filled in, with errors, or beside what somebody else saved. Not the sign-in.
SHOWN_AGAIN = (200, 409, 422)
SAVED_COOKIE = "saved"


@dataclass(frozen=True)
class Typed:
    """The fields of a form as they were sent, and where to; `had_files`: files that have to be chosen again."""

    address: str
    fields: tuple[tuple[str, str], ...]
    had_files: bool

    @property
    def texts(self) -> list[str]:
        """What somebody wrote, to be read and copied: more than a word."""
        return [value for name, value in self.fields if name not in HIDDEN and " " in value.strip()]


def recallable(view: Callable) -> Callable:
    """Declare that a view shows its form filled in, and does nothing, when it is sent with `recall`."""
    view.recallable = True  # type: ignore[attr-defined]
    return view


def is_recalled() -> bool:
    """Whether this request only wants a form back as it was filled in."""
    return request.method == "POST" and RECALL in request.form


def init_app(app: Flask) -> None:
    """Refuse to recall what can't be; tell the page's script which of its copies has arrived."""
    app.before_request(_recall_only_what_can_be)
    app.after_request(_tell_that_a_copy_arrived)


def typed() -> Typed | None:
    """What this request brought, if its view can be asked for it back and it is not longer than any form."""
    if request.method != "POST" or not _is_recallable():
        return None
    try:
        sent, had_files = list(request.form.items(multi=True)), any(request.files.values())
    except HTTPException:
        return None
    fields = tuple((name, value) for name, value in sent if name not in LEFT_OUT and not name.endswith(CSRF_FIELD))
    if sum(len(name) + len(value) for name, value in fields) > MOST_CHARACTERS:
        return None
    return Typed(request.full_path.rstrip("?"), fields, had_files)


def own_typed() -> Typed | None:
    """The same, when the page with the form was given to the person who is asking."""
    return typed() if is_own_page() else None


def is_own_page() -> bool:
    """Whether the page with this form was given to the person who is asking, in this session or another one."""
    owner = _owner()
    return owner is not None and owner == current_actor().person_id


def is_signed_out() -> bool:
    """Whether the view of this request wants somebody signed in, and nobody is."""
    view = current_app.view_functions.get(request.endpoint or "")
    wanted = getattr(view, "access", frozenset({ANYONE}))
    return ANYONE not in wanted and not current_actor().has(Right.SIGNED_IN)


def sealed() -> str | None:
    """What was typed, for a hidden field of the sign-in page; None where nobody knows whose it is."""
    owner, kept = _owner(), typed()
    if owner is None or kept is None:
        return None
    return _seal().dumps([owner, kept.address, kept.fields, kept.had_files])


def opened(person_id: int) -> Typed | None:
    """What was typed before this sign-in, if it was the same person, not longer ago than a session lasts."""
    try:
        owner, address, fields, had_files = _seal().loads(
            request.form.get("typed", ""), max_age=int(sessions.LIFETIME.total_seconds())
        )
    except BadData:
        return None
    if owner != person_id or own_path(address) is None:
        return None
    # The form goes back with the token of the new session, not of the one that ended.
    g.pop("csrf_token", None)
    return Typed(address, tuple((name, value) for name, value in fields), had_files)


def is_script() -> bool:
    """Whether a script asks: it wants data, not a page."""
    return request.accept_mimetypes.best == "application/json"


def for_script(status: int, words: str, **more: Any) -> Response:
    """An answer to a script: the words for its status line."""
    response = jsonify(words=words, **more)
    response.status_code = status
    return response


def token_for_script() -> Response | None:
    """After a new sign-in: a fresh token, for the script of a page that was given to the person who asks."""
    if not (is_script() and is_own_page()):
        return None
    g.pop("csrf_token", None)
    return for_script(400, _("Please try again."), csrf_token=generate_csrf())


def error_for_script(status: int, error: Exception | None) -> Response:
    """The same as an error page, in one sentence."""
    message = error.message if isinstance(error, DomainError) else None
    return for_script(status, str(message or _("It could not be saved. What you typed is kept on this computer.")))


def _seal() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt="typed")


def _owner() -> int | None:
    """To whom the page with this form was given; None if nobody knows."""
    return sessions.issued_to(next((value for name, value in request.form.items() if name.endswith(CSRF_FIELD)), None))


def _is_recallable() -> bool:
    return getattr(current_app.view_functions.get(request.endpoint or ""), "recallable", False)


def _recall_only_what_can_be() -> BaseResponse | None:
    return redirect("/desk/", 303) if is_recalled() and not _is_recallable() else None


def _tell_that_a_copy_arrived(response: Response) -> Response:
    """A form was taken, or stands on the page again: its copy in the browser may go, as the script reads there."""
    # The status first: a form that was too large (413) can't be read here either.
    has_arrived = response.status_code == 303 or (response.status_code in SHOWN_AGAIN and is_recalled())
    if request.method == "POST" and has_arrived and _is_recallable():
        copy = request.form.get("copy", "")
        if COPY.fullmatch(copy):
            secure = current_app.config["SESSION_COOKIE_SECURE"]
            response.set_cookie(SAVED_COOKIE, copy, max_age=600, secure=secure, samesite="Lax")
    return response
