"""What the desk keeps in a browser for working with no line, and how it is taken away again."""

from collections.abc import Callable
from pathlib import Path

from flask import Flask, Response, current_app, request

from catalog.access import ANYONE, allow, current_actor

KEPT_FOR = "Kept-For"
# The browser drops everything of this site but its cookies, of which signing out takes the one that counts.
CLEAR = {"Clear-Site-Data": '"cache", "storage"'}


def kept_offline(view: Callable) -> Callable:
    """Declare that the pages of a view may stay in the browser of who opened them, until that person signs out."""
    view.kept_offline = True  # type: ignore[attr-defined]
    return view


def is_kept() -> bool:
    """Whether this page may stay in the browser."""
    view = current_app.view_functions.get(request.endpoint or "")
    return request.method == "GET" and getattr(view, "kept_offline", False)


@allow(ANYONE)
def worker() -> Response:
    """The service worker; it stands at the top so that it may look after the desk."""
    script = Path(current_app.static_folder or "", "js/worker.js").read_text()
    return Response(script, mimetype="text/javascript", headers={"Cache-Control": "no-cache"})


def init_app(app: Flask) -> None:
    """Serve the worker, and tell it which pages it may keep, and for whom."""
    app.add_url_rule("/sw.js", view_func=worker)
    app.after_request(_mark)
    app.jinja_env.globals["is_kept_offline"] = is_kept


def _mark(response: Response) -> Response:
    if response.status_code == 200 and is_kept():
        response.headers[KEPT_FOR] = str(current_actor().person_id)
    return response
