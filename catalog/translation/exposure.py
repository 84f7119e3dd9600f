"""What may expose a child in both languages of a proposal, and who looked at each such place."""

from collections.abc import Sequence
from dataclasses import dataclass

from catalog.proposals import checks, safeguarding
from catalog.proposals.checks import TextHit
from catalog.proposals.models import HitClearance, Proposal
from catalog.translation.segments import Segment


@dataclass(frozen=True)
class Place:
    """A hit in one of the languages, and the tick that it has, if any."""

    hit: TextHit
    tick: HitClearance | None

    @property
    def is_open(self) -> bool:
        """Whether it stops a release."""
        return self.tick is None


def english_hits(segments: Sequence[Segment]) -> list[TextHit]:
    """The hits of the English that the Vietnamese does not have in the same words: those are judged there."""
    found = []
    for segment in segments:
        source = segment.source
        known = {hit.excerpt for hit in safeguarding.scan(source.text)}
        found += [
            checks.text_hit(source.section, source.label, segment.target, hit, "en")
            for hit in safeguarding.scan(segment.target)
            if hit.excerpt not in known
        ]
    return found


def places(proposal: Proposal, segments: Sequence[Segment]) -> list[Place]:
    """Every place of both languages that may expose a child; the Vietnamese ones first."""
    ticks = {clearance.hit_key: clearance for clearance in proposal.clearances}
    hits = {hit.key: hit for hit in (*checks.text_hits(proposal), *english_hits(segments))}
    return [Place(hit, ticks.get(key)) for key, hit in hits.items()]


def open_english_hits(proposal: Proposal, segments: Sequence[Segment]) -> list[TextHit]:
    """The hits that only the English has and nobody ticked."""
    ticked = {clearance.hit_key for clearance in proposal.clearances}
    return [hit for hit in english_hits(segments) if hit.key not in ticked]
