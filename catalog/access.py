"""Who may enter which page: one declaration per view, checked at one place."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response

from catalog.accounts.actor import Actor
from catalog.accounts.rights import Right
from catalog.errors import NotAllowed

ANYONE = "anyone"
# Files of packages and our own: no view of ours to declare anything.
OPEN_ENDPOINTS = frozenset({"static", "bootstrap.static"})


class SignInNeeded(Exception):
    """A form was sent to a page for people who are signed in, and nobody is."""


def allow(*rights: str) -> Callable:
    """Declare who may enter a view: ANYONE, or people who hold at least one of the rights."""

    def declare(view: Callable) -> Callable:
        view.access = frozenset(rights)  # type: ignore[attr-defined]
        return view

    return declare


def current_actor() -> Actor:
    """Who is asking; looked up once per request, and only where a page asks."""
    if "actor" not in g:
        g.actor = current_app.extensions["load_actor"]()
    return g.actor


def own_path(target: str | None) -> str | None:
    """The target if it is a path of this site, else None: `//host`, `/\\host` and addresses lead elsewhere."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return None
    if any(ord(character) < 32 for character in target) or "\\" in target or urlsplit(target).netloc:
        return None
    return target


def init_app(app: Flask, load_actor: Callable[[], Actor]) -> None:
    """Enforce the declarations; `load_actor` finds the person of the request."""
    app.extensions["load_actor"] = load_actor
    app.before_request(_enforce)


def check_declarations(app: Flask) -> None:
    """Refuse to start when a view does not say who may enter; raises RuntimeError."""
    silent = sorted(
        endpoint
        for endpoint, view in app.view_functions.items()
        if endpoint not in OPEN_ENDPOINTS and not getattr(view, "access", None)
    )
    if silent:
        raise RuntimeError(f"views without a declaration of access: {', '.join(silent)}")


def _enforce() -> Response | None:
    if request.endpoint is None or request.endpoint in OPEN_ENDPOINTS:
        return None
    access: frozenset[Any] = current_app.view_functions[request.endpoint].access  # type: ignore[attr-defined]
    if ANYONE in access:
        return None
    actor = current_actor()
    if actor.rights & access:
        return None
    if not actor.has(Right.SIGNED_IN):
        if request.method == "POST":
            raise SignInNeeded
        back = request.full_path.rstrip("?") if request.method == "GET" else None
        return redirect(url_for("accounts.sign_in", next=back), 303)
    raise NotAllowed
