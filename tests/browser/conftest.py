"""A real server, a real Chromium, and the promise that no page logs an error, breaks the policy or shuts anyone out."""

import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import waitress
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import BrowserContext, ConsoleMessage, Page

from tests.conftest import missing

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
# No sandbox for root in CI, no /dev/shm of 64 MB, and nothing that looks for hosts of its maker.
FLAGS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
TIMEOUT_MS = 30_000


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The Chromium of the system: Playwright's own would have to be downloaded."""
    found = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if not found:
        missing("Chromium is not installed")
    return {**browser_type_launch_args, "executable_path": found, "args": FLAGS}


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """A socket on a free port, so that the address is known before the application is made."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener


@pytest.fixture
def environment(environment: dict[str, str], listener: socket.socket) -> dict[str, str]:
    """Settings in which BASE_URL is the address of the live server."""
    port = listener.getsockname()[1]
    return {**environment, "PORT": str(port), "BASE_URL": f"http://127.0.0.1:{port}"}


@pytest.fixture
def site(app: Flask, environment: dict[str, str], listener: socket.socket) -> Iterator[str]:
    """Address of the application, served by waitress as `make run` does."""
    server = waitress.create_server(app, sockets=[listener], threads=4)
    ending = threading.Event()

    def run() -> None:
        try:
            server.run()
        except OSError:  # it was waiting on a connection that was ended below
            if not ending.is_set():
                raise

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    yield environment["BASE_URL"]
    ending.set()
    while server._map:  # waitress has no other way to end its connections from outside
        for dispatcher in list(server._map.values()):
            dispatcher.handle_close()
    thread.join()
    server.task_dispatcher.shutdown()


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any], site: str) -> dict[str, Any]:
    """Pages of a test know the address of its site: `page.goto("/en/")`."""
    return {**browser_context_args, "base_url": site, "viewport": {"width": 1280, "height": 900}}


@pytest.fixture
def new_context(new_context: Callable[..., BrowserContext]) -> Iterator[Callable[..., BrowserContext]]:
    """Open further browsers: `new_context(locale="vi-VN").new_page()`.

    Script errors, policy violations and missing files in any page of any of them fail the test at its end.
    """
    complaints: list[str] = []

    def watched(**options: Any) -> BrowserContext:
        context = new_context(**options)
        context.set_default_timeout(TIMEOUT_MS)
        watch(context, complaints)
        return context

    yield watched
    assert complaints == []


def watch(context: BrowserContext, complaints: list[str]) -> None:
    """Collect what the pages of a browser complain about."""
    opened: set[str] = set()

    def complain(message: ConsoleMessage) -> None:
        # A page that answers 404 or 422 on purpose is logged like a missing file; only the latter is an error.
        if message.type == "error" and message.location["url"] not in opened:
            complaints.append(f"{message.location['url']}: {message.text}")

    context.on("console", complain)
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    context.on("response", lambda answer: opened.add(answer.url) if answer.request.is_navigation_request() else None)


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """`axe(page)` fails with what axe-core finds on the page as it stands, in words."""

    def check(page: Page) -> None:
        violations = Axe().run(page).response["violations"]
        found = [
            f"{violation['id']} ({violation['impact']}): {violation['help']}: {node['html']} {node['failureSummary']}"
            for violation in violations
            for node in violation["nodes"]
        ]
        assert found == [], f"{page.url}\n" + "\n".join(found)

    return check
