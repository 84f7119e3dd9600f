"""Proposals much like another one, across units and years: pointed out so that nothing is asked for twice."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz, process
from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import joinedload, selectinload

from catalog.accounts.actor import Actor
from catalog.db import db
from catalog.i18n import Bilingual
from catalog.proposals.models import Proposal
from catalog.proposals.state_names import NOT_PUBLIC, STATE_NAMES
from catalog.proposals.workflow import State
from catalog.text import fold

SAME_TITLE = 88  # of 100, titles folded and their words sorted
RELATED_TITLE = 60
SHORTEST_TITLE = 8
SAME_AMOUNT = 0.2  # aid that differs by less than a fifth
MOST_COMPARED = 10_000  # the newest
SHOWN = 5
# What other units may know of: what is with the office as it was sent. What came back is being written again.
SENT = (State.SUBMITTED, State.ACCEPTED, State.PUBLISHED, State.CLOSED)
PUBLIC = (State.PUBLISHED, State.CLOSED)
OVER = (State.WITHDRAWN, State.REJECTED)
WAS_SENT = Bilingual("Đã gửi về Sở Ngoại vụ", "Sent to the Department")

ALIKE_TITLE = Bilingual("tên gần như giống hệt", "almost the same title")
RELATED = Bilingual("tên gần giống", "a similar title")
ALIKE_SCHOOL = Bilingual("cùng trường", "the same school")
ALIKE_COMMUNE = Bilingual("cùng xã, phường, thị trấn", "the same commune")
ALIKE_AMOUNT = Bilingual("số tiền tương đương", "about the same amount")

_LEVEL = re.compile(r"\b(?i:mầm non|mẫu giáo|tiểu học|trung học cơ sở|trung học phổ thông|thcs|thpt|ptdtbt|ptdtnt)\b")
_COMMUNE = re.compile(r"\b(?i:xã|phường|thị trấn)\b(?!\s+hội)")
_DISTRICT = re.compile(r"\b(?i:huyện|thành phố|thị xã)\b")
_NO_WORD = re.compile(r"\W+")
# Words that some write before a name, or write in short.
_SPELLINGS = (
    (" trung hoc co so ", " thcs "),
    (" trung hoc pho thong ", " thpt "),
    *((f" {word} ", " ") for word in ("truong", "xa", "phuong", "thi tran", "huyen")),
)


@dataclass(frozen=True)
class Sought:
    """What is being written, as far as it is: amounts in đồng; `code` is empty before it is stored."""

    title: str
    location: str = ""
    commune_code: str = ""
    category_key: str | None = None
    aid_vnd: int = 0
    code: str = ""

    @classmethod
    def of(cls, proposal: Proposal) -> "Sought":
        """A stored proposal as it is compared."""
        names = ("title", "location", "commune_code", "category_key", "aid_vnd")
        own = proposal.amends or proposal
        return cls(**{name: getattr(proposal, name) for name in names}, code=own.code)


@dataclass(frozen=True)
class Similar:
    """What the actor may know of a similar proposal, and why it is similar; `aid_vnd` is None unless own or public."""

    code: str
    title: str
    unit: Bilingual
    round: Bilingual
    state: Bilingual
    reasons: tuple[Bilingual, ...]
    is_own: bool
    aid_vnd: int | None


class _Row(NamedTuple):
    id: int
    title: str
    location: str
    commune_code: str
    category_key: str | None
    unit_id: int


def closest(title: str, folded_titles: Sequence[str]) -> int | None:
    """The place of the title that is almost the same, the nearest of several; they come folded."""
    best = process.extractOne(fold(title), folded_titles, scorer=fuzz.token_sort_ratio, score_cutoff=SAME_TITLE)
    return best[2] if best else None


def titles_of_round(round_id: int, unit_id: int) -> Sequence[tuple[str, str]]:
    """(code, title) of every live proposal of a round; of other units only what was sent."""
    known = and_(_known(frozenset({unit_id})), Proposal.round_id == round_id, Proposal.state.not_in(OVER))
    chosen = select(Proposal.code, Proposal.title).where(known).order_by(Proposal.code)
    return [(code, title) for code, title in db.session.execute(chosen)]


def find(actor: Actor, sought: Sought) -> list[Similar]:
    """The most similar proposals that the actor may know of, the nearest first; three queries at most."""
    if len(fold(sought.title)) < SHORTEST_TITLE:
        return []
    found = _compared(sought, _rows(actor, sought.code), actor.unit_ids)
    nearest = sorted(found, key=lambda row_id: found[row_id][0], reverse=True)[:SHOWN]
    if not nearest:
        return []
    chosen = select(Proposal).where(Proposal.id.in_(nearest))
    chosen = chosen.options(joinedload(Proposal.unit), joinedload(Proposal.round), selectinload(Proposal.budget_lines))
    stored = {proposal.id: proposal for proposal in db.session.scalars(chosen)}
    return [_told(actor, sought, stored[row_id], found[row_id][1]) for row_id in nearest if row_id in stored]


def _known(unit_ids: Collection[int]) -> ColumnElement[bool]:
    """What people of these units may know of: all of their own, of others what is with the office.

    An edit of a published proposal is not another proposal.
    """
    return and_(Proposal.amends_id.is_(None), or_(Proposal.unit_id.in_(unit_ids), Proposal.state.in_(SENT)))


def _rows(actor: Actor, code: str) -> list[_Row]:
    chosen = select(*(getattr(Proposal, name) for name in _Row._fields))
    chosen = chosen.where(_known(actor.unit_ids), Proposal.code != code)
    return [_Row(*row) for row in db.session.execute(chosen.order_by(Proposal.id.desc()).limit(MOST_COMPARED))]


def _compared(
    sought: Sought, rows: Sequence[_Row], own_units: frozenset[int]
) -> Mapping[int, tuple[float, list[Bilingual]]]:
    """Score and reasons of every row that is similar, by its id."""
    titles = [_folded(row.title) for row in rows]
    near = process.extract(
        fold(sought.title), titles, scorer=fuzz.token_sort_ratio, score_cutoff=RELATED_TITLE, limit=None
    )
    scores = {place: score for _title, score, place in near}
    places = _Places.of(sought)
    found = {}
    for place, row in enumerate(rows):
        score = scores.get(place, 0)
        reasons = _reasons(sought, row, score, places, row.unit_id in own_units)
        if reasons:
            found[row.id] = (score + 10 * len(reasons), reasons)
    return found


def _reasons(sought: Sought, row: _Row, score: float, places: "_Places", is_own: bool) -> list[Bilingual]:
    """A place alone says little: it counts for the same type of support, or with a title that is near."""
    kinds = {sought.category_key or row.category_key, row.category_key or sought.category_key}
    reasons = [ALIKE_TITLE] if score >= SAME_TITLE else []
    if len(kinds) == 1 and (score or None not in kinds):
        text = _plain(f"{row.title}\n{row.location}")
        is_here = is_own or (bool(places.district) and places.district in text)
        if places.school and is_here and places.school in text:
            reasons.append(ALIKE_SCHOOL)
        elif (sought.commune_code and sought.commune_code == row.commune_code) or (
            places.commune and is_here and places.commune in text
        ):
            reasons.append(ALIKE_COMMUNE)
        if reasons and RELATED_TITLE <= score < SAME_TITLE:
            reasons.insert(0, RELATED)
    return reasons


def _told(actor: Actor, sought: Sought, proposal: Proposal, reasons: list[Bilingual]) -> Similar:
    names, is_own = STATE_NAMES[State(proposal.state)], actor.of_unit(proposal.unit_id)
    aid = proposal.aid_vnd if is_own or proposal.state in PUBLIC else None
    if aid and sought.aid_vnd and abs(aid - sought.aid_vnd) <= SAME_AMOUNT * max(aid, sought.aid_vnd):
        reasons = [*reasons, ALIKE_AMOUNT]
    public = names.public if names.public != NOT_PUBLIC else WAS_SENT
    return Similar(
        code=proposal.code,
        title=proposal.title,
        unit=Bilingual(proposal.unit.name_vi, proposal.unit.name_en),
        round=Bilingual(proposal.round.name_vi, proposal.round.name_en),
        state=names.unit if is_own else public,
        reasons=tuple(reasons),
        is_own=is_own,
        aid_vnd=aid,
    )


class _Places(NamedTuple):
    """Names of a school, its commune and district as they stand in a plain text, or ""."""

    school: str
    commune: str
    district: str

    @classmethod
    def of(cls, sought: Sought) -> "_Places":
        text = f"{sought.title}\n{sought.location}"
        school = _named(_LEVEL, text, with_word=True)
        return cls(school, _named(_COMMUNE, text), _named(_DISTRICT, text))


def _named(kind: re.Pattern[str], text: str, with_word: bool = False) -> str:
    """The capitalised words after a word such as "xã": those of the first place where there are any."""
    for match in kind.finditer(text):
        rest = re.match(r"\s*(?:(?:xã|phường|thị trấn|số)\s+)?", text[match.end() :])
        words = []
        for word in text[match.end() + (rest.end() if rest else 0) :].split():
            if not word[0].isupper() and not word[0].isdigit():
                break
            words.append(word)
            if not word[-1].isalnum():
                break
        if words:
            return _plain(" ".join([match.group(), *words] if with_word else words))
    return ""


# Stored texts are compared over and over while somebody types; to fold them takes longer than to compare them.
_folded = lru_cache(maxsize=MOST_COMPARED)(fold)


@lru_cache(maxsize=MOST_COMPARED)
def _plain(text: str) -> str:
    """The text folded, its words between single spaces, without the words that some leave out."""
    plain = f" {_NO_WORD.sub(' ', fold(text)).strip()} "
    for long, short in _SPELLINGS:
        plain = plain.replace(long, short)
    return plain
