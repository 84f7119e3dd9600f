"""Security headers of every answer."""

from flask import Flask, Response, request

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
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


def init_app(app: Flask) -> None:
    """Give every answer of the application its headers, error pages among them."""
    app.after_request(add_headers)


def add_headers(response: Response) -> Response:
    """Add what is not there yet; a page that does not say how long it may be kept is kept nowhere."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", f"max-age={ONE_YEAR}; includeSubDomains")
    if request.endpoint not in ("static", "bootstrap.static"):
        response.vary.add("Cookie")
        response.headers.setdefault("Cache-Control", "no-store")
    return response
