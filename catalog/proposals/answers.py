"""The answers of a proposal as people read them: by section, in words, with what may expose a child marked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from catalog.i18n import Bilingual, attribute, format_date, format_month, format_number
from catalog.proposals import checks
from catalog.proposals.checks import TextHit
from catalog.proposals.choices import AID_FORMS, PRIORITIES
from catalog.proposals.dac import DAC_PURPOSES
from catalog.proposals.fields import Field, Kind
from catalog.proposals.models import Proposal
from catalog.proposals.sections import SECTION_NAMES, Section

CHOICES: dict[str, Mapping[Any, Bilingual]] = {
    "aid_form": AID_FORMS,
    "dac_code": DAC_PURPOSES,
    "priority": PRIORITIES,
}
YES_NO = (Bilingual("Không", "No"), Bilingual("Có", "Yes"))


@dataclass(frozen=True)
class Piece:
    """A part of a text; with a hit where it may expose a child."""

    text: str
    hit: TextHit | None = None
    is_cleared: bool = False


@dataclass(frozen=True)
class Answer:
    """One field with its value in words; no pieces where it is empty."""

    field: Field
    pieces: list[Piece]
    is_missing: bool

    @property
    def is_long(self) -> bool:
        """Whether it wants the full width of the page."""
        return self.field.kind in (Kind.LONG_TEXT, Kind.LINES)


@dataclass(frozen=True)
class SectionAnswers:
    """The answers of one section."""

    key: Section
    name: Bilingual
    answers: list[Answer]


class Marker:
    """Finds the hits of a proposal in its texts."""

    def __init__(self, proposal: Proposal) -> None:
        self.hits = checks.text_hits(proposal)
        self._cleared = {clearance.hit_key for clearance in proposal.clearances}

    def is_cleared(self, hit: TextHit) -> bool:
        """Whether a reviewer has looked at the hit and ticked it."""
        return hit.key in self._cleared

    def open_hits(self) -> list[TextHit]:
        """The hits that nobody has ticked yet."""
        return [hit for hit in self.hits if not self.is_cleared(hit)]

    def pieces(self, label: Bilingual, text: str) -> list[Piece]:
        """The text cut where its hits begin and end."""
        found, end = [], 0
        for hit in self.hits:
            if hit.text == text and hit.label == label and hit.start >= end:
                found += [Piece(text[end : hit.start]), Piece(hit.excerpt, hit, self.is_cleared(hit))]
                end = hit.start + len(hit.excerpt)
        return [piece for piece in (*found, Piece(text[end:])) if piece.text]


def answers(proposal: Proposal, marker: Marker) -> list[SectionAnswers]:
    """Every section with its answers, in the order of the form."""
    missing = {problem.key for problem in checks.missing_to_publish(proposal)}
    return [
        SectionAnswers(
            section,
            name,
            [_answer(proposal, field, marker, missing) for field in checks.asked_fields(proposal, section)],
        )
        for section, name in SECTION_NAMES.items()
    ]


def _answer(proposal: Proposal, field: Field, marker: Marker, missing: set[str | None]) -> Answer:
    value = "" if checks.is_empty(proposal, field) else in_words(proposal, field)
    return Answer(field, marker.pieces(field.label, value), field.key in missing)


def in_words(proposal: Proposal, field: Field) -> str:
    """The value of a field that is not empty, in the current language; text stays as it was written."""
    value = getattr(proposal, field.key)
    if field.key == "category_key" and proposal.category:
        return f"{attribute(proposal.category, 'sector')} · {attribute(proposal.category, 'name')}"
    return value_in_words(field, value)


def value_in_words(field: Field, value: Any) -> str:
    """A value of a field, but of a category, in the current language."""
    if field.key in CHOICES:
        return str(CHOICES[field.key].get(value, value))
    formats = {Kind.MONTH: format_month, Kind.DATE: format_date, Kind.COUNT: format_number, Kind.TARGETS: ", ".join}
    if field.kind is Kind.FLAG:
        return str(YES_NO[bool(value)])
    return formats.get(field.kind, str)(value)
