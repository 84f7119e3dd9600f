"""Logs of production: one JSON object a line, without what people typed."""

import json
import logging
import time
from typing import Any

from flask import Flask, Response, g, request


class JsonFormatter(logging.Formatter):
    """A record as one line of JSON; line ends in messages stay inside their string."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def use_json(app: Flask) -> None:
    """Write every log record as JSON to standard error, and one record a request."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter())
    logging.basicConfig(handlers=[handler], level=logging.INFO, force=True)
    requests = logging.getLogger("catalog.requests")

    @app.before_request
    def begin() -> None:
        g.begun = time.perf_counter()

    @app.after_request
    def end(response: Response) -> Response:
        milliseconds = round((time.perf_counter() - g.get("begun", time.perf_counter())) * 1000, 1)
        fields = {"method": request.method, "path": request.path, "status": response.status_code, "ms": milliseconds}
        requests.info("%s %s", request.method, response.status_code, extra={"fields": fields})
        return response
