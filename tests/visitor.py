"""A test client that uses pages as people do: it opens a page, fills its form and presses a button."""

from typing import Any

from flask.testing import FlaskClient
from lxml import html
from werkzeug.test import TestResponse


class Visitor(FlaskClient):
    """Forms are sent with every value that the page holds, its CSRF token among them."""

    def submit(
        self, url: str, fields: dict[str, Any] | None = None, *, action: str | None = None, button: str | None = None
    ) -> TestResponse:
        """Open `url`, change `fields` in the form that posts to `action` (default: to the page itself), and send it.

        Fields may be text, a list of texts, None (left out) or a (stream, name) pair of a file; `button` is the
        "name=value" of the one pressed.
        """
        opened = self.get(url)
        assert opened.status_code == 200, f"{url} answered {opened.status_code}"
        form = form_of(opened, action)
        values: dict[str, Any] = {}
        for name, value in form.form_values():
            values.setdefault(name, []).append(value)
        values |= fields or {}
        if button:
            name, _, value = button.partition("=")
            values[name] = value
        sent = {name: value for name, value in values.items() if value is not None}
        return self.post(form.action or url, data=sent)


def form_of(response: TestResponse, action: str | None = None) -> html.FormElement:
    """The form of a page that posts to `action`; without one, the first that posts to the page itself."""
    page = html.fromstring(response.text)
    path = response.request.path
    wanted = (action,) if action else (None, "", path, response.request.full_path.rstrip("?"))
    forms = [form for form in page.forms if form.method == "POST" and form.get("action") in wanted]
    assert forms, f"{path} has no form that posts to {action or 'itself'}"
    return forms[0]
