"""Addresses: one spelling, one declaration of access each, and the table of routes and rights as a whole."""

import re

from flask import Flask

from catalog.access import ANYONE, OPEN_ENDPOINTS


def test_addresses_are_in_kebab_case(app: Flask) -> None:
    fixed = {
        re.sub(r"<[^>]+>", "", rule.rule) for rule in app.url_map.iter_rules() if rule.endpoint not in OPEN_ENDPOINTS
    }
    assert [path for path in fixed if not re.fullmatch(r"[a-z0-9/.-]*", path)] == []


def test_every_route_declares_who_may_enter(app: Flask) -> None:
    silent = [
        name for name, view in app.view_functions.items() if name not in OPEN_ENDPOINTS and not hasattr(view, "access")
    ]
    assert silent == []


def test_what_is_open_to_anyone_is_on_this_list(app: Flask) -> None:
    opened = {name for name, view in app.view_functions.items() if ANYONE in getattr(view, "access", ())}
    assert opened == OPEN_TO_ANYONE


OPEN_TO_ANYONE: set[str] = set()
