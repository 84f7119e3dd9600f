"""Two people in one translation: both texts, who stored the other one and when, and the box to merge them in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from catalog.errors import NotFound
from catalog.proposals.models import Proposal
from catalog.text import Pieces, differences
from catalog.translation import queries
from catalog.translation.queries import Saved
from catalog.translation.segments import Segment, source_hash
from catalog.translation.services import TargetInput

THEIRS, MINE = "theirs", "mine"


@dataclass(frozen=True)
class Meeting:
    """What was typed here, and what somebody else stored meanwhile."""

    mine: str
    theirs: str
    saved: Saved | None

    @property
    def pieces(self) -> Pieces:
        """What turns theirs into mine, word by word."""
        return differences(self.theirs, self.mine)


def meetings(
    values: Mapping[str, str], proposal: Proposal, segments: Sequence[Segment], given: Mapping[str, TargetInput]
) -> dict[str, Meeting]:
    """Where what was typed meets what somebody else stored, and where two texts are being merged."""
    found = {}
    for segment in segments:
        key, target = segment.source.key, segment.target
        typed = given[key].target if key in given and given[key].version != segment.version else _mine(values, key)
        if typed is not None and target and typed != target:
            found[key] = typed, target
    saved = queries.saved(proposal, list(found)) if found else {}
    return {key: Meeting(typed, target, saved.get(key)) for key, (typed, target) in found.items()}


def chosen(
    values: Mapping[str, str], given: Mapping[str, TargetInput], segments: Sequence[Segment]
) -> dict[str, TargetInput]:
    """What the boxes hold after "take theirs" or "back to mine": the button sends "theirs:title". Raises NotFound."""
    side, _, key = values.get("merge", "").partition(":")
    segment = next((segment for segment in segments if segment.source.key == key), None)
    if segment is None or side not in (THEIRS, MINE):
        raise NotFound
    text = segment.target if side == THEIRS else _mine(values, key) or ""
    stamp = source_hash(segment.source.text)
    return {**given, key: TargetInput(text, f"checked.{key}" in values, segment.version, stamp)}


def _mine(values: Mapping[str, str], key: str) -> str | None:
    """What was typed of a segment when the two met; the box may hold something else by now."""
    text = values.get(f"mine.{key}")
    return None if text is None else text.replace("\r\n", "\n")
