"""A shortlist is codes of projects in the order that a visitor gave them: each once, and at most so many."""

import re
from collections.abc import Iterable

MOST = 50
_CODE = re.compile(r"[A-Za-z0-9-]{1,30}")

Codes = tuple[str, ...]


def tidy(codes: Iterable[str]) -> Codes:
    """What can be a shortlist of codes from outside: what is none, repeated or too many is left out."""
    return tuple(dict.fromkeys(code for code in codes if _CODE.fullmatch(code)))[:MOST]


def added(codes: Codes, code: str) -> Codes:
    """With another code at the end; a full list stays as it is."""
    return tidy((*codes, code))


def removed(codes: Codes, code: str) -> Codes:
    """Without a code."""
    return tuple(other for other in codes if other != code)


def up(codes: Codes, code: str) -> Codes:
    """With a code one place further up."""
    return _moved(codes, code, -1)


def down(codes: Codes, code: str) -> Codes:
    """With a code one place further down."""
    return _moved(codes, code, 1)


def _moved(codes: Codes, code: str, step: int) -> Codes:
    if code not in codes:
        return codes
    others, place = list(removed(codes, code)), codes.index(code)
    others.insert(max(0, place + step), code)
    return tuple(others)
