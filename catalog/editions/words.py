"""The words that an entry is found by and that people type: the same rules on every database, and for both languages.

Words are compared without accents and case. English words are also compared by their stems, so that "schools" finds
"school"; Vietnamese words have none.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import snowballstemmer

from catalog.text import clean, unaccented

LONGEST = 60
# Letters and digits, each with the accents that cannot be joined to it.
WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")


def words_of(text: str) -> list[str]:
    """The words of a text in small letters, with their accents and without punctuation."""
    return [word[:LONGEST] for word in WORD.findall(clean(text).lower())]


def folded(word: str) -> str:
    """A word in small letters without its accents."""
    return unaccented(word).lower()


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of a folded word, as if it were English: "librari" of "library" and of "libraries"."""
    # One of its own: a stemmer keeps the word that it is at, and threads would cut each other's.
    return snowballstemmer.stemmer("english").stemWord(word)


@dataclass(frozen=True)
class Sought:
    """A word that somebody looks for; `typed` is in small letters, with the accents that were typed."""

    typed: str

    @property
    def prefix(self) -> str:
        """What folded words begin with that are found by it."""
        return folded(self.typed)

    @property
    def stem(self) -> str:
        """The stem of further words that are found by it."""
        return stem(self.prefix)

    @property
    def is_accented(self) -> bool:
        """Whether accents were typed, so that words with the same accents come first."""
        return self.typed != self.prefix

    def is_met_by(self, word: str) -> bool:
        """Whether a word of a text is found by it."""
        plain = folded(word)
        return plain.startswith(self.prefix) or stem(plain) == self.stem


def sought(typed: str) -> list[Sought]:
    """The words of what was typed, each once."""
    return [Sought(word) for word in dict.fromkeys(words_of(typed))]


@dataclass(frozen=True)
class EntryWords:
    """What an entry is found by: words of its title, and all of them, both folded and as stems; all as written."""

    title: frozenset[str]
    words: frozenset[str]
    written: frozenset[str]


def entry_words(data: dict[str, Any]) -> EntryWords:
    """The words of a frozen entry in both languages: code, title, texts, unit, type, sector, budget items."""
    texts = [{"vi": data["code"], "en": ""}, *data["texts"].values(), data["unit"], data["category"], data["sector"]]
    texts += [line["item"] for line in (*data["budget"], *data["in_kind"])]
    return EntryWords(
        title=_compared([data["texts"]["title"]]),
        words=_compared(texts),
        written=frozenset(word for text in texts for language in ("vi", "en") for word in words_of(text[language])),
    )


def _compared(texts: Iterable[dict[str, str]]) -> frozenset[str]:
    texts = list(texts)
    english = {folded(word) for text in texts for word in words_of(text["en"])}
    vietnamese = {folded(word) for text in texts for word in words_of(text["vi"])}
    return frozenset(vietnamese | english | {stem(word) for word in english})


# A text in pieces, each with whether it was looked for.
Marked = list[tuple[str, bool]]


def marked(text: str, words: Sequence[Sought]) -> Marked:
    """A text with the words that meet what is sought set apart."""
    pieces: Marked = []
    end = 0
    for match in WORD.finditer(text):
        if any(word.is_met_by(match[0]) for word in words):
            pieces += [(text[end : match.start()], False), (match[0], True)]
            end = match.end()
    return [piece for piece in (*pieces, (text[end:], False)) if piece[0]]
