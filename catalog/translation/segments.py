"""Segments: every piece of a proposal that appears in English, with its state."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from catalog.attachments.queries import files_of
from catalog.i18n import Bilingual
from catalog.proposals.fields import TRANSLATABLE, Kind
from catalog.proposals.models import Proposal
from catalog.proposals.sections import SECTION_NAMES, Section
from catalog.translation.models import Translation

LONG_KINDS = (Kind.LONG_TEXT, Kind.LINES)
ITEM, UNIT = Bilingual("nội dung", "item"), Bilingual("đơn vị tính", "unit")
BUDGET_LINE = Bilingual("Dự toán {position}: {part}", "Budget {position}: {part}")
PHOTO = Bilingual("Ảnh {position}: {part}", "Photo {position}: {part}")
PHOTO_PARTS = {
    "caption": Bilingual("chú thích", "caption"),
    "alternative_text": Bilingual("mô tả", "description"),
}
IN_KIND_NEED = Bilingual("Hiện vật {position}: {part}", "In kind {position}: {part}")


class TranslationState(StrEnum):
    """Stale is derived: the Vietnamese is no longer the one that was translated. Of a machine: nobody looked at it."""

    MISSING = "missing"
    MACHINE = "machine"
    DRAFT = "draft"
    STALE = "stale"
    CHECKED = "checked"


STATE_NAMES = {
    TranslationState.MISSING: Bilingual("Chưa dịch", "Missing"),
    TranslationState.MACHINE: Bilingual("Bản dịch máy", "Machine draft"),
    TranslationState.DRAFT: Bilingual("Bản dịch nháp", "Draft"),
    TranslationState.STALE: Bilingual("Tiếng Việt đã đổi", "Stale: the Vietnamese changed"),
    TranslationState.CHECKED: Bilingual("Đã soát", "Checked"),
}


@dataclass(frozen=True)
class Source:
    """A piece of Vietnamese to translate."""

    key: str
    section: Section
    label: Bilingual
    text: str
    is_long: bool = False


@dataclass(frozen=True)
class Segment:
    """A source with its target; `version` is 0 while there is none.

    `translated` is the Vietnamese of the target, `writer_id` the person who wrote the target last.
    """

    source: Source
    target: str
    state: TranslationState
    version: int
    translated: str = ""
    writer_id: int | None = None


def source_hash(text: str) -> str:
    """What tells whether the Vietnamese is still the one that was translated."""
    return hashlib.sha256(text.encode()).hexdigest()


def sources(proposal: Proposal) -> Iterator[Source]:
    """The pieces to translate, in the order of the form; empty ones need no English."""
    for section in SECTION_NAMES:
        for field in TRANSLATABLE:
            text = getattr(proposal, field.key)
            if field.section is section and text:
                yield Source(field.key, section, field.label, text, field.kind in LONG_KINDS)
        if section is Section.BUDGET:
            yield from _row_sources("budget", proposal.budget_lines, section, BUDGET_LINE)
        if section is Section.CONTRIBUTIONS:
            yield from _row_sources("in_kind", proposal.in_kind_needs, section, IN_KIND_NEED)
        if section is Section.FILES:
            yield from _photo_sources(proposal)


def _row_sources(table: str, rows: Sequence, section: Section, label: Bilingual) -> Iterator[Source]:
    for position, row in enumerate(rows, start=1):
        for column, part in (("item", ITEM), ("unit", UNIT)):
            text = getattr(row, column)
            if text:
                yield Source(f"{table}:{row.id}:{column}", section, label.format(position=position, part=part), text)


def _photo_sources(proposal: Proposal) -> Iterator[Source]:
    """What is said of the photos that may be published; the others need no English."""
    for photo in files_of(proposal).photos:
        for column, part in PHOTO_PARTS.items() if not photo.lacking else ():
            key, label = f"photo:{photo.row.id}:{column}", PHOTO.format(position=photo.number, part=part)
            yield Source(key, Section.FILES, label, getattr(photo.row, column))


def segments(proposal: Proposal, translations: Mapping[str, Translation]) -> list[Segment]:
    """Every segment of a proposal, given its translations by key."""
    return [_segment(source, translations.get(source.key)) for source in sources(proposal)]


def _segment(source: Source, translation: Translation | None) -> Segment:
    if translation is None:
        return Segment(source, "", TranslationState.MISSING, 0)
    stale = translation.source_hash != source_hash(source.text)
    of_machine = translation.is_machine and translation.state == "draft"
    state = TranslationState.MACHINE if of_machine else TranslationState(translation.state)
    if stale:
        state = TranslationState.STALE
    return Segment(source, translation.target, state, translation.version, translation.source, translation.person_id)


def may_check(person_id: int | None, writer_id: int | None) -> bool:
    """Whether a person can check what another wrote, where a second person has to."""
    return writer_id is None or person_id != writer_id


def counts(found: Sequence[Segment]) -> dict[TranslationState, int]:
    """How many segments are in each state."""
    counted = Counter(segment.state for segment in found)
    return {state: counted[state] for state in TranslationState}
