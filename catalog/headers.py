"""Security headers of every answer, and how long it may be kept."""

import functools
import hashlib
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, request

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # Addresses of the desk and of invitations tell other sites nothing; our own CSRF check wants the referrer.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
ONE_YEAR = 365 * 24 * 3600
FILES = ("static", "bootstrap.static")


def init_app(app: Flask) -> None:
    """Give every answer of the application its headers, error pages among them, and every file a version."""
    app.after_request(add_headers)
    app.url_defaults(add_version)


def add_headers(response: Response) -> Response:
    """Add what is not there yet; a page that does not say how long it may be kept is kept nowhere."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.is_secure or current_app.config["CATALOG"].base_url.startswith("https://"):
        response.headers.setdefault("Strict-Transport-Security", f"max-age={ONE_YEAR}; includeSubDomains")
    if request.endpoint not in FILES:
        # What everybody may keep was made without looking at a cookie.
        if not response.cache_control.public:
            response.vary.add("Cookie")
        response.headers.setdefault("Cache-Control", "no-store")
    elif "v" in request.args and response.status_code == 200:
        response.headers["Cache-Control"] = f"public, max-age={ONE_YEAR}, immutable"
    return response


def add_version(endpoint: str, values: dict[str, Any]) -> None:
    """Put a digest of a file's contents into its address, so that browsers may keep it for good."""
    if endpoint not in FILES:
        return
    owner = current_app if endpoint == "static" else current_app.blueprints["bootstrap"]
    path = Path(owner.static_folder or "", values["filename"])
    if path.is_file():
        values["v"] = _digest(path, path.stat().st_mtime_ns)


@functools.cache
def _digest(path: Path, _changed_ns: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
