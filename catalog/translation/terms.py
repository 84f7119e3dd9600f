"""Whether the English of a text uses the words that the glossary has for it."""

import re
from collections.abc import Sequence

from catalog.text import fold
from catalog.translation.models import Term

_WORD = re.compile(r"[^\W_]+")
_ALTERNATIVES = re.compile(r"[/;]")
_BRACKETS = re.compile(r"\([^)]*\)")
# Too short to tell a singular from another word: gas, bus.
SHORTEST_PLURAL = 4


def translated_otherwise(target: str, hits: Sequence[Term]) -> list[Term]:
    """The terms that the Vietnamese uses and whose English stands nowhere in the target.

    Case, plural and what stands in brackets make no difference; of "owner / project owner" either will do, and where
    the glossary has several entries for the same Vietnamese, any.
    """
    said = _stems(target)
    if not said:
        return []
    answered = {term.source.lower() for term in hits if _is_in(term, said)}
    return [term for term in hits if term.source.lower() not in answered]


def _is_in(term: Term, said: list[str]) -> bool:
    return any(_stands_in(_stems(words), said) for words in _ALTERNATIVES.split(_BRACKETS.sub(" ", term.target)))


def _stands_in(part: list[str], whole: list[str]) -> bool:
    return bool(part) and any(part == whole[start : start + len(part)] for start in range(len(whole) - len(part) + 1))


def _stems(text: str) -> list[str]:
    return [_stem(word) for word in _WORD.findall(fold(text.replace("-", " ")))]


def _stem(word: str) -> str:
    """Without the ending of a plural: libraries and library, classes and class are one."""
    if len(word) < SHORTEST_PLURAL or not word.endswith("s") or word.endswith("ss"):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("ches", "shes", "sses", "xes")) else word[:-1]
