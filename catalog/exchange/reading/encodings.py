"""Bytes of a text file to Unicode: the encoding is told by its marks, else by which reading is Vietnamese."""

import codecs
import re
from typing import NamedTuple

from catalog.exchange.reading import legacy
from catalog.text import clean


class Decoded(NamedTuple):
    """Text, the name of its encoding for people, and whether that was only inferred."""

    text: str
    encoding: str
    guessed: bool


_MARKED = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
# C0 controls that no text file holds; in TCVN3 and VNI files they stand for nothing either.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 200_000


def decode(data: bytes) -> Decoded | None:
    """The text of a file, or None where it is no text at all."""
    for mark, codec, name in _MARKED:
        if data.startswith(mark):
            return Decoded(data.decode(codec, errors="replace").lstrip("\ufeff"), name, False)
    if b"\x00" in data:
        return _utf16_without_mark(data)
    try:
        return Decoded(data.decode("utf-8"), "UTF-8", False)
    except UnicodeDecodeError:
        return _one_byte(data)


def _utf16_without_mark(data: bytes) -> Decoded | None:
    even, odd = data[:_SAMPLE:2].count(0), data[1:_SAMPLE:2].count(0)
    codec = "utf-16-le" if odd > even else "utf-16-be"
    try:
        text = data[: len(data) // 2 * 2].decode(codec)
    except UnicodeDecodeError:
        return None
    return None if _CONTROL.search(text) else Decoded(text, "UTF-16", True)


def _one_byte(data: bytes) -> Decoded | None:
    """Windows-1258 against the fonts' encodings, whichever makes more Vietnamese syllables; a torn UTF-8 as well."""
    latin = data.decode("cp1252", errors="replace").replace("\ufffd", "")
    if _CONTROL.search(latin):
        return None
    torn = data.decode("utf-8", errors="replace")
    readings = {
        "windows-1258": clean(data.decode("cp1258", errors="replace")),
        "TCVN3": legacy.convert(data.decode("latin-1"), "TCVN3"),
        "VNI": legacy.convert(latin, "VNI"),
        "UTF-8": torn if torn.count("\ufffd") * 50 < len(torn) else "",
    }
    scores = {name: legacy.likeness(text[:_SAMPLE]) or 0.0 for name, text in readings.items()}
    best = max(scores, key=scores.__getitem__)
    if scores[best] < legacy.ENOUGH:
        return Decoded(latin, "windows-1252", True)
    return Decoded(readings[best], best, True)
