"""The translation memory: checked English of the same or of similar Vietnamese, and what is different in it."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from sqlalchemy import and_, func, or_, select

from catalog.db import db
from catalog.text import Pieces, differences
from catalog.translation.models import Translation

SIMILAR = 70  # of 100
MOST_SUGGESTIONS = 3


@dataclass(frozen=True)
class Suggestion:
    """English that was checked for Vietnamese like this; `score` of 100, and 100 only for the very same words.

    `pieces` lead from that other Vietnamese to this one.
    """

    target: str
    score: int
    pieces: Pieces

    @property
    def is_exact(self) -> bool:
        """Whether the Vietnamese is the very same."""
        return self.score == 100


def suggestions(sources: Iterable[str]) -> dict[str, list[Suggestion]]:
    """Up to three suggestions for each text, the best and then the newest first; one query for all of them."""
    wanted = list(dict.fromkeys(sources))
    stored = _near(wanted)
    return {text: _best(text, stored) for text in wanted}


def _near(texts: list[str]) -> list[tuple[str, str]]:
    """(source, target) of the checked translations whose length leaves a chance to be similar; the newest first."""
    if not texts:
        return []
    length = func.length(Translation.source)
    # Two texts that share all of the shorter one are alike by 2 × shorter / (shorter + longer) at most.
    most = (200 - SIMILAR) / SIMILAR
    ranges = or_(*(and_(length >= size / most, length <= size * most) for size in {len(text) for text in texts}))
    chosen = select(Translation.source, Translation.target).where(Translation.state == "checked", ranges)
    rows = db.session.execute(chosen.order_by(Translation.updated_at.desc(), Translation.id.desc()))
    return list(dict.fromkeys((source, target) for source, target in rows))


def _best(text: str, stored: list[tuple[str, str]]) -> list[Suggestion]:
    sources = [source for source, _ in stored]
    found = process.extract(text, sources, scorer=fuzz.ratio, score_cutoff=SIMILAR, limit=None)
    best: dict[str, Suggestion] = {}
    for source, score, place in sorted(found, key=lambda hit: (-hit[1], hit[2])):
        target = stored[place][1]
        if target not in best and len(best) < MOST_SUGGESTIONS:
            best[target] = Suggestion(target, int(score), differences(source, text))
    return list(best.values())
