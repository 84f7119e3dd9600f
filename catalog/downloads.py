"""A file to be kept rather than shown."""

from flask import Response, make_response


def attached(data: bytes, mime_type: str, name: str) -> Response:
    """A file under its name, whatever letters that has."""
    response = make_response(data)
    response.content_type = mime_type
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
