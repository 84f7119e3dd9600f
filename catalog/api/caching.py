"""Answers to programs that may be kept: asked again, they are compared before one is made."""

import functools
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Response, current_app, request

# What an answer is made of besides data: a new version of the application must not be answered with "not modified".
BUILD = ("catalog/api/*.py", "catalog/editions/*.py", "catalog/exchange/*.py", "catalog/exchange/writing/*.py")
WORDS = ("templates/api/*.html", "catalog/translations/*/*/*.mo")


def kept(stamp: Any, make: Callable[[], Response]) -> Response:
    """What `make` gives, or 304 without making it; `stamp` changes with everything that the answer tells."""
    settings = current_app.config["CATALOG"]
    parts = (_build(current_app.root_path), settings.base_url, request.full_path, stamp)
    tag = hashlib.sha256(repr(parts).encode()).hexdigest()[:32]
    response = Response(status=304) if request.if_none_match.contains_weak(tag) else make()
    # Weak: compression on the way changes the bytes, not what they say.
    response.set_etag(tag, weak=True)
    response.headers["Cache-Control"] = "public, no-cache"
    return response


@functools.cache
def _build(root: str) -> str:
    paths = sorted(path for pattern in (*BUILD, *WORDS) for path in Path(root).glob(pattern))
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()
