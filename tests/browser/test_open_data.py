"""What other sites and programs are given, in a real browser: the page of the API, and frames."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.demo

# Path, width and colours: a frame may be as narrow as a column of a portal.
SCREENS = (
    ("/vi/api", 360, "dark"),
    ("/en/embed?area=220", 1280, "light"),
    ("/en/embed/projects?limit=4", 240, "light"),
    ("/vi/embed/projects/SD-2023-01", 320, "dark"),
)


def test_pages_and_frames_fit_and_are_open_to_all(page: Page, axe: Callable[[Page], None]) -> None:
    for path, width, scheme in SCREENS:
        page.set_viewport_size({"width": width, "height": 700})
        page.emulate_media(color_scheme=scheme)
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        axe(page)


@pytest.fixture
def portal() -> Iterator[Callable[[str], str]]:
    """Another site: give it what its one page holds, and it gives its address."""
    held: list[bytes] = []

    class Portal(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(held[0])

        def log_message(self, *_words: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Portal)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def serve(body: str) -> str:
        held[:] = [f'<!doctype html><title>Portal</title><link rel="icon" href="data:,">{body}'.encode()]
        return f"http://127.0.0.1:{server.server_port}/"

    yield serve
    server.shutdown()
    server.server_close()


def test_a_portal_shows_projects_by_the_line_that_it_copied(page: Page, portal: Callable[[str], str]) -> None:
    page.goto("/en/embed?area=220")
    expect(page.frame_locator("iframe").locator(".card")).to_have_count(2)
    line = page.get_by_label("Copy this line into a page of your site:").input_value()
    page.goto(portal(line))
    link = page.frame_locator("iframe").locator(".card a").first
    title = link.text_content() or ""
    with page.expect_navigation():
        link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
