"""Reading pages in tests."""

from lxml import html


def parsed(source: str) -> html.HtmlElement:
    """A page, from its source."""
    return html.document_fromstring(source)


def text(element: html.HtmlElement) -> str:
    """What an element says, with single spaces."""
    return " ".join(" ".join(element.itertext()).split())


def inside(page: html.HtmlElement, name: str, path: str = "") -> list[html.HtmlElement]:
    """Elements of a class that are shown, or what a path finds below them: `inside(page, "card", "//a")`."""
    return page.xpath(f"//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')][not(@hidden)]{path}")


def facts(page: html.HtmlElement) -> dict[str, str]:
    """The lists of facts of a page, by term."""
    return {text(term): text(term.getnext()) for term in inside(page, "facts", "/dt")}
