"""Text as it is stored (`clean`) and as it is compared and searched (`fold`); numerals of sections."""

import re
import unicodedata
from difflib import SequenceMatcher

# What XLSX and XML refuse (security.md, fact 9), what carries no meaning, and marks of direction that hide text.
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
    "\ud800-\udfff\ufffe\uffff]"
)
_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SPACE = re.compile("[\xa0\u2000-\u200a\u202f\u205f\u3000]")
# Old keyboards write the tone before the sign of the vowel (é + ̂), which NFC cannot join.
_TONE_BEFORE_SIGN = re.compile("([\u0300\u0301\u0303\u0309])([\u0302\u0306])")
# Eth and African D look like Đ and were typed for it.
_LOOKALIKES = str.maketrans("ÐðƉ", "ĐđĐ")
_MARKS = re.compile("[\u0300-\u036f]")
# None of all these is in most texts.
_FOREIGN = re.compile(
    f"[{''.join(kind.pattern[1:-1] for kind in (_UNWANTED, _SPACE, _MARKS))}\r\x0b\x0c\x85\u2028\u2029ÐðƉ]"
)
LITTLE_LEFT = 0.4
# Characters of unchanged paragraphs that are worth folding away.
FOLDED_FROM = 160
ROMAN = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))

# A text in (equal | delete | insert, words) pieces.
Pieces = list[tuple[str, str]]


def clean(text: str) -> str:
    """One spelling of a text: NFC, ordinary spaces, "\\n" line breaks, no invisible or forbidden characters.

    Line breaks and runs of spaces inside stay; both ends are stripped.
    """
    if text.isascii() and text.isprintable():
        return text.strip()
    if not _FOREIGN.search(text) and unicodedata.is_normalized("NFC", text):
        return text.strip()
    text = _UNWANTED.sub("", _LINE_BREAK.sub("\n", text))
    text = unicodedata.normalize("NFC", _SPACE.sub(" ", text)).translate(_LOOKALIKES)
    if _MARKS.search(text):
        text = unicodedata.normalize("NFC", _TONE_BEFORE_SIGN.sub(r"\2\1", unicodedata.normalize("NFD", text)))
    return text.strip()


def fold(text: str) -> str:
    """The text without accents and case, white space collapsed: "Trường  Mầm non" and "truong mam non" are equal."""
    return " ".join(unaccented(text).lower().split())


def unaccented(text: str) -> str:
    """The text without accents: "Lục Ngạn" as "Luc Ngan", "Đồi Ngô" as "Doi Ngo"."""
    if text.isascii():
        return text
    text = _MARKS.sub("", unicodedata.normalize("NFD", text)).replace("đ", "d").replace("Đ", "D")
    return unicodedata.normalize("NFC", text)


def differences(before: str, after: str) -> Pieces:
    """What turns one text into another, word by word; as a whole where little is left of the first."""
    old, new = (re.findall(r"\s*\S+", text) for text in (before, after))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < LITTLE_LEFT:
        return [piece for piece in (("delete", before), ("insert", after)) if piece[1]]
    pieces: Pieces = []
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(("equal", "".join(old[i:j])))
            continue
        if i < j:
            pieces.append(("delete", "".join(old[i:j])))
        if k < m:
            pieces.append(("insert", "".join(new[k:m])))
    return pieces


def unchanged_apart(pieces: Pieces) -> Pieces:
    """The pieces of `differences` with long runs of whole paragraphs that did not change apart, as "unchanged"."""
    found: Pieces = []
    last = len(pieces) - 1
    for place, (kind, text) in enumerate(pieces):
        paragraphs = text.split("\n")
        # What stands in one paragraph with a change is read with it.
        first = 1 if place else 0
        end = len(paragraphs) - (place < last and not pieces[place + 1][1].startswith("\n"))
        whole = "\n".join(paragraphs[first:end])
        if kind != "equal" or len(pieces) == 1 or len(whole) < FOLDED_FROM:
            found.append((kind, text))
            continue
        head, tail = "\n".join(paragraphs[:first]), "\n".join(paragraphs[end:])
        apart = text[len(head) : len(text) - len(tail)]
        found += [piece for piece in (("equal", head), ("unchanged", apart), ("equal", tail)) if piece[1]]
    return found


def roman(number: int) -> str:
    """I, II, III, IV … as sections of a list are numbered."""
    text = ""
    for size, sign in ROMAN:
        count, number = divmod(number, size)
        text += sign * count
    return text
