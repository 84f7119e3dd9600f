"""Why an entry was found: its words marked, and the passage that holds what its card does not say."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from catalog.editions.models import Entry
from catalog.editions.words import WORD, Marked, Sought, marked
from catalog.i18n import LANGUAGES, Bilingual
from catalog.proposals.fields import BY_KEY

ON_CARD = ("title", "summary", "location")
BUDGET = Bilingual("Dự toán", "Budget")
# Characters of a passage, and of it before the first word.
LENGTH, BEFORE = 160, 60


class Excerpt(NamedTuple):
    """A passage of an entry in one language, under the name of what it is from."""

    label: Bilingual
    language: str
    pieces: Marked


class Highlights(NamedTuple):
    """What was looked for, as the cards of a language show it."""

    words: Sequence[Sought]
    language: str

    def marked(self, text: str) -> Marked:
        """A text in pieces, each with whether it was looked for."""
        return marked(text, self.words)

    def excerpt(self, entry: Entry) -> Excerpt | None:
        """The passage with most of the words that the card lacks, rather in its language; None where there is none."""
        card = [entry.words(key).in_(self.language) for key in ON_CARD]
        card.append(entry.data["category"][self.language])
        lacking = [word for word in self.words if not _count(" ".join(card), [word])]
        languages = sorted(LANGUAGES, key=lambda language: language != self.language)
        passages = ((label, language, text) for language in languages for label, text in _texts(entry, language))
        label, language, text = max(passages, key=lambda passage: _count(passage[2], lacking))
        return Excerpt(label, language, marked(_cut(text, lacking), self.words)) if _count(text, lacking) else None


def _texts(entry: Entry, language: str) -> Iterator[tuple[Bilingual, str]]:
    """The texts of an entry on single lines, each under its name."""
    for key, text in entry.data["texts"].items():
        yield BY_KEY[key].label, " ".join(text[language].split())
    items = (line["item"][language] for line in (*entry.data["budget"], *entry.data["in_kind"]))
    yield BUDGET, " · ".join(items)


def _count(text: str, words: Sequence[Sought]) -> int:
    """How many of the words a text holds."""
    return sum(any(word.is_met_by(match[0]) for match in WORD.finditer(text)) for word in words)


def _cut(text: str, words: Sequence[Sought]) -> str:
    """The text around the first of the words, in whole words."""
    first = next((m.start() for m in WORD.finditer(text) if any(word.is_met_by(m[0]) for word in words)), 0)
    begin = text.rfind(" ", 0, first - BEFORE) + 1 if first > BEFORE else 0
    end = text.find(" ", begin + LENGTH)
    return ("… " if begin else "") + (text[begin:] if end < 0 else f"{text[begin:end]} …")
