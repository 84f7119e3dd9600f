"""Reading a page as somebody sees it."""

from typing import Any

from lxml import html
from werkzeug.test import TestResponse


def found(response: TestResponse, path: str) -> list[Any]:
    """What an XPath finds; elements as their text, white space collapsed."""
    result = html.fromstring(response.text).xpath(path)
    return [" ".join(str(item if isinstance(item, str) else item.text_content()).split()) for item in result]


def field(response: TestResponse, name: str) -> str | None:
    """What stands in a field of a page."""
    form = next(form for form in html.fromstring(response.text).forms if name in form.fields)
    value = form.fields[name]
    # Browsers drop the line break with which a text area begins; the parser of these tests doesn't.
    return value.removeprefix("\n") if getattr(form.inputs[name], "tag", "") == "textarea" else value


def summary(response: TestResponse) -> list[str]:
    """The lines of the summary of errors."""
    return found(response, "//div[@class='error-summary']//li")


def notices(response: TestResponse) -> list[str]:
    """The notices that a page shows, and what is flashed."""
    return found(response, "//div[contains(@class, 'notice ')][not(@hidden)]")
