"""Signing in and out, links by mail, one's own account, the language of the pages."""

import logging
from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, current_app, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _

from catalog import offline, recovery
from catalog.access import ANYONE, allow, current_actor, own_path
from catalog.accounts import queries, services, sessions
from catalog.accounts.forms import PASSWORD_HELP, ChangePasswordForm, NewPasswordForm, ResetRequestForm, SignInForm
from catalog.accounts.guesses import TooManyGuesses
from catalog.accounts.rights import ROLE_LABELS, Right
from catalog.errors import Invalid, NotFound
from catalog.forms import Form, errors_from
from catalog.i18n import LANGUAGE_COOKIE, LANGUAGES

log = logging.getLogger(__name__)
DESK = "/desk/"
ONE_YEAR = 365 * 24 * 3600

accounts = Blueprint("accounts", __name__)


@accounts.route("/sign-in", methods=["GET", "POST"])
@allow(ANYONE)
def sign_in() -> Response:
    """Let somebody in, and back to where they wanted to go."""
    form = SignInForm(email=request.args.get("email"))
    if request.method == "GET" and current_actor().has(Right.SIGNED_IN):
        return _see(own_path(request.args.get("next")) or DESK)
    if form.validate_on_submit():
        try:
            person, token = services.sign_in(
                form.email.data or "",
                form.password.data or "",
                sessions.source(),
                sessions.device(),
                sessions.current_token(),
            )
        except Invalid as error:
            errors_from(form, error.fields)
        except TooManyGuesses as error:
            return _sign_in_page(form, error)
        else:
            sessions.begin(person.id, token)
            response = _recalled(person.id) or _see(own_path(request.args.get("next")) or DESK)
            return response if LANGUAGE_COOKIE in request.cookies else _speak(response, person.language)
    return _sign_in_page(form)


def sign_in_again(_ended: Exception) -> Response:
    """Answer a form that came without a session: the sign-in, which carries along what was typed."""
    if recovery.is_script():
        return recovery.for_script(401, _("You have been signed out. What you typed is kept on this computer."))
    has_page = "GET" in current_app.url_map.bind_to_environ(request.environ).allowed_methods()
    response = _sign_in_page(
        SignInForm(formdata=None), typed=recovery.sealed(), back=request.path if has_page else None
    )
    response.status_code = 401
    return response


def _sign_in_page(
    form: SignInForm, refusal: TooManyGuesses | None = None, typed: str | None = None, back: str | None = None
) -> Response:
    return _page(
        "accounts/sign_in.html",
        form,
        refusal,
        people=queries.active_demo_people(),
        typed=typed or request.form.get("typed"),
        back=back or request.args.get("next"),
    )


def _recalled(person_id: int) -> Response | None:
    """The form that was typed before this sign-in, on its way back to its page."""
    typed = recovery.opened(person_id)
    return make_response(render_template("accounts/recall.html", typed=typed)) if typed else None


@accounts.post("/sign-out")
@allow(Right.SIGNED_IN)
def sign_out() -> Response:
    """End the session of this browser."""
    services.sign_out(current_actor(), sessions.current_token())
    sessions.end()
    flash(_("You are signed out."))
    return _signed_out()


@accounts.get("/account")
@allow(Right.SIGNED_IN)
def account() -> Response:
    """One's own roles, language, password and open sessions."""
    return _account_page(ChangePasswordForm())


@accounts.post("/account")
@allow(Right.SIGNED_IN)
def change_password() -> Response:
    """Replace one's password; this browser stays signed in, every other one does not."""
    form = ChangePasswordForm()
    if form.validate():
        try:
            token = services.change_password(
                current_actor(), form.current.data or "", form.new.data or "", sessions.source(), sessions.device()
            )
        except Invalid as error:
            errors_from(form, error.fields)
        except TooManyGuesses as error:
            return _account_page(form, error)
        else:
            sessions.begin(current_actor().person_id or 0, token)
            flash(_("Your password is changed. You are signed out everywhere else."))
            return _see(url_for(".account"))
    return _account_page(form)


@accounts.post("/account/mail-rhythm")
@allow(Right.SIGNED_IN)
def set_mail_rhythm() -> Response:
    """Choose between a mail for every notice and one a day."""
    services.set_mail_rhythm(current_actor(), request.form.get("rhythm", ""))
    flash(_("Saved."))
    return _see(url_for(".account", _anchor="mails"))


@accounts.post("/account/end-sessions")
@allow(Right.SIGNED_IN)
def end_sessions() -> Response:
    """Sign out everywhere, here too."""
    services.end_sessions(current_actor())
    sessions.end()
    flash(_("You are signed out everywhere."))
    return _signed_out()


@accounts.route("/invitation/<token>", methods=["GET", "POST"])
@allow(ANYONE)
def invitation(token: str) -> Response:
    """Come in for the first time: choose a password."""
    return _new_password("invite", token)


@accounts.route("/password-reset/<token>", methods=["GET", "POST"])
@allow(ANYONE)
def password_reset(token: str) -> Response:
    """Choose a new password in the place of a forgotten one."""
    return _new_password("reset", token)


@accounts.route("/password-reset", methods=["GET", "POST"])
@allow(ANYONE)
def request_reset() -> Response:
    """Ask for a link by mail; the answer is the same whether the address is known or not."""
    form = ResetRequestForm(email=request.args.get("email"))
    if form.validate_on_submit():
        email = form.email.data or ""
        try:
            services.count_reset_request(email, sessions.source())
        except TooManyGuesses as error:
            return _page("accounts/request_reset.html", form, error)
        flash(_("If there is an account with this address, a link to choose a new password is on its way."))
        response = _see(url_for(".sign_in"))
        response.call_on_close(_later(services.request_reset, email))
        return response
    return _page("accounts/request_reset.html", form)


@accounts.post("/language")
@allow(ANYONE)
def set_language() -> Response:
    """Choose the language of the pages; of somebody signed in, that of the mails as well."""
    language = request.form.get("language")
    if language not in LANGUAGES:
        raise NotFound
    if current_actor().has(Right.SIGNED_IN):
        services.set_language(current_actor(), language)
    return _speak(_see(own_path(request.form.get("next")) or "/"), language)


def _new_password(purpose: str, token: str) -> Response:
    person = queries.usable_link(token, purpose).person
    email = person.email
    form = NewPasswordForm()
    if form.validate_on_submit():
        try:
            services.set_password_by_link(purpose, token, form.password.data or "")
        except Invalid as error:
            errors_from(form, error.fields)
        else:
            flash(_("Your password is set. Please sign in."))
            return _see(url_for(".sign_in", email=email))
    return _page("accounts/new_password.html", form, person=person, purpose=purpose)


def _later(service: Callable[[str], None], argument: str) -> Callable[[], None]:
    """A call of a service for when the answer has left, in a context of its own."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]

    def call() -> None:
        with app.app_context():
            try:
                service(argument)
            except Exception:
                log.exception("after the answer")

    return call


def _account_page(form: Form, refusal: TooManyGuesses | None = None) -> Response:
    person = queries.person(current_actor().person_id)
    token_hash = queries.token_hash(sessions.current_token() or "")
    shown: dict[str, Any] = {
        "sessions": queries.open_sessions(person.id),
        "token_hash": token_hash,
        "idle": sessions.IDLE,
    }
    shown["role_labels"] = ROLE_LABELS
    return _page("accounts/account.html", form, refusal, person=person, **shown)


def _page(template: str, form: Form, refusal: TooManyGuesses | None = None, **shown: Any) -> Response:
    """A page with a form: 422 where what was sent is not right, 429 where it was sent too often."""
    if refusal:
        form.form_errors.append(str(refusal.message))
    body = render_template(template, form=form, password_help=PASSWORD_HELP, **shown)
    response = make_response(body, refusal.status if refusal else 422 if form.is_submitted() else 200)
    if refusal:
        response.headers["Retry-After"] = str(refusal.retry_after)
    return response


def _signed_out() -> Response:
    """Nothing of who signed out stays in a browser that others use as well."""
    response = _see(url_for(".sign_in"))
    response.headers.update(offline.CLEAR)
    return response


def _see(address: str) -> Response:
    return make_response(redirect(address, 303))


def _speak(response: Response, language: str) -> Response:
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    response.set_cookie(LANGUAGE_COOKIE, language, max_age=ONE_YEAR, secure=secure, httponly=True, samesite="Lax")
    return response
