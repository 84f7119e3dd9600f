"""Names of places and institutions in English, by the rules of domain.md §8.

The proper noun is never translated: it loses its accents and stands before its common noun, "xã Tân Sơn" is "Tan Son
Commune". What an institution is comes from tables, which say the same as the glossary.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from catalog.text import unaccented
from catalog.translation.name_tables import COMMITTEES, DEPARTMENTS, NAMED, OFFICES, PLACES

_CAPITALS = "A-Z" + "".join(filter(str.isupper, map(chr, range(0xC0, 0x1EFA))))
MOST_SYLLABLES = 4


@dataclass(frozen=True)
class Name:
    """A name as it stands in the Vietnamese, its English, and the proper nouns in it without accents."""

    source: str
    target: str
    proper: tuple[str, ...]


def _any(words: Iterable[str]) -> str:
    """One of some words, in capitals or not, the longest first, spaces of any width between them."""
    longest_first = sorted(words, key=len, reverse=True)
    return "(?i:" + "|".join(re.escape(each).replace(r"\ ", " +") for each in longest_first) + ")"


_HEADS = {**COMMITTEES, **DEPARTMENTS, **OFFICES, **NAMED}
_OF_PLACE = {**COMMITTEES, **DEPARTMENTS}
_HEAD, _KIND = _any(_HEADS), _any(PLACES)
_SYLLABLE = rf"(?!(?:{_HEAD}|{_KIND})(?!\w))[{_CAPITALS}]\w*"
_PROPER = rf"{_SYLLABLE}(?: {_SYLLABLE}){{0,{MOST_SYLLABLES - 1}}}"
_PLACE = rf"{_KIND} {_PROPER}"
_AROUND = rf"(?:,? {_PLACE})*"
_NUMBER = r"(?i:số) \d+"
# A school may bear a proper noun of its own and a number, before or behind it.
_SCHOOL = rf"{_any(NAMED)}(?: {_NUMBER})? (?:{_PLACE}|{_PROPER})(?: {_NUMBER})?"
_INSTITUTION = rf"{_any({**_OF_PLACE, **OFFICES})} {_PLACE}"
_NAME = re.compile(rf"(?<!\w)(?:{_SCHOOL}|{_INSTITUTION}|{_PLACE}){_AROUND}(?!\w)")
_PART = re.compile(rf"(?:(?P<head>{_HEAD}) )?(?:(?P<kind>{_KIND}) )?(?P<proper>{_PROPER})")
_NUMBERED = re.compile(rf" ?{_NUMBER}")
_BETWEEN = re.compile(r"[\s,;.]*(?:(?:và) +)?")
_BRACKETS = re.compile(r"\([^)]*\)")


def names_in(text: str) -> list[Name]:
    """The names of a text in their order, each once."""
    found = (_name(match[0]) for match in _NAME.finditer(text))
    return list({name.target: name for name in found}.values())


def whole_name(text: str) -> str | None:
    """The English of a text that is nothing but names, as a place or an owner often is."""
    rest = _NAME.split(text)
    if len(rest) < 2 or not all(_BETWEEN.fullmatch(each) for each in rest):
        return None
    return re.sub(r"\bvà\b", "and", _NAME.sub(lambda match: _name(match[0]).target, text)).strip()


def named_otherwise(target: str, names: Iterable[Name]) -> list[Name]:
    """The names of which a proper noun stands nowhere in the English without its accents.

    What stands in brackets does not count: there the Vietnamese may be shown once. No English has no doubts.
    """
    said = _BRACKETS.sub(" ", target)
    return [name for name in names if said.strip() and not all(_stands_in(noun, said) for noun in name.proper)]


def _stands_in(noun: str, said: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(noun)}(?!\w)", said, re.IGNORECASE) is not None


def _name(source: str) -> Name:
    number = _NUMBERED.search(source)
    parts = list(_PART.finditer(_NUMBERED.sub("", source)))
    english = [_part(part) for part in parts]
    if number:
        english[0] += f" No. {number[0].split()[-1]}"
    return Name(source, ", ".join(english), tuple(_noun(part) for part in parts))


def _part(part: re.Match[str]) -> str:
    noun = _noun(part)
    place = f"{noun} {PLACES[_known(part['kind'])]}" if part["kind"] else noun
    if not part["head"]:
        return place
    head = _known(part["head"])
    return f"{_OF_PLACE[head]} of {place}" if head in _OF_PLACE else f"{place} {_HEADS[head]}"


def _noun(part: re.Match[str]) -> str:
    noun = unaccented(part["proper"])
    return noun.title() if noun.isupper() else noun


def _known(words: str) -> str:
    """As the tables spell it."""
    return " ".join(words.lower().split())
