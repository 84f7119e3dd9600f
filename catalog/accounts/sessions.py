"""The sign-in of one browser: a signed cookie with a token whose row says who it is."""

import re
import secrets
from collections.abc import Collection
from datetime import timedelta
from typing import NoReturn

from flask import Flask, Request, current_app, request, session
from flask.sessions import NullSession, SecureCookieSession, SecureCookieSessionInterface
from itsdangerous import BadData, URLSafeTimedSerializer

from catalog.accounts import queries
from catalog.accounts.actor import ANONYMOUS, Actor
from catalog.clock import now

LIFETIME = timedelta(hours=12)
IDLE = timedelta(hours=2)

_TOKEN, _SEEN, _CSRF = "token", "seen", "csrf_token"
# How Flask-WTF signs the token of a form.
_CSRF_SALT = "wtf-csrf-token"
# The cookie is written anew at most once in this many seconds.
_SEEN_STEP = 60

_BROWSERS = (("Edg/", "Edge"), ("OPR/", "Opera"), ("coc_coc", "Cốc Cốc"), ("Firefox/", "Firefox"))
_BROWSERS += (("Chrome/", "Chrome"), ("Safari/", "Safari"))
_SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"))
_SYSTEMS += (("Mac OS", "macOS"), ("Linux", "Linux"))


def cookie_settings(base_url: str) -> dict[str, object]:
    """Flask's settings of the session cookie; behind TLS it is bound to this host and never leaves it."""
    secure = base_url.startswith("https://")
    return {
        "SESSION_COOKIE_NAME": "__Host-session" if secure else "session",
        "SESSION_COOKIE_SECURE": secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_PATH": "/",
    }


class NoSession(NullSession):
    """In the place of a session where there is none, and nobody may ask for it."""

    def _refuse(self, *_arguments: object, **_values: object) -> NoReturn:
        raise RuntimeError("the session was asked for on a page that is the same for everybody")

    __getitem__ = __contains__ = get = __setitem__ = setdefault = pop = clear = update = _refuse  # type: ignore[assignment]


class _Sessions(SecureCookieSessionInterface):
    """Sessions in signed cookies, which are opened only for some addresses."""

    null_session_class = NoSession

    def __init__(self, firsts: Collection[str], seconds: Collection[str]) -> None:
        self.firsts, self.seconds = firsts, seconds

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        first, second = _parts(request.path)
        return super().open_session(app, request) if first in self.firsts or second in self.seconds else None


def init_app(app: Flask, sessionless: Collection[str]) -> None:
    """Serve these blueprints without sessions; their addresses differ from all others in the first or second part.

    Flask opens a session before it knows the view. Raises RuntimeError where an address would have to do both.
    """
    without, others = set(), set()
    for rule in app.url_map.iter_rules():
        first, second = _parts(rule.rule)
        is_without = rule.endpoint.partition(".")[0] in sessionless
        (without if is_without else others).update((part, second) for part in _choices(first))
    shared = {first for first, _second in without}
    firsts = {first for first, _second in others} - shared
    seconds = {second for first, second in others if first in shared}
    if seconds & {second for _first, second in without} or any("<" in part for part in firsts | seconds):
        raise RuntimeError(f"addresses with and without a session: {', '.join(sorted(firsts | seconds))}")
    app.session_interface = _Sessions(firsts, seconds)


def _choices(part: str) -> list[str]:
    """What a part of a rule stands for, "vi" and "en" for `<any(vi, en):language>`."""
    choices = re.match(r"<any\((.+)\):\w+>$", part)
    return [choice.strip() for choice in choices[1].split(",")] if choices else [part]


def _parts(path: str) -> tuple[str, str]:
    """The first two parts of a path."""
    first, _slash, rest = path[1:].partition("/")
    return first, rest.partition("/")[0]


def begin(person_id: int, token: str) -> None:
    """Bind this browser to a new session; whatever an earlier visitor left in the cookie goes.

    The secret behind the tokens of forms names the person, so that a form that comes without a session, or with
    another one, still tells to whom its page was given.
    """
    session.clear()
    session[_TOKEN] = token
    session[_CSRF] = f"{person_id}.{secrets.token_hex(20)}"
    session[_SEEN] = int(now().timestamp())


def end() -> None:
    """Forget the session in this browser."""
    session.clear()


def issued_to(csrf_token: str | None) -> int | None:
    """Id of the person to whom the page with this token was given, in whatever session; None if nobody knows."""
    try:
        secret = URLSafeTimedSerializer(str(current_app.secret_key), salt=_CSRF_SALT).loads(csrf_token or "")
    except BadData:
        return None
    person_id, _dot, rest = str(secret).partition(".")
    return int(person_id) if rest and person_id.isdecimal() else None


def current_token() -> str | None:
    """The token in the cookie, good or not."""
    return session.get(_TOKEN)


def load_actor() -> Actor:
    """Who sent this request, read anew from the database, so that a right taken away is gone at once.

    Idleness is kept in the signed cookie rather than in the row: reading a page then writes nothing.
    """
    token = current_token()
    if token is None:
        return ANONYMOUS
    idle = now().timestamp() - session.get(_SEEN, 0)
    row = queries.open_session(token) if idle < IDLE.total_seconds() else None
    if row is None:
        return ANONYMOUS
    if idle >= _SEEN_STEP:
        session[_SEEN] = int(now().timestamp())
    return row.person.as_actor()


def source() -> str:
    """Where the request comes from: the other end of the connection, whatever its headers say."""
    return request.remote_addr or ""


def device() -> str:
    """Browser and system in two words, for the list of open sessions."""
    agent = request.user_agent.string
    words = [next((name for mark, name in table if mark in agent), "") for table in (_BROWSERS, _SYSTEMS)]
    return " · ".join(filter(None, words))
