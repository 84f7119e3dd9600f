"""A translation service on this machine that speaks as LibreTranslate and DeepL do, and remembers what it was asked."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any


class Service(HTTPServer):
    """`asked` holds (path, authorization, body) of each request; `failing` is a status or a body to answer instead."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.asked: list[tuple[str, str | None, dict[str, Any]]] = []
        self.failing: int | bytes | None = None
        self.url = f"http://127.0.0.1:{self.server_address[1]}"


class Answers(BaseHTTPRequestHandler):
    """Each text comes back with "EN: " before it."""

    server: Service

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, self.headers["Authorization"], body))
        failing = self.server.failing
        if isinstance(failing, int):
            self.send_error(failing)
            return
        if self.path == "/translate":
            answer: dict[str, Any] = {"translatedText": [f"EN: {text}" for text in body["q"]]}
        else:
            answer = {
                "translations": [{"detected_source_language": "VI", "text": f"EN: {text}"} for text in body["text"]]
            }
        self.send_response(200)
        self.end_headers()
        self.wfile.write(failing or json.dumps(answer).encode())

    def log_message(self, *_args: object) -> None:
        """Tests are silent."""


@contextmanager
def service() -> Iterator[Service]:
    """The service while it runs."""
    with Service() as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield running
        running.shutdown()
        thread.join()
