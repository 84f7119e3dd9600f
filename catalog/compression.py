"""Compressed answers: what is the same for everybody once, and a secret never beside words that another site chose."""

from flask import Flask, Response, g, request
from flask_compress import Compress

from catalog.headers import FILES
from catalog.shelf import Shelf

# Brotli makes our pages a fifth smaller than Zstandard does at its usual level; programs may know gzip alone.
ALGORITHMS = ["br", "gzip"]
LEVEL = 5
MOST_BYTES = 8 * 1024 * 1024
# Whoever can make a browser ask us for pages, and watch how long the answers are, could guess a token in them word by
# word (BREACH). What another site makes a browser ask for, and what comes from one that does not tell, stays plain.
ASKED_BY_OURSELVES = ("same-origin", "none")


def init_app(app: Flask) -> None:
    """Compress the answers of the application."""
    app.config.update(
        COMPRESS_ALGORITHM=ALGORITHMS,
        COMPRESS_BR_LEVEL=LEVEL,
        COMPRESS_REGISTER=False,
        COMPRESS_CACHE_BACKEND=_Once,
        COMPRESS_CACHE_KEY=lambda _request: g.get("same_for_everybody", ""),
    )
    compress = Compress(app)

    @app.after_request
    def smaller(response: Response) -> Response:
        if _has_secret() and request.headers.get("Sec-Fetch-Site") not in ASKED_BY_OURSELVES:
            return response
        _read_file(response)
        return compress.after_request(response)


def compress_once(name: str) -> None:
    """Say that the answer to this request is the same for everybody; another answer has another name."""
    g.same_for_everybody = name


class _Once:
    """What was compressed, by algorithm and name; of answers without a name nothing is kept."""

    def __init__(self) -> None:
        self._shelf: Shelf[bytes] = Shelf(MOST_BYTES, len)

    def get(self, key: str) -> bytes | None:
        return self._shelf.get(key)

    def set(self, key: str, value: bytes) -> None:
        if not key.endswith(";"):
            self._shelf.put(key, value)


def _has_secret() -> bool:
    """Whether the page has a form with a token of the session in it: Flask-WTF keeps the token that it gave here."""
    return "csrf_token" in g


def _read_file(response: Response) -> None:
    """Take a file under its final address as a whole, so that it is compressed once and not as it goes out."""
    if request.endpoint in FILES and "v" in request.args and response.status_code == 200:
        response.direct_passthrough = False
        response.get_data()
        response.close()
        compress_once(request.full_path)
