"""Forms that anybody may send, without a session: guarded against other sites, and dated to tell robots from people.

No cookie gives a visitor any right, so there is nothing that another site could borrow: it is enough to see where a
post comes from. The token in a form says when the page was made; who answers within three seconds did not read it.
"""

import functools
import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, ClassVar
from urllib.parse import urlsplit

from flask import Flask, current_app, request
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf.csrf import CSRFProtect
from itsdangerous import BadData, URLSafeSerializer
from wtforms import HiddenField, StringField

from catalog import clock
from catalog.errors import DomainError
from catalog.forms import Form
from catalog.i18n import Bilingual

READ_IN = timedelta(seconds=3)
GOOD_FOR = timedelta(days=1)


class FromElsewhere(DomainError):
    """A form that was sent by the page of another site."""

    status = 400
    default = Bilingual(vi="Biểu mẫu này được gửi từ một trang khác.", en="This form was sent from another site.")


class Verdict(StrEnum):
    """What a token says of the form that brought it."""

    GOOD = "good"
    TOO_QUICK = "too_quick"
    TOO_OLD = "too_old"
    FORGED = "forged"


# What the visitor reads above the form, which comes back filled in.
REFUSED = {
    Verdict.TOO_QUICK: _l("This was sent very quickly. Please look through it once more and send it again."),
    Verdict.TOO_OLD: _l("This page was open for more than a day. Everything is still here: please send it again."),
    Verdict.FORGED: _l("This form was not complete. Everything is still here: please send it again."),
}


def guarded(view: Callable) -> Callable:
    """Declare that a view takes posts without a session; what the page of another site sends is refused.

    `unguard` takes exactly these views out of Flask-WTF's protection, which needs a session.
    """

    @functools.wraps(view)
    def checked(*args: Any, **kwargs: Any) -> Any:
        if request.method == "POST" and not _is_from_here():
            raise FromElsewhere
        return view(*args, **kwargs)

    checked.is_guarded = True  # type: ignore[attr-defined]
    return checked


def unguard(app: Flask, csrf: CSRFProtect) -> None:
    """Take every view that is guarded here out of the protection by session; once all of them are registered."""
    for view in app.view_functions.values():
        if getattr(view, "is_guarded", False):
            csrf.exempt(view)


def _is_from_here() -> bool:
    """Browsers say where a post comes from, new ones by Sec-Fetch-Site, old ones by Origin; programs say nothing."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site != "cross-site"
    origin = request.headers.get("Origin")
    own = {request.host, urlsplit(current_app.config["CATALOG"].base_url).netloc}
    return origin is None or urlsplit(origin).netloc in own


def issue(purpose: str, at: datetime | None = None) -> str:
    """A new token for one form of this purpose, dated now or `at`."""
    moment = (at or clock.now()).timestamp()
    return _signer(purpose).dumps([secrets.token_urlsafe(16), moment])


def check(purpose: str, token: str) -> Verdict:
    """What a token says, at this moment, for a form of this purpose."""
    try:
        _key, moment = _signer(purpose).loads(token)
    except BadData:
        return Verdict.FORGED
    age = clock.now() - datetime.fromtimestamp(moment, UTC)
    if age > GOOD_FOR:
        return Verdict.TOO_OLD
    return Verdict.TOO_QUICK if age < READ_IN else Verdict.GOOD


def _signer(purpose: str) -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.secret_key), salt=f"public form: {purpose}")


class OpenForm(Form):
    """Base of forms that anybody may send; `purpose` keeps the token of one form from being used for another.

    Show it with `guard` of templates/_macros/forms.html. What is refused comes back with all that was typed and
    a token that is good.
    """

    purpose: ClassVar[str]

    token = HiddenField()
    # A trap: people don't see it, robots fill it in.
    website = StringField(_l("Leave this empty"))

    class Meta(Form.Meta):
        csrf = False  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_submitted():
            self.token.data = issue(self.purpose)

    @property
    def key(self) -> str:
        """Names the form that was opened: a second click brings the same one. For a form that is valid."""
        return _signer(self.purpose).loads(self.token.data or "")[0]

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the fields, and whether a person sent them."""
        is_valid = super().validate(extra_validators)
        verdict = check(self.purpose, self.token.data or "")
        if verdict is not Verdict.GOOD:
            self.form_errors.append(str(REFUSED[verdict]))
        if verdict in (Verdict.TOO_OLD, Verdict.FORGED):
            self.token.data = issue(self.purpose)
        if self.website.data:
            self.website.errors = [gettext("Please leave this field empty: it is there to stop robots.")]
        return is_valid and verdict is Verdict.GOOD and not self.website.data
