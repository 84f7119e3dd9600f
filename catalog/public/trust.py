"""Pages on what visitors may rely on: privacy, accessibility, the protection of children.

What the application does stands in the templates; what the office adds are texts of its own (`office.messages`).
"""

from flask import Response, render_template

from catalog.access import ANYONE, allow
from catalog.public.caching import kept

PAGES = ("privacy", "accessibility", "child_protection")


@allow(ANYONE)
def privacy() -> Response:
    """What the catalogue stores of visitors, and how long."""
    return kept(None, lambda: render_template("public/privacy.html"))


@allow(ANYONE)
def accessibility() -> Response:
    """How the catalogue can be used, what is known not to work, and whom to tell."""
    return kept(None, lambda: render_template("public/accessibility.html"))


@allow(ANYONE)
def child_protection() -> Response:
    """Whom to call for a child in danger, and what the catalogue never shows."""
    return kept(None, lambda: render_template("public/child_protection.html"))
